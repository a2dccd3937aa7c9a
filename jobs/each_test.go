package jobs_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/config"
	"daybook/extract/reference"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// staffed are the books with the salespeople's addresses; the last day of the first is
// today. There are five more people: one who left in August, one whose last day was
// yesterday, one without an address, one who is not active any more, and one whose
// address is another house's.
func staffed() []any {
	var out []any
	for _, row := range books() {
		if s, ok := row.(reference.Salesperson); ok {
			s.Mail = strings.ToLower(s.Code) + "@lantern.example"
			if s.Code == "S1" {
				s.LeftOn = "2026-09-25"
			}
			row = s
		}
		out = append(out, row)
	}
	for i, s := range []reference.Salesperson{
		{ID: "3", Code: "S3", Name: "Old Hand", Team: "Coast", Mail: "s3@lantern.example", LeftOn: "2026-08-31"},
		{ID: "4", Code: "S4", Name: "Last Day", Team: "Inland", Mail: "s4@lantern.example", LeftOn: "2026-09-24"},
		{ID: "5", Code: "S5", Name: "No Address", Team: "Inland"},
		{ID: "7", Code: "S7", Name: "Asleep", Team: "Inland", Mail: "s7@lantern.example", Active: "0"},
		{ID: "6", Code: "S6", Name: "Else Where", Team: "Inland", Mail: "s6@elsewhere.example"},
	} {
		id := string(rune('a' + i))
		out = append(out, s, reference.Customer{ID: id, Code: "C-" + id, Name: "Customer of " + s.Name, Region: "South", Salesperson: s.ID},
			invoice("9"+id, "INV-9"+id, id, "2026-09-10", "2026-10-10", "10.00"))
	}
	return out
}

// to are the readers of the mails so far, in order.
func (h *house) to() []string {
	var out []string
	for _, l := range h.mails() {
		out = append(out, l.to)
	}
	slices.Sort(out)
	return out
}

// people writes a file of recipients beside the configuration.
func people(text string) func(*house) {
	return func(h *house) { must(h.t, os.WriteFile(filepath.Join(h.dir, "people.csv"), []byte(text), 0o600)) }
}

const fromFile = `
      - {file: people.csv}`

// A salesperson gets their own at the ERP's address, if there is one that may be
// written to, and they have not left by the day on which it is sent.
func TestEachSalesperson(t *testing.T) {
	h := newHouse(t, options{rows: staffed(), slices: "\n  - {name: own, by: salesperson, each: true}", to: "\n      - {slice: own}"})
	report := h.run(jobs.Request{})
	if diff := cmp.Diff([]string{"s1@lantern.example", "s2@lantern.example"}, h.to()); report.Outcome != runlog.Delivered || diff != "" {
		t.Errorf("%s %+v %s", report.Outcome, report.Error, diff)
	}
	has(t, strings.Join(report.Notes, "\n"),
		"Old Hand left on 2026-08-31 (S3) and is not mailed; 1 customers are still theirs",
		"Last Day left on 2026-09-24 (S4) and is not mailed",
		"Asleep is not active any more (S7) and is not mailed; 1 customers are still theirs",
		"slice own-S5 goes to nobody: the ERP has no mail address of No Address",
		"slice own-S6 goes to nobody: s6@elsewhere.example, the mail address of Else Where, is outside mail.allowed_domains")
}

