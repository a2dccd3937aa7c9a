package jobs_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/jobs"
	dmail "daybook/jobs/mail"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"
)

// shanghai is where the company's days end.
var shanghai = time.FixedZone("CST", 8*3600)

// seven is when the daily job is due: on Friday, for Thursday.
var seven = time.Date(2026, 9, 25, 7, 0, 0, 0, shanghai)

// The daily job, and the day that it reports on at seven.
const (
	daily    = "receivables-daily"
	thursday = "2026-09-24"
)

// fakeSource is a source whose reading a test replaces.
type fakeSource struct {
	SnapshotFunc func(context.Context, extract.Scope) (*fact.Snapshot, error)
}

var _ jobs.Source = (*fakeSource)(nil)

func (s *fakeSource) Snapshot(ctx context.Context, scope extract.Scope, _ func(extract.Progress)) (*fact.Snapshot, error) {
	return s.SnapshotFunc(ctx, scope)
}

// fakePost is a mail server that a test plays.
type fakePost struct {
	SendAllFunc func(context.Context, iter.Seq[dmail.Letter], func(dmail.Letter, dmail.Result))
}

var _ jobs.Post = (*fakePost)(nil)

func (p *fakePost) SendAll(ctx context.Context, letters iter.Seq[dmail.Letter], report func(dmail.Letter, dmail.Result)) {
	p.SendAllFunc(ctx, letters, report)
}

// house is a whole installation in a folder of its own: an ERP in SQLite with the
// books of [books], a mail server that delivers nothing, runlog and archive.
type house struct {
	*jobs.Session
	t      *testing.T
	dir    string
	now    time.Time
	server *catcher.Catcher
	words  words
	// limited says that files may not grow, in place of a disk that is small.
	limited bool

	mu    sync.Mutex
	fault func(catcher.Step, string) catcher.Fault
}

// misbehave lets the mail server do so from now on, or with nil no more.
func (h *house) misbehave(f func(catcher.Step, string) catcher.Fault) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fault = f
}

func (h *house) ask(s catcher.Step, arg string) catcher.Fault {
	h.mu.Lock()
	f := h.fault
	h.mu.Unlock()
	if f == nil {
		return catcher.Fault{}
	}
	return f(s, arg)
}

// words are the lines of the log.
type words struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements [io.Writer].
func (w *words) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(b)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// options vary a house.
type options struct {
	rows    []any // instead of books
	mail    string
	job     string // instead of the job's settings
	to      string // instead of the recipients
	slices  string // beside east
	fault   func(catcher.Step, string) catcher.Fault
	before  func(*house) // what is done before anything is opened
	noOwner bool
	dry     bool
}

// books are a small company's. As of 24 September 2026: on open invoices 1,317.31,
// of which 800.00 (INV-1, less what was paid) are overdue since 2 September.
func books() []any {
	return []any{
		reference.Company{ID: "1", Name: "Lantern Works", Currency: "CNY", FiscalYearStart: "1", TimeZone: "Asia/Shanghai"},
		reference.Salesperson{ID: "1", Code: "S1", Name: "Zhou Min", Team: "Coast"},
		reference.Salesperson{ID: "2", Code: "S2", Name: "Ma Chao", Team: "Inland"},
		reference.Customer{ID: "1", Code: "C-EAST", Name: "Eastgate Stores", Region: "East", Salesperson: "1"},
		reference.Customer{ID: "2", Code: "C-WEST", Name: "Westfold Mills", Region: "West", Salesperson: "2"},
		invoice("1", "INV-1", "1", "2026-08-02", "2026-09-01", "1000.00"),
		invoice("2", "INV-2", "2", "2026-09-10", "2026-10-10", "517.31"),
		reference.Receipt{ID: "1", Number: "RC-1", Customer: "1", Received: "2026-09-20", Currency: "CNY", Amount: "200.00", CompanyAmount: "200.00"},
		reference.Allocation{GiverKind: "receipt", Giver: "1", Document: "1", Amount: "200.00", Kind: "receipt", MatchedOn: "2026-09-20"},
		reference.Control{Basis: "gl", Account: "1122", Posted: "2026-09-20", Amount: "1317.31"},
	}
}

func invoice(id, number, customer, posted, due, gross string) reference.Document {
	return reference.Document{
		ID: id, Number: number, Kind: "invoice", Customer: customer, Posted: posted, Due: due, Currency: "CNY",
		Net: gross, Tax: "0.00", Gross: gross, CompanyNet: gross, CompanyTax: "0.00", CompanyGross: gross,
	}
}

const threeRecipients = `
      - {to: [finance@lantern.example, lead@lantern.example], name: Finance, slice: all}
      - {to: east@lantern.example, name: "Sales, east", slice: east}`

const oneRecipient = `
      - {to: finance@lantern.example, name: Finance, slice: all}`

