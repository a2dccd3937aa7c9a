package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Width is the number of columns that s takes where letters have one width: wide
// East Asian runes and emoji take two, marks and joiners none.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc) {
		return 0
	}
	if wide(r) {
		return 2
	}
	return 1
}

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// Cut shortens s to at most columns, with … where something is missing. It does
// not leave a joiner dangling.
func Cut(s string, columns int) string {
	if Width(s) <= columns {
		return s
	}
	n := 1 // of the …
	for i, r := range s {
		if n += runeWidth(r); n > columns {
			return strings.TrimRight(s[:i], " \u200d") + "…"
		}
	}
	return s
}

// Clean makes one line of what came from a database: no line ends, no control
// characters, none of the invisible marks that turn the direction of what
// follows, no doubled spaces.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case turning(r), r == '\u00ad', r == '\u200b', r == '\ufeff':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

// isSpace leaves no-break spaces alone.
func isSpace(r rune) bool { return r == ' ' }

// turning says that r is a bidirectional control.
func turning(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// wrap breaks s into lines of at most columns. A word that is longer than that,
// such as a path, stays whole on a line of its own, so that it can be copied.
func wrap(s string, columns int) []string {
	var lines []string
	line, used := "", 0
	for _, a := range atoms(s) {
		w, gap := Width(a.text), 0
		if a.spaced {
			gap = 1
		}
		switch {
		case line == "":
			line, used = a.text, w
		case used+gap+w <= columns:
			line, used = line+strings.Repeat(" ", gap)+a.text, used+gap+w
		default:
			lines = append(lines, line)
			line, used = a.text, w
		}
	}
	return append(lines, line)
}

// atom is what a line end must not part.
type atom struct {
	text   string
	spaced bool // a space stands before it
}

// atoms parts s at its spaces, and around wide runes, which need none.
func atoms(s string) []atom {
	var all []atom
	for i, word := range strings.FieldsFunc(s, isSpace) {
		spaced := i > 0
		start, last := 0, rune(0)
		for j, r := range word {
			if j > 0 && breakable(last, r) {
				all = append(all, atom{word[start:j], spaced})
				start, spaced = j, false
			}
			last = r
		}
		all = append(all, atom{word[start:], spaced})
	}
	return all
}

// breakable says that a line may end between two runes that no space parts.
// Closing punctuation never begins a line, opening punctuation never ends one.
func breakable(before, after rune) bool {
	const opening, closing = "（《「『【〔“‘([￥¥", "，。、；：！？）》」』】〕”’…%‰,.;:!?)]"
	if runeWidth(after) == 0 || before == '\u200d' {
		return false
	}
	if strings.ContainsRune(opening, before) || strings.ContainsRune(closing, after) {
		return false
	}
	return wide(before) || wide(after)
}
