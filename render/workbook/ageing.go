package workbook

import (
	"iter"
	"slices"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// debtor is one row of Ageing.
type debtor = *receivables.Customer

// ageing is the sheet of customers, most overdue first. What finance looks at
// every day goes on paper; the rest stands to the right, on screen only.
func (b *book) ageing() render.Sheet {
	columns := b.ageingColumns()
	paper := printed(columns)
	list := table(b.base, SheetAgeing, rowList, columns, pointers(b.r.Customers))
	list.TotalLabel, list.TotalIn, list.Filter = b.say("total.rows"), 1, true
	list.Empty = b.say("empty.ageing")
	ratio(&list, "overdue_share", "overdue", "on_open_invoices")
	sheet := b.frame(SheetAgeing, paper, b.say("subtitle.whole", "currency", string(b.currency)), b.basis(), b.say("subtitle.most_overdue"))
	single(&sheet, list, paper)
	return sheet
}

// pointers yields a pointer to every element.
func pointers[T any](s []T) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for i := range s {
			if !yield(&s[i]) {
				return
			}
		}
	}
}

func (b *book) ageingColumns() []column[debtor] {
	return slices.Concat(
		[]column[debtor]{
			col("code", 8, render.RoleCode, func(d debtor) render.Cell { return b.codeCell(d.Ref) }),
			col("customer", 31, render.RoleBody, func(d debtor) render.Cell { return b.linkedName(d.Ref, b.itemsLink) }),
			label("salesperson", 12, render.RoleBody, func(d debtor) string { return b.person(b.customer(d.Ref).Salesperson) }).from("customers.salesperson"),
			col("terms", 7.5, render.RoleCount, func(d debtor) render.Cell { return b.terms(b.customer(d.Ref).Terms) }).from("customers.terms_days"),
			col("limit", 12, render.RoleWhole, b.limit).from("customers.credit_limit"),
		},
		balanceColumns(b, func(d debtor) *receivables.Balance { return &d.Balance }),
		[]column[debtor]{
			col("last_payment", 11, render.RoleDate, func(d debtor) render.Cell { return day(d.LastReceived) }),
			col("flag", 27, render.RoleBody, func(d debtor) render.Cell {
				return render.Cell{Value: words(b.joined(b.flags(d))).Value, Tone: render.ToneWorse, Indent: true}
			}),
		},
		onScreen(b.ageingScreenColumns()...),
	)
}

func (b *book) ageingScreenColumns() []column[debtor] {
	customer := func(f func(*fact.Customer) string) func(debtor) string {
		return func(d debtor) string { return f(b.customer(d.Ref)) }
	}
	return []column[debtor]{
		col("last_payment_amount", 13, render.RoleMoney, func(d debtor) render.Cell {
			if d.LastReceived.IsZero() {
				return render.Cell{}
			}
			return money(d.LastReceivedAmount)
		}),
		sum("credits", 13, render.RoleMoney, func(d debtor) fact.Amount { return d.Credits }),
		sum("advances", 13, render.RoleMoney, func(d debtor) fact.Amount { return d.Advances }),
		col("available", 14, render.RoleMoney, b.available).from("customers.credit_limit"),
		col("limit_use", 9, render.RolePercent, b.limitUse).from("customers.credit_limit"),
		col("over_since", 11, render.RoleDate, func(d debtor) render.Cell { return day(d.OverSince) }).from("customers.credit_limit"),
		col("on_hold", 9, render.RoleBody, func(d debtor) render.Cell {
			if !b.customer(d.Ref).OnHold {
				return render.Cell{}
			}
			return words(b.say("yes"))
		}).from("customers.on_hold"),
		label("group", 16, render.RoleBody, customer(func(c *fact.Customer) string { return c.Group })).from("customers.customer_group"),
		label("region", 12, render.RoleBody, customer(func(c *fact.Customer) string { return c.Region })).from("customers.region"),
		label("country", 9, render.RoleBody, customer(func(c *fact.Customer) string { return c.Country })).from("customers.country"),
		label("collector", 12, render.RoleBody, func(d debtor) string { return b.person(b.customer(d.Ref).Collector) }).from("customers.collector"),
		label("parent", 24, render.RoleBody, func(d debtor) string { return name(b.customer(b.customer(d.Ref).Parent)) }).from("customers.parent"),
		label("contact", 16, render.RoleBody, customer(func(c *fact.Customer) string { return c.Contact })).from("customers.contact"),
		label("phone", 16, render.RoleBody, customer(func(c *fact.Customer) string { return c.Phone })).from("customers.phone"),
		label("mail", 26, render.RoleBody, customer(func(c *fact.Customer) string { return c.Mail })).from("customers.mail"),
	}
}

