package extract_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/reference"
	"daybook/internal/mariadbtest"
)

// fixture is a small company in which nothing is as it should be. Its rows stand
// in no order, so that the order of a snapshot is not that of the table.
func fixture() []any {
	return []any{
		reference.Company{ID: "c1", Name: "Fixture GmbH", Currency: "EUR", FiscalYearStart: "4", TimeZone: "Europe/Berlin"},

		reference.Salesperson{ID: "10", Code: "S10", Name: "Ann", Team: "North", Manager: "9", LeftOn: "2025-12-31"},
		reference.Salesperson{ID: "9", Code: "S9", Name: "Bob", Manager: "77"},

		reference.Customer{ID: "2", Code: "C2", Name: `=HYPERLINK("x")`, Salesperson: "10", Parent: "1", TermsDays: "30", CreditLimit: "1000.5", OnHold: "1"},
		reference.Customer{ID: "1", Code: "C1", Name: "Müller 🛠 und 王", TermsRule: "end_of_month", TermsDays: "15", Active: "0"},
		reference.Customer{ID: "3", Code: "C3", Name: strings.Repeat("long", 75), TermsRule: "day_of_month", TermsDay: "25", Salesperson: "nobody"},
		reference.Customer{ID: "2", Code: "C2b", Name: "second of an id"},
		reference.Customer{ID: "4", Code: "C4", Name: "whenever", TermsRule: "when we like"},

		reference.Product{ID: "p1", Code: "P1", Name: "Gauge", ListPrice: "12.345678", StandardCost: "5"},
		reference.Promotion{ID: "spring", Name: "Spring", ValidFrom: "2025-03-01", ValidUntil: "2025-05-31"},

		reference.Rate{Currency: "VND", Day: "2025-05-02", Rate: "0.000036123456789012"},
		reference.Rate{Currency: "VND", Day: "2025-05-01", Rate: "0.000035"},
		reference.Rate{Currency: "VND", Day: "2025-06-02", Rate: "9"},

		plainInvoice("d10", "R-10", "2025-05-10", "119"),
		plainInvoice("d2", "R-2", "2025-05-02", "99999999999.99"),
		reference.Document{ID: "vnd1", Number: "R-V1", Kind: "invoice", Customer: "1", Posted: "2025-05-03", Due: "2025-06-02",
			Currency: "VND", Rate: "0.000036123456789012", Net: "1000000000", Tax: "100000000", Gross: "1100000000"},
		reference.Document{ID: "vnd2", Number: "R-V2", Kind: "invoice", Customer: "1", Posted: "2025-05-03", Currency: "VND", Net: "1000000", Tax: "0", Gross: "1000000"},
		reference.Document{ID: "xau1", Number: "R-X1", Kind: "invoice", Customer: "1", Posted: "2025-05-03", Currency: "XAU", Net: "1", Tax: "0", Gross: "1"},
		reference.Document{ID: "usd1", Number: "R-U1", Kind: "invoice", Customer: "2", Posted: "2025-05-03", Currency: "USD",
			Net: "100", Tax: "0", Gross: "100", CompanyGross: "90.01"},
		reference.Document{ID: "early", Number: "R-E", Kind: "invoice", Customer: "1", Posted: "2025-05-04", Due: "2025-05-01", Currency: "EUR", Net: "10", Tax: "1.9", Gross: "11.9"},
		reference.Document{ID: "nodue", Number: "R-N", Kind: "invoice", Customer: "1", Posted: "2025-05-04", Currency: "EUR", Net: "10", Tax: "1.9", Gross: "11.9"},
		reference.Document{ID: "zero", Number: "R-Z", Kind: "invoice", Customer: "1", Posted: "2025-05-04", Due: "0000-00-00", Currency: "EUR", Net: "10", Tax: "1.9", Gross: "11.9"},
		reference.Document{ID: "zeropost", Number: "R-ZP", Kind: "invoice", Customer: "1", Posted: "0000-00-00", Currency: "EUR", Net: "10", Tax: "1.9", Gross: "11.9"},
		reference.Document{ID: "nopost", Number: "R-NP", Kind: "invoice", Customer: "1", Currency: "EUR", Net: "10", Tax: "1.9", Gross: "11.9"},
		reference.Document{ID: "null", Number: "R-0", Kind: "invoice", Customer: "1", Posted: "2025-05-05", Currency: "EUR", Net: "10", Tax: "1.9"},
		reference.Document{ID: "dup", Number: "R-10", Kind: "invoice", Customer: "2", Posted: "2025-05-12", Currency: "EUR", Net: "1", Tax: "0", Gross: "1"},
		reference.Document{ID: "credit", Number: "R-10", Kind: "credit_note", Customer: "1", Posted: "2025-05-12", Currency: "EUR", Net: "20", Tax: "3.8", Gross: "23.8", Corrects: "d10"},
		reference.Document{ID: "minus", Number: "R-M", Kind: "invoice", Customer: "1", Posted: "2025-05-12", Currency: "EUR", Net: "-20", Tax: "-3.8", Gross: "-23.8", Corrects: "gone"},
		plainInvoice("d10", "R-99", "2025-05-11", "7"),
		reference.Document{ID: "what", Number: "R-W", Kind: "pro_forma", Customer: "1", Posted: "2025-05-12", Currency: "EUR", Net: "1", Tax: "0", Gross: "1"},
		reference.Document{ID: "ghost", Number: "R-G", Kind: "invoice", Customer: "404", Posted: "2025-05-12", Currency: "EUR", Net: "1", Tax: "0", Gross: "1"},
		reference.Document{ID: "round", Number: "R-R", Kind: "invoice", Customer: "1", Posted: "2025-05-12", Currency: "EUR", Net: "1.00005", Tax: "0", Gross: "1.00005", Salesperson: "404"},
		reference.Document{ID: "open", Number: "O-1", Kind: "opening", Customer: "1", Posted: "2025-01-01", Currency: "EUR", Gross: "-5"},
		reference.Document{ID: "future", Number: "R-F", Kind: "invoice", Customer: "1", Posted: "2025-06-01", Currency: "EUR", Net: "1", Tax: "0", Gross: "1"},
		reference.Document{ID: "killed", Number: "R-K", Kind: "invoice", Customer: "1", Posted: "2025-05-01", Currency: "EUR", Net: "1", Tax: "0", Gross: "1", CancelledOn: "2025-06-01"},

		reference.Instalment{Document: "d10", No: "2", Due: "2025-07-10", Amount: "19"},
		reference.Instalment{Document: "d10", No: "1", Due: "2025-06-10", Amount: "100"},
		reference.Instalment{Document: "404", No: "1", Due: "2025-06-10", Amount: "100"},
		reference.Share{Document: "d10", Salesperson: "10", Share: "0.6"},
		reference.Share{Document: "d10", Salesperson: "9", Share: "0.4"},

		reference.Line{Document: "d10", LineNo: "1", Product: "p1", Quantity: "8.1", UnitPrice: "12.345678", ListPrice: "13", Net: "100", Cost: "40.5", Promotion: "spring"},
		reference.Line{Document: "vnd1", LineNo: "1", Product: "p1", Quantity: "1", UnitPrice: "1000000000", Net: "1000000000"},
		reference.Line{Document: "usd1", LineNo: "1", Product: "404", Quantity: "-1", UnitPrice: "50", Net: "50"},
		reference.Line{Document: "null", LineNo: "1", Product: "p1", Quantity: "1", UnitPrice: "10", Net: "10"},
		reference.Line{Document: "future", LineNo: "1", Product: "p1", Quantity: "1", UnitPrice: "1", Net: "1"},
		reference.Line{Document: "credit", LineNo: "1", Product: "p1", Quantity: "1", UnitPrice: "20", Net: "20", ReturnReason: "broken"},

		reference.Receipt{ID: "r9", Number: "B-9", Customer: "1", Received: "2025-05-20", Currency: "EUR", Amount: "500"},
		reference.Receipt{ID: "r10", Number: "B-10", Customer: "nobody", Received: "2025-05-20", Currency: "EUR", Amount: "12.34"},
		reference.Receipt{ID: "r11", Number: "B-11", Customer: "1", Received: "2025-05-21", Currency: "EUR"},
		reference.Receipt{ID: "r12", Number: "B-12", Customer: "1", Received: "2025-06-21", Currency: "EUR", Amount: "1"},
		reference.Receipt{ID: "r13", Number: "B-13", Customer: "1", Received: "2025-05-21", Currency: "VND", Amount: "1000000", BouncedOn: "2025-06-30"},
		reference.Receipt{ID: "r14", Number: "B-14", Customer: "1", Received: "2025-04-21", Currency: "VND", Amount: "1000000"},

		reference.Allocation{GiverKind: "receipt", Giver: "r9", Document: "d10", Amount: "119", Kind: "receipt", CompanyAmount: "119"},
		reference.Allocation{GiverKind: "document", Giver: "credit", Document: "d10", Amount: "1", Kind: "credit", MatchedOn: "2025-05-30"},
		reference.Allocation{GiverKind: "receipt", Giver: "r9", Document: "vnd1", Amount: "110000000", Kind: "receipt"},
		reference.Allocation{GiverKind: "receipt", Giver: "r12", Document: "d10", Amount: "1", Kind: "receipt"},
		reference.Allocation{GiverKind: "receipt", Giver: "404", Document: "d10", Amount: "1", Kind: "receipt"},
		reference.Allocation{Document: "d10", Amount: "0.5", Kind: "write_off", MatchedOn: "2025-05-31"},
		reference.Allocation{Document: "d10", Amount: "0.5", Kind: "write_off", MatchedOn: "2025-06-01"},
		reference.Allocation{Document: "usd1", Kind: "exchange", CompanyAmount: "0.01"},
		reference.Allocation{Document: "usd1", Amount: "1", Kind: "barter"},

		reference.Order{ID: "o1", Number: "A-1", Customer: "1", Ordered: "2025-05-01", Currency: "EUR", Amount: "100", NotShipped: "40", Status: "open"},
		reference.Delivery{ID: "l1", OrderID: "o1", Customer: "1", Shipped: "2025-05-02", NotInvoiced: "60"},
		reference.Target{Salesperson: "10", Month: "2025-05-01", NetSales: "5000"},
		reference.Target{Salesperson: "404", Month: "2025-05-01", NetSales: "5000"},
		reference.Control{Basis: "gl", Account: "1200", Posted: "2025-05-10", Amount: "119"},
		reference.Control{Basis: "gl", Account: "1200", Posted: "2025-06-10", Amount: "1"},
		reference.Control{Basis: "guess", Amount: "1"},
	}
}

// plainInvoice is an invoice in euros to customer 1, without tax.
func plainInvoice(id, number, posted, amount string) reference.Document {
	return reference.Document{
		ID: id, Number: number, Kind: "invoice", Customer: "1", Posted: posted, Due: "2025-06-30",
		Currency: "EUR", Net: amount, Tax: "0", Gross: amount, Salesperson: "10",
	}
}

// fill makes the reference tables in an empty database and writes rows to them.
func fill(t testing.TB, db *sqlx.DB, rows ...any) {
	t.Helper()
	if err := reference.Fill(t.Context(), db, rows...); err != nil {
		t.Fatal(err)
	}
}

// onSQLite returns the DSN of a file that holds the rows.
func onSQLite(t *testing.T, rows ...any) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a company's #1 file?.db")
	db, err := sqlx.Open("sqlite", "file:"+strings.NewReplacer("#", "%23", "?", "%3f").Replace(file))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	fill(t, db, rows...)
	return "sqlite://" + file
}

// onMariaDB returns the DSN of a database that holds the rows.
func onMariaDB(t *testing.T, rows ...any) string {
	t.Helper()
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "reference")
	fill(t, server.Open(t, dsn), rows...)
	return dsn
}

var asReference = extract.Options{Preset: "reference"}
