package tables

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
)

// book is an XLSX file: only what holds the cells of its sheets is read, as a
// stream; texts that cells share are kept.
type book struct {
	file    *zip.ReadCloser
	texts   []string
	formats []numberFormat // by the style of a cell
	epoch   int            // days from 0001-01-01 to the workbook's day 0
}

// openBook opens a workbook. Each of its sheets that is not empty is a grid; the
// only one goes by the name of the file where its own is no table's.
func openBook(file string) ([]grid, func() error, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, nil, &Refusal{
			Message: fmt.Sprintf("%s is no XLSX file: %v", file, err),
			Hint:    "save it as .xlsx, without a password",
		}
	}
	b := &book{file: z}
	grids, err := b.sheets(file)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("reading %s: %w", file, err), z.Close())
	}
	return grids, z.Close, nil
}

// The parts of a workbook that say where its sheets are.
type (
	workbookPart struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Any  []xml.Attr `xml:",any,attr"` // r:id, in one of two namespaces
		} `xml:"sheets>sheet"`
	}
	relations struct {
		List []relation `xml:"Relationship"`
	}
	relation struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
)

func (b *book) sheets(file string) ([]grid, error) {
	var root, links relations
	var w workbookPart
	if err := b.part("_rels/.rels", &root); err != nil {
		return nil, err
	}
	main := root.find("/officeDocument", "")
	if err := b.part(main, &w); err != nil {
		return nil, err
	}
	if err := b.part(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), &links); err != nil {
		return nil, err
	}
	folder := path.Dir(main)
	b.epoch = epoch1900
	if on := w.Properties.Date1904; on == "1" || on == "true" {
		b.epoch = epoch1904
	}
	if err := b.styles(links.find("/styles", folder)); err != nil {
		return nil, err
	}
	if err := b.sharedTexts(links.find("/sharedStrings", folder)); err != nil {
		return nil, err
	}
	var grids []grid
	for _, s := range w.Sheets {
		sheet := ""
		for _, a := range s.Any {
			if a.Name.Local == "id" {
				sheet = links.byID(a.Value, folder)
			}
		}
		grids = append(grids, b.grid(filepath.Base(file), s.Name, sheet))
	}
	return named(grids, baseOf(file)), nil
}

func (b *book) grid(file, name, part string) grid {
	return grid{
		file: file + ", sheet " + name, base: name, sheet: name, place: cellPlace,
		rows: func(yield func(row, error) bool) { b.readSheet(part, yield) },
	}
}

// named drops the sheets that are empty; the only one left may go by the file's
// name.
func named(grids []grid, base string) []grid {
	var out []grid
	for _, g := range grids {
		for r, err := range g.rows {
			if err != nil || !r.blank() {
				out = append(out, g)
				break
			}
		}
	}
	if len(out) == 1 {
		if _, isTable := tableNamed(out[0].base); !isTable {
			out[0].base = base
		}
	}
	return out
}

func cellPlace(row, column int, header string) string {
	at := fmt.Sprintf("cell %s%d", letters(column), row)
	if header == "" {
		return at
	}
	return at + ", column " + header
}

// letters names a column, counted from 0, as spreadsheets do: A, …, Z, AA.
func letters(column int) string {
	s := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// find returns the target of the first relation of a type.
func (r relations) find(kind, folder string) string {
	for _, l := range r.List {
		if strings.HasSuffix(l.Type, kind) {
			return l.in(folder)
		}
	}
	return ""
}

func (r relations) byID(id, folder string) string {
	for _, l := range r.List {
		if l.ID == id {
			return l.in(folder)
		}
	}
	return ""
}

func (l relation) in(folder string) string {
	if strings.HasPrefix(l.Target, "/") {
		return l.Target[1:]
	}
	return path.Join(folder, l.Target)
}

// part decodes a small part of the workbook.
func (b *book) part(name string, into any) error {
	in, err := b.file.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	return xml.NewDecoder(io.LimitReader(in, maxPart)).Decode(into)
}

// maxPart bounds the parts that are kept in memory, however far a small file
// claims to unfold.
const maxPart = 512 << 20

type richText struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t richText) String() string {
	s := t.Text
	for _, r := range t.Runs {
		s += r.Text
	}
	return s
}

// sharedTexts reads the texts to which cells refer; a workbook may have none.
func (b *book) sharedTexts(name string) error {
	if name == "" {
		return nil
	}
	in, err := b.file.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	d := xml.NewDecoder(io.LimitReader(in, maxPart))
	return eachElement(d, "si", func(start xml.StartElement) error {
		var t richText
		err := d.DecodeElement(&t, &start)
		b.texts = append(b.texts, t.String())
		return err
	})
}

// eachElement calls take at the start of every element of a name.
func eachElement(d *xml.Decoder, name string, take func(xml.StartElement) error) error {
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if start, is := t.(xml.StartElement); is && start.Name.Local == name {
			if err := take(start); err != nil {
				return err
			}
		}
	}
}
