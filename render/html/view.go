package html

import (
	"net/mail"
	"net/url"
	"unicode"

	"daybook/render"
	"daybook/render/text"
)

// view is what the template shows: cleaned, cut, with the names of looks.
type view struct {
	Language, Title, Caption string
	Status                   status
	Notices                  []string
	Finding                  string
	Currency, Day            string
	Since                    []string
	Figures                  []figure
	Stacked                  bool // changes below their figure
	Legend                   string
	ExceptionsTitle          string
	Exceptions               []exception
	None, More               string
	ChangesTitle             string
	Changes                  []render.Change
	Attached                 string
	Attachments              []attachment
	SmallPrint               []fine
}

type status struct{ Fill, Look, Word, Text, Verdict, TieOut string }

type figure struct {
	Name, Short, Note string
	Line, Wrap        string // looks
	Changes           []change
}

type change struct{ Since, Short, Look string }

type exception struct{ Mark, Look, What, Why, Short, Customers, URL string }

type attachment struct{ Name, Size, Contents string }

// fine is a line of small print; Address is set where Value can be mailed to.
type fine struct{ Label, Value, Address string }

// Lengths in columns after which words are cut: what comes from the ERP may be
// of any length, and the mail must stay a page.
const (
	nameLength     = 60
	titleLength    = 120
	sentenceLength = 160
	noticeLength   = 400
)

func viewOf(d *render.Document, m render.Mail) view {
	b := d.Brief
	return view{
		Language: d.Language,
		Title:    short(b.Title, titleLength),
		Caption:  short(b.Caption, sentenceLength),
		Status:   statusOf(b, m.Words),
		Notices:  each(m.Notices, func(s string) string { return short(s, noticeLength) }),
		Finding:  short(b.Finding, noticeLength),
		Currency: short(m.Currency, nameLength), Day: m.Words.DayOf(d.AsOf),
		Since:           sinceOf(b),
		Figures:         each(b.KPIs, figureOf(sinceOf(b))),
		Stacked:         stacked(b.KPIs),
		Legend:          b.Legend,
		ExceptionsTitle: short(b.Exceptions.Title, titleLength),
		Exceptions:      each(b.Exceptions.Rows, exceptionOf),
		None:            b.Exceptions.None,
		More:            render.Unlinked(b.Exceptions.More),
		ChangesTitle:    short(b.ChangesTitle, titleLength),
		Changes:         each(b.Changes, changeOf),
		Attached:        m.Words.Attached,
		Attachments: each(m.Attachments, func(a render.Artifact) attachment {
			return attachment{text.Clean(a.Name), a.Size(), m.Words.Contents(a)}
		}),
		SmallPrint: each(m.SmallPrint(), fineOf),
	}
}

func short(s string, columns int) string { return text.Cut(text.Clean(s), columns) }

func each[A, B any](all []A, f func(A) B) []B {
	out := make([]B, len(all))
	for i, a := range all {
		out[i] = f(a)
	}
	return out
}

func statusOf(b render.Brief, w render.Words) status {
	s := status{
		Text: w.Of(b.Status), Verdict: short(b.Verdict, noticeLength), TieOut: short(b.TieOut, noticeLength),
	}
	switch b.Status {
	case render.StatusFail:
		s.Fill, s.Look, s.Word = "#B3261E", "red", "inherit"
	case render.StatusWarn, render.StatusRestated:
		s.Fill, s.Look, s.Word = "#FFF8E1", "amber", "soon"
	case render.StatusEmpty:
		s.Fill, s.Look, s.Word = "#F2F4F6", "quiet", "grey"
	case render.StatusOK:
		s.Fill, s.Look, s.Word = "#F2F4F6", "green", "better"
	}
	return s
}

func sinceOf(b render.Brief) []string {
	return each(b.Since[:min(render.MailComparisons, len(b.Since))], func(s string) string {
		return keepDays(short(s, nameLength))
	})
}

// keepDays does not let a line end in the middle of "23 Sep".
func keepDays(s string) string {
	runes := []rune(s)
	for i := 1; i < len(runes)-1; i++ {
		if runes[i] == ' ' && unicode.IsDigit(runes[i-1]) && unicode.IsLetter(runes[i+1]) {
			runes[i] = '\u00a0'
		}
	}
	return string(runes)
}

// stacked says that the figures are too long to stand beside their changes on a
// phone.
func stacked(kpis []render.KPI) bool {
	const room = 34 // columns, beside a name of sixteen
	var widest [1 + render.MailComparisons]int
	for _, k := range kpis {
		widest[0] = max(widest[0], text.Width(k.Short))
		for i := range render.MailComparisons {
			widest[i+1] = max(widest[i+1], text.Width(k.Since(i).Short))
		}
	}
	total := 0
	for _, w := range widest {
		total += w
	}
	return total > room
}

// figureOf shows a figure with its changes. A long name wraps, a usual one does
// not, so that four columns share a phone fairly.
func figureOf(since []string) func(render.KPI) figure {
	return func(k render.KPI) figure {
		f := figure{
			Name: short(k.Name, nameLength), Short: k.Short, Note: short(k.Note, nameLength),
			Line: "hairline", Wrap: "wrap",
		}
		if f.Note != "" {
			f.Line = "noline"
		}
		if text.Width(f.Name) <= 16 {
			f.Wrap = "nowrap"
		}
		for i, day := range since {
			c := k.Since(i)
			f.Changes = append(f.Changes, change{day, c.Short, toneLook(c.Tone)})
		}
		return f
	}
}

func toneLook(t render.Tone) string {
	switch t {
	case render.ToneWorse:
		return "worse"
	case render.ToneBetter:
		return "better"
	case render.ToneSoon:
		return "soon"
	case render.ToneMuted:
		return "grey"
	default:
		return "plain"
	}
}

func exceptionOf(e render.Exception) exception {
	look := "grey"
	if e.Act {
		look = "worse"
	}
	return exception{
		Mark: e.Mark, Look: look,
		What: short(e.What, nameLength), Why: short(e.Why, sentenceLength),
		Short: e.Short, Customers: short(e.CustomersText, nameLength),
		URL: pageOf(e.Link),
	}
}

// pageOf is the address that an exception leads to: a page of the ERP. A place in
// the workbook cannot be reached from a mail.
func pageOf(l render.Link) string {
	u, err := url.Parse(l.URL)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	return l.URL
}

func changeOf(c render.Change) render.Change {
	return render.Change{What: short(c.What, nameLength), Count: c.Count, Short: c.Short}
}

func fineOf(f render.Fine) fine {
	out := fine{Label: f.Label, Value: text.Clean(f.Value)}
	if a, err := mail.ParseAddress(out.Value); err == nil && a.Address == out.Value {
		out.Address = a.Address
	}
	return out
}
