// Package render turns results into documents and documents into bytes.
//
// A [Document] says what stands where and what it means: cells carry a value, a
// [Role] and a [Tone], never a colour or a number format. The packages below
// give roles their looks: xlsx writes a workbook, html and text the mail. What
// stands on which sheet is decided in package workbook, in which words in
// package locale.
package render

import (
	"iter"

	"daybook/extract/fact"
)

// Document is one report, independent of any file format.
type Document struct {
	Title    string // "Receivables, 24 September 2026"
	Subject  string // of the file's properties
	Company  string
	AsOf     fact.Date
	Language string // "en" or "zh-CN"
	Footer   string // left part of every printed page
	// PageOf words the right part of the footer, with %p and %n for the page
	// and the number of pages.
	PageOf string
	// ContinuedOn and ContinuedFrom word the notices of a list that needs more
	// than one sheet, with %s for the other sheet's name.
	ContinuedOn, ContinuedFrom string
	Sheets                     []Sheet
	Brief                      Brief
}

// Sheet is one page of a document: cells placed on a grid, then lists below each
// other.
type Sheet struct {
	ID   string // stable across languages; links name it
	Name string // of the tab: unique, at most 31 UTF-16 units
	// Columns are the widths in characters of Calibri 11, from column A on.
	Columns []float64
	// Heights are row heights in points, by row number from 1.
	Heights map[int]float64
	Cells   []Placed
	Lists   []List
	Charts  []Chart
	Rules   []Rule
	// Sparklines are small bars in cells, drawn from cells of this or another
	// sheet.
	Sparklines []Sparkline
	// FreezeRow and FreezeColumn are the first row and column that scroll; 0
	// freezes nothing.
	FreezeRow, FreezeColumn int
	Print                   Print
	// Protected locks all but input cells.
	Protected bool
}

// Print says how a sheet goes on paper: A4 landscape, always.
type Print struct {
	// Area is "A1:O36"; empty prints what there is.
	Area string
	// OnePage fits the sheet on one page; otherwise it is one page wide and as
	// many tall as needed.
	OnePage bool
	// RepeatRows is "3:5", RepeatColumns "A:B".
	RepeatRows, RepeatColumns string
	// BreakBefore are rows that begin a new page.
	BreakBefore []int
}

// Placed is a cell at a place, over Across columns and Down rows where they
// exceed 1.
type Placed struct {
	Row, Column  int // from 1
	Across, Down int
	Cell
}

// Cell is a value with its meaning.
type Cell struct {
	Value Value
	Role  Role
	Tone  Tone
	// Strong is bold.
	Strong bool
	// Edge draws a rule at the cell's edges.
	Edge Edge
	// Indent keeps text clear of a right-aligned number to its left.
	Indent bool
	// Right aligns text to the right where its role would not: captions above
	// figures, the tie-out at the page's right edge.
	Right bool
	// Link leads to another sheet, cell or address; see [Link].
	Link Link
}

// Link is where a cell leads. The zero Link leads nowhere.
type Link struct {
	Sheet string // a Sheet.ID
	Cell  string // "B7"; with List and Key empty. Default A1
	// List and Key name a row: the first of the list whose key column equals Key.
	List, Key string
	URL       string // of the ERP's own page, or a mail address
}

// IsZero says that the link leads nowhere. It is asked of every cell, and cheaper
// field by field.
func (l Link) IsZero() bool {
	return l.Sheet == "" && l.URL == "" && l.List == "" && l.Cell == "" && l.Key == ""
}

// Value is what a cell holds. Exactly one of its forms is used: see the
// constructors.
type Value struct {
	Form  Form
	Text  string
	Money fact.Amount
	Float float64
	Int   int64
	Date  fact.Date
	// Formula, without "=", is written with the value as its cached result.
	Formula string
}

// Form says which field of a Value holds.
type Form uint8

// The forms of a value.
const (
	FormEmpty Form = iota
	FormText
	FormMoney // exact, written digit by digit
	FormInt
	FormFloat
	FormDate
	FormMissing // Text says why: "not kept", "no target"
)

// Text is user text or words; it is never a formula.
func Text(s string) Value { return Value{Form: FormText, Text: s} }

// Money is an exact amount.
func Money(a fact.Amount) Value { return Value{Form: FormMoney, Money: a} }

// Int is a whole number.
func Int(n int) Value { return Value{Form: FormInt, Int: int64(n)} }

// Float is a ratio or a statistic.
func Float(f float64) Value { return Value{Form: FormFloat, Float: f} }

// Day is a date; no date is an empty cell.
func Day(d fact.Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Value{Form: FormDate, Date: d}
}

// Missing is a figure that there is none of, and why.
func Missing(why string) Value { return Value{Form: FormMissing, Text: why} }

// Calculated is v, computed in the file by the formula.
func (v Value) Calculated(formula string) Value {
	v.Formula = formula
	return v
}