// balanceColumns are the columns of a balance in its parts, on every ageing.
func balanceColumns[T any](b *book, balance func(T) *receivables.Balance) []column[T] {
	var columns []column[T]
	for i := range b.r.Buckets {
		c := sum(bucketID(i), 12, render.RoleWhole, func(row T) fact.Amount { return at(balance(row).Aging, i) })
		c.Header = b.bucket(i)
		if i >= b.overdueFrom() && b.overdueFrom() > 0 {
			c.Group = b.say("bracket.overdue")
		}
		if i == b.last() {
			c.cell = func(row T) render.Cell { return alarming(at(balance(row).Aging, i)) }
		}
		columns = append(columns, c)
	}
	net := sum("net_receivable", 13, render.RoleWhole, func(row T) fact.Amount { return balance(row).Net })
	net.cell = func(row T) render.Cell {
		return render.Cell{Value: render.Money(balance(row).Net), Strong: true}
	}
	return append(columns,
		sum("on_open_invoices", 13, render.RoleWhole, func(row T) fact.Amount { return balance(row).OnInvoices }),
		sum("credits_advances", 11, render.RoleWhole, func(row T) fact.Amount { return balance(row).Credits.Plus(balance(row).Advances) }),
		net,
		sum("overdue", 12, render.RoleWhole, func(row T) fact.Amount { return balance(row).Overdue }),
		col("overdue_share", 9, render.RolePercent, func(row T) render.Cell {
			if share, ok := balance(row).OverdueShare(); ok {
				return render.Cell{Value: render.Float(share)}
			}
			return render.Cell{}
		}),
		col("oldest_days", 10, render.RoleCount, func(row T) render.Cell { return b.oldestDays(balance(row).Oldest) }),
	)
}

// bucketID is the stable id of a bucket's column.
func bucketID(i int) string { return "bucket_" + digits(i) }

// alarming is an amount that is worse for being there.
func alarming(a fact.Amount) render.Cell {
	if a <= 0 {
		return money(a)
	}
	return render.Cell{Value: render.Money(a), Tone: render.ToneWorse, Strong: true}
}

func (b *book) oldestDays(days int) render.Cell {
	switch {
	case days <= 0:
		return render.Cell{}
	case days >= b.r.Buckets[b.last()].From:
		return render.Cell{Value: render.Int(days), Tone: render.ToneWorse, Strong: true}
	}
	return count(days)
}

// linkedName is a customer's name with a link to its rows elsewhere.
func (b *base) linkedName(r fact.Ref, link func(fact.Ref, render.Link) render.Link) render.Cell {
	return render.Cell{Value: words(name(b.customer(r))).Value, Link: link(r, render.Link{})}
}

// terms are days as a number, other rules in words.
func (b *book) terms(t fact.Terms) render.Cell {
	switch t.Rule {
	case fact.TermsDays:
		return count(t.Days)
	case fact.TermsEndOfMonth:
		return b.termsText("terms.end_of_month", t)
	case fact.TermsDayOfMonth:
		return b.termsText("terms.day_of_month", t)
	}
	return render.Cell{}
}

func (b *book) termsText(key string, t fact.Terms) render.Cell {
	return render.Cell{Value: render.Text(b.say(key, "days", t.Days, "day", t.Day)), Right: true}
}

func (b *book) limit(d debtor) render.Cell {
	c := b.customer(d.Ref)
	if !c.HasLimit {
		return render.Cell{}
	}
	return money(c.Limit)
}

func (b *book) available(d debtor) render.Cell {
	c := b.customer(d.Ref)
	if !c.HasLimit {
		return render.Cell{}
	}
	left := c.Limit.Minus(d.Net)
	if left < 0 {
		return render.Cell{Value: render.Money(left), Tone: render.ToneWorse}
	}
	return money(left)
}

func (b *book) limitUse(d debtor) render.Cell {
	if c := b.customer(d.Ref); !c.HasLimit || c.Limit == 0 {
		return render.Cell{}
	}
	return render.Cell{Value: render.Float(d.LimitUse)}
}

// flags say in words what colour alone would not.
func (b *book) flags(d debtor) []string {
	c := b.customer(d.Ref)
	var flags []string
	switch {
	case d.OverLimit > 0 && c.Limit > 0:
		flags = append(flags, b.say("flag.over_limit", "share", b.l.Percent(d.LimitUse, 0)))
	case d.OverLimit > 0:
		flags = append(flags, b.say("flag.no_credit"))
	}
	if c.OnHold {
		flags = append(flags, b.say("flag.on_hold"))
	}
	if at(d.Aging, b.last()) > 0 {
		flags = append(flags, b.bucketShort(b.last()))
	}
	if c.Missing {
		flags = append(flags, b.say("flag.unknown_customer"))
	}
	return flags
}
