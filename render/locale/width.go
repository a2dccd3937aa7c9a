package locale

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Width is the number of columns that a text takes, wide runes counting two.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Cut shortens a text to the given number of columns, with an ellipsis where
// something was cut. Line breaks become spaces.
func Cut(s string, columns int) string {
	s = strings.Join(strings.Fields(s), " ")
	if Width(s) <= columns {
		return s
	}
	n := 0
	for i, r := range s {
		if n += runeWidth(r); n > columns-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}
