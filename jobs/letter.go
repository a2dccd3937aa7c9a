package jobs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daybook/jobs/mail"
	"daybook/render"
	"daybook/render/html"
	"daybook/render/locale"
	"daybook/render/text"
)

// compose writes the message for one recipient into the folder.
func (r *Runner) compose(ctx context.Context, x *run, p *part, s *sending, folder string) error {
	if p.begun != nil {
		return p.begun.readdress(s, folder)
	}
	m, err := r.message(x, p, s)
	if err != nil {
		return err
	}
	letter, err := mail.Pack(m)
	if err != nil {
		return err
	}
	if err := s.write(letter, folder); err != nil {
		return err
	}
	return ctx.Err()
}

// write puts the message into a folder.
func (s *sending) write(letter mail.Letter, folder string) error {
	s.path, s.sha256 = filepath.Join(folder, emlName(s.Recipient)), letter.SHA256()
	if err := os.WriteFile(s.path, letter.Raw, 0o600); err != nil {
		return fmt.Errorf("keeping the mail to %s: %w", s.Recipient, err)
	}
	return nil
}

// emlName is the file of a message. What an address may hold and a file name may
// not is rare.
func emlName(address string) string {
	if strings.ContainsAny(address, `/\:*?"<>|`) || len(address) > 200 {
		address = mail.SafeName(address)
	}
	return address + ".eml"
}

func (r *Runner) message(x *run, p *part, s *sending) (mail.Message, error) {
	words, err := locale.Get(x.job.Language)
	if err != nil {
		return mail.Message{}, err
	}
	d := *p.book.document
	if x.revision > 0 && d.Brief.Status != render.StatusFail {
		d.Brief.Status = render.StatusRestated
	}
	said := r.said(x, p, s.to, words)
	attachments := r.attach(x, p, &said, words)
	var plain, rich bytes.Buffer
	if err := text.Write(&plain, &d, said); err != nil {
		return mail.Message{}, err
	}
	if err := html.Write(&rich, &d, said); err != nil {
		return mail.Message{}, err
	}
	m := mail.Message{
		Job: x.job.Name, From: r.Config.Mail.From.String(), To: s.Recipient, ToName: s.to.address.Name, MessageID: s.MessageID,
		Subject: subject(x, &d, said.Words), Text: plain.String(), HTML: rich.String(), Attachments: attachments, Date: r.Now(),
	}
	if x.revision > 0 {
		m.References = r.deliveryID(x, p, s.Recipient, 0)
	}
	if reply := r.Config.Mail.ReplyTo; len(reply) > 0 {
		m.ReplyTo = reply[0].String()
	}
	return m, nil
}

// attach attaches the workbook, or says why not.
func (r *Runner) attach(x *run, p *part, said *render.Mail, words *locale.Locale) []mail.Attachment {
	a := render.Artifact{
		Name: filepath.Base(p.file.Path), Bytes: p.file.Bytes, SHA256: p.file.SHA256, Sheets: p.file.Sheets, Rows: p.file.Rows,
	}
	switch {
	case p.book.empty && x.job.Empty == "note":
		return nil
	case r.tooLarge(a.Bytes) && said.ArchivePath != "":
		said.Notices = append(said.Notices, words.Say("mail.too_large", "name", a.Name, "size", a.Size(), "path", said.ArchivePath))
		return nil
	case r.tooLarge(a.Bytes):
		said.Notices = append(said.Notices, words.Say("mail.too_large.ask", "name", a.Name, "size", a.Size(), "contact", said.Contact))
		return nil
	}
	said.Attachments = []render.Artifact{a}
	return []mail.Attachment{{Name: a.Name, Path: p.file.Path, SHA256: a.SHA256}}
}

// messageID is the same whenever a delivery is made, so that a mail program
// which gets it twice shows it once. What was redirected is no delivery and gets
// an id of its own.
func (r *Runner) messageID(x *run, p *part, to string) string {
	if x.q.claims() {
		return r.deliveryID(x, p, to, x.revision)
	}
	return r.mailID(x.job.Name, r.unique(x.asOf.String()), p.slice(), 0, to)
}

// deliveryID is the id of one revision's message; a restatement refers to that of
// the first.
func (r *Runner) deliveryID(x *run, p *part, to string, revision int) string {
	return r.mailID(x.job.Name, x.asOf.String(), p.slice(), revision, to)
}

func (r *Runner) mailID(job, asOf, slice string, revision int, to string) string {
	return mail.MessageID(job, asOf, slice, revision, to, domainOf(r.Config.Mail.From.Address))
}

// unique makes of an as-of one that is in no other message's id.
func (r *Runner) unique(asOf string) string {
	return asOf + " " + r.Now().UTC().Format(time.RFC3339Nano)
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
	if x.revision > 0 && d.Brief.Status != render.StatusRestated {
		parts = append(parts, words.Of(render.StatusRestated))
	}
	return strings.Join(append(parts, words.Of(d.Brief.Status)), " · ")
}
