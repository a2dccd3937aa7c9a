package fact

// Sum is what the used rows of a fact come to in company currency, signed as they
// move the receivable; false for facts that have no amount of their own. A finding
// carries the amount of each row that was not used.
func (s *Snapshot) Sum(fact string) (Amount, bool) {
	var sum Amount
	switch fact {
	case "documents":
		for i := range Ref(s.Documents.Len()) {
			sum = sum.Plus(s.Documents.Stake(i).Company)
		}
	case "receipts":
		for i := range Ref(s.Receipts.Len()) {
			sum = sum.Plus(s.Receipts.Stake(i).Company)
		}
	case "lines":
		for line := range s.Lines.All() {
			sum = sum.Plus(line.CompanyNet)
		}
	case "deliveries":
		for i := range s.Deliveries {
			sum = sum.Plus(s.Deliveries[i].NotInvoiced)
		}
	case "targets":
		for i := range s.Targets {
			sum = sum.Plus(s.Targets[i].NetSales)
		}
	case "control":
		for i := range s.Control {
			sum = sum.Plus(s.Control[i].Amount)
		}
	default:
		return 0, false
	}
	return sum, true
}
