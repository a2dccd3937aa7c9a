package tables

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"daybook/extract/fact"
)

type cellXML struct {
	At      string    `xml:"r,attr"`
	Type    string    `xml:"t,attr"`
	Style   int       `xml:"s,attr"`
	Value   *string   `xml:"v"`
	Inline  richText  `xml:"is"`
	Formula *struct{} `xml:"f"`
}

type rowXML struct {
	At    int       `xml:"r,attr"`
	Cells []cellXML `xml:"c"`
}

// errEnough ends the reading of a sheet before its end.
var errEnough = errors.New("enough rows")

func (b *book) readSheet(part string, yield func(row, error) bool) {
	in, err := b.file.Open(part)
	if err != nil {
		yield(row{}, fmt.Errorf("reading the sheet: %w", err))
		return
	}
	defer in.Close()
	b.readRows(in, yield)
}

func (b *book) readRows(in io.Reader, yield func(row, error) bool) {
	d, at := xml.NewDecoder(in), 0
	err := eachElement(d, "row", func(start xml.StartElement) error {
		var x rowXML
		if err := d.DecodeElement(&x, &start); err != nil {
			return err
		}
		if at++; x.At > 0 {
			at = x.At
		}
		if !yield(b.row(at, x.Cells), nil) {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		yield(row{}, fmt.Errorf("reading the sheet: %w", err))
	}
}

// maxColumns is how many a spreadsheet has.
const maxColumns = 16384

func (b *book) row(at int, cells []cellXML) row {
	r := row{at: at}
	for _, x := range cells {
		i := len(r.cells)
		if x.At != "" {
			i = columnOf(x.At)
		}
		if i < 0 || i >= maxColumns {
			continue
		}
		for len(r.cells) <= i {
			r.cells = append(r.cells, cell{})
		}
		r.cells[i] = b.cell(x)
	}
	return r
}

// columnOf reads the letters of a cell's name; −1 where there are none.
func columnOf(name string) int {
	n := 0
	for _, c := range name {
		if c < 'A' || c > 'Z' || n > maxColumns {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

// cell says what a cell holds: spreadsheets know text, numbers, truth and errors,
// and a day is a number that is formatted as one.
func (b *book) cell(x cellXML) cell {
	if x.Formula != nil && x.Value == nil {
		return cell{broken, "holds a formula without its result: open the file in a spreadsheet program and save it"}
	}
	var value string
	if x.Value != nil {
		value = *x.Value
	}
	switch x.Type {
	case "s":
		if i, err := strconv.Atoi(value); err == nil && i >= 0 && i < len(b.texts) {
			return cell{text: strings.TrimSpace(b.texts[i])}
		}
		return cell{broken, "refers to a text that the file does not hold"}
	case "inlineStr":
		return cell{text: strings.TrimSpace(x.Inline.String())}
	case "str":
		return cell{text: strings.TrimSpace(value)}
	case "b":
		return cell{truth, value}
	case "e":
		return cell{broken, "holds the error " + value}
	case "d":
		if date, err := (dateFormat{}).read(value); err == nil {
			return cell{day, date}
		}
		return cell{broken, fmt.Sprintf("%q is no date", value)}
	}
	if value == "" {
		return cell{}
	}
	return b.number(value, x.Style)
}

// number reads a number as a spreadsheet shows it: to 15 digits, as it keeps
// 55.94 as 55.939999999999998.
func (b *book) number(value string, style int) cell {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return cell{broken, fmt.Sprintf("%q is no number", value)}
	}
	var f numberFormat
	if style >= 0 && style < len(b.formats) {
		f = b.formats[style]
	}
	if f.isDate {
		return b.day(v)
	}
	if v, err = strconv.ParseFloat(strconv.FormatFloat(v, 'e', excelDigits-1, 64), 64); err != nil {
		return cell{broken, fmt.Sprintf("%q is no number", value)}
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if n := f.zeros - len(text); n > 0 && isDigits(text) {
		text = strings.Repeat("0", n) + text
	}
	return cell{number, text}
}

// Day 0 of a workbook, such that its day 61 is 1 March 1900; before that Excel
// counts a 29 February that was none.
var (
	epoch1900 = int(fact.NewDate(1899, 12, 30))
	epoch1904 = int(fact.NewDate(1904, 1, 1))
)

func (b *book) day(v float64) cell {
	const last = 2958465 // 9999-12-31
	if v < 61 || v >= last+1 {
		return cell{broken, fmt.Sprintf("holds %v, formatted as a date: it is before March 1900 or no date at all", v)}
	}
	return cell{day, fact.Date(b.epoch + int(v)).String()}
}

// numberFormat is what of a number's format matters here.
type numberFormat struct {
	isDate bool
	zeros  int // digits to which it is padded, as in 00000
}

type stylesPart struct {
	Custom []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

func (b *book) styles(name string) error {
	if name == "" {
		return nil
	}
	var s stylesPart
	if err := b.part(name, &s); err != nil {
		return err
	}
	custom := map[int]numberFormat{}
	for _, c := range s.Custom {
		custom[c.ID] = formatOf(c.Code)
	}
	for _, c := range s.Cells {
		f, found := custom[c.Format]
		if !found {
			f.isDate = isBuiltInDate(c.Format)
		}
		b.formats = append(b.formats, f)
	}
	return nil
}

// isBuiltInDate says which formats without a code hold a day. Source: ECMA-376
// part 1, 18.8.30; of those of East Asian languages (27–36, 50–58) some are times
// in one language and days in another, and a time alone is refused as a day.
func isBuiltInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

// elapsed hours, minutes or seconds are a number.
var elapsed = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)

var quoted = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// formatOf reads a format's code: one that holds a year or a day shows a date,
// one of m's alone a month.
func formatOf(code string) numberFormat {
	first, _, _ := strings.Cut(code, ";")
	plain := strings.ToLower(quoted.ReplaceAllString(first, ""))
	if plain == "general" || elapsed.MatchString(first) {
		return numberFormat{}
	}
	f := numberFormat{isDate: strings.ContainsAny(plain, "yd") || strings.Contains(plain, "m") && !strings.ContainsAny(plain, "hs")}
	if plain != "" && strings.Trim(plain, "0") == "" {
		f.zeros = len(plain)
	}
	return f
}
