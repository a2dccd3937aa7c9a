package jobs_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/jobs"
	"daybook/jobs/archive"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// moment is a point of the sending at which a process can die.
type moment int

const (
	beforeSending moment = iota // of the letter: nothing of it has left
	markedSending               // it is recorded as sending, and its end is not told
	answered                    // the server has it, and the answer is not recorded
	afterAll                    // every answer is recorded, the end of the run is not
	telling                     // the owner is about to be told
)

// dies lets the house run its job and die in the sending of its n-th letter: the
// run stands still there for good, and the next session takes its process for gone.
func (h *house) dies(q jobs.Request, n int, at moment) {
	h.t.Helper()
	died, buried, over := make(chan bool), make(chan bool), make(chan bool)
	var once sync.Once // what comes back from the dead goes on
	die := func() { once.Do(func() { died <- true; <-buried }) }
	dying := *h.Session
	post := h.Post
	dying.Post = &fakePost{func(ctx context.Context, letters iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
		sent := 0
		mortal := func(yield func(mail.Letter) bool) {
			for l := range letters {
				sent++
				last := sent == n
				if last && at == beforeSending || at == telling && l.To == "owner@lantern.example" {
					die()
				}
				if record := l.Sending; record != nil && last && at == markedSending {
					l.Sending = func() error {
						err := record()
						die()
						return err
					}
				}
				if !yield(l) {
					return
				}
			}
		}
		post.SendAll(ctx, mortal, func(l mail.Letter, result mail.Result) {
			if sent == n && at == answered {
				die()
			}
			report(l, result)
		})
		if at == afterAll {
			die()
		}
	}}
	if q.By == "" {
		q.By = "li"
	}
	go func() { defer close(over); dying.Run(context.Background(), daily, q) }()
	<-died
	h.t.Cleanup(func() { close(buried); <-over })
	h.Holder.Start = h.Holder.Start.Add(time.Hour) // another process, with the number of the first
}

const twoReaders = `
      - {to: [finance@lantern.example, lead@lantern.example], name: Finance, slice: all}`

// After a death at any moment the next run finishes what was begun: from what was
// kept, without the ERP, which says something else by now and is down.
func TestBegunIsFinished(t *testing.T) {
	for _, c := range []struct {
		name    string
		letter  int
		at      moment
		finance runlog.Outcome
		lead    runlog.Outcome
		mails   string
	}{
		{"before the first", 1, beforeSending, runlog.Delivered, runlog.Delivered, "finance lead"},
		{"in the first, not accepted", 1, markedSending, runlog.Unknown, runlog.Delivered, "lead"},
		{"in the first, accepted", 1, answered, runlog.Unknown, runlog.Delivered, "finance lead"},
		{"before the second", 2, beforeSending, runlog.Delivered, runlog.Delivered, "finance lead"},
		{"in the second, accepted", 2, answered, runlog.Delivered, runlog.Unknown, "finance lead"},
		{"after all", 0, afterAll, runlog.Delivered, runlog.Delivered, "finance lead"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, options{to: twoReaders})
			h.dies(jobs.Request{}, c.letter, c.at)
			kept := h.archived()
			h.Source = &fakeSource{unreachable}
			report := h.run(jobs.Request{})
			want := []string{"finance " + string(c.finance), "lead " + string(c.lead)}
			if diff := cmp.Diff(want, became(report)); diff != "" {
				t.Error(diff)
			}
			var to []string
			for _, l := range h.mails() {
				to = append(to, strings.TrimSuffix(l.to, "@lantern.example"))
				if sum(l.raw) != sum(kept["2026/09/24/receivables-daily/all/"+l.to+".eml"]) {
					t.Errorf("%s got other bytes than were kept", l.to)
				}
			}
			if got := strings.Join(to, " "); got != c.mails {
				t.Errorf("the server has the mails of %q, want %q", got, c.mails)
			}
			unknown := c.finance == runlog.Unknown || c.lead == runlog.Unknown
			if unknown != (report.Outcome == runlog.Unknown) || unknown != (len(h.told()) == 1) || unknown != (report.Exit() == 2) {
				t.Errorf("%s, exit %d, the owner was told %d times", report.Outcome, report.Exit(), len(h.told()))
			}
			m, err := archive.Read(filepath.Join(h.dir, "archive/2026/09/24/receivables-daily/all"))
			must(t, err)
			if diff := cmp.Diff([]string{"finance@lantern.example " + string(c.finance), "lead@lantern.example " + string(c.lead)}, ends(m)); diff != "" || m.Outcome != string(report.Outcome) {
				t.Errorf("the manifest says %s %s", m.Outcome, diff)
			}
			if len(h.open()) != 0 || len(report.Files) != 1 || report.Files[0].Sheets == 0 || len(report.TieOut) == 0 || report.Data.Read == 0 {
				t.Errorf("open %v, %+v", h.open(), report)
			}
			has(t, fmt.Sprint(report.Notes), "was begun by an earlier attempt")
		})
	}
}

