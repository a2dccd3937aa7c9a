package jobs

import (
	"cmp"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"daybook/config"
	"daybook/jobs/archive"
	"daybook/jobs/mail"
	"daybook/render"
	"daybook/render/locale"
)

// said is what the mail says beside the report itself.
func (r *Runner) said(x *run, p *part, to recipient, words *locale.Locale) render.Mail {
	read := x.readAt.In(zoneOf(r.Config))
	m := render.Mail{
		Words: render.MailWords(words.Tag), Currency: string(p.book.currency),
		ReadAt:      words.Say("mail.read_at", "time", read.Format("2006-01-02 15:04"), "zone", read.Location().String()),
		ArchivePath: r.archiveLink(x, p),
		Run:         fmt.Sprintf("%s %s", x.job.Name, x.asOf),
	}
	if x.revision > 0 {
		m.Run += ", " + words.Say("mail.revision", "n", x.revision)
	}
	slice := p.name
	if whole(slice) {
		slice = words.Say("mail.everything")
	}
	m.SentAs = words.Say("mail.sent_as", "name", cmp.Or(to.as, to.address.Address), "slice", slice)
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

// archiveLink is where a reader finds what was kept of the part: below the link
// of the configuration, in that link's own way of writing paths. What is not kept
// has no such place.
func (r *Runner) archiveLink(x *run, p *part) string {
	link := r.Config.Mail.ArchiveLink
	if link == "" || !x.archives(p) {
		return ""
	}
	steps := strings.Split(filepath.ToSlash(archive.Folder(x.asOf, x.job.Name, p.slice(), x.revision, p.claim.Attempt)), "/")
	separator := "/"
	switch {
	case strings.Contains(link, "://"):
		for i := range steps {
			steps[i] = url.PathEscape(steps[i])
		}
	case strings.Contains(link, `\`):
		separator = `\`
	}
	return strings.TrimRight(link, separator) + separator + strings.Join(steps, separator)
}
