package xlsx

import (
	"fmt"
	"iter"

	"daybook/extract/fact"
	"daybook/render"
)

// day is the as-of day of the invented documents.
var day = fact.NewDate(2026, 9, 24)

// yuan is an amount of n cents.
func yuan(cents int64) fact.Amount { return fact.Amount(cents * 100) }

func cell(v render.Value, r render.Role) render.Cell { return render.Cell{Value: v, Role: r} }

func at(row, col int, c render.Cell) render.Placed {
	return render.Placed{Row: row, Column: col, Cell: c}
}

func across(row, col, n int, c render.Cell) render.Placed {
	return render.Placed{Row: row, Column: col, Across: n, Cell: c}
}

// rowsOf yields the rows of a slice.
func rowsOf(rows [][]render.Cell) iter.Seq2[[]render.Cell, error] {
	return func(yield func([]render.Cell, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// words of the fixture in both languages.
type phrases map[string]string

func (p phrases) in(s string) string {
	if t, ok := p[s]; ok {
		return t
	}
	return s
}

var chinese = phrases{
	"Receivables, 24 September 2026": "应收账款日报 2026年9月24日", "✓ Ties to the ledger, 6 of 6": "✓ 与总账一致 6/6",
	"Marlwick Instruments (Suzhou) Co., Ltd. · by due date · as of the end of Thursday, Asia/Shanghai":               "玛尔维仪器(苏州)有限公司 · 按到期日 · 截至周四日终（Asia/Shanghai）",
	"Overdue fell 0.12 m since yesterday to CNY 10.28 m, 27.3% of open invoices; 10 customers are over their limit.": "逾期较昨日下降 11.7万元，至 1,028.2万元，占未清发票 27.3%；10 家客户超信用额度。",
	"Net receivable": "应收净额", "Overdue": "逾期", "Over 90 days": "90天以上", "DSO, days": "DSO（天）", "Overdue share": "逾期占比", "Over limit": "超信用额度",
	"CNY thousand": "人民币万元", "since yesterday, 23 Sep": "较昨日 9月23日", "since month-end, 31 Aug": "较上月末 8月31日", "not kept": "无历史",
	"Summary": "摘要", "Open items": "未清明细", "Code": "编号", "Customer": "客户", "Document": "单据", "Posted": "入账日", "Due": "到期日", "Days late": "逾期天数",
	"Bucket": "账龄", "Cur.": "币种", "Amount": "金额", "Open, CNY": "未清金额（元）", "Sales-person": "业务员", "Remark": "备注", "Total of the rows shown": "所示行合计",
	"Not due": "未到期", "Over 90": "90天以上", "← Summary": "← 摘要", "Open items →": "未清明细 →", "Ten debtors owe 43% of the receivable": "前十大客户占应收 43%",
	"77% of the overdue is under a month late": "逾期中 77% 不足一个月", "CNY thousand by days overdue; dash: 31 August": "万元，按逾期天数；横线：8月31日",
	"Ageing": "客户账龄", "Ageing by customer": "客户账龄", "DSO 72 days, 6 more than at month-end": "DSO 72 天，较上月末升 6 天",
	"Trend": "趋势", "Tie-out": "核对", "Worklist": "催收清单", "✓ PASS": "✓ 通过", "● Act": "● 处理", "○ Watch": "○ 关注",
}

var customers = []struct {
	code, name, person string
	notDue, late       int64 // cents
}{
	{"01038", "杭州栎衡水处理有限公司", "J. Arkwell", 27649200, 142158112},
	{"01143", "青岛澄砚环保工程有限公司", "林知夏", 8582100, 97395813},
	{"01136", "Ketterstead Water Treatment Ltd", "C. Maddern", 54263500, 71653514},
	{"01045", "东莞翎川机电有限公司", "E. Orrin", 88552000, 44027215},
	{"01059", "Ulvermark Hydraulics Inc.", "林知夏", 62378600, 42576616},
	{"01052", "Oskgarth Water Treatment GmbH", "C. Maddern", 47527100, 37387317},
	{"01003", "南通栎衡泵阀有限公司", "E. Orrin", 285738800, 36662218},
	{"01612", "Quorholm Fittings Ltd", "P. Velde", 4351500, 33956819},
	{"01031", "Brindleholm Process Systems Inc.", "E. Orrin", 96181600, 32410700},
	{"01080", "Pellvale Foundry Inc.", "C. Maddern", 77813000, 28917321},
}

// fixture is an invented report that uses every role, in a language.
func fixture(language string) *render.Document {
	var w phrases
	if language == "zh-CN" {
		w = chinese
	}
	items := itemRows(w)
	return &render.Document{
		Title: w.in("Receivables, 24 September 2026"), Subject: "Receivables", Company: "Marlwick Instruments (Suzhou) Co., Ltd.",
		AsOf: day, Language: language, Footer: "Marlwick Instruments (Suzhou) Co., Ltd. · 2026-09-24", PageOf: pageOf(language),
		ContinuedOn: "continued on sheet %s", ContinuedFrom: "continued from sheet %s",
		Sheets: []render.Sheet{summary(w), ageing(w), openItems(w, items), worklist(w), trend(w), tieOut(w)},
	}
}

func pageOf(language string) string {
	if language == "zh-CN" {
		return "第 %p 页，共 %n 页"
	}
	return "Page %p of %n"
}

// px turns pixels into the width of a column.
func px(n ...float64) []float64 {
	for i := range n {
		n[i] = (n[i] - 5) / 7
	}
	return n
}

func summary(w phrases) render.Sheet {
	s := render.Sheet{
		ID: "summary", Name: w.in("Summary"),
		Columns: px(14, 90, 96, 164, 22, 152, 86, 88, 92, 82, 22, 78, 76, 176, 14),
		Heights: map[int]float64{1: 5, 2: 30, 3: 16, 4: 25, 5: 6, 6: 20, 7: 32, 8: 15, 9: 18, 10: 18, 11: 18, 12: 14, 13: 22},
		Print:   render.Print{Area: "A1:O36", OnePage: true},
		Rules:   []render.Rule{{Kind: render.RuleBar, Range: "H23:H32"}},
	}
	for r := 14; r <= 36; r++ {
		s.Heights[r] = 18
	}
	s.Cells = append(s.Cells, summaryHead(w)...)
	s.Cells = append(s.Cells, summaryFigures(w)...)
	s.Cells = append(s.Cells, summaryExceptions(w)...)
	s.Cells = append(s.Cells, summaryPanels(w)...)
	s.Charts = summaryCharts()
	return s
}

func summaryHead(w phrases) []render.Placed {
	tie := cell(render.Text(w.in("✓ Ties to the ledger, 6 of 6")), render.RoleVerdict)
	tie.Right, tie.Link = true, render.Link{Sheet: "tie_out"}
	return []render.Placed{
		across(1, 2, 13, cell(render.Value{}, render.RoleBand)),
		across(2, 2, 8, cell(render.Text(w.in("Receivables, 24 September 2026")), render.RoleTitle)),
		across(2, 12, 3, tie),
		at(3, 2, cell(render.Text(w.in("Marlwick Instruments (Suzhou) Co., Ltd. · by due date · as of the end of Thursday, Asia/Shanghai")), render.RoleCaption)),
		at(4, 2, cell(render.Text(w.in("Overdue fell 0.12 m since yesterday to CNY 10.28 m, 27.3% of open invoices; 10 customers are over their limit.")), render.RoleFinding)),
		at(7, 2, cell(render.Text(w.in("CNY thousand")), render.RoleLabel)),
		at(9, 2, cell(render.Text(w.in("since yesterday, 23 Sep")), render.RoleLabel)),
		at(10, 2, cell(render.Text(w.in("since month-end, 31 Aug")), render.RoleLabel)),
	}
}

func summaryFigures(w phrases) []render.Placed {
	type kpi struct {
		name         string
		col, n       int
		value, since render.Cell
		month        render.Cell
	}
	kpis := []kpi{
		{"Net receivable", 4, 1, cell(render.Money(yuan(3763106812)), render.RoleKPI), cell(render.Money(yuan(-16119686)), render.RoleDelta), cell(render.Money(yuan(372312345)), render.RoleDelta)},
		{"Overdue", 5, 2, cell(render.Money(yuan(1028188912)), render.RoleKPI), cell(render.Money(yuan(-11734500)), render.RoleDeltaWorse), cell(render.Money(yuan(230211100)), render.RoleDeltaWorse)},
		{"Over 90 days", 7, 2, cell(render.Money(yuan(21617100)), render.RoleKPI), cell(render.Money(yuan(12300)), render.RoleDeltaWorse), cell(render.Money(yuan(8810000)), render.RoleDeltaWorse)},
		{"DSO, days", 9, 2, cell(render.Float(72.4), render.RoleKPIDays), cell(render.Float(0.94), render.RoleDeltaDaysWorse), cell(render.Float(5.9), render.RoleDeltaDaysWorse)},
		{"Overdue share", 11, 3, cell(render.Float(0.2731), render.RoleKPIShare), cell(render.Float(-0.3), render.RoleDeltaPointsWorse), cell(render.Float(1.8), render.RoleDeltaPointsWorse)},
		{"Over limit", 14, 1, cell(render.Money(yuan(119700000)), render.RoleKPI), cell(render.Missing(w.in("not kept")), render.RoleDeltaWorse), cell(render.Money(yuan(-230000000)), render.RoleDeltaBetter)},
	}
	out := []render.Placed{across(6, 2, 2, render.Cell{Edge: render.EdgeThick})}
	for _, k := range kpis {
		name := cell(render.Text(w.in(k.name)), render.RoleBody)
		name.Strong, name.Right, name.Edge = true, true, render.EdgeThick
		k.since.Edge, k.month.Edge = render.EdgeHairline, render.EdgeRule
		out = append(out, across(6, k.col, k.n, name), across(7, k.col, k.n, k.value), across(9, k.col, k.n, k.since), across(10, k.col, k.n, k.month))
	}
	return out
}

func summaryExceptions(w phrases) []render.Placed {
	out := []render.Placed{at(13, 2, cell(render.Text("Exceptions: 1 to act on, 1 to watch"), render.RoleSection))}
	for i, act := range []bool{true, false} {
		mark := cell(render.Text(w.in("○ Watch")), render.RoleBody)
		mark.Tone = render.ToneMuted
		if act {
			mark = cell(render.Text(w.in("● Act")), render.RoleBody)
			mark.Tone, mark.Strong = render.ToneWorse, true
		}
		what := cell(render.Text("Over credit limit"), render.RoleBody)
		what.Strong = true
		why := cell(render.Text("worst: 青岛筠泽泵阀有限公司, 194% of its limit"), render.RoleBody)
		link := cell(render.Text(w.in("Open items →")), render.RoleBody)
		link.Link = render.Link{List: "open_items", Key: "01136"}
		row := []render.Cell{mark, what, {}, {}, why, {}, {}, {}, cell(render.Money(yuan(119700000)), render.RoleThousand), {}, cell(render.Int(10), render.RoleCount), cell(render.Day(fact.NewDate(2026, 8, 19)), render.RoleDate), link}
		for j, c := range row {
			c.Edge |= render.EdgeHairline
			c.Indent = j == 12
			out = append(out, at(14+i, 2+j, c))
		}
	}
	return out
}

func summaryPanels(w phrases) []render.Placed {
	var out []render.Placed
	panel := func(col, n int, title, caption string) {
		c := cell(render.Text(title), render.RoleSection)
		c.Edge = render.EdgeRule
		out = append(out, across(21, col, n, c), at(22, col, cell(render.Text(caption), render.RoleCaption)))
	}
	panel(2, 3, w.in("77% of the overdue is under a month late"), w.in("CNY thousand by days overdue; dash: 31 August"))
	panel(6, 5, w.in("Ten debtors owe 43% of the receivable"), w.in("CNY thousand"))
	panel(12, 3, w.in("DSO 72 days, 6 more than at month-end"), "DSO")
	for i, c := range customers {
		name := cell(render.Text(c.name), render.RoleBody)
		name.Link, name.Edge = render.Link{List: "ageing", Key: c.code}, render.EdgeHairline
		owed := cell(render.Money(yuan(c.notDue+c.late)), render.RoleThousand)
		late := cell(render.Money(yuan(c.late)), render.RoleThousand)
		owed.Edge, late.Edge = render.EdgeHairline, render.EdgeHairline
		out = append(out, at(23+i, 6, name), across(23+i, 7, 1, render.Cell{Edge: render.EdgeHairline}), at(23+i, 8, owed), at(23+i, 9, late))
	}
	total := cell(render.Text("Total"), render.RoleBody)
	total.Strong, total.Edge = true, render.EdgeTop
	out = append(out, across(34, 6, 5, total))
	foot := cell(render.Text("Tie-out: 37,631,068.12 CNY = general ledger 1122; difference 0.00"), render.RoleCaption)
	foot.Edge = render.EdgeTop
	out = append(out, across(36, 2, 13, foot))
	return append(out, chartData(w)...)
}

// chartData stands outside the print area.
func chartData(w phrases) []render.Placed {
	var out []render.Placed
	buckets := []struct {
		name   string
		col    int
		amount int64
		before int64
	}{
		{w.in("Not due"), 18, 2737086513, 2590000000}, {"1–30", 19, 795207811, 590000000}, {"31–60", 19, 142403100, 160000000},
		{"61–90", 19, 68961000, 30000000}, {w.in("Over 90"), 20, 21617100, 12800000},
	}
	for i, b := range buckets {
		out = append(out, at(4+i, 17, cell(render.Text(b.name), render.RoleLabel)), at(4+i, b.col, cell(render.Money(yuan(b.amount)), render.RoleThousand)),
			at(4+i, 21, cell(render.Money(yuan(b.before)), render.RoleThousand)))
	}
	months := []string{"Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"}
	for i, m := range months {
		out = append(out, at(12+i, 17, cell(render.Text(m), render.RoleLabel)),
			at(12+i, 18, cell(render.Money(yuan(2800000000+int64(i)*90000000)), render.RoleThousand)),
			at(12+i, 19, cell(render.Float(76-float64(i)/3), render.RoleNumber)))
	}
	return out
}

func summaryCharts() []render.Chart {
	bar := func(col string, shade render.Shade) render.Series {
		return render.Series{Kind: render.SeriesBar, Name: "now", Categories: "Q4:Q8", Values: col + "4:" + col + "8", Shade: shade, Labels: true}
	}
	return []render.Chart{
		{ID: "ageing", Row: 23, Column: 2, Width: 350, Height: 284, Gap: 40, Max: 40_000_000, Alt: "Ageing", Series: []render.Series{
			bar("R", render.ShadeContext), bar("S", render.ShadeSubject), bar("T", render.ShadeWorse),
			{Kind: render.SeriesDash, Name: "before", Categories: "Q4:Q8", Values: "U4:U8", Shade: render.ShadeInk},
		}},
		{ID: "receivable", Row: 23, Column: 12, Width: 330, Height: 140, Gap: 40, Max: 40_000_000, Step: 20_000_000, Gridlines: true, ShowAxis: true, Alt: "Receivable",
			Series: []render.Series{{Name: "net", Categories: "Q12:Q23", Values: "R12:R23", Shade: render.ShadeContext}}},
		{ID: "dso", Row: 30, Column: 12, Width: 330, Height: 120, Max: 100, Step: 50, Gridlines: true, ShowAxis: true, Alt: "DSO", Series: []render.Series{
			{Kind: render.SeriesLine, Name: "DSO", Categories: "Q12:Q23", Values: "S12:S23", Shade: render.ShadeSubject},
			{Kind: render.SeriesPoint, Name: "DSO today", Categories: "Q12:Q23", Values: "S12:S23", Shade: render.ShadeSubject},
		}},
	}
}

func listHead(w phrases, name string, lastColumn int) []render.Placed {
	back := cell(render.Text(w.in("← Summary")), render.RoleCaption)
	back.Link, back.Right = render.Link{Sheet: "summary"}, true
	return []render.Placed{
		at(1, 1, cell(render.Text(w.in(name)), render.RoleListTitle)), at(1, lastColumn, back),
		at(2, 1, cell(render.Text("As of 2026-09-24 (Thu), end of day, Asia/Shanghai · CNY"), render.RoleCaption)),
	}
}

func ageing(w phrases) render.Sheet {
	l := render.List{
		ID: "ageing", Row: 3, Filter: true, TotalLabel: w.in("Total of the rows shown"), TotalIn: 1, Count: len(customers),
		Columns: []render.Column{
			{ID: "code", Header: w.in("Code"), Width: 8, Role: render.RoleCode}, {ID: "customer", Header: w.in("Customer"), Width: 31},
			{ID: "person", Header: w.in("Sales-person"), Width: 11},
			{ID: "not_due", Header: w.in("Not due"), Width: 11, Role: render.RoleWhole, Total: render.TotalSum},
			{ID: "d1_30", Header: "1–30", Width: 11, Role: render.RoleWhole, Group: w.in("Overdue"), Total: render.TotalSum},
			{ID: "over_90", Header: w.in("Over 90 days"), Width: 11, Role: render.RoleWhole, Group: w.in("Overdue"), Total: render.TotalSum},
			{ID: "net", Header: w.in("Net receivable"), Width: 12, Role: render.RoleWhole, Total: render.TotalSum},
			{ID: "share", Header: w.in("Overdue share"), Width: 9, Role: render.RolePercent, Total: render.TotalFormula, Formula: "({d1_30}+{over_90})/{net}"},
			{ID: "days", Header: w.in("Days late"), Width: 9, Role: render.RoleDays}, {ID: "flag", Header: "Flag", Width: 16},
		},
	}
	var rows [][]render.Cell
	var notDue, late, old fact.Amount
	for i, c := range customers {
		name := cell(render.Text(c.name), render.RoleBody)
		name.Link = render.Link{List: "open_items", Key: c.code}
		over := fact.Amount(0)
		flag := render.Cell{}
		if i%4 == 1 {
			over, flag = yuan(c.late/7), render.Cell{Value: render.Text("Over limit 121%"), Tone: render.ToneWorse}
		}
		d := yuan(c.late).Minus(over)
		net := cell(render.Money(yuan(c.notDue+c.late)), render.RoleWhole)
		net.Strong = true
		red := cell(render.Money(over), render.RoleWhole)
		if over != 0 {
			red.Tone, red.Strong = render.ToneWorse, true
		}
		rows = append(rows, []render.Cell{
			{Value: render.Text(c.code)}, name, {Value: render.Text(c.person)}, {Value: render.Money(yuan(c.notDue))}, {Value: render.Money(d)}, red, net,
			{Value: render.Float(float64(c.late) / float64(c.notDue+c.late))}, {Value: render.Int(57 - i*9)}, flag,
		})
		notDue, late, old = notDue.Plus(yuan(c.notDue)), late.Plus(d), old.Plus(over)
	}
	all := notDue.Plus(late).Plus(old)
	ratio, _ := late.Plus(old).Ratio(all)
	for i, v := range map[int]render.Value{3: render.Money(notDue), 4: render.Money(late), 5: render.Money(old), 6: render.Money(all), 7: render.Float(ratio)} {
		l.Columns[i].Sum = v
	}
	l.Rows = rowsOf(rows)
	return render.Sheet{
		ID: "ageing", Name: w.in("Ageing"), Cells: listHead(w, "Ageing by customer", 10), Lists: []render.List{l}, FreezeRow: 6, FreezeColumn: 3,
		Heights: map[int]float64{1: 26}, Print: render.Print{RepeatRows: "3:5", RepeatColumns: "A:B"},
	}
}

func itemRows(w phrases) [][]render.Cell {
	var rows [][]render.Cell
	for i := range 60 {
		c := customers[i%len(customers)]
		due := fact.NewDate(2026, 7, 1).AddDays(i * 2)
		amount := yuan(1234567 + int64(i)*98765)
		days := render.Cell{Value: render.Int(day.Days(due))}
		open := cell(render.Money(amount), render.RoleMoney)
		open.Strong = true
		remark := render.Cell{Value: render.Text("Part paid")}
		if i%3 == 0 {
			remark = render.Cell{Value: render.Missing(w.in("not kept"))}
		}
		if i == 3 {
			open.Value = render.Money(yuan(99_999_999_999_999)) // 999,999,999,999.99
		}
		rows = append(rows, []render.Cell{
			{Value: render.Text(c.code)}, {Value: render.Text(c.name)}, {Value: render.Text(fmt.Sprintf("INV-2606%04d", 3900+i)), Link: render.Link{URL: "https://erp.example/doc?id=1&x=2"}},
			{Value: render.Day(due.AddDays(-30))}, {Value: render.Day(due)}, days, {Value: render.Text("31–60")}, {Value: render.Text("CNY")},
			{Value: render.Text("7.0813"), Role: render.RoleRate}, {Value: render.Money(amount), Tone: render.ToneMuted}, open, {Value: render.Text(c.person)}, remark,
		})
	}
	return rows
}

func openItems(w phrases, rows [][]render.Cell) render.Sheet {
	sum := fact.Amount(0)
	for _, r := range rows {
		sum = sum.Plus(r[10].Value.Money)
	}
	l := render.List{
		ID: "open_items", Row: 3, Filter: true, TotalLabel: w.in("Total of the rows shown"), TotalIn: 1, Count: len(rows), Rows: rowsOf(rows),
		Columns: []render.Column{
			{ID: "code", Header: w.in("Code"), Width: 8, Role: render.RoleCode}, {ID: "customer", Header: w.in("Customer"), Width: 31},
			{ID: "document", Header: w.in("Document")}, {ID: "posted", Header: w.in("Posted"), Width: 11, Role: render.RoleDate},
			{ID: "due", Header: w.in("Due"), Width: 11, Role: render.RoleDate}, {ID: "days", Header: w.in("Days late"), Width: 9, Role: render.RoleDays},
			{ID: "bucket", Header: w.in("Bucket"), Width: 10}, {ID: "cur", Header: w.in("Cur."), Width: 5.5, Role: render.RoleCode},
			{ID: "rate", Header: "Rate", Width: 8, Role: render.RoleRate}, {ID: "amount", Header: w.in("Amount"), Width: 14, Role: render.RoleMoney},
			{ID: "open", Header: w.in("Open, CNY"), Width: 14, Role: render.RoleMoney, Total: render.TotalSum, Sum: render.Money(sum)},
			{ID: "person", Header: w.in("Sales-person"), Width: 11}, {ID: "remark", Header: w.in("Remark"), Width: 17},
		},
	}
	return render.Sheet{
		ID: "open_items", Name: w.in("Open items"), Cells: listHead(w, "Open items", 13), Lists: []render.List{l}, FreezeRow: 6, FreezeColumn: 3,
		Heights: map[int]float64{1: 26}, Print: render.Print{RepeatRows: "3:5", RepeatColumns: "A:B"},
	}
}

func worklist(w phrases) render.Sheet {
	var rows [][]render.Cell
	for i, c := range customers {
		class := render.Cell{Value: render.Text("At risk"), Tone: render.ToneWorse, Strong: true}
		if i > 5 {
			class = render.Cell{Value: render.Text("Quick win"), Tone: render.ToneSoon}
		}
		rows = append(rows, []render.Cell{
			{Value: render.Int(i + 1), Tone: render.ToneMuted}, class, {Value: render.Text(c.name)},
			{Value: render.Text("Promise of 18 Sep not kept; second since July. Ask the finance head and hold shipments until the money is there.")},
			{Value: render.Money(yuan(c.late))}, {}, {}, {},
		})
	}
	l := render.List{
		ID: "worklist", Row: 4, Count: len(rows), Rows: rowsOf(rows),
		Columns: []render.Column{
			{ID: "rank", Header: "#", Width: 5, Role: render.RoleCount}, {ID: "class", Header: "Class", Width: 11}, {ID: "customer", Header: "Customer", Width: 31},
			{ID: "why", Header: "Why now", Width: 40, Role: render.RoleNote}, {ID: "overdue", Header: "Overdue, CNY", Width: 14, Role: render.RoleMoney},
			{ID: "date", Header: "Promised date ✎", Width: 12, Role: render.RoleInput, Accept: render.AcceptDate},
			{ID: "money", Header: "Promised amount ✎", Width: 14, Role: render.RoleInput, Accept: render.AcceptMoney},
			{ID: "note", Header: "Note ✎", Width: 20, Role: render.RoleInput},
		},
	}
	return render.Sheet{
		ID: "worklist", Name: w.in("Worklist"), Cells: listHead(w, "Worklist", 8), Lists: []render.List{l}, FreezeRow: 5, FreezeColumn: 4, Protected: true,
		Rules: []render.Rule{{Kind: render.RulePastDate, Range: "F5:F14"}}, Heights: map[int]float64{1: 26}, Print: render.Print{RepeatRows: "4:4"},
	}
}

func trend(w phrases) render.Sheet {
	var rows [][]render.Cell
	for i := range 13 {
		now := yuan(311863000 + int64(i*i%7)*30000000)
		before := yuan(318486700 - int64(i%5)*30000000)
		rows = append(rows, []render.Cell{{Value: render.Text(fmt.Sprintf("W%d", 26+i))}, {Value: render.Money(now)}, {Value: render.Money(before)}})
	}
	l := render.List{
		ID: "trend", Row: 22, Count: len(rows), Rows: rowsOf(rows),
		Columns: []render.Column{
			{ID: "week", Header: "Week", Width: 16}, {ID: "sales", Header: "Net sales", Width: 16, Role: render.RoleWhole}, {ID: "before", Header: "Last year", Width: 16, Role: render.RoleWhole},
		},
	}
	empty := render.List{ID: "nothing", Row: 38, Filter: true, Empty: "Nothing moved.", Columns: []render.Column{{ID: "a", Header: "Change"}, {ID: "b", Header: "Amount", Role: render.RoleMoney}}}
	return render.Sheet{
		ID: "trend", Name: w.in("Trend"), Cells: listHead(w, "Trend", 8), Lists: []render.List{l, empty}, Heights: map[int]float64{1: 26},
		Charts: []render.Chart{{
			ID: "trend", Row: 4, Column: 1, Width: 900, Height: 320, Gap: 50, Max: 6_000_000, Step: 2_000_000, Gridlines: true, ShowAxis: true, Format: "#,##0,,",
			Alt: "Net sales a week", Series: []render.Series{
				{Name: "'" + w.in("Trend") + "'!$B$22", Categories: "A23:A35", Values: "B23:B35", Shade: render.ShadeContext},
				{Kind: render.SeriesLine, Name: "Last year", Categories: "A23:A35", Values: "C23:C35", Shade: render.ShadeInk},
			},
		}},
		Print: render.Print{OnePage: true},
	}
}

func tieOut(w phrases) render.Sheet {
	s := render.Sheet{ID: "tie_out", Name: w.in("Tie-out"), Columns: []float64{40, 16, 16, 16, 12}, Heights: map[int]float64{1: 26}, Cells: listHead(w, "Tie-out", 5)}
	diff := cell(render.Money(0), render.RoleCheck)
	diff.Value.Formula = "B5-C5"
	s.Cells = append(s.Cells,
		at(4, 1, cell(render.Text("Check"), render.RoleHeader)), at(4, 2, cell(render.Text("Left"), render.RoleHeaderRight)),
		at(5, 1, cell(render.Text("Sum of customers = ledger"), render.RoleBody)), at(5, 2, cell(render.Money(yuan(3763106812)), render.RoleMoney)),
		at(5, 3, cell(render.Money(yuan(3763106812)), render.RoleMoney)), at(5, 4, diff), at(5, 5, cell(render.Text(w.in("✓ PASS")), render.RoleVerdict)),
		across(7, 1, 5, cell(render.Text("✗ FAIL: the ledger says 1.00 more"), render.RoleAlarm)),
		across(9, 1, 5, cell(render.Text("Days sales outstanding, simple: the net receivable at the as-of date, divided by the gross sales of the last 90 days, times 90. A long definition must wrap within its cells and be seen whole, however narrow they are; it is never cut, because a reader who cannot see the end of a sentence cannot trust the figure that it defines. 未清金额按到期日计算，到期当日不算逾期。"), render.RoleNote)),
		at(11, 1, cell(render.Text("▲▼ filled, bold: worse"), render.RoleLegend)), at(12, 1, cell(render.Text("to fill in"), render.RoleInput)),
	)
	s.Rules = []render.Rule{{Kind: render.RuleNotZero, Range: "D5:D5"}}
	return s
}