// became are the deliveries of a report, as "name outcome".
func became(r jobs.Report) []string {
	var out []string
	for _, d := range r.Deliveries {
		name, _, _ := strings.Cut(d.Recipient, "@")
		out = append(out, name+" "+string(d.Outcome))
	}
	return out
}

// Between the death and the next run the recipients changed: who is none any more
// gets nothing, and who came gets what the others got, from a message that was kept
// before it was sent.
func TestBegunForOtherRecipients(t *testing.T) {
	h := newHouse(t, options{to: twoReaders})
	h.dies(jobs.Request{}, 1, beforeSending)
	h.Config.Jobs[0].Recipients[0].To[1].Address = "audit@lantern.example"
	h.Source = &fakeSource{unreachable}
	report := h.run(jobs.Request{})
	if diff := cmp.Diff([]string{"finance delivered", "audit delivered", "lead failed"}, became(report)); diff != "" || report.Outcome != runlog.Delivered {
		t.Errorf("%s %s", report.Outcome, diff)
	}
	mails := h.mails()
	if len(mails) != 2 || mails[1].to != "audit@lantern.example" || mails[1].header.Get("Message-Id") == mails[0].header.Get("Message-Id") {
		t.Fatalf("%d mails", len(mails))
	}
	const name = "2026-09-24_receivables_all.xlsx"
	if sum(mails[0].attachments[name]) != sum(mails[1].attachments[name]) || mails[1].header.Get("In-Reply-To") != "" {
		t.Error("who came later got something else")
	}
	folder := filepath.Join(h.dir, "archive/2026/09/24/receivables-daily/all")
	must(t, archive.Verify(folder))
	if sum(h.archived()["2026/09/24/receivables-daily/all/audit@lantern.example.eml"]) != sum(mails[1].raw) {
		t.Error("the message of who came later was not kept")
	}
}

// What was kept and is not there any more as it was, is made anew; of who may have
// a message already nothing changes.
func TestBegunAndDamaged(t *testing.T) {
	h := newHouse(t, options{to: twoReaders})
	h.dies(jobs.Request{}, 2, beforeSending)
	must(t, os.Truncate(filepath.Join(h.dir, "archive/2026/09/24/receivables-daily/all/lead@lantern.example.eml"), 10))
	report := h.run(jobs.Request{})
	if diff := cmp.Diff([]string{"finance delivered", "lead delivered"}, became(report)); diff != "" || len(h.mails()) != 2 {
		t.Errorf("%d mails %s", len(h.mails()), diff)
	}
	has(t, h.words.String(), "what was kept to be sent cannot be used", "lead@lantern.example.eml is not what was stored")
}

// A process that was taken for dead and goes on sends nothing more.
func TestThoughtDead(t *testing.T) {
	h := newHouse(t, options{to: twoReaders})
	t.Run("both", func(t *testing.T) {
		defer func(outer *testing.T) { h.t = outer }(h.t)
		h.t = t
		h.dies(jobs.Request{}, 1, beforeSending)
		if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered {
			t.Fatalf("%+v", report)
		}
	}) // here the first goes on, and ends
	if len(h.mails()) != 2 {
		t.Errorf("%d mails", len(h.mails()))
	}
	if run := h.runs()[0]; run.Outcome != runlog.Delivered || run.Attempt != 2 || len(h.told()) != 0 {
		t.Errorf("%+v", run)
	}
}

// Slices that are one of each go on without the ERP too, and those of which nothing
// was kept are made when it is there again.
func TestBegunOfEach(t *testing.T) {
	h := newHouse(t, options{slices: "\n  - {name: region, by: region, each: true}", to: `
      - {to: [finance@lantern.example, lead@lantern.example], name: Finance, slice: region}`})
	h.dies(jobs.Request{}, 1, beforeSending) // in East, the first of two
	source := h.Source
	h.Source = &fakeSource{unreachable}
	if report := h.run(jobs.Request{}); report.Exit() != jobs.ExitUnreachable || report.Outcome != runlog.Partly {
		t.Errorf("%s %+v", report.Outcome, report.Error)
	}
	if len(h.mails()) != 2 {
		t.Errorf("%d mails, want those of East", len(h.mails()))
	}
	h.Source = source
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered || len(h.mails()) != 4 || len(h.open()) != 0 {
		t.Errorf("%s %+v, %d mails", report.Outcome, report.Error, len(h.mails()))
	}
}

