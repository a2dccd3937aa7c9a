package fact

import "iter"

// Line is one line of a document: 64 bytes without pointers, so that millions of
// them stay small and cost the garbage collector nothing.
type Line struct {
	Document, Product Ref
	No                uint16
	Promotion         uint16 // 1 + index into Snapshot.Promotions; 0 is none
	ReturnReason      uint16 // index into Lines.Reasons; 0 is none
	HasListPrice      bool
	HasCost           bool
	Quantity          Quantity
	ListPrice, Price  UnitPrice // document currency
	Net               Amount    // document currency
	CompanyNet, Cost  Amount    // company currency
}

// Lines keeps document lines in chunks. The zero value is empty and ready.
type Lines struct {
	rows chunked[Line]
	// Reasons are the texts of return reasons; Reasons[0] is none.
	Reasons []string
}

// Append adds a line.
func (l *Lines) Append(line Line) { l.rows.append(line) }

// Len returns the number of lines.
func (l *Lines) Len() int { return l.rows.len() }

// at returns the line at a place in the order of reading.
func (l *Lines) at(i int) Line { return *l.rows.at(Ref(i)) }

// All yields every line in the order of reading. The line is valid until the
// next step.
func (l *Lines) All() iter.Seq[*Line] {
	return func(yield func(*Line) bool) {
		for _, chunk := range l.rows.chunks {
			for i := range chunk {
				if !yield(&chunk[i]) {
					return
				}
			}
		}
	}
}
