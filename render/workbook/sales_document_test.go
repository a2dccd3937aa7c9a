package workbook

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

func TestSalesDocument(t *testing.T) {
	for _, tag := range locale.Tags() {
		t.Run(tag, func(t *testing.T) {
			d := weekDocument(t, tag)
			audit(t, d)
			write(t, d)
		})
	}
}

func TestWeekSheetsAreInOrder(t *testing.T) {
	want := []string{"scorecard", "salespeople", "customers", "products", "regions", "quotations", "trend", "exceptions", "data", "notes"}
	var got []string
	for _, s := range weekDocument(t, "en").Sheets {
		got = append(got, s.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("sheets %v, want %v", got, want)
	}
}

// cellAt is the cell placed at an address of the Scorecard.
func cellAt(t *testing.T, s *render.Sheet, at string) render.Cell {
	t.Helper()
	for _, c := range s.Cells {
		if ref(c.Column, c.Row) == at {
			return c.Cell
		}
	}
	return render.Cell{}
}

// The Scorecard states LOOK's grid; every figure follows from the fixture by hand.
func TestScorecard(t *testing.T) {
	s := sheet(t, weekDocument(t, "en"), SheetScorecard)
	for at, want := range map[string]string{
		"B8": `"Net sales"`, "C8": "1000000.00", "D8": "200000.00", "E8": "0.25", "F8": "500000.00", "G8": "1",
		"I8": "2800000.00", "J8": "3080000.00", "K8": "-280000.00", "L8": "0.91",
		"C10": "0.4", "D10": "-1", "E10": "", "F10": "0", "J10": "(no target)",
		"J11": "1", "K11": "-9", "C13": "500000.00", "D13": "100000.00", "C14": "60", "D14": "2",
		"I20": `"A. Orrin"`, "J20": "1680000.00", "K20": "-560000.00", "L20": "0.75",
		"I21": `"林知夏 (left)"`, "J21": "1120000.00", "K21": "280000.00", "L21": "1.33333",
		"I22": `"Total"`, "J22": "2800000.00", "K22": "-280000.00", "L22": "0.909091",
	} {
		if got := valueText(cellAt(t, s, at).Value); got != want {
			t.Errorf("%s holds %s, want %s", at, got, want)
		}
	}
	points := 0.0
	for row := 1; row <= rowScoreCheck; row++ {
		points += s.Heights[row]
	}
	if points > 700 || len(s.Columns) != 15 {
		t.Errorf("%v points high and %d columns wide: more than a screen", points, len(s.Columns))
	}
}

// Each figure of the Scorecard has its bars, drawn from the column of the weeks
// that holds the same figures.
func TestBarsAreTheFigures(t *testing.T) {
	d := weekDocument(t, "en")
	weeks := sheet(t, d, SheetTrend).Lists[0]
	lines := sheet(t, d, SheetScorecard).Sparklines
	if len(lines) != 8 {
		t.Fatalf("%d rows of bars", len(lines))
	}
	for i, want := range []string{"net", "orders", "margin", "attained", "cash", "overdue", "dso", "returns"} {
		from, _, _ := strings.Cut(lines[i].Values, ":")
		column := slices.IndexFunc(weeks.Columns, func(c render.Column) bool { return c.ID == want }) + 1
		if lines[i].Sheet != SheetTrend || from != ref(column, weeks.Row+3) || lines[i].Row != rowScore+i {
			t.Errorf("bars of row %d are drawn from %s, want %s of column %s", lines[i].Row, lines[i].Values, ref(column, weeks.Row+3), want)
		}
	}
}

// Money is stated once: lists of the same sales have the same totals.
func TestTotalsAgree(t *testing.T) {
	d := weekDocument(t, "en")
	for _, c := range []struct{ sheet, list, column, want string }{
		{SheetSalespeople, "salespeople", "net_week", "1000000.00"},
		{SheetCustomers, "customers", "net_week", "1000000.00"},
		{SheetProducts, "products", "net_week", "1000000.00"},
		{SheetProducts, "categories", "net_week", "1000000.00"},
		{SheetRegions, "regions", "net_week", "1000000.00"},
		{SheetRegions, "customer_groups", "net_week", "1000000.00"},
		{SheetSalespeople, "salespeople", "against_month", "-280000.00"},
		{SheetSalespeople, "salespeople", "attained_month", "0.909091"},
		{SheetSalespeople, "salespeople", "margin", "0.4"},
		{SheetSalespeople, "salespeople", "discount", "0.1"},
		{SheetSalespeople, "salespeople", "returns", "0.0909091"},
		{SheetSalespeople, "salespeople", "growth_month", "-0.2"},
		{SheetCustomers, "customers", "growth_four_weeks", "0.25"},
		{SheetCustomers, "customers", "growth_year", "-0.05"},
		{SheetProducts, "products", "realisation", "0.9"},
		{SheetTrend, "weeks", "growth", "0.8"},
	} {
		if got := valueText(total(t, d, c.sheet, c.list, c.column)); got != c.want {
			t.Errorf("%s/%s/%s totals %s, want %s", c.sheet, c.list, c.column, got, c.want)
		}
	}
}

func total(t *testing.T, d *render.Document, sheetID, list, column string) render.Value {
	t.Helper()
	for _, l := range sheet(t, d, sheetID).Lists {
		for _, c := range l.Columns {
			if l.ID == list && c.ID == column {
				return c.Sum
			}
		}
	}
	t.Fatalf("there is no %s in %s/%s", column, sheetID, list)
	return render.Value{}
}

func TestWeekFindings(t *testing.T) {
	edges := weekEdges()
	closed := weekResult()
	closed.Outlook.WorkdaysLeft, closed.Outlook.Actual = 0, units(4_900_000)
	beyond := weekResult()
	beyond.Outlook.RunRate = units(5_250_000)
	early := weekResult()
	early.Outlook.Method, early.Outlook.RunRate = sales.ByLastYear, units(4_000_000)
	same := weekResult()
	same.Total[sales.PreviousWeek] = same.Total[sales.Week]
	for _, c := range []struct {
		name   string
		s      *fact.Snapshot
		r      *sales.Result
		en, zh string
	}{
		{
			"rose", sellingCompany(), weekResult(), "Net sales rose 25.0% on last week to CNY 1.00 m, 91% of target; at this pace September ends 0.60 m short of target with 8 working days left.",
			"净销售额环比上升 25.0%，为 100.0万元，达成率 91%；按目前进度9月将差目标 60.0万元，尚余 8 个工作日。",
		},
		{
			"beyond", sellingCompany(), beyond, "Net sales rose 25.0% on last week to CNY 1.00 m, 91% of target; at this pace September ends 0.25 m beyond target with 8 working days left.",
			"净销售额环比上升 25.0%，为 100.0万元，达成率 91%；按目前进度9月将超目标 25.0万元，尚余 8 个工作日。",
		},
		{
			"too early to tell", sellingCompany(), early, "Net sales rose 25.0% on last week to CNY 1.00 m, 91% of target; if September only equals last year's, it ends 1.00 m short of target with 8 working days left.",
			"净销售额环比上升 25.0%，为 100.0万元，达成率 91%；若全月与上年9月持平，将差目标 100.0万元，尚余 8 个工作日。",
		},
		{"too early and no history", edges["no history"].s, early, "Net sales of the week are CNY 1.00 m, 91% of target.", "本周净销售额 100.0万元，达成率 91%。"},
		{
			"same and closed", sellingCompany(), func() *sales.Result { r := same; r.Outlook = closed.Outlook; return r }(), "Net sales held at CNY 1.00 m, as last week, 91% of target; September closed at 98% of target.",
			"净销售额环比持平，为 100.0万元，达成率 91%；9月目标达成率 98%。",
		},
		{"no targets", sellingCompany(), withoutTargets(), "Net sales rose 25.0% on last week to CNY 1.00 m.", "净销售额环比上升 25.0%，为 100.0万元。"},
		{
			"no history", edges["no history"].s, weekResult(), "Net sales of the week are CNY 1.00 m, 91% of target; at this pace September ends 0.60 m short of target with 8 working days left.",
			"本周净销售额 100.0万元，达成率 91%；按目前进度9月将差目标 60.0万元，尚余 8 个工作日。",
		},
		{"nothing", edges["nothing yet"].s, nothingSold(), "Nothing was sold this week.", "本周无销售。"},
		{
			"failed", sellingCompany(), failedWeek(), "A check failed: Customers differs by 7.00. Net sales rose 25.0% on last week to CNY 1.00 m, 91% of target.",
			"核对未通过：客户差额 7.00。净销售额环比上升 25.0%，为 100.0万元，达成率 91%。",
		},
	} {
		for tag, want := range map[string]string{"en": c.en, "zh-CN": c.zh} {
			if got := Sales(c.s, c.r, language(t, tag), Options{}).Brief.Finding; got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", c.name, tag, got, want)
			}
		}
	}
}

