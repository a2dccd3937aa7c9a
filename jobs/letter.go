package jobs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daybook/config"
	"daybook/jobs/mail"
	"daybook/render"
	"daybook/render/html"
	"daybook/render/locale"
	"daybook/render/text"
)

// letter is a message that was composed and lies on disk until it is sent.
type letter struct {
	to        recipient
	messageID string
	path      string // of the .eml
	sha256    string
}

// compose writes the message for one recipient into the folder.
func (r *Runner) compose(ctx context.Context, x *run, p *part, to recipient, folder string) (letter, error) {
	m, err := r.message(ctx, x, p, to)
	if err != nil {
		return letter{}, err
	}
	packed, err := mail.Pack(m)
	if err != nil {
		return letter{}, fmt.Errorf("composing the mail to %s: %w", m.To, err)
	}
	l := letter{to: to, messageID: m.MessageID, path: filepath.Join(folder, to.address.Address+".eml"), sha256: packed.SHA256()}
	if strings.ContainsAny(to.address.Address, `/\`) {
		l.path = filepath.Join(folder, mail.SafeName(to.address.Address)+".eml")
	}
	if err := os.WriteFile(l.path, packed.Raw, 0o600); err != nil {
		return letter{}, fmt.Errorf("keeping the mail to %s: %w", m.To, err)
	}
	return l, nil
}

func (r *Runner) message(ctx context.Context, x *run, p *part, to recipient) (mail.Message, error) {
	words, err := locale.Get(x.job.Language)
	if err != nil {
		return mail.Message{}, err
	}
	d := *p.book.document
	if x.revision > 0 {
		d.Brief.Status = render.StatusRestated
	}
	artifact := render.Artifact{
		Name: filepath.Base(p.file.Path), Bytes: p.file.Bytes, SHA256: p.file.SHA256, Sheets: p.file.Sheets, Rows: p.file.Rows,
	}
	said, attachments := r.said(x, p, to, words), []mail.Attachment(nil)
	switch {
	case p.book.empty && x.job.Empty == "note":
	case r.tooLarge(p.file.Bytes):
		said.Notices = append(said.Notices, words.Say("mail.too_large", "size", artifact.Size(), "path", said.ArchivePath))
	default:
		said.Attachments = []render.Artifact{artifact}
		attachments = []mail.Attachment{{Name: artifact.Name, Path: p.file.Path, SHA256: artifact.SHA256}}
	}
	var plain, rich bytes.Buffer
	if err := text.Write(&plain, &d, said); err != nil {
		return mail.Message{}, err
	}
	if err := html.Write(&rich, &d, said); err != nil {
		return mail.Message{}, err
	}
	m := mail.Message{
		Job: x.job.Name, From: r.Config.Mail.From.String(), To: to.address.Address, ToName: to.address.Name,
		Subject: subject(x, &d, said.Words), Text: plain.String(), HTML: rich.String(), Attachments: attachments, Date: r.Now(),
	}
	if reply := r.Config.Mail.ReplyTo; len(reply) > 0 {
		m.ReplyTo = reply[0].String()
	}
	return m, r.identify(ctx, x, p, &m)
}

// identify gives the message its id: the same whenever this delivery is made. A
// restatement refers to the first message. What was redirected is no delivery
// and gets an id of its own.
func (r *Runner) identify(ctx context.Context, x *run, p *part, m *mail.Message) error {
	domain := domainOf(r.Config.Mail.From.Address)
	id := func(revision int) string {
		return mail.MessageID(x.job.Name, x.asOf.String(), p.slice(), revision, m.To, domain)
	}
	m.MessageID = id(x.revision)
	if x.revision > 0 {
		m.References = id(0)
	}
	if !x.q.claims() {
		m.MessageID = mail.MessageID(x.job.Name, x.asOf.String()+" "+r.Now().UTC().Format(time.RFC3339Nano), p.slice(), 0, m.To, domain)
	}
	return ctx.Err()
}

// subject can be sorted, and says the state before the mail is opened.
func subject(x *run, d *render.Document, words render.Words) string {
	prefix := x.job.Subject
	if prefix == "" {
		prefix = "[" + x.job.Name + "]"
	}
	parts := []string{prefix + " " + x.asOf.String(), d.Brief.Headline}
	if n := len(d.Brief.Exceptions.Rows); n > 0 {
		parts = append(parts, d.Brief.Exceptions.Title)
	}
	return strings.Join(append(parts, words.Of(d.Brief.Status)), " · ")
}

// said is what the mail says beside the report itself.
func (r *Runner) said(x *run, p *part, to recipient, words *locale.Locale) render.Mail {
	read := x.readAt.In(zoneOf(r.Config))
	m := render.Mail{
		Words: render.MailWords(words.Tag), Currency: string(p.book.currency),
		ReadAt:      words.Say("mail.read_at", "time", read.Format("2006-01-02 15:04"), "zone", read.Location().String()),
		ArchivePath: r.Config.Mail.ArchiveLink,
		Run:         fmt.Sprintf("%s %s, %s", x.job.Name, x.asOf, words.Say("mail.revision", "n", x.revision)),
	}
	slice := p.name
	if whole(slice) {
		slice = words.Say("mail.everything")
	}
	as := to.as
	if as == "" {
		as = to.address.Address
	}
	m.SentAs = words.Say("mail.sent_as", "name", as, "slice", slice)
	if reply := r.Config.Mail.ReplyTo; len(reply) > 0 {
		m.Contact = reply[0].Address
	} else {
		m.Contact = ownerOf(r.Config)
	}
	return m
}

func ownerOf(c *config.Config) string {
	if len(c.Owner) == 0 {
		return ""
	}
	return c.Owner[0].Address
}

// bodies is what the two bodies of a mail may take, beside its attachments.
const bodies = 128 << 10

func (r *Runner) tooLarge(workbook int64) bool {
	return r.Config.Mail.MaxSize > 0 && mail.EncodedSize(workbook)+bodies > r.Config.Mail.MaxSize
}
