package workbook

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daybook/analyze/receivables"
	"daybook/analyze/register"
	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// TestEveryKeyIsUsed finds wordings that nothing says any more. A key is used
// where a source file has it as a literal, or it follows from a list of codes.
func TestEveryKeyIsUsed(t *testing.T) {
	used := composed(t)
	for _, dir := range []string{".", "../locale", "../../jobs"} {
		literals(t, dir, used)
	}
	for _, tag := range locale.Tags() {
		for _, key := range language(t, tag).Keys() {
			bare := strings.TrimSuffix(strings.TrimSuffix(key, ".posted"), ".yesterday")
			if !used[key] && !used[bare] && !strings.HasPrefix(key, "field.") && !strings.HasPrefix(key, "fact.") {
				t.Errorf("%s: %q is worded and never said", tag, key)
			}
		}
	}
}

// composed are the keys made of a prefix and a code.
func composed(t *testing.T) map[string]bool {
	used := map[string]bool{}
	add := func(keys ...string) {
		for _, k := range keys {
			used[k] = true
		}
	}
	for _, s := range sheets {
		add("sheet."+s.id, "title."+s.id)
	}
	for _, r := range fact.Reasons {
		add("reason."+string(r), "remedy."+string(r))
	}
	for _, k := range fact.KnownDifferences {
		add("known." + string(k))
	}
	for _, x := range []string{"excluded", "assumed", "noted"} {
		add("treatment." + x)
	}
	for _, k := range receivables.ChangeKinds {
		add("change." + string(k))
	}
	for _, k := range receivables.ExceptionKinds {
		add("exception."+string(k)+".what", "exception."+string(k)+".why")
	}
	add("exception.over_limit.why.nothing")
	for _, id := range receivables.CheckIDs {
		add("check."+id+".name", "check."+id+".left", "check."+id+".right")
	}
	for _, line := range movementLines {
		add("movement."+line.id, "movement.short."+line.id)
	}
	add("movement.short.opening", "movement.short.closing", "movement.short.check", "section.months")
	add("movement.opening", "movement.closing", "section.buckets", "section.intake", "section.findings")
	for _, s := range splits {
		add("section."+s.id, "none."+s.id)
	}
	for _, n := range notes {
		add("section.notes." + n.section)
		for _, id := range n.terms {
			add("note."+id, "term."+id)
		}
	}
	for _, form := range []string{"bucket", "bucket.short"} {
		add(form+".not_due", form+".range", form+".over")
	}
	for _, k := range fact.Kinds {
		add("kind." + k)
	}
	for _, k := range document(t, "en").Brief.KPIs {
		add("kpi." + k.ID)
	}
	add("missing."+receivables.NoBilling, "missing."+receivables.NoBalance, "missing."+receivables.NoPayment)
	add("panel.debtors.receivable", "panel.debtors.overdue", "panel.debtors.oldest")
	composedOfSales(add)
	composedOfRegister(add)
	own := weekEdges()["one salesperson"]
	for _, d := range []*render.Document{document(t, "en"), weekDocument(t, "en"), registerDocument(t, "en"), Sales(own.s, own.r, language(t, "en"), Options{})} {
		for _, s := range d.Sheets {
			for _, l := range s.Lists {
				for _, c := range l.Columns {
					add("column." + c.ID)
				}
			}
		}
	}
	return used
}

// composedOfSales adds those of the weekly report.
func composedOfSales(add func(...string)) {
	for _, s := range weekSheets {
		add("sheet."+s.id, "title."+s.id)
	}
	for _, r := range sales.Reasons {
		add("missing." + string(r))
	}
	for _, k := range sales.KPICodes {
		add("score." + string(k))
	}
	for _, k := range sales.ExceptionKinds {
		add("sales.exception."+string(k)+".what", "sales.exception."+string(k)+".meaning")
	}
	for _, id := range sales.CheckIDs {
		add("sales.check." + id)
	}
	for _, id := range sales.CheckedPeriods {
		add("period." + id.String())
	}
	for _, id := range sales.OfferCheckIDs {
		add("sales.check." + id)
	}
	for _, id := range sales.OfferPeriods {
		add("period." + id)
	}
	for _, s := range sales.States {
		add("state." + string(s))
	}
	for _, m := range []sales.Method{sales.ByWorkdays, sales.ByLastYear} {
		add("method." + string(m))
	}
	for _, n := range weekNotes {
		add("section.notes." + n.section)
		for _, id := range n.terms {
			add("note."+id, "term."+id)
		}
	}
	for _, key := range []string{"sales.pace.target", "sales.pace.last_year", "sales.finding.pace", "sales.finding.last_year"} {
		add(key+".ahead", key+".behind", key+".on")
	}
	add("empty.gainers", "empty.losers", "sales.trend.weeks.first", "sales.trend.months.first")
	for _, id := range []string{"gainers", "losers", "new_customers", "lapsing", "customers", "categories", "products", "exception_kinds", "exceptions", "checks", "own_months", "expiring", "waiting", "offer_periods", "offer_sellers"} {
		add("section." + id)
	}
}

