package tables

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"daybook/extract"
	"daybook/extract/fact"
)

// form is what a cell holds in its file. In a CSV file everything is written.
type form uint8

const (
	written form = iota // text, as somebody typed it
	number              // a number, in plain digits
	day                 // a day, as YYYY-MM-DD
	truth               // true or false, as 1 or 0
	broken              // nothing that can be used; the text says why
)

// cell is one value of a file. Its zero value is an empty cell.
type cell struct {
	form form
	text string
}

func (c cell) empty() bool { return c.text == "" }

// reader turns cells into what the reference tables hold.
type reader struct {
	dates dateFormat
	mark  decimalMark
}

// value returns a cell as a column holds it: text as it stands, a day as
// YYYY-MM-DD, a number in plain digits, a flag as 1 or 0. An empty cell is NULL.
func (r reader) value(c column, v cell) (string, error) {
	if v.form == broken {
		return "", errors.New(v.text)
	}
	if v.empty() {
		return "", nil
	}
	switch c.Kind {
	case extract.Text:
		return c.readText(v)
	case extract.Day:
		return r.readDay(v)
	case extract.Flag:
		return readFlag(v)
	}
	return r.readNumber(c.Kind, v)
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

func (c column) readText(v cell) (string, error) {
	switch {
	case v.form == day:
		return "", fmt.Errorf("holds the date %s where text is expected, and what was typed may be lost: format the column as text and enter it anew", v.text)
	case v.form == truth:
		return "", fmt.Errorf("holds true or false where text is expected: format the column as text and enter it anew")
	case v.form == number && len(strings.Trim(v.text, "-.")) > excelDigits:
		return "", fmt.Errorf("holds a number of more than 15 digits, of which a spreadsheet keeps 15: format the column as text and enter it anew")
	case c.words != nil && !slices.Contains(c.words, v.text):
		return "", fmt.Errorf("%q is none of %s", v.text, strings.Join(c.words, ", "))
	case c.Name == "currency" && !currencyCode.MatchString(v.text):
		return "", fmt.Errorf("%q is no ISO 4217 code such as EUR", v.text)
	}
	return v.text, nil
}

// excelDigits is how many significant digits a spreadsheet keeps.
const excelDigits = 15

func (r reader) readDay(v cell) (string, error) {
	switch {
	case v.form == day:
		return v.text, nil
	case v.form == truth:
		return "", fmt.Errorf("holds true or false where a date is expected")
	case v.form == number && !eightDigits.MatchString(v.text):
		return "", fmt.Errorf("holds the number %s, not a date: format the cell as a date", v.text)
	}
	return r.dates.read(v.text)
}

// flags are the words for yes and no, in lower case.
var flags = map[string]string{
	"1": "1", "true": "1", "yes": "1", "y": "1", "是": "1",
	"0": "0", "false": "0", "no": "0", "n": "0", "否": "0",
}

func readFlag(v cell) (string, error) {
	if f, known := flags[strings.ToLower(v.text)]; known && v.form != day {
		return f, nil
	}
	return "", fmt.Errorf("%q is neither yes nor no: write 1 or 0", v.text)
}

func (r reader) readNumber(k extract.Kind, v cell) (text string, err error) {
	switch v.form {
	case day:
		return "", fmt.Errorf("holds the date %s where a number is expected: format the cell as a number", v.text)
	case truth:
		return "", fmt.Errorf("holds true or false where a number is expected")
	case number:
		text = v.text
	default:
		if text, err = r.mark.read(v.text); err != nil {
			return "", err
		}
	}
	return text, fits(k, text)
}

// fits says whether extraction will be able to read a number.
func fits(k extract.Kind, text string) (err error) {
	switch k {
	case extract.Money:
		_, _, err = fact.ParseAmount(text)
	case extract.Price, extract.Quantity:
		_, _, err = fact.ParseQuantityBytes([]byte(text))
	case extract.Rate:
		_, err = fact.ParseRate(text, false)
	case extract.Whole:
		var q fact.Quantity
		if q, _, err = fact.ParseQuantityBytes([]byte(text)); err == nil && q%1_000_000 != 0 {
			err = fmt.Errorf("%q is no whole number", text)
		}
	}
	return err
}