func TestWeekBrief(t *testing.T) {
	b := weekDocument(t, "en").Brief
	for got, want := range map[string]string{
		b.Title:            "Sales, week 38 · 14–20 September 2026",
		b.Caption:          "Marlwick Instruments (Suzhou) Co., Ltd. · net of tax, returns taken off · weeks run Monday to Sunday",
		b.Verdict:          "All 14 checks passed: every split adds up to the total.",
		b.Headline:         "net sales CNY 1.00 m (91% of target)",
		b.TieOut:           "Check: net sales of the week 1,000,000.00 CNY = sum of 3 customers = of 2 salespeople = of 3 products and what is on no line; difference 0.00",
		b.Exceptions.Title: "Exceptions: 2 to act on, 2 to watch", b.KPIs[0].Note: "September to date 2.80 m, 91% of target",
		b.KPIs[0].Short: "1.00 m", b.KPIs[0].Changes[0].Short: "△ +0.20 m", b.KPIs[2].Changes[0].Short: "▼ −1.0 pp", b.KPIs[6].Changes[0].Short: "▲ +2.0",
		b.Exceptions.Rows[0].Short: "1,400.00", b.Exceptions.Rows[1].Short: "0.03 m", b.Exceptions.Rows[2].What: "Quotations about to expire",
		b.Exceptions.Rows[2].Why: "2 within 14 days; largest: 杭州栎衡水处理有限公司", b.Exceptions.Rows[2].Short: "0.11 m", b.Exceptions.Rows[3].What: "Staying away",
		b.Changes[0].Short: "△ +0.48 m", b.Changes[1].Short: "▼ −0.10 m", b.Changes[0].Count: "+25.0%",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if b.Status != render.StatusOK || len(b.KPIs) != 8 || len(b.Since) != 2 {
		t.Errorf("status %v, %d figures, %d comparisons", b.Status, len(b.KPIs), len(b.Since))
	}
	for _, c := range []struct {
		r    *sales.Result
		want render.Status
	}{{failedWeek(), render.StatusFail}, {nothingSold(), render.StatusEmpty}} {
		if got := Sales(sellingCompany(), c.r, language(t, "en"), Options{}).Brief.Status; got != c.want {
			t.Errorf("status %v, want %v", got, c.want)
		}
	}
}

// What people are ranked by depends on what there is to compare with; the bars
// follow.
func TestRanking(t *testing.T) {
	edges := weekEdges()
	for _, c := range []struct{ edge, title, first, gap, chart string }{
		{"no cost", "A. Orrin is below target", "A. Orrin", "-560000.00", "Y20:Y21"},
		{"no targets", "Salespeople by change on last year", "A. Orrin", "-420000.00", "Y20:Y21"},
		{"no targets yet", "Salespeople by net sales", "A. Orrin", "", "Y20:Y21"},
		{"a crowd", "A. Orrin and 林知夏 (left) are furthest below target", "A. Orrin", "-560000.00", "Y20:Y28"},
	} {
		e := edges[c.edge]
		if c.edge == "a crowd" {
			e.r.Salespeople[1].Targets = goals(60)
		}
		s := sheet(t, Sales(e.s, e.r, language(t, "en"), Options{}), SheetScorecard)
		got := []string{cellAt(t, s, "I17").Value.Text, cellAt(t, s, "I20").Value.Text, valueText(cellAt(t, s, "K20").Value), s.Charts[1].Series[1].Values}
		if want := []string{c.title, c.first, c.gap, c.chart}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.edge, got, want)
		}
	}
}

