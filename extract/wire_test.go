package extract

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-sql-driver/mysql"
	"pgregory.net/rapid"
)

// The first packets of a client that wants nothing, TLS, compression.
var (
	plainGreeting      = []byte{4, 0, 0, 1, 0, 0, 0, 0}
	secretGreeting     = []byte{4, 0, 0, 1, 0, 0x08, 0, 0}
	compressedGreeting = []byte{4, 0, 0, 1, 0x20, 0, 0, 0}
)

// chunks is a connection that answers in pieces, and then with an error.
type chunks struct {
	net.Conn
	pieces [][]byte
	err    error
	asked  int // times after the last piece
}

func (c *chunks) SetReadDeadline(time.Time) error   { return nil }
func (c *chunks) Write(b []byte) (n int, err error) { return len(b), nil }
func (c *chunks) Read(b []byte) (int, error) {
	if len(c.pieces) == 0 {
		c.asked++
		return 0, c.err
	}
	n := copy(b, c.pieces[0])
	if c.pieces[0] = c.pieces[0][n:]; len(c.pieces[0]) == 0 {
		c.pieces = c.pieces[1:]
	}
	return n, nil
}

// framed is a packet of the protocol.
func framed(number byte, payload []byte) []byte {
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(payload)))
	head[3] = number
	return append(head, payload...)
}

// greeted is a wire whose driver has sent its first packet.
func greeted(t interface{ Fatal(...any) }, conn net.Conn, greeting []byte) *wire {
	w := newWire(conn)
	if _, err := w.Write(greeting); err != nil {
		t.Fatal(err)
	}
	return w
}

// However the network cuts its bytes, and whoever takes which packet, each packet
// arrives once and whole, and the driver sees its own numbered without a gap.
func TestWireLosesNothing(t *testing.T) {
	payload := rapid.Custom(func(t *rapid.T) []byte {
		size := rapid.OneOf(rapid.IntRange(0, 300), rapid.IntRange(wireBuffer-10, wireBuffer+10)).Draw(t, "size")
		return bytes.Repeat([]byte{rapid.SampledFrom([]byte{0, 1, 7, 0xfb, 0xfe, 0xff}).Draw(t, "first")}, size)
	})
	rapid.Check(t, func(t *rapid.T) {
		sent := rapid.SliceOfN(payload, 1, 12).Draw(t, "packets")
		var stream []byte
		first := rapid.Byte().Draw(t, "number")
		for i, p := range sent {
			stream = append(stream, framed(first+byte(i), p)...)
		}
		conn := &chunks{err: io.EOF}
		for len(stream) > 0 {
			n := min(len(stream), rapid.OneOf(rapid.IntRange(1, 9), rapid.IntRange(1, 1<<17)).Draw(t, "piece"))
			conn.pieces, stream = append(conn.pieces, stream[:n]), stream[n:]
		}
		w := greeted(t, conn, plainGreeting)
		next := first
		for i, want := range sent {
			isRow := len(want) > 0 && len(want)+packetHead <= wireBuffer && want[0] < 0xfe
			if rapid.Bool().Draw(t, "take") {
				got, ok := w.row()
				if ok != isRow || ok && !bytes.Equal(got, want) {
					t.Fatalf("packet %d is taken: %v, want %v", i, ok, isRow)
				}
				if ok {
					continue
				}
			}
			got := make([]byte, packetHead+len(want))
			if _, err := io.ReadFull(w, got); err != nil || !bytes.Equal(got, framed(next, want)) {
				t.Fatalf("packet %d is not what was sent: %v", i, err)
			}
			next++
		}
		if n, err := w.Read(make([]byte, 1)); n != 0 || err != io.EOF {
			t.Fatalf("after the last packet: %d, %v", n, err)
		}
	})
}

// The driver is handed no more than one packet at a time, however much it asks
// for: what it held could not be taken.
func TestWireHandsOutOnePacket(t *testing.T) {
	one, two := framed(1, []byte("one")), framed(2, []byte("two"))
	w := greeted(t, &chunks{pieces: [][]byte{slices.Concat(one, two)}}, plainGreeting)
	b := make([]byte, 4096)
	if n, err := w.Read(b); err != nil || !bytes.Equal(b[:n], one) {
		t.Errorf("%q, %v", b[:n], err)
	}
	if row, ok := w.row(); !ok || string(row) != "two" {
		t.Errorf("%q, %v", row, ok)
	}
}

