package workbook

import (
	"strings"
	"testing"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// empty is a company in which nothing has happened yet.
func empty() *receivables.Result {
	p := receivables.Params{AsOf: asOf, Previous: previous, Limits: []int{30, 60, 90}, DSOMonths: 3, Top: 10, Months: 12}
	return &receivables.Result{
		Params: p, Buckets: receivables.Buckets(receivables.ByDueDate, p.Limits),
		Now: receivables.Figures{AsOf: asOf, DSO: receivables.Measure{Reason: receivables.NoBilling}}, Previous: receivables.Figures{AsOf: previous},
		MonthEnd: receivables.Figures{AsOf: fact.NewDate(2026, 8, 31)}, LastYear: receivables.Figures{AsOf: fact.NewDate(2025, 9, 24)},
	}
}

// edges are results that are not like others.
func edges() map[string]struct {
	s *fact.Snapshot
	r *receivables.Result
} {
	type pair = struct {
		s *fact.Snapshot
		r *receivables.Result
	}
	bare := &fact.Snapshot{Company: fact.Company{Name: "New Ltd", Currency: "CNY"}}
	single := result()
	single.Customers, single.Top = single.Customers[:1], single.Top[:1]
	negative := result()
	negative.Now.Net, negative.Now.OnInvoices, negative.Now.Overdue = units(-500), 0, 0
	negative.Now.Aging = nil
	many := result()
	many.Params.Limits = []int{15, 30, 60, 90, 180, 360}
	many.Buckets = receivables.Buckets(receivables.ByDueDate, many.Params.Limits)
	posted := result()
	posted.Params.AgeBy = receivables.ByPostingDate
	posted.Buckets = receivables.Buckets(receivables.ByPostingDate, posted.Params.Limits)
	long := snapshot()
	long.Customers[0].Name = strings.Repeat("Long name ", 30)
	long.Customers[1].Name = strings.Repeat("长", 300)
	odd := snapshot()
	odd.Customers[0].Name, odd.Customers[1].Name, odd.Customers[2].Name = "🚰 pumps", "\x00\x1f", "a\nb\tc"
	odd.Customers[2].Code = ""
	dong, dinar := snapshot(), snapshot()
	dong.Company.Currency, dinar.Company.Currency = "VND", "KWD"
	poor := snapshot()
	poor.Source.Missing = []string{"allocations", "customers.credit_limit", "customers.region", "documents.order_number", "odd_fact", "odd.thing"}
	crowded := result()
	for len(crowded.Exceptions) < 10 {
		crowded.Exceptions = append(crowded.Exceptions, crowded.Exceptions...)
	}
	crowded.Exceptions = crowded.Exceptions[:10]
	return map[string]pair{
		"empty":                    {bare, empty()},
		"empty with history":       {snapshot(), empty()},
		"single customer":          {snapshot(), single},
		"negative net":             {snapshot(), negative},
		"seven buckets":            {snapshot(), many},
		"by posting date":          {snapshot(), posted},
		"long names":               {long, result()},
		"odd names, no code":       {odd, result()},
		"no decimals":              {dong, result()},
		"three decimals":           {dinar, result()},
		"poor source":              {poor, result()},
		"more exceptions than fit": {snapshot(), crowded},
		"failed tie-out":           {snapshot(), failed()},
		"billions":                 {snapshot(), billions()},
	}
}

func failed() *receivables.Result {
	r := result()
	gl := &r.Checks[len(r.Checks)-1]
	gl.Right, gl.Passed = gl.Left.Minus(units(7)), false
	return r
}

func billions() *receivables.Result {
	r := result()
	r.Now.Net, r.Now.OnInvoices = 37_631_068_120*fact.AmountScale, 37_652_754_000*fact.AmountScale
	r.Now.Overdue = 10_281_889_000 * fact.AmountScale
	return r
}

func TestEdges(t *testing.T) {
	for name, e := range edges() {
		for _, tag := range locale.Tags() {
			t.Run(name+"/"+tag, func(t *testing.T) {
				d := Receivables(e.s, e.r, language(t, tag), Options{})
				audit(t, d)
				write(t, d)
			})
		}
	}
}

func TestFindings(t *testing.T) {
	first := result()
	first.Now.OverLimitCustomers = 0
	week := result()
	week.Params.Previous, week.Previous.AsOf = previous.AddDays(-3), previous.AddDays(-3)
	same := result()
	same.Previous.Overdue, same.Now.OverLimitCustomers = same.Now.Overdue, 2
	none := result()
	none.Now.Overdue, none.Now.OverLimitCustomers, none.Now.Aging = 0, 0, nil
	fell := result()
	fell.Previous.Overdue = units(1_506_500)
	for _, c := range []struct {
		name   string
		r      *receivables.Result
		en, zh string
	}{
		{
			"rose", result(), "Overdue rose 0.09 m since yesterday to CNY 1.39 m, 66.2% of open invoices; 1 customer is over its limit.",
			"逾期较昨日上升 9.0万元，至 139.0万元，占未清发票 66.2%；1 家客户超信用额度。",
		},
		{
			"fell", fell, "Overdue fell 0.12 m since yesterday to CNY 1.39 m, 66.2% of open invoices; 1 customer is over its limit.",
			"逾期较昨日下降 11.7万元，至 139.0万元，占未清发票 66.2%；1 家客户超信用额度。",
		},
		{
			"not yesterday", week, "Overdue rose 0.09 m since 20 Sep to CNY 1.39 m, 66.2% of open invoices; 1 customer is over its limit.",
			"逾期较 9月20日 上升 9.0万元，至 139.0万元，占未清发票 66.2%；1 家客户超信用额度。",
		},
		{
			"unchanged", same, "Overdue is unchanged since yesterday at CNY 1.39 m, 66.2% of open invoices; 2 customers are over their limit.",
			"逾期较昨日持平，为 139.0万元，占未清发票 66.2%；2 家客户超信用额度。",
		},
		{
			"nobody over limit", first, "Overdue rose 0.09 m since yesterday to CNY 1.39 m, 66.2% of open invoices; 0.20 m is more than 90 days late.",
			"逾期较昨日上升 9.0万元，至 139.0万元，占未清发票 66.2%；其中逾期90天以上 20.0万元。",
		},
		{"nothing overdue", none, "Nothing is overdue; the net receivable is CNY 2.00 m.", "无逾期款项，应收净额 200.0万元。"},
		{"empty", empty(), "Nothing is open: no customer owes anything, and nothing is on account.", "无未清项：客户无欠款，亦无预收款。"},
		{
			"failed", failed(), "The tie-out failed: General ledger differs by 7.00. Overdue rose 0.09 m since yesterday to CNY 1.39 m, 66.2% of open invoices.",
			"对账未通过：总账差额 7.00。逾期较昨日上升 9.0万元，至 139.0万元，占未清发票 66.2%。",
		},
		{
			"billions", billions(), "Overdue rose 10.28 bn since yesterday to CNY 10.28 bn, 27.3% of open invoices; 1 customer is over its limit.",
			"逾期较昨日上升 102.81亿元，至 102.82亿元，占未清发票 27.3%；1 家客户超信用额度。",
		},
	} {
		for tag, want := range map[string]string{"en": c.en, "zh-CN": c.zh} {
			if got := Receivables(snapshot(), c.r, language(t, tag), Options{}).Brief.Finding; got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", c.name, tag, got, want)
			}
		}
	}
}

