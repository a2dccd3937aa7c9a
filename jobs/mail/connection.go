package mail

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// connection is a logged-in conversation.
type connection struct {
	sender  *Sender
	client  *smtp.Client
	raw     net.Conn
	watch   func(patience time.Duration) // closes the connection so long after the context ended
	release func() bool                  // ends the watch
	maxSize int64
	offers  bool // the server offers SIZE
	sent    int
	dead    bool
}

// open dials, encrypts and logs in. The connection is closed when ctx ends, even
// in the middle of an answer: go-mail looks at ctx only while it dials.
func (s *Sender) open(ctx context.Context) (*connection, *Error) {
	c := &connection{sender: s, maxSize: s.limits.MaxSize}
	secret, err := s.secret(ctx)
	if err != nil {
		return nil, s.named(&Error{Kind: Auth, Reason: ReasonLogin, Stage: string(stageAuth), Reply: err.Error(), cause: err}, "")
	}
	client, err := gomail.NewClient(s.server.Host, s.options(c.dial(ctx), secret)...)
	if err != nil {
		return nil, s.named(&Error{Kind: Permanent, Reason: ReasonSettings, Stage: string(stageOpen), Reply: err.Error(), cause: err}, "")
	}
	c.client, err = client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		c.abandon()
		if ctx.Err() != nil {
			err = fmt.Errorf("%w: %w", ctx.Err(), err)
		}
		return nil, s.named(classify(stageOpen, err), secret)
	}
	c.size()
	return c, nil
}

func (s *Sender) secret(ctx context.Context) (string, error) {
	if s.server.Login.Username == "" {
		return "", nil
	}
	return s.server.Login.Secret(ctx)
}

func (s *Sender) options(dial gomail.DialContextFunc, secret string) []gomail.Option {
	options := []gomail.Option{
		gomail.WithPort(s.server.Port),
		gomail.WithTimeout(s.limits.Timeout),
		gomail.WithHELO(s.hello()),
		gomail.WithTLSConfig(s.tls()),
		gomail.WithDialContextFunc(dial),
		// Every address is ASCII; a mail marked as SMTPUTF8 would bounce at the
		// first server on its way that does not know it.
		gomail.WithoutSMTPUTF8(),
		gomail.WithTLSPolicy(s.policy()),
	}
	if s.server.Login.Username != "" {
		options = append(options,
			gomail.WithSMTPAuth(s.auth), gomail.WithUsername(s.server.Login.Username), gomail.WithPassword(secret))
	}
	return options
}

// policy is go-mail's word for the encryption. With implicit TLS our own dialler
// encrypts; go-mail then takes a connection for encrypted, and sends it a
// password, only under the policy that looks whether it is.
func (s *Sender) policy() gomail.TLSPolicy {
	switch s.server.TLS {
	case NoTLS:
		return gomail.NoTLS
	case Implicit:
		return gomail.TLSOpportunistic
	}
	return gomail.TLSMandatory
}

func (s *Sender) tls() *tls.Config {
	return &tls.Config{ServerName: s.server.Host, RootCAs: s.server.Roots, MinVersion: tls.VersionTLS12}
}

func (c *connection) dial(outer context.Context) gomail.DialContextFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		c.raw = conn
		c.watch = func(patience time.Duration) {
			c.release = context.AfterFunc(outer, func() { time.AfterFunc(patience, func() { _ = conn.Close() }) })
		}
		c.watch(0)
		if c.sender.server.TLS != Implicit {
			return conn, nil
		}
		secure := tls.Client(conn, c.sender.tls())
		return secure, secure.HandshakeContext(ctx)
	}
}

// size narrows the limit to what the server says that it takes; 0 says nothing
// (RFC 1870).
func (c *connection) size() {
	offered, limit := c.client.Extension("SIZE")
	c.offers = offered
	if n, err := strconv.ParseInt(limit, 10, 64); err == nil && n > 0 {
		c.maxSize = min(c.maxSize, n)
	}
}

// close takes leave; what the server answers no longer matters.
func (c *connection) close() {
	if !c.dead {
		_ = c.client.UpdateDeadline(5 * time.Second)
		_ = c.client.Quit()
	}
	c.abandon()
}

// abandon closes the connection without a word.
func (c *connection) abandon() {
	c.dead = true
	if c.raw != nil {
		c.release()
		_ = c.raw.Close()
	}
}

// answerAfterStop is how long the answer to a message is waited for after one was
// told to stop.
const answerAfterStop = 3 * time.Second

// transmit sends one message and returns what the server said to it.
func (c *connection) transmit(l Letter) (reply string, failure *Error) {
	if n := int64(len(l.Raw)); n > c.maxSize {
		return "", &Error{Kind: TooLarge, Reason: ReasonTooLarge, Stage: string(stageFrom), Hint: largeHint,
			Reply: fmt.Sprintf("the message has %d bytes as sent, and at most %d are taken", n, c.maxSize)}
	}
	reply, failure = c.converse(l)
	if failure == nil {
		c.sent++
		return reply, nil
	}
	if failure.broken() || c.client.Reset() != nil {
		c.abandon()
	}
	return "", failure
}

func (c *connection) converse(l Letter) (string, *Error) {
	if err := c.client.UpdateDeadline(c.sender.limits.timeout(len(l.Raw))); err != nil {
		return "", classify(stageFrom, err)
	}
	if err := c.client.Mail(c.from(l)); err != nil {
		return "", classify(stageFrom, err)
	}
	if err := c.client.Rcpt("<" + l.To + ">"); err != nil {
		return "", classify(stageTo, err)
	}
	data, err := c.client.Data()
	if err != nil {
		return "", classify(stageData, err)
	}
	if _, err := data.Write(l.Raw); err != nil {
		return "", classify(stageData, err)
	}
	if err := l.sending(); err != nil {
		return "", &Error{Kind: Permanent, Reason: ReasonUnrecorded, Stage: string(stageData), Reply: err.Error(), cause: err}
	}
	// From here the server may take the message: who is told to stop waits a moment
	// for its answer, without which nobody would know whether it did.
	if !c.release() {
		return "", &Error{Kind: Temporary, Reason: ReasonStopped, Stage: string(stageData), Reply: "told to stop", cause: context.Canceled}
	}
	c.watch(answerAfterStop)
	defer func() { c.release(); c.watch(0) }()
	if err := data.Close(); err != nil {
		return "", classify(stageFinal, err)
	}
	if answer, ok := data.(*smtp.DataCloser); ok {
		return brief(answer.ServerResponse()), nil
	}
	return "", nil
}

// from is the argument of MAIL FROM; a server that offers SIZE can then refuse the
// message before it is sent.
func (c *connection) from(l Letter) string {
	if !c.offers {
		return "<" + l.From + ">"
	}
	return fmt.Sprintf("<%s> SIZE=%d", l.From, len(l.Raw))
}

// named completes a failure, and makes sure that it tells no secret, should a
// server echo what it was given.
func (s *Sender) named(e *Error, secret string) *Error {
	e.Server = s.server.Address()
	if secret != "" {
		b64 := base64.StdEncoding.EncodeToString
		user := s.server.Login.Username
		e.Reply = strings.NewReplacer(
			secret, "<secret>", b64([]byte(secret)), "<secret>", b64([]byte("\x00"+user+"\x00"+secret)), "<secret>",
		).Replace(e.Reply)
	}
	return e
}
