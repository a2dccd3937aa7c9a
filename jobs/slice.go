package jobs

import (
	"slices"
	"sync"

	"daybook/config"
	"daybook/extract/fact"
)

// divide gives each part its share of a snapshot: the facts are parted, not the
// result, so that no total, rank or chart of others is in a part's file. Slices
// of one dimension share one partition, however many they are; one that overlaps
// another has its own.
func (x *run) divide(whole *fact.Snapshot) {
	var all []*division
	for i := range x.parts {
		p := &x.parts[i]
		if p.rule.Each {
			continue // its parts were made of it
		}
		if p.slice() == "" {
			p.facts = func() *fact.Snapshot { return whole }
			continue
		}
		at := slices.IndexFunc(all, func(d *division) bool { return d.takes(p.rule) })
		if at < 0 {
			at, all = len(all), append(all, newDivision(whole, p.rule.By))
		}
		d := all[at]
		for _, value := range p.rule.Is {
			d.slices[value] = p.name
		}
		p.facts = func() *fact.Snapshot { return d.partition().Part(p.name) }
	}
}

// division parts a snapshot by one dimension into slices, when it is first asked.
type division struct {
	by        string
	slices    map[string]string // the slice of a value
	partition func() *fact.Partition
}

func newDivision(whole *fact.Snapshot, by string) *division {
	d := &division{by: by, slices: map[string]string{}}
	d.partition = sync.OnceValue(func() *fact.Partition { return fact.NewPartition(whole, d.dimension()) })
	return d
}

// takes says whether a slice fits beside those that are there.
func (d *division) takes(rule config.Slice) bool {
	taken := func(value string) bool { return d.slices[value] != "" }
	return d.by == rule.By && !slices.ContainsFunc(rule.Is, taken)
}

// dimension is what the slices' rules look at. A customer or salesperson without
// a value of it belongs to no slice.
func (d *division) dimension() fact.Dimension {
	switch d.by {
	case "team":
		return fact.Dimension{Seller: func(s *fact.Salesperson) string { return d.slices[s.Team] }}
	case "salesperson":
		return fact.Dimension{Seller: func(s *fact.Salesperson) string { return d.slices[s.Code] }}
	}
	return fact.Dimension{Customer: func(c *fact.Customer) string { return d.slices[dimensionOf(c, d.by)] }}
}

// dimensionOf is a customer's value of a dimension that is the customer's own.
func dimensionOf(c *fact.Customer, by string) string {
	switch by {
	case "region":
		return c.Region
	case "group":
		return c.Group
	case "country":
		return c.Country
	case "customer":
		return c.Code
	}
	return ""
}
