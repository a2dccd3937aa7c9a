package mail_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/jobs/mail"
)

func TestResend(t *testing.T) {
	m := daily()
	raw := compose(t, m)
	for _, c := range []struct{ to, want string }{{"", m.To}, {"Wu <wu@example.com>", "wu@example.com"}} {
		l, err := mail.Resend(raw, "<again.1@daybook.example.com>", c.to)
		if err != nil {
			t.Fatal(err)
		}
		if l.From != "daybook@example.com" || l.To != c.want {
			t.Errorf("envelope %s → %s", l.From, l.To)
		}
		before, after := parse(t, raw), parse(t, l.Raw)
		if diff := cmp.Diff(before.parts, after.parts); diff != "" {
			t.Error(diff)
		}
		for header, want := range map[string]string{
			"Message-Id": "<again.1@daybook.example.com>", "In-Reply-To": m.MessageID, "References": m.MessageID,
			"Subject": before.head.Get("Subject"), "Date": before.head.Get("Date"),
		} {
			if got := after.head.Get(header); got != want {
				t.Errorf("%s: %q, want %q", header, got, want)
			}
		}
	}
}

func TestResendRefuses(t *testing.T) {
	raw := string(compose(t, daily()))
	for want, c := range map[string]struct{ raw, id, to string }{
		"no body":                   {"Subject: x\r\n", "<a@b>", ""},
		`message id "a@b"`:          {raw, "a@b", ""},
		`has the id ""`:             {strings.Replace(raw, "Message-ID:", "X-Other:", 1), "<a@b>", ""},
		"to address":                {raw, "<a@b>", "nobody"},
		"the archived message's To": {strings.Replace(raw, "\r\nTo:", "\r\nX-To:", 1), "<a@b>", ""},
	} {
		if _, err := mail.Resend([]byte(c.raw), c.id, c.to); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// An archive may have been touched: whatever is in the file, Resend refuses it or
// returns a message with one sender, one recipient and one id.
func FuzzResend(f *testing.F) {
	raw, err := mail.Compose(daily())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw, "wu@example.com")
	f.Add([]byte("Message-ID: <a@b>\r\nFrom: a@b\r\nTo:\r\n c@d\r\n\r\nx"), "")
	f.Add([]byte("\r\n\r\n"), "")
	f.Fuzz(func(t *testing.T, raw []byte, to string) {
		l, err := mail.Resend(raw, "<again@b>", to)
		if err != nil {
			return
		}
		if l.From == "" || l.To == "" || strings.ContainsAny(l.From+l.To, "\r\n") {
			t.Errorf("envelope %q → %q", l.From, l.To)
		}
		if !bytes.Contains(l.Raw, []byte("Message-ID: <again@b>")) {
			t.Error("the new id is not there")
		}
	})
}
