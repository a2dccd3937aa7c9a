package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// minimal is the least that is accepted.
const minimal = `source:
  preset: reference
  dsn: sqlite://books.db
jobs:
  - name: receivables-daily
    report: receivables
    recipients:
      - to: cfo@example.com
        slice: all
`

func mustParse(t *testing.T, text string) *Config {
	t.Helper()
	c, err := Parse("daybook.yml", []byte(text), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDefaults(t *testing.T) {
	got := mustParse(t, minimal)
	want := &Config{
		File:     "daybook.yml",
		Company:  Company{TimeZone: "UTC"},
		Language: "en",
		Source: Source{
			DSN: NewSecret("sqlite://books.db"), Preset: "reference", Parameters: map[string]string{},
			TimeZone: "UTC", StatementTimeout: 5 * time.Minute,
		},
		State: State{File: "daybook.db"}, Lease: time.Minute, Archive: "archive", Drain: time.Minute,
		Jobs: []Job{{
			Name: "receivables-daily", Report: "receivables", TimeZone: "UTC", AsOf: Yesterday, Language: "en",
			Retry:  Retry{For: time.Hour, Every: 5 * time.Minute},
			Missed: Missed{Policy: "last", AtMost: 31 * 24 * time.Hour}, Empty: "always", Tolerance: "0",
			Receivables: ReceivablesOptions{AgeBy: "due_date", Buckets: []int{30, 60, 90}, DSODays: 90, Concentration: 10, LargeItems: 10},
			Sales:       SalesOptions{WeekStart: time.Monday, LargeDiscount: 20, LargeCredit: 10_000, Top: 20},
			Invoices:    InvoicesOptions{Span: "month"},
			Recipients:  []Recipient{{To: []Address{{Address: "cfo@example.com"}}, Slice: "all"}},
		}},
		Notes: []string{"daybook.yml:1:1: company.time_zone: is not set, so that days end at midnight UTC; set it to the company's, such as Asia/Shanghai"},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{}), cmp.AllowUnexported(AsOf{}, Schedule{}, dayRule{}, Ready{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.HasMail() {
		t.Error("a file without a mail section has mail")
	}
}

func TestMailDefaults(t *testing.T) {
	c := mustParse(t, minimal+"mail:\n  host: smtp.example.com\n  from: Daybook <daybook@example.com>\nowner: it@example.com\n")
	want := Mail{
		Host: "smtp.example.com", Port: 587, Security: "starttls", From: Address{Name: "Daybook", Address: "daybook@example.com"},
		Timeout: 60 * time.Second, MaxSize: 20_000_000, RetryBudget: 10 * time.Minute,
	}
	if diff := cmp.Diff(want, c.Mail); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A job's zone and language, and the source's zone, follow the company's and the file's.
func TestInherited(t *testing.T) {
	c := mustParse(t, "language: zh-CN\ncompany:\n  time_zone: Asia/Shanghai\n"+minimal)
	if j := c.Jobs[0]; j.TimeZone != "Asia/Shanghai" || j.Language != "zh-CN" || j.Location().String() != "Asia/Shanghai" {
		t.Errorf("job has zone %s and language %s", j.TimeZone, j.Language)
	}
	if got := c.Source.Location().String(); got != "Asia/Shanghai" {
		t.Errorf("source has zone %s", got)
	}
	if got := c.Company.Location().String(); got != "Asia/Shanghai" {
		t.Errorf("company has zone %s", got)
	}
}

func TestExampleLoads(t *testing.T) {
	t.Setenv("DAYBOOK_DB_PASSWORD", "p@ss/w:ord'")
	t.Setenv("DAYBOOK_SMTP_PASSWORD", "hunter2")
	t.Setenv("DAYBOOK_PING", "hunter3")
	c, err := Load("example.yml")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Notes) > 0 {
		t.Errorf("notes on the example: %v", c.Notes)
	}
	if want := "mysql://daybook:p@ss/w:ord'@tcp(127.0.0.1:3306)/erp?tls=preferred"; c.Source.DSN.Reveal() != want {
		t.Errorf("DSN is %q, want %q", c.Source.DSN.Reveal(), want)
	}
	j, ok := c.Job("receivables-daily")
	if !ok || j.Schedule.String() != "workdays 07:00" || len(j.Recipients) != 3 || j.Subject != "[Finance]" {
		t.Errorf("job is %+v", j)
	}
	if want := []Address{{Address: "cfo@harbour.example"}, {Name: "Ann Lee", Address: "ann.lee@harbour.example"}}; !cmp.Equal(want, j.Recipients[0].To) {
		t.Errorf("recipients are %v", j.Recipients[0].To)
	}
	if _, ok := c.Job("receivables-weekly"); ok {
		t.Error("a job that is not there was found")
	}
	if _, ok := c.Slice(AllSlice); ok {
		t.Error("the built-in slice has a rule")
	}
	if s, ok := c.Slice("north"); !ok || s.By != "region" || !cmp.Equal(s.Is, []string{"North", "North-East"}) {
		t.Errorf("slice is %+v", s)
	}
}

// Every key that a section asks for stands in the example, if only in a comment.
func TestExampleIsComplete(t *testing.T) {
	for name, read := range map[string]func(value){
		"company":     func(v value) { v.company() },
		"source":      func(v value) { v.source(Company{}) },
		"mail":        func(v value) { v.mail() },
		"slice":       func(v value) { v.slice(nil) },
		"job":         func(v value) { v.job(defaults{}, nil) },
		"receivables": func(v value) { v.receivables() },
		"recipient":   func(v value) { v.recipient(defaults{}, nil) },
	} {
		// What is said of an unknown key lists the known ones.
		r := &reader{env: noEnv}
		read(value{r: r, n: &node{kind: kindMapping, fields: []field{{name: "unknown", value: &node{}}}}})
		told := r.mistakes[len(r.mistakes)-1]
		if told.Path != "unknown" {
			t.Fatalf("%s says of an unknown key: %+v", name, told)
		}
		for key := range strings.SplitSeq(told.Allowed, ", ") {
			if !strings.Contains(string(Example), key+":") {
				t.Errorf("example.yml does not show %s of %s", key, name)
			}
		}
	}
}

func TestRelativePathsAndSecretFiles(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string, mode os.FileMode) {
		t.Helper()
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	write("dsn", "mysql://u:p#1 ${NOT_A_REFERENCE}@tcp(db)/erp\r\n", 0o600)
	write("password", " spaces count \n", 0o644)
	write("daybook.yml", `company: {time_zone: UTC}
state: var/state.db
archive: /srv/archive
owner: it@example.com
source:
  preset: reference
  dsn_file: dsn
  overlay: mine
mail:
  host: smtp.example.com
  from: daybook@example.com
  user: daybook
  password_file: password
jobs:
  - name: a
    report: receivables
    recipients: [{to: cfo@example.com, slice: all}]
`, 0o600)
	path := filepath.Join(folder, "daybook.yml")
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	for what, pair := range map[string][2]string{
		"state":    {c.State.File, filepath.Join(folder, "var/state.db")},
		"archive":  {c.Archive, "/srv/archive"},
		"overlay":  {c.Source.Overlay, filepath.Join(folder, "mine")},
		"DSN":      {c.Source.DSN.Reveal(), "mysql://u:p#1 ${NOT_A_REFERENCE}@tcp(db)/erp"},
		"password": {c.Mail.Password.Reveal(), " spaces count "},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %q, want %q", what, pair[0], pair[1])
		}
	}
	want := []string{path + ":13:18: mail.password_file: everyone on this machine can read the file; chmod 600 it"}
	if diff := cmp.Diff(want, c.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestByteOrderMark(t *testing.T) {
	if c := mustParse(t, "\ufeff"+minimal); c.Source.Preset != "reference" {
		t.Errorf("preset is %q", c.Source.Preset)
	}
}

// Parse reads no file, so that a whole configuration with secrets in files passes.
func TestParseTouchesNoDisk(t *testing.T) {
	c := mustParse(t, strings.Replace(minimal, "dsn: sqlite://books.db", "dsn_file: /nowhere/at/all", 1))
	if !c.Source.DSN.IsZero() {
		t.Error("a DSN came from nowhere")
	}
}

func TestSQLitePath(t *testing.T) {
	for written, want := range map[string]string{
		"sqlite://books.db":     "sqlite://etc/books.db",
		"sqlite:///var/b.db":    "sqlite:///var/b.db",
		"sqlite://:memory:":     "sqlite://:memory:",
		"sqlite://../b.db?x=1":  "sqlite://b.db?x=1",
		"mysql://u:p@tcp(d)/db": "mysql://u:p@tcp(d)/db",
	} {
		c, err := Parse("etc/daybook.yml", []byte(strings.Replace(minimal, "sqlite://books.db", "'"+written+"'", 1)), noEnv)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Source.DSN.Reveal(); got != want {
			t.Errorf("%s becomes %s, want %s", written, got, want)
		}
	}
}

// Text is taken as written: what looks like a number keeps its zeros.
func TestTextIsAsWritten(t *testing.T) {
	c := mustParse(t, strings.Replace(minimal, "jobs:", `  parameters:
    tenant: 63
    prefix: 0_
    code: 0123
    version: 1.10
    country: no
    plain: $${HOME} $5
    empty_line: |
      text
company: {name: 007}
jobs:`, 1))
	want := map[string]string{
		"tenant": "63", "prefix": "0_", "code": "0123", "version": "1.10", "country": "no",
		"plain": "${HOME} $5", "empty_line": "text",
	}
	if diff := cmp.Diff(want, c.Source.Parameters); diff != "" {
		t.Errorf("parameters (-want +got):\n%s", diff)
	}
	if c.Company.Name != "007" {
		t.Errorf("company is %q", c.Company.Name)
	}
}

func TestEnvironmentIsNotYAML(t *testing.T) {
	env := func(name string) (string, bool) { return "x: [${NAME}]\t# no comment"[:12], name == "NAME" }
	c, err := Parse("daybook.yml", []byte("company: {name: 'a ${NAME} b'}\n"+minimal), env)
	if err != nil {
		t.Fatal(err)
	}
	if want := "a x: [${NAME}] b"; c.Company.Name != want {
		t.Errorf("company is %q, want %q", c.Company.Name, want)
	}
}

func TestNotes(t *testing.T) {
	c := mustParse(t, "company: {time_zone: UTC}\n"+minimal+`mail:
  host: smtp.example.com
  from: daybook@example.com
  security: none
  user: daybook
  password: hunter2
`)
	want := []string{
		"daybook.yml:14:13: mail.security: is none, so that the password crosses the network in the clear",
		"daybook.yml:1:1: owner: is not set, so that nobody is told when a job fails",
	}
	if diff := cmp.Diff(want, c.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestLoadMissingFile(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "daybook.yml"))
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "daybook init") {
		t.Errorf("got %v", err)
	}
}
