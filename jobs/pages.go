package jobs

import (
	"maps"
	"strings"

	"daybook/config"
	"daybook/extract/preset"
	"daybook/render/workbook"
)

// pagesOf are the addresses of the ERP's own pages, to which the workbooks' numbers
// and codes lead: the preset's behind source.erp_url, and before them the operator's.
func pagesOf(c *config.Config) (workbook.Pages, error) {
	paths := map[string]string{}
	if c.Source.ERPURL != "" {
		p, err := preset.Load(c.Source.Preset, c.Source.Overlay)
		if err != nil {
			return nil, located(c, err)
		}
		maps.Copy(paths, p.Pages)
	}
	maps.Copy(paths, c.Source.Pages)
	pages := workbook.Pages{}
	for kind, page := range paths {
		if strings.HasPrefix(page, "/") {
			page = c.Source.ERPURL + page
		}
		pages[kind] = page
	}
	return pages, nil
}
