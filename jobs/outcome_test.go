package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/jobs"
	"daybook/jobs/mail"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"
)

// refuse answers one recipient with 550.
func refuse(address string) func(catcher.Step, string) catcher.Fault {
	return func(s catcher.Step, arg string) catcher.Fault {
		if s == catcher.AtTo && arg == address {
			return catcher.Fault{Code: 550, Enhanced: [3]int{5, 1, 1}, Text: "No such user"}
		}
		return catcher.Fault{}
	}
}

// paid are books in which nothing is open.
func paid() []any {
	return []any{
		reference.Company{ID: "1", Name: "Lantern Works", Currency: "CNY", FiscalYearStart: "1", TimeZone: "Asia/Shanghai"},
		reference.Customer{ID: "1", Code: "C-EAST", Name: "Eastgate Stores", Region: "East"},
	}
}

// unbalanced are the books beside a ledger that says something else.
func unbalanced() []any {
	return append(books(), reference.Control{Basis: "gl", Account: "1122", Posted: "2026-09-21", Amount: "0.01"})
}

func unreachable(context.Context, extract.Scope) (*fact.Snapshot, error) {
	return nil, &extract.Unreachable{Doing: "reading documents", Hint: "check that the server runs", Err: errors.New("connection refused")}
}

func TestOutcomes(t *testing.T) {
	for _, c := range []struct {
		name    string
		options options
		prepare func(*house)
		request jobs.Request
		outcome runlog.Outcome
		exit    int
		code    string // of the error
		says    string // somewhere in the error or the deliveries
		mails   int
		told    bool // the owner
	}{
		{name: "delivered", outcome: runlog.Delivered, mails: 3},
		{name: "built", request: jobs.Request{DryRun: true}, outcome: runlog.Built, says: "would be mailed"},
		{name: "nothing to report", options: options{rows: paid(), job: "empty: skip"}, outcome: runlog.Nothing},
		{name: "a note", options: options{rows: paid(), job: "empty: note", to: oneRecipient}, outcome: runlog.Delivered, mails: 1},
		{name: "empty, and sent always", options: options{rows: paid(), to: oneRecipient}, outcome: runlog.Delivered, mails: 1},
		{name: "tie-out failed", options: options{rows: unbalanced(), to: oneRecipient}, outcome: runlog.Delivered, exit: 2, mails: 1},
		{name: "held back", options: options{rows: unbalanced(), to: oneRecipient, job: "hold_on_failed_tie_out: true"},
			outcome: runlog.HeldBack, exit: 2, told: true},
		{name: "held back but for a slice", options: options{rows: unbalanced(), job: "hold_on_failed_tie_out: true"},
			outcome: runlog.Partly, exit: 2, mails: 1, told: true},
		{name: "partly", options: options{fault: refuse("lead@lantern.example")},
			outcome: runlog.Partly, exit: 2, code: jobs.CodeMail, says: "No such user", mails: 2, told: true},
		{name: "source unreachable", prepare: func(h *house) { h.Source = &fakeSource{unreachable} },
			outcome: runlog.Failed, exit: 69, code: jobs.CodeUnreachable, says: "connection refused", told: true},
		{name: "login refused", options: options{to: oneRecipient, fault: func(s catcher.Step, arg string) catcher.Fault {
			if s == catcher.AtFrom && arg == "daybook@lantern.example" {
				return catcher.Fault{Code: 530, Enhanced: [3]int{5, 7, 0}, Text: "Authentication required"}
			}
			return catcher.Fault{}
		}}, outcome: runlog.Failed, exit: 1, code: jobs.CodeMail, says: "Authentication required"},
		{name: "unknown", options: options{to: oneRecipient, fault: hangAfterDot}, outcome: runlog.Unknown, exit: 2, code: jobs.CodeMail, says: "awaiting the answer", mails: 1, told: true},
		{name: "busy", prepare: atWorkElsewhere, outcome: runlog.NotReady, exit: 75, code: jobs.CodeBusy, says: "being made by elsewhere, process 7 since"},
		{name: "unknown job", prepare: func(h *house) { h.Config.Jobs[0].Name = "other" }, outcome: runlog.Failed, exit: 64, code: jobs.CodeUsage, says: "the jobs are: other"},
		{name: "no mail section", prepare: func(h *house) { h.Post = nil }, outcome: runlog.Failed, exit: 64, code: jobs.CodeUsage, says: "no mail section"},
		{name: "redirected without mail section", prepare: func(h *house) { h.Post = nil }, request: jobs.Request{To: "li@lantern.example"},
			outcome: runlog.Failed, exit: 64, code: jobs.CodeUsage, says: "no mail section"},
		{name: "redirected outside", request: jobs.Request{To: "li@elsewhere.example"}, outcome: runlog.Failed, exit: 64, code: jobs.CodeUsage, says: "outside mail.allowed_domains"},
		{name: "restating nothing", request: jobs.Request{Restate: true}, outcome: runlog.Failed, exit: 64, code: jobs.CodeUsage, says: "never delivered"},
		{name: "archive unwritable", prepare: blockArchive, outcome: runlog.Failed, exit: 1, code: jobs.CodeFailed, says: "not a directory", told: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, c.options)
			if c.prepare != nil {
				c.prepare(h)
			}
			before := len(h.open())
			report := h.run(c.request)
			if report.Outcome != c.outcome || report.Exit() != c.exit {
				t.Errorf("%s, exit %d; want %s, exit %d: %+v", report.Outcome, report.Exit(), c.outcome, c.exit, report.Error)
			}
			code, said := "", ""
			if e := report.Error; e != nil {
				code, said = e.Code, e.Message+" "+e.Hint
			}
			for _, d := range report.Deliveries {
				said += " " + d.Reason
			}
			if code != c.code || !strings.Contains(said, c.says) {
				t.Errorf("code %q, want %q; it says %q, want %q", code, c.code, said, c.says)
			}
			if n := len(h.mails()); n != c.mails {
				t.Errorf("%d mails, want %d", n, c.mails)
			}
			if c.name != "login refused" && (len(h.told()) > 0) != c.told {
				t.Errorf("the owner was told %d times, want %v", len(h.told()), c.told)
			}
			if open := h.open(); len(open) != before {
				t.Errorf("claims stay open: %+v", open)
			}
		})
	}
}

