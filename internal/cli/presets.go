package cli

import (
	"strings"

	"daybook/extract/preset"
)

type presetsCommand struct {
	JSON bool `name:"json" help:"Print JSON."`
}

// presetRow is one preset in the listing.
type presetRow struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Versions   []string `json:"versions"`
	Supplies   []string `json:"supplies"`
	Missing    []string `json:"missing"`
	Parameters []string `json:"parameters"`
}

func (c *presetsCommand) Run(env Env, _ *commands) error {
	var rows []presetRow
	for _, name := range preset.Names {
		p, err := preset.Load(name, "")
		if err != nil {
			return err
		}
		row := presetRow{Name: name, Title: p.Title, Versions: p.Versions, Supplies: p.Facts(), Missing: p.Missing, Parameters: []string{}}
		for _, parameter := range p.Parameters {
			row.Parameters = append(row.Parameters, parameter.Name)
		}
		rows = append(rows, row)
	}
	return list(env, c.JSON, rows, []string{"PRESET", "ERP", "CANNOT SUPPLY", "PARAMETERS"}, func(r presetRow) []string {
		return []string{r.Name, r.Title, strings.Join(r.Missing, ", "), strings.Join(r.Parameters, ", ")}
	})
}
