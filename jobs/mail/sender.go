package mail

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// TLS says how the connection is encrypted.
type TLS string

// The ways. StartTLS and Implicit refuse a server that does not encrypt.
const (
	StartTLS TLS = "starttls" // port 587
	Implicit TLS = "implicit" // port 465
	NoTLS    TLS = "none"     // a relay on the own network
)

// Login is how we make ourselves known to the server. The zero Login does not.
type Login struct {
	// Method is auto (the strongest that both know), plain, login, cram-md5, ntlm,
	// scram-sha-256 or xoauth2. Empty is auto.
	Method   string
	Username string
	// Secret returns the password, or with xoauth2 the access token. It is asked
	// anew for each connection.
	Secret func(context.Context) (string, error)
}

// Server is the mail server that takes our messages.
type Server struct {
	Host  string
	Port  int
	TLS   TLS
	Login Login
	// Hello is our own name; empty is the machine's.
	Hello string
	// Roots are the authorities trusted beside nobody else; nil is the system's.
	Roots *x509.CertPool
}

// Address is host:port.
func (s Server) Address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// Limits bound the sending. Of the zero Limits each has its default.
type Limits struct {
	// MaxSize is the largest message in bytes as sent, base64 counted; default 25 MiB.
	MaxSize int64
	// Timeout bounds each message: this and a second for every 100 KB of it;
	// default 60 s.
	Timeout time.Duration
	// Budget bounds the time in which temporary failures are tried again; default
	// 15 min. Negative tries once.
	Budget time.Duration
	// Wait is the first pause, at most a tenth of the budget, to which it doubles;
	// default 5 s.
	Wait time.Duration
	// PerConnection is how many messages go over one connection; default 50.
	PerConnection int
}

// Clock tells the time and waits.
type Clock struct {
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
}

// WallClock is the real one.
func WallClock() Clock { return Clock{Now: time.Now, Sleep: sleep} }

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Sender sends messages through one server. It may be used by several goroutines;
// each call has connections of its own.
type Sender struct {
	server Server
	limits Limits
	clock  Clock
	auth   gomail.SMTPAuthType
}

// NewSender checks the settings; it does not connect.
func NewSender(server Server, limits Limits, clock Clock) (*Sender, error) {
	s := &Sender{server: server, limits: limits.orDefault(), clock: clock, auth: gomail.SMTPAuthNoAuth}
	if server.Host == "" {
		return nil, errors.New("smtp: no host")
	}
	if server.Port < 1 || server.Port > 65535 {
		return nil, fmt.Errorf("smtp: port %d is not between 1 and 65535", server.Port)
	}
	switch server.TLS {
	case StartTLS, Implicit, NoTLS:
	default:
		return nil, fmt.Errorf("smtp: tls %q is not starttls, implicit or none", server.TLS)
	}
	if server.Login.Username == "" {
		return s, nil
	}
	if server.Login.Secret == nil {
		return nil, fmt.Errorf("smtp: user %s has no password", server.Login.Username)
	}
	method := server.Login.Method
	if method == "" {
		method = "auto"
	}
	if err := s.auth.UnmarshalString(method); err != nil {
		return nil, fmt.Errorf("smtp: auth %q is not auto, plain, login, cram-md5, ntlm, scram-sha-256 or xoauth2", method)
	}
	return s, nil
}

func (l Limits) orDefault() Limits {
	if l.MaxSize == 0 {
		l.MaxSize = 25 << 20
	}
	if l.Timeout == 0 {
		l.Timeout = time.Minute
	}
	if l.Budget == 0 {
		l.Budget = 15 * time.Minute
	}
	if l.Wait == 0 {
		l.Wait = 5 * time.Second
	}
	if l.PerConnection == 0 {
		l.PerConnection = 50
	}
	return l
}

// timeout is how long a message of n bytes may take.
func (l Limits) timeout(n int) time.Duration {
	return l.Timeout + time.Duration(n)*time.Second/(100<<10)
}

// Check connects, encrypts, logs in and leaves. It returns the largest message
// that the server and our own limit take, in bytes as sent.
func (s *Sender) Check(ctx context.Context) (int64, error) {
	c, failure := s.open(ctx)
	if failure != nil {
		return 0, failure
	}
	defer c.close()
	return c.maxSize, nil
}

func (s *Sender) hello() string {
	if s.server.Hello != "" {
		return s.server.Hello
	}
	if name, err := os.Hostname(); err == nil && name != "" {
		return name
	}
	return "localhost"
}
