package jobs_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/internal/mariadbtest"
	"daybook/jobs"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"
)

// fiveReaders are those of whom one is refused.
const fiveReaders = `
      - {to: [a@lantern.example, b@lantern.example, c@lantern.example, d@lantern.example, e@lantern.example], name: Finance, slice: all}`

// fault is something that goes wrong. What becomes of the run is not said here: it
// is the row of that name in the operations page, so that the page stays true.
type fault struct {
	name    string
	options options
	// disk is the folder of the house that lies on a small disk; it is full where
	// nothing else is arranged.
	disk string
	// limited says that, instead, no file may grow.
	limited bool
	// arrange is done when the house is open. What it returns mends it.
	arrange func(*house) (mend func())
	// arrived is how many of the five have their mail after the run, and lost how
	// many will never get it, because it may have arrived.
	arrived, lost int
	silent        bool // the owner need not hear of it, or cannot
}

func faults() []fault {
	five := func(code int, enhanced [3]int, text string) catcher.Fault {
		return catcher.Fault{Code: code, Enhanced: enhanced, Text: text}
	}
	return []fault{
		{name: "mail server: 421 to every sender", options: options{fault: readers(catcher.AtFrom, five(421, [3]int{4, 3, 2}, "closing"))}, silent: true},
		{name: "mail server: 450 to every recipient", options: options{fault: readers(catcher.AtTo, five(450, [3]int{4, 2, 0}, "Greylisted, come again"))}},
		{name: "mail server: 451 after the message", options: options{fault: readers(catcher.AtAccept, five(451, [3]int{4, 3, 0}, "local error"))}},
		{name: "mail server: 451 once", options: options{fault: first(catcher.AtAccept, five(451, [3]int{4, 3, 0}, "local error"))}, arrived: 5, silent: true},
		{name: "mail server: 550, no such recipient", options: options{fault: readers(catcher.AtTo, five(550, [3]int{5, 1, 1}, "No such user"))}},
		{name: "mail server: 552, too large", options: options{fault: readers(catcher.AtAccept, five(552, [3]int{5, 3, 4}, "Message too big"))}},
		{name: "mail server: 554, taken for spam", options: options{fault: readers(catcher.AtAccept, five(554, [3]int{5, 7, 1}, "DT:SPM"))}},
		{name: "mail server: refuses one of five recipients", options: options{fault: refuse("c@lantern.example")}, arrived: 4},
		{name: "mail server: closes the connection in the middle of a message, once", options: options{rows: bulky(), fault: first(catcher.AtData, catcher.Fault{Drop: true})}, arrange: patient, arrived: 5, silent: true},
		{name: "mail server: closes the connection after a message", options: options{fault: first(catcher.AtAccept, catcher.Fault{Drop: true, Keep: true})}, arrived: 5, lost: 1},
		{name: "mail server: never answers to a message", options: options{fault: first(catcher.AtAccept, catcher.Fault{Hang: true})}, arrived: 4, lost: 1},
		{name: "mail server: certificate that nobody trusts", arrange: untrusted, silent: true},
		{name: "mail server: down", arrange: down, silent: true},
		{name: "database: goes away in the middle of the reading", arrange: goesAway},
		{name: "database: slower than statement_timeout", arrange: slow},
		{name: "disk full: while the workbook is written", disk: "tmp"},
		{name: "disk full: for the archive", disk: "archive"},
		{name: "disk full: for the runlog", disk: "state"},
		{name: "disk full: for the runlog, in the middle of the sending", disk: "state", arrange: fillWhileSending, arrived: 1, lost: 1},
		{name: "clock: five hours ahead in the middle of a run", arrange: step(5 * time.Hour), arrived: 5, silent: true},
		{name: "clock: five hours back in the middle of a run", arrange: step(-5 * time.Hour), arrived: 5, silent: true},
		{name: "runlog: not readable", arrange: corrupt, silent: true},
	}
}