// composedOfRegister adds those of the register of invoices.
func composedOfRegister(add func(...string)) {
	for _, s := range registerSheets {
		add("sheet."+s.id, "title."+s.id)
	}
	for _, id := range register.CheckIDs {
		add("register.check." + id)
	}
	for _, n := range registerNotes {
		for _, id := range n.terms {
			add("note."+id, "term."+id)
		}
	}
	for _, id := range []string{"net", "tax", "gross", "credit"} {
		add("register.kpi." + id)
	}
	add("section.register_months", "section.register_checks")
}

// literals adds every string literal of a folder's sources, except the
// catalogues and the tests.
func literals(t *testing.T, dir string, used map[string]bool) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || slices.Contains([]string{"en.go", "zh.go", "en_sales.go", "zh_sales.go", "en_register.go", "zh_register.go"}, name) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), dir+"/"+name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				used[s] = true
			}
			return true
		})
	}
}

// TestNoKeyIsSpoken finds keys that no catalogue words: they would stand in the
// workbook as they are.
func TestNoKeyIsSpoken(t *testing.T) {
	for _, tag := range locale.Tags() {
		l := language(t, tag)
		documents := map[string]*render.Document{}
		for name, e := range edges() {
			documents[name] = Receivables(e.s, e.r, l, Options{})
		}
		for name, e := range weekEdges() {
			documents["week: "+name] = Sales(e.s, e.r, l, Options{})
		}
		documents["register"], documents["register of nothing"] = registerDocument(t, tag), emptyRegister(t, tag)
		for name, d := range documents {
			for _, text := range strings.FieldsFunc(dump(t, d), func(r rune) bool { return strings.ContainsRune("\" |\n", r) }) {
				prefix, rest, _ := strings.Cut(text, ".")
				if rest != "" && slices.Contains([]string{
					"column", "sheet", "title", "kpi", "bucket", "exception", "change", "check", "note", "term", "panel", "missing", "flag", "remark",
					"sales", "score", "state", "method", "period", "section", "empty", "none", "bracket", "total", "register",
				}, prefix) {
					t.Errorf("%s, %s: the key %q has no words", tag, name, text)
				}
			}
		}
	}
}

func TestEveryExceptionHasASheet(t *testing.T) {
	ids := map[string]bool{}
	for _, s := range sheets {
		ids[s.id] = true
	}
	for _, k := range receivables.ExceptionKinds {
		if !ids[exceptionSheets[k]] {
			t.Errorf("exception %s leads to no sheet", k)
		}
	}
}

func TestNiceAxis(t *testing.T) {
	for _, c := range [][3]float64{
		{0, 0, 0}, {-5, 0, 0}, {1, 1, 0.5}, {1.01, 2, 1}, {2, 2, 1}, {2.1, 2.5, 1}, {2.6, 5, 2}, {5.1, 10, 5},
		{37_631_068, 50_000_000, 20_000_000}, {72.4, 100, 50}, {0.3, 0.5, 0.2},
	} {
		top, step := niceAxis(c[0])
		if diff := top - c[1]; diff > 1e-9 || diff < -1e-9 || step-c[2] > 1e-9 || c[2]-step > 1e-9 {
			t.Errorf("niceAxis(%v) is %v, %v; want %v, %v", c[0], top, step, c[1], c[2])
		}
	}
}

func TestChangeMarks(t *testing.T) {
	for _, c := range []struct {
		change int64
		up     sense
		want   string
	}{{1, worse, "▲ "}, {-1, worse, "▽ "}, {1, better, "△ "}, {-1, better, "▼ "}, {1, neither, ""}, {0, worse, ""}} {
		if got := mark(c.change, c.up); got != c.want {
			t.Errorf("mark(%d, %d) is %q, want %q", c.change, c.up, got, c.want)
		}
	}
}

func TestLetters(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 702: "ZZ", 703: "AAA"} {
		if got := letters(n); got != want {
			t.Errorf("letters(%d) is %s, want %s", n, got, want)
		}
	}
}

func TestEveryFigureHasBarsAndEveryKindARule(t *testing.T) {
	for _, code := range sales.KPICodes {
		if scoreColumns[code] == "" {
			t.Errorf("%s is drawn from no column", code)
		}
	}
	for _, k := range sales.ExceptionKinds {
		if oddKinds[k].needs == "" {
			t.Errorf("%s does not say what it needs", k)
		}
	}
}
