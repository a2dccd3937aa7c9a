package xlsx

import (
	"strings"
	"unicode/utf8"
)

// maxText is how many UTF-16 units a cell holds.
const maxText = 32_767

// appendText appends s as the content of an XML element, so that a reader gets s
// back: markup and line ends are escaped, what XML cannot carry becomes U+FFFD,
// and a literal _x0041_, which readers of workbooks take for an escape, is
// itself escaped. Text beyond what a cell holds is cut, never within a character.
func appendText(b []byte, s string) []byte {
	for units := maxText; s != "" && units > 0; {
		if n := min(plain(s), units); n > 0 {
			b = append(b, s[:n]...)
			s, units = s[n:], units-n
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		if units -= utf16Units(r); units >= 0 {
			b = appendRune(b, r, s)
		}
		s = s[size:]
	}
	return b
}

// plain is how many bytes at the beginning of s stand for themselves, each a unit.
func plain(s string) int {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c >= 0x7f || c == '&' || c == '<' || c == '>' || c == '_' {
			return i
		}
	}
	return len(s)
}

// appendRune appends the rune r, with which rest begins.
func appendRune(b []byte, r rune, rest string) []byte {
	switch {
	case r == '&':
		return append(b, "&amp;"...)
	case r == '<':
		return append(b, "&lt;"...)
	case r == '>':
		return append(b, "&gt;"...)
	case r == '\r':
		return append(b, "&#xD;"...)
	case r == '_' && looksEscaped(rest):
		return append(b, "_x005F_"...)
	case !inXML(r):
		return append(b, "\uFFFD"...)
	}
	return utf8.AppendRune(b, r)
}

// inXML says whether XML 1.0 can carry r.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r != 0x7f && r != 0xFFFE && r != 0xFFFF
}

// looksEscaped says whether s begins with _xHHHH_.
func looksEscaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' && s[1] != 'X' || s[6] != '_' {
		return false
	}
	return strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// utf16Units is how many UTF-16 units r takes.
func utf16Units(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// unitsOf counts the UTF-16 units of s.
func unitsOf(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Units(r)
	}
	return n
}

// cut returns the longest beginning of s of at most n UTF-16 units.
func cut(s string, n int) string {
	for i, r := range s {
		if n -= utf16Units(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// attr returns s as the content of an XML attribute.
func attr(s string) string {
	b := appendText(nil, s)
	return strings.NewReplacer(`"`, "&quot;", "\n", "&#10;", "\t", "&#9;").Replace(string(b))
}

// literal returns s as a string of a formula. Excel takes at most 255 units in
// one, so longer text is joined; _x is kept apart, lest a reader take it for an
// escape of the file format.
func literal(s string) string {
	const longest = 255
	var b strings.Builder
	b.WriteByte('"')
	units, last := 0, rune(0)
	for _, r := range s {
		if units+utf16Units(r) > longest || last == '_' && (r == 'x' || r == 'X') {
			b.WriteString(`"&"`)
			units = 0
		}
		if r == '"' {
			b.WriteByte('"')
		}
		b.WriteRune(r)
		units, last = units+utf16Units(r), r
	}
	b.WriteByte('"')
	return b.String()
}
