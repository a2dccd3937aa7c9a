package jobs_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/jobs"
	"daybook/jobs/archive"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"
)

func TestDeliveredAgainSendsNothing(t *testing.T) {
	h := newHouse(t, options{})
	h.run(jobs.Request{})
	report := h.run(jobs.Request{})
	if report.Outcome != runlog.Delivered || report.Exit() != 0 || len(report.Deliveries) != 0 || len(h.mails()) != 3 {
		t.Errorf("%+v, %d mails", report, len(h.mails()))
	}
	has(t, strings.Join(report.Notes, "\n"), "receivables-daily as of 2026-09-24 was delivered already; nothing was sent")
	if len(report.Files) != 2 || report.Files[0].Path != "2026-09-24_receivables_all.xlsx" {
		t.Errorf("built again: %+v", report.Files)
	}
}

func TestRestated(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient, mail: "archive_link: https://files.lantern.example/daybook"})
	h.run(jobs.Request{})
	h.write("erp.db", invoice("3", "INV-3", "2", "2026-09-11", "2026-10-11", "10.00"))
	report := h.run(jobs.Request{Restate: true})
	mails := h.mails()
	if report.Outcome != runlog.Delivered || len(mails) != 2 {
		t.Fatalf("%+v, %d mails", report, len(mails))
	}
	first, second := mails[0].header, mails[1].header
	if id := first.Get("Message-Id"); second.Get("In-Reply-To") != id || second.Get("References") != id || second.Get("Message-Id") == id {
		t.Errorf("first %s, second %v", id, second)
	}
	has(t, mails[1].subject, "RESTATED")
	has(t, flat(mails[1].text), "revision 1", "https://files.lantern.example/daybook/2026/09/24/receivables-daily/all/restated-1")
	if strings.Contains(mails[0].subject, "RESTATED") || strings.Contains(mails[0].text, "revision") {
		t.Error("the first mail reads as a restatement")
	}
	if run := h.runs()[0]; run.Revision != 1 || h.archived()["2026/09/24/receivables-daily/all/restated-1/finance@lantern.example.eml"] == nil {
		t.Errorf("revision %d", run.Revision)
	}
}

// A restatement whose tie-out fails says both in the subject.
func TestRestatedAndFailed(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	h.run(jobs.Request{})
	h.write("erp.db", reference.Control{Basis: "gl", Account: "1122", Posted: "2026-09-21", Amount: "0.01"})
	report := h.run(jobs.Request{Restate: true})
	if report.Exit() != 2 {
		t.Errorf("exit %d", report.Exit())
	}
	has(t, h.mails()[1].subject, "RESTATED", "FAIL")
}

// A restatement that did not reach everybody is gone on with, and reaches nobody
// twice; the next one is another.
func TestRestatementGoesOn(t *testing.T) {
	refusing := false
	h := newHouse(t, options{fault: func(s catcher.Step, arg string) catcher.Fault {
		if refusing {
			return refuse("lead@lantern.example")(s, arg)
		}
		return catcher.Fault{}
	}})
	h.run(jobs.Request{})
	refusing = true
	if report := h.run(jobs.Request{Restate: true}); report.Outcome != runlog.Partly {
		t.Fatalf("%+v", report)
	}
	has(t, h.told()[0].text, "--restate")
	refusing = false
	if report := h.run(jobs.Request{Restate: true}); report.Outcome != runlog.Delivered {
		t.Fatalf("%+v", report)
	}
	h.run(jobs.Request{Restate: true})
	var got []string
	for _, run := range h.runs() {
		deliveries, err := h.Log.Deliveries(t.Context(), run.ID)
		must(t, err)
		for _, d := range deliveries {
			got = append(got, run.Key.String()+" "+string(d.Outcome))
		}
	}
	if len(h.mails()) != 9 || len(got) != 9 {
		t.Errorf("%d mails, want 9: one for each of three recipients and revisions\n%s", len(h.mails()), strings.Join(got, "\n"))
	}
}

func TestNeverDeliveredCannotBeRestated(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient, fault: refuse("finance@lantern.example")})
	if first := h.run(jobs.Request{}); first.Outcome != runlog.Failed {
		t.Fatalf("%+v", first)
	}
	report := h.run(jobs.Request{Restate: true})
	if report.Exit() != jobs.ExitUsage || len(h.told()) != 1 {
		t.Errorf("%+v, the owner was told %d times", report, len(h.told()))
	}
}