// Role is what a cell is, from which its font, format and alignment follow.
type Role uint8

// The roles.
const (
	RoleBody              Role = iota // text
	RoleTitle                         // of a page: 20 bold
	RoleListTitle                     // of a list sheet: 16 bold
	RoleSection                       // 11 bold
	RoleFinding                       // the finding in one sentence: 13
	RoleCaption                       // 9 grey
	RoleLegend                        // 8 grey
	RoleLabel                         // 9 grey, a row's or column's name
	RoleHeader                        // of a list: 9 bold, filled, wrapped, top
	RoleHeaderRight                   // the same above numbers
	RoleBracket                       // over grouped headers
	RoleKPI                           // 22 bold, thousands or 万
	RoleKPIDays                       // 22 bold, one decimal
	RoleKPIShare                      // 22 bold, percent
	RoleMoney                         // two decimals
	RoleWhole                         // money shown without its cents
	RoleThousand                      // money shown in thousands or 万
	RoleCount                         // a whole number
	RoleDays                          // 0;"in "0;"today"
	RoleNumber                        // one decimal
	RolePercent                       // 0.0%
	RoleDate                          // yyyy-mm-dd
	RoleCode                          // text, grey
	RoleRate                          // an exchange rate or unit price: text, right
	RoleDeltaWorse                    // change of money in thousands; up is worse
	RoleDeltaBetter                   // up is better
	RoleDelta                         // up is neither
	RoleDeltaDaysWorse                // change in days, up is worse
	RoleDeltaPointsWorse              // change in percentage points, up is worse
	RoleCheck                         // a difference: 0.00 in full
	RoleVerdict                       // ✓ PASS, ✗ FAIL
	RoleInput                         // a cell to fill in
	RoleNote                          // long text, wrapped, top
	RoleBand                          // a rule of ink across the page
	RoleAlarm                         // white on red: a failed tie-out
	RoleScore                         // of the scorecard: 14 bold, thousands or 万
	RoleScoreShare                    // 14 bold, percent
	RoleScoreDays                     // 14 bold, one decimal
	RoleShare                         // a share in whole percent
	RoleGrowth                        // change as a share of what was, neither good nor bad
	RoleGrowthBetter                  // the same; up is better
	RoleDeltaPointsBetter             // change in percentage points, up is better
	RoleDeltaWholeBetter              // change of money without its cents, up is better
)

// Tone is how a cell is to be taken. It is never the only sign of it.
type Tone uint8

// The tones.
const (
	TonePlain Tone = iota
	ToneMuted
	ToneWorse  // overdue over 90, over limit, FAIL
	ToneBetter // PASS
	ToneSoon   // due within seven days
)

// Edge draws rules.
type Edge uint8

// The edges, to be or-ed.
const (
	EdgeHairline Edge = 1 << iota // below
	EdgeRule                      // ink, below
	EdgeTop                       // ink, above
	EdgeThick                     // thick ink, above
)

// List is a table of rows: a bracket line, totals above the header, the header,
// the rows. It becomes a native table.
type List struct {
	ID string // "open_items": the native table's name and the target of links
	// Row is the row of the bracket line; totals stand below it, then the
	// header, then the rows.
	Row     int
	Columns []Column
	// TotalLabel stands in the total row; empty leaves out bracket and totals,
	// so that Row is the header's.
	TotalLabel string
	TotalIn    int // index of the column that shows TotalLabel
	// Filter offers filter buttons.
	Filter bool
	// Rows yields the rows in order, cells in the order of Columns. An error
	// ends the document. It is ranged over more than once (for widths, for the
	// rows that links name), and yields the same each time; the slice may be
	// reused from row to row.
	Rows iter.Seq2[[]Cell, error]
	// Count is the number of rows that Rows yields; a file says it before them.
	Count int
	// Keys is the index of the column that links name rows by.
	Keys int
	// Empty is what stands there instead of rows.
	Empty string
	// Height of a row in points; 0 is the default of the language.
	Height float64
}

// Column is one column of a list.
type Column struct {
	ID     string // stable: "net_receivable"
	Header string // unique in the list
	Group  string // bracket over neighbouring columns of the same group
	// Width in characters of Calibri 11; 0 is as wide as header and rows need. A
	// column of numbers is widened where it must be.
	Width float64
	// Fit widens it for texts, too: half of a document's number is none. Columns
	// of [RoleCode] do so anyway.
	Fit bool
	// Accept says what may be entered where the column's cells are inputs.
	Accept Accept
	// Role is the role of the column's cells where they name none.
	Role Role
	// Total is what stands above the header; see [Total].
	Total Total
	// Sum is the cached value of a total.
	Sum Value
	// Formula computes a TotalFormula, with {id} for a column's total cell.
	Formula string
}

// Accept says what an input cell takes.
type Accept uint8

// What input cells take.
const (
	AcceptText Accept = iota
	AcceptDate
	AcceptMoney
)

// Total says how a column is totalled.
type Total uint8

