// Package xlsxtest checks workbooks as Excel would, without Excel: what it
// repairs or refuses to open is an error here. It reads the file by itself, so
// that it does not share the mistakes of what wrote it.
package xlsxtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// book is a workbook's parts, read.
type book struct {
	names  []string
	parts  map[string][]byte
	sheets []sheet
	book   workbookXML
	styles stylesXML
	shared int // number of shared strings
}

// sheet is one sheet with what belongs to it.
type sheet struct {
	name, part string
	xml        sheetXML
	rels       map[string]relation
	tables     []tableXML
}

type workbookXML struct {
	Sheets []struct {
		Name string `xml:"name,attr"`
		RID  string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	} `xml:"sheets>sheet"`
	Names []struct {
		Name  string `xml:"name,attr"`
		Sheet *int   `xml:"localSheetId,attr"`
		Text  string `xml:",chardata"`
	} `xml:"definedNames>definedName"`
}

type stylesXML struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Fonts []struct {
		Bold *struct{} `xml:"b"`
		Size struct {
			Value string `xml:"val,attr"`
		} `xml:"sz"`
		Colour struct {
			RGB string `xml:"rgb,attr"`
		} `xml:"color"`
	} `xml:"fonts>font"`
	Fills []struct {
		Colour struct {
			RGB string `xml:"rgb,attr"`
		} `xml:"patternFill>fgColor"`
	} `xml:"fills>fill"`
	Borders []struct{} `xml:"borders>border"`
	Cells   []struct {
		Format int `xml:"numFmtId,attr"`
		Font   int `xml:"fontId,attr"`
		Fill   int `xml:"fillId,attr"`
		Border int `xml:"borderId,attr"`
	} `xml:"cellXfs>xf"`
	Dxfs []struct{} `xml:"dxfs>dxf"`
}

type sheetXML struct {
	Dimension struct {
		Ref string `xml:"ref,attr"`
	} `xml:"dimension"`
	Rows   []rowXML `xml:"sheetData>row"`
	Merges []struct {
		Ref string `xml:"ref,attr"`
	} `xml:"mergeCells>mergeCell"`
	Rules []struct {
		Area  string `xml:"sqref,attr"`
		Rules []struct {
			Dxf *int `xml:"dxfId,attr"`
		} `xml:"cfRule"`
	} `xml:"conditionalFormatting"`
	Links []struct {
		Ref      string `xml:"ref,attr"`
		Location string `xml:"location,attr"`
	} `xml:"hyperlinks>hyperlink"`
	Drawing *refXML  `xml:"drawing"`
	Tables  []refXML `xml:"tableParts>tablePart"`
	// Extensions come last, one of a kind.
	Extensions []struct {
		URI        string `xml:"uri,attr"`
		Sparklines []struct {
			Values string `xml:"f"`
			At     string `xml:"sqref"`
		} `xml:"sparklineGroups>sparklineGroup>sparklines>sparkline"`
	} `xml:"extLst>ext"`
}

type refXML struct {
	RID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
}

type rowXML struct {
	R     int       `xml:"r,attr"`
	Cells []cellXML `xml:"c"`
}

type cellXML struct {
	R       string  `xml:"r,attr"`
	Style   int     `xml:"s,attr"`
	Type    string  `xml:"t,attr"`
	Formula string  `xml:"f"`
	Value   string  `xml:"v"`
	Inline  *string `xml:"is>t"`
}

// text is what the cell shows, before its format.
func (c cellXML) text() string {
	if c.Inline != nil {
		return *c.Inline
	}
	return c.Value
}

// locate gives cells that do not say where they stand the place after the one
// before: ECMA-376 part 1, 18.3.1.4.
func (r *rowXML) locate() {
	col := 0
	for i := range r.Cells {
		c := &r.Cells[i]
		if c.R == "" {
			c.R = nameOf(r.R, col+1)
		}
		_, col, _ = at(c.R)
	}
}

