package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"daybook/extract/preset"
	"daybook/jobs"
)

type presetsCommand struct {
	Name string `arg:"" optional:"" help:"Show all of this one."`
	JSON bool   `name:"json" help:"Print JSON."`
}

// presetRow is one preset.
type presetRow struct {
	Name       string            `json:"name"`
	Title      string            `json:"title"`
	Versions   []string          `json:"versions"`
	Supplies   []string          `json:"supplies"`
	Missing    []string          `json:"missing"`
	Optional   []string          `json:"optional"`
	Parameters []presetParameter `json:"parameters"`
	Pages      map[string]string `json:"pages"`
	Reads      []string          `json:"reads"`
}

// presetParameter is what an installation decides.
type presetParameter struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Default     string `json:"default"`
	Required    bool   `json:"required"`
}

func (c *presetsCommand) Run(env Env, _ *commands) error {
	if c.Name != "" {
		return c.one(env)
	}
	var rows []presetRow
	for _, name := range preset.Names {
		row, err := describe(name)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	err := list(env, c.JSON, rows, []string{"PRESET", "ERP", "TRIED WITH", "CANNOT SUPPLY"}, func(r presetRow) []string {
		return []string{r.Name, r.Title, strings.Join(r.Versions, ", "), strings.Join(lacked(r.Missing)[0].names, ", ")}
	})
	if err == nil && !c.JSON {
		fmt.Fprintln(env.Stdout, "\ndaybook presets NAME shows the rest of one: single columns, parameters, and the GRANT that it needs.")
	}
	return err
}

// describe reads a preset, under the defaults of its parameters.
func describe(name string) (presetRow, error) {
	p, err := preset.Load(name, "")
	if err != nil {
		return presetRow{}, &jobs.UsageError{Message: err.Error(), Hint: "daybook presets lists them"}
	}
	row := presetRow{
		Name: p.Name, Title: p.Title, Versions: p.Versions, Supplies: p.Queries(), Missing: p.Missing,
		Optional: append([]string{}, p.Optional...), Parameters: []presetParameter{}, Pages: map[string]string{},
	}
	for kind, page := range p.Pages {
		row.Pages[kind] = page
	}
	for _, q := range p.Parameters {
		row.Parameters = append(row.Parameters, presetParameter{q.Name, q.Description, q.Default, q.Required})
	}
	for _, e := range p.Extras {
		row.Optional = append(row.Optional, e.Gives...)
	}
	values, err := p.Values(nil)
	if err != nil { // a parameter is required: the tables keep its name in braces
		row.Reads = p.Reads
		return row, nil
	}
	row.Reads, err = p.Tables(values)
	return row, err
}

// lack is what is missing of one fact; of none, whole facts.
type lack struct {
	fact  string
	names []string
}

// lacked groups what a preset cannot supply: whole facts first, then the columns of
// each.
func lacked(missing []string) []lack {
	out := []lack{{}}
	for _, what := range missing {
		fact, column, isColumn := strings.Cut(what, ".")
		switch last := &out[len(out)-1]; {
		case !isColumn:
			out[0].names = append(out[0].names, fact)
		case last.fact == fact:
			last.names = append(last.names, column)
		default:
			out = append(out, lack{fact, []string{column}})
		}
	}
	return out
}

func (c *presetsCommand) one(env Env) error {
	row, err := describe(c.Name)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(env.Stdout).Encode(row)
	}
	printPreset(env.Stdout, row)
	return nil
}

// printPreset prints all of a preset, a label before each group.
func printPreset(w io.Writer, r presetRow) {
	fmt.Fprintf(w, "%s: %s, tried with %s\n\n", r.Name, r.Title, strings.Join(r.Versions, ", "))
	group(w, "supplies", r.Supplies)
	group(w, "if installed", r.Optional)
	for i, l := range lacked(r.Missing) {
		label := "  of " + l.fact
		if i == 0 {
			label = "cannot supply"
			if len(l.names) == 0 && len(r.Missing) > 0 {
				l.names = []string{"some columns:"}
			}
		}
		group(w, label, l.names)
	}
	for _, p := range r.Parameters {
		text := p.Description
		switch {
		case p.Required:
			text += " (required)"
		case p.Default != "":
			text += " (" + p.Default + " if not given)"
		}
		group(w, "parameter", []string{p.Name + ": " + text})
	}
	group(w, "reads", r.Reads)
	fmt.Fprintf(w, "\nIt needs no more than\n\n    GRANT SELECT ON `database`.* TO 'daybook'@'host';\n\nor, table by table,\n\n")
	for _, table := range r.Reads {
		fmt.Fprintf(w, "    GRANT SELECT ON `database`.`%s` TO 'daybook'@'host';\n", table)
	}
}

// labelled is how wide the labels of groups are.
const labelled = 26

// group prints names behind a label, wrapped; nothing where there are none.
func group(w io.Writer, label string, names []string) {
	if len(names) > 0 {
		fmt.Fprintln(w, wrap(fmt.Sprintf("%-*s%s", labelled, label, cmp.Or(strings.Join(names, ", "), "none")), labelled))
	}
}