// A salesperson's own copy ranks nobody, and names nobody else.
func TestOwnCopy(t *testing.T) {
	e := weekEdges()["one salesperson"]
	d := Sales(e.s, e.r, language(t, "en"), Options{})
	text := dump(t, d)
	for _, foreign := range []string{"林知夏", "Ketterstead", "INV-2"} {
		if strings.Contains(text, foreign) {
			t.Errorf("the copy of A. Orrin holds %q", foreign)
		}
	}
	s := sheet(t, d, SheetScorecard)
	if got := cellAt(t, s, "I17").Value.Text; got != "In four weeks: gainers +0.48 m, losers –" {
		t.Errorf("panel %q", got)
	}
	if !strings.Contains(d.Brief.Caption, "A. Orrin only") {
		t.Errorf("caption %q", d.Brief.Caption)
	}
	people := sheet(t, d, SheetSalespeople)
	if len(people.Charts) != 0 || people.Lists[1].ID != "own_months" || people.Lists[1].Count != 3 {
		t.Errorf("%d charts, list %s of %d months", len(people.Charts), people.Lists[1].ID, people.Lists[1].Count)
	}
}

// What the source cannot supply, and what nobody set, is said and never 0.
func TestNothingIsZeroThatIsUnknown(t *testing.T) {
	e := weekEdges()["poor source"]
	d := Sales(e.s, e.r, language(t, "en"), Options{})
	for _, c := range []struct{ sheet, list, column string }{
		{SheetSalespeople, "salespeople", "cash_week"}, {SheetSalespeople, "salespeople", "target_month"}, {SheetTrend, "weeks", "orders"}, {SheetTrend, "weeks", "target"},
	} {
		if got := total(t, d, c.sheet, c.list, c.column); got.Form != render.FormEmpty {
			t.Errorf("%s/%s totals %s", c.list, c.column, valueText(got))
		}
		for _, l := range sheet(t, d, c.sheet).Lists {
			at := slices.IndexFunc(l.Columns, func(x render.Column) bool { return x.ID == c.column })
			for cells := range l.Rows {
				if l.ID == c.list && cells[at].Value.Form != render.FormMissing {
					t.Errorf("%s/%s holds %s", c.list, c.column, valueText(cells[at].Value))
				}
			}
		}
	}
	if got := valueText(cellAt(t, sheet(t, d, SheetScorecard), "C11").Value); got != "(no target)" {
		t.Errorf("attainment is %s", got)
	}
	if n := sheet(t, d, SheetExceptions).Lists[0].Count; n != 3 {
		t.Errorf("%d kinds were looked for, want those of lines and documents", n)
	}
}

