package sample

import (
	"fmt"
	"slices"
	"strconv"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// Clerks who enter and those who approve. One stands in for both, and now and
// then approves what she entered herself.
var (
	clerks    = []string{"wang.min", "luo.jie", "e.hartley"}
	approvers = []string{"shen.gang", "m.ferro"}
)

const standIn = "zhu.qing"

// sign draws who entered a document and who approved it.
func (d *dice) sign() (created, approved string) {
	created, approved = d.pick(clerks), d.pick(approvers)
	switch n := d.below(1000); {
	case n < 12:
		return standIn, standIn
	case n < 120:
		return standIn, approved
	case n < 180:
		return created, standIn
	}
	return created, approved
}

// seller sells, leads those who do, or chases payment.
type seller struct {
	id, code, name, team, region, manager string
	joined, left                          fact.Date
	collects, leads                       bool
	ambition                              int // target in thousandths of what is to be expected
	expected                              int // net sales of an average month in CNY
}

// post is a position in a sales office.
type post struct {
	team, region    string
	latin           bool
	leads, collects bool
}

// office lists the positions of every sales office; who reports to whom follows
// from the teams.
var office = []post{
	{team: "East", region: "East China", leads: true},
	{team: "East", region: "East China"},
	{team: "East", region: "East China"},
	{team: "South", region: "South China", leads: true},
	{team: "South", region: "South China", latin: true},
	{team: "North", region: "North China", leads: true},
	{team: "West", region: "West China"},
	{team: "Export", region: "Europe", latin: true, leads: true},
	{team: "Export", region: "Europe", latin: true},
	{team: "Export", region: "Americas", latin: true},
	{team: "Export", region: "Asia-Pacific"},
	{team: "Credit control", region: "", collects: true},
	{team: "Credit control", region: "", latin: true, collects: true},
}

// newSellers staffs the sales office of a block.
func newSellers(chance dice, block int, c *calendar) []seller {
	sellers := make([]seller, len(office))
	leaders := map[string]string{}
	for i, p := range office {
		n := block*len(office) + i
		s := seller{
			id: strconv.Itoa(n + 1), code: fmt.Sprintf("S%03d", n+1), name: chinesePerson(n),
			team: p.team, region: p.region, collects: p.collects, leads: p.leads,
			joined:   c.start.AddDays(-chance.between(200, 4000)),
			ambition: chance.between(870, 1000),
		}
		if p.latin {
			s.name = latinPerson(n)
		}
		if p.leads {
			leaders[p.team] = s.id
		} else {
			s.manager = leaders[p.team]
		}
		sellers[i] = s
	}
	sellers[2].left = c.until.AddDays(-chance.between(40, 90)) // the first of the East leads on
	return sellers
}

// sellerOn returns the id of a seller on a day: where they have left, whoever led
// them takes over.
func (f *firm) sellerOn(i int, day fact.Date) string {
	s := f.sellers[i]
	if s.left.IsZero() || day <= s.left {
		return s.id
	}
	return s.manager
}

// serving lists the places, within an office, of who sells in a region.
func serving(region string) []int {
	var places []int
	for i, p := range office {
		if p.region == region {
			places = append(places, i)
		}
	}
	return places
}

// collector returns the place of who chases the customers of a market.
func collector(domestic bool) int {
	return slices.IndexFunc(office, func(p post) bool { return p.collects && p.latin != domestic })
}

func (f *firm) writeSellers() {
	for _, s := range f.sellers {
		f.out.put(reference.Salesperson{
			ID: s.id, Code: s.code, Name: s.name, Team: s.team, Region: s.region,
			Mail: "s" + s.code[1:] + "@brackwater.example", Manager: s.manager,
			Joined: s.joined.String(), LeftOn: s.left.String(),
		})
	}
}

// writeTargets sets every salesperson a target for each month of the history and
// the rest of its last year, from what their customers are expected to order.
func (f *firm) writeTargets() {
	last := fact.NewDate(f.Until.Time().Year(), 12, 1)
	for _, s := range f.sellers {
		for month := f.start; month <= last && s.expected > 0; month = month.AddMonths(1) {
			if !s.left.IsZero() && month > s.left {
				break
			}
			thousands := s.expected / 1000 * f.calendar.busy(month) / 1000 * s.ambition / 1000
			f.out.put(reference.Target{
				Salesperson: s.id, Month: month.String(),
				NetSales: yuan(thousands * 1000).String(),
			})
		}
	}
}

// yuan returns whole units as an amount.
func yuan(n int) fact.Amount { return fact.Amount(n) * fact.AmountScale }
