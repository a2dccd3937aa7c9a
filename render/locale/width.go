package locale

import (
	"strings"

	"daybook/render/text"
)

// Width is the number of columns that a text takes, wide runes counting two.
func Width(s string) int { return text.Width(s) }

// Cut shortens a text to the given number of columns, with an ellipsis where
// something was cut. Line breaks become spaces.
func Cut(s string, columns int) string {
	return text.Cut(strings.Join(strings.Fields(s), " "), columns)
}