func hangAfterDot(s catcher.Step, to string) catcher.Fault {
	return catcher.Fault{Hang: s == catcher.AtAccept && to == "finance@lantern.example", Keep: true}
}

// atWorkElsewhere lets another host work on the slice.
func atWorkElsewhere(h *house) {
	by := runlog.Claimant{Holder: runlog.Holder{Host: "elsewhere", PID: 7, Start: h.now}, By: "schedule", Lease: 1 << 40}
	_, ok, err := h.Log.ClaimRun(h.t.Context(), runlog.Key{Job: daily, AsOf: thursday, Slice: "east"}, by, h.now)
	if err != nil || !ok {
		h.t.Fatal(ok, err)
	}
}

// blockArchive puts a file where the archive's folder should be made.
func blockArchive(h *house) {
	must(h.t, os.WriteFile(filepath.Join(h.dir, "archive"), nil, 0o600))
}

func TestConfigurationMistakeIsAReport(t *testing.T) {
	_, err := config.Parse("daybook.yml", []byte("jobs: 7"), func(string) (string, bool) { return "", false })
	report := jobs.FailedReport(daily, err)
	if report.Exit() != 78 || report.Error.Code != jobs.CodeConfig || report.Outcome != runlog.Failed {
		t.Errorf("%+v", report)
	}
}

