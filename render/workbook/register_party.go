package workbook

import (
	"strings"

	"daybook/extract/fact"
)

// party is what the register shows of a customer.
type party struct{ code, name, region string }

// parties are the customers of a snapshot by their places, packed: the register is in
// the order of days, so that each row asks for another customer, and finds a party
// and its texts in the processor's cache where it would not find a [fact.Customer].
type parties []party

func newParties(customers []fact.Customer) parties {
	var texts strings.Builder
	for i := range customers {
		p := partyOf(&customers[i])
		texts.WriteString(p.code)
		texts.WriteString(p.name)
		texts.WriteString(p.region)
	}
	rest := texts.String()
	packed := func(s string) string {
		s, rest = rest[:len(s)], rest[len(s):]
		return s
	}
	all := make(parties, len(customers))
	for i := range customers {
		p := partyOf(&customers[i])
		all[i] = party{packed(p.code), packed(p.name), packed(p.region)}
	}
	return all
}

func partyOf(c *fact.Customer) party { return party{c.Code, name(c), c.Region} }

// of is the party of a customer, and empty for [fact.None].
func (p parties) of(r fact.Ref) *party {
	if !r.Known() || int(r) >= len(p) {
		return &party{}
	}
	return &p[r]
}
