package fact

import "unique"

// Name is a text that many rows share, such as a user's: it takes 8 bytes in each.
// The zero Name is the empty text.
type Name struct{ is unique.Handle[string] }

// NewName returns s as a Name; equal texts are equal Names.
func NewName(s string) Name {
	if s == "" {
		return Name{}
	}
	return Name{unique.Make(s)}
}

// String returns the text.
func (n Name) String() string {
	if n == (Name{}) {
		return ""
	}
	return n.is.Value()
}

// Equal says whether two names are the same text, for tests that compare facts.
func (n Name) Equal(other Name) bool { return n == other }