// Redirected mails are no delivery: each part goes to the one address, no claim is
// taken, and the real run still delivers.
func TestRedirected(t *testing.T) {
	h := newHouse(t, options{})
	for range 2 {
		report := h.run(jobs.Request{To: "li@lantern.example"})
		if report.Outcome != runlog.Delivered || len(report.Deliveries) != 2 || len(report.Files) != 2 {
			t.Fatalf("%+v", report)
		}
		h.now = h.now.Add(time.Second)
	}
	ids := map[string]bool{}
	for _, l := range h.mails() {
		ids[l.header.Get("Message-Id")] = true
		if l.to != "li@lantern.example" || len(l.attachments) != 1 {
			t.Errorf("to %s with %d files", l.to, len(l.attachments))
		}
	}
	if len(ids) != 4 || len(h.runs()) != 0 || len(h.archived()) != 0 {
		t.Errorf("%d messages, %d runs, %d archived files", len(ids), len(h.runs()), len(h.archived()))
	}
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered || len(h.mails()) != 4+3 {
		t.Errorf("%+v", report)
	}
}

func TestAsOf(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	report := h.run(jobs.Request{AsOf: fact.NewDate(2026, 8, 31)})
	if f := report.Figures.(jobs.ReceivablesFigures); report.AsOf != "2026-08-31" || f.NetReceivable != "1000.00" || f.Overdue != "0.00" {
		t.Errorf("%s: %+v", report.AsOf, f)
	}
	has(t, h.mails()[0].subject, "[receivables-daily] 2026-08-31")
}

// What a failed run has sent, the next attempt does not send again; the others get
// what was kept then, though the ERP says something else now.
func TestFailedRunIsGoneOnWith(t *testing.T) {
	refusing := true
	h := newHouse(t, options{to: `
      - {to: [finance@lantern.example, lead@lantern.example], name: Finance, slice: all}`, fault: func(s catcher.Step, arg string) catcher.Fault {
		if refusing {
			return refuse("lead@lantern.example")(s, arg)
		}
		return catcher.Fault{}
	}})
	h.run(jobs.Request{})
	refusing = false
	h.now = h.now.Add(time.Hour)
	h.write("erp.db", invoice("3", "INV-3", "2", "2026-09-11", "2026-10-11", "10.00"))
	report := h.run(jobs.Request{AsOf: fact.NewDate(2026, 9, 24)})
	want := []jobs.Delivery{
		{Recipient: "finance@lantern.example", Slice: "all", Outcome: runlog.Delivered, Reason: "already delivered in an earlier attempt; not sent again"},
		{Recipient: "lead@lantern.example", Slice: "all", Outcome: runlog.Delivered},
	}
	for i := range report.Deliveries {
		report.Deliveries[i].MessageID = ""
	}
	if diff := cmp.Diff(want, report.Deliveries); diff != "" || report.Outcome != runlog.Delivered || len(h.mails()) != 2 {
		t.Errorf("%s, %d mails\n%s", report.Outcome, len(h.mails()), diff)
	}
	mails := h.mails()
	if a, b := mails[0].attachments, mails[1].attachments; sum(a["2026-09-24_receivables_all.xlsx"]) != sum(b["2026-09-24_receivables_all.xlsx"]) {
		t.Error("two readers of one report have two workbooks")
	}
	folder := filepath.Join(h.dir, "archive/2026/09/24/receivables-daily/all")
	m, err := archive.Read(folder)
	must(t, err)
	must(t, archive.Verify(folder))
	if diff := cmp.Diff([]string{"finance@lantern.example delivered", "lead@lantern.example delivered"}, ends(m)); diff != "" || m.Outcome != "delivered" {
		t.Errorf("%s, %s", m.Outcome, diff)
	}
}

// ends are the deliveries of a manifest, as "recipient outcome".
func ends(m archive.Manifest) []string {
	var out []string
	for _, d := range m.Deliveries {
		out = append(out, d.Recipient+" "+d.Outcome)
	}
	return out
}

// What may have arrived is not sent again, however often the job is run.
func TestUnknownIsNotSentAgain(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient, fault: hangAfterDot})
	for range 2 {
		report := h.run(jobs.Request{})
		if report.Outcome != runlog.Unknown || report.Exit() != 2 || len(h.mails()) != 1 {
			t.Errorf("%+v, %d mails", report, len(h.mails()))
		}
	}
}