func TestFirstReportComparesWithNothing(t *testing.T) {
	s := snapshot()
	s.Documents = fact.DocumentsOf([]fact.Document{{Number: "INV-1", Posted: asOf}}...)
	d := Receivables(s, result(), language(t, "en"), Options{})
	if want := "CNY 1.39 m is overdue, 66.2% of open invoices; 1 customer is over its limit."; d.Brief.Finding != want {
		t.Errorf("finding %q", d.Brief.Finding)
	}
	if d.Brief.Headline != "overdue CNY 1.39 m" {
		t.Errorf("headline %q", d.Brief.Headline)
	}
	if c := d.Brief.KPIs[1].Changes[0]; c.Cell.Value.Form != render.FormMissing || c.Short != "no history" {
		t.Errorf("change %+v", c)
	}
}

func TestStatusAndVerdict(t *testing.T) {
	clean := result()
	clean.Exceptions = nil
	alone := result()
	alone.Checks = alone.Checks[:9]
	for _, c := range []struct {
		r        *receivables.Result
		status   render.Status
		headline string
		verdict  string
		tieOut   string
	}{
		{result(), render.StatusWarn, "overdue CNY 1.39 m (+0.09 m)", "All 9 checks passed; the receivable ties to the ledger. 1 row was left out: see sheet Data.", "Tie-out: 2,000,000.00 CNY = general ledger 1122 = sum of 3 customers = opening 1,880,000.00 + 120,000.00; difference 0.00"},
		{clean, render.StatusOK, "overdue CNY 1.39 m (+0.09 m)", "All 9 checks passed; the receivable ties to the ledger. 1 row was left out: see sheet Data.", "Tie-out: 2,000,000.00 CNY = general ledger 1122 = sum of 3 customers = opening 1,880,000.00 + 120,000.00; difference 0.00"},
		{alone, render.StatusWarn, "overdue CNY 1.39 m (+0.09 m)", "All 8 checks passed; the source supplies no ledger balance. 1 row was left out: see sheet Data.", "Tie-out: 2,000,000.00 CNY = sum of 3 customers = opening 1,880,000.00 + 120,000.00; difference 0.00"},
		{failed(), render.StatusFail, "overdue CNY 1.39 m (+0.09 m)", "1 of 9 checks failed: do not rely on this report before the difference is explained. 1 row was left out: see sheet Data.", "Tie-out failed: General ledger: 2,000,000.00 against 1,999,993.00; difference 7.00"},
		{empty(), render.StatusEmpty, "nothing open", "All 0 checks passed; the source supplies no ledger balance.", "Tie-out: 0.00 CNY = sum of 0 customers; difference 0.00"},
	} {
		b := Receivables(snapshot(), c.r, language(t, "en"), Options{}).Brief
		if b.Status != c.status || b.Headline != c.headline || b.Verdict != c.verdict || b.TieOut != c.tieOut {
			t.Errorf("got %v %q\n%q\n%q\nwant %v %q\n%q\n%q", b.Status, b.Headline, b.Verdict, b.TieOut, c.status, c.headline, c.verdict, c.tieOut)
		}
	}
}