// A dry run says whom a report made anew goes to, whatever was begun.
func TestBegunAndDry(t *testing.T) {
	h := newHouse(t, options{slices: "\n  - {name: region, by: region, each: true}", to: `
      - {to: [finance@lantern.example, lead@lantern.example], name: Finance, slice: region}`})
	h.dies(jobs.Request{}, 1, beforeSending)
	h.Config.Jobs[0].Recipients[0].To[1].Address = "audit@lantern.example"
	report := h.run(jobs.Request{DryRun: true, Out: h.dir})
	want := []string{"finance built", "audit built", "finance built", "audit built"}
	if diff := cmp.Diff(want, became(report)); diff != "" || report.Outcome != runlog.Built {
		t.Errorf("%s %+v %s", report.Outcome, report.Error, diff)
	}
}

// A part of a slice that is one of each, which reached some of its readers, is gone
// on with as well.
func TestBegunOfEachAndRefused(t *testing.T) {
	h := newHouse(t, options{slices: "\n  - {name: region, by: region, each: true}", fault: refuse("lead@lantern.example"), to: `
      - {to: [finance@lantern.example, lead@lantern.example], name: Finance, slice: region}`})
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Partly {
		t.Fatalf("%+v", report)
	}
	h.misbehave(nil)
	h.write("erp.db", invoice("3", "INV-3", "2", "2026-09-11", "2026-10-11", "10.00"))
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered {
		t.Fatalf("%+v", report)
	}
	books := map[string]map[string]bool{}
	for _, l := range h.mails() {
		for name, b := range l.attachments {
			if books[name] == nil {
				books[name] = map[string]bool{}
			}
			books[name][sum(b)] = true
		}
	}
	if len(h.mails()) != 4 || len(books) != 2 {
		t.Errorf("%d mails of %d slices", len(h.mails()), len(books))
	}
	for name, sums := range books {
		if len(sums) != 1 {
			t.Errorf("the readers of %s have %d workbooks", name, len(sums))
		}
	}
}

// Who only keeps leaves alone what somebody began to send.
func TestBegunIsNotBackfilled(t *testing.T) {
	h := newHouse(t, options{to: twoReaders})
	h.dies(jobs.Request{}, 2, beforeSending)
	report := h.run(jobs.Request{Keep: true, Once: true})
	if report.Exit() != 75 || len(h.mails()) != 1 || len(h.open()) != 1 {
		t.Errorf("exit %d, %d mails, open %v", report.Exit(), len(h.mails()), h.open())
	}
	has(t, report.Error.Message, "daybook run receivables-daily --as-of 2026-09-24 finishes it")
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered || len(h.mails()) != 2 {
		t.Errorf("%+v", report)
	}
}

// A daemon finishes what a process that is gone began to send, whoever asked for it
// and whatever the job's policy for missed runs; what was only begun by hand it gives
// up, and says so.
func TestServeFinishesWhatWasBegun(t *testing.T) {
	for _, c := range []struct {
		name         string
		begin        func(*daemon)
		want         []string
		mails, owner int32
	}{
		{"by the schedule, with missed: skip", func(d *daemon) { d.dies(jobs.Request{By: "schedule"}, 1, beforeSending) },
			[]string{"2026-09-24 delivered, schedule, late"}, 1, 0},
		{"by hand", func(d *daemon) { d.dies(jobs.Request{}, 1, beforeSending) },
			[]string{"2026-09-24 delivered, li"}, 1, 0},
		{"by hand, and nothing kept", func(d *daemon) { d.ran(thursday, "li", at(25, 8, 0), d.gone(), "") },
			[]string{"2026-09-24 failed, li"}, 0, 1},
		{"by the schedule, and it died when it told the owner", func(d *daemon) {
			takes := d.Post
			d.Post = &fakePost{func(ctx context.Context, letters iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
				for l := range letters {
					if l.To == "owner@lantern.example" {
						takes.SendAll(ctx, slices.Values([]mail.Letter{l}), report)
						continue
					}
					report(l, mail.Result{Err: &mail.Error{Kind: mail.Permanent, Reason: mail.ReasonRecipientRefused, Code: 550}})
				}
			}}
			d.dies(jobs.Request{By: "schedule"}, 0, telling)
		}, []string{"2026-09-24 failed, schedule, late"}, 0, 1},
		{"a restatement", func(d *daemon) {
			d.ran(thursday, "schedule", at(25, 7, 0), d.Holder, runlog.Delivered)
			d.dies(jobs.Request{Restate: true}, 1, beforeSending)
		}, []string{"2026-09-24 delivered, li", "2026-09-24 delivered, schedule"}, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDaemon(t, at(25, 9, 0), "skip")
			d.Config.Lease = 200 * time.Millisecond
			c.begin(d)
			d.start()
			d.until(c.want...)
			d.wait(func() bool { return len(d.open()) == 0 })
			must(t, d.stopped())
			if d.mails.Load() != c.mails || d.owner.Load() != c.owner || len(d.open()) != 0 {
				t.Errorf("%d mails, want %d; the owner was told %d times, want %d; open %v", d.mails.Load(), c.mails, d.owner.Load(), c.owner, d.open())
			}
		})
	}
}
