package workbook

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/render"
)

var update = flag.Bool("update", false, "write the golden files anew")

var roleNames = []string{
	"body", "title", "list-title", "section", "finding", "caption", "legend", "label", "header", "header-right", "bracket",
	"kpi", "kpi-days", "kpi-share", "money", "whole", "thousand", "count", "days", "number", "percent", "date", "code", "rate",
	"delta-worse", "delta-better", "delta", "delta-days-worse", "delta-points-worse", "check", "verdict", "input", "note", "band", "alarm",
	"score", "score-share", "score-days", "share", "growth", "growth-better", "delta-points-better", "delta-whole-better",
}

var toneNames = []string{"", " muted", " worse", " better", " soon"}

// dump writes a document cell by cell, as a reader of a golden file wants it.
func dump(t testing.TB, d *render.Document) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s | %s\n", d.Title, d.Subject, d.Footer, d.PageOf)
	for _, s := range d.Sheets {
		fmt.Fprintf(&b, "\n== %s %q print %s one page %v, rows %s, columns %s, freeze %d,%d\n",
			s.ID, s.Name, s.Print.Area, s.Print.OnePage, s.Print.RepeatRows, s.Print.RepeatColumns, s.FreezeRow, s.FreezeColumn)
		for _, c := range s.Cells {
			if c.Value.Form != render.FormEmpty {
				fmt.Fprintf(&b, "%s %s\n", ref(c.Column, c.Row), cellText(c.Cell))
			}
		}
		for _, l := range s.Lists {
			dumpList(t, &b, l)
		}
		for _, c := range s.Charts {
			fmt.Fprintf(&b, "chart %s at %s, axis to %v by %v, %q: %s\n", c.ID, ref(c.Column, c.Row), c.Max, c.Step, c.Format, c.Alt)
			for _, x := range c.Series {
				fmt.Fprintf(&b, "  %s: %s by %s\n", x.Name, x.Values, x.Categories)
			}
		}
		for _, l := range s.Sparklines {
			fmt.Fprintf(&b, "bars at %s from %s %s, to %v, below zero %v\n", ref(l.Column, l.Row), l.Sheet, l.Values, l.Max, l.Below)
		}
		for _, r := range s.Rules {
			fmt.Fprintf(&b, "rule %d on %s\n", r.Kind, r.Range)
		}
	}
	return b.String()
}

func dumpList(t testing.TB, b *strings.Builder, l render.List) {
	fmt.Fprintf(b, "-- list %s at row %d, %d rows, total %q, empty %q\n", l.ID, l.Row, l.Count, l.TotalLabel, l.Empty)
	for _, c := range l.Columns {
		fmt.Fprintf(b, "   %s %q %s", c.ID, c.Header, roleNames[c.Role])
		if c.Total != render.TotalNone {
			fmt.Fprintf(b, ", total %s %s", valueText(c.Sum), c.Formula)
		}
		b.WriteString("\n")
	}
	for cells, err := range l.Rows {
		if err != nil {
			t.Fatal(err)
		}
		texts := make([]string, len(cells))
		for i, c := range cells {
			texts[i] = valueText(c.Value) + toneNames[c.Tone] + linkText(c.Link)
		}
		fmt.Fprintf(b, "   | %s\n", strings.Join(texts, " | "))
	}
}

func cellText(c render.Cell) string {
	text := roleNames[c.Role] + " " + valueText(c.Value) + toneNames[c.Tone]
	if c.Strong {
		text += " strong"
	}
	return text + linkText(c.Link)
}

func linkText(l render.Link) string {
	if l.IsZero() {
		return ""
	}
	return " →" + l.Sheet + l.URL + strings.TrimRight(" "+l.Cell+" "+l.Key, " ")
}

func valueText(v render.Value) string {
	switch v.Form {
	case render.FormText:
		return strconv.Quote(v.Text)
	case render.FormMoney:
		return v.Money.String()
	case render.FormInt:
		return strconv.FormatInt(v.Int, 10)
	case render.FormFloat:
		return strconv.FormatFloat(v.Float, 'g', 6, 64)
	case render.FormDate:
		return v.Date.String()
	case render.FormMissing:
		return "(" + v.Text + ")"
	}
	return ""
}

func TestGolden(t *testing.T) {
	for _, tag := range []string{"en", "zh-CN"} {
		for name, d := range map[string]*render.Document{"receivables": document(t, tag), "sales": weekDocument(t, tag), "register": registerDocument(t, tag)} {
			t.Run(name+"/"+tag, func(t *testing.T) {
				golden(t, filepath.Join("testdata", name+"."+tag+".txt"), dump(t, d))
			})
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the document differs from %s (- golden, + now; go test -update writes it anew):\n%s", file, diff)
	}
}
