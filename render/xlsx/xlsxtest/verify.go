package xlsxtest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// Verify fails the test for everything in the file that Excel would refuse or
// repair.
func Verify(t testing.TB, file []byte) {
	t.Helper()
	for _, p := range Problems(file) {
		t.Error(p)
	}
}

// Problems lists what [Verify] fails for.
func Problems(file []byte) []string {
	b, err := open(file)
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	for _, check := range checks {
		check(b, func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) })
	}
	return found
}

// report notes a problem.
type report func(format string, args ...any)

// checks are what a workbook is checked for.
var checks = []func(*book, report){
	checkTypes, checkRelations, checkReferences, checkSheetNames, checkDefinedNames, checkStyles,
	checkOrder, checkDimension, checkCells, checkMerges, checkTables, checkRules, checkSparklines, checkLinks, checkOrphans,
}

// checkTypes: every part has a content type, and every type a part.
func checkTypes(b *book, problem report) {
	var types struct {
		Defaults []struct {
			Extension string `xml:"Extension,attr"`
		} `xml:"Default"`
		Overrides []struct {
			Part string `xml:"PartName,attr"`
		} `xml:"Override"`
	}
	if err := b.read("[Content_Types].xml", &types); err != nil {
		problem("%v", err)
		return
	}
	known, extensions := map[string]bool{}, map[string]bool{}
	for _, d := range types.Defaults {
		extensions["."+d.Extension] = true
	}
	for _, o := range types.Overrides {
		name := strings.TrimPrefix(o.Part, "/")
		if known[name] {
			problem("[Content_Types].xml: %s occurs twice", name)
		}
		known[name] = true
		if b.parts[name] == nil {
			problem("[Content_Types].xml names %s, which the file does not hold", name)
		}
	}
	for _, name := range b.names {
		// "application/xml", the default of .xml, says nothing to Excel.
		if byDefault := extensions[path.Ext(name)] && path.Ext(name) != ".xml"; !known[name] && !byDefault && name != "[Content_Types].xml" {
			problem("%s has no content type", name)
		}
	}
}

// checkRelations: every relation leads to a part.
func checkRelations(b *book, problem report) {
	for _, name := range b.names {
		if path.Ext(name) != ".rels" {
			continue
		}
		of := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		if name == "_rels/.rels" {
			of = ""
		}
		rels, err := b.relations(of)
		if err != nil {
			problem("%v", err)
		}
		for id, r := range rels {
			if to := target(of, r.Target); r.Mode != "External" && b.parts[to] == nil {
				problem("%s: %s leads to %s, which the file does not hold", name, id, to)
			}
		}
	}
}

const relationsSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// checkReferences: every r:id in a part is one of its relations.
func checkReferences(b *book, problem report) {
	for _, name := range b.names {
		if path.Ext(name) != ".xml" {
			continue
		}
		rels, err := b.relations(name)
		if err != nil {
			continue // told by checkRelations
		}
		d := xml.NewDecoder(bytes.NewReader(b.parts[name]))
		for {
			token, err := d.Token()
			if err != nil {
				break
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			for _, a := range start.Attr {
				if _, found := rels[a.Value]; a.Name.Space == relationsSpace && !found {
					problem("%s: <%s> refers to %q, which is no relation of it", name, start.Name.Local, a.Value)
				}
			}
		}
	}
}

// checkOrphans: every part is reached from the root.
func checkOrphans(b *book, problem report) {
	reached := map[string]bool{"[Content_Types].xml": true}
	var walk func(string)
	walk = func(part string) {
		rels, err := b.relations(part)
		if err != nil {
			return
		}
		for _, r := range rels {
			if to := target(part, r.Target); r.Mode != "External" && !reached[to] {
				reached[to] = true
				walk(to)
			}
		}
	}
	walk("")
	for _, name := range b.names {
		if !reached[name] && path.Ext(name) != ".rels" {
			problem("%s is reached from nowhere", name)
		}
	}
}

// checkSheetNames: allowed, and unique in any case.
func checkSheetNames(b *book, problem report) {
	seen := map[string]bool{}
	if len(b.sheets) == 0 {
		problem("no sheet")
	}
	for _, s := range b.sheets {
		n := len(utf16.Encode([]rune(s.name)))
		switch {
		case strings.TrimSpace(s.name) == "", n > 31, strings.ContainsAny(s.name, `[]:*?/\`), strings.EqualFold(s.name, "history"),
			strings.HasPrefix(s.name, "'"), strings.HasSuffix(s.name, "'"), strings.ContainsFunc(s.name, func(r rune) bool { return r < ' ' }):
			problem("sheet name %q is not allowed", s.name)
		}
		if key := strings.ToLower(s.name); seen[key] {
			problem("sheet name %q occurs twice", s.name)
		} else {
			seen[key] = true
		}
	}
}

var definedName = regexp.MustCompile(`^(_xlnm\.)?[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}$`)

// checkDefinedNames: allowed, unique in their scope, and leading to sheets.
func checkDefinedNames(b *book, problem report) {
	seen := map[string]bool{}
	for _, n := range b.book.Names {
		scope := -1
		if n.Sheet != nil {
			scope = *n.Sheet
		}
		if scope >= len(b.sheets) {
			problem("defined name %q belongs to sheet %d of %d", n.Name, scope, len(b.sheets))
		}
		if !definedName.MatchString(n.Name) || likeCell(n.Name) {
			problem("defined name %q is not allowed", n.Name)
		}
		if key := fmt.Sprint(scope, strings.ToLower(n.Name)); seen[key] {
			problem("defined name %q occurs twice", n.Name)
		} else {
			seen[key] = true
		}
		for _, part := range strings.Split(n.Text, ",'") {
			if name, area, ok := cutSheet("'" + strings.TrimPrefix(part, "'")); ok && !b.has(name) {
				problem("defined name %q leads to %s on sheet %q, which there is not", n.Name, area, name)
			}
		}
	}
}

// cutSheet splits 'Open items'!A1.
func cutSheet(s string) (sheet, area string, ok bool) {
	i := strings.LastIndex(s, "!")
	if i < 0 {
		return "", s, false
	}
	name := s[:i]
	if strings.HasPrefix(name, "'") && strings.HasSuffix(name, "'") && len(name) > 1 {
		name = strings.ReplaceAll(name[1:len(name)-1], "''", "'")
	}
	return name, s[i+1:], true
}

func (b *book) has(name string) bool {
	return slices.ContainsFunc(b.sheets, func(s sheet) bool { return strings.EqualFold(s.name, name) })
}