func TestFailedTieOutIsWhiteOnRed(t *testing.T) {
	s := sheet(t, Receivables(snapshot(), failed(), language(t, "en"), Options{}), SheetSummary)
	alarms := map[string]bool{}
	for _, c := range s.Cells {
		if c.Role == render.RoleAlarm {
			alarms[ref(c.Column, c.Row)] = true
		}
	}
	for _, at := range []string{"N2", "B36", "H36", "N36"} {
		if !alarms[at] {
			t.Errorf("%s is not an alarm", at)
		}
	}
}

// What the source cannot supply is said, never shown as zero.
func TestUnsupplied(t *testing.T) {
	e := edges()["poor source"]
	d := Receivables(e.s, e.r, language(t, "en"), Options{})
	list := sheet(t, d, SheetAgeing).Lists[0]
	for cells := range list.Rows {
		for i, c := range list.Columns {
			lacks := c.ID == "limit" || c.ID == "available" || c.ID == "limit_use" || c.ID == "region" || c.ID == "over_since"
			if missing := cells[i].Value.Form == render.FormMissing; missing != lacks {
				t.Errorf("column %s: missing is %v", c.ID, missing)
			}
		}
	}
	if regions := sheet(t, d, SheetGroups).Lists[2]; regions.Count != 0 || regions.Empty != "Not supplied by this source." {
		t.Errorf("regions: %d rows, %q", regions.Count, regions.Empty)
	}
	if k := d.Brief.KPIs[4]; k.Cell.Value.Form != render.FormMissing || k.Short != "not supplied" {
		t.Errorf("over limit is %+v", k)
	}
	text := dump(t, d)
	for _, want := range []string{
		"The source does not supply: Allocations, Customers: credit limit, Customers: region, Documents: order number, odd_fact, odd: thing. What needs it says so.",
		"The source keeps none. They are inferred in the order of time",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("Notes do not say %q", want)
		}
	}
}