// TestFaults lets everything of the operations page go wrong, and holds what becomes
// of the run to the page: outcome, exit code and what it says. Then the fault is
// mended and the job is run again: nobody has a mail twice, and only those whose mail
// may have arrived have none.
func TestFaults(t *testing.T) {
	page := operations(t)
	for _, f := range faults() {
		row, ok := page[f.name]
		if !ok {
			t.Errorf("docs/operations.md has no row %q", f.name)
			continue
		}
		delete(page, f.name)
		name := strings.ReplaceAll(f.name, " ", "_")
		t.Run(name, func(t *testing.T) { f.play(t, row) })
		if f.disk != "" {
			f.limited = true
			t.Run(name+",_as_no_file_may_grow", func(t *testing.T) { apart(t, func() { f.play(t, row) }) })
		}
	}
	for name := range page {
		t.Errorf("docs/operations.md has a row %q that no test provokes", name)
	}
}

func (f fault) play(t *testing.T, row promise) {
	f.options.to = fiveReaders
	if f.disk != "" {
		f.options.before = func(h *house) { smallDisk(h, f.disk, f.limited) }
	}
	h := newHouse(t, f.options)
	mend := func() {}
	switch {
	case f.arrange != nil:
		mend = f.arrange(h)
	case f.disk != "":
		mend = fill(h, f.disk)
	}
	if h.limited {
		row.says = ofFiles.Replace(row.says)
	}
	report := h.process()
	if string(report.Outcome) != row.outcome || fmt.Sprint(report.Exit()) != row.exit || !strings.Contains(complaint(report), row.says) {
		t.Errorf("%s, exit %d: %s\nthe page promises %s, exit %s: %s", report.Outcome, report.Exit(), complaint(report), row.outcome, row.exit, row.says)
	}
	if n := len(h.have()); n != f.arrived {
		t.Errorf("%d have their mail, want %d", n, f.arrived)
	}
	if !f.silent && len(h.told()) == 0 {
		t.Error("the owner was not told")
	}
	mend()
	h.misbehave(nil)
	f.again(h)
}

// again runs the job once more.
func (f fault) again(h *house) {
	report := h.process()
	have, missing, unknown := h.have(), 0, 0
	for _, to := range []string{"a", "b", "c", "d", "e"} {
		switch n := have[to]; {
		case n == 0:
			missing++
		case n > 1:
			h.t.Errorf("%s has it %d times", to, n)
		}
	}
	for _, d := range report.Deliveries {
		if d.Outcome == runlog.Unknown {
			unknown++
		}
	}
	if missing > f.lost || unknown != f.lost {
		h.t.Errorf("mended and run again, it is %s: %d have no mail and %d are unknown, want %d: %+v", report.Outcome, missing, unknown, f.lost, report.Error)
	}
}

// process runs the job as a process of its own would: with what it opens itself.
func (h *house) process() jobs.Report {
	s, err := jobs.Open(h.t.Context(), h.Config, jobs.Settings{Now: func() time.Time { return h.now }, Version: "v0", Words: h.Words})
	if err != nil {
		return jobs.FailedReport(daily, err)
	}
	defer s.Close()
	s.Source, s.Progress = h.Source, h.Progress
	return s.Run(h.t.Context(), daily, jobs.Request{By: "li", AsOf: fact.NewDate(2026, 9, 24)})
}

// have counts the mails of Thursday by reader.
func (h *house) have() map[string]int {
	out := map[string]int{}
	for _, l := range h.mails() {
		if name, _, _ := strings.Cut(l.to, "@"); strings.Contains(l.subject, thursday) {
			out[name]++
		}
	}
	return out
}

// complaint is all that a report says of what went wrong.
func complaint(r jobs.Report) string {
	said := ""
	if r.Error != nil {
		said = r.Error.Message + " " + r.Error.Hint
	}
	for _, d := range r.Deliveries {
		said += " " + d.Reason
	}
	return said
}

// readers misbehaves at a step towards everybody, but for the owner.
func readers(at catcher.Step, f catcher.Fault) func(catcher.Step, string) catcher.Fault {
	return func(s catcher.Step, arg string) catcher.Fault {
		if s != at || strings.HasPrefix(arg, "owner@") {
			return catcher.Fault{}
		}
		return f
	}
}

// first misbehaves once.
func first(at catcher.Step, f catcher.Fault) func(catcher.Step, string) catcher.Fault {
	done := false
	return func(s catcher.Step, _ string) catcher.Fault {
		if s != at || done {
			return catcher.Fault{}
		}
		done = true
		return f
	}
}

// bulky are books whose workbook is larger than what a network buffers: of a small
// one the end may be on its way when the connection breaks.
func bulky() []any { return append(books(), bulk(25_000)...) }

