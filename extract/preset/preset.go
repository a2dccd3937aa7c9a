// Package preset holds one folder per ERP: a preset.yml that describes it, a
// README for whoever sets it up, and for each fact a .sql file with one SELECT
// whose columns follow the contract of package extract.
//
// A fact that comes from tables which not every installation has together may have
// several: control.gl.sql is another part of control, read after control.sql.
//
// A preset is data. No ERP has Go of its own, so that an operator can replace or
// add a file in an overlay folder and need not build anything.
package preset

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed reference classicmodels erpnext dolibarr frontaccounting jsherp yudao weberp
var embedded embed.FS

// Names lists the presets that are built in.
var Names = []string{"reference", "classicmodels", "erpnext", "dolibarr", "frontaccounting", "jsherp", "yudao", "weberp"}

// Preset says how one ERP answers.
type Preset struct {
	// Name is that of the folder.
	Name string `yaml:"name"`
	// Title is the ERP's own name, Versions those it was tried with.
	Title    string   `yaml:"title"`
	Versions []string `yaml:"versions"`
	// TimeZone is that of the ERP's DATETIME columns; empty where it is the
	// company's.
	TimeZone string `yaml:"time_zone"`
	// Currency is the company's where the company fact does not say.
	Currency   string      `yaml:"currency"`
	Parameters []Parameter `yaml:"parameters"`
	// Missing names the facts and columns that the ERP cannot supply.
	Missing []string `yaml:"missing"`
	// Reads names the tables that the queries touch, for rights and checks; a
	// name may hold {identifiers}.
	Reads []string `yaml:"reads"`
	// Differs names why the ERP's own total may differ from the facts, as codes of
	// package fact: unapproved_counted and others.
	Differs []string `yaml:"differs"`
	// Recognise tells the ERP from its tables, Changes what it calls things in which
	// version, the oldest first.
	Recognise Recognise `yaml:"recognise"`
	Changes   []Change  `yaml:"changes"`
	// Optional names the queries, such as orders or control.gl, whose rows are not
	// supplied where the database lacks a table that they read: a module that is not
	// installed.
	Optional []string `yaml:"optional"`
	// Extras are tables without which a query answers all the same, only less.
	Extras []Extra `yaml:"extras"`
	// Unscoped names the facts about documents, such as document_salespeople, that are
	// answered for the documents of all companies and states, because their table does
	// not say whose a row is and to look for each row's document costs the server more
	// than to send it. Rows of documents that are not in the snapshot are left out
	// without a word.
	Unscoped []string `yaml:"unscoped"`
	// Pages are paths of the ERP's own pages, behind the address at which people open
	// it, by what they show: a kind of document, receipt or customer. {id} stands for
	// the id in the facts, {head} and {tail} for what of it is before its first hyphen
	// and behind its last, {number} for the number, or of a customer the code.
	Pages map[string]string `yaml:"pages"`

	// queries by the name of the file without .sql. An empty one is one that the
	// operator took away by an empty file.
	queries map[string]string
}

// Load reads a built-in preset; files in the folder overlay, where one is given,
// replace those of the same name or add to them. A name that is not built in is
// allowed where the overlay has a preset.yml.
func Load(name, overlay string) (*Preset, error) {
	layers, err := layersOf(name, overlay)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, layer := range layers {
		if err := readLayer(layer, files); err != nil {
			return nil, fmt.Errorf("preset %s: %w", name, err)
		}
	}
	return parse(name, files)
}

// layersOf returns the folders of a preset, the one that wins last.
func layersOf(name, overlay string) ([]fs.FS, error) {
	var layers []fs.FS
	if slices.Contains(Names, name) {
		sub, err := fs.Sub(embedded, name)
		if err != nil {
			return nil, err
		}
		layers = append(layers, sub)
	}
	if overlay != "" {
		info, err := os.Stat(overlay)
		if err != nil || !info.IsDir() {
			return nil, &ParameterError{Path: "source.overlay", Message: fmt.Sprintf("%s is not a folder that can be read", overlay)}
		}
		if _, err := os.Stat(filepath.Join(overlay, "preset.yml")); err == nil || len(layers) > 0 {
			layers = append(layers, os.DirFS(overlay))
		}
	}
	if len(layers) == 0 {
		return nil, &ParameterError{
			Path:    "source.preset",
			Message: fmt.Sprintf("there is no preset %q; the presets are %s", name, strings.Join(Names, ", ")),
		}
	}
	return layers, nil
}

func readLayer(layer fs.FS, files map[string][]byte) error {
	entries, err := fs.ReadDir(layer, ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".sql") && e.Name() != "preset.yml" {
			continue
		}
		if files[e.Name()], err = fs.ReadFile(layer, e.Name()); err != nil {
			return err
		}
	}
	return nil
}

func parse(name string, files map[string][]byte) (*Preset, error) {
	p := &Preset{queries: map[string]string{}}
	if err := yaml.UnmarshalWithOptions(files["preset.yml"], p, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("preset %s: preset.yml: %w", name, err)
	}
	if p.Name != name {
		return nil, fmt.Errorf("preset %s: preset.yml names it %q", name, p.Name)
	}
	for file, text := range files {
		if query, isSQL := strings.CutSuffix(file, ".sql"); isSQL {
			p.queries[query] = strings.TrimSpace(string(text))
		}
	}
	return p, p.verify()
}

// verify looks for mistakes in the preset itself.
func (p *Preset) verify() error {
	var errs []error
	for _, parameter := range p.Parameters {
		errs = append(errs, parameter.verify())
	}
	values := p.values(nil)
	for _, query := range p.Queries() {
		if _, _, err := p.Bind(query, values); err != nil {
			errs = append(errs, err)
		}
	}
	_, err := p.Tables(values)
	if err := errors.Join(append(errs, err, p.verifyRecognition(values), p.verifyExtras(values), p.verifyPages())...); err != nil {
		return fmt.Errorf("preset %s: %w", p.Name, err)
	}
	return nil
}

// Queries lists the preset's queries in alphabetical order: the name of the fact or,
// of one of its parts, fact and part as in control.gl.
func (p *Preset) Queries() []string {
	names := slices.Sorted(maps.Keys(p.queries))
	return slices.DeleteFunc(names, func(query string) bool { return p.queries[query] == "" })
}

// Of lists the queries that answer a fact, in the order of reading; there is none
// where the preset does not supply it.
func (p *Preset) Of(fact string) []string {
	return slices.DeleteFunc(p.Queries(), func(query string) bool {
		of, _ := Part(query)
		return of != fact
	})
}

// Has says whether the preset has a query for a fact.
func (p *Preset) Has(fact string) bool { return len(p.Of(fact)) > 0 }

// Part divides the name of a query into the fact that it answers and the name of the
// part of it, which is empty where it is no part.
func Part(query string) (fact, part string) {
	fact, part, _ = strings.Cut(query, ".")
	return fact, part
}

// Tables lists the tables that the queries read, under the given values.
func (p *Preset) Tables(v Values) ([]string, error) {
	return v.names("reads", p.Reads)
}

// Bind returns the text of a query and its arguments under the given values.
func (p *Preset) Bind(query string, v Values) (string, []any, error) {
	text, args, err := v.Bind(p.queries[query])
	if err != nil {
		return "", nil, fmt.Errorf("%s.sql: %w", query, err)
	}
	return text, args, nil
}
