package xlsx

import (
	"fmt"
	"strings"

	"daybook/render"
)

// maxIndexed is the longest list whose rows links can name; a link to a longer
// one leads to its top.
const maxIndexed = 65_536

// links resolves what links name to cells of the file.
type links struct {
	pages []*page
	rows  map[string]map[string]place // by list and key, filled where first asked
}

// place is a cell of the file.
type place struct {
	page     *page
	row, col int
}

func newLinks(pages []*page) *links {
	return &links{pages: pages, rows: map[string]map[string]place{}}
}

// target returns what HYPERLINK takes; empty for an address of a kind that a
// report does not lead to.
func (k *links) target(l render.Link) (string, error) {
	switch {
	case l.URL != "":
		return address(l.URL), nil
	case l.List != "":
		at, err := k.row(l.List, l.Key)
		if err != nil {
			return "", err
		}
		return inside(at.page.name, ref(at.row, at.col)), nil
	}
	for _, p := range k.pages {
		if p.sheet.ID == l.Sheet {
			cell := l.Cell
			if cell == "" {
				cell = "A1"
			}
			return inside(p.name, cell), nil
		}
	}
	return "", fmt.Errorf("link to sheet %q, which the document does not have", l.Sheet)
}

func inside(sheet, cell string) string { return "#" + quoted(sheet) + "!" + cell }

// address lets pass what leads to a page or a mail, and nothing that runs.
func address(url string) string {
	const maxURL = 2_079 // Excel's
	scheme, _, found := strings.Cut(url, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		if found && len(url) <= maxURL {
			return url
		}
	}
	return ""
}

// row finds the first row of a list by its key, or the list's top.
func (k *links) row(id, key string) (place, error) {
	b := k.list(id)
	if b == nil {
		return place{}, fmt.Errorf("link to list %q, which the document does not have", id)
	}
	top := place{b.page, b.top, 1}
	if key == "" || b.list.Count > maxIndexed {
		return top, nil
	}
	if k.rows[id] == nil {
		k.rows[id] = indexed(b)
	}
	if at, ok := k.rows[id][key]; ok {
		return at, nil
	}
	return top, nil
}

func (k *links) list(id string) *block {
	for _, p := range k.pages {
		for i := range p.blocks {
			if b := &p.blocks[i]; b.list.ID == id && b.from == 0 {
				return b
			}
		}
	}
	return nil
}

// indexed says where each key of a list first stands.
func indexed(b *block) map[string]place {
	index, part := make(map[string]place, len(b.keys)), 0
	for n, key := range b.keys {
		for part+1 < len(b.of) && n >= b.of[part+1].from {
			part++
		}
		if _, seen := index[key]; !seen {
			at := b.of[part]
			index[key] = place{at.page, at.first + n - at.from, 1}
		}
	}
	return index
}
