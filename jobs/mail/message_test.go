package mail_test

import (
	"bytes"
	"flag"
	"mime"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook/jobs/mail"
)

var update = flag.Bool("update", false, "rewrite the golden mails")

var seven = time.Date(2026, 9, 25, 7, 0, 3, 0, time.FixedZone("", 8*3600))

func daily() mail.Message {
	return mail.Message{
		Job:       "receivables-daily",
		From:      `"应收日报" <daybook@example.com>`,
		To:        "li.na@example.com",
		ToName:    "李娜",
		ReplyTo:   "finance-lead@example.com",
		Subject:   "[AR daily] 2026-09-24 · 逾期 ¥1,028 万 (−12 万) · 5 项例外 · OK",
		Text:      "All six checks tie to the ledger.\n\n逾期 10,280,000.00\n.a line that begins with a dot\n",
		HTML:      "<!doctype html>\n<p>逾期 <b>10,280,000.00</b></p>\n",
		MessageID: mail.MessageID("receivables-daily", "2026-09-24", "", 0, "li.na@example.com", "daybook.example.com"),
		Date:      seven,
		Attachments: []mail.Attachment{
			{Name: "2026-09-24_receivables_all.xlsx", Bytes: []byte("PK\x03\x04 not really a workbook")},
		},
	}
}

