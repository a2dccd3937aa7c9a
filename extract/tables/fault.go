package tables

import (
	"fmt"
	"slices"
	"strings"
)

// Refusal says that a request cannot be carried out as asked, and what to do.
type Refusal struct{ Message, Hint string }

func (e *Refusal) Error() string { return e.Message }

// Fault is one thing that is wrong with a file.
type Fault struct {
	File string
	// Place is where in it: "line 5, column posted", "cell E5, column posted";
	// empty where the whole file is meant.
	Place   string
	Message string
}

// Error makes a fault that ends the reading of a file its error.
func (f Fault) Error() string { return f.String() }

func (f Fault) String() string {
	if f.Place == "" {
		return f.File + ": " + f.Message
	}
	return f.File + ", " + f.Place + ": " + f.Message
}

// maxFaults is how many are listed: enough to see what they have in common.
const maxFaults = 100

// Faults is the error of an import that found something wrong. Nothing was
// imported.
type Faults struct {
	List  []Fault // the first hundred
	Count int     // of all
}

func (e *Faults) Error() string {
	var b strings.Builder
	if e.Count == 1 {
		b.WriteString("nothing was imported, as one thing is wrong:")
	} else {
		fmt.Fprintf(&b, "nothing was imported, as %d things are wrong:", e.Count)
	}
	for _, f := range e.List {
		b.WriteString("\n" + f.String())
	}
	if more := e.Count - len(e.List); more > 0 {
		fmt.Fprintf(&b, "\nand %d more", more)
	}
	return b.String()
}

// add keeps a fault once: one cell may fill several columns.
func (e *Faults) add(f Fault) {
	const lately = 16 // more than one row's cells go to
	if slices.Contains(e.List[max(0, len(e.List)-lately):], f) {
		return
	}
	if e.Count++; len(e.List) < maxFaults {
		e.List = append(e.List, f)
	}
}
