package sample

import (
	"strconv"
	"strings"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// oddTerms are the terms of odd customers, in days; none has no terms at all.
const oddTerms, noTerms = "30", ""

// nobody is a customer that does not exist.
const nobody = "999999"

// writeOdd adds what careless imports and old migrations leave behind. All of it
// is posted as it stands but for what has no amount at all.
func (f *firm) writeOdd() {
	near, vietnam := domesticMarkets[0], exportMarkets[2]
	formula := f.oddCustomer(`=HYPERLINK("x")`, near, oddTerms)
	emoji := f.oddCustomer("🚚 快运 Swift Parcel 🙂", near, oddTerms)
	long := f.oddCustomer(longName(300), near, noTerms)
	dong := f.oddCustomer("Công ty Cổ phần Nước Sông Hương", vietnam, oddTerms)
	f.oddDueDates(formula, emoji, long)
	f.oddReceipts(formula, emoji)
	f.oddDocuments(formula, emoji, long)
	f.paidThenCancelled(emoji)
	f.hugeInDong(dong)
}

// longName returns a name of so many characters.
func longName(characters int) string {
	const part = "Amalgamated Waterworks, Pumping Stations and Pipe Stores of the Upper and the Lower River Districts "
	return strings.Repeat(part, characters/len(part)+1)[:characters]
}

// oddCustomer writes a customer that differs in name and terms only.
func (f *firm) oddCustomer(name string, m market, days string) string {
	f.ids["odd"]++
	n := len(f.customers) + f.ids["odd"]
	row := reference.Customer{
		ID: strconv.Itoa(n), Code: "9900" + strconv.Itoa(f.ids["odd"]), Name: name, CustomerGroup: groups[0], Region: m.region,
		Country: m.country, Salesperson: f.sellers[serving(m.region)[0]].id, Collector: f.sellers[collector(m.domestic())].id, Currency: string(m.currency),
		TermsDays: days, CreditLimit: "200000.00", OnHold: "0", Since: f.start.String(), Active: "1",
	}
	if days != noTerms {
		row.TermsRule = "days"
	}
	f.put(row)
	return row.ID
}

// oddInvoice posts an invoice over a net amount in CNY with one line, changed
// before it is written.
func (f *firm) oddInvoice(customer string, net int, daysAgo int, change func(*reference.Document)) item {
	day := f.Until.AddDays(-daysAgo)
	tax := roundTo(yuan(net)*vat/100, 2)
	gross := yuan(net) + tax
	row := reference.Document{
		ID: f.id("documents"), Number: "IMP-" + strconv.Itoa(7000+f.ids["documents"]%1000), Kind: fact.Invoice.String(), Customer: customer,
		Posted: day.String(), Due: day.AddDays(30).String(), Currency: string(home), Rate: "1",
		Net: yuan(net).String(), Tax: tax.String(), Gross: gross.String(),
		CompanyNet: yuan(net).String(), CompanyTax: tax.String(), CompanyGross: gross.String(),
		CreatedBy: clerks[0], ApprovedBy: approvers[0], Disputed: "0",
	}
	if change != nil {
		change(&row)
	}
	f.put(row)
	f.put(oneLine(row, yuan(net), f.products[0].id))
	f.ledger.invoice(day, gross)
	return item{document: row.ID, posted: day, balance: newBalance(gross, gross)}
}

// oneLine is the only line of a document: one piece of everything.
func oneLine(d reference.Document, net fact.Amount, product string) reference.Line {
	return reference.Line{
		Document: d.ID, LineNo: "1", Product: product, Quantity: "1", ListPrice: d.Net, UnitPrice: d.Net, Discount: "0.00",
		Net: d.Net, CompanyNet: d.CompanyNet, Cost: roundTo(net/10*6, 2).String(),
	}
}

// oddReceipt posts money from whomever, changed before it is written.
func (f *firm) oddReceipt(customer string, amount int, daysAgo int, change func(*reference.Receipt)) credit {
	day := f.Until.AddDays(-daysAgo)
	row := reference.Receipt{
		ID: f.id("receipts"), Number: "IMP-R" + strconv.Itoa(7000+f.ids["receipts"]%1000), Customer: customer, Received: day.String(), Currency: string(home), Rate: "1",
		Amount: yuan(amount).String(), CompanyAmount: yuan(amount).String(), Method: "transfer", Reference: "IMPORTED",
		CreatedBy: clerks[0], ApprovedBy: approvers[0],
	}
	if change != nil {
		change(&row)
	}
	f.put(row)
	f.ledger.receipt(day, yuan(amount))
	return credit{kind: fromReceipt, giver: row.ID, balance: newBalance(yuan(amount), yuan(amount))}
}

func (f *firm) oddDueDates(formula, emoji, long string) {
	f.oddInvoice(formula, 8_200, 40, func(d *reference.Document) { d.Due = f.Until.AddDays(-70).String() })
	f.oddInvoice(emoji, 6_450, 52, func(d *reference.Document) { d.Due = "" })
	f.oddInvoice(long, 3_900, 26, func(d *reference.Document) { d.Due = "" })
	f.oddInvoice(long, 12_700, 34, func(d *reference.Document) { d.Due = "0000-00-00" })
}

func (f *firm) oddReceipts(formula, emoji string) {
	larger := f.oddInvoice(formula, 4_000, 60, nil)
	r := f.oddReceipt(formula, 5_000, 22, nil)
	f.settle(&r, &larger, larger.open, f.Until.AddDays(-22))

	overpaid := f.oddInvoice(formula, 2_000, 58, nil)
	r = f.oddReceipt(formula, 3_000, 21, nil)
	f.settle(&r, &overpaid, yuan(3_000), f.Until.AddDays(-21))

	first, second := f.oddInvoice(emoji, 5_000, 66, nil), f.oddInvoice(emoji, 5_100, 65, nil)
	r = f.oddReceipt(emoji, 5_000, 30, nil)
	f.settle(&r, &first, yuan(3_200), f.Until.AddDays(-30))
	f.settle(&r, &second, yuan(3_200), f.Until.AddDays(-30))

	early := f.oddReceipt(emoji, 2_500, 31, nil)
	later := f.oddInvoice(emoji, 4_400, 24, nil)
	f.settle(&early, &later, yuan(2_500), f.Until.AddDays(-31))

	f.oddReceipt(nobody, 1_860, 12, nil)
	f.oddReceipt(formula, 300, 5, func(r *reference.Receipt) { r.Reference = strings.Repeat("0123456789", 4_000) })
}

func (f *firm) oddDocuments(formula, emoji, long string) {
	f.oddInvoice(formula, 2_750, 33, func(d *reference.Document) { d.Number = "IMP-0815" })
	f.oddInvoice(formula, 3_150, 19, func(d *reference.Document) { d.Number = "IMP-0815" })
	day := f.Until.AddDays(-15).String()
	f.put(reference.Document{
		ID: f.id("documents"), Number: "IMP-0816", Kind: fact.Invoice.String(), Customer: emoji,
		Posted: day, Due: day, Currency: string(home), Rate: "1", CreatedBy: clerks[0],
	})
	it := f.oddInvoice(long, 9_000, 18, nil)
	p := f.products[len(f.products)-1].id
	f.put(reference.Line{Document: it.document, LineNo: "2", Product: p, Quantity: "12", ListPrice: "50.00", UnitPrice: "50.00", Discount: "0.00", Net: "600.00", CompanyNet: "600.00", Cost: "340.00"})
	f.put(reference.Line{Document: it.document, LineNo: "3", Product: p, Quantity: "-12", ListPrice: "50.00", UnitPrice: "50.00", Discount: "0.00", Net: "-600.00", CompanyNet: "-600.00", Cost: "-340.00"})
}

// paidThenCancelled is an invoice that was paid, cancelled, and made out again:
// in between the money is an advance.
func (f *firm) paidThenCancelled(customer string) {
	cancelled := f.Until.AddDays(-10)
	wrong := f.oddInvoice(customer, 7_300, 48, func(d *reference.Document) { d.CancelledOn = cancelled.String() })
	f.ledger.cancelled(cancelled, wrong.open)
	r := f.oddReceipt(customer, 8_249, 16, nil)
	f.put(allocation(fact.AllocReceipt, &r, &wrong, wrong.open, f.Until.AddDays(-16)))
	right := f.oddInvoice(customer, 7_300, 9, func(d *reference.Document) { d.Corrects = wrong.document })
	f.settle(&r, &right, right.open, f.Until.AddDays(-9))
}

// dongRate has more digits than a float keeps.
const dongRate = "0.000281347203158964"

// hugeInDong is an invoice with three digits too many, credited two days later
// but for what was meant.
func (f *firm) hugeInDong(customer string) {
	rate, err := fact.ParseRate(dongRate, false)
	if err != nil {
		f.out.fail(err)
		return
	}
	posted := f.Until.MonthStart().AddMonths(-2).AddDays(8)
	all := f.dongDocument(customer, fact.Invoice, "99999999999.99", rate, posted, "")
	back := f.dongDocument(customer, fact.CreditNote, "99700000000.00", rate, posted.AddDays(2), all.document)
	f.ledger.invoice(posted, all.booked)
	f.ledger.creditNote(posted.AddDays(2), back.booked)
	cr := credit{kind: fromDocument, giver: back.document, balance: back.balance}
	f.settle(&cr, &all, cr.open, posted.AddDays(2))
}

func (f *firm) dongDocument(customer string, kind fact.Kind, amount string, rate fact.Rate, day fact.Date, corrects string) item {
	gross, _, err := fact.ParseAmount(amount)
	if err != nil {
		f.out.fail(err)
	}
	booked, err := rate.Convert(gross, 2)
	if err != nil {
		f.out.fail(err)
	}
	row := reference.Document{
		ID: f.id("documents"), Number: f.number("VN-"+prefixes[kind], day), Kind: kind.String(), Customer: customer, Posted: day.String(),
		Currency: "VND", Rate: rate.String(), Net: amount, Tax: "0.00", Gross: amount,
		CompanyNet: booked.String(), CompanyTax: "0.00", CompanyGross: booked.String(), Corrects: corrects,
		Disputed: "0", CreatedBy: clerks[0], ApprovedBy: approvers[0],
	}
	if kind == fact.Invoice {
		row.Due = day.AddDays(60).String()
	}
	f.put(row)
	f.put(oneLine(row, booked, f.products[len(f.products)-5].id))
	return item{document: row.ID, posted: day, balance: newBalance(gross, booked)}
}
