package runlog_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/jobs/runlog"
)

// Each thing that should not be is found, and nothing else with it.
func TestInspect(t *testing.T) {
	for _, c := range []struct {
		what, statement, says string
	}{
		{"", "", ""},
		{"sending without an end", "UPDATE deliveries SET state = 'sending', outcome = ''", "receivables-daily as of 2026-09-24, to li@example.com; the mail may have arrived"},
		{"claimed without an end", "UPDATE deliveries SET state = 'claimed', outcome = ''", "run the job for that day again"},
		{"done without an outcome", "UPDATE deliveries SET outcome = ''", "to li@example.com"},
		{"delivery of a later attempt", "UPDATE deliveries SET attempt = 3", "to li@example.com"},
		{"delivered, and a delivery is unknown", "UPDATE deliveries SET outcome = 'unknown'", "to li@example.com"},
		{"delivery of no run", "UPDATE deliveries SET run_id = 999", "run 999, which is not there"},
		{"attempt of no run", "INSERT INTO attempts VALUES (999, 1, 'h/1//', 'li', '', '', '', '')", "run 999, which is not there"},
		{"attempts are missing", "UPDATE runs SET attempt = 3 WHERE outcome <> ''", "receivables-daily as of 2026-09-24"},
		{"ended without an instant, or the reverse", "UPDATE runs SET finished = ''", "receivables-daily as of 2026-09-24"},
		{"run that nobody works on", "UPDATE runs SET outcome = '', finished = '', lease_until = '2026-01-01T00:00:00.000Z'", "begun by erp1, process 100"},
	} {
		t.Run(c.what, func(t *testing.T) {
			onEach(t, func(t *testing.T, at place) {
				l := at.open(t)
				r := claim(t, l, daily, first, time.Now())
				d, _ := deliver(t, l, r, "li@example.com")
				must(t, l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: runlog.Delivered}, seven))
				finish(t, l, r, runlog.Delivered)
				claim(t, l, runlog.Key{Job: "sales-weekly", AsOf: "2026-09-20"}, first, time.Now())
				if c.statement != "" {
					_, err := at.db(t).Exec(c.statement)
					must(t, err)
				}
				found, err := runlog.Inspect(t.Context(), string(at), time.Now())
				must(t, err)
				if c.what == "" {
					if len(found) != 0 {
						t.Errorf("found %+v", found)
					}
					return
				}
				if len(found) == 0 || found[0].What != c.what || !strings.Contains(found[0].Text, c.says) {
					t.Errorf("found %+v, want %q that says %q", found, c.what, c.says)
				}
			})
		})
	}
}

func TestInspectWhatIsNotThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "daybook.db")
	if _, err := runlog.Inspect(t.Context(), path, seven); err == nil || !strings.Contains(err.Error(), "nothing has run yet") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("looking made the file")
	}
}

// A file from before is looked at as it is; one of a later Daybook is refused, by all.
func TestVersions(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		must(t, at.open(t).Close())
		versions := "goose_db_version"
		if strings.HasPrefix(string(at), "mysql://") {
			versions = "daybook_version"
		}
		_, err := at.db(t).Exec("UPDATE " + versions + " SET version_id = 99 WHERE version_id = (SELECT n FROM (SELECT MAX(version_id) AS n FROM " + versions + ") AS newest)")
		must(t, err)
		if _, err := runlog.Open(t.Context(), string(at)); !errors.Is(err, runlog.ErrNewer) || !strings.Contains(err.Error(), "use the newer Daybook") {
			t.Errorf("opened: %v", err)
		}
		if _, err := runlog.Inspect(t.Context(), string(at), seven); !errors.Is(err, runlog.ErrNewer) {
			t.Errorf("inspected: %v", err)
		}
	})
}

// The copy is made beside one who writes, and is the runlog.
func TestBackup(t *testing.T) {
	at := known[0].new(t)
	l := at.open(t)
	finish(t, l, claim(t, l, daily, first, seven), runlog.Delivered)
	claim(t, l, runlog.Key{Job: "sales-weekly", AsOf: "2026-09-20"}, first, seven)
	file := filepath.Join(t.TempDir(), "copy of a#b?%.db")
	must(t, runlog.Backup(t.Context(), string(at), file))
	info, err := os.Stat(file)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if r := refused(t, place(file).open(t), daily, second, seven); r.Outcome != runlog.Delivered {
		t.Errorf("the copy says %+v", r)
	}
	if err := runlog.Backup(t.Context(), string(at), file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	if err := runlog.Backup(t.Context(), string(at), filepath.Join(t.TempDir(), "no", "folder.db")); err == nil {
		t.Error("copied into no folder")
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.part*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if err := runlog.Backup(t.Context(), "mysql://u:p@tcp(h)/d", file+"2"); !errors.Is(err, runlog.ErrServer) {
		t.Errorf("of a server: %v", err)
	}
}

// A file of the first version is looked at as it is, brought up to date by opening,
// and its runs are read, whose holders had no place yet.
func TestUpgrade(t *testing.T) {
	at := known[0].new(t)
	l := at.open(t)
	finish(t, l, claim(t, l, daily, first, seven), runlog.Failed)
	for _, statement := range []string{
		"DROP INDEX runs_by_outcome", "DROP TABLE resends",
		"DELETE FROM goose_db_version WHERE version_id > 1",
		"UPDATE runs SET holder = 'erp1/100/2026-09-25T06:00:00.000Z'",
	} {
		_, err := at.db(t).Exec(statement)
		must(t, err)
	}
	for range 2 {
		found, err := runlog.Inspect(t.Context(), string(at), seven)
		must(t, err)
		if len(found) != 1 || found[0].What != "tables of an older version" {
			t.Errorf("found %+v", found)
		}
	}
	runs, err := at.open(t).History(t.Context(), runlog.Filter{})
	must(t, err)
	if len(runs) != 1 || runs[0].Holder.Name() != "erp1, process 100" || runs[0].Outcome != runlog.Failed {
		t.Errorf("read as %+v", runs)
	}
	if found, err := runlog.Inspect(t.Context(), string(at), seven); err != nil || len(found) != 0 {
		t.Errorf("after opening: %+v, %v", found, err)
	}
}
