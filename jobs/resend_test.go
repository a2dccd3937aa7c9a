package jobs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// What is sent again is what was sent: the same parts under another Message-ID that
// refers to the first; to one who has a mail of the run their own, to another a copy.
func TestResend(t *testing.T) {
	for _, c := range []struct {
		name, to string
		want     []string // recipient, and whose mail it is
	}{
		{"to all", "", []string{"finance finance", "lead lead"}},
		{"to a recipient", "lead@lantern.example", []string{"lead lead"}},
		{"to another", "audit@lantern.example", []string{"audit finance"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, options{to: twoReaders})
			h.run(jobs.Request{})
			first := h.mails()
			h.now = h.now.Add(time.Hour)
			h.Source = &fakeSource{unreachable}
			report := h.Resend(t.Context(), jobs.ResendRequest{Run: h.runs()[0].ID, To: c.to, By: "wu"})
			if report.Outcome != runlog.Delivered || report.Exit() != 0 || report.AsOf != thursday {
				t.Fatalf("%+v", report)
			}
			var got []string
			ids := map[string]bool{}
			for _, l := range h.mails()[2:] {
				for _, f := range first {
					if l.header.Get("References") == f.header.Get("Message-Id") && l.header.Get("In-Reply-To") == f.header.Get("Message-Id") {
						got = append(got, name(l.to)+" "+name(f.to))
						if l.subject != f.subject || l.text != f.text || l.html != f.html || sum(l.attachments["2026-09-24_receivables_all.xlsx"]) != sum(f.attachments["2026-09-24_receivables_all.xlsx"]) {
							t.Error("it is something else")
						}
					}
				}
				ids[l.header.Get("Message-Id")] = true
				kept, err := filepath.Glob(filepath.Join(h.dir, "archive/2026/09/24/receivables-daily/all/resent/*_"+l.to+".eml"))
				must(t, err)
				if b, err := os.ReadFile(strings.Join(kept, "")); err != nil || sum(b) != sum(l.raw) {
					t.Errorf("what was sent again is not kept: %v", err)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" || len(ids) != len(c.want) {
				t.Error(diff)
			}
			h.recorded(c.want)
			if again := h.run(jobs.Request{Once: true}); again.Outcome != runlog.Delivered || len(h.mails()) != 2+len(c.want) {
				t.Errorf("the run itself is another now: %+v", again)
			}
		})
	}
}

// recorded holds the dossier of the only run to what was sent again.
func (h *house) recorded(want []string) {
	h.t.Helper()
	d, err := jobs.DossierOf(h.t.Context(), h.Log, h.Config.Archive, h.runs()[0].ID)
	must(h.t, err)
	var got []string
	for _, m := range d.Resent {
		for _, first := range d.Messages {
			if m.Repeats == first.MessageID {
				got = append(got, name(m.Recipient)+" "+name(first.Recipient))
			}
		}
		if m.AskedBy != "wu" || m.Outcome != runlog.Delivered || m.Reply == "" || len(m.SHA256) != 64 || m.Finished.IsZero() {
			h.t.Errorf("recorded as %+v", m)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		h.t.Error(diff)
	}
}

func name(address string) string {
	n, _, _ := strings.Cut(address, "@")
	return n
}

func TestResendRefuses(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	h.logged("2026-09-22", runlog.Failed)
	h.logged("2026-09-23", "")
	h.run(jobs.Request{})
	number := map[string]int64{}
	for _, run := range h.runs() {
		number[run.AsOf] = run.ID
	}
	for _, c := range []struct {
		name string
		q    jobs.ResendRequest
		says string
	}{
		{"no such run", jobs.ResendRequest{Run: 77}, "run 77: there is no such run"},
		{"nothing kept", jobs.ResendRequest{Run: number["2026-09-22"]}, "the archive has no mail of receivables-daily as of 2026-09-22"},
		{"not ended", jobs.ResendRequest{Run: number["2026-09-23"]}, "has not ended"},
		{"outside", jobs.ResendRequest{Run: number[thursday], To: "li@elsewhere.example"}, "outside mail.allowed_domains"},
	} {
		report := h.Resend(t.Context(), c.q)
		if report.Exit() != jobs.ExitUsage || !strings.Contains(report.Error.Message, c.says) || report.Error.Hint == "" {
			t.Errorf("%s: exit %d, %+v", c.name, report.Exit(), report.Error)
		}
	}
	if len(h.mails()) != 1 {
		t.Errorf("%d mails", len(h.mails()))
	}
}

// logged puts a run that kept nothing into the log.
func (h *house) logged(asOf string, outcome runlog.Outcome) {
	h.t.Helper()
	by := runlog.Claimant{Holder: h.Holder, By: "li", Lease: time.Hour}
	run, _, err := h.Log.ClaimRun(h.t.Context(), runlog.Key{Job: daily, AsOf: asOf}, by, h.now)
	must(h.t, err)
	if outcome != "" {
		must(h.t, h.Log.FinishRun(h.t.Context(), run.Claim, runlog.Finish{Outcome: outcome}, h.now))
	}
}

// What does not arrive when it is sent again is said, recorded, and changes nothing.
func TestResendFails(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	h.run(jobs.Request{})
	h.misbehave(hangAfterDot)
	report := h.Resend(t.Context(), jobs.ResendRequest{Run: h.runs()[0].ID, By: "wu"})
	if report.Outcome != runlog.Unknown || report.Exit() != 2 || report.Error == nil {
		t.Errorf("%+v", report)
	}
	d, err := jobs.DossierOf(t.Context(), h.Log, h.Config.Archive, h.runs()[0].ID)
	must(t, err)
	if len(d.Resent) != 1 || d.Resent[0].Outcome != runlog.Unknown || d.Outcome != runlog.Delivered || d.Damaged {
		t.Errorf("%+v", d)
	}
}

// A dossier has every attempt, says what the server said, and finds what was changed.
func TestDossier(t *testing.T) {
	h := newHouse(t, options{to: twoReaders, fault: refuse("lead@lantern.example")})
	h.run(jobs.Request{})
	h.misbehave(nil)
	h.run(jobs.Request{By: "wu", AsOf: fact.NewDate(2026, 9, 24)})
	d, err := jobs.DossierOf(t.Context(), h.Log, h.Config.Archive, h.runs()[0].ID)
	must(t, err)
	if len(d.Attempts) != 2 || d.Attempts[0].Outcome != runlog.Partly || d.Attempts[0].StartedBy != "li" || d.Attempts[1].Outcome != runlog.Delivered || d.Attempts[1].StartedBy != "wu" {
		t.Errorf("%+v", d.Attempts)
	}
	if len(d.Messages) != 2 || d.Messages[0].Reply == "" || d.Messages[1].SHA256 == "" || d.Version != "v0" || d.Counts["read"] == 0 || len(d.TieOut) == 0 || len(d.Files) != 3 || d.Problem != "" {
		t.Errorf("%+v", d)
	}
	must(t, os.WriteFile(filepath.Join(d.Folder, d.Files[0].Name), []byte("other"), 0o600))
	d, err = jobs.DossierOf(t.Context(), h.Log, h.Config.Archive, d.Run)
	must(t, err)
	has(t, d.Problem, d.Files[0].Name+" is not what was stored")
	must(t, os.RemoveAll(h.Config.Archive))
	d, err = jobs.DossierOf(t.Context(), h.Log, h.Config.Archive, d.Run)
	must(t, err)
	if d.Problem != "the archive has nothing of it" || d.Damaged {
		t.Errorf("%+v", d)
	}
}
