package xlsx

import (
	"strconv"

	"daybook/render"
)

// slot is a cell on its way into a row.
type slot struct {
	col   int
	style style
	value render.Value
	link  render.Link
}

// appendCell appends the XML of a cell. Its number is written digit by digit,
// its text as text whatever it begins with; only Formula and Link become
// formulas, with the value as their cached result.
func (s *sheetWriter) appendCell(b []byte, c *slot) ([]byte, error) {
	id, err := s.styleID(c)
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
	b = append(b, ` s="`...)
	b = strconv.AppendInt(b, int64(id), 10)
	b = append(b, '"')
	scaled := s.styles.zh && looks[c.style.role].scaled
	formula, err := s.formula(c, scaled)
	if err != nil {
		return b, err
	}
	number, isNumber := s.number[:0], false
	if keepsDigits(c.value) {
		number, isNumber = appendNumber(number, c.value, scaled)
	}
	s.number = number
	switch {
	case isNumber:
		b = append(b, '>')
		b = appendFormula(b, formula)
		b = append(b, "<v>"...)
		b = append(b, number...)
		b = append(b, "</v></c>"...)
	default:
		b = appendWords(b, words(c.value), formula)
	}
	return b, nil
}

// knownStyle is the last style of a column and its id.
type knownStyle struct {
	style style
	id    int
}

// styleID is the id of a cell's style: most often that of the cell above.
func (s *sheetWriter) styleID(c *slot) (int, error) {
	k := &s.known[c.col-1]
	if k.style == c.style && k.id > 0 {
		return k.id, nil
	}
	id, err := s.styles.id(c.style)
	*k = knownStyle{c.style, id}
	return id, err
}

// words is the text of a cell that holds no number; a number of more digits than
// a spreadsheet keeps is text too.
func words(v render.Value) string {
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
	own := c.value.Formula
	if own != "" && scaled {
		own = "(" + own + ")/10000"
	}
	if c.link.IsZero() {
		return own, nil
	}
	target, err := s.links.target(c.link)
	if err != nil || target == "" {
		return own, err
	}
	label := own
	if label == "" {
		label = linkLabel(c.value, scaled)
	}
	f := "HYPERLINK(" + literal(target) + "," + label + ")"
	if unitsOf(f) > maxFormula {
		return own, nil
	}
	return f, nil
}

// linkLabel is the value as the second argument of HYPERLINK.
func linkLabel(v render.Value, scaled bool) string {
	if keepsDigits(v) {
		if n, ok := appendNumber(nil, v, scaled); ok {
			return string(n)
		}
	}
	return literal(words(v))
}
