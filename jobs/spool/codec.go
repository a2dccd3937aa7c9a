package spool

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"daybook/analyze/register"
	"daybook/extract/fact"
)

// codec writes entries and reads them: a length, then numbers of as many bytes as
// they need, then the text. Currencies are few, and kept as their places.
type codec struct {
	currencies []fact.Currency
	buf        []byte
}

// errBroken is a record that nobody wrote.
var errBroken = errors.New("the file was changed")

// encode returns a record, which holds until the next.
func (c *codec) encode(e *register.Entry) []byte {
	const head = 1 // the length's own byte, or where it needs more, more
	flags := uint64(e.Kind) << 1
	if e.Cancels {
		flags |= 1
	}
	b := append(c.buf[:0], make([]byte, head)...)
	b = binary.AppendUvarint(b, flags)
	b = binary.AppendUvarint(b, uint64(c.place(e.Currency)))
	for _, n := range [...]int64{
		int64(e.Customer), int64(e.Posted), int64(e.Due), int64(e.Amount), int64(e.Net), int64(e.Tax), int64(e.Gross),
	} {
		b = binary.AppendVarint(b, n)
	}
	b = append(b, e.Number...)
	if n := len(b) - head; n < 0x80 {
		b[0] = byte(n)
	} else {
		b = append(binary.AppendUvarint(nil, uint64(n)), b[head:]...)
	}
	c.buf = b
	return b
}

func (c *codec) place(currency fact.Currency) int {
	i := slices.Index(c.currencies, currency)
	if i < 0 {
		i, c.currencies = len(c.currencies), append(c.currencies, currency)
	}
	return i
}

// decode reads the next record. At the end it is io.EOF.
func (c *codec) decode(in *bufio.Reader, e *register.Entry) error {
	length, err := binary.ReadUvarint(in)
	if err != nil {
		return err
	}
	record, err := in.Peek(int(min(length, uint64(in.Size()))))
	if uint64(len(record)) < length {
		// Longer than the buffer: a text that no ERP has in a number.
		record = make([]byte, length)
		_, err = io.ReadFull(in, record)
	} else if err == nil {
		_, err = in.Discard(len(record))
	}
	if err != nil {
		return unexpected(err)
	}
	return c.fill(record, e)
}

// fill takes a record apart.
func (c *codec) fill(record []byte, e *register.Entry) error {
	f := fields{rest: record}
	flags, currency := f.unsigned(), f.unsigned()
	*e = register.Entry{
		Kind: fact.Kind(flags >> 1), Cancels: flags&1 == 1,
		Customer: fact.Ref(f.signed()), Posted: fact.Date(f.signed()), Due: fact.Date(f.signed()),
		Amount: fact.Amount(f.signed()), Net: fact.Amount(f.signed()), Tax: fact.Amount(f.signed()), Gross: fact.Amount(f.signed()),
	}
	if f.broken || currency >= uint64(len(c.currencies)) {
		return errBroken
	}
	e.Currency, e.Number = c.currencies[currency], string(f.rest)
	return nil
}

// fields reads the numbers of a record, in order.
type fields struct {
	rest   []byte
	broken bool
}

func (f *fields) unsigned() uint64 {
	v, n := binary.Uvarint(f.rest)
	f.skip(n)
	return v
}

func (f *fields) signed() int64 {
	v, n := binary.Varint(f.rest)
	f.skip(n)
	return v
}

func (f *fields) skip(n int) {
	if n <= 0 {
		f.broken, n = true, 0
	}
	f.rest = f.rest[n:]
}