// A new command numbers its packets anew.
func TestWireCountsByCommand(t *testing.T) {
	conn := &chunks{pieces: [][]byte{slices.Concat(framed(1, []byte("row")), framed(2, []byte("end")), framed(1, []byte("new")))}}
	w := greeted(t, conn, plainGreeting)
	b := make([]byte, 7)
	w.row()
	if _, err := io.ReadFull(w, b); err != nil || b[3] != 1 {
		t.Errorf("after a packet was taken the second is number %d, %v", b[3], err)
	}
	if _, err := w.Write([]byte("command")); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(w, b); err != nil || b[3] != 1 {
		t.Errorf("after the next command the first is number %d, %v", b[3], err)
	}
}

// What is encrypted or compressed has no packets to be seen.
func TestWireLetsPass(t *testing.T) {
	for name, greeting := range map[string][]byte{"TLS": secretGreeting, "compression": compressedGreeting} {
		stream := slices.Concat(framed(1, []byte("one")), framed(2, []byte("two")))
		w := greeted(t, &chunks{pieces: [][]byte{slices.Clone(stream)}}, greeting)
		b := make([]byte, 4096)
		if n, err := w.Read(b); err != nil || !bytes.Equal(b[:n], stream) || w.plain {
			t.Errorf("%s: %q, %v, plain: %v", name, b[:n], err, w.plain)
		}
	}
}

// piped is a wire and the server's end of it, in the time of a test.
func piped(t *testing.T) (w *wire, server net.Conn) {
	here, server := net.Pipe()
	go io.ReadFull(server, make([]byte, len(plainGreeting)))
	return greeted(t, here, plainGreeting), server
}

// A server that says nothing is waited for as long as the driver would wait, and
// once only.
func TestWireIsPatient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, server := piped(t)
		defer server.Close()
		begun := time.Now()
		w.SetReadDeadline(begun.Add(3 * time.Second))
		if row, ok := w.row(); ok {
			t.Errorf("got %q", row)
		}
		for range 2 {
			if _, err := w.Read(make([]byte, 4)); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("got %v", err)
			}
		}
		if waited := time.Since(begun); waited != 3*time.Second {
			t.Errorf("waited %s", waited)
		}
	})
}

// The deadline is one of silence: an answer may take longer as a whole, also while
// the driver, which sets it, reads nothing.
func TestWireWaitsAnewForEachRow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, server := piped(t)
		defer server.Close()
		w.SetReadDeadline(time.Now().Add(3 * time.Second))
		go func() {
			for i := range byte(4) {
				time.Sleep(2 * time.Second)
				server.Write(framed(i, []byte{i, 'x'}))
			}
		}()
		for i := range byte(4) {
			if row, ok := w.row(); !ok || row[0] != i {
				t.Fatalf("row %d: %q, %v", i, row, ok)
			}
		}
		w.SetReadDeadline(time.Time{})
		go func() {
			time.Sleep(time.Hour)
			server.Write(framed(4, []byte("late")))
		}()
		if row, ok := w.row(); !ok || string(row) != "late" {
			t.Errorf("without a deadline: %q, %v", row, ok)
		}
	})
}

// A wire that is closed, as the driver does when a run is called off, ends the
// reading at once.
func TestWireIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, server := piped(t)
		defer server.Close()
		go func() {
			time.Sleep(time.Second)
			w.Close()
		}()
		if row, ok := w.row(); ok {
			t.Errorf("got %q", row)
		}
		if _, err := w.Read(make([]byte, 4)); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("got %v", err)
		}
	})
}

// A reader that has caught up with an answer pauses, the longer the less had come; one
// that lags does not, nor one that begins or is at the end.
func TestWirePauses(t *testing.T) {
	pieces := func(sizes ...int) (all [][]byte) {
		for _, n := range sizes {
			all = append(all, framed(0, make([]byte, n-packetHead)))
		}
		return all
	}
	const little, half, full = 16 << 10, wireBuffer / 2, wireBuffer
	twice := []int{little, little, little, little, little, little, little, 300}
	for name, test := range map[string]struct {
		pieces [][]byte
		pauses []time.Duration // in leads, of which the first is the shortest
	}{
		"caught up":       {pieces(half, half, half, 300), []time.Duration{1, 1, 1}},
		"little comes":    {pieces(little, little, little, 300), []time.Duration{2, 4, 8}},
		"hardly anything": {pieces(twice...), []time.Duration{2, 4, 8, 16, 32, longLead / shortLead, longLead / shortLead}},
		"lags":            {pieces(full, full, 300), nil},
		"lags in between": {pieces(little, little, full, full, half, 300), []time.Duration{2, 4, 1}},
		"small answer":    {pieces(300, 200), nil},
	} {
		var pauses []time.Duration
		w := greeted(t, &chunks{pieces: test.pieces, err: io.EOF}, plainGreeting)
		w.pause = func(d time.Duration) { pauses = append(pauses, d/shortLead) }
		for _, ok := w.row(); ok; _, ok = w.row() {
		}
		if !slices.Equal(pauses, test.pauses) {
			t.Errorf("%s: pauses %d, want %d", name, pauses, test.pauses)
		}
	}
	w := greeted(t, &chunks{pieces: pieces(16<<10, 16<<10)}, plainGreeting)
	w.pause = func(time.Duration) { t.Error("paused before the answer to a command") }
	w.row()
	w.Write([]byte("command"))
	w.row()
}

