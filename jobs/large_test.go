package jobs_test

import (
	"strings"
	"testing"

	"daybook/jobs"
	"daybook/jobs/runlog"
)

// A workbook that is too large for the mail stays in the archive; the mail says so,
// and where it lies if the reader can get there, else whom to ask.
func TestTooLargeToMail(t *testing.T) {
	for _, c := range []struct {
		name, mail, language string
		want                 string
	}{
		{"a link", "archive_link: https://files.lantern.example/daybook", "en",
			"too large to be mailed ({size}). It lies in https://files.lantern.example/daybook/2026/09/24/receivables-daily/all"},
		{"no link", "", "en", "The workbook 2026-09-24_receivables_all.xlsx is too large to be mailed ({size}). Ask ar@lantern.example for it."},
		{"in Chinese", "", "zh-CN", "工作簿 2026-09-24_receivables_all.xlsx 过大（{size}），未随邮件发送，请向 ar@lantern.example 索取。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, options{to: oneRecipient, mail: "max_size: 140kB\n  " + c.mail, job: "language: " + c.language})
			report := h.run(jobs.Request{})
			l := h.mails()[0]
			if report.Outcome != runlog.Delivered || len(l.attachments) != 0 {
				t.Fatalf("%s, %d files attached", report.Outcome, len(l.attachments))
			}
			before, after, _ := strings.Cut(c.want, "{size}")
			has(t, squeezed(l.text), squeezed(before), squeezed(after))
			has(t, squeezed(l.html), squeezed(before))
			if sum(h.archived()["2026/09/24/receivables-daily/all/2026-09-24_receivables_all.xlsx"]) != report.Files[0].SHA256 {
				t.Error("the workbook is not in the archive")
			}
		})
	}
}

// squeezed leaves out where lines were broken.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
