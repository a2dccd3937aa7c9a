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

// lineChunk is the number of lines that are allocated at a time, so that growing
// copies nothing but the first chunk, which begins small: most parts of a sliced
// report hold few lines.
const lineChunk = 1 << 14

// Lines keeps document lines in chunks. The zero value is empty and ready.
type Lines struct {
	chunks [][]Line
	// Reasons are the texts of return reasons; Reasons[0] is none.
	Reasons []string
}

// Append adds a line.
func (l *Lines) Append(line Line) {
	n := len(l.chunks)
	if n == 0 || len(l.chunks[n-1]) == lineChunk {
		var chunk []Line
		if n > 0 {
			chunk = make([]Line, 0, lineChunk)
		}
		l.chunks = append(l.chunks, chunk)
		n++
	}
	l.chunks[n-1] = append(l.chunks[n-1], line)
}

// Len returns the number of lines.
func (l *Lines) Len() int {
	n := len(l.chunks)
	if n == 0 {
		return 0
	}
	return (n-1)*lineChunk + len(l.chunks[n-1])
}

// at returns the line at a place in the order of reading.
func (l *Lines) at(i int) Line { return l.chunks[i/lineChunk][i%lineChunk] }

// All yields every line in the order of reading. The line is valid until the
// next step.
func (l *Lines) All() iter.Seq[*Line] {
	return func(yield func(*Line) bool) {
		for _, chunk := range l.chunks {
			for i := range chunk {
				if !yield(&chunk[i]) {
					return
				}
			}
		}
	}
}
