// Package xlsx writes a document as an Excel workbook: exact figures, native
// tables, charts and formulas, in bounded memory.
//
// excelize makes the frame of the file: sheets, styles, panes, print set-up,
// rules. The cells, tables and charts are written here, because they must be
// exact to the digit, carry the cached results that previews show, and stream
// from the rows of a list however many they are. The same document gives the
// same bytes.
package xlsx

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/google/renameio/v2"
	"github.com/xuri/excelize/v2"

	"daybook/extract/fact"
	"daybook/render"
)

// WriteFile writes d to path, all or nothing: into a temporary file beside it,
// which only the owner can read, then renamed.
func WriteFile(path string, d *render.Document) (render.Artifact, error) {
	t, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)), renameio.WithStaticPermissions(0o600))
	if err != nil {
		return render.Artifact{}, fileError(path, err)
	}
	defer t.Cleanup()
	buffered := bufio.NewWriterSize(t, 1<<18)
	a, err := Write(buffered, d)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = t.CloseAtomicallyReplace()
	}
	if err != nil {
		return render.Artifact{}, fileError(path, err)
	}
	return a, nil
}

// fileError says which file could not be written and, where that is known, what
// to do.
func fileError(path string, err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("write %s: no space left; free some, or choose another folder: %w", path, err)
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("write %s: the folder may not be written; change its rights, or choose another: %w", path, err)
	}
	return fmt.Errorf("write %s: %w", path, err)
}

// Write writes d to w. The artifact has no name.
func Write(w io.Writer, d *render.Document) (render.Artifact, error) {
	return write(w, d, maxRows)
}

// write is Write with a limit of rows to a sheet.
func write(w io.Writer, d *render.Document, limit int) (render.Artifact, error) {
	pages, err := plan(d, limit)
	if err != nil {
		return render.Artifact{}, fmt.Errorf("workbook: %w", err)
	}
	book := newWorkbook(d, pages)
	defer book.file.Close()
	out := &meter{w: w, sum: sha256.New()}
	if err := book.write(out); err != nil {
		return render.Artifact{}, fmt.Errorf("workbook: %w", err)
	}
	return render.Artifact{
		Bytes: out.n, SHA256: hex.EncodeToString(out.sum.Sum(nil)), Sheets: len(pages), Rows: book.rows,
	}, nil
}

// meter counts and hashes what passes.
type meter struct {
	w   io.Writer
	sum hash.Hash
	n   int64
}

func (m *meter) Write(b []byte) (int, error) {
	n, err := m.w.Write(b)
	m.sum.Write(b[:n])
	m.n += int64(n)
	return n, err
}

// workbook is one document on its way into a file.
type workbook struct {
	doc        *render.Document
	pages      []*page
	file       *excelize.File
	styles     *styles
	links      *links
	sources    *sources
	tableParts [][]byte
	chartParts []drawn // in the order of their numbers
	drawnPages []*page // likewise of drawings
	rows       int
}

func newWorkbook(d *render.Document, pages []*page) *workbook {
	f := excelize.NewFile()
	return &workbook{
		doc: d, pages: pages, file: f, styles: newStyles(f, d.Language == "zh-CN"),
		links: newLinks(pages), sources: newSources(),
	}
}

// write makes the frame, streams the sheets, and then writes what follows from
// them: styles and charts.
func (w *workbook) write(out io.Writer) error {
	if err := w.prepare(); err != nil {
		return err
	}
	parts, err := collect(w.file)
	if err != nil {
		return err
	}
	if parts["[Content_Types].xml"], err = sortedTypes(parts["[Content_Types].xml"]); err != nil {
		return err
	}
	zip := newPack(out)
	for _, name := range ordered(parts) {
		w.part(zip, name, parts[name])
	}
	return zip.close()
}

