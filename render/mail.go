package render

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"daybook/extract/fact"
)

// Mail is what a mail says besides the [Brief] of its document: what is not in
// the workbook, because it differs from run to run or from reader to reader.
type Mail struct {
	Attachments []Artifact
	// Notices are sentences that the reader must not miss: "The workbook is too
	// large to be mailed (31 MB); it lies at …".
	Notices []string
	// Currency stands over the names of the figures: "CNY".
	Currency string
	// ReadAt is "Data read 25 Sep 2026, 06:58 Asia/Shanghai".
	ReadAt string
	// ArchivePath is where the files are kept, if the reader can get there.
	ArchivePath string
	// SentAs says why the reader gets this: "Sent to you as Finance, all
	// customers".
	SentAs string
	// Contact is a mail address or words.
	Contact string
	// Run names the run and its revision: "20260925-0700-ar, revision 1".
	Run string
	// Words are the labels of the mail itself: see [MailWords].
	Words Words
}

// Check says what a mail cannot be written without.
func (m Mail) Check() error {
	if m.Words == (Words{}) {
		return errors.New("mail body: Mail.Words is empty, so that labels would be missing; fill it with render.MailWords(language)")
	}
	return nil
}

// Words are the fixed labels of a mail. What ends in a colon is followed by its
// value at once, and so brings the space that its language wants there.
type Words struct {
	Status   [5]string // by [Status]
	Attached string    // heading of the attachments
	// Sheet, Sheets, Row and Rows are formats of a count, in the singular and
	// plural.
	Sheet, Sheets, Row, Rows string
	Notes                    string // where the figures are defined
	Archive                  string // before ArchivePath
	Contact                  string // before Contact
	Run                      string // before Run
	// Day is the layout of the day that the figures are of, as a column's head.
	Day string
	// Marks explains the marks before exceptions in the text part.
	Marks string
}

// MailWords are the labels in a language: "zh-CN", else English.
func MailWords(language string) Words {
	if language == "zh-CN" {
		return Words{
			Status:   [5]string{"正常", "注意", "不符", "无数据", "更正重发"},
			Attached: "附件",
			Sheet:    "%s 张表", Sheets: "%s 张表", Row: "%s 行", Rows: "%s 行",
			Notes:   "指标定义见“说明”表",
			Archive: "存档：",
			Contact: "咨询或退订：",
			Run:     "运行：",
			Day:     "1月2日",
			Marks:   "! 处理  - 关注",
		}
	}
	return Words{
		Status:   [5]string{"OK", "WARN", "FAIL", "NO DATA", "RESTATED"},
		Attached: "Attached",
		Sheet:    "%s sheet", Sheets: "%s sheets", Row: "%s row", Rows: "%s rows",
		Notes:   "What each figure means: sheet Notes",
		Archive: "Copies: ",
		Contact: "Questions, or to stop: ",
		Run:     "Run ",
		Day:     "2 Jan",
		Marks:   "! act  - watch",
	}
}

// MailComparisons is the number of [Brief.Since] that a mail has room for, on a
// phone: since the last report and since month-end.
const MailComparisons = 2

// Since is the figure's change since Brief.Since[i]; the zero KPIChange where
// there is none.
func (k KPI) Since(i int) KPIChange {
	if i < len(k.Changes) {
		return k.Changes[i]
	}
	return KPIChange{}
}

// Unlinked is words without the arrow that invites to follow a link: a mail
// cannot lead into a workbook.
func Unlinked(s string) string { return strings.TrimRight(s, " →") }

// DayOf is the head of the column of figures; no day has none.
func (w Words) DayOf(d fact.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(w.Day)
}

// Of words a status with its mark: the sign beside the colour.
func (w Words) Of(s Status) string {
	return [5]string{"✓", "!", "✗", "–", "!"}[s] + " " + w.Status[s]
}

// Contents says how much is in a file: "11 sheets · 428 rows". A file without
// sheets has none to count.
func (w Words) Contents(a Artifact) string {
	var parts []string
	if a.Sheets > 0 {
		parts = append(parts, counted(a.Sheets, w.Sheet, w.Sheets))
	}
	if a.Sheets > 0 || a.Rows > 0 {
		parts = append(parts, counted(a.Rows, w.Row, w.Rows))
	}
	return strings.Join(parts, " · ")
}

func counted(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf(one, "1")
	}
	return fmt.Sprintf(many, grouped(n))
}

// grouped writes 12345 as 12,345, which both languages read.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Size is the size of a file as file managers show it: 1 KB is 1024 bytes, and a
// part of one counts as one.
func (a Artifact) Size() string {
	const kb = 1 << 10
	if a.Bytes < kb*kb {
		return fmt.Sprintf("%d KB", (a.Bytes+kb-1)/kb)
	}
	return fmt.Sprintf("%.1f MB", float64(a.Bytes)/(kb*kb))
}

// Fine is a line of small print: a label and a value, either of which may be
// empty.
type Fine struct{ Label, Value string }

// SmallPrint is what stands at the end of a mail: when the data was read, what
// the figures mean, where copies are, why the reader gets it, whom to ask, and
// which run it came from. What is not known has no line.
func (m Mail) SmallPrint() []Fine {
	w := m.Words
	lines := []Fine{{"", m.ReadAt}, {w.Notes, ""}}
	for _, f := range []Fine{{w.Archive, m.ArchivePath}, {"", m.SentAs}, {w.Contact, m.Contact}, {w.Run, m.Run}} {
		if f.Value != "" {
			lines = append(lines, f)
		}
	}
	if m.ReadAt == "" {
		return lines[1:]
	}
	return lines
}
