package demo_test

import (
	"maps"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"daybook/extract/fact"
	"daybook/render/locale"

	"github.com/xuri/excelize/v2"
)

// oddItems are odd rows that are right on the sheet Open items. The amounts are
// the net that extract/sample/odd.go writes, with 13 % of tax, less what was paid:
// worked out by hand.
var oddItems = []struct {
	what string
	find map[string]string
	want map[string]string
}{
	{
		"due before it was posted",
		map[string]string{"Code": "99001", "Amount": "9266"}, // 8,200 net
		map[string]string{"Posted": serial(2026, 8, 15), "Due": serial(2026, 7, 16), "Days late": "70", "Bucket": "61–90", "Open": "9266"},
	},
	{
		"no due date, 30 days of terms",
		map[string]string{"Code": "99002", "Amount": "7288.5"}, // 6,450 net
		map[string]string{"Posted": serial(2026, 8, 3), "Due": serial(2026, 9, 2), "Days late": "22", "Remark": "Due date assumed"},
	},
	{
		"no due date and no terms",
		map[string]string{"Code": "99003", "Amount": "4407"}, // 3,900 net
		map[string]string{"Posted": serial(2026, 8, 29), "Due": serial(2026, 8, 29), "Days late": "26", "Remark": "Due date assumed"},
	},
	{
		"due on 0000-00-00",
		map[string]string{"Code": "99003", "Amount": "14351"}, // 12,700 net
		map[string]string{"Posted": serial(2026, 8, 21), "Due": serial(2026, 8, 21), "Days late": "34", "Remark": "Due date assumed"},
	},
	{
		"a receipt larger than its invoice of 4,520 leaves an advance",
		map[string]string{"Code": "99001", "Amount": "-5000"},
		map[string]string{"Kind": "On account", "Bucket": "Advance", "Open, CNY": "-480"},
	},
	{
		"an invoice of 2,260 that 3,000 were matched to is a credit",
		map[string]string{"Code": "99001", "Amount": "2260"},
		map[string]string{"Bucket": "Open credit", "Open, CNY": "-740"},
	},
	{
		"a receipt of 5,000 of which 6,400 were matched",
		map[string]string{"Code": "99002", "Amount": "-5000"},
		map[string]string{"Bucket": "Advance", "Open, CNY": "1400"},
	},
	{
		"an invoice paid in part before it was posted",
		map[string]string{"Code": "99002", "Amount": "4972"}, // 4,400 net, 2,500 paid
		map[string]string{"Remark": "Part paid", "Open, CNY": "2472"},
	},
	{
		"money of a customer that does not exist",
		map[string]string{"Code": "999999"},
		map[string]string{"Bucket": "Advance", "Amount": "-1860", "Open, CNY": "-1860", "Remark": "Unknown customer"},
	},
	{
		"the first of two documents of one number",
		map[string]string{"Document": "IMP-0815", "Amount": "3107.5"}, // 2,750 net
		map[string]string{"Code": "99001", "Open, CNY": "3107.5"},
	},
	{
		"the second of them",
		map[string]string{"Document": "IMP-0815", "Amount": "3559.5"}, // 3,150 net
		map[string]string{"Code": "99001", "Open, CNY": "3559.5"},
	},
	{
		// Booked at 99,999,999,999.99 × 0.000281347203158964 = 28,134,720.32, of which
		// the credit of 99,700,000,000.00 takes its share, 28,050,316.16.
		"99,999,999,999.99 dong at a rate of 18 digits, all but credited",
		map[string]string{"Code": "99004", "Cur.": "VND"},
		map[string]string{"Amount": "99999999999.99", "Open": "299999999.99", "Open, CNY": "84404.16"},
	},
}

// oddFindings are odd rows that stand on the sheet Data with their reason.
var oddFindings = []struct {
	what   string
	reason fact.Reason
	want   map[string]string
}{
	{"an amount that is NULL", fact.NullAmount, map[string]string{"Treatment": "Left out", "Row": "IMP-0816", "Customer": "99002"}},
	{
		"a customer that does not exist", fact.UnknownCustomer,
		map[string]string{"Treatment": "Assumed", "Fact": "Receipts", "Customer": "999999", "Amount": "1860"},
	},
	{
		"due before posting", fact.DueBeforePosting,
		map[string]string{"Treatment": "Noted", "Customer": "99001", "Amount": "9266", "Value": "2026-07-16"},
	},
	{
		"no due date, terms", fact.DueFromTerms,
		map[string]string{"Treatment": "Assumed", "Customer": "99002", "Amount": "7288.5", "Value": "2026-09-02"},
	},
	{
		"no due date, no terms", fact.DueFromPosting,
		map[string]string{"Treatment": "Assumed", "Customer": "99003", "Amount": "4407", "Value": "2026-08-29"},
	},
	{"0000-00-00", fact.BadDate, map[string]string{"Treatment": "Noted", "Customer": "99003", "Value": "0000-00-00"}},
	{"a number there twice", fact.DuplicateNumber, map[string]string{"Treatment": "Noted", "Row": "IMP-0815"}},
	{
		"a receipt before its invoice", fact.ReceiptBeforeItem,
		map[string]string{"Treatment": "Noted", "Fact": "Receipts", "Customer": "99002", "Amount": "2500"},
	},
	{
		"more matched to an invoice than it is", fact.OverAllocated,
		map[string]string{"Treatment": "Noted", "Fact": "Documents", "Customer": "99001", "Value": "740.00"},
	},
	{
		"more matched of a receipt than it is", fact.OverAllocated,
		map[string]string{"Treatment": "Noted", "Fact": "Receipts", "Customer": "99002", "Value": "1400.00"},
	},
}

