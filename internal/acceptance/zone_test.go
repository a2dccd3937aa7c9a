package acceptance

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"testing"
	"time"

	"daybook/extract/sample"
	"daybook/internal/cli"
)

// instance is the environment variable that makes this test's program an instance of
// Daybook: it holds the path of a configuration.
const instance = "DAYBOOK_TEST_INSTANCE"

// Two instances in different zones, one of them already in tomorrow, make the same
// report of the same company: its zone decides which day yesterday was and to which
// day a time belongs.
func TestZoneOfTheInstanceDoesNotMatter(t *testing.T) {
	if config := os.Getenv(instance); config != "" {
		runInstance(config)
		return
	}
	config, db := sqliteCompany(t, sample.Options{})
	if _, err := db.Exec("UPDATE receipts SET received = received || ' 13:30:00'"); err != nil { // in New York: past midnight in Shanghai
		t.Fatal(err)
	}
	inSource(t, config, "  time_zone: America/New_York\n")
	shanghai, angeles := instanceIn(t, "Asia/Shanghai", config), instanceIn(t, "America/Los_Angeles", config)
	if shanghai.AsOf != "2026-09-23" || angeles.AsOf != shanghai.AsOf {
		t.Errorf("as of %s in Shanghai, %s in Los Angeles; want 2026-09-23", shanghai.AsOf, angeles.AsOf)
	}
	if shanghai.Files[0].SHA256 != angeles.Files[0].SHA256 {
		t.Errorf("%s in Shanghai, %s in Los Angeles:\n%s", shanghai.Files[0].SHA256, angeles.Files[0].SHA256, difference(t, shanghai.Files[0].Path, angeles.Files[0].Path))
	}
	inSource(t, config, "") // were the times read in the company's zone, the figures would be others
	if same := instanceIn(t, "Asia/Shanghai", config); same.Figures.NetReceivable == shanghai.Figures.NetReceivable {
		t.Errorf("the zone of the source changes nothing, and this test proves little: net receivable %s", same.Figures.NetReceivable)
	}
}

// inSource writes a line below "source:" in the place of the last one written so.
func inSource(t *testing.T, config, line string) {
	t.Helper()
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("source:\n  time_zone: America/New_York\n"), []byte("source:\n"), 1)
	text = bytes.Replace(text, []byte("source:\n"), []byte("source:\n"+line), 1)
	if err := os.WriteFile(config, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// instanceIn runs this test's program as an instance in a zone.
func instanceIn(t *testing.T, zone, config string) report {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestZoneOfTheInstanceDoesNotMatter$")
	cmd.Env = append(os.Environ(), "TZ="+zone, instance+"="+config, "TMPDIR="+t.TempDir())
	var words bytes.Buffer
	cmd.Stderr = &words
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("in %s: %v\n%s%s", zone, err, out, words.String())
	}
	var r report
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&r); err != nil {
		t.Fatalf("in %s: %v\n%s", zone, err, out)
	}
	return r
}

// runInstance makes a report at 2026-09-23 20:00 UTC: the 24th in Shanghai, where the
// company is, and the 23rd in Los Angeles.
func runInstance(config string) {
	out, err := os.MkdirTemp("", "instance-")
	if err != nil {
		panic(err)
	}
	now := func() time.Time { return time.Date(2026, 9, 23, 20, 0, 0, 0, time.UTC).Local() }
	code := cli.Run(context.Background(), []string{"run", "receivables-daily", "--config", config, "--dry-run", "--json", "--out", out},
		cli.Env{Stdout: os.Stdout, Stderr: os.Stderr, Now: now, User: "test"})
	if code != 0 && code != 2 { // the ledger keeps days, so moved receipts do not tie out
		os.Exit(code)
	}
}
