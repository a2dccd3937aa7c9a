package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"regexp"
	"strings"
	"syscall"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// Kind says what a failure means for trying again.
type Kind string

// The kinds.
const (
	Temporary Kind = "temporary" // surely not delivered; may succeed later
	Permanent Kind = "permanent" // surely not delivered, and would not be later
	TooLarge  Kind = "too large" // permanent, for its size
	Auth      Kind = "auth"      // permanent, until the login is mended
	Unknown   Kind = "unknown"   // sent in full, and no answer came: may have been delivered
)

// Reason names a failure; scripts and the runlog rely on the name.
type Reason string

// The reasons.
const (
	ReasonConnect          Reason = "connect"           // no connection, or none that speaks SMTP
	ReasonTimeout          Reason = "timeout"           // no answer in time
	ReasonClosed           Reason = "closed"            // the connection broke
	ReasonCertificate      Reason = "certificate"       // the server's certificate is not trusted
	ReasonTLS              Reason = "tls"               // encryption could not be agreed
	ReasonLogin            Reason = "login"             // wrong name or password
	ReasonLoginDisabled    Reason = "login_disabled"    // Microsoft 365 has turned basic login off
	ReasonLoginRequired    Reason = "login_required"    // the server wants a login
	ReasonLoginUnsupported Reason = "login_unsupported" // no method that both know
	ReasonBusy             Reason = "busy"              // 4xx: not now
	ReasonGreylisted       Reason = "greylisted"        // 4xx: come again in some minutes
	ReasonSenderRefused    Reason = "sender_refused"    // may not send as From
	ReasonRecipientRefused Reason = "recipient_refused" // no such recipient, or not allowed
	ReasonMailboxFull      Reason = "mailbox_full"      // of the recipient
	ReasonRelayDenied      Reason = "relay_denied"      // the server does not send outside for us
	ReasonContentRefused   Reason = "content_refused"   // taken for spam, or against a rule
	ReasonTooLarge         Reason = "too_large"         // over the server's or our own limit
	ReasonRefused          Reason = "refused"           // 5xx without a nearer name
	ReasonUnanswered       Reason = "unanswered"        // nothing came after the final dot
	ReasonStopped          Reason = "stopped"           // we were told to stop
	ReasonUnrecorded       Reason = "unrecorded"        // the record of the sending failed
	ReasonSettings         Reason = "settings"          // our own settings cannot be used
)

// stage is the step of the conversation at which a failure came.
type stage string

const (
	stageOpen  stage = "connecting"
	stageAuth  stage = "logging in"
	stageFrom  stage = "naming the sender"
	stageTo    stage = "naming the recipient"
	stageData  stage = "sending the message"
	stageFinal stage = "awaiting the answer to the message"
)

// Error is a failure to send. Its text holds no secret. It satisfies errors.As for
// the error of the network below it.
type Error struct {
	Kind     Kind
	Reason   Reason
	Server   string // host:port
	To       string // empty where the server was not reached for any recipient
	Stage    string // "logging in"
	Code     int    // SMTP reply code; 0 where the server said nothing
	Enhanced string // "5.7.139"
	Reply    string // what the server said, without the codes
	Hint     string // what to do; may be empty
	Attempts int    // how often it was tried
	cause    error
}

// Error says what happened, where, and to which message.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s", e.Server, e.Stage)
	if e.To != "" {
		fmt.Fprintf(&b, " to %s", e.To)
	}
	b.WriteString(": ")
	if e.Code != 0 {
		fmt.Fprintf(&b, "%d ", e.Code)
	}
	if e.Enhanced != "" {
		b.WriteString(e.Enhanced + " ")
	}
	b.WriteString(e.Reply)
	if e.Attempts > 1 {
		fmt.Fprintf(&b, " (tried %d times)", e.Attempts)
	}
	return b.String()
}

// Unwrap returns the error of the network, or of a caller's own record.
func (e *Error) Unwrap() error { return e.cause }

// broken says that the connection is of no more use.
func (e *Error) broken() bool { return e.Code == 0 || e.Code == 421 }

// classify names a failure. Of what go-mail reports it relies on the wrapped
// errors only: its own IsTemp takes timeouts, resets and refused connections for
// permanent.
func classify(at stage, err error) *Error {
	if at == stageOpen && isAuth(err) {
		at = stageAuth
	}
	e := &Error{Stage: string(at), Reply: err.Error(), cause: err}
	var said *textproto.Error
	switch {
	case errors.As(err, &said):
		e.answered(at, said)
	case at == stageFinal:
		e.Kind, e.Reason, e.Hint = Unknown, ReasonUnanswered, "the message may have arrived: ask the recipient, and send it again by hand if it did not"
	default:
		e.Kind, e.Reason, e.Hint = withoutAnswer(at, err)
	}
	return e
}

func isAuth(err error) bool {
	return strings.HasPrefix(err.Error(), "SMTP AUTH failed") || isUnsupported(err)
}

// isUnsupported knows go-mail's ways to say that no login method is common to
// both; only some are sentinels.
func isUnsupported(err error) bool {
	return strings.Contains(err.Error(), "does not support SMTP AUTH") ||
		errors.Is(err, gomail.ErrNoSupportedAuthDiscovered) || errors.Is(err, smtp.ErrUnencrypted)
}

// enhanced is a status code of RFC 3463 at the start of a reply.
var enhanced = regexp.MustCompile(`^([245]\.\d{1,3}\.\d{1,3})\s+`)

func (e *Error) answered(at stage, said *textproto.Error) {
	e.Code, e.Reply = said.Code, brief(said.Msg)
	if m := enhanced.FindStringSubmatch(e.Reply); m != nil {
		e.Enhanced, e.Reply = m[1], strings.TrimPrefix(e.Reply, m[0])
	}
	for _, a := range advices {
		if a.matches(at, e) {
			e.Kind, e.Reason, e.Hint = a.kind, a.reason, a.hint
			return
		}
	}
	e.Kind, e.Reason = Permanent, ReasonRefused
}

func withoutAnswer(at stage, err error) (Kind, Reason, string) {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var network net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return Temporary, ReasonStopped, ""
	case errors.As(err, &certificate):
		return Permanent, ReasonCertificate, "name the authority that signed it (ca_file), or the host name that it is made out to"
	case errors.As(err, &record), strings.Contains(err.Error(), "STARTTLS"):
		return Permanent, ReasonTLS, "port 587 wants tls: starttls, port 465 wants tls: implicit, a relay on the own network may offer neither (tls: none)"
	case isUnsupported(err):
		return Auth, ReasonLoginUnsupported, "without encryption no password is sent in the clear: use tls: starttls or implicit; or leave the login out, where the server is a relay that wants none"
	case errors.As(err, &network) && network.Timeout():
		return Temporary, ReasonTimeout, ""
	case errors.Is(err, syscall.ECONNREFUSED), errors.As(err, new(*net.DNSError)):
		return Temporary, ReasonConnect, "check host and port, and that this machine may reach them"
	case errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return Temporary, ReasonClosed, ""
	case at == stageAuth:
		return Auth, ReasonLogin, "check user name and password"
	}
	return Temporary, ReasonConnect, ""
}

// brief makes one short line of what a server said.
func brief(s string) string {
	r := []rune(oneLine(s))
	if len(r) > 300 {
		return string(r[:300]) + "…"
	}
	return string(r)
}
