package tables

import (
	"slices"
	"strings"
)

// plan says how the rows of one grid fill one table.
type plan struct {
	table    table
	reader   reader
	fill     []template // by column of the table; nil for NULL
	onlyIf   condition
	distinct int             // column by which only the first row counts; −1 for none
	seen     map[string]bool // its values so far, of all files
}

// condition is on the cell of a header; without a header it always holds.
type condition struct {
	at    int
	value string // empty for any
	isSet bool
}

func (c condition) holds(r row) bool {
	switch got := r.cell(c.at); {
	case !c.isSet:
		return true
	case c.value == "":
		return !got.empty()
	default:
		return got.text == c.value
	}
}

// blame takes a fault of the header; at is its column, −1 for the whole row.
type blame func(at int, message string)

// plainPlan fills a table from the headers that bear its columns' names.
func plainPlan(t table, r reader, headers []string, wrong blame) *plan {
	p := &plan{table: t, reader: r, fill: make([]template, len(t.columns)), distinct: -1}
	for i, h := range headers {
		if h == "" {
			continue
		}
		if c := t.index(h); c >= 0 {
			p.fill[c] = plainHeader(h, i)
		} else {
			wrong(i, t.noColumn(h))
		}
	}
	given := func(name string) bool { return slices.Contains(headers, name) }
	if lacks := t.lacks(given); lacks != "" {
		wrong(-1, t.name+" needs also the columns "+lacks)
	}
	return p
}

// mappedPlan fills a table by templates.
func mappedPlan(m tableMap, r reader, headers []string, seen map[string]bool, wrong blame) *plan {
	t, _ := tableNamed(m.Table)
	p := &plan{table: t, reader: r, fill: make([]template, len(t.columns)), distinct: -1}
	unknown := func(name string) {
		message := "the map names a column " + name + " that is not there"
		if near := nearest(name, headers); near != "" {
			message += "; did you mean " + near + "?"
		}
		wrong(-1, message)
	}
	for i, c := range t.columns {
		parsed, _ := parseTemplate(m.Columns[c.Name]) // was tried when the map was read
		bound, missing := parsed.bind(headers)
		for _, name := range missing {
			unknown(name)
		}
		p.fill[i] = bound
	}
	if m.Distinct != "" {
		p.distinct, p.seen = t.index(m.Distinct), seen
	}
	if m.OnlyIf != "" {
		header, value, _ := strings.Cut(m.OnlyIf, "=")
		header = strings.TrimSpace(header)
		p.onlyIf = condition{at: slices.Index(headers, header), value: strings.TrimSpace(value), isSet: true}
		if p.onlyIf.at < 0 {
			unknown(header)
		}
	}
	return p
}

// apply returns the values that a row gives the table, and false where it gives
// none. What is wrong goes to wrong, with the cell's place.
func (p *plan) apply(r row, wrong func(at int, header, message string)) ([]string, bool) {
	if !p.onlyIf.holds(r) {
		return nil, false
	}
	values := make([]string, len(p.fill))
	for i, t := range p.fill {
		if t == nil {
			continue
		}
		v, err := p.reader.value(p.table.columns[i], t.of(r))
		if err != nil {
			at, header := t.source()
			message := err.Error()
			if c := p.table.columns[i].Name; header != c {
				message = "as " + p.table.name + "." + c + ": " + message
			}
			wrong(at, header, message)
		}
		values[i] = v
	}
	if p.distinct >= 0 {
		key := values[p.distinct]
		if p.seen[key] {
			return nil, false
		}
		p.seen[key] = true
	}
	return values, true
}
