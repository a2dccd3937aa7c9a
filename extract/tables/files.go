package tables

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// files lists the files in the order given, those of a folder by name.
func (x *importing) files() ([]string, error) {
	var out []string
	for _, p := range x.request.Paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, &Refusal{Message: fmt.Sprintf("%s cannot be read: %v", p, errors.Unwrap(err))}
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		found, err := filesOf(p)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	if x.request.Table != "" {
		if len(out) != 1 || x.mapping != nil {
			return nil, &Refusal{Message: "a table is named for one file, without a map", Hint: "name the files after their tables instead"}
		}
		if _, known := tableNamed(x.request.Table); !known {
			return nil, &Refusal{Message: noTable(x.request.Table)}
		}
	}
	return out, nil
}

func filesOf(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		hidden := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") // an open workbook's lock
		if !hidden && e.Type().IsRegular() && slices.Contains(extensions, strings.ToLower(filepath.Ext(e.Name()))) {
			out = append(out, filepath.Join(folder, e.Name()))
		}
	}
	if len(out) == 0 {
		return nil, &Refusal{Message: folder + " holds no CSV or XLSX file"}
	}
	return out, nil
}

// wantMapped misses the files that the map names: without them half would be
// imported.
func (x *importing) wantMapped() {
	if x.mapping == nil {
		return
	}
	for _, f := range x.mapping.Files {
		if !x.used[f.File+f.Sheet] {
			x.faults.add(Fault{File: f.File, Message: "the map names it, and it is not among the files"})
		}
	}
}

// wantCompany says what to do where no file supplies the company: no source can
// be without.
func (x *importing) wantCompany() {
	if x.faults.Count == 0 && !slices.ContainsFunc(x.summary.Tables, func(t Imported) bool { return t.Table == "company" }) {
		x.faults.add(Fault{File: "company", Message: "no file supplies it: add a company.csv of two lines, such as\n" +
			"    id,name,currency,time_zone\n    1,Example Ltd,EUR,Europe/Berlin"})
	}
}