func TestExceptionsBelowThePage(t *testing.T) {
	e := edges()["more exceptions than fit"]
	d := Receivables(e.s, e.r, language(t, "en"), Options{})
	more, below := "", 0
	for _, c := range sheet(t, d, SheetSummary).Cells {
		if c.Row == lastException && c.Column == colN {
			more = c.Value.Text + " " + c.Link.Cell
		}
		if c.Row > rowOverflow && c.Column == colB {
			below++
		}
	}
	if more != "4 more → B39" || below != 10 {
		t.Errorf("the last row says %q, and %d stand below", more, below)
	}
	if n := len(d.Brief.Exceptions.Rows); n != 10 {
		t.Errorf("the mail shows %d", n)
	}
}

func TestLongNumbersAndTextsAreNoted(t *testing.T) {
	r := result()
	r.Items[0].Amount = 99_999_999_999_999*fact.AmountScale + 9_900
	r.Items[1].Contract = strings.Repeat("x", 32_768)
	r.Items[2].Contract = strings.Repeat("长", 32_767)
	d := Receivables(snapshot(), r, language(t, "en"), Options{})
	got := map[string]string{}
	for cells := range sheet(t, d, SheetData).Lists[1].Rows {
		got[cells[2].Value.Text] = cells[5].Value.Text
	}
	if !strings.Contains(got["INV-1"], "More digits than the 15") || !strings.Contains(got["INV-2"], "longer than a cell") || got["CN-5"] != "" {
		t.Errorf("noted: %v", got)
	}
}

func TestFindingsAreCapped(t *testing.T) {
	r := result()
	r.Findings = make([]fact.Finding, listed+5)
	for i := range r.Findings {
		r.Findings[i] = fact.Finding{Treatment: fact.Noted, Fact: "documents", Reason: fact.BadDate}
	}
	s := sheet(t, Receivables(snapshot(), r, language(t, "en"), Options{}), SheetData)
	if s.Lists[1].Count != listed {
		t.Errorf("%d listed", s.Lists[1].Count)
	}
	for _, c := range s.Cells {
		if c.Value.Text == "The first 10,000 are listed; 5 more are in the counts above only." {
			return
		}
	}
	t.Error("nothing says that findings were cut")
}

// Rows that the ERP does not count either are nothing to warn of, in any report.
func TestRowsThatNobodyCountsAreNoWarning(t *testing.T) {
	for reason, want := range map[fact.Reason]string{fact.NotCounted: "", fact.BadNumber: " 1 row was left out: see sheet Data."} {
		findings := []fact.Finding{{Treatment: fact.Excluded, Fact: "documents", Reason: reason}}
		selling, week := sellingCompany(), weekResult()
		selling.Findings, week.Intake = findings, []fact.Intake{{Fact: "documents", Read: 2, Used: 1, Excluded: 1}}
		registering, register := registered()
		registering.Findings, register.Checks = findings, register.Checks[:2]
		daily := result()
		daily.Findings = findings
		for name, brief := range map[string]render.Brief{
			"weekly":   Sales(selling, week, language(t, "en"), Options{}).Brief,
			"register": Register(registering, register, language(t, "en"), Options{}).Brief,
			"daily":    Receivables(snapshot(), daily, language(t, "en"), Options{}).Brief,
		} {
			_, warning, _ := strings.Cut(brief.Verdict, ".")
			if warns := brief.Status == render.StatusWarn; warning != want || name != "daily" && warns != (want != "") {
				t.Errorf("%s, %s: %q, warns %t", name, reason, brief.Verdict, warns)
			}
		}
	}
}
