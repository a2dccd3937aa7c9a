// Package mailtest holds made-up mails that the bodies are tested with: an
// ordinary day in two languages, and days on which everything is odd.
package mailtest

import (
	"strings"
	"time"

	"daybook/extract/fact"
	"daybook/render"
)

// Ordinary is a day on which all is well, with figures of a company that does
// not exist; language is "en" or "zh-CN".
func Ordinary(language string) (*render.Document, render.Mail) {
	if language == "zh-CN" {
		return chinese()
	}
	return english()
}

func document(language string, b render.Brief) *render.Document {
	return &render.Document{
		Title: b.Title, Language: language, AsOf: fact.NewDate(2026, time.September, 24), Brief: b,
	}
}

func mail(language string) render.Mail {
	return render.Mail{
		Currency: "CNY",
		Attachments: []render.Artifact{
			{Name: "2026-09-24_receivables_all.xlsx", Bytes: 151_200, Sheets: 8, Rows: 1428},
		},
		Contact: "ar-reports@marlwick.example",
		Words:   render.MailWords(language),
	}
}

func english() (*render.Document, render.Mail) {
	m := mail("en")
	m.ReadAt = "Data read 25 Sep 2026, 06:58 Asia/Shanghai"
	m.ArchivePath = `\\files\finance\AR\2026\09`
	m.SentAs = "Sent to you as Finance, all customers"
	m.Run = "20260925-0700-ar, revision 1"
	return document("en", render.Brief{
		Title:        "Receivables, 24 September 2026",
		Caption:      "Marlwick Instruments (Suzhou) Co., Ltd. · CNY, by due date, end of Thursday",
		Verdict:      "All six checks tie to the ledger.",
		TieOut:       "Net receivable 37,628,104.22 = customers 37,628,104.22 = ledger account 1122 37,628,104.22",
		Finding:      "Overdue fell 0.12 m since yesterday to CNY 10.28 m, 27.3% of open invoices.",
		Since:        []string{"since yesterday, 23 Sep", "since 31 Aug", "since 24 Sep 2025"},
		Legend:       "▲ worse, ▽ better, no mark: neither",
		KPIs:         englishKPIs(),
		Exceptions:   englishExceptions(),
		ChangesTitle: "What changed since 23 September",
		Changes: []render.Change{
			{What: "Newly overdue", Count: "4 items", Short: "0.27 m"},
			{What: "Moved to an older bucket", Count: "1 item", Short: "0.03 m"},
			{What: "Paid in full", Count: "6 items", Short: "0.39 m"},
			{What: "Received", Short: "0.40 m"},
		},
	}), m
}

func englishKPIs() []render.KPI {
	return []render.KPI{
		kpi("Net receivable", "37.63 m", "", plain("−0.16 m"), plain("+3.72 m")),
		kpi("Overdue", "10.28 m", "27.3% of open invoices", better("▽ −0.12 m"), worse("▲ +2.30 m")),
		kpi("Over 90 days", "0.22 m", "", plain("–"), worse("▲ +0.09 m")),
		kpi("DSO", "72.4 days", "", worse("▲ +0.9"), worse("▲ +5.9")),
		kpi("Over limit", "1.20 m", "10 customers", worse("▲ +0.02 m"), worse("▲ +0.90 m")),
	}
}

func englishExceptions() render.Exceptions {
	return render.Exceptions{
		Title: "Exceptions: 3 to act on, 2 to watch",
		Rows: []render.Exception{
			{Act: true, Mark: "● Act", What: "Over credit limit", Why: "worst: 青岛筠泽泵阀有限公司, 194% of its limit", Short: "1.20 m", CustomersText: "10 customers"},
			{Act: true, Mark: "● Act", What: "Newly overdue", Why: "fell due on 23 September, not paid", Short: "0.27 m", CustomersText: "4 customers"},
			{Act: true, Mark: "● Act", What: "Concentration", Why: "南通栎衡泵阀有限公司 owes 8.6% of the total; alarm at 8%", Short: "3.22 m", CustomersText: "1 customer"},
			{Mark: "○ Watch", What: "Disputed", Why: "overdue invoices waiting for an answer from sales", Short: "1.17 m", CustomersText: "16 customers"},
			{Mark: "○ Watch", What: "Unmatched credits and advances", Why: "lower the receivable, but no invoice is named", Short: "−0.02 m", CustomersText: "3 customers"},
		},
		More: "3 more →",
	}
}

func chinese() (*render.Document, render.Mail) {
	m := mail("zh-CN")
	m.ReadAt = "数据读取：2026年9月25日 06:58（Asia/Shanghai）"
	m.ArchivePath = `\\files\finance\AR\2026\09`
	m.SentAs = "收件角色：财务（全部客户）"
	m.Run = "20260925-0700-ar，第 1 版"
	return document("zh-CN", render.Brief{
		Title:        "应收账款日报 2026年9月24日",
		Caption:      "玛尔维仪器（苏州）有限公司 · 人民币，按到期日，周四日终",
		Verdict:      "六项核对与总账一致，数据齐全。",
		TieOut:       "应收净额 37,628,104.22 = 客户合计 37,628,104.22 = 总账科目1122 37,628,104.22",
		Finding:      "逾期较昨日下降 11.7 万元，至 1,028.2 万元，占未清发票 27.3%。",
		Since:        []string{"较昨日（9月23日）", "较8月31日", "较去年9月24日"},
		Legend:       "▲ 变差　▽ 改善　无标记：中性",
		KPIs:         chineseKPIs(),
		Exceptions:   chineseExceptions(),
		ChangesTitle: "9月23日以来的变化",
		Changes: []render.Change{
			{What: "新增逾期", Count: "4 笔", Short: "27.2 万"},
			{What: "账龄后移", Count: "1 笔", Short: "3.5 万"},
			{What: "已结清", Count: "6 笔", Short: "38.9 万"},
			{What: "回款", Short: "40.0 万"},
		},
	}), m
}

