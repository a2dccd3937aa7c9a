package xlsx

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"daybook/render"
)

// rules sets the conditional formats: only for what the reader may change or
// filter; all else is styled when it is written.
func (w *workbook) rules(p *page) error {
	for _, r := range p.sheet.Rules {
		options, err := w.rule(p, r)
		if err != nil {
			return fmt.Errorf("rule on %s: %w", r.Range, err)
		}
		if err := w.file.SetConditionalFormat(p.name, r.Range, options); err != nil {
			return fmt.Errorf("rule on %s: %w", r.Range, err)
		}
	}
	return nil
}

func (w *workbook) rule(p *page, r render.Rule) ([]excelize.ConditionalFormatOptions, error) {
	switch r.Kind {
	case render.RuleBar:
		bar := excelize.ConditionalFormatOptions{
			Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", BarColor: "#" + paleBar, BarSolid: true,
		}
		if r.Max > 0 {
			bar.MaxType, bar.MaxValue = "num", barMax(p, r, w.styles.zh)
		}
		return []excelize.ConditionalFormatOptions{bar}, nil
	case render.RuleNotZero:
		id, err := w.file.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Bold: true, Color: white},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{red}},
		})
		return []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "!=", Value: "0", Format: &id}}, err
	case render.RulePastDate:
		id, err := w.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: red}})
		first, _, _ := strings.Cut(r.Range, ":")
		asOf, _ := serial(w.doc.AsOf)
		criteria := fmt.Sprintf("AND(ISNUMBER(%s),%[1]s<%d)", first, asOf)
		return []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: criteria, Format: &id}}, err
	}
	return nil, fmt.Errorf("no kind of rule %d", r.Kind)
}

// barScales makes the bars of a sheet run from zero to their Max. excelize
// leaves the scale of solid bars to the reader of the file, and their negative
// side and axis red.
func barScales(sheet []byte, p *page, zh bool) []byte {
	sheet = bytes.ReplaceAll(sheet, []byte(`<x14:negativeFillColor rgb="FFFF0000"`), []byte(`<x14:negativeFillColor rgb="FF`+paleBar+`"`))
	sheet = bytes.ReplaceAll(sheet, []byte(`<x14:axisColor rgb="FFFF0000"`), []byte(`<x14:axisColor rgb="FF`+grey+`"`))
	sheet = replaceCfvo(sheet, "autoMin", func() string { return numCfvo("0") })
	bars := p.sheet.Rules
	return replaceCfvo(sheet, "autoMax", func() string {
		for len(bars) > 0 && bars[0].Kind != render.RuleBar {
			bars = bars[1:]
		}
		if len(bars) == 0 {
			return `<x14:cfvo type="max"></x14:cfvo>`
		}
		r := bars[0]
		bars = bars[1:]
		if r.Max <= 0 {
			return `<x14:cfvo type="max"></x14:cfvo>`
		}
		return numCfvo(barMax(p, r, zh))
	})
}

// barMax is the value of a full bar, in the unit of the cells.
func barMax(p *page, r render.Rule, zh bool) string {
	most := render.Float(r.Max)
	limit, _ := appendNumber(nil, &most, zh && p.scaledAt(r.Range))
	return string(limit)
}

func numCfvo(v string) string {
	return `<x14:cfvo type="num"><xm:f xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">` + v + `</xm:f></x14:cfvo>`
}

// replaceCfvo replaces each scale end of a type, one after the other.
func replaceCfvo(sheet []byte, kind string, with func() string) []byte {
	old := []byte(`<x14:cfvo type="` + kind + `"></x14:cfvo>`)
	for bytes.Contains(sheet, old) {
		sheet = bytes.Replace(sheet, old, []byte(with()), 1)
	}
	return sheet
}

// scaledAt says whether the first cell of a range holds, in Chinese, a value in
// units of ten thousand.
func (p *page) scaledAt(area string) bool {
	at, err := parseArea(area)
	if err != nil {
		return false
	}
	for _, c := range p.cells[at.row] {
		if c.Column == at.col {
			return looks[c.Role].scaled
		}
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if at.row >= b.first && at.row <= b.last() && at.col <= len(b.list.Columns) {
			return looks[b.list.Columns[at.col-1].Role].scaled
		}
	}
	return false
}
