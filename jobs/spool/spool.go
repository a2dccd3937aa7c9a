// Package spool keeps the entries of a register in a file, in order, where they may
// be more than memory holds: they are sorted a part at a time as they come, and the
// parts are merged whenever the list is read.
package spool

import (
	"bufio"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"daybook/analyze/register"
)

// partEntries is how many entries are sorted in memory, some ten megabytes of them.
const partEntries = 1 << 16

// Spool is a list that grows by Add until Finish, and is then read by All as often
// as needed.
type Spool struct {
	file  *os.File
	out   *bufio.Writer
	most  int // entries in memory
	part  []register.Entry
	ends  []int64 // where each part ends in the file
	codec codec
	count int
	err   error
}

var _ register.List = (*Spool)(nil)

// New makes a spool in a folder; empty is that of temporary files.
func New(folder string) (*Spool, error) { return newSpool(folder, partEntries) }

func newSpool(folder string, most int) (*Spool, error) {
	f, err := os.CreateTemp(folder, "daybook-spool-*")
	if err != nil {
		return nil, fmt.Errorf("making a file for the register's entries: %w; free some space or set TMPDIR", err)
	}
	return &Spool{file: f, out: bufio.NewWriterSize(f, 1<<18), most: most}, nil
}

// Add keeps a copy of an entry. What goes wrong shows when the spool is finished.
func (s *Spool) Add(e *register.Entry) {
	if s.err != nil {
		return
	}
	s.part = append(s.part, *e)
	s.count++
	if len(s.part) == s.most {
		s.err = s.flush()
	}
}

// Finish ends the adding.
func (s *Spool) Finish() error {
	if s.err == nil {
		s.err = s.flush()
	}
	s.part = nil
	if s.err == nil {
		s.err = s.out.Flush()
	}
	if s.err != nil {
		return fmt.Errorf("keeping the register's entries: %w; free some space or set TMPDIR", s.err)
	}
	return nil
}

// flush writes the entries in memory as a sorted part.
func (s *Spool) flush() error {
	if len(s.part) == 0 {
		return nil
	}
	slices.SortStableFunc(s.part, func(a, b register.Entry) int { return register.Compare(&a, &b) })
	end := int64(0)
	if n := len(s.ends); n > 0 {
		end = s.ends[n-1]
	}
	for i := range s.part {
		record := s.codec.encode(&s.part[i])
		if _, err := s.out.Write(record); err != nil {
			return err
		}
		end += int64(len(record))
	}
	s.part, s.ends = s.part[:0], append(s.ends, end)
	return nil
}

// Len is the number of entries.
func (s *Spool) Len() int { return s.count }

// All merges the parts. Of equal entries the one that came first is first, so that
// the order is one, however many parts there are.
func (s *Spool) All() iter.Seq2[*register.Entry, error] {
	return func(yield func(*register.Entry, error) bool) {
		m, err := s.merge()
		for ; err == nil && len(m) > 0; err = m.step() {
			if !yield(&m[0].entry, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, fmt.Errorf("reading the register's entries back: %w", err))
		}
	}
}

// Close removes the file.
func (s *Spool) Close() error {
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}

func (s *Spool) merge() (merge, error) {
	var m merge
	from := int64(0)
	for i, end := range s.ends {
		p := &reader{number: i, codec: &s.codec, in: bufio.NewReaderSize(io.NewSectionReader(s.file, from, end-from), 1<<15)}
		from = end
		if err := p.next(); err != nil {
			return nil, unexpected(err)
		}
		m = append(m, p)
	}
	heap.Init(&m)
	return m, nil
}

// unexpected says of an end that something was to come.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// reader is one part being read, and its entry at hand.
type reader struct {
	number int
	in     *bufio.Reader
	codec  *codec
	entry  register.Entry
}

func (p *reader) next() error { return p.codec.decode(p.in, &p.entry) }

// merge is a heap of parts by their entries at hand.
type merge []*reader

// step goes on to the entry after the first.
func (m *merge) step() error {
	switch err := (*m)[0].next(); {
	case errors.Is(err, io.EOF):
		heap.Pop(m)
	case err != nil:
		return err
	default:
		heap.Fix(m, 0)
	}
	return nil
}

func (m merge) Len() int      { return len(m) }
func (m merge) Swap(i, j int) { m[i], m[j] = m[j], m[i] }
func (m *merge) Push(any)     { panic("parts are not added while they are merged") }

func (m merge) Less(i, j int) bool {
	if c := register.Compare(&m[i].entry, &m[j].entry); c != 0 {
		return c < 0
	}
	return m[i].number < m[j].number
}

func (m *merge) Pop() any {
	last := len(*m) - 1
	p := (*m)[last]
	*m = (*m)[:last]
	return p
}
