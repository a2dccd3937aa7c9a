package jobs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/config"
	"daybook/jobs"
)

// Check goes on after an error, so that everything wrong is seen at once.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name    string
		spoil   func(*house)
		level   jobs.Level
		subject string
		says    string // in text and hint
	}{
		{"everything in order", func(*house) {}, jobs.LevelOK, "configuration", "daybook.yml is whole"},
		{"the next firings", func(*house) {}, jobs.LevelOK, "job receivables-daily",
			"next in Asia/Shanghai: Sat 2026-09-26 07:00 CST (as of 2026-09-25); Sun 2026-09-27 07:00 CST (as of 2026-09-26)"},
		{"who gets what", func(*house) {}, jobs.LevelOK, "job receivables-daily", "slice all goes to finance@lantern.example, lead@lantern.example"},
		{"mail server", func(*house) {}, jobs.LevelOK, "mail", "lets us in"},
		{"remarks of the configuration", func(h *house) { h.Config.Notes = []string{"daybook.yml:3:1: owner: is odd"} }, jobs.LevelWarning, "configuration", "is odd"},
		{"archive unwritable", blockArchive, jobs.LevelError, "archive", "let the account that runs Daybook write there"},
		{"state unwritable", func(h *house) {
			must(h.t, os.WriteFile(filepath.Join(h.dir, "blocked"), nil, 0o600))
			h.Config.State.File = filepath.Join(h.dir, "blocked", "daybook.db")
		}, jobs.LevelError, "state", "blocked"},
		{"no owner", func(h *house) { h.Config.Owner = nil }, jobs.LevelWarning, "owner", "nobody hears of failures"},
		{"no mail", func(h *house) { h.Config.Mail = config.Mail{} }, jobs.LevelWarning, "mail", "only dry runs"},
		{"no mail server", func(h *house) { h.Config.Mail.Port = 1 }, jobs.LevelError, "mail", "check host and port"},
		{"no recipients", func(h *house) { h.Config.Jobs[0].Recipients = nil }, jobs.LevelWarning, "job receivables-daily", "goes to nobody"},
		{"by hand only", func(h *house) { h.Config.Jobs[0].Schedule = config.Schedule{} }, jobs.LevelOK, "job receivables-daily", "run by hand only"},
		{"fires twice", func(h *house) {
			var err error
			h.Config.Jobs[0].Schedule, err = config.ParseSchedule("0 7,8 * * *")
			must(h.t, err)
		}, jobs.LevelError, "job receivables-daily", "for one as-of day"},
		{"no source", func(h *house) { must(h.t, os.Remove(filepath.Join(h.dir, "erp.db"))) }, jobs.LevelError, "source", "check the path after sqlite://"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, options{})
			c.spoil(h)
			findings := jobs.Check(t.Context(), h.Config, jobs.CheckRequest{Now: h.now})
			found := false
			for _, f := range findings {
				found = found || f.Level == c.level && f.Subject == c.subject && strings.Contains(f.Text+" "+f.Hint, c.says)
			}
			if !found {
				t.Errorf("no %s of %s that says %q in:\n%+v", c.level, c.subject, c.says, findings)
			}
			if worst := jobs.Worst(findings); worst != c.level {
				t.Errorf("worst is %s, want %s", worst, c.level)
			}
			if last := findings[len(findings)-1]; last.Subject != "job receivables-daily" {
				t.Errorf("the check ended early, at %+v", last)
			}
			if len(h.mails()) != 0 {
				t.Error("a check without --send-test sent a mail")
			}
		})
	}
}

func TestCheckSendsTest(t *testing.T) {
	h := newHouse(t, options{})
	for address, want := range map[string]jobs.Level{"li@lantern.example": jobs.LevelOK, "li@elsewhere.example": jobs.LevelError} {
		findings := jobs.Check(t.Context(), h.Config, jobs.CheckRequest{Now: h.now, SendTest: address})
		if worst := jobs.Worst(findings); worst != want {
			t.Errorf("%s: %s, want %s: %+v", address, worst, want, findings)
		}
	}
	if mails := h.mails(); len(mails) != 1 || mails[0].to != "li@lantern.example" {
		t.Errorf("%d mails", len(mails))
	}
}

// What check calls writable is made when it is needed.
func TestFoldersAreMade(t *testing.T) {
	h := newHouse(t, options{})
	h.Config.Archive = filepath.Join(h.dir, "deep", "er", "archive")
	for _, f := range jobs.Check(t.Context(), h.Config, jobs.CheckRequest{Now: h.now}) {
		if f.Level != jobs.LevelOK && f.Subject == "archive" {
			t.Errorf("%+v", f)
		}
	}
	h.run(jobs.Request{})
	if _, err := os.Stat(filepath.Join(h.Config.Archive, "2026")); err != nil {
		t.Error(err)
	}
}