// A lag shows however little room the rest of a row leaves for more.
func TestWireLagsBehindRestsOfRows(t *testing.T) {
	row := framed(0, make([]byte, 100))
	stream := bytes.Repeat(row, 4*wireBuffer/len(row))
	w := greeted(t, &chunks{pieces: [][]byte{stream}, err: io.EOF}, plainGreeting)
	w.pause = func(time.Duration) { t.Error("paused") }
	for range 3 * wireBuffer / len(row) {
		if _, ok := w.row(); !ok {
			t.Fatal("a row is missing")
		}
	}
}

// After an error the network is not asked again.
func TestWireRemembersItsError(t *testing.T) {
	broken := errors.New("broken")
	conn := &chunks{pieces: [][]byte{framed(1, []byte("whole")), {9, 0, 0, 2, 'h', 'a', 'l', 'f'}}, err: broken}
	w := greeted(t, conn, plainGreeting)
	if row, ok := w.row(); !ok || string(row) != "whole" {
		t.Errorf("%q, %v", row, ok)
	}
	if row, ok := w.row(); ok {
		t.Errorf("half a row is %q", row)
	}
	rest, err := io.ReadAll(w)
	if !errors.Is(err, broken) || string(rest) != "\x09\x00\x00\x01half" || conn.asked != 1 {
		t.Errorf("%q, %v, asked %d times", rest, err, conn.asked)
	}
}

// lengthEncoded writes a column as the manual of the protocol says.
func lengthEncoded(column []byte) []byte {
	n := len(column)
	switch {
	case column == nil:
		return []byte{0xfb}
	case n < 251:
		return append([]byte{byte(n)}, column...)
	case n < 1<<16:
		return append(binary.LittleEndian.AppendUint16([]byte{0xfc}, uint16(n)), column...)
	}
	return append([]byte{0xfd, byte(n), byte(n >> 8), byte(n >> 16)}, column...)
}

func TestCutIsTheInverseOfEncoding(t *testing.T) {
	column := rapid.Custom(func(t *rapid.T) []byte {
		n := rapid.OneOf(rapid.IntRange(-1, 3), rapid.IntRange(249, 253), rapid.IntRange(1<<16-2, 1<<16+2)).Draw(t, "length")
		if n < 0 {
			return nil
		}
		return bytes.Repeat([]byte("x"), n)
	})
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(column, 1, 5).Draw(t, "columns")
		var row []byte
		for _, c := range want {
			row = append(row, lengthEncoded(c)...)
		}
		got := make([][]byte, len(want))
		if err := cut(row, got); err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if !bytes.Equal(got[i], want[i]) || (got[i] == nil) != (want[i] == nil) {
				t.Fatalf("column %d of %d bytes, want %d", i, len(got[i]), len(want[i]))
			}
		}
		short := row[:rapid.IntRange(0, len(row)-1).Draw(t, "short")]
		if err := cut(short, got); !errors.Is(err, mysql.ErrMalformPkt) {
			t.Fatalf("a row without its end: %v", err)
		}
	})
}

// FuzzCut holds cut to its input: whatever comes is cut or refused.
func FuzzCut(f *testing.F) {
	f.Add([]byte("\x01a\xfb\x02bc"), uint8(3))
	f.Add([]byte("\xfc\x01"), uint8(1))
	f.Add([]byte("\xfd\xff\xff\xffx"), uint8(1))
	f.Add([]byte("\xfe\xff\xff\xff\xff\xff\xff\xff\xff"), uint8(1))
	f.Fuzz(func(t *testing.T, row []byte, columns uint8) {
		cells, total := make([][]byte, columns), 0
		if err := cut(row, cells); err != nil {
			return
		}
		for _, c := range cells {
			total += 1 + len(c)
		}
		if total > len(row) {
			t.Errorf("%d bytes from %d", total, len(row))
		}
	})
}
