package mail_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"daybook/jobs/mail"
)

func TestMessageIDNamesTheDelivery(t *testing.T) {
	id := func(job, asOf, slice string, rev int, to string) string {
		return mail.MessageID(job, asOf, slice, rev, to, "daybook.example.com")
	}
	seen := map[string]bool{}
	for _, s := range []string{
		id("receivables-daily", "2026-09-24", "", 0, "li@example.com"),
		id("receivables-weekly", "2026-09-24", "", 0, "li@example.com"),
		id("receivables-daily", "2026-09-25", "", 0, "li@example.com"),
		id("receivables-daily", "2026-09-24", "华东", 0, "li@example.com"),
		id("receivables-daily", "2026-09-24", "华北", 0, "li@example.com"),
		id("receivables-daily", "2026-09-24", "", 1, "li@example.com"),
		id("receivables-daily", "2026-09-24", "", 0, "wu@example.com"),
		id("日报", "2026-09-24T07:00:00Z", "", 0, "li@example.com"),
	} {
		if seen[s] || !regexp.MustCompile(`^<[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[0-9a-f]{20}@daybook\.example\.com>$`).MatchString(s) {
			t.Errorf("%s (seen before: %v)", s, seen[s])
		}
		seen[s] = true
	}
	if id("j", "2026-09-24", "", 0, "Li@Example.com") != id("j", "2026-09-24", "", 0, "li@example.com") {
		t.Error("the case of an address makes another delivery")
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"2026-09-24_receivables_all.xlsx": "2026-09-24_receivables_all.xlsx",
		"a b.xlsx":                        "a_b-",
		"2026-09-24_应收_华东.xlsx":           "2026-09-24-",
		"../../etc/passwd":                "etc_passwd-",
		"应收.xlsx":                         "",
		strings.Repeat("x", 90) + ".xlsx": strings.Repeat("x", 40),
	} {
		got := mail.SafeName(in)
		if !strings.HasPrefix(got, want) || len(got) > 60 || filepath.Ext(got) != filepath.Ext(in) && !strings.Contains(in, "/") {
			t.Errorf("%s: %s", in, got)
		}
	}
	if mail.SafeName("应收_华东.xlsx") == mail.SafeName("应收_华北.xlsx") {
		t.Error("two names became one")
	}
}

func TestEncodedSize(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 10_000, 100_001} {
		with, without := daily(), daily()
		with.Attachments[0].Bytes = make([]byte, n)
		without.Attachments[0].Bytes = nil
		got := int64(len(compose(t, with)) - len(compose(t, without)))
		if want := mail.EncodedSize(int64(n)); got != want && got != want-2 {
			t.Errorf("%d bytes take %d in a mail, said %d", n, got, want)
		}
	}
}