// newHouse builds a house, at seven.
func newHouse(t *testing.T, o options) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), now: seven, fault: o.fault}
	t.Chdir(t.TempDir()) // where what is not archived is written
	var err error
	h.server, err = catcher.Start(catcher.Options{Fault: h.ask})
	must(t, err)
	t.Cleanup(func() { must(t, h.server.Close()) })
	if o.rows == nil {
		o.rows = books()
	}
	if o.before != nil {
		o.before(h)
	}
	h.write("erp.db", o.rows...)
	h.Session, err = jobs.Open(t.Context(), h.config(o), jobs.Settings{
		Now: func() time.Time { return h.now }, Version: "v0", Words: slog.New(slog.NewTextHandler(&h.words, nil)), DryRun: o.dry,
	})
	must(t, err)
	t.Cleanup(h.Close)
	h.Holder.Host = "testhost"
	return h
}

func (h *house) config(o options) *config.Config {
	h.t.Helper()
	if o.to == "" {
		o.to = threeRecipients
	}
	owner := "owner: owner@lantern.example"
	if o.noOwner {
		owner = ""
	}
	text := fmt.Sprintf(`
company: {time_zone: Asia/Shanghai}
source: {preset: reference, dsn: "sqlite://%s/erp.db"}
state: state/daybook.db
archive: archive
%s
mail:
  host: 127.0.0.1
  port: %d
  security: none
  from: Daybook <daybook@lantern.example>
  reply_to: ar@lantern.example
  allowed_domains: [lantern.example]
  timeout: 1s
  retry_budget: 1s
  %s
slices:
  - {name: east, by: region, is: [East]}%s
jobs:
  - name: receivables-daily
    report: receivables
    schedule: every day 07:00
    %s
    recipients:%s
`, h.dir, owner, h.server.Port(), o.mail, o.slices, o.job, o.to)
	c, err := config.Parse(filepath.Join(h.dir, "daybook.yml"), []byte(text), func(string) (string, bool) { return "", false })
	must(h.t, err)
	return c
}

// write adds rows to a database of the house, and makes it where there is none.
func (h *house) write(name string, rows ...any) {
	h.t.Helper()
	path := filepath.Join(h.dir, name)
	_, missing := os.Stat(path)
	db, err := sqlx.Open("sqlite", "file:"+path)
	must(h.t, err)
	defer db.Close()
	if missing != nil {
		must(h.t, reference.Create(h.t.Context(), db))
	}
	must(h.t, reference.Add(h.t.Context(), db, rows...))
}

// run runs the daily job by hand.
func (h *house) run(q jobs.Request) jobs.Report {
	h.t.Helper()
	if q.By == "" {
		q.By = "li"
	}
	return h.Run(h.t.Context(), daily, q)
}

// skip lets a pause be over at once.
func (h *house) skip(pause time.Duration) <-chan time.Time {
	h.now = h.now.Add(pause)
	passed := make(chan time.Time, 1)
	passed <- h.now
	return passed
}

// mails are the mails so far that are not to the owner.
func (h *house) mails() []*letter {
	h.t.Helper()
	var out []*letter
	for _, c := range h.server.Caught() {
		if c.To != "owner@lantern.example" {
			out = append(out, parse(h.t, c))
		}
	}
	return out
}

// told are the mails to the owner.
func (h *house) told() []*letter {
	h.t.Helper()
	var out []*letter
	for _, c := range h.server.Caught() {
		if c.To == "owner@lantern.example" {
			out = append(out, parse(h.t, c))
		}
	}
	return out
}

// runs are the runs of the log, the last started first.
func (h *house) runs() []runlog.Run {
	h.t.Helper()
	runs, err := h.Log.History(h.t.Context(), runlog.Filter{})
	must(h.t, err)
	return runs
}

// open are the claims that were never given up.
func (h *house) open() []runlog.Run {
	h.t.Helper()
	runs, err := h.Log.History(h.t.Context(), runlog.Filter{Running: true})
	must(h.t, err)
	return runs
}

// archived are the files of the archive, by path below it.
func (h *house) archived() map[string][]byte {
	h.t.Helper()
	out := map[string][]byte{}
	root := filepath.Join(h.dir, "archive")
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		must(h.t, err)
		out[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if !os.IsNotExist(err) {
		must(h.t, err)
	}
	return out
}

// letter is a mail taken apart.
type letter struct {
	to, subject, text, html string
	header                  mail.Header
	attachments             map[string][]byte
	raw                     []byte
}

func parse(t *testing.T, c catcher.Caught) *letter {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(c.Raw))
	must(t, err)
	l := &letter{to: c.To, header: m.Header, attachments: map[string][]byte{}, raw: c.Raw}
	l.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	must(t, err)
	l.part(t, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body)
	return l
}

func (l *letter) part(t *testing.T, contentType, encoding string, body io.Reader) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	must(t, err)
	if !strings.HasPrefix(kind, "multipart/") {
		content := decoded(t, encoding, body)
		switch {
		case params["name"] != "":
			l.attachments[params["name"]] = content
		case kind == "text/plain":
			l.text = string(content)
		case kind == "text/html":
			l.html = string(content)
		}
		return
	}
	r := multipart.NewReader(body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return
		}
		must(t, err)
		l.part(t, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p)
	}
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// has fails where one of the texts is not in s.
func has(t testing.TB, s string, texts ...string) {
	t.Helper()
	for _, want := range texts {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not in:\n%s", want, s)
		}
	}
}