// bulk is a number of invoices of one each, with long numbers that cannot be packed.
func bulk(n int) []any {
	rows := []any{reference.Control{Basis: "gl", Account: "1122", Posted: "2026-09-20", Amount: fmt.Sprint(n, ".00")}}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		number := make([]byte, 120)
		for k := range number {
			number[k] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[rng.IntN(64)]
		}
		rows = append(rows, invoice(fmt.Sprint(100+i), string(number), "1", "2026-09-01", "2026-10-01", "1.00"))
	}
	return rows
}

// onMariaDB gives the house an ERP in a MariaDB of its own, until it is mended.
func onMariaDB(h *house, o extract.Options) (*mariadbtest.Server, func()) {
	server := mariadbtest.StartOwn(h.t)
	dsn := server.DSN(h.t, "erp")
	must(h.t, reference.Fill(h.t.Context(), server.Open(h.t, dsn), books()...))
	o.Preset = "reference"
	source, err := extract.Open(h.t.Context(), dsn, o)
	must(h.t, err)
	h.t.Cleanup(func() { source.Close() })
	sqlite := h.Source
	h.Source = source
	return server, func() { h.Source = sqlite }
}

func goesAway(h *house) func() {
	server, mend := onMariaDB(h, extract.Options{})
	h.Progress = func(extract.Progress) { server.Kill(h.t) }
	return func() { h.Progress = nil; mend() }
}

func slow(h *house) func() {
	overlay := h.t.TempDir()
	must(h.t, os.WriteFile(filepath.Join(overlay, "control.sql"), []byte("SELECT 'gl' AS basis, SLEEP(10) AS amount"), 0o600))
	_, mend := onMariaDB(h, extract.Options{Overlay: overlay, StatementTimeout: time.Second})
	return mend
}

// elsewhere lets the house mail through another port.
func elsewhere(h *house, port int, security string) func() {
	was := h.Config.Mail
	h.Config.Mail.Port, h.Config.Mail.Security = port, security
	return func() { h.Config.Mail = was }
}

// patient gives the mail server time for large messages.
func patient(h *house) func() {
	h.Config.Mail.RetryBudget = 20 * time.Second
	return func() {}
}

// down is a port at which nobody listens.
func down(h *house) func() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(h.t, err)
	defer l.Close()
	return elsewhere(h, l.Addr().(*net.TCPAddr).Port, "none")
}

// untrusted is a server whose certificate nobody signed.
func untrusted(h *house) func() {
	config, _, err := catcher.Certificate(time.Now())
	must(h.t, err)
	server, err := catcher.Start(catcher.Options{TLS: config})
	must(h.t, err)
	h.t.Cleanup(func() { server.Close() })
	return elsewhere(h, server.Port(), "starttls")
}

// step sets the clock in the middle of a run.
func step(by time.Duration) func(*house) func() {
	return func(h *house) func() {
		source := h.Source
		return h.reads(func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
			h.now = h.now.Add(by)
			return source.Snapshot(ctx, s, nil)
		})
	}
}

// corrupt writes all over the runlog.
func corrupt(h *house) func() {
	h.run(jobs.Request{AsOf: fact.NewDate(2026, 9, 23)}) // so that there is something in it
	must(h.t, h.Log.Close())
	path := filepath.Join(h.dir, "state", "daybook.db")
	whole, err := os.ReadFile(path)
	must(h.t, err)
	broken := slices.Clone(whole)
	for i := 0; i < len(broken); i += 7 {
		broken[i] ^= 0x5a
	}
	must(h.t, os.WriteFile(path, broken, 0o600))
	return func() { must(h.t, os.WriteFile(path, whole, 0o600)) }
}

// promise is a row of the operations page.
type promise struct{ outcome, exit, says string }

// operations reads the table of the operations page.
func operations(t *testing.T) map[string]promise {
	t.Helper()
	text, err := os.ReadFile("../docs/operations.md")
	must(t, err)
	out := map[string]promise{}
	_, table, found := strings.Cut(string(text), "| what goes wrong | outcome | exit | it says |")
	if !found {
		t.Fatal("docs/operations.md has no table of what goes wrong")
	}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 6 {
			if len(out) > 0 {
				break
			}
			continue
		}
		if strings.HasPrefix(cells[1], "--") {
			continue
		}
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		out[cells[1]] = promise{cells[2], cells[3], cells[4]}
	}
	return out
}
