package extract

import (
	"bufio"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"net"
	"time"

	"github.com/go-sql-driver/mysql"
)

// wireBuffer is how much is taken from the network at a time. The driver asks for
// 4 KiB, some thirty rows, and sets a deadline each time.
const wireBuffer = 64 << 10

// connector makes connections whose rows can be taken below the driver.
type connector struct{ config *mysql.Config }

// Driver returns the driver that makes the connections.
func (connector) Driver() driver.Driver { return mysql.MySQLDriver{} }

// Connect connects as the driver does, with a wire below it.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	var below *wire
	config := c.config.Clone()
	config.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		below = newWire(conn)
		return below, nil
	}
	made, err := mysql.NewConnector(config)
	if err != nil {
		return nil, err
	}
	conn, err := made.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if full, ok := conn.(mysqlConn); ok {
		return &wiredConn{full, below}, nil
	}
	return conn, nil
}

// mysqlConn is what the driver's connection can do. The wired one is to be able to
// do the same.
type mysqlConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

// wiredConn is the driver's connection and the wire below it.
type wiredConn struct {
	mysqlConn
	wire *wire
}

// wire is the network below the driver. It reads ahead, and it knows the packets
// of the protocol, so that the packets of rows can be taken from under the driver:
// for each cell the driver allocates 24 bytes to hand a slice over as an
// interface, which is a third of all reading, and the stream of garbage through
// the processor's caches slows a server on the same machine as well. All that is
// not a plain row the driver reads itself. Like any connection a wire is read by
// one goroutine.
type wire struct {
	net.Conn
	buffer *bufio.Reader
	// patience is how long the network may be silent; 0 is without end.
	patience time.Duration
	// greeted says that the driver has answered the server's greeting, and plain
	// that it asked for neither TLS nor compression: that packets can be seen.
	greeted, plain bool
	// left is what the driver has yet to read of the packet at hand.
	left int
	// taken counts the packets that were taken since the driver's last command,
	// modulo 256, as the protocol numbers them.
	taken byte
	// last is what the network gave last, 0 after a command, of the room that there was.
	last, room int
	// pause lets the server get ahead, and lead is for how long.
	pause func(time.Duration)
	lead  time.Duration
	err   error
}

func newWire(conn net.Conn) *wire {
	w := &wire{Conn: conn, pause: nap, lead: shortLead}
	w.buffer = bufio.NewReaderSize(network{w}, wireBuffer)
	return w
}

const (
	packetHead = 4 // three bytes of length and the packet's number

	clientCompress = 1 << 5
	clientSSL      = 1 << 11
)

// Write sends a command. The first that the driver sends says in its first four
// bytes what the connection will be.
func (w *wire) Write(b []byte) (int, error) {
	if !w.greeted && len(b) >= packetHead+4 {
		w.greeted = true
		w.plain = binary.LittleEndian.Uint32(b[packetHead:])&(clientCompress|clientSSL) == 0
	}
	w.taken, w.last = 0, 0
	return w.Conn.Write(b)
}

// Read hands the driver no more than the rest of one packet, so that it never
// holds what is to be taken. The driver checks the numbers of packets: those that
// follow taken ones move up.
func (w *wire) Read(b []byte) (int, error) {
	if !w.plain {
		return w.buffer.Read(b)
	}
	if w.left == 0 {
		head, err := w.buffer.Peek(packetHead)
		if err != nil {
			return 0, err
		}
		w.left = packetHead + packetLength(head)
		head[3] -= w.taken
	}
	n, err := w.buffer.Read(b[:min(len(b), w.left)])
	w.left -= n
	return n, err
}

// row takes the next packet, if it is a row: in the text protocol that is what
// begins neither as an error nor as the end. It is valid until the next. It is
// false for all other packets, after errors, and for rows that do not fit the
// buffer: those are the driver's.
func (w *wire) row() ([]byte, bool) {
	head, err := w.buffer.Peek(packetHead)
	if err != nil {
		return nil, false
	}
	const end = 0xfe // and beyond: an error
	whole := packetHead + packetLength(head)
	if whole == packetHead || whole > wireBuffer {
		return nil, false
	}
	packet, err := w.buffer.Peek(whole)
	if err != nil || packet[packetHead] >= end {
		return nil, false
	}
	if _, err := w.buffer.Discard(whole); err != nil {
		return nil, false
	}
	w.taken++
	return packet[packetHead:], true
}

func packetLength(head []byte) int {
	return int(head[0]) | int(head[1])<<8 | int(head[2])<<16
}

// SetReadDeadline notes how long the driver would wait from now: that is how long
// the network may be silent whenever it is asked.
func (w *wire) SetReadDeadline(t time.Time) error {
	w.patience = 0
	if !t.IsZero() {
		w.patience = time.Until(t)
	}
	return nil
}

// network is what lies below the buffer. After an error it is not asked again: the
// driver, which makes the error of it, would wait once more.
type network struct{ *wire }

// piece is what of an answer comes at a time, at the least, while there is more:
// servers send 16 KiB.
const piece = 8 << 10

// Read asks the network. A reader that is faster than the server would wait for
// every piece of the answer, and waking it each time costs a server on the same
// machine a fifth of its time, and the reader as much: where it has caught up it
// pauses instead.
func (w network) Read(b []byte) (n int, err error) {
	if w.err != nil {
		return 0, w.err
	}
	if w.caughtUp() {
		w.pause(w.lead)
	}
	w.room = len(b)
	var deadline time.Time
	if w.patience != 0 {
		deadline = time.Now().Add(w.patience)
	}
	if w.err = w.Conn.SetReadDeadline(deadline); w.err != nil {
		return 0, w.err
	}
	w.last, w.err = w.Conn.Read(b)
	return w.last, w.err
}

// The bounds of a lead: a server sends between a few KB and 200 KB in a millisecond,
// and waits where the buffers between the two are full, which hold 200 KB.
const (
	shortLead = 50 * time.Microsecond
	longLead  = 2 * time.Millisecond
)

// caughtUp says whether the reader has read all that the server had sent, in the
// midst of an answer. By how much came it finds the lead that half fills the buffer.
func (w *wire) caughtUp() bool {
	switch {
	case w.last < piece:
		return false
	case w.last == w.room:
		w.lead = max(w.lead/2, shortLead)
		return false
	case w.last < w.room/2:
		w.lead = min(2*w.lead, longLead)
	}
	return true
}

// cut parts a row of the text protocol into its columns; a NULL is nil.
func cut(row []byte, columns [][]byte) error {
	for i := range columns {
		size, n := 0, 1
		switch {
		case len(row) == 0:
			return mysql.ErrMalformPkt
		case row[0] < 0xfb:
			size = int(row[0])
		case row[0] == 0xfb:
			columns[i], row = nil, row[1:]
			continue
		case row[0] == 0xfc && len(row) >= 3:
			size, n = int(binary.LittleEndian.Uint16(row[1:])), 3
		case row[0] == 0xfd && len(row) >= 4:
			size, n = packetLength(row[1:]), 4
		default: // what is longer is in no row that was taken
			return mysql.ErrMalformPkt
		}
		if len(row) < n+size {
			return mysql.ErrMalformPkt
		}
		columns[i], row = row[n:n+size:n+size], row[n+size:]
	}
	return nil
}
