package killtest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"daybook/extract/reference"
	"daybook/internal/mariadbtest"
	"daybook/jobs/archive"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"

	"github.com/jmoiron/sqlx"
)

// recipients is how many readers the job has, over two slices.
const recipients = 40

const job = "receivables-daily"

// house is an installation of the program: configuration, runlog and archive in a
// folder of its own, an ERP in MariaDB.
type house struct {
	t      testing.TB
	binary string
	dir    string
	dsn    string
	erp    *sqlx.DB
	rows   int // of invoices written so far
}

// build builds the program once, as make build does.
func build(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "daybook")
	cmd := exec.Command("go", "build", "-o", path, "daybook")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

func newHouse(t testing.TB, server *mariadbtest.Server, binary string) *house {
	t.Helper()
	h := &house{t: t, binary: binary, dir: t.TempDir(), dsn: server.DSN(t, "kill")}
	h.erp = server.Open(t, h.dsn)
	must(t, reference.Fill(t.Context(), h.erp,
		reference.Company{ID: "1", Name: "Lantern Works", Currency: "CNY", FiscalYearStart: "1", TimeZone: "Asia/Shanghai"},
		reference.Customer{ID: "1", Code: "C-EAST", Name: "Eastgate Stores", Region: "East"},
		reference.Customer{ID: "2", Code: "C-WEST", Name: "Westfold Mills", Region: "West"},
	))
	h.invoice()
	return h
}

// invoice adds one of 2025 to the ERP, so that a report made after it differs from
// one made before.
func (h *house) invoice() {
	h.rows++
	n := fmt.Sprint(h.rows)
	must(h.t, reference.Add(context.Background(), h.erp, reference.Document{
		ID: n, Number: "INV-" + n, Kind: "invoice", Customer: "1", Posted: "2025-08-02", Due: "2025-09-01", Currency: "CNY",
		Net: n + ".00", Tax: "0.00", Gross: n + ".00", CompanyNet: n + ".00", CompanyTax: "0.00", CompanyGross: n + ".00",
	}))
}

// configure writes the configuration for a mail server.
func (h *house) configure(port int) {
	h.t.Helper()
	var all, east []string
	for i := range recipients {
		to := fmt.Sprintf("reader%02d@lantern.example", i)
		if i%4 == 3 {
			east = append(east, to)
		} else {
			all = append(all, to)
		}
	}
	text := fmt.Sprintf(`
company: {time_zone: Asia/Shanghai}
source: {preset: reference, dsn: %q}
state: state/daybook.db
lease: 1s
archive: archive
owner: owner@lantern.example
mail:
  host: 127.0.0.1
  port: %d
  security: none
  from: Daybook <daybook@lantern.example>
  timeout: 5s
  retry_budget: 10s
slices:
  - {name: east, by: region, is: [East]}
jobs:
  - name: %s
    report: receivables
    recipients:
      - {to: [%s], name: Finance, slice: all}
      - {to: [%s], name: "Sales, east", slice: east}
`, h.dsn, port, job, strings.Join(all, ", "), strings.Join(east, ", "))
	must(h.t, os.WriteFile(h.config(), []byte(text), 0o600))
}

func (h *house) config() string { return filepath.Join(h.dir, "daybook.yml") }

// process is the program at work.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{}
	out   strings.Builder
	kills sync.Once
	// killed says that it was killed before it ended by itself.
	killed bool
}

// start starts the job for a day.
func (h *house) start(asOf string) *process {
	h.t.Helper()
	return h.launch("run", job, "--as-of", asOf)
}

func (h *house) launch(args ...string) *process {
	h.t.Helper()
	p := &process{cmd: exec.Command(h.binary, append(args, "--config", h.config())...), ended: make(chan struct{})}
	p.cmd.Dir = h.dir
	p.cmd.Env = append(os.Environ(), "TMPDIR="+h.dir, "USER=li")
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.out
	must(h.t, p.cmd.Start())
	go func() { _ = p.cmd.Wait(); close(p.ended) }()
	return p
}

// serve lets a daemon finish what a killed process began, and tells it to stop when
// nothing is left unfinished.
func (h *house) serve() {
	h.t.Helper()
	if !h.unfinished() {
		return
	}
	p := h.launch("serve")
	for begun := time.Now(); h.unfinished() && time.Since(begun) < time.Minute; {
		time.Sleep(250 * time.Millisecond)
	}
	must(h.t, p.cmd.Process.Signal(syscall.SIGTERM))
	p.wait(time.Minute)
	if code := p.cmd.ProcessState.ExitCode(); code != 0 || h.unfinished() {
		h.t.Errorf("serve ends with %d: %s", code, p.out.String())
	}
}

// unfinished says that a run has not ended.
func (h *house) unfinished() bool {
	log, err := runlog.Open(context.Background(), h.state())
	must(h.t, err)
	defer log.Close()
	open, err := log.Unfinished(context.Background())
	must(h.t, err)
	return len(open) > 0
}

// kill ends the process as a power cut would, and returns when it is gone.
func (p *process) kill() {
	p.kills.Do(func() {
		_ = p.cmd.Process.Kill()
		<-p.ended
		p.killed = p.cmd.ProcessState.ExitCode() < 0
	})
}

// wait waits until the process ends, or a time has passed, at which it is killed.
func (p *process) wait(at time.Duration) {
	select {
	case <-p.ended:
	case <-time.After(at):
		p.kill()
	}
	p.kills.Do(func() {})
}

// deliveries are those of a day, as the runlog has them, and the runs that did not
// end. Nobody else may be at work.
func (h *house) deliveries(asOf string) (all []runlog.Delivery, open int) {
	h.t.Helper()
	if _, err := os.Stat(h.state()); err != nil {
		return nil, 0
	}
	log, err := runlog.Open(context.Background(), h.state())
	must(h.t, err)
	defer log.Close()
	runs, err := log.History(context.Background(), runlog.Filter{Job: job, From: asOf, To: asOf})
	must(h.t, err)
	for _, run := range runs {
		if run.Outcome == "" {
			open++
		}
		list, err := log.Deliveries(context.Background(), run.ID)
		must(h.t, err)
		all = append(all, list...)
	}
	return all, open
}

func (h *house) state() string { return filepath.Join(h.dir, "state", "daybook.db") }

// kept returns the folders of a day in the archive, each verified. A second attempt
// that made its report anew lies below the first.
func (h *house) kept(asOf string) (folders []string) {
	h.t.Helper()
	err := filepath.WalkDir(h.day(asOf), func(path string, _ fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || filepath.Base(path) != archive.ManifestName {
			return nil
		}
		folders = append(folders, filepath.Dir(path))
		return errors.Join(err, archive.Verify(filepath.Dir(path)))
	})
	must(h.t, err)
	return folders
}

func (h *house) day(asOf string) string {
	return filepath.Join(h.dir, "archive", strings.ReplaceAll(asOf, "-", string(filepath.Separator)))
}

// post starts a mail server for one day.
func (h *house) post(fault func(catcher.Step, string) catcher.Fault) *catcher.Catcher {
	h.t.Helper()
	server, err := catcher.Start(catcher.Options{Fault: fault})
	must(h.t, err)
	h.configure(server.Port())
	return server
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
