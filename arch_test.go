package main

import (
	"encoding/json"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// mayImport is the plan of the house: who may import whom, of our own packages.
// A package that is not in it may not exist. Entries ending in /... allow a
// folder with all below it.
var mayImport = map[string][]string{
	".":                    {"internal/cli", "internal/heap"},
	"internal/cli":         {"config", "jobs/...", "extract", "extract/fact", "extract/preset", "extract/tables"},
	"config":               {},
	"extract/fact":         {},
	"extract":              {"extract/fact", "extract/preset"},
	"extract/preset":       {},
	"extract/reference":    {},
	"extract/tables":       {"extract", "extract/fact", "extract/reference"},
	"extract/sample":       {"extract/fact", "extract/reference"},
	"extract/extracttest":  {"extract", "extract/fact", "extract/preset", "extract/reference"},
	"internal/mariadbtest": {},

	"analyze/receivables": {"extract/fact"},
	"analyze/register":    {"extract/fact"},
	"analyze/sales":       {"extract/fact"},

	"render":               {"extract/fact"},
	"render/locale":        {"extract/fact", "render/text"},
	"render/workbook":      {"render", "render/locale", "analyze/receivables", "analyze/register", "analyze/sales", "extract/fact"},
	"render/xlsx":          {"render", "extract/fact"},
	"render/xlsx/xlsxtest": {},
	"render/html":          {"render", "render/text", "extract/fact"},
	"render/text":          {"render", "extract/fact"},
	"render/mailtest":      {"render", "extract/fact"},

	"jobs": {
		"config", "extract", "extract/fact", "extract/preset", "extract/tables", "analyze/...", "render/...",
		"jobs/archive", "jobs/mail", "jobs/monitor", "jobs/runlog", "jobs/schedule", "jobs/spool",
	},
	"jobs/archive":      {"extract/fact"},
	"jobs/mail":         {},
	"jobs/mail/catcher": {},
	"jobs/monitor":      {},
	"jobs/runlog":       {},
	"jobs/schedule":     {},
	"jobs/spool":        {"analyze/register", "extract/fact"},

	"internal/acceptance": {},
	"internal/compat":     {},
	"internal/scenario":   {},
	"internal/instances":  {},
	"internal/mutants":    {},
	"internal/killtest":   {},
	"internal/bench":      {"extract/...", "jobs/...", "config", "render/...", "analyze/...", "internal/mariadbtest"},
	"internal/heap":       {},
	"jobs/demo":           {"config", "jobs", "jobs/mail/catcher", "extract", "extract/fact", "extract/reference", "extract/sample"},
}

// drivers may be imported only below extract and jobs: analyses and layouts
// never see a database, a clock or YAML.
var drivers = []string{"database/sql", "github.com/jmoiron/sqlx", "github.com/go-sql-driver/mysql", "modernc.org/sqlite", "github.com/goccy/go-yaml", "log/slog"}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestLayers(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "daybook"), "/")
		if name == "" {
			name = "."
		}
		allowed, known := mayImport[name]
		if !known {
			t.Errorf("package %s is not in the plan: add it to mayImport, with what it may import", name)
			continue
		}
		pure := strings.HasPrefix(name, "analyze") || strings.HasPrefix(name, "render") || name == "extract/fact"
		for _, i := range p.Imports {
			ours, isOurs := strings.CutPrefix(i, "daybook/")
			if isOurs && !slices.ContainsFunc(allowed, func(a string) bool { return covers(a, ours) }) {
				t.Errorf("%s imports %s, which the plan does not allow", name, ours)
			}
			if pure && slices.Contains(drivers, i) {
				t.Errorf("%s imports %s: analyses and layouts are pure", name, i)
			}
		}
	}
}

func covers(allowed, name string) bool {
	folder, below := strings.CutSuffix(allowed, "/...")
	return name == allowed || below && (name == folder || strings.HasPrefix(name, folder+"/"))
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// No package registers anything by being imported, and each program (daybook, and
// the tools of the house) ends in one place: in its main.go.
func TestNoInitAndOneExit(t *testing.T) {
	ends := map[string]int{}
	for _, place := range grep(t, `^func init\(\)|os\.Exit\(`) {
		file, _, _ := strings.Cut(place, ":")
		ends[file]++
		if path.Base(file) != "main.go" || ends[file] > 1 || strings.Contains(place, "func init") {
			t.Errorf("func init or a second os.Exit: %s", place)
		}
	}
	if ends["main.go"] != 1 {
		t.Error("main.go does not end the program")
	}
}

// grep searches the Go files that are not tests.
func grep(t *testing.T, pattern string) []string {
	t.Helper()
	out, err := exec.Command("grep", "-rnE", "--include=*.go", "--exclude=*_test.go", pattern, ".").Output()
	if len(out) == 0 {
		t.Fatalf("grep %s: %v", pattern, err)
	}
	var found []string
	for line := range strings.Lines(string(out)) {
		found = append(found, strings.TrimPrefix(strings.TrimSpace(line), "./"))
	}
	return found
}
