package fact

import "slices"

// Part returns the snapshot of the customers that keep accepts: their documents,
// receipts and allocations, and nothing of others. Totals from outside (Control)
// are about the whole and are left out; rows are counted anew.
//
// An allocation between a kept and another customer stays with the end that is
// kept.
func (s *Snapshot) Part(keep func(*Customer) bool) *Snapshot {
	kept := make([]bool, len(s.Customers))
	codes := map[string]bool{}
	for i := range s.Customers {
		kept[i] = keep(&s.Customers[i])
		codes[s.Customers[i].Code] = kept[i]
	}
	has := func(c Ref) bool { return c.Known() && kept[c] }

	p := *s
	p.Control, p.Orders, p.Deliveries = nil, nil, nil
	var documents, receipts []Ref
	p.Documents, documents = filtered(s.Documents, func(d *Document) bool { return has(d.Customer) })
	p.Receipts, receipts = filtered(s.Receipts, func(r *Receipt) bool { return has(r.Customer) })
	for i := range p.Documents {
		d := &p.Documents[i]
		d.Corrects, d.Revalues = moved(d.Corrects, documents), moved(d.Revalues, documents)
	}
	p.Instalments = remapped(s.Instalments, func(i *Instalment) bool {
		i.Document = moved(i.Document, documents)
		return i.Document.Known()
	})
	p.Shares = remapped(s.Shares, func(i *Share) bool {
		i.Document = moved(i.Document, documents)
		return i.Document.Known()
	})
	p.Allocations = remapped(s.Allocations, func(a *Allocation) bool {
		a.To = moved(a.To, documents)
		a.FromDocument, a.FromReceipt = moved(a.FromDocument, documents), moved(a.FromReceipt, receipts)
		return a.To.Known()
	})
	p.Lines = s.Lines.part(documents)
	p.Findings = slices.DeleteFunc(slices.Clone(s.Findings), func(f Finding) bool { return !codes[f.Customer] })
	p.Intake = p.counted()
	return &p
}

// filtered keeps what keep accepts and says where each element went.
func filtered[T any](list []T, keep func(*T) bool) ([]T, []Ref) {
	var out []T
	places := make([]Ref, len(list))
	for i := range list {
		places[i] = None
		if keep(&list[i]) {
			places[i] = Ref(len(out))
			out = append(out, list[i])
		}
	}
	return out, places
}

// remapped copies the elements that change accepts, as it left them.
func remapped[T any](list []T, change func(*T) bool) []T {
	var out []T
	for _, e := range list {
		if change(&e) {
			out = append(out, e)
		}
	}
	return out
}

func moved(r Ref, places []Ref) Ref {
	if !r.Known() {
		return r
	}
	return places[r]
}

func (l *Lines) part(documents []Ref) Lines {
	out := Lines{Reasons: l.Reasons}
	for line := range l.All() {
		if to := moved(line.Document, documents); to.Known() {
			line := *line
			line.Document = to
			out.Append(line)
		}
	}
	return out
}

// counted counts the rows of a part: what it holds, and what of its customers
// was excluded or assumed.
func (s *Snapshot) counted() []Intake {
	used := map[string]int{
		"documents": len(s.Documents), "instalments": len(s.Instalments), "document_salespeople": len(s.Shares),
		"lines": s.Lines.Len(), "receipts": len(s.Receipts), "allocations": len(s.Allocations),
	}
	var out []Intake
	for _, in := range s.Intake {
		n, ok := used[in.Fact]
		if !ok {
			continue
		}
		count := Intake{Fact: in.Fact, Read: n, Used: n}
		for _, f := range s.Findings {
			switch {
			case f.Fact != in.Fact:
			case f.Treatment == Excluded:
				count.Excluded += f.Rows()
				count.Read += f.Rows()
			case f.Treatment == Assumed:
				count.Assumed += f.Rows()
			}
		}
		out = append(out, count)
	}
	return out
}