func compose(t *testing.T, m mail.Message) []byte {
	t.Helper()
	raw, err := mail.Compose(m)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestGolden(t *testing.T) {
	restated := daily()
	restated.References = restated.MessageID
	restated.MessageID = mail.MessageID("receivables-daily", "2026-09-24", "", 1, "li.na@example.com", "daybook.example.com")
	restated.Subject = "RESTATED " + restated.Subject
	plain := daily()
	plain.HTML, plain.Attachments, plain.ReplyTo = "", nil, ""
	for name, m := range map[string]mail.Message{"daily": daily(), "restated": restated, "plain": plain} {
		path := filepath.Join("testdata", name+".eml")
		got := compose(t, m)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestReadBack(t *testing.T) {
	m := daily()
	p := parse(t, compose(t, m))
	if got := p.decoded(t, "Subject"); got != m.Subject {
		t.Errorf("subject %q", got)
	}
	for header, want := range map[string]netmail.Address{
		"From":     {Name: "应收日报", Address: "daybook@example.com"},
		"To":       {Name: "李娜", Address: "li.na@example.com"},
		"Reply-To": {Address: "finance-lead@example.com"},
	} {
		a, err := p.head.AddressList(header)
		if err != nil || len(a) != 1 || *a[0] != want {
			t.Errorf("%s: %v %v", header, a, err)
		}
	}
	if d, err := p.head.Date(); err != nil || !d.Equal(seven) {
		t.Errorf("date %v %v", d, err)
	}
	for header, want := range map[string]string{
		"Message-Id": m.MessageID, "Auto-Submitted": "auto-generated", "X-Daybook-Job": "receivables-daily",
		"User-Agent": "", "X-Mailer": "", "Bcc": "",
	} {
		if got := p.head.Get(header); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
	want := map[string]string{
		"text/plain":                      strings.ReplaceAll(m.Text, "\n", "\r\n"),
		"text/html":                       strings.ReplaceAll(m.HTML, "\n", "\r\n"),
		"2026-09-24_receivables_all.xlsx": string(m.Attachments[0].Bytes),
	}
	if diff := cmp.Diff(want, p.parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
}

func TestShapes(t *testing.T) {
	file := []mail.Attachment{{Name: "a.csv", Bytes: []byte("x,y\n")}}
	for _, c := range []struct {
		name, html string
		files      []mail.Attachment
		kind       string
	}{
		{"text", "", nil, "text/plain"},
		{"text and html", "<p>x", nil, "multipart/alternative"},
		{"text and file", "", file, "multipart/mixed"},
		{"all", "<p>x", file, "multipart/mixed"},
		{"two files", "<p>x", append(file, mail.Attachment{Name: "b.csv", Bytes: []byte("z")}), "multipart/mixed"},
		{"empty file", "<p>x", []mail.Attachment{{Name: "e.txt"}}, "multipart/mixed"},
	} {
		m := daily()
		m.HTML, m.Attachments = c.html, c.files
		raw := compose(t, m)
		p := parse(t, raw)
		if kind, _, _ := mime.ParseMediaType(p.head.Get("Content-Type")); kind != c.kind {
			t.Errorf("%s: %s", c.name, kind)
		}
		want := 1 + len(c.files)
		if c.html != "" {
			want++
		}
		if len(p.parts) != want {
			t.Errorf("%s: %d parts, want %d", c.name, len(p.parts), want)
		}
		if !bytes.Equal(raw, compose(t, m)) {
			t.Errorf("%s: two mails of one message differ", c.name)
		}
	}
}

func TestNothingCanBeSmuggledIn(t *testing.T) {
	m := daily()
	m.Subject = "a\r\nBcc: thief@example.com\r\n\r\nbody"
	m.ToName = "x\" <thief@example.com>\r\nCc: thief@example.com"
	m.Job = "j\r\nBcc: thief@example.com"
	p := parse(t, compose(t, m))
	to, err := p.head.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Address != m.To || p.head.Get("Bcc") != "" || p.head.Get("Cc") != "" {
		t.Errorf("%v %v %v", to, err, p.head)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*mail.Message)
		want   string
	}{
		{"no sender", func(m *mail.Message) { m.From = "" }, `from address ""`},
		{"two recipients", func(m *mail.Message) { m.To = "a@b.c, d@e.f" }, `to address "a@b.c, d@e.f"`},
		{"recipient outside ASCII", func(m *mail.Message) { m.To = "李@example.com" }, "only ASCII"},
		{"no text", func(m *mail.Message) { m.Text = "" }, "no text part"},
		{"no date", func(m *mail.Message) { m.Date = time.Time{} }, "no date"},
		{"bare id", func(m *mail.Message) { m.MessageID = "a@b" }, `message id "a@b"`},
		{"id of two lines", func(m *mail.Message) { m.References = "<a@b\r\nBcc: c>" }, "reference"},
		{"no such file", func(m *mail.Message) { m.Attachments[0].Path = "testdata/none.xlsx" }, "none.xlsx"},
		{"changed file", func(m *mail.Message) { m.Attachments[0].SHA256 = strings.Repeat("0", 64) }, "the file was changed"},
	} {
		m := daily()
		c.change(&m)
		if _, err := mail.Compose(m); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestAnyWordsComeBack(t *testing.T) {
	words := rapid.StringOfN(rapid.Rune(), 0, 120, -1)
	rapid.Check(t, func(rt *rapid.T) {
		m := daily()
		m.Subject = printable(words.Draw(rt, "subject"))
		m.ToName = printable(strings.ReplaceAll(words.Draw(rt, "name"), `\`, ""))
		m.Text = "." + strings.ReplaceAll(words.Draw(rt, "text"), "\r", "")
		m.Attachments[0].Bytes = rapid.SliceOf(rapid.Byte()).Draw(rt, "file")
		raw := compose(t, m)
		for line := range bytes.SplitSeq(bytes.TrimSuffix(raw, []byte("\r\n")), []byte("\r\n")) {
			if len(line) > 998 || bytes.ContainsAny(line, "\r\n") {
				rt.Fatalf("a line that SMTP does not allow: %q", line)
			}
		}
		for _, b := range raw {
			if b >= utf8.RuneSelf {
				rt.Fatal("eight bits on the wire")
			}
		}
		p := parse(t, raw)
		if got := p.decoded(t, "Subject"); got != m.Subject {
			rt.Fatalf("subject %q came back as %q", m.Subject, got)
		}
		if to, err := p.head.AddressList("To"); err != nil || to[0].Name != m.ToName {
			rt.Fatalf("name %q came back as %v, %v", m.ToName, to, err)
		}
		if got := p.parts["text/plain"]; got != strings.ReplaceAll(m.Text, "\n", "\r\n") {
			rt.Fatalf("text %q came back as %q", m.Text, got)
		}
		if got := p.parts["2026-09-24_receivables_all.xlsx"]; got != string(m.Attachments[0].Bytes) {
			rt.Fatal("the file came back changed")
		}
	})
}

// printable is what a subject or name may hold: one line, no control characters.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
