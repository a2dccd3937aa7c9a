package xlsx

import (
	"fmt"
	"strconv"

	"daybook/render"
)

// slot is a cell on its way into a row.
type slot struct {
	col   int
	style style
	cell  *render.Cell // its value and link: the look is the style's
}

// appendCell appends the XML of a cell. Its number is written digit by digit,
// its text as text whatever it begins with; only Formula and Link become
// formulas, with the value as their cached result.
func (s *sheetWriter) appendCell(b []byte, c *slot) ([]byte, error) {
	look, err := s.known(c)
	if err != nil {
		return b, err
	}
	b = append(b, "<c"...)
	if !s.bare {
		b = append(b, ` r="`...)
		b = append(b, s.letters[c.col-1]...)
		b = append(b, s.row...)
		b = append(b, '"')
	}
	b = append(b, look.attribute...)
	v, scaled := &c.cell.Value, s.styles.zh && looks[c.style.role].scaled
	formula, err := s.formula(c, scaled)
	if err != nil {
		return b, err
	}
	number, isNumber := s.number[:0], false
	if keepsDigits(v) {
		number, isNumber = appendNumber(number, v, scaled)
	}
	s.number = number
	if !isNumber {
		return appendWords(b, words(v), formula), nil
	}
	b = append(b, '>')
	b = appendFormula(b, formula)
	b = append(b, "<v>"...)
	b = append(b, number...)
	return append(b, "</v></c>"...), nil
}

// knownStyle is the last style of a column and how its cells name it.
type knownStyle struct {
	style     style
	attribute []byte
}

// known is how a cell names its style: most often as the cell above.
func (s *sheetWriter) known(c *slot) (*knownStyle, error) {
	k := &s.last[c.col-1]
	if k.style == c.style && k.attribute != nil {
		return k, nil
	}
	id, err := s.styles.id(c.style)
	*k = knownStyle{c.style, fmt.Appendf(k.attribute[:0], ` s="%d"`, id)}
	return k, err
}

// words is the text of a cell that holds no number; a number of more digits than
// a spreadsheet keeps is text too.
func words(v *render.Value) string {
	switch v.Form {
	case render.FormMoney:
		return v.Money.String()
	case render.FormInt:
		return strconv.FormatInt(v.Int, 10)
	case render.FormDate:
		return v.Date.String()
	case render.FormFloat:
		return ""
	}
	return v.Text
}

func appendWords(b []byte, text, formula string) []byte {
	switch {
	case formula != "":
		b = append(b, ` t="str">`...)
		b = appendFormula(b, formula)
		b = append(b, "<v>"...)
		b = appendText(b, text)
		return append(b, "</v></c>"...)
	case text == "":
		return append(b, "/>"...)
	}
	b = append(b, ` t="inlineStr"><is><t`...)
	if spaced(text) {
		b = append(b, ` xml:space="preserve"`...)
	}
	b = append(b, '>')
	b = appendText(b, text)
	return append(b, "</t></is></c>"...)
}

// spaced says whether XML readers would trim s.
func spaced(s string) bool {
	for _, c := range []byte{s[0], s[len(s)-1]} {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			return true
		}
	}
	return false
}

func appendFormula(b []byte, formula string) []byte {
	if formula == "" {
		return b
	}
	b = append(b, "<f>"...)
	b = appendText(b, formula)
	return append(b, "</f>"...)
}

// maxFormula is the longest formula that Excel reads.
const maxFormula = 8_192

// formula returns what computes the cell: its own formula, or the link around
// it, or around the value.
func (s *sheetWriter) formula(c *slot, scaled bool) (string, error) {
	own := c.cell.Value.Formula
	if own != "" && scaled {
		own = "(" + own + ")/10000"
	}
	if !c.style.link {
		return own, nil
	}
	target, err := s.links.target(c.cell.Link)
	if err != nil || target == "" {
		return own, err
	}
	label := own
	if label == "" {
		label = linkLabel(&c.cell.Value, scaled)
	}
	f := "HYPERLINK(" + literal(target) + "," + label + ")"
	if unitsOf(f) > maxFormula {
		return own, nil
	}
	return f, nil
}

// linkLabel is the value as the second argument of HYPERLINK.
func linkLabel(v *render.Value, scaled bool) string {
	if keepsDigits(v) {
		if n, ok := appendNumber(nil, v, scaled); ok {
			return string(n)
		}
	}
	return literal(words(v))
}
