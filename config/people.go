package config

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Person is a row of a file of recipients: somebody who gets a part of a report.
type Person struct {
	Mail Address
	// Slice is the part: everything, or the customers of one value.
	Slice Slice
	// Until is the last day on which they are written to, a midnight in UTC; zero is
	// no end.
	Until time.Time
}

// peopleColumns are the headers of a file of recipients; the first three must be there.
var peopleColumns = []string{"by", "value", "mail", "name", "until"}

const peopleForm = "a CSV file in UTF-8 with the columns by, value, mail, and name and until where they are wanted"

// ReadPeople reads a file of recipients. Everything in it is right, or nobody is taken
// from it: a row that is read wrongly would show somebody what is not theirs. The
// error is a [*Mistakes] with the lines of that file.
func ReadPeople(path string, domains []string) ([]Person, error) {
	data, err := readSmall(path)
	if err != nil {
		return nil, &Mistakes{File: path, List: []Mistake{{
			Line: 1, Column: 1, Message: "cannot be read: " + err.Error(), Allowed: peopleForm, cause: err,
		}}}
	}
	return parsePeople(path, data, domains)
}

func parsePeople(path string, data []byte, domains []string) ([]Person, error) {
	p := &peopleReader{r: plainReader(path), domains: domains}
	p.read(bytes.TrimPrefix(data, []byte("\ufeff")))
	if found := p.r.found(); len(found) > 0 {
		return nil, &Mistakes{File: path, List: found}
	}
	return p.people, nil
}

// peopleReader collects the people of a file, and its mistakes.
type peopleReader struct {
	r       *reader
	domains []string
	columns []string // the header
	people  []Person
}

func (p *peopleReader) read(data []byte) {
	if !utf8.Valid(data) {
		p.r.refuse("", invalidUTF8(data), refusal{"is not UTF-8 text", peopleForm, `save it as "CSV UTF-8"`})
		return
	}
	rows := csv.NewReader(bytes.NewReader(data))
	rows.Comma, rows.FieldsPerRecord = separator(data), -1
	for {
		cells, err := rows.Read()
		var wrong *csv.ParseError
		switch {
		case errors.As(err, &wrong):
			p.r.refuse("", Position{wrong.Line, wrong.Column}, refusal{"is not CSV: " + wrong.Err.Error(), peopleForm, "put text that holds quotes into quotes, and double those within"})
			return
		case err != nil: // the end
			if p.columns == nil {
				p.r.refuse("", Position{1, 1}, refusal{"is empty", peopleForm, ""})
			}
			return
		}
		at := make([]Position, len(cells))
		for i := range cells {
			at[i].Line, at[i].Column = rows.FieldPos(i)
		}
		if p.columns == nil {
			p.header(cells, at)
			if len(p.r.mistakes) > 0 {
				return // below a wrong header every row would be wrong
			}
			continue
		}
		p.row(cells, at)
	}
}

// separator is the one that the header has: spreadsheets write that of their country.
func separator(data []byte) rune {
	head, _, _ := bytes.Cut(data, []byte("\n"))
	for _, c := range []byte(";\t") {
		if bytes.IndexByte(head, c) >= 0 {
			return rune(c)
		}
	}
	return ','
}

func (p *peopleReader) header(cells []string, at []Position) {
	for i, name := range cells {
		name = strings.ToLower(strings.TrimSpace(name))
		switch {
		case !slices.Contains(peopleColumns, name):
			p.r.refuse("", at[i], refusal{quoted(cells[i]) + " is not a column here", strings.Join(peopleColumns, ", "), didYouMean(name, peopleColumns)})
		case slices.Contains(p.columns, name):
			p.r.refuse("", at[i], refusal{name + " stands twice", "each column once", ""})
		}
		p.columns = append(p.columns, name)
	}
	for _, name := range peopleColumns[:3] {
		if !slices.Contains(p.columns, name) {
			p.r.refuse("", at[0], refusal{"the column " + name + " is missing", strings.Join(peopleColumns, ", "), ""})
		}
	}
}

// row takes one person. The values of its cells are read as those of a configuration.
func (p *peopleReader) row(cells []string, at []Position) {
	if len(cells) != len(p.columns) {
		p.r.refuse("", at[0], refusal{fmt.Sprintf("has %d cells below %d headers", len(cells), len(p.columns)), "", "put text that holds the separator into quotes"})
		return
	}
	o := &object{value: value{r: p.r, n: &node{kind: kindMapping}, at: at[0]}}
	for i, name := range p.columns {
		if text := strings.TrimSpace(cells[i]); text != "" {
			o.n.fields = append(o.n.fields, field{name, at[i], &node{text: text, path: name, at: at[i]}})
		}
	}
	before := len(p.r.mistakes)
	one := o.person(p.domains)
	if len(p.r.mistakes) == before && slices.ContainsFunc(p.people, one.same) {
		o.get("mail").refuse(one.Mail.Address+" gets this part already", "each address once for a part", "remove one of the two rows")
	}
	p.people = append(p.people, one)
}

func (o *object) person(domains []string) Person {
	by := o.get("by").required(AllSlice+", "+strings.Join(Dimensions, ", "), "say what the value is of").choice("", append([]string{AllSlice}, Dimensions...)...)
	one := Person{Until: parsed(o.get("until"), time.Time{}, parseUntil)}
	switch of := o.get("value"); {
	case by == AllSlice && !of.absent():
		of.refuse("stands beside all, which is everything", "", "remove it, or say by what it is a part")
	case by == AllSlice:
		one.Slice.Name = AllSlice
	case by != "":
		text := of.required("the "+by+" whose part they get", "").n.literal()
		// No slice of a configuration can have this name.
		one.Slice = Slice{Name: by + "=" + text, By: by, Is: []string{text}}
	}
	if to := o.get("mail").required("name@example.com", "say where it goes, or remove the row"); !to.absent() {
		for _, a := range to.addresses(domains) {
			one.Mail = a
		}
	}
	if name := o.get("name"); !name.absent() {
		one.Mail.Name = name.n.literal()
	}
	return one
}

// literal is the text of a cell: there are no references in it.
func (n *node) literal() string {
	if n == nil {
		return ""
	}
	return n.text
}

func (p Person) same(other Person) bool {
	return strings.EqualFold(p.Mail.Address, other.Mail.Address) && p.Slice.Name == other.Slice.Name
}

// parseUntil reads a day as people and spreadsheets write it.
func parseUntil(text string) (time.Time, error) {
	for _, form := range []string{time.DateOnly, "2006/1/2"} {
		if day, err := time.Parse(form, text); err == nil {
			return day, nil
		}
	}
	return time.Time{}, refusal{quoted(text) + " is not a day", "YYYY-MM-DD: 2026-09-30", ""}
}
