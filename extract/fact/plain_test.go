package fact

import (
	"testing"

	"pgregory.net/rapid"
)

// The quick path of a number gives what the slow one gives, or nothing.
func TestPlainNumbersAreAnyNumbers(t *testing.T) {
	decimal := rapid.OneOf(
		rapid.StringMatching(`-?[0-9]{0,19}(\.[0-9]{0,9})?`), rapid.StringMatching(`[-+.0-9e ]{0,8}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		s, decimals := []byte(decimal.Draw(t, "number")), rapid.SampledFrom([]int{amountDecimals, microDecimals}).Draw(t, "decimals")
		v, ok := parsePlain(s, decimals)
		if !ok {
			return
		}
		if want, rounded, err := parseAny(s, decimals); v != want || rounded || err != nil {
			t.Fatalf("%q is %d, and otherwise %d, rounded %v, %v", s, v, want, rounded, err)
		}
	})
}

// What databases send takes the quick path: this is what makes it worth having.
func TestDatabaseNumbersArePlain(t *testing.T) {
	for s, want := range map[string]int64{
		"24943.10000000": 249_431_000, "-0.5": -5_000, "0.00000000": 0, "99999999999.99": 999_999_999_999_900, "12": 120_000, "1.00005": -1,
	} {
		v, ok := parsePlain([]byte(s), amountDecimals)
		if ok != (want != -1) || ok && v != want {
			t.Errorf("%s is %d, %v", s, v, ok)
		}
	}
}
