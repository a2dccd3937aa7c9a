package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Position is a place in the file, counted from 1.
type Position struct{ Line, Column int }

// Mistake is one thing wrong with the file.
type Mistake struct {
	Line, Column int
	// Path of the field: "jobs[0].schedule"; empty where the whole file is meant.
	Path    string
	Message string
	// Allowed says what may stand there and Hint what to do; both may be empty.
	Allowed, Hint string

	cause error
}

// Mistakes is the error of a configuration that was refused: all of its mistakes in
// the order of the file.
type Mistakes struct {
	File string
	List []Mistake
}

// Error prints one block per mistake: its place and what is wrong, then what is
// allowed, then what to do.
func (m *Mistakes) Error() string {
	blocks := make([]string, len(m.List))
	for i, each := range m.List {
		blocks[i] = each.in(m.File)
	}
	return strings.Join(blocks, "\n")
}

// Unwrap gives the errors of other packages that [Config.Mistake] located.
func (m *Mistakes) Unwrap() []error {
	var causes []error
	for _, each := range m.List {
		if each.cause != nil {
			causes = append(causes, each.cause)
		}
	}
	return causes
}

func (m Mistake) in(file string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", file, m.Line, m.Column)
	if m.Path != "" {
		b.WriteString(m.Path + ": ")
	}
	b.WriteString(m.Message)
	if m.Allowed != "" {
		b.WriteString("\n    allowed: " + strings.ReplaceAll(m.Allowed, "\n", "\n             "))
	}
	if m.Hint != "" {
		b.WriteString("\n    to do:   " + m.Hint)
	}
	return b.String()
}

// found returns the mistakes in the order of the file; those of one place stay in the
// order in which they were found.
func (r *reader) found() []Mistake {
	slices.SortStableFunc(r.mistakes, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return r.mistakes
}

// refusal is a mistake whose place is not known yet: what the parser of one value
// returns.
type refusal struct{ message, allowed, hint string }

// Error is what a caller without a file sees, in one line.
func (r refusal) Error() string {
	text := r.message
	if r.allowed != "" {
		text += "; allowed: " + r.allowed
	}
	if r.hint != "" {
		text += "; " + r.hint
	}
	return strings.ReplaceAll(text, "\n", " ")
}