func TestNoteHasNoAttachment(t *testing.T) {
	h := newHouse(t, options{rows: paid(), job: "empty: note", to: oneRecipient})
	h.run(jobs.Request{})
	l := h.mails()[0]
	if len(l.attachments) != 0 {
		t.Errorf("attached: %d files", len(l.attachments))
	}
	has(t, l.subject, "nothing open")
}

func TestHeldBackIsKeptForWhoLooksIntoIt(t *testing.T) {
	h := newHouse(t, options{rows: unbalanced(), to: oneRecipient, job: "hold_on_failed_tie_out: true"})
	report := h.run(jobs.Request{})
	if len(report.Files) != 1 || sum(h.archived()["2026/09/24/receivables-daily/all/2026-09-24_receivables_all.xlsx"]) != report.Files[0].SHA256 {
		t.Errorf("%+v", report.Files)
	}
	has(t, h.told()[0].text, "held back", "gl: 1317.31 is not 1317.32, difference -0.01", "daybook run receivables-daily --as-of 2026-09-24")
}

func TestOwnerIsTold(t *testing.T) {
	h := newHouse(t, options{fault: refuse("lead@lantern.example")})
	h.run(jobs.Request{})
	l := h.told()[0]
	if l.subject != "[daybook] receivables-daily as of 2026-09-24: partly" {
		t.Errorf("subject %q", l.subject)
	}
	has(t, l.text, "To lead@lantern.example, slice all: failed.", "No such user", "check the address", "Host testhost, Daybook v0")
}

// Of a mail that may have arrived the owner is told how to send it again, and not
// to run the job, which would not.
func TestOwnerIsToldOfWhatMayHaveArrived(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient, fault: hangAfterDot})
	h.run(jobs.Request{})
	text := h.told()[0].text
	has(t, text, fmt.Sprintf("daybook resend %d --to finance@lantern.example --config %s/daybook.yml", h.runs()[0].ID, h.dir))
	if strings.Contains(text, "daybook run") {
		t.Errorf("it says to run the job again:\n%s", text)
	}
}

// The owner is told within a minute, or not: a mail server that is down has had its
// budget already.
func TestOwnerIsToldSoon(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	begun := time.Now()
	var patience []time.Duration
	h.Post = &fakePost{func(ctx context.Context, letters iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
		if until, ok := ctx.Deadline(); ok {
			patience = append(patience, until.Sub(begun).Round(10*time.Second))
		}
		for l := range letters {
			report(l, mail.Result{Err: &mail.Error{Kind: mail.Temporary, Reason: mail.ReasonConnect, Reply: "connection refused"}})
		}
	}}
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Failed {
		t.Fatalf("%+v", report)
	}
	if len(patience) != 1 || patience[0] != time.Minute {
		t.Errorf("the owner's mail has %v", patience)
	}
	has(t, h.words.String(), "the owner could not be told")
}

// A dry run leaves runlog, archive and mail server alone, and needs none of them.
func TestDryRun(t *testing.T) {
	h := newHouse(t, options{dry: true})
	out := filepath.Join(t.TempDir(), "new")
	report := h.run(jobs.Request{DryRun: true, Out: out})
	if report.Outcome != runlog.Built || h.Log != nil || h.Post != nil || h.server.Connections() != 0 || len(h.archived()) != 0 {
		t.Fatalf("%+v, %d connections", report, h.server.Connections())
	}
	if _, err := os.Stat(filepath.Join(h.dir, "state")); !os.IsNotExist(err) {
		t.Errorf("the runlog was touched: %v", err)
	}
	files, err := os.ReadDir(out)
	must(t, err)
	if len(files) != 2 || len(report.Files) != 2 || report.Files[0].Path != filepath.Join(out, files[0].Name()) {
		t.Errorf("%v, %+v", files, report.Files)
	}
	if len(report.Deliveries) != 3 || report.Deliveries[2].Slice != "east" {
		t.Errorf("%+v", report.Deliveries)
	}
}
