package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/mail"
	"os"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Message is a mail to one recipient.
type Message struct {
	Job         string // for filters in the reader's mail program
	From        string // an address, with or without a name
	To          string // a bare address
	ToName      string
	ReplyTo     string // an address, with or without a name; may be empty
	Subject     string
	Text        string
	HTML        string // may be empty
	Attachments []Attachment
	MessageID   string // as [MessageID] gives it
	// References is the Message-ID of the mail that this one corrects or repeats.
	References string
	Date       time.Time
}

// Attachment is a file on disk, or bytes.
type Attachment struct {
	Name  string // as the reader sees it, after [SafeName]
	Path  string
	Bytes []byte // used where Path is empty
	// SHA256 is what the content must have, in hex; empty is not checked.
	SHA256 string
}

// MessageID returns the Message-ID of a delivery, with its angle brackets. The
// same delivery has the same one however often it is composed, so that a mail
// program which gets it twice shows it once.
func MessageID(job, asOf, slice string, revision int, recipient, domain string) string {
	key := strings.Join([]string{job, asOf, slice, strconv.Itoa(revision), strings.ToLower(recipient)}, "\x00")
	return fmt.Sprintf("<%s.%s.%s@%s>", atom(job), atom(asOf), digest(key)[:20], domain)
}

// atom keeps what may stand unquoted to the left of the @.
func atom(s string) string {
	return strings.Map(func(r rune) rune {
		if isPlain(r) && r != '.' {
			return r
		}
		return '-'
	}, s)
}

// Compose returns the mail as it goes on the wire: RFC 5322, seven bits, lines
// ended by CRLF. It depends on nothing but the message and its attachments.
func Compose(m Message) ([]byte, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	for _, step := range []func(*gomail.Msg) error{m.address, m.head, m.body, m.attach} {
		if err := step(msg); err != nil {
			return nil, fmt.Errorf("compose mail to %s: %w", m.To, err)
		}
	}
	var b bytes.Buffer
	if _, err := msg.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("compose mail to %s: %w", m.To, err)
	}
	raw, err := fixBoundaries(unfoldIDs(b.Bytes()), m.MessageID)
	if err != nil {
		return nil, fmt.Errorf("compose mail to %s: %w", m.To, err)
	}
	if !bytes.HasSuffix(raw, crlf) {
		raw = append(raw, crlf...)
	}
	return raw, nil
}

func (m Message) address(msg *gomail.Msg) error {
	from, err := parseAddress("from", m.From)
	if err != nil {
		return err
	}
	to, err := parseAddress("to", m.To)
	if err != nil {
		return err
	}
	to.Name = displayName(m.ToName)
	msg.FromMailAddress(from)
	msg.ToMailAddress(to)
	if m.ReplyTo == "" {
		return nil
	}
	reply, err := parseAddress("reply_to", m.ReplyTo)
	if err != nil {
		return err
	}
	msg.ReplyToMailAddress(reply)
	return nil
}

// parseAddress takes only what every server does: few take addresses outside
// ASCII, and those that do may bounce them later, which nobody would see here.
func parseAddress(field, s string) (*mail.Address, error) {
	a, err := mail.ParseAddress(s)
	if err != nil {
		return nil, fmt.Errorf("%s address %q: %w", field, s, err)
	}
	for _, r := range a.Address {
		if r <= ' ' || r > '~' {
			return nil, fmt.Errorf("%s address %q: only ASCII is delivered everywhere; write its domain as xn--…", field, s)
		}
	}
	a.Name = displayName(a.Name)
	return a, nil
}

// displayName leaves out the backslash: net/mail writes one beside Chinese in a
// form that no mail program reads.
func displayName(s string) string { return oneLine(strings.ReplaceAll(s, `\`, "")) }

func (m Message) head(msg *gomail.Msg) error {
	id, ok := bare(m.MessageID)
	if !ok {
		return fmt.Errorf("message id %q is not <left@right>", m.MessageID)
	}
	if m.Date.IsZero() {
		return errors.New("the message has no date")
	}
	msg.SetMessageIDWithValue(id)
	msg.SetDateWithValue(m.Date)
	msg.Subject(oneLine(m.Subject))
	// The first asks other machines not to answer (RFC 3834), the second says so
	// to Exchange, which does not know the first.
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	if m.Job != "" {
		msg.SetGenHeader("X-Daybook-Job", oneLine(m.Job))
	}
	if m.References == "" {
		return nil
	}
	if _, ok := bare(m.References); !ok {
		return fmt.Errorf("reference %q is not <left@right>", m.References)
	}
	msg.SetGenHeader(gomail.HeaderInReplyTo, m.References)
	msg.SetGenHeader(gomail.HeaderReferences, m.References)
	return nil
}

// bare strips a Message-ID of its angle brackets.
func bare(id string) (string, bool) {
	inner, open := strings.CutPrefix(id, "<")
	inner, shut := strings.CutSuffix(inner, ">")
	return inner, open && shut && strings.Count(inner, "@") == 1 && !strings.ContainsAny(inner, "<> \t\r\n")
}

func (m Message) body(msg *gomail.Msg) error {
	if m.Text == "" {
		return errors.New("the message has no text part")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return nil
}

func (m Message) attach(msg *gomail.Msg) error {
	for _, a := range m.Attachments {
		content, err := a.content()
		if err != nil {
			return fmt.Errorf("attachment %s: %w", a.Name, err)
		}
		name := SafeName(a.Name)
		msg.AttachReadSeeker(name, bytes.NewReader(content), gomail.WithFileContentType(contentType(name)))
	}
	return nil
}

func (a Attachment) content() (b []byte, err error) {
	b = a.Bytes
	if a.Path != "" {
		if b, err = os.ReadFile(a.Path); err != nil {
			return nil, err
		}
	}
	if a.SHA256 != "" && !strings.EqualFold(a.SHA256, digest(string(b))) {
		return nil, fmt.Errorf("its SHA-256 is %s and was %s when it was built: the file was changed", digest(string(b)), a.SHA256)
	}
	return b, nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
