// Package catcher is a mail server that delivers nothing: it listens on this
// machine only and keeps each message as an .eml file. The demo mails to it, and
// tests let it misbehave.
package catcher

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/emersion/go-smtp"
)

// Options are how the server behaves. The zero Options take every message, without
// encryption or login, and keep it in memory.
type Options struct {
	// Dir is where .eml files are kept; it is made. Empty keeps none.
	Dir string
	// MaxBytes is the size that the server states and enforces; 0 is none.
	MaxBytes int64
	// TLS offers STARTTLS, or speaks TLS from the first byte with Implicit.
	TLS        *tls.Config
	Implicit   bool
	RequireTLS bool
	// Users are the names and passwords that may log in; nil offers no login, not
	// nil demands one. InsecureAuth offers it without TLS too.
	Users        map[string]string
	InsecureAuth bool
	// Fault says how to misbehave at a step; nil never does. It is asked by one
	// connection at a time.
	Fault func(Step, string) Fault
}

// Step is a point of the conversation. With it comes the user name, the address,
// or nothing.
type Step int

// The steps.
const (
	AtAuth   Step = iota // with the user name
	AtFrom               // with the sender
	AtTo                 // with the recipient
	AtData               // in the middle of the message, with the recipient
	AtAccept             // when the message is there in full, with the recipient
)

// Fault is a misbehaviour; the zero Fault is none.
type Fault struct {
	Code     int // 451; the answer to give
	Enhanced [3]int
	Text     string
	Drop     bool // close the connection without an answer
	Hang     bool // never answer
	// Keep stores the message although the answer says or will say otherwise.
	Keep bool
}

// Caught is a message as it came.
type Caught struct {
	From, To string
	Raw      []byte
	Path     string // of the .eml file; empty without Dir
}

// Catcher is a running server.
type Catcher struct {
	options  Options
	server   *smtp.Server
	listener net.Listener
	stopped  chan struct{}
	served   sync.WaitGroup
	serveErr error

	asking sync.Mutex
	mu     sync.Mutex
	caught []Caught
	conns  int
}

// Start listens on a free port of 127.0.0.1.
func Start(o Options) (*Catcher, error) {
	if o.Dir != "" {
		if err := os.MkdirAll(o.Dir, 0o700); err != nil {
			return nil, fmt.Errorf("mail catcher: %w", err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("mail catcher: %w", err)
	}
	c := &Catcher{options: o, listener: listener, stopped: make(chan struct{})}
	c.server = smtp.NewServer(smtp.BackendFunc(c.session))
	c.server.Domain = "catcher.invalid"
	c.server.MaxMessageBytes = o.MaxBytes
	c.server.AllowInsecureAuth = o.InsecureAuth
	c.server.ErrorLog = log.New(io.Discard, "", 0)
	if o.Implicit {
		listener = tls.NewListener(listener, o.TLS)
	} else {
		c.server.TLSConfig = o.TLS
	}
	c.served.Go(func() { c.serveErr = c.server.Serve(listener) })
	return c, nil
}

// Host is 127.0.0.1.
func (c *Catcher) Host() string { return "127.0.0.1" }

// Port is the port.
func (c *Catcher) Port() int { return c.listener.Addr().(*net.TCPAddr).Port }

// Caught returns the messages so far, in the order in which they came.
func (c *Catcher) Caught() []Caught {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]Caught(nil), c.caught...)
}

// Connections is how many there were, counted at their first greeting.
func (c *Catcher) Connections() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.conns
}

// Close ends the server and every connection.
func (c *Catcher) Close() error {
	close(c.stopped)
	err := c.server.Close()
	_ = c.listener.Close() // which the server does not know of before it serves
	c.served.Wait()
	return errors.Join(err, c.serveErr)
}

func (c *Catcher) keep(m Caught) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.options.Dir != "" {
		m.Path = filepath.Join(c.options.Dir, fmt.Sprintf("%03d_%s.eml", len(c.caught)+1, fileName(m.To)))
		if err := os.WriteFile(m.Path, m.Raw, 0o600); err != nil {
			return err
		}
	}
	c.caught = append(c.caught, m)
	return nil
}

func fileName(address string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("@.-_+", r) {
			return r
		}
		return '_'
	}, address)
}
