package xlsx

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"daybook/render"
)

// maxName is the longest name of a sheet in UTF-16 units.
const maxName = 31

// checkNames refuses names of sheets and tables that Excel does not open. It
// would repair them silently, and break the links.
func checkNames(pages []*page) error {
	sheets, tables := map[string]bool{}, map[string]bool{}
	for _, p := range pages {
		if err := checkSheetName(p.name); err != nil {
			return fmt.Errorf("sheet name %q: %w", p.name, err)
		}
		if err := once(sheets, p.name); err != nil {
			return fmt.Errorf("sheet name %w", err)
		}
		for i := range p.blocks {
			if err := once(tables, p.blocks[i].table); err != nil {
				return fmt.Errorf("list %w", err)
			}
		}
	}
	return nil
}

// once notes a name, and refuses it where it was noted before, in any case.
func once(seen map[string]bool, name string) error {
	key := strings.ToLower(name)
	if seen[key] {
		return fmt.Errorf("%q occurs twice", name)
	}
	seen[key] = true
	return nil
}

func checkSheetName(s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return errors.New("is blank")
	case unitsOf(s) > maxName:
		return fmt.Errorf("is longer than %d characters", maxName)
	case strings.ContainsAny(s, `[]:*?/\`):
		return errors.New(`holds one of []:*?/\`)
	case strings.HasPrefix(s, "'") || strings.HasSuffix(s, "'"):
		return errors.New("begins or ends with an apostrophe")
	case strings.EqualFold(s, "History"):
		return errors.New("is reserved by Excel")
	}
	for _, r := range s {
		if r < 0x20 || !inXML(r) || r == '\uFFFD' {
			return errors.New("holds a control character")
		}
	}
	return nil
}

// tableName is what may name a native table, cellLike what would then be taken
// for a cell: A1, XFD10, R1C1.
var (
	tableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,254}$`)
	cellLike  = regexp.MustCompile(`^([A-Za-z]{1,3}[0-9]+|[Rr]([0-9]+)?([Cc]([0-9]+)?)?|[Cc]([0-9]+)?)$`)
)

// checkList refuses lists that could not become native tables.
func checkList(l *render.List) error {
	switch {
	case !tableName.MatchString(l.ID) || cellLike.MatchString(l.ID):
		return errors.New("the id cannot name a table: use letters, digits and _, not the name of a cell")
	case len(l.Columns) == 0 || len(l.Columns) > maxColumns:
		return fmt.Errorf("%d columns", len(l.Columns))
	case l.Row < 1:
		return fmt.Errorf("no row %d", l.Row)
	case l.Rows == nil && l.Count > 0:
		return errors.New("counts rows but yields none")
	case l.TotalIn < 0 || l.TotalIn >= len(l.Columns) || l.Keys < 0 || l.Keys >= len(l.Columns):
		return errors.New("TotalIn or Keys is no column")
	}
	seen := map[string]bool{}
	for _, c := range l.Columns {
		if strings.TrimSpace(c.Header) == "" || unitsOf(c.Header) > 255 {
			return fmt.Errorf("column %q: the header is empty or longer than 255 characters", c.ID)
		}
		if err := once(seen, headerText(c)); err != nil {
			return fmt.Errorf("header %w", err)
		}
	}
	return nil
}

// headerText is the header as it stands in the cell and in the table, which must
// agree to the letter: on one line.
func headerText(c render.Column) string { return strings.Join(strings.Fields(c.Header), " ") }
