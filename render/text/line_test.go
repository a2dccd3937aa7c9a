package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"daybook/render/text"
)

func TestWidth(t *testing.T) {
	tests := []struct {
		s    string
		want int
	}{
		{"", 0},
		{"Overdue", 7},
		{"逾期", 4},
		{"（）", 4},
		{"９０", 4},
		{"ｶﾅ", 2},
		{"−0.12 m…", 8},
		{"e\u0301", 1},
		{"🚀", 2},
		{"\u200d\ufe0f\u202e\n", 0},
		{"서울", 4},
	}
	for _, test := range tests {
		if got := text.Width(test.s); got != test.want {
			t.Errorf("Width(%q) = %d, want %d", test.s, got, test.want)
		}
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		s       string
		columns int
		want    string
	}{
		{"Overdue", 7, "Overdue"},
		{"Overdue", 6, "Overd…"},
		{"青岛筠泽", 8, "青岛筠泽"},
		{"青岛筠泽", 7, "青岛筠…"},
		{"青岛筠泽", 6, "青岛…"},
		{"two words", 5, "two…"},
		{"👩\u200d🔧 fitter", 4, "👩…"},
		{"x", 0, "…"},
		{"", 0, ""},
	}
	for _, test := range tests {
		if got := text.Cut(test.s, test.columns); got != test.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", test.s, test.columns, got, test.want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ s, want string }{
		{"  plain  text ", "plain text"},
		{"two\r\nlines\tand\u2028more", "two lines and more"},
		{"\u202egnp.exe\u2066 a\u200bb\ufeffc", "gnp.exe abc"},
		{"10.28\u00a0m", "10.28\u00a0m"},
		{"👩\u200d🔧", "👩\u200d🔧"},
		{"\x00\x1b[31mred", "[31mred"},
		{"\n", ""},
	}
	for _, test := range tests {
		if got := text.Clean(test.s); got != test.want {
			t.Errorf("Clean(%q) = %q, want %q", test.s, got, test.want)
		}
	}
}

func FuzzCleanAndCut(f *testing.F) {
	f.Add("Overdue 青岛\n👩\u200d🔧", 5)
	f.Add("\xff\xfe", 1)
	f.Fuzz(func(t *testing.T, s string, columns int) {
		got := text.Cut(text.Clean(s), columns)
		if columns > 0 && text.Width(got) > columns {
			t.Errorf("%q has %d columns, not %d", got, text.Width(got), columns)
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\r\n\x00\u202e") {
			t.Errorf("%q is not one clean line", got)
		}
	})
}
