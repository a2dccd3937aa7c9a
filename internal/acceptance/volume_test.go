package acceptance

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/jobs"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"
)

// The company of the volume test.
const (
	volumeSellers  = 500
	volumeInvoices = 20_000
	volumeEach     = volumeInvoices / volumeSellers
	// volumeLimit is how long all of it may take: reading, 500 workbooks, 500 mails.
	volumeLimit = time.Minute
)

// crowd writes a company of 500 salespeople with four customers and forty open
// invoices each. Every number and name says whose it is: INV-017-04 is of S017.
func crowd(t *testing.T, path string) {
	t.Helper()
	db, err := sqlx.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows := []any{reference.Company{ID: "1", Name: "Crowd Ltd", Currency: "USD", FiscalYearStart: "1", TimeZone: "UTC"}}
	for s := range volumeSellers {
		seller := fmt.Sprintf("%03d", s)
		rows = append(rows, reference.Salesperson{ID: seller, Code: "S" + seller, Name: "Seller-" + seller, Team: "Team", Mail: "s" + seller + "@crowd.example"})
		for c := range 4 {
			customer := fmt.Sprintf("%s-%d", seller, c)
			rows = append(rows, reference.Customer{ID: customer, Code: "CUS-" + customer, Name: "Shop-" + customer, Region: "Region", Salesperson: seller})
		}
		for i := range volumeEach {
			gross := fmt.Sprintf("%d.%02d", 100+i, s%100)
			rows = append(rows, reference.Document{
				ID: fmt.Sprintf("%s-%02d", seller, i), Number: fmt.Sprintf("INV-%s-%02d", seller, i), Kind: "invoice", Customer: fmt.Sprintf("%s-%d", seller, i%4),
				Posted: fmt.Sprintf("2026-0%d-15", 1+i%9), Due: fmt.Sprintf("2026-0%d-28", 1+i%9), Currency: "USD",
				Net: gross, Tax: "0.00", Gross: gross, CompanyNet: gross, CompanyTax: "0.00", CompanyGross: gross,
			})
		}
	}
	if err := reference.Fill(t.Context(), db, rows...); err != nil {
		t.Fatal(err)
	}
}

// counted is a source that counts how often it is read.
type counted struct {
	jobs.Source
	reads int
}

var _ jobs.Source = (*counted)(nil)

func (c *counted) Snapshot(ctx context.Context, s extract.Scope, p func(extract.Progress)) (*fact.Snapshot, error) {
	c.reads++
	return c.Source.Snapshot(ctx, s, p)
}

const volumeConfig = `
source: {preset: reference, dsn: "sqlite://erp.db"}
company: {time_zone: UTC}
mail: {host: 127.0.0.1, port: %d, security: none, from: d@crowd.example, allowed_domains: [crowd.example]}
slices: [{name: own, by: salesperson, each: true}]
jobs:
  - name: receivables-daily
    report: receivables
    recipients: [{slice: own}]
`

// 500 salespeople get their own out of 20,000 invoices, from one reading, over few
// connections, in under a minute, and nobody gets a row of another's.
func TestVolume(t *testing.T) {
	if os.Getenv("CI") == "" {
		t.Skip("500 workbooks take half a minute; CI=1 makes them")
	}
	dir := t.TempDir()
	crowd(t, filepath.Join(dir, "erp.db"))
	server, err := catcher.Start(catcher.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	file := filepath.Join(dir, "daybook.yml")
	c, err := config.Parse(file, fmt.Appendf(nil, volumeConfig, server.Port()), os.LookupEnv)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 9, 25, 7, 0, 0, 0, time.UTC)
	session, err := jobs.Open(t.Context(), c, jobs.Settings{Now: func() time.Time { return now }, Version: "v0", Words: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	source := &counted{Source: session.Source}
	session.Source = source
	begun := time.Now()
	report := session.Run(t.Context(), "receivables-daily", jobs.Request{By: "schedule"})
	took := time.Since(begun)
	if report.Outcome != runlog.Delivered || report.Error != nil {
		t.Fatalf("%s %+v", report.Outcome, report.Error)
	}
	caught := server.Caught()
	t.Logf("%d mails over %d connections in %v", len(caught), server.Connections(), took.Round(time.Millisecond))
	if source.reads != 1 || len(caught) != volumeSellers || server.Connections() > volumeSellers/25 || took > volumeLimit {
		t.Errorf("%d readings, %d mails over %d connections in %v", source.reads, len(caught), server.Connections(), took)
	}
	seen := map[string]bool{}
	for _, mail := range caught {
		if seen[mail.To] {
			t.Errorf("%s got two", mail.To)
		}
		seen[mail.To] = true
		onlyTheirs(t, mail)
	}
}

// ofWhom is what says in the company of the volume test whose it is.
var ofWhom = regexp.MustCompile(`\b(?:INV|CUS|Shop|Seller)-(\d{3})(-\d+)?\b|\bS(\d{3})\b`)

// onlyTheirs searches a mail, and every part of the workbook in it, for what is of
// another, and holds that all of theirs is there.
func onlyTheirs(t *testing.T, c catcher.Caught) {
	t.Helper()
	theirs := strings.TrimPrefix(strings.TrimSuffix(c.To, "@crowd.example"), "s")
	invoices := map[string]bool{}
	for _, text := range parts(t, c.Raw) {
		for _, m := range ofWhom.FindAllStringSubmatch(text, -1) {
			if m[1]+m[3] != theirs {
				t.Errorf("%s got %s", c.To, m[0])
			}
			if strings.HasPrefix(m[0], "INV-") {
				invoices[m[0]] = true
			}
		}
	}
	if len(invoices) != volumeEach {
		t.Errorf("%s got %d of their %d invoices", c.To, len(invoices), volumeEach)
	}
}

// parts are the texts of a mail and of all that is in its workbook.
func parts(t *testing.T, raw []byte) []string {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(header, encoding string, body io.Reader)
	walk = func(header, encoding string, body io.Reader) {
		kind, params, err := mime.ParseMediaType(header)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(kind, "multipart/") {
			content := unwrapped(t, encoding, body)
			if !bytes.HasPrefix(content, []byte("PK")) {
				out = append(out, string(content))
				return
			}
			book := filepath.Join(t.TempDir(), "book.xlsx")
			if err := os.WriteFile(book, content, 0o600); err != nil {
				t.Fatal(err)
			}
			out = append(out, everyPart(t, book))
			return
		}
		for r := multipart.NewReader(body, params["boundary"]); ; {
			p, err := r.NextRawPart()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			walk(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p)
		}
	}
	walk(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body)
	return out
}

// unwrapped is the content of a part of a mail.
func unwrapped(t *testing.T, encoding string, body io.Reader) []byte {
	t.Helper()
	switch encoding {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