// prepare makes sheets, frames and properties.
func (w *workbook) prepare() error {
	for i, p := range w.pages {
		if err := w.sheet(i, p.name); err != nil {
			return fmt.Errorf("sheet %q: %w", p.name, err)
		}
	}
	for _, p := range w.pages {
		if err := p.setWidths(w.styles.zh); err != nil {
			return fmt.Errorf("sheet %q: %w", p.name, err)
		}
		if err := w.frame(p); err != nil {
			return err
		}
	}
	return w.properties()
}

func (w *workbook) sheet(i int, name string) error {
	if i == 0 {
		return w.file.SetSheetName(w.file.GetSheetName(0), name)
	}
	_, err := w.file.NewSheet(name)
	return err
}

// properties names the program and the day that the document is about: a file
// holds no clock.
func (w *workbook) properties() error {
	asOf := w.doc.AsOf
	if asOf.IsZero() {
		asOf = fact.NewDate(2000, 1, 1)
	}
	day := asOf.Time().Format("2006-01-02T15:04:05Z")
	return errors.Join(
		w.file.SetDocProps(&excelize.DocProperties{
			Creator: "Daybook", LastModifiedBy: "Daybook", Created: day, Modified: day,
			Title: clean(w.doc.Title), Subject: clean(w.doc.Subject), Language: w.doc.Language,
		}),
		w.file.SetAppProps(&excelize.AppProperties{Application: "Daybook", Company: clean(w.doc.Company)}),
	)
}

// clean drops what XML cannot carry.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if !inXML(r) {
			return '\uFFFD'
		}
		return r
	}, s)
}

// part writes one part, completed where excelize knows only half of it.
func (w *workbook) part(zip *pack, name string, content []byte) {
	n, kind := numbered(name)
	switch {
	case kind == "xl/worksheets/sheet":
		p := w.pages[n-1]
		zip.part(name, p.level(), func(out io.Writer) error { return w.cells(out, p, content) })
	case kind == "xl/tables/table":
		zip.bytes(name, w.tableParts[n-1])
	case kind == "xl/drawings/drawing":
		zip.bytes(name, w.drawnPages[n-1].drawing())
	case kind == "xl/charts/chart":
		zip.bytes(name, w.chartParts[n-1].xml(w.sources, w.styles.zh))
	case name == "xl/sharedStrings.xml":
		// Every text stands in its cell.
		zip.bytes(name, []byte(xmlHead+`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="0" uniqueCount="0"/>`))
	case name == "xl/styles.xml":
		zip.part(name, small, w.finalStyles)
	default:
		zip.bytes(name, content)
	}
}

// numbered splits "xl/charts/chart12.xml" into 12 and "xl/charts/chart".
func numbered(name string) (n int, kind string) {
	stem := strings.TrimSuffix(name, ".xml")
	kind = strings.TrimRight(stem, "0123456789")
	fmt.Sscan(stem[len(kind):], &n)
	return n, kind
}

// cells writes a sheet: the frame, with the rows in its middle.
func (w *workbook) cells(out io.Writer, p *page, frame []byte) error {
	frame, err := w.sparklines(barScales(frame, p, w.styles.zh), p)
	if err != nil {
		return fmt.Errorf("sheet %q: %w", p.name, err)
	}
	before, after, err := aroundData(frame)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(out, 1<<16)
	if _, err := buffered.Write(before); err != nil {
		return err
	}
	s := newSheetWriter(buffered, p, w.styles, w.links, w.sources)
	if err := s.write(); err != nil {
		return fmt.Errorf("sheet %q: %w", p.name, err)
	}
	w.rows += s.rows
	if _, err := buffered.Write(after); err != nil {
		return err
	}
	return buffered.Flush()
}

// finalStyles writes the styles with those that only the rows asked for.
func (w *workbook) finalStyles(out io.Writer) error {
	parts, err := collect(w.file)
	if err != nil {
		return err
	}
	_, err = out.Write(parts["xl/styles.xml"])
	return err
}
