package jobs_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// switchboard is a dead man's switch that a test plays.
type switchboard struct {
	*httptest.Server
	asked  atomic.Int32
	answer atomic.Int32 // the status
}

func newSwitchboard(t *testing.T) *switchboard {
	s := &switchboard{}
	s.answer.Store(http.StatusOK)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.asked.Add(1)
		w.WriteHeader(int(s.answer.Load()))
	}))
	t.Cleanup(s.Close)
	return s
}

var listening = regexp.MustCompile(`answering watchers" address=(\S+)`)

// ask asks the daemon as a watcher does; 0 is no answer.
func (d *daemon) ask(path string) (int, string) {
	d.t.Helper()
	d.wait(func() bool { return listening.MatchString(d.words.String()) })
	at := listening.FindStringSubmatch(d.words.String())
	if at == nil {
		d.t.Fatalf("it does not say where it listens:\n%s", d.words.String())
	}
	r, err := http.Get("http://" + at[1] + path)
	if err != nil {
		return 0, err.Error()
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	must(d.t, err)
	return r.StatusCode, string(body)
}

// A day of a daemon, as watchers see it: on its way to the first firing, after it, and
// while it drains.
func TestServeAnswersWatchers(t *testing.T) {
	board := newSwitchboard(t)
	d := newDaemon(t, at(24, 6, 30), "last")
	d.Config.Listen, d.Config.Jobs[0].Ping = "127.0.0.1:0", config.NewSecret(board.URL+"/5ec2e7")
	reading, goOn := make(chan bool), make(chan bool)
	d.reading(func(context.Context) { reading <- true; <-goOn })
	d.start()
	if code, text := d.ask("/readyz"); code != http.StatusOK {
		t.Errorf("ready: %d %s", code, text)
	}
	// Instants as date -d '2026-09-24 07:00 +0800' +%s says them.
	_, text := d.ask("/metrics")
	has(t, text, `daybook_job_next_firing_timestamp_seconds{job="receivables-daily"} 1.7902044e+09`, `daybook_build_info{version="v0"} 1`)
	if strings.Contains(text, "last_success") {
		t.Errorf("a success before the first:\n%s", text)
	}
	d.clock.Advance(30 * time.Minute)
	<-reading
	goOn <- true
	d.until("2026-09-23 delivered, schedule")
	d.wait(func() bool { return board.asked.Load() == 1 })
	d.pass(24*time.Hour - time.Minute)
	_, text = d.ask("/metrics")
	has(t, text,
		`daybook_job_next_firing_timestamp_seconds{job="receivables-daily"} 1.7902908e+09`,
		`daybook_job_last_success_timestamp_seconds{job="receivables-daily"} 1.7902044e+09`,
		`daybook_runs_total{job="receivables-daily",outcome="delivered"} 1`,
		`daybook_mails_total{job="receivables-daily",outcome="delivered"} 1`,
		`daybook_job_tie_out_difference{check="gl",job="receivables-daily"} 0`,
		`daybook_job_last_run_rows{job="receivables-daily"} `)
	d.asleep()
	d.clock.Advance(time.Minute)
	<-reading // and it is told to stop in the middle
	d.stop()
	d.wait(func() bool { code, _ := d.ask("/readyz"); return code != http.StatusOK })
	if code, text := d.ask("/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(text, "told to stop") {
		t.Errorf("while it drains: %d %s", code, text)
	}
	if code, _ := d.ask("/healthz"); code != http.StatusOK {
		t.Errorf("alive: %d", code)
	}
	goOn <- true
	must(t, d.stopped())
	if code, _ := d.ask("/healthz"); code != 0 {
		t.Errorf("it still answers: %d", code)
	}
	if board.asked.Load() != 2 || strings.Contains(d.words.String(), "5ec2e7") {
		t.Errorf("pinged %d times; the log says\n%s", board.asked.Load(), d.words.String())
	}
}

// A runlog that is away makes the daemon not ready.
func TestNotReadyWithoutRunlog(t *testing.T) {
	d := newDaemon(t, at(25, 9, 0), "skip")
	d.Config.Listen = "127.0.0.1:0"
	d.start()
	must(t, d.Log.Close())
	if code, text := d.ask("/readyz"); code != http.StatusServiceUnavailable {
		t.Errorf("%d %s", code, text)
	}
	must(t, d.stopped())
}

// Another configuration goes on with what was counted.
func TestWatchersOfAnotherConfiguration(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.Config.Listen = "127.0.0.1:0"
	d.start()
	d.clock.Advance(30 * time.Minute)
	d.until("2026-09-23 delivered, schedule")
	other := d.reconfigured("every day 08:00")
	other.Config.Jobs[0].Name, other.Config.Listen = "another", "127.0.0.1:1"
	d.change(other)
	_, text := d.ask("/metrics")
	has(t, text, `daybook_job_next_firing_timestamp_seconds{job="another"}`, `daybook_runs_total{job="receivables-daily",outcome="delivered"} 1`)
	if strings.Contains(text, `last_success_timestamp_seconds{job="receivables-daily"}`) {
		t.Error("a job that is gone is still watched")
	}
	has(t, d.words.String(), "taken over at the next start")
	must(t, d.stopped())
}

// The switch is asked for after a success that must happen once, and after no other;
// that it does not answer changes nothing.
func TestPing(t *testing.T) {
	for _, c := range []struct {
		name   string
		spoil  func(*house)
		q      jobs.Request
		answer int
		want   runlog.Outcome
		asked  int32
	}{
		{"delivered", func(*house) {}, jobs.Request{}, 200, runlog.Delivered, 1},
		{"the switch is broken", func(*house) {}, jobs.Request{}, 500, runlog.Delivered, 1},
		{"nothing to report", func(h *house) { h.Config.Jobs[0].Empty = "skip" }, jobs.Request{AsOf: fact.NewDate(2026, 6, 1)}, 200, runlog.Nothing, 1},
		{"dry", func(*house) {}, jobs.Request{DryRun: true}, 200, runlog.Built, 0},
		{"redirected", func(*house) {}, jobs.Request{To: "li@lantern.example"}, 200, runlog.Delivered, 0},
		{"kept", func(*house) {}, jobs.Request{Keep: true}, 200, runlog.Built, 0},
		{"failed", func(h *house) { h.Source = &fakeSource{unreachable} }, jobs.Request{}, 200, runlog.Failed, 0},
		{"partly", func(h *house) {
			h.Post = &fakePost{func(_ context.Context, letters iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
				for l := range letters {
					result := mail.Result{}
					if strings.HasPrefix(l.To, "lead") {
						result.Err = &mail.Error{Kind: mail.Permanent, To: l.To}
					}
					report(l, result)
				}
			}}
		}, jobs.Request{}, 200, runlog.Partly, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			board := newSwitchboard(t)
			board.answer.Store(int32(c.answer))
			h := newHouse(t, options{})
			h.Config.Jobs[0].Ping = config.NewSecret(board.URL + "/5ec2e7")
			c.spoil(h)
			report := h.run(c.q)
			if report.Outcome != c.want || board.asked.Load() != c.asked {
				t.Errorf("%s %+v, pinged %d times", report.Outcome, report.Error, board.asked.Load())
			}
			if warned := strings.Contains(h.words.String(), "the ping of a success did not arrive"); warned != (c.answer != 200) || strings.Contains(h.words.String(), "5ec2e7") {
				t.Errorf("the log says\n%s", h.words.String())
			}
			if c.want == runlog.Delivered && c.asked == 1 {
				h.run(jobs.Request{Once: true})
				if board.asked.Load() != c.asked {
					t.Error("pinged again for what was delivered before")
				}
			}
		})
	}
}

// What is written to the log while watchers ask is for the race detector.
func TestManyWatchers(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.Config.Listen = "127.0.0.1:0"
	d.start()
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for range 10 {
				if code, text := d.ask([]string{"/metrics", "/readyz"}[i%2]); code != http.StatusOK {
					t.Error(fmt.Sprint(code, text))
				}
			}
		})
	}
	d.clock.Advance(30 * time.Minute)
	d.until("2026-09-23 delivered, schedule")
	all.Wait()
	must(t, d.stopped())
}
