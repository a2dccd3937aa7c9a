package sample

import (
	"fmt"
	"strconv"

	"daybook/extract/fact"
)

// blockSize is the number of customers of a sales office.
const blockSize = 110

// class is how much a customer buys.
type class uint8

const (
	keyAccount class = iota
	midAccount
	smallAccount
)

// habit is how a customer pays.
type habit uint8

const (
	prompt habit = iota
	usual
	slow
	poor
	worsening // usual, until it turns
)

// customer is who buys: what it is like, what chance has for it, and what lies
// open between it and the company.
type customer struct {
	id, code, name string
	market         market
	class          class
	group          string
	seller, second int // into firm.sellers
	collector      int
	parent         *customer
	terms          fact.Terms

	habit    habit
	turns    fact.Date // when a worsening customer turns
	runs     bool      // pays everything due on two days a month
	deposits bool      // pays a part with the order
	early    bool      // takes the discount for paying early

	monthly  int // orders in an average month, in thousandths
	size     int // of an order, percent
	discount int // off the list price, thousandths
	joins    fact.Date
	leaves   fact.Date // none while it stays
	limit    int       // CNY
	onHold   bool

	chance  dice
	bids    dice // for quotations, which change nothing else
	pending []shipment
	returns []comingBack
	items   []item
	credits []credit
}

var groups = []string{"OEM", "Dealer", "Contractor", "End user", "Waterworks"}

// newCustomer draws the i-th customer.
func newCustomer(chance dice, i int, f *firm) *customer {
	place, block := i%blockSize, i/blockSize
	c := &customer{
		id: strconv.Itoa(i + 1), code: fmt.Sprintf("%05d", 1003+7*i), chance: chance, bids: newDice(f.Seed, streamBids+uint64(i)),
		group: groups[chance.below(len(groups))], second: -1,
		joins: f.calendar.first.AddDays(-chance.between(100, 4500)),
	}
	c.settleIn(place, block)
	c.grow(place)
	c.behave(place, f.calendar)
	c.agreeTerms()
	c.enterAndLeave(f.calendar)
	c.secure(place, f.Until)
	if p, ok := headOffice[place]; ok {
		c.parent = f.customers[block*blockSize+p]
	}
	f.sellers[c.seller].expected += c.expected()
	return c
}

// headOffice says which customers of a block are branches of which others. All
// of them are domestic.
var headOffice = map[int]int{21: 3, 33: 3, 57: 12, 72: 12}

// settleIn gives the customer a market, a name and those who serve it.
func (c *customer) settleIn(place, block int) {
	const domesticInBlock = 74 // two of three
	if place%3 == 2 {
		n := place / 3
		c.market = exportMarkets[n%len(exportMarkets)]
		c.name = exportName(&c.chance, block*(blockSize-domesticInBlock)+n, c.market.legal)
	} else {
		n := place - place/3
		c.market = domesticMarkets[c.chance.below(len(domesticMarkets))]
		c.name = domesticName(&c.chance, block*domesticInBlock+n, c.market.city)
	}
	who := serving(c.market.region)
	k := c.chance.below(len(who))
	c.seller = block*len(office) + who[k]
	if len(who) > 1 {
		c.second = block*len(office) + who[(k+1)%len(who)]
	}
	c.collector = block*len(office) + collector(c.market.domestic())
}

// grow says how much the customer buys: few buy much.
func (c *customer) grow(place int) {
	switch {
	case place < 6:
		c.class, c.monthly, c.size = keyAccount, c.chance.between(6000, 8600), c.chance.between(120, 190)
	case place < 30:
		c.class, c.monthly, c.size = midAccount, c.chance.between(2300, 3700), c.chance.between(80, 130)
	default:
		c.class, c.monthly, c.size = smallAccount, c.chance.between(650, 1450), c.chance.between(40, 100)
	}
	c.discount = 30*(2-int(c.class)) + c.chance.between(0, 60)
}

// badRisk marks three customers of every block who are sure to be on hold.
func badRisk(place int) bool { return place%37 == 31 }

// behave says how the customer pays.
func (c *customer) behave(place int, cal *calendar) {
	switch n := c.chance.below(100); {
	case badRisk(place):
		c.habit = poor
	case n < 38:
		c.habit = prompt
	case n < 74:
		c.habit = usual
	case n < 86 || c.class == keyAccount:
		c.habit = slow
	case n < 93:
		c.habit = poor
	default:
		c.habit, c.turns = worsening, cal.until.AddDays(-c.chance.between(120, 260))
	}
	c.runs = c.class != smallAccount && c.chance.percent(45)
	c.deposits = place%55 == 16
	c.early = c.habit == prompt && !c.runs && c.chance.percent(25)
}

func (c *customer) agreeTerms() {
	days := []int{0, 30, 30, 30, 45, 60, 60, 90}
	c.terms = fact.Terms{Rule: fact.TermsDays, Days: days[c.chance.below(len(days))]}
	switch n := c.chance.below(100); {
	case n < 12:
		c.terms = fact.Terms{Rule: fact.TermsEndOfMonth, Days: 30}
	case n < 20:
		c.terms = fact.Terms{Rule: fact.TermsDayOfMonth, Days: 20, Day: 5 * c.chance.between(1, 5)}
	}
}

// enterAndLeave lets some customers come, fall silent or go while the books run.
func (c *customer) enterAndLeave(cal *calendar) {
	if c.class != smallAccount {
		return
	}
	switch n := c.chance.below(100); {
	case n < 10:
		c.joins = cal.start.AddDays(c.chance.between(20, cal.until.Days(cal.start)-20))
	case n < 14:
		c.leaves = cal.until.AddDays(-c.chance.between(60, 150))
	case n < 19:
		c.leaves = cal.until.AddDays(-c.chance.between(200, 600))
	}
}

// secure sets the credit limit, too low for about one in nine, and stops
// those who pay worst.
func (c *customer) secure(place int, until fact.Date) {
	days := c.terms.Days + 25 + 20*int(c.habit)
	exposure := c.expected() / 1000 * 113 / 100 * days / 30
	percent := c.chance.between(170, 320)
	if place%9 == 4 {
		percent = c.chance.between(32, 56)
	}
	if place%13 != 7 {
		c.limit = max(1, exposure*percent/100/50) * 50_000
	}
	c.onHold = badRisk(place) || c.habit == poor && c.chance.percent(40)
	if c.onHold && c.leaves.IsZero() {
		c.leaves = until.AddDays(-c.chance.between(20, 50))
	}
}

// expected returns what the customer buys in an average month, net, in CNY.
func (c *customer) expected() int {
	return c.monthly * meanLines / 1000 * meanLine / 1000 * c.size / 100 * (1000 - c.discount) / 1000
}

// orders says whether the customer orders on a day of the given demand.
func (c *customer) orders(day fact.Date, demand int) bool {
	if day < c.joins || !c.leaves.IsZero() && day > c.leaves {
		return false
	}
	return c.chance.chance(c.monthly * demand / workdaysAMonth)
}

// late returns how many days after the due date the customer means to pay what
// falls due on the given day.
func (c *customer) late(due fact.Date) int {
	switch c.habit {
	case prompt:
		return c.chance.bell(-8, 6)
	case slow:
		return c.chance.bell(4, 40)
	case poor:
		return c.chance.bell(15, 120)
	case worsening:
		if due > c.turns {
			return c.chance.bell(0, 24) + min(90, due.Days(c.turns)/3)
		}
	}
	return c.chance.bell(-5, 18)
}
