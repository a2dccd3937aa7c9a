package extract

import (
	"bufio"
	"context"
	"net"
	"time"
)

// wireBuffer is how much is taken from the network at a time. The driver asks for
// 4 KiB, some thirty rows, and sets a deadline each time.
const wireBuffer = 64 << 10

// dial connects as the driver would, with a larger buffer.
func dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	b := &bufferedConn{Conn: conn}
	b.buffer = bufio.NewReaderSize(wire{b}, wireBuffer)
	return b, nil
}

// bufferedConn reads ahead. Like any connection it is read by one goroutine.
type bufferedConn struct {
	net.Conn
	buffer   *bufio.Reader
	deadline time.Time
}

// Read takes what is in the buffer before it asks the network.
func (c *bufferedConn) Read(b []byte) (int, error) { return c.buffer.Read(b) }

// SetReadDeadline notes the deadline; it is set when the network is next read.
func (c *bufferedConn) SetReadDeadline(t time.Time) error {
	c.deadline = t
	return nil
}

// wire is the network below the buffer.
type wire struct{ *bufferedConn }

func (w wire) Read(b []byte) (int, error) {
	if err := w.Conn.SetReadDeadline(w.deadline); err != nil {
		return 0, err
	}
	return w.Conn.Read(b)
}