type tableXML struct {
	part   string
	ID     int    `xml:"id,attr"`
	Name   string `xml:"displayName,attr"`
	Ref    string `xml:"ref,attr"`
	Filter *struct {
		Ref string `xml:"ref,attr"`
	} `xml:"autoFilter"`
	Columns []struct {
		ID   int    `xml:"id,attr"`
		Name string `xml:"name,attr"`
	} `xml:"tableColumns>tableColumn"`
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// open reads a file; the error is the first thing without which nothing more can
// be said.
func open(file []byte) (*book, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	b := &book{parts: map[string][]byte{}}
	for _, f := range z.File {
		if b.parts[f.Name] != nil {
			return nil, fmt.Errorf("%s occurs twice", f.Name)
		}
		if b.parts[f.Name], err = content(f); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		b.names = append(b.names, f.Name)
	}
	for _, step := range []func() error{b.wellFormed, b.readBook, b.readSheets} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func content(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// wellFormed parses every part to its end.
func (b *book) wellFormed() error {
	for _, name := range b.names {
		if ext := path.Ext(name); ext != ".xml" && ext != ".rels" {
			continue
		}
		d := xml.NewDecoder(bytes.NewReader(b.parts[name]))
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

func (b *book) read(part string, into any) error {
	p, ok := b.parts[part]
	if !ok {
		return fmt.Errorf("%s is missing", part)
	}
	if err := xml.Unmarshal(p, into); err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	return nil
}

func (b *book) readBook() error {
	if err := b.read("xl/workbook.xml", &b.book); err != nil {
		return err
	}
	if err := b.read("xl/styles.xml", &b.styles); err != nil {
		return err
	}
	if b.parts["xl/sharedStrings.xml"] == nil {
		return nil
	}
	var shared struct {
		Items []struct{} `xml:"si"`
	}
	err := b.read("xl/sharedStrings.xml", &shared)
	b.shared = len(shared.Items)
	return err
}

func (b *book) readSheets() error {
	rels, err := b.relations("xl/workbook.xml")
	if err != nil {
		return err
	}
	for _, s := range b.book.Sheets {
		r, ok := rels[s.RID]
		if !ok {
			return fmt.Errorf("sheet %q: no relation %q", s.Name, s.RID)
		}
		sh := sheet{name: s.Name, part: target("xl/workbook.xml", r.Target)}
		if err := b.readSheet(&sh); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		b.sheets = append(b.sheets, sh)
	}
	return nil
}

func (b *book) readSheet(s *sheet) error {
	if err := b.read(s.part, &s.xml); err != nil {
		return err
	}
	for i := range s.xml.Rows {
		s.xml.Rows[i].locate()
	}
	var err error
	if s.rels, err = b.relations(s.part); err != nil {
		return err
	}
	for _, t := range s.xml.Tables {
		r, ok := s.rels[t.RID]
		if !ok {
			return fmt.Errorf("table: no relation %q", t.RID)
		}
		table := tableXML{part: target(s.part, r.Target)}
		if err := b.read(table.part, &table); err != nil {
			return err
		}
		s.tables = append(s.tables, table)
	}
	return nil
}

// relations reads the relations of a part by their ids; a part may have none.
func (b *book) relations(part string) (map[string]relation, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	if b.parts[name] == nil {
		return nil, nil
	}
	var all struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := b.read(name, &all); err != nil {
		return nil, err
	}
	out := map[string]relation{}
	for _, r := range all.Relations {
		if _, twice := out[r.ID]; twice {
			return nil, fmt.Errorf("%s: %s occurs twice", name, r.ID)
		}
		out[r.ID] = r
	}
	return out, nil
}

// target resolves a relation's target against the part that has it.
func target(part, to string) string {
	if strings.HasPrefix(to, "/") {
		return strings.TrimPrefix(to, "/")
	}
	return path.Join(path.Dir(part), to)
}
