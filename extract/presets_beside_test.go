package extract_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/fact"
)

// earned is what the general ledger has on its accounts of income for a span, account by
// account, and what the documents of the span sold, net. Nothing stands for a ledger that
// the source does not supply.
func earned(t *testing.T, source *extract.Source, company, from, asOf string) (accounts string, ledger, sold fact.Amount) {
	t.Helper()
	snap, err := source.Snapshot(t.Context(), extract.Scope{
		Company: company, AsOf: date(asOf), From: date(from), Facts: []string{"documents", "income"},
		Each: func(d *fact.Document) {
			if d.Kind.Sale() && d.Posted >= date(from) {
				sold = sold.Plus(d.Kind.Sign() * d.CompanyNet)
			}
		},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(snap.Source.Missing, "income") {
		return "", 0, sold
	}
	var each []string
	for _, i := range snap.Income {
		each = append(each, strings.TrimSpace(i.Account+" "+i.Amount.String()))
		ledger = ledger.Plus(i.Amount)
	}
	return strings.Join(each, ", "), ledger, sold
}

// rares are the sources of ERPs' rare rows. They are loaded by the test itself, which
// is skipped where there is no data; a test within it could not do that.
func rares(t *testing.T, erps ...string) map[string]*extract.Source {
	loaded := map[string]*extract.Source{}
	for _, erp := range erps {
		loaded[erp] = rare(t, erp, "transplant/"+erp+".sql", nil)
	}
	return loaded
}

// The ledger earned what the invoices sold, in each ERP that keeps one.
func TestIncome(t *testing.T) {
	sources := rares(t, "frontaccounting", "weberp", "dolibarr")
	for _, test := range []struct {
		erp, company, from, asOf, accounts string
	}{
		{"frontaccounting", "", "2025-03-01", "2025-03-31", "0.00, 4010 527.00, 4430 10.00"}, // 100+200+60+100+12+110−80+25, and freight
		{"frontaccounting", "", "2024-01-01", "2024-12-31", "0.00"},
		{"weberp", "", "2025-03-01", "2025-03-31", "4100 250.00, 4600 36.00"}, // 40−45+60+70+125, 25+11
		{"weberp", "", "2025-01-01", "2025-04-30", "4100 391.00, 4600 36.00"}, // and 30, 99, 12
		{"weberp", "", "2024-01-01", "2024-12-31", ""},
		{"dolibarr", "1", "2025-03-01", "2025-03-31", "706 109.00, 707 557.00"}, // 30+79, 500+45−70+40−8+50
		{"dolibarr", "1", "2025-03-01", "2025-04-30", ""},                       // FA-13 is still to be transferred
		{"dolibarr", "1", "2025-02-01", "2025-02-28", ""},
	} {
		t.Run(test.erp+" "+test.from+" "+test.asOf, func(t *testing.T) {
			source := sources[test.erp]
			accounts, ledger, sold := earned(t, source, test.company, test.from, test.asOf)
			if accounts != test.accounts || accounts != "" && ledger != sold {
				t.Errorf("ledger %q, want %q; %s, and the documents sold %s", accounts, test.accounts, ledger, sold)
			}
		})
	}
}

// FrontAccounting's demo earned what its accounts of class 4 say, in both of its years.
func TestIncomeOfFrontAccountingDemo(t *testing.T) {
	source, db := native(t, "frontaccounting", "erp/frontaccounting-2.4-demo.sql")
	for _, year := range []string{"2021", "2022"} {
		_, ledger, sold := earned(t, source, "", year+"-01-01", year+"-12-31")
		booked := money(t, db, "SELECT ROUND(-SUM(amount), 2) FROM 0_gl_trans WHERE account LIKE '4%' AND type IN (10, 11) AND YEAR(tran_date) = ?", year)
		if ledger != booked || ledger != sold || ledger == 0 {
			t.Errorf("%s: ledger %s, booked %s, sold %s", year, ledger, booked, sold)
		}
	}
	_, snap := report(t, source, "", "2022-12-31", receivables.ByDueDate)
	if c := snap.Company; c.FiscalYearStart != 1 {
		t.Errorf("company %+v", c)
	}
	if d := snap.Documents.At(0); d.CreatedBy.String() != "Administrator" {
		t.Errorf("document %+v", d)
	}
}

// With every table there that an installation may lack, the queries run where the server
// is strict, the presets own up to what is not answered, and nothing is said to be absent.
func TestWholeInstallations(t *testing.T) {
	for _, test := range []struct{ erp, dump, company string }{
		{"erpnext", "erp/erpnext-15-schema.sql", "Mill"},
		{"dolibarr", "transplant/dolibarr.sql", "1"},
		{"frontaccounting", "transplant/frontaccounting.sql", ""},
		{"jsherp", "transplant/jsherp.sql", "7"},
		{"yudao", "transplant/yudao.sql", "7"},
		{"weberp", "transplant/weberp.sql", ""},
	} {
		t.Run(test.erp, func(t *testing.T) {
			dsn, db := refill(t, test.erp, test.dump, "presets", "")
			transplant{preset: test.erp, company: test.company}.isStrict(t, db)
			source := openSource(t, readOnly(t, db, dsn), extract.Options{Preset: test.erp})
			remarks, err := source.Check(t.Context(), extract.Scope{Company: test.company, AsOf: date("2025-03-31")})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range remarks {
				if r.Level == extract.Error || strings.Contains(r.Text, "sees no") || strings.Contains(r.Text, "not supplied") {
					t.Errorf("%+v", r)
				}
			}
		})
	}
}

// Who wrote and who approved, in what team they sell, by what contract it was sold: from
// tables that not every installation has.
func TestBesideTheLedger(t *testing.T) {
	sources := rares(t, "frontaccounting", "weberp", "dolibarr", "yudao", "jsherp")
	for _, test := range []struct {
		erp, company string
		of           func(*fact.Snapshot) []string
		want         string
	}{
		{"frontaccounting", "", years, "7"},
		{"frontaccounting", "", writers, "I1 Ann Able, C1 bob"},
		{"frontaccounting", "", contacts, "1 Bill Payer bill@example.com 1, 4 Cy cy@example.com 2"},
		{"frontaccounting", "", corrected, "C1 of I2"},
		{"frontaccounting", "", handlers, "P1 by bob"},
		{"weberp", "", years, "7"},
		{"weberp", "", writers, "1 x, 1 x"}, // invoice 1 and credit note 1
		{"weberp", "", mailed, "Ann & Al ann@mill.example"},
		{"weberp", "", former, "C2"},
		{"weberp", "", methods, "1 Cheque, 5 Direct Credit"},
		{"dolibarr", "1", teams, "Ann Able of Field, Bob Best of "},
		{"dolibarr", "1", contacts, "1 Billy billy@example.com 9, 2 Flo Here flo@example.com 5, 3 Gus Second office@example.com 9"},
		{"dolibarr", "1", contracts, "FA-1 CT-1, FA-2 CT-2"},
		{"dolibarr", "1", sellers, "FA-1 1.00 Bob Best, FA-10 1.00 Ann Able, FA-3 0.50 Ann Able, FA-3 0.50 Bob Best"},
		{"yudao", "7", teams, "Ann of North, Bob of North under Ann, Cy of South"},
		{"yudao", "7", handlers, "S-1 by Ann approved by Bob"},
		{"jsherp", "7", inactive, "Bob"},
	} {
		t.Run(test.erp, func(t *testing.T) {
			_, snap := report(t, sources[test.erp], test.company, "2025-03-31", receivables.ByDueDate)
			same(t, "what stands beside the ledger", strings.Split(test.want, ", "), test.of(snap))
		})
	}
}

// Three who follow an invoice have all of it between them, and nobody a millionth; of
// whom one alone follows, the invoice tells.
func TestDolibarrSharesAreWhole(t *testing.T) {
	source := refilled(t, "dolibarr", "transplant/dolibarr.sql", "presets", `
		INSERT INTO llx_user (rowid, entity, login, lastname, statut) VALUES (9, 1, 'di', 'Di', 1);
		INSERT INTO llx_element_contact (element_id, fk_c_type_contact, fk_socpeople) VALUES (21, 50, 9)`, nil)
	_, snap := report(t, source, "1", "2025-03-31", receivables.ByDueDate)
	var got []string
	for _, s := range snap.Shares {
		got = append(got, fmt.Sprint(snap.Documents.Number(s.Document), " ", s.Millionths))
	}
	same(t, "shares", []string{"FA-3 333333", "FA-3 333334", "FA-3 333333"}, got)
}

func years(snap *fact.Snapshot) []string { return []string{fmt.Sprint(snap.Company.FiscalYearStart)} }

func teams(snap *fact.Snapshot) (out []string) {
	for _, p := range snap.Salespeople {
		line := p.Name + " of " + p.Team
		if p.Manager.Known() && p.Team != "" && snap.Salespeople[p.Manager].Team != "" {
			line += " under " + snap.Salespeople[p.Manager].Name
		}
		out = append(out, line)
	}
	return out
}

// said is what is to be said of each of all, if anything.
func said[K, V any](all iter.Seq2[K, V], say func(V) (line string, worth bool)) (out []string) {
	for _, v := range all {
		if line, worth := say(v); worth {
			out = append(out, line)
		}
	}
	return out
}

func writers(snap *fact.Snapshot) []string {
	return said(snap.Documents.All(), func(d *fact.Document) (string, bool) {
		who := d.CreatedBy.String()
		return d.Number + " " + who, who != ""
	})
}

func corrected(snap *fact.Snapshot) []string {
	return said(snap.Documents.All(), func(d *fact.Document) (string, bool) {
		if !d.Corrects.Known() {
			return "", false
		}
		return d.Number + " of " + snap.Documents.Number(d.Corrects), true
	})
}

func contracts(snap *fact.Snapshot) []string {
	return said(snap.Documents.All(), func(d *fact.Document) (string, bool) { return d.Number + " " + d.Contract, d.Contract != "" })
}

// sellers lists whose each document is, of those that name somebody.
func sellers(snap *fact.Snapshot) (out []string) {
	all := fact.NewSellers(snap)
	for i, d := range snap.Documents.All() {
		for _, s := range all.OfDocument(i) {
			if s.Who.Known() && d.Salesperson.Known() {
				out = append(out, fmt.Sprintf("%s %.2f %s", d.Number, float64(s.Part)/float64(fact.ShareScale), snap.Salespeople[s.Who].Name))
			}
		}
	}
	return out
}

func handlers(snap *fact.Snapshot) []string {
	return said(snap.Receipts.All(), func(r *fact.Receipt) (string, bool) {
		line := r.Number
		if who := r.CreatedBy.String(); who != "" {
			line += " by " + who
		}
		if who := r.ApprovedBy.String(); who != "" {
			line += " approved by " + who
		}
		return line, line != r.Number
	})
}

func methods(snap *fact.Snapshot) []string {
	return said(snap.Receipts.All(), func(r *fact.Receipt) (string, bool) {
		how := r.Method.String()
		return r.Number + " " + how, how != ""
	})
}

func mailed(snap *fact.Snapshot) []string {
	return said(slices.All(snap.Salespeople), func(p fact.Salesperson) (string, bool) { return p.Name + " " + p.Mail, p.Mail != "" })
}

func former(snap *fact.Snapshot) []string {
	return said(slices.All(snap.Customers), func(c fact.Customer) (string, bool) { return c.ID, c.Inactive })
}

func contacts(snap *fact.Snapshot) []string {
	return said(slices.All(snap.Customers), func(c fact.Customer) (string, bool) {
		return c.ID + " " + c.Contact + " " + c.Mail + " " + c.Phone, c.Contact != ""
	})
}