func chineseKPIs() []render.KPI {
	return []render.KPI{
		kpi("应收净额", "3,763.1 万", "", plain("−16.1 万"), plain("+372.3 万")),
		kpi("逾期", "1,028.2 万", "占未清发票 27.3%", better("▽ −11.7 万"), worse("▲ +230.2 万")),
		kpi("90天以上", "21.6 万", "", plain("–"), worse("▲ +8.8 万")),
		kpi("DSO", "72.4 天", "", worse("▲ +0.9"), worse("▲ +5.9")),
		kpi("超额度", "119.7 万", "10 家", worse("▲ +1.7 万"), worse("▲ +90.1 万")),
	}
}

func chineseExceptions() render.Exceptions {
	return render.Exceptions{
		Title: "例外：3 项待处理，2 项关注",
		Rows: []render.Exception{
			{Act: true, Mark: "● 处理", What: "超信用额度", Why: "最高：青岛筠泽泵阀有限公司，用额 194%", Short: "119.7 万", CustomersText: "10 家"},
			{Act: true, Mark: "● 处理", What: "新增逾期", Why: "9月23日到期，未付", Short: "27.2 万", CustomersText: "4 家"},
			{Act: true, Mark: "● 处理", What: "集中度", Why: "南通栎衡泵阀有限公司占 8.6%，警戒线 8%", Short: "322.4 万", CustomersText: "1 家"},
			{Mark: "○ 关注", What: "有争议", Why: "逾期发票待业务答复", Short: "117.3 万", CustomersText: "16 家"},
			{Mark: "○ 关注", What: "待核销贷项及预收", Why: "已减少应收，但未指定发票", Short: "−2.2 万", CustomersText: "3 家"},
		},
		More: "另有 3 项 →",
	}
}

func kpi(name, short, note string, changes ...render.KPIChange) render.KPI {
	return render.KPI{Name: name, Short: short, Note: note, Changes: changes}
}

func plain(s string) render.KPIChange  { return render.KPIChange{Short: s} }
func worse(s string) render.KPIChange  { return render.KPIChange{Short: s, Tone: render.ToneWorse} }
func better(s string) render.KPIChange { return render.KPIChange{Short: s, Tone: render.ToneBetter} }

// Hostile names that customers have or could have.
const (
	FormulaName = `=HYPERLINK("http://evil.example","x")`
	MarkupName  = `</td></table><script>alert('x')</script>&amp;`
	EmojiName   = "👩‍🔧 Pump & Valve 🇨🇳🚀"
	BrokenName  = "two\r\nlines\u2028three \u202eturned"
)

// LongName is of 300 characters, without a space to break at.
func LongName() string { return strings.Repeat("Extraordinarily", 20) }

// Odd is a day on which a check failed, the workbook was too large, and every
// name is hostile.
func Odd() (*render.Document, render.Mail) {
	d, m := Ordinary("en")
	b := &d.Brief
	b.Status = render.StatusFail
	b.Verdict = "Two of six checks do not tie: the report is 1,234.56 below the ledger."
	b.TieOut = "Net receivable 37,626,869.66 ≠ ledger account 1122 37,628,104.22"
	b.Caption = MarkupName + " · CNY"
	why := []string{"worst: " + FormulaName, MarkupName, "worst: " + LongName(), EmojiName + " owes 8.6% of the total", BrokenName}
	for i, w := range why {
		b.Exceptions.Rows[i].Why = w
	}
	b.Exceptions.Rows[0].Link.URL = "https://erp.example/customer?id=7&x=\"y\""
	b.Exceptions.Rows[1].Link.URL = "javascript:alert(1)"
	b.Exceptions.Rows[2].What = LongName()
	b.KPIs[2].Name = "Over 90 days and not disputed by the customer"
	b.Changes[0].What = LongName()
	m.Attachments = nil
	m.Contact = "the finance desk, extension <b>12</b>"
	m.Notices = []string{
		"The workbook is too large to be mailed (31.0 MB, limit 20.0 MB); it lies at " + `\\files\finance\AR\2026\09\2026-09-24_receivables_all_customers_and_documents.xlsx`,
		"Sheet Credit is missing: this source keeps no limits.",
	}
	return d, m
}

// Huge is a day in a currency of many digits, whose figures leave names no room.
func Huge() (*render.Document, render.Mail) {
	d, m := Ordinary("en")
	m.Currency = "VND"
	for i := range d.Brief.KPIs {
		k := &d.Brief.KPIs[i]
		k.Short = "999,999,999.99 m"
		k.Changes = []render.KPIChange{worse("▲ +99,999,999.99 m"), better("▽ −99,999,999.99 m")}
	}
	return d, m
}

// Empty is a day with nothing to report.
func Empty() (*render.Document, render.Mail) {
	d, m := Ordinary("en")
	d.Brief = render.Brief{
		Title: d.Brief.Title, Caption: d.Brief.Caption, Status: render.StatusEmpty,
		Verdict: "No document is open on this day.",
	}
	m.Attachments = nil
	return d, m
}

// Quiet is a day without exceptions or changes, after a correction.
func Quiet() (*render.Document, render.Mail) {
	d, m := Ordinary("en")
	b := &d.Brief
	b.Status, b.Verdict = render.StatusRestated, "Replaces the report of 07:00: three receipts were missing."
	b.Exceptions = render.Exceptions{Title: "Exceptions", None: "No exceptions"}
	b.Changes = nil
	return d, m
}
