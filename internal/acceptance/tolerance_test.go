package acceptance

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"daybook/extract/sample"
)

// A ledger that is a cent off fails the tie-out and the exit code, in either
// direction, unless the operator tolerates a cent; two cents are not one. That a
// failure holds the mail back where that is configured, TestOutcomes of jobs shows.
func TestTieOutTolerance(t *testing.T) {
	config, db := sqliteCompany(t, sample.Options{})
	if _, err := db.Exec("INSERT INTO control (basis, account, posted, amount) VALUES ('gl', 'off', '2026-09-24', '0')"); err != nil {
		t.Fatal(err)
	}
	original, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		off, tolerance string
		passed         bool
	}{
		{"0.01", "0", false}, {"-0.01", "0", false}, {"0.01", "0.01", true}, {"-0.01", "0.01", true}, {"0.02", "0.01", false}, {"-0.02", "0.01", false},
	} {
		if _, err := db.Exec("UPDATE control SET amount = ? WHERE account = 'off'", test.off); err != nil {
			t.Fatal(err)
		}
		setTolerance(t, config, original, test.tolerance)
		stdout, stderr, code := daybook(t, "run", "receivables-daily", "--config", config, "--as-of", "2026-09-24", "--dry-run", "--json", "--out", t.TempDir())
		var r report
		if err := json.Unmarshal([]byte(stdout), &r); err != nil {
			t.Fatalf("%v\n%s%s", err, stdout, stderr)
		}
		if (code == 0) != test.passed || code != 0 && code != 2 {
			t.Errorf("off by %s, tolerated %s: exit %d", test.off, test.tolerance, code)
		}
		for _, c := range r.TieOut {
			if passed := c.Passed == nil || *c.Passed; passed != (test.passed || c.Check != "gl") {
				t.Errorf("off by %s, tolerated %s: check %s passed %t", test.off, test.tolerance, c.Check, passed)
			}
		}
	}
}

// setTolerance writes the configuration with a tolerance for the daily job.
func setTolerance(t *testing.T, config string, original []byte, tolerance string) {
	t.Helper()
	key := []byte("    report: receivables\n")
	if bytes.Count(original, key) != 1 {
		t.Fatalf("the configuration has no single line %q:\n%s", key, original)
	}
	text := bytes.Replace(original, key, append(key[:len(key):len(key)], "    tie_out_tolerance: "+tolerance+"\n"...), 1)
	if err := os.WriteFile(config, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