// Whose part and whose mail it is says the file; the ERP says who has left.
func TestPeopleOfFile(t *testing.T) {
	h := newHouse(t, options{rows: staffed(), to: fromFile + `
      - {to: [s3@lantern.example, finance@lantern.example], slice: east}`, before: people(`by,value,mail,name,until
salesperson,S2,chief@lantern.example,Chief,2026-09-25
salesperson,S1,gone@lantern.example,Gone,2026-09-24
salesperson,S3,someone@lantern.example,Somebody,
region,West,west@lantern.example,,
region,West,S4@lantern.example,Last Day,
region,Nord,nord@lantern.example,,
team,Coast,coast@lantern.example,Coast,
all,,cfo@lantern.example,,
`)})
	report := h.run(jobs.Request{})
	want := []string{"cfo@lantern.example", "chief@lantern.example", "coast@lantern.example", "finance@lantern.example", "west@lantern.example"}
	if diff := cmp.Diff(want, h.to()); report.Outcome != runlog.Delivered || diff != "" {
		t.Errorf("%s %+v %s", report.Outcome, report.Error, diff)
	}
	sees := map[string]string{"cfo": "Eastgate Westfold", "chief": "Westfold", "coast": "Eastgate", "finance": "Eastgate", "west": "Westfold"}
	for _, l := range h.mails() {
		all := l.text
		for _, b := range l.attachments {
			for _, part := range unzipped(t, b) {
				all += string(part)
			}
		}
		who, _, _ := strings.Cut(l.to, "@")
		for _, name := range []string{"Eastgate", "Westfold"} {
			if got := strings.Contains(all, name); got != strings.Contains(sees[who], name) {
				t.Errorf("%s sees %s: %v", l.to, name, got)
			}
		}
	}
	has(t, strings.Join(report.Notes, "\n"),
		"gone@lantern.example gets salesperson=S1 no more", "until 2026-09-24",
		"slice salesperson=S3 goes to nobody: Old Hand left on 2026-08-31",
		"slice region=West does not go to S4@lantern.example: Last Day left on 2026-09-24",
		`slice region=Nord goes to nobody: the ERP has no region "Nord"`,
		"slice east does not go to s3@lantern.example: Old Hand left on 2026-08-31")
}

// The file is read anew for each run; one with a mistake gives nobody anything, and
// the run is recorded and told.
func TestPeopleOfBrokenFile(t *testing.T) {
	h := newHouse(t, options{to: fromFile, before: people("by,value,mail\nall,,cfo@lantern.example\nregoin,West,w@lantern.example\n")})
	report := h.run(jobs.Request{By: "schedule"})
	if report.Exit() != jobs.ExitConfig || len(h.mails()) != 0 || len(h.told()) != 1 {
		t.Errorf("%s %+v, %d mails, the owner was told %d times", report.Outcome, report.Error, len(h.mails()), len(h.told()))
	}
	if runs := h.runs(); len(runs) != 1 || runs[0].Outcome != runlog.Failed || !strings.Contains(runs[0].Reason, `people.csv:3:1: by: "regoin" is not known here`) {
		t.Errorf("%+v", runs)
	}
	people("by,value,mail\nall,,cfo@lantern.example\nregion,West,w@lantern.example\n")(h)
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered || len(h.mails()) != 2 {
		t.Errorf("%s %+v, %d mails", report.Outcome, report.Error, len(h.mails()))
	}
}

// A job of nothing but slices of each is a run that was claimed before the ERP is
// read: what became of it is recorded, and what was delivered is not read again.
func TestEachIsClaimedAsOne(t *testing.T) {
	h := newHouse(t, options{rows: staffed(), slices: "\n  - {name: own, by: salesperson, each: true}", to: "\n      - {slice: own}"})
	source := h.Source
	h.Source = &fakeSource{unreachable}
	if report := h.run(jobs.Request{By: "schedule", Once: true}); report.Exit() != jobs.ExitUnreachable {
		t.Errorf("%s %+v", report.Outcome, report.Error)
	}
	if runs := h.runs(); len(runs) != 1 || runs[0].Slice != "own" || runs[0].Outcome != runlog.Failed {
		t.Fatalf("%+v", runs)
	}
	h.Source = source
	if report := h.run(jobs.Request{Once: true}); report.Outcome != runlog.Delivered {
		t.Errorf("%s %+v", report.Outcome, report.Error)
	}
	ends := map[string]string{}
	for _, run := range h.runs() {
		ends[run.Slice] = string(run.Outcome) + " " + run.Reason
	}
	want := map[string]string{"own": "delivered 2 parts", "own-S1": "delivered ", "own-S2": "delivered "}
	if diff := cmp.Diff(want, ends); diff != "" || len(h.open()) != 0 {
		t.Error(diff)
	}
	h.Source = &fakeSource{unreachable}
	if report := h.run(jobs.Request{Once: true}); report.Outcome != runlog.Delivered || report.Error != nil || len(h.mails()) != 2 {
		t.Errorf("again: %s %+v, %d mails", report.Outcome, report.Error, len(h.mails()))
	}
}