// The totals.
const (
	TotalNone    Total = iota
	TotalSum           // SUBTOTAL(109,…): follows the filter
	TotalFormula       // Formula
)

// Sparkline draws a row of values from zero as bars in a cell, the last one dark.
type Sparkline struct {
	Row, Column int
	// Sheet is the Sheet.ID of the values' range, "B9:B21".
	Sheet, Values string
	// Below says that a value is below zero, so that the axis is not the floor.
	Below bool
	// Max is the value of a bar as tall as the cell; 0 is the largest.
	Max float64
}

// Rule is a conditional format, for what the reader may change.
type Rule struct {
	Kind  RuleKind
	Range string // "D7:D40"
	// Max scales a data bar from zero; 0 is the largest value.
	Max float64
}

// RuleKind says what a rule marks.
type RuleKind uint8

// The kinds of rules.
const (
	RuleBar      RuleKind = iota // pale bars behind numbers
	RuleNotZero                  // white on red where a check differs from zero
	RulePastDate                 // red bold where a date is before the as-of day
)

// Chart is drawn from cells of its own sheet; its title is a cell above it.
type Chart struct {
	ID            string
	Row, Column   int // of its top left cell
	OffsetX       int // px
	OffsetY       int
	Width, Height int // px
	Series        []Series
	Max           float64 // of the value axis; 0 is automatic
	Min           float64 // likewise, where something is below zero
	Step          float64 // between gridlines; 0 is automatic
	Gridlines     bool
	ShowAxis      bool   // of values
	Format        string // of values: a number format
	Gap           int    // between bars, percent
	// EveryLabel writes every category's label, of which some are empty; else the
	// reader's program leaves out what does not fit.
	EveryLabel bool
	// Beside draws bars from left to right, the first at the top, over all of the
	// chart's height and without words: each beside a row of the sheet.
	Beside bool
	Alt    string // what the chart says, for who cannot see it
}

// Series is one row of values in a chart.
type Series struct {
	Kind       SeriesKind
	Name       string // "Summary!$Q$3" or words
	Categories string // range on the sheet, "Q4:Q8"
	Values     string
	Shade      Shade
	Labels     bool // a value at every point
}

// SeriesKind says how a series is drawn.
type SeriesKind uint8

// The kinds of series.
const (
	SeriesBar SeriesKind = iota // a column
	SeriesLine
	SeriesDash  // a short dash at each value: the earlier figure
	SeriesPoint // the last point of a line, marked and labelled
	SeriesThin  // a thin solid line: what should be
)

// Shade is the meaning of a series' colour.
type Shade uint8

// The shades.
const (
	ShadeSubject Shade = iota
	ShadeContext
	ShadeWorse
	ShadeInk
)

// Brief is the report in a page: what the mail says, and the Summary sheet
// shows. All of it is worded; amounts stand in the cells' values.
type Brief struct {
	Title    string
	Caption  string // company · basis · as-of
	Status   Status
	Verdict  string // "All six checks tie to the ledger."
	Finding  string
	Headline string // the subject's middle part: "overdue ¥10.28 m (−0.12 m)"
	Unit     string // "CNY thousand"
	KPIs     []KPI
	// Since names the comparisons: "since yesterday, 23 Sep".
	Since        []string
	Legend       string
	Exceptions   Exceptions
	Changes      []Change
	ChangesTitle string
	TieOut       string
}

// Status is the state of a report.
type Status uint8

// The states.
const (
	StatusOK Status = iota
	StatusWarn
	StatusFail
	StatusEmpty
	StatusRestated
)

// KPI is one figure and its changes, in the order of Brief.Since.
type KPI struct {
	ID    string
	Name  string
	Cell  Cell   // for the sheet
	Short string // for the mail: "10.28 m"
	Note  string // share or count: "27.3% of open invoices"
	// Changes stand beside Brief.Since.
	Changes []KPIChange
}

// KPIChange is a change of a figure since an earlier day.
type KPIChange struct {
	Cell  Cell
	Short string // with its mark: "▲ +2.30 m"
	Tone  Tone
}

// Exceptions is the list of what to act on.
type Exceptions struct {
	Title string
	Head  []string // column heads: amount unit, customers, since, where
	Rows  []Exception
	None  string // what stands there where there is none
	More  string // "3 more →"
}

// Exception is one thing to act on or to watch.
type Exception struct {
	Act           bool
	Mark          string // "● Act"
	What, Why     string
	Amount        Cell
	Short         string // for the mail
	Customers     int
	CustomersText string // "10 customers"
	Since         fact.Date
	Link          Link
	LinkText      string
}

// Change is one line of "what changed".
type Change struct {
	What, Count, Short string
}

// Artifact is a file that a document became.
type Artifact struct {
	Name   string // "2026-09-24_receivables_all.xlsx"
	Bytes  int64
	SHA256 string
	Sheets int
	Rows   int // of all lists
}
