package extract_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/extract/fact"
	"daybook/extract/sample"
	"daybook/internal/mariadbtest"
)

// ownParts are the ERPs that book in company currency what each matching settles, at a
// rate of their own choice. What is left of a foreign amount is the same there, and what
// it is worth is theirs to say.
var ownParts = []string{"dolibarr", "erpnext"}

// The made-up company, written into the tables of each ERP, is owed there what it is
// owed in the reference tables, customer by customer, and sold what it sold, product by
// product and salesperson by salesperson: to the cent.
func TestTheMadeUpCompanyInEachERP(t *testing.T) {
	server := mariadbtest.Start(t)
	business := server.DSN(t, "business")
	if err := sample.Fill(t.Context(), server.Open(t, business), sample.Options{}); err != nil {
		t.Fatal(err)
	}
	const day = "2026-09-24"
	ours, snap := report(t, openSource(t, business, asReference), "", day, receivables.ByDueDate)
	_, database, _ := strings.Cut(business, ")/")

	presets, err := extracttest.Fixtures()
	if err != nil || len(presets) < 6 {
		t.Fatalf("fixtures for %v, %v", presets, err)
	}
	for _, name := range presets {
		t.Run(name, func(t *testing.T) {
			dsn := server.DSN(t, name)
			db := server.Open(t, dsn)
			if err := extracttest.Fill(t.Context(), db, name, database); err != nil {
				t.Fatal(err)
			}
			dsn = readOnly(t, db, dsn)
			open := func(t *testing.T) *extract.Source { return openSource(t, dsn, extract.Options{Preset: name}) }
			company := onlyCompany(t, open(t))
			theirs, kept := report(t, open(t), company, day, receivables.ByDueDate)
			tied(t, theirs, "erp")
			want, got := byName(ours, snap, kept, name), byName(theirs, kept, kept, name)
			if diff := cmp.Diff(want, got); diff != "" || len(want) < 50 {
				t.Errorf("owed by %d customers (reference tables − %s):\n%s", len(want), name, diff)
			}
			want, got = netSales(snap, kept), netSales(kept, kept)
			if diff := cmp.Diff(want, got); diff != "" || len(want) < 50 {
				t.Errorf("net sales under %d heads (reference tables − %s):\n%s", len(want), name, diff)
			}
			holdsBusiness(t, db, snap, day)
			holdsOrders(t, open(t), db, company, name)
			holdsQuotations(t, kept, db, name)
			transplant{preset: name, company: company}.isStrict(t, db)
			extracttest.Exercise(t, open, extract.Scope{Company: company, AsOf: date(day)})
		})
	}
}

func onlyCompany(t *testing.T, source *extract.Source) string {
	t.Helper()
	companies, err := source.Companies(t.Context())
	if err != nil || len(companies) != 1 {
		t.Fatalf("companies %v, %v", companies, err)
	}
	return companies[0].ID
}

// byName returns what is owed, by the name of the customer as far as any ERP keeps it:
// of customers whom the source knows, which is not those invoiced in another currency
// where the ERP has one only.
func byName(r *receivables.Result, snap, known *fact.Snapshot, presetName string) map[string]fact.Amount {
	keeps := map[string]bool{}
	for _, c := range known.Customers {
		keeps[c.Name] = true
	}
	out := map[string]fact.Amount{}
	for _, i := range r.Items {
		name := shortName(snap.Customers[i.Customer].Name)
		if !keeps[name] {
			continue
		}
		out[name+" "+string(i.Currency)] += i.Open
		if i.Currency == snap.Company.Currency || !slices.Contains(ownParts, presetName) {
			out[name] += i.Company
		}
	}
	maps.DeleteFunc(out, func(_ string, open fact.Amount) bool { return open == 0 })
	return out
}

// netSales returns the net sales in the documents' own currencies, by product and by
// salesperson, of what stays sold to customers whom the source knows. Of a document that
// several share all is its salesperson's, as the fixtures have it.
func netSales(snap, known *fact.Snapshot) map[string]fact.Amount {
	keeps := map[string]bool{}
	for _, c := range known.Customers {
		keeps[shortName(c.Name)] = true
	}
	whole := map[fact.Ref]fact.Ref{}
	for _, share := range snap.Shares {
		if share.Millionths == 1_000_000 {
			whole[share.Document] = share.Salesperson
		}
	}
	out := map[string]fact.Amount{}
	for l := range snap.Lines.All() {
		d := snap.Documents.At(l.Document)
		if d.CancelledOn != 0 || !keeps[shortName(snap.Customers[d.Customer].Name)] {
			continue
		}
		product, seller := "nothing", "nobody"
		if l.Product.Known() {
			product = snap.Products[l.Product].Name
		}
		if who, alone := whole[l.Document]; alone {
			seller = snap.Salespeople[who].Name
		} else if d.Salesperson.Known() {
			seller = snap.Salespeople[d.Salesperson].Name
		} else if who := snap.Customers[d.Customer].Salesperson; who.Known() {
			seller = snap.Salespeople[who].Name
		}
		for _, key := range []string{"product " + product, "salesperson " + shortName(seller)} {
			key += " " + string(d.Currency)
			out[key] = out[key].Plus(d.Kind.Sign() * l.Net)
		}
	}
	return out
}

// shortName is a name as far as any ERP keeps it.
func shortName(name string) string {
	if runes := []rune(name); len(runes) > 30 {
		return string(runes[:30])
	}
	return name
}
