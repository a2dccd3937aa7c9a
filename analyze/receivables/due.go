package receivables

import (
	"slices"

	"daybook/extract/fact"
)

// assumption says where a document's due date comes from.
type assumption uint8

const (
	asGiven assumption = iota
	fromTerms
	fromPosting
)

// assumptions are the reasons of findings.
var assumptions = [...]fact.Reason{fromTerms: fact.DueFromTerms, fromPosting: fact.DueFromPosting}

// resolveDue gives a document a due date: its own, else from its customer's terms,
// else its posting date.
func resolveDue(s *fact.Snapshot, e *end, due fact.Date) (fact.Date, assumption) {
	if !due.IsZero() {
		return due, asGiven
	}
	if e.customer.Known() {
		if due, ok := s.Customers[e.customer].Terms.Due(e.posted); ok {
			return due, fromTerms
		}
	}
	return e.posted, fromPosting
}

// owes says whether an end is a debit: only what one owes falls due.
func (e *end) owes() bool { return e.gross >= 0 }

// findings are the odd rows that only the analysis can see, as of a day.
func (b *Book) findings(asOf fact.Date) []fact.Finding {
	return append(b.dueFindings(asOf), b.matchFindings(asOf)...)
}

// dueFindings name the documents whose due date is odd or assumed. Where a source
// lacks the column altogether one line says it better than one for every document.
func (b *Book) dueFindings(asOf fact.Date) []fact.Finding {
	var out []fact.Finding
	var counts [len(assumptions)]int
	systemic := !b.s.Source.Supplies("documents.due")
	for i := range int32(b.documents) {
		switch e := &b.ends[i]; {
		case e.posted > asOf || !e.owes():
		case e.assumed == asGiven:
			// What was brought forward fell due before the books opened, as it should.
			if e.due < e.posted && e.sale() {
				out = append(out, b.dueFinding(i, fact.Noted, fact.DueBeforePosting))
			}
		case systemic:
			counts[e.assumed]++
		default:
			out = append(out, b.dueFinding(i, fact.Assumed, assumptions[e.assumed]))
		}
	}
	for assumed, n := range counts {
		if n > 0 {
			out = append(out, fact.Finding{Treatment: fact.Assumed, Fact: "documents", Reason: assumptions[assumed], Count: n})
		}
	}
	return out
}

func (b *Book) dueFinding(i int32, treatment fact.Treatment, reason fact.Reason) fact.Finding {
	f := b.documentFinding(i)
	f.Treatment, f.Reason, f.Value = treatment, reason, b.ends[i].due.String()
	return f
}

func (b *Book) documentFinding(i int32) fact.Finding {
	d := b.s.Documents.At(fact.Ref(i))
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
	if a.giver < 0 || !b.isReceipt(a.giver) || b.isReceipt(a.taker) {
		return false
	}
	posted := b.ends[a.taker].posted
	return b.ends[a.giver].posted < posted && in.Contains(posted)
}

func (b *Book) earlyFinding(a allocation) fact.Finding {
	f := b.endFinding(a.giver)
	f.Treatment, f.Reason, f.Value = fact.Noted, fact.ReceiptBeforeItem, b.number(a.taker)
	return f
}

// overAllocated names the ends that gave or took more than they have.
func (b *Book) overAllocated(taken []fact.Amount) []fact.Finding {
	var out []fact.Finding
	for i, amount := range taken {
		over := amount.Minus(b.ends[i].gross.Abs())
		if over <= 0 {
			continue
		}
		f := b.endFinding(int32(i))
		f.Treatment, f.Reason, f.Value = fact.Noted, fact.OverAllocated, over.String()
		out = append(out, f)
	}
	return out
}

func (b *Book) endFinding(i int32) fact.Finding {
	if !b.isReceipt(i) {
		return b.documentFinding(i)
	}
	r := b.s.Receipts.At(b.receipt(i))
	return fact.Finding{
		Fact: "receipts", Row: r.Number, Customer: b.customerCode(r.Customer),
		Amount: r.Amount, HasAmount: true, Currency: r.Currency,
	}
}

// intake is the snapshot's count of rows, with what the analysis had to assume.
func (b *Book) intake(asOf fact.Date) []fact.Intake {
	out := slices.Clone(b.s.Intake)
	for i := range out {
		if out[i].Fact == "documents" {
			for k := range b.documents {
				if e := &b.ends[k]; e.assumed != asGiven && e.owes() && e.posted <= asOf {
					out[i].Assumed++
				}
			}
		}
	}
	return out
}
