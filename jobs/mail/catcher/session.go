package catcher

import (
	"bytes"
	"errors"
	"io"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// session is one connection, or the part of it after STARTTLS.
type session struct {
	catcher *Catcher
	conn    *smtp.Conn
	user    string
	from    string
	to      []string
}

var _ smtp.AuthSession = (*session)(nil)

func (c *Catcher) session(conn *smtp.Conn) (smtp.Session, error) {
	_, encrypted := conn.TLSConnectionState()
	if !encrypted || c.options.Implicit {
		c.mu.Lock()
		c.conns++
		c.mu.Unlock()
	}
	return &session{catcher: c, conn: conn}, nil
}

var errDropped = errors.New("dropped")

// fault misbehaves at a step, where the options say so.
func (s *session) fault(at Step, arg string) error {
	return s.commit(s.catcher.fault(at, arg))
}

// fault asks one session at a time, so that tests may count.
func (c *Catcher) fault(at Step, arg string) Fault {
	if c.options.Fault == nil {
		return Fault{}
	}
	c.asking.Lock()
	defer c.asking.Unlock()
	return c.options.Fault(at, arg)
}

func (s *session) commit(f Fault) error {
	switch {
	case f.Hang:
		<-s.catcher.stopped
		return errDropped
	case f.Drop:
		_ = s.conn.Conn().Close()
		return errDropped
	case f.Code != 0:
		return &smtp.SMTPError{Code: f.Code, EnhancedCode: f.Enhanced, Message: f.Text}
	}
	return nil
}

// AuthMechanisms implements [smtp.AuthSession].
func (s *session) AuthMechanisms() []string {
	if s.catcher.options.Users == nil {
		return nil
	}
	return []string{sasl.Plain}
}

// Auth implements [smtp.AuthSession].
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if err := s.fault(AtAuth, user); err != nil {
			return err
		}
		if want, ok := s.catcher.options.Users[user]; !ok || want != password {
			return smtp.ErrAuthFailed
		}
		s.user = user
		return nil
	}), nil
}

// Mail implements [smtp.Session].
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	_, encrypted := s.conn.TLSConnectionState()
	if s.catcher.options.RequireTLS && !encrypted {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Must issue a STARTTLS command first"}
	}
	if s.catcher.options.Users != nil && s.user == "" {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	s.from = from
	return s.fault(AtFrom, from)
}

// Rcpt implements [smtp.Session].
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if err := s.fault(AtTo, to); err != nil {
		return err
	}
	s.to = append(s.to, to)
	return nil
}

// Data implements [smtp.Session].
func (s *session) Data(r io.Reader) error {
	var raw bytes.Buffer
	if _, err := io.CopyN(&raw, r, 200); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := s.fault(AtData, s.to[0]); err != nil {
		return err
	}
	if _, err := raw.ReadFrom(r); err != nil {
		return err
	}
	return s.accept(raw.Bytes())
}

// accept answers to a message that is there in full. A server may keep one and yet
// fail to say so.
func (s *session) accept(raw []byte) error {
	f := s.catcher.fault(AtAccept, s.to[0])
	if f == (Fault{}) || f.Keep {
		if err := s.store(raw); err != nil {
			return err
		}
	}
	return s.commit(f)
}

func (s *session) store(raw []byte) error {
	for _, to := range s.to {
		if err := s.catcher.keep(Caught{From: s.from, To: to, Raw: bytes.Clone(raw)}); err != nil {
			return err
		}
	}
	return nil
}

// Reset implements [smtp.Session].
func (s *session) Reset() { s.from, s.to = "", nil }

// Logout implements [smtp.Session].
func (s *session) Logout() error { return nil }
