package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// collector takes the parts of a file from excelize instead of a zip, so that
// they can be completed and written in an order of our own.
type collector struct{ parts map[string]*bytes.Buffer }

var _ excelize.ZipWriter = (*collector)(nil)

// Create starts a part.
func (c *collector) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	c.parts[name] = b
	return b, nil
}

// AddFS is not used by excelize.
func (c *collector) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close does nothing: the parts are in memory.
func (c *collector) Close() error { return nil }

// collect has excelize write all that it knows. It may be called again after
// more styles were made.
func collect(f *excelize.File) (map[string][]byte, error) {
	c := &collector{parts: map[string]*bytes.Buffer{}}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return c })
	if err := f.Write(io.Discard); err != nil {
		return nil, err
	}
	parts := make(map[string][]byte, len(c.parts))
	for name, b := range c.parts {
		parts[name] = b.Bytes()
	}
	return parts, nil
}

// pack is the zip file being written. It has no clock, and keeps its first
// error.
type pack struct {
	zip   *zip.Writer
	level int // of the part at hand
	err   error
}

// Levels of compression.
const (
	// small compresses better than zlib's default at two thirds of its time.
	small = 7
	// quick takes half the time of small for a tenth more where the cells do not say
	// where they stand, which all the others then match.
	quick = 5
)

func newPack(w io.Writer) *pack {
	p := &pack{zip: zip.NewWriter(w)}
	p.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, p.level) })
	return p
}

// part writes one part with the given function.
func (p *pack) part(name string, level int, write func(io.Writer) error) {
	if p.err != nil {
		return
	}
	p.level = level
	w, err := p.zip.Create(name)
	if err == nil {
		err = write(w)
	}
	p.err = err
}

// bytes writes a part that is in memory.
func (p *pack) bytes(name string, b []byte) {
	p.part(name, small, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

func (p *pack) close() error {
	if p.err != nil {
		return p.err
	}
	return p.zip.Close()
}

// order is how the parts follow each other: what mail gateways look at first,
// styles and charts after the sheets from which they follow.
var order = []string{
	"[Content_Types].xml", "_rels/", "docProps/", "xl/workbook.xml", "xl/_rels/", "xl/theme/", "xl/sharedStrings.xml",
	"xl/worksheets/sheet", "xl/worksheets/_rels/", "xl/tables/", "xl/drawings/", "xl/charts/", "xl/styles.xml",
}

// ordered returns the names of parts in the order of the file.
func ordered(parts map[string][]byte) []string {
	rank := func(name string) int {
		for i, prefix := range order {
			if strings.HasPrefix(name, prefix) {
				return i
			}
		}
		return len(order)
	}
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		if d := len(path.Base(a)) - len(path.Base(b)); d != 0 {
			return d // sheet2 before sheet10
		}
		return strings.Compare(a, b)
	})
	return names
}

// sortedTypes orders the content types: excelize takes those of drawings from a
// map.
func sortedTypes(part []byte) ([]byte, error) {
	start, end := bytes.Index(part, []byte("<Default")), bytes.LastIndex(part, []byte("</Types>"))
	if o := bytes.Index(part, []byte("<Override")); o >= 0 && (start < 0 || o < start) {
		start = o
	}
	if start < 0 || end < start {
		return nil, fmt.Errorf("content types of an unknown form: %.80q", part)
	}
	entries := strings.SplitAfter(string(part[start:end]), ">")
	var whole []string
	for _, e := range entries {
		switch {
		case strings.HasPrefix(e, "</"):
			whole[len(whole)-1] += e
		case e != "":
			whole = append(whole, e)
		}
	}
	slices.Sort(whole)
	return slices.Concat(part[:start], []byte(strings.Join(whole, "")), part[end:]), nil
}

// aroundData splits a sheet's part before and after its cells.
func aroundData(sheet []byte) (before, after []byte, err error) {
	start := bytes.Index(sheet, []byte("<sheetData"))
	if start < 0 {
		return nil, nil, errors.New("a sheet without sheetData")
	}
	rest := sheet[start:]
	for _, end := range []string{"</sheetData>", "<sheetData/>"} {
		if i := bytes.Index(rest, []byte(end)); i >= 0 {
			return sheet[:start], rest[i+len(end):], nil
		}
	}
	return nil, nil, errors.New("a sheet without an end of sheetData")
}
