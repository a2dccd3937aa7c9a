package receivables

import "daybook/extract/fact"

// assumption says where a document's due date comes from.
type assumption uint8

const (
	asGiven assumption = iota
	fromTerms
	fromPosting
)

// assumptions are the reasons of findings.
var assumptions = [...]fact.Reason{fromTerms: fact.DueFromTerms, fromPosting: fact.DueFromPosting}

// resolveDue gives every document a due date: its own, else from its customer's
// terms, else its posting date. Only what one owes falls due.
func (b *Book) resolveDue() {
	b.due = make([]fact.Date, b.documents)
	b.assumed = make([]assumption, b.documents)
	for i, d := range b.s.Documents.All() {
		b.due[i] = d.Due
		if !d.Due.IsZero() {
			continue
		}
		b.due[i], b.assumed[i] = d.Posted, fromPosting
		if d.Customer.Known() {
			if due, ok := b.s.Customers[d.Customer].Terms.Due(d.Posted); ok {
				b.due[i], b.assumed[i] = due, fromTerms
			}
		}
	}
}

// owes says whether a document is a debit, which falls due.
func owes(d *fact.Document) bool { return d.Kind.Sign()*d.Gross >= 0 }

// findings are the odd rows that extraction reported and those that only the
// analysis can see, as of a day.
func (b *Book) findings(asOf fact.Date) []fact.Finding {
	out := append([]fact.Finding(nil), b.s.Findings...)
	out = append(out, b.dueFindings(asOf)...)
	out = append(out, b.matchFindings(asOf)...)
	return out
}

func (b *Book) dueFindings(asOf fact.Date) []fact.Finding {
	var out []fact.Finding
	groups := map[fact.Reason]*fact.Finding{}
	systemic := !b.s.Source.Supplies("documents.due")
	for i, d := range b.s.Documents.All() {
		if d.Posted > asOf || !owes(d) {
			continue
		}
		f := b.documentFinding(d)
		if b.assumed[i] == asGiven {
			// What was brought forward fell due before the books opened, as it should.
			if d.Due < d.Posted && d.Kind.Sale() {
				f.Treatment, f.Reason, f.Value = fact.Noted, fact.DueBeforePosting, d.Due.String()
				out = append(out, f)
			}
			continue
		}
		f.Treatment, f.Reason, f.Value = fact.Assumed, assumptions[b.assumed[i]], b.due[i].String()
		if systemic {
			addTo(groups, f)
			continue
		}
		out = append(out, f)
	}
	return append(out, collected(groups)...)
}

func (b *Book) documentFinding(d *fact.Document) fact.Finding {
	return fact.Finding{
		Fact: "documents", Row: d.Number, Customer: b.customerCode(d.Customer),
		Amount: d.Gross, HasAmount: true, Currency: d.Currency,
	}
}

func (b *Book) customerCode(c fact.Ref) string {
	if !c.Known() {
		return ""
	}
	return b.s.Customers[c].Code
}

// addTo counts a finding with others of its reason, where a source lacks a
// column altogether: one line says it better than one for every document.
func addTo(groups map[fact.Reason]*fact.Finding, f fact.Finding) {
	g := groups[f.Reason]
	if g == nil {
		g = &fact.Finding{Treatment: f.Treatment, Fact: f.Fact, Reason: f.Reason}
		groups[f.Reason] = g
	}
	g.Count++
}

func collected(groups map[fact.Reason]*fact.Finding) []fact.Finding {
	var out []fact.Finding
	for _, reason := range fact.Reasons {
		if g := groups[reason]; g != nil {
			out = append(out, *g)
		}
	}
	return out
}

// matchFindings reports allocations that are inferred, that exceed what there is,
// and money that came before the document it pays. The last is ordinary, and is
// said for three months only.
func (b *Book) matchFindings(asOf fact.Date) []fact.Finding {
	var out []fact.Finding
	supplied := b.s.Source.Supplies("allocations")
	taken, counted := make([]fact.Amount, b.count()), 0 // by end, in its own currency
	recent := window(asOf, 3)
	for i := range b.allocations() {
		a := b.allocation(int32(i))
		if a.span == (span{}) || !a.countsOn(asOf) {
			continue
		}
		counted++
		taken[a.taker] = taken[a.taker].Plus(a.amount)
		if a.giver >= 0 {
			taken[a.giver] = taken[a.giver].Plus(a.giverAmount)
		}
		if supplied && b.early(a, recent) {
			out = append(out, b.earlyFinding(a))
		}
	}
	if !supplied && counted > 0 {
		out = append(out, fact.Finding{Treatment: fact.Assumed, Fact: "allocations", Reason: fact.InferredMatch, Count: counted})
	}
	return append(out, b.overAllocated(taken)...)
}

// early says whether an allocation sets money against a document of a period that
// was posted after the money came.
func (b *Book) early(a allocation, in fact.Period) bool {
	if a.giver < int32(b.documents) || a.taker >= int32(b.documents) {
		return false
	}
	posted := b.end(a.taker).posted
	return b.end(a.giver).posted < posted && in.Contains(posted)
}

func (b *Book) earlyFinding(a allocation) fact.Finding {
	r := b.s.Receipts.At(b.receipt(a.giver))
	return fact.Finding{
		Treatment: fact.Noted, Fact: "receipts", Row: r.Number, Customer: b.customerCode(r.Customer),
		Reason: fact.ReceiptBeforeItem, Value: b.number(a.taker),
		Amount: r.Amount, HasAmount: true, Currency: r.Currency,
	}
}

// overAllocated names the ends that gave or took more than they have.
func (b *Book) overAllocated(taken []fact.Amount) []fact.Finding {
	var out []fact.Finding
	for i := range b.count() {
		over := taken[i].Minus(b.end(i).gross.Abs())
		if over <= 0 {
			continue
		}
		f := fact.Finding{Fact: "receipts", Row: b.number(i), Customer: b.customerCode(b.end(i).customer), Currency: b.currency(i)}
		if int(i) < b.documents {
			d := b.s.Documents.At(fact.Ref(i))
			f = b.documentFinding(&d)
		} else {
			f.Amount, f.HasAmount = b.s.Receipts.At(b.receipt(i)).Amount, true
		}
		f.Treatment, f.Reason, f.Value = fact.Noted, fact.OverAllocated, over.String()
		out = append(out, f)
	}
	return out
}

// intake is the snapshot's count of rows, with what the analysis had to assume.
func (b *Book) intake(asOf fact.Date) []fact.Intake {
	out := append([]fact.Intake(nil), b.s.Intake...)
	for i := range out {
		if out[i].Fact == "documents" {
			for k, d := range b.s.Documents.All() {
				if b.assumed[k] != asGiven && owes(d) && d.Posted <= asOf {
					out[i].Assumed++
				}
			}
		}
	}
	return out
}
