package mail

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
)

// Resend returns an archived message as a letter under a new Message-ID, which
// refers to the old one. A recipient that is not empty replaces the first one. All
// other bytes stay as they were sent.
func Resend(raw []byte, messageID, to string) (Letter, error) {
	return again(raw, messageID, to, true)
}

// Readdress returns a message that was kept and never sent to a recipient, as the
// letter to another one.
func Readdress(raw []byte, messageID, to string) (Letter, error) {
	return again(raw, messageID, to, false)
}

func again(raw []byte, messageID, to string, refers bool) (Letter, error) {
	head, body, ok := bytes.Cut(raw, []byte("\r\n\r\n"))
	if !ok {
		return Letter{}, fmt.Errorf("resend: the archived message has no body")
	}
	if _, ok := bare(messageID); !ok {
		return Letter{}, fmt.Errorf("resend: message id %q is not <left@right>", messageID)
	}
	fields := splitFields(string(head))
	old := fields.get("Message-ID")
	if _, ok := bare(old); !ok {
		return Letter{}, fmt.Errorf("resend: the archived message has the id %q", old)
	}
	fields = fields.set("Message-ID", messageID)
	if refers {
		fields = fields.set("In-Reply-To", old).set("References", old)
	}
	if to != "" {
		a, err := parseAddress("to", to)
		if err != nil {
			return Letter{}, fmt.Errorf("resend: %w", err)
		}
		fields = fields.set("To", a.String())
	}
	return Unpack([]byte(fields.join() + "\r\n\r\n" + string(body)))
}

// Unpack addresses a message that was composed before by its own header.
func Unpack(raw []byte) (Letter, error) {
	head, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	fields := splitFields(string(head))
	l := Letter{Raw: raw}
	for field, at := range map[string]*string{"From": &l.From, "To": &l.To} {
		a, err := mail.ParseAddress(fields.get(field))
		if err != nil {
			return Letter{}, fmt.Errorf("the archived message's %s: %w", field, err)
		}
		*at = a.Address
	}
	return l, nil
}

// fields are header fields as they stand, folded lines within.
type fields []string

func splitFields(head string) (out fields) {
	for line := range strings.SplitSeq(head, "\r\n") {
		if len(out) > 0 && (strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")) {
			out[len(out)-1] += "\r\n" + line
			continue
		}
		out = append(out, line)
	}
	return out
}

func (f fields) index(name string) int {
	for i, field := range f {
		if n, _, _ := strings.Cut(field, ":"); strings.EqualFold(n, name) {
			return i
		}
	}
	return -1
}

func (f fields) get(name string) string {
	i := f.index(name)
	if i < 0 {
		return ""
	}
	_, v, _ := strings.Cut(f[i], ":")
	return strings.TrimSpace(strings.ReplaceAll(v, "\r\n", ""))
}

func (f fields) set(name, value string) fields {
	field := name + ": " + value
	if i := f.index(name); i >= 0 {
		f[i] = field
		return f
	}
	return append(f, field)
}

func (f fields) join() string { return strings.Join(f, "\r\n") }
