package cli

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestGrouped(t *testing.T) {
	for given, want := range map[string]string{
		"0.00": "0.00", "999.99": "999.99", "1000.00": "1,000.00", "-1000.00": "-1,000.00", "-999": "-999",
		"17777114.13": "17,777,114.13", "99999999999.9999": "99,999,999,999.9999", "446": "446", "1234567": "1,234,567",
	} {
		if got := grouped(given); got != want {
			t.Errorf("grouped(%s) = %s, want %s", given, got, want)
		}
	}
}

// Wrapped text keeps its words and their order, and its lines are no wider than
// they may be, unless a single word is.
func TestWrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z逾;]{1,20}`), 1, 60).Draw(t, "words")
		indent := rapid.IntRange(0, 20).Draw(t, "indent")
		got := wrap(strings.Join(words, " "), indent)
		if again := strings.Fields(got); strings.Join(again, " ") != strings.Join(words, " ") {
			t.Fatalf("words became %q", again)
		}
		for i, line := range strings.Split(got, "\n") {
			if utf8.RuneCountInString(line) > wide {
				t.Fatalf("line %d has %d characters: %s", i, utf8.RuneCountInString(line), line)
			}
			if i > 0 && !strings.HasPrefix(line, strings.Repeat(" ", indent)) {
				t.Fatalf("line %d is not indented: %q", i, line)
			}
		}
	})
	long := strings.Repeat("x", 2*wide)
	if got := wrap(long, 4); got != long {
		t.Errorf("a word was broken: %s", got)
	}
	if got, want := wrap("GRANT a;\nGRANT b;", 2), "GRANT a;\n  GRANT b;"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSize(t *testing.T) {
	for bytes, want := range map[int64]string{1: "1 KB", 1024: "1 KB", 1025: "2 KB", 127 << 10: "127 KB", 3 << 19: "1.5 MB"} {
		if got := size(bytes); got != want {
			t.Errorf("size(%d) = %s, want %s", bytes, got, want)
		}
	}
}

// Columns begin one below another, as a terminal shows them.
func TestAligned(t *testing.T) {
	got := aligned([][]string{{"ERP", "VERSION", "NOTE"}, {"jshERP 华夏ERP", "3", "一"}, {"webERP", "", ""}, {"（全角）", "4.15", "x"}})
	want := []string{
		"ERP" + "             " + "VERSION  NOTE", // 3 columns of 14, and two between
		"jshERP 华夏ERP" + "  " + "3        一",
		"webERP",
		"（全角）" + "        " + "4.15     x", // 8 of 14
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d\n got %q\nwant %q", i, got[i], want[i])
		}
	}
}