// TestOddRows: what careless imports leave behind comes out right, or stands on
// the sheet Data with its reason and how to mend it.
func TestOddRows(t *testing.T) {
	t.Parallel()
	b := open(t, books(shared(t, "en"))[0])
	words, err := locale.Get("en")
	if err != nil {
		t.Fatal(err)
	}
	items, findings := b.list("Open items", "Code"), b.list("Data", "Treatment")
	for _, odd := range oddItems {
		t.Run(odd.what, func(t *testing.T) {
			b := book{b.File, t}
			r, ok := b.where(items, odd.find)
			for head, want := range odd.want {
				if got := r.cells[head]; ok && got != want {
					t.Errorf("%s of %v is %q, want %q", head, odd.find, got, want)
				}
			}
		})
	}
	for _, odd := range oddFindings {
		t.Run("data: "+odd.what, func(t *testing.T) {
			b, want := book{b.File, t}, maps.Clone(odd.want)
			want["Reason"] = words.Say("reason." + string(odd.reason))
			if r, ok := b.where(findings, want); ok && r.cells["How to mend it in the ERP"] == "" {
				t.Error("nothing says how to mend it")
			}
		})
	}
	if _, excluded := b.sums(); excluded != 1 {
		t.Errorf("%d rows were left out, want the one without an amount", excluded)
	}
}

// sums adds up what was read and left out, by the sheet Data.
func (b book) sums() (read, excluded int) {
	b.t.Helper()
	for _, r := range b.list("Data", "Fact") {
		read += number(b.t, r.cells["Read"])
		excluded += number(b.t, r.cells["Excluded"])
	}
	return read, excluded
}

// TestOddNames: a name is a text, whatever it looks like and however long it is.
func TestOddNames(t *testing.T) {
	t.Parallel()
	b := open(t, books(shared(t, "en"))[0])
	names := map[string]string{
		"99001": `=HYPERLINK("x")`,
		"99002": "🚚 快运 Swift Parcel 🙂",
		"99003": strings.Repeat("Amalgamated Waterworks, Pumping Stations and Pipe Stores of the Upper and the Lower River Districts ", 4)[:300],
		"99004": "Công ty Cổ phần Nước Sông Hương",
	}
	for _, sheet := range []string{"Ageing", "Open items"} {
		seen := map[string]int{}
		for _, r := range b.list(sheet, "Code") {
			want, odd := names[r.cells["Code"]]
			if !odd {
				continue
			}
			seen[r.cells["Code"]]++
			b.isText(sheet, r.at["Code"], r.cells["Code"])
			b.says(sheet, r.at["Customer"], want)
		}
		if len(seen) != len(names) {
			t.Errorf("sheet %s has of the odd names only %v", sheet, seen)
		}
	}
	if n := utf8.RuneCountInString(names["99003"]); n != 300 {
		t.Fatalf("the long name has %d characters", n)
	}
}

// says that a cell shows a text and that nobody takes it for a formula: it is a
// text, or a link of ours that quotes it.
func (b book) says(sheet, cell, want string) {
	b.t.Helper()
	formula, err := b.GetCellFormula(sheet, cell)
	if err != nil || formula == "" {
		b.isText(sheet, cell, want)
		return
	}
	link := regexp.MustCompile(`^HYPERLINK\("#'[^'"]+'![A-Z]+[0-9]+",(.*)\)$`).FindStringSubmatch(formula)
	literal := `"` + strings.ReplaceAll(want, `"`, `""`) + `"`
	// A literal of more than 255 characters is written in pieces.
	if link == nil || strings.ReplaceAll(link[1], `"&"`, "") != literal {
		b.t.Errorf("%s!%s is the formula %s, which does not quote %q", sheet, cell, formula, want)
	}
	if got, err := b.GetCellValue(sheet, cell); err != nil || got != want {
		b.t.Errorf("%s!%s shows %q, %v, want %q", sheet, cell, got, err, want)
	}
}

// isText says that a cell holds a text and neither a number nor an error.
func (b book) isText(sheet, cell, want string) {
	b.t.Helper()
	if got, err := b.GetCellValue(sheet, cell); err != nil || got != want {
		b.t.Errorf("%s!%s is %q, %v, want %q", sheet, cell, got, err, want)
	}
	kind, err := b.GetCellType(sheet, cell)
	if err != nil || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
		b.t.Errorf("%s!%s is of type %v, %v", sheet, cell, kind, err)
	}
}
