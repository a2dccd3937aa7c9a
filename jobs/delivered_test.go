package jobs_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/jobs"
	"daybook/jobs/archive"
	"daybook/jobs/runlog"
)

func TestDelivered(t *testing.T) {
	h := newHouse(t, options{})
	report := h.run(jobs.Request{})
	if report.Outcome != runlog.Delivered || report.Exit() != 0 || report.Error != nil || report.AsOf != thursday {
		t.Fatalf("%+v", report)
	}
	var to []string
	for _, l := range h.mails() {
		to = append(to, l.to)
	}
	if diff := cmp.Diff([]string{"finance@lantern.example", "lead@lantern.example", "east@lantern.example"}, to); diff != "" {
		t.Error(diff)
	}
	if len(h.told()) != 0 || len(h.open()) != 0 {
		t.Errorf("told %d, open %v", len(h.told()), h.open())
	}
	figures := report.Figures.(jobs.ReceivablesFigures)
	if figures.NetReceivable != "1317.31" || figures.Overdue != "800.00" || figures.OpenInvoices != 2 {
		t.Errorf("%+v", figures)
	}
}

// The same bytes everywhere: what the server got, what lies in the archive, and
// what manifest and runlog say of them.
func TestWhatIsSentIsWhatIsKept(t *testing.T) {
	h := newHouse(t, options{})
	report := h.run(jobs.Request{})
	kept := h.archived()
	sums := map[string]string{}
	for _, run := range h.runs() {
		deliveries, err := h.Log.Deliveries(t.Context(), run.ID)
		must(t, err)
		for _, d := range deliveries {
			sums[d.Recipient] = d.SHA256
		}
	}
	for _, l := range h.mails() {
		folder := "2026/09/24/receivables-daily/all/"
		if l.to == "east@lantern.example" {
			folder = "2026/09/24/receivables-daily/east/"
		}
		if !bytes.Equal(kept[folder+l.to+".eml"], l.raw) {
			t.Errorf("%s: the archive holds other bytes than were sent", l.to)
		}
		m, err := archive.Read(filepath.Join(h.dir, "archive", folder))
		must(t, err)
		if m.Outcome != "delivered" || m.StartedBy != "li" || m.Host != "testhost" || m.Attempt != 1 {
			t.Errorf("manifest: %+v", m)
		}
		for _, d := range m.Deliveries {
			if d.Recipient == l.to && (d.SHA256 != sum(l.raw) || sums[l.to] != sum(l.raw) || d.MessageID != l.header.Get("Message-Id")) {
				t.Errorf("%s: sent %s, manifest %s, runlog %s", l.to, sum(l.raw), d.SHA256, sums[l.to])
			}
		}
		must(t, archive.Verify(filepath.Join(h.dir, "archive", folder)))
	}
	for _, f := range report.Files {
		name, err := filepath.Rel(filepath.Join(h.dir, "archive"), f.Path)
		must(t, err)
		if b := kept[filepath.ToSlash(name)]; sum(b) != f.SHA256 || int64(len(b)) != f.Bytes {
			t.Errorf("%s has SHA-256 %s, reported is %s", name, sum(b), f.SHA256)
		}
	}
}

func TestMail(t *testing.T) {
	h := newHouse(t, options{mail: `archive_link: '\\files\daybook'`})
	report := h.run(jobs.Request{})
	l := h.mails()[0]
	if want := "[receivables-daily] 2026-09-24 · overdue"; !strings.HasPrefix(l.subject, want) {
		t.Errorf("subject %q", l.subject)
	}
	has(t, l.header.Get("From"), "daybook@lantern.example")
	has(t, l.header.Get("Reply-To"), "ar@lantern.example")
	if got := l.header.Get("In-Reply-To"); got != "" {
		t.Errorf("In-Reply-To %q", got)
	}
	book := l.attachments["2026-09-24_receivables_all.xlsx"]
	if sum(book) != report.Files[0].SHA256 || len(l.attachments) != 1 {
		t.Errorf("attached %d files, SHA-256 %s, reported %s", len(l.attachments), sum(book), report.Files[0].SHA256)
	}
	if parts := unzipped(t, book); parts["xl/workbook.xml"] == nil {
		t.Error("the attachment has no workbook in it")
	}
	has(t, flat(l.text), "Data read 2026-09-25 07:00 Asia/Shanghai", "Sent to you as Finance, slice everything",
		`Copies: \\files\daybook\2026\09\24\receivables-daily\all`, "Run receivables-daily 2026-09-24", "ar@lantern.example")
	for _, key := range []string{"mail.read_at", "mail.sent_as", "mail.everything", "headline"} {
		if strings.Contains(l.subject+l.text+l.html, key) {
			t.Errorf("%s has no words:\n%s", key, l.text)
		}
	}
}

func TestMailInChinese(t *testing.T) {
	h := newHouse(t, options{job: "language: zh-CN", to: oneRecipient})
	h.run(jobs.Request{})
	l := h.mails()[0]
	has(t, flat(l.text), "数据读取于 2026-09-25 07:00 Asia/Shanghai", "发送给您：Finance，范围：全部")
	has(t, l.subject, "[receivables-daily] 2026-09-24")
}

// A slice's file holds nothing of others: no name, code, number or amount, in no
// part of it.
func TestSliceHoldsNothingOfOthers(t *testing.T) {
	h := newHouse(t, options{})
	h.run(jobs.Request{})
	for _, l := range h.mails() {
		for name, b := range l.attachments {
			all := l.text + l.html + l.subject
			for _, part := range unzipped(t, b) {
				all += string(part)
			}
			for _, secret := range []string{"Westfold", "C-WEST", "INV-2", "Ma Chao", "517.31", "1317.31", "1,317"} {
				if whole := l.to != "east@lantern.example"; strings.Contains(all, secret) && !whole {
					t.Errorf("%s, %s: %q is there", l.to, name, secret)
				}
			}
			has(t, all, "Eastgate", "INV-1")
		}
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