// Check says who would get nothing, and which parts nobody gets.
func TestCheckReach(t *testing.T) {
	for _, c := range []struct {
		name   string
		o      options
		want   []string // warnings
		absent []string
	}{
		{"own parts", options{slices: "\n  - {name: own, by: salesperson, each: true}", to: "\n      - {slice: own}"}, []string{
			"slice east: no job gives it to anybody",
			"nobody gets the part of 2 of them by salesperson: S5 No Address (the ERP has no mail address of No Address), S6 Else Where (s6@elsewhere.example, the mail address of Else Where, is outside mail.allowed_domains)",
			"Old Hand left on 2026-08-31 (S3) and is not mailed; 1 customers are still theirs",
		}, []string{"S1", "S2"}},
		{"own parts, all to one", options{slices: "\n  - {name: own, by: salesperson, each: true}", to: "\n      - {to: chief@lantern.example, slice: own}"},
			nil, []string{"by salesperson"}},
		{"regions", options{to: "\n      - {to: east@lantern.example, slice: east}"}, []string{"nobody gets the part of 2 of them by region: South, West"}, []string{"slice east: no job", "by salesperson", "has left"}},
		{"regions, and everything to somebody", options{}, nil, []string{"nobody gets"}},
		{"everything", options{to: oneRecipient, slices: ""}, []string{"slice east: no job gives it to anybody"}, []string{"nobody gets the part"}},
		{"a file", options{to: fromFile, before: people("by,value,mail\nsalesperson,S1,a@lantern.example\nsalesperson,S9,b@lantern.example\nteam,Coast,c@lantern.example\n")}, []string{
			"nobody gets the part of 3 of them by salesperson: S2 Ma Chao, S5 No Address, S6 Else Where",
			"nobody gets the part of 1 of them by team: Inland",
			`slice salesperson=S9 goes to nobody: the ERP has no salesperson "S9"`,
		}, []string{"S1 Zhou"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.rows = staffed()
			h := newHouse(t, c.o)
			var warnings []string
			for _, f := range jobs.Check(t.Context(), h.Config, jobs.CheckRequest{Now: h.now}) {
				if f.Level == jobs.LevelWarning {
					warnings = append(warnings, f.Subject+": "+f.Text)
				}
			}
			all := strings.Join(warnings, "\n")
			has(t, all, c.want...)
			for _, absent := range c.absent {
				if strings.Contains(all, absent) {
					t.Errorf("%q is in:\n%s", absent, all)
				}
			}
		})
	}
}

// What check says of a file of recipients is where it is wrong, and what it gives.
func TestCheckFile(t *testing.T) {
	h := newHouse(t, options{to: fromFile, before: people("by,value,mail\nall,,cfo@lantern.example\n")})
	says := func(level jobs.Level, text string) {
		t.Helper()
		found := slices.ContainsFunc(jobs.Check(t.Context(), h.Config, jobs.CheckRequest{Now: h.now}), func(f jobs.Finding) bool {
			return f.Level == level && strings.Contains(f.Text, text)
		})
		if !found {
			t.Errorf("no %s says %q", level, text)
		}
	}
	says(jobs.LevelOK, "slice "+config.AllSlice+" goes to cfo@lantern.example")
	people("by,value,mail\nall,,cfo@elsewhere.example\n")(h)
	says(jobs.LevelError, `people.csv:2:6: mail: "cfo@elsewhere.example" is outside mail.allowed_domains`)
}

// A slice of a run that was interrupted, and that the file gives to nobody any more, is
// given up, and the owner is told once.
func TestServeGivesUpWhatNobodyGets(t *testing.T) {
	d := newDaemon(t, at(25, 9, 0), "last")
	d.Config.Lease = 200 * time.Millisecond
	for _, slice := range []string{"", "region=North"} {
		_, _, err := d.Log.ClaimRun(t.Context(), runlog.Key{Job: daily, AsOf: thursday, Slice: slice}, runlog.Claimant{Holder: d.gone(), By: "schedule", Lease: time.Hour}, at(25, 7, 0))
		must(t, err)
	}
	d.start()
	d.until("2026-09-24 delivered, schedule, late", "2026-09-24 failed, schedule")
	d.wait(func() bool { return d.owner.Load() > 0 })
	time.Sleep(3 * d.Config.Lease) // in which it would be taken over again
	must(t, d.stopped())
	if d.mails.Load() != 1 || d.owner.Load() != 1 || len(d.open()) != 0 || strings.Count(d.words.String(), "taking over") > 1 {
		t.Errorf("%d mails, the owner was told %d times, open %v\n%s", d.mails.Load(), d.owner.Load(), d.open(), d.words.String())
	}
}
