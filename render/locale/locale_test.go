package locale

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"daybook/analyze/receivables"
	"daybook/analyze/sales"
	"daybook/extract/fact"
)

// codes are what analyses answer with, by the keys that word them.
func codes() map[string][]string {
	out := map[string][]string{}
	for _, r := range fact.Reasons {
		out["reason "+string(r)] = []string{"reason." + string(r), "remedy." + string(r)}
	}
	for _, k := range fact.KnownDifferences {
		out["known difference "+string(k)] = []string{"known." + string(k)}
	}
	for _, t := range []fact.Treatment{fact.Excluded, fact.Assumed, fact.Noted} {
		out["treatment "+string(t)] = []string{"treatment." + string(t)}
	}
	for _, k := range receivables.ChangeKinds {
		out["change "+string(k)] = []string{"change." + string(k)}
	}
	for _, k := range receivables.ExceptionKinds {
		out["exception "+string(k)] = []string{"exception." + string(k) + ".what", "exception." + string(k) + ".why"}
	}
	for _, id := range receivables.CheckIDs {
		out["check "+id] = []string{"check." + id + ".name", "check." + id + ".left", "check." + id + ".right"}
	}
	for _, k := range fact.Kinds {
		out["kind "+k] = []string{"kind." + k}
	}
	for _, r := range []string{receivables.NoBilling, receivables.NoBalance} {
		out["measure "+r] = []string{"missing." + r}
	}
	for key, list := range salesCodes() {
		out["sales "+key] = list
	}
	return out
}

func salesCodes() map[string][]string {
	out := map[string][]string{}
	for _, r := range sales.Reasons {
		out["reason "+string(r)] = []string{"missing." + string(r)}
	}
	for _, k := range sales.KPICodes {
		out["figure "+string(k)] = []string{"score." + string(k)}
	}
	for _, k := range sales.ExceptionKinds {
		out["exception "+string(k)] = []string{"sales.exception." + string(k) + ".what", "sales.exception." + string(k) + ".meaning"}
	}
	for _, id := range sales.CheckIDs {
		out["check "+id] = []string{"sales.check." + id}
	}
	for _, id := range sales.OfferCheckIDs {
		out["check of quotations "+id] = []string{"sales.check." + id}
	}
	for _, id := range sales.OfferPeriods {
		out["period of quotations "+id] = []string{"period." + id}
	}
	for _, id := range sales.CheckedPeriods {
		out["period "+id.String()] = []string{"period." + id.String()}
	}
	for _, s := range sales.States {
		out["state "+string(s)] = []string{"state." + string(s)}
	}
	return out
}

// A key that stands in two catalogues of a language would hide one wording.
func TestCataloguesShareNoKey(t *testing.T) {
	for name, all := range map[string][]map[string]string{"en": {englishDaily, englishSales}, "zh-CN": {chineseDaily, chineseSales}} {
		for key := range all[1] {
			if all[0][key] != "" {
				t.Errorf("%s: %q is worded twice", name, key)
			}
		}
	}
}

func TestEveryCodeHasWords(t *testing.T) {
	for _, l := range languages {
		for code, keys := range codes() {
			for _, key := range keys {
				if !l.Has(key) {
					t.Errorf("%s: %s has no wording: add %q", l.Tag, code, key)
				}
			}
		}
	}
}

// A key without a twin is one that a language forgot, or that nobody uses any
// more. Units are the languages' own: Chinese has no thousand.
func TestLanguagesHaveTheSameKeys(t *testing.T) {
	for _, l := range languages {
		for _, other := range languages {
			for _, key := range l.Keys() {
				if !other.Has(key) && !strings.HasPrefix(key, "unit.") {
					t.Errorf("%s words %q and %s does not", l.Tag, key, other.Tag)
				}
			}
		}
		for _, u := range l.form.units {
			if !l.Has(u.sheet) || !l.Has(u.chart) {
				t.Errorf("%s has no words for the units %q and %q", l.Tag, u.sheet, u.chart)
			}
		}
	}
}

var places = regexp.MustCompile(`\{([a-z_]+)(:[^}|]*\|[^}]*)?\}`)

// A place that only one language has would be left unfilled in the other, or its
// argument lost. Currencies and words of money are each language's own.
func TestLanguagesHaveTheSamePlaces(t *testing.T) {
	free := []string{"currency", "money", "count", "n", "months", "bucket"}
	of := func(text string) []string {
		set := map[string]bool{}
		for _, m := range places.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(free, m[1]) {
				set[m[1]] = true
			}
		}
		return slices.Sorted(maps.Keys(set))
	}
	for key, text := range english {
		if en, zh := of(text), of(chinese[key]); !slices.Equal(en, zh) && !strings.HasPrefix(key, "unit.") {
			t.Errorf("%q: en has the places %v, zh-CN %v", key, en, zh)
		}
	}
}

func TestPlacesAreWellFormed(t *testing.T) {
	for _, l := range languages {
		for key, text := range l.words {
			if rest := places.ReplaceAllString(text, ""); strings.ContainsAny(rest, "{}") {
				t.Errorf("%s: %q has a brace outside a place: %s", l.Tag, key, text)
			}
		}
	}
}

// Chinese is set in full-width punctuation, and digits in half width.
func TestChinesePunctuation(t *testing.T) {
	half := regexp.MustCompile(`\p{Han}[,;:!?()]|[,;:!?()]\p{Han}`)
	for key, text := range chinese {
		text = places.ReplaceAllString(text, "")
		if half.MatchString(text) {
			t.Errorf("%q has half-width punctuation beside a character: %s", key, text)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r >= '０' && r <= '９' }) {
			t.Errorf("%q has full-width digits: %s", key, text)
		}
	}
}

func TestEnglishHasNoHan(t *testing.T) {
	for key, text := range english {
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%q has Chinese characters: %s", key, text)
		}
	}
}

// Reasons and remedies stand on one line of columns of 378 pixels, in which a
// letter takes about 5.7 and a wide rune 13.4.
func TestReasonsFitTheirColumns(t *testing.T) {
	for _, l := range languages {
		for key, text := range l.words {
			wide := Width(text) - len([]rune(text))
			pixels := 5.7*float64(len([]rune(text))-wide) + 13.4*float64(wide)
			if pixels > 378 && (strings.HasPrefix(key, "reason.") || strings.HasPrefix(key, "remedy.")) {
				t.Errorf("%s: %q takes %.0f pixels: %s", l.Tag, key, pixels, text)
			}
		}
	}
}

func TestSheetNamesAreAllowed(t *testing.T) {
	for _, l := range languages {
		for key, text := range l.words {
			if strings.HasPrefix(key, "sheet.") && (len([]rune(text)) > 25 || strings.ContainsAny(text, `[]:*?/\'`)) {
				t.Errorf("%s: %q is no name for a sheet that may be continued", l.Tag, text)
			}
		}
	}
}

func TestGet(t *testing.T) {
	for tag, want := range map[string]string{"": "en", "en": "en", "zh-CN": "zh-CN", "zh-cn": "zh-CN"} {
		l, err := Get(tag)
		if err != nil || l.Tag != want {
			t.Errorf("Get(%q) is %v, %v", tag, l, err)
		}
	}
	_, err := Get("fr")
	if err == nil || err.Error() != `there is no language "fr": use one of en, zh-CN` {
		t.Errorf("Get(fr): %v", err)
	}
}
