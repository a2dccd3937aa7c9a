package xlsx

import (
	"encoding/xml"
	"math/big"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// escape is what readers of workbooks take for an escaped character.
var escape = regexp.MustCompile(`_[xX]005F_`)

// FuzzAppendText: any text becomes well-formed XML that reads back as the text,
// cut to what a cell holds.
func FuzzAppendText(f *testing.F) {
	for _, s := range []string{"", "plain", "<&>", "\x00\xff", "_x0041_", "长😀", "a\r\nb", "_x005F_x0041_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := xml.Unmarshal([]byte("<t>"+string(appendText(nil, s))+"</t>"), &got); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		want := string([]rune(s)) // invalid bytes become U+FFFD
		want = strings.Map(func(r rune) rune {
			if !inXML(r) {
				return '\uFFFD'
			}
			return r
		}, want)
		if len(utf16.Encode([]rune(want))) > maxText {
			return // TestHostileText holds the cut
		}
		if back := escape.ReplaceAllString(got, "_"); !looksLikeEscape.MatchString(s) && back != want {
			t.Errorf("%q reads back as %q", s, back)
		}
	})
}

var looksLikeEscape = regexp.MustCompile(`_[xX][0-9A-Fa-f]{4}_`)

// TestFixed compares digits with exact arithmetic.
func TestFixed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, decimals := rapid.Int64().Draw(t, "v"), rapid.IntRange(0, 8).Draw(t, "decimals")
		got := string(appendFixed(nil, v, decimals))
		back, ok := new(big.Rat).SetString(got)
		if !ok {
			t.Fatalf("%q is no number", got)
		}
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
		if want := new(big.Rat).SetFrac(big.NewInt(v), scale); back.Cmp(want) != 0 {
			t.Errorf("%d × 10^-%d is %s", v, decimals, got)
		}
		if strings.Contains(got, ".") && strings.HasSuffix(got, "0") {
			t.Errorf("%s ends in zeros", got)
		}
	})
}

// TestLiteral: a string of a formula reads back as the text, in pieces that
// Excel takes.
func TestLiteral(t *testing.T) {
	piece := regexp.MustCompile(`"((?:[^"]|"")*)"`)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune(`"_xX0041&长😀 `))).Draw(t, "s")
		var back strings.Builder
		for _, m := range piece.FindAllStringSubmatch(literal(s), -1) {
			text := strings.ReplaceAll(m[1], `""`, `"`)
			if unitsOf(text) > 255 || looksLikeEscape.MatchString(text) {
				t.Fatalf("piece %q", text)
			}
			back.WriteString(text)
		}
		if back.String() != s {
			t.Errorf("%q reads back as %q", s, back.String())
		}
	})
}

func TestDisplay(t *testing.T) {
	cases := []struct {
		format string
		value  float64
		want   string
	}{
		{money, 1234567.891, "1,234,567.89"}, {money, -1, "-1.00"}, {money, 0, "–"}, {thousand, -1499000, "−1,499"}, {wan, 3763.1, "3,763.1"},
		{`"▲ +"0.0" pp";"▽ −"0.0" pp";"–"`, -0.34, "▽ −0.3 pp"}, {"0.0%;-0.0%", 0.273, "27.3%"}, {`0;"in "0;"today"`, -5, "in 5"}, {`0;"in "0;"today"`, 0, "today"},
		{"", 72.4, "72.4"},
	}
	for _, c := range cases {
		if got := display(c.format, c.value); got != c.want {
			t.Errorf("%s of %v: got %q, want %q", c.format, c.value, got, c.want)
		}
	}
}