func TestUnfinishedWeekIsMarked(t *testing.T) {
	e := weekEdges()["unfinished"]
	d := Sales(e.s, e.r, language(t, "en"), Options{})
	if want := "Sales, week 38 to date · 14–16 September 2026"; d.Title != want {
		t.Errorf("title %q", d.Title)
	}
	text := dump(t, d)
	for _, want := range []string{"week not over: 3 of 5 working days", `"W38 (3 of 5 days)"`, `"2026-09 (14 of 22 days)"`} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing says %s", want)
		}
	}
}

// Beyond ±999 % a change is words.
func TestGrowthBeyondReason(t *testing.T) {
	w := newWeek(sellingCompany(), weekResult(), language(t, "en"), Options{})
	for _, c := range []struct {
		now, base int64
		want      string
	}{{300, 200, "0.5"}, {5000, 100, `"△ >999%" better`}, {-5000, 100, `"▼ <−999%" worse`}, {5, 0, "(no base)"}, {0, 0, ""}, {5, -5, "(no base)"}} {
		cell := w.growth(units(c.now), units(c.base))
		if got := valueText(cell.Value) + toneNames[cell.Tone]; got != c.want {
			t.Errorf("growth from %d to %d is %s, want %s", c.base, c.now, got, c.want)
		}
	}
}

// Lists are made from sales of any size and of anybody without losing an amount.
func TestTotalsOfAnySales(t *testing.T) {
	en := language(t, "en")
	rapid.Check(t, func(rt *rapid.T) {
		r, want := weekResult(), fact.Amount(0)
		r.Salespeople, r.Customers = nil, nil
		r.Rankings = sales.Rankings{}
		for i := range rapid.IntRange(0, 12).Draw(rt, "people") {
			periods := new(sales.Activities)
			periods[sales.Week].Gross = fact.Amount(rapid.Int64Range(-1e15, 1e15).Draw(rt, "gross"))
			periods[sales.Week].Returns = fact.Amount(rapid.Int64Range(0, 1e15).Draw(rt, "returns"))
			want = want.Plus(periods[sales.Week].Net())
			targets := new(sales.Targets)
			if rapid.Bool().Draw(rt, "target") {
				targets = goals(rapid.Int64Range(-5, 50).Draw(rt, "thousands"))
			}
			r.Salespeople = append(r.Salespeople, sales.Salesperson{Ref: fact.Ref(i%3 - 1), Periods: periods, Targets: targets})
			r.Customers = append(r.Customers, sales.Customer{Ref: fact.Ref(i%4 - 1), Periods: periods})
		}
		d := Sales(sellingCompany(), r, en, Options{})
		audit(t, d)
		for _, id := range []string{SheetSalespeople, SheetCustomers} {
			if got := total(t, d, id, id, "net_week").Money; got != want {
				rt.Fatalf("%s totals %s, want %s", id, got, want)
			}
		}
	})
}
