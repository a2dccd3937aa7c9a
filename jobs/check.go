package jobs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// Level says how bad a finding of [Check] is.
type Level string

// The levels.
const (
	LevelOK      Level = "ok"
	LevelWarning Level = "warning"
	LevelError   Level = "error"
)

// Finding is one thing that [Check] tried.
type Finding struct {
	Level   Level  `json:"level"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Hint    string `json:"hint,omitempty"`
}

// CheckRequest says what to try beside the configuration itself.
type CheckRequest struct {
	Now time.Time
	// SendTest is an address that gets a short mail; empty sends none.
	SendTest string
}

// firings is how many next firings of each job a check shows.
const firings = 5

// Check tries everything that the jobs of a configuration will need, dry: the
// source with every query, the mail server's login, the folders, recipients and
// schedules. It goes on after an error, so that all are seen at once.
func Check(ctx context.Context, c *config.Config, q CheckRequest) []Finding {
	out := []Finding{{LevelOK, "configuration", c.File + " is whole", ""}}
	for _, note := range c.Notes {
		out = append(out, Finding{LevelWarning, "configuration", note, ""})
	}
	invited := invitations(c)
	out = append(out, checkSource(ctx, c, invited, q.Now)...)
	out = append(out, checkMail(ctx, c, q)...)
	out = append(out, checkPlaces(ctx, c)...)
	out = append(out, checkRecipients(c, invited, q.Now)...)
	out = append(out, checkSchedules(c, q.Now)...)
	return out
}

// Worst returns the highest level among findings.
func Worst(findings []Finding) Level {
	worst := LevelOK
	for _, f := range findings {
		if f.Level == LevelError || f.Level == LevelWarning && worst == LevelOK {
			worst = f.Level
		}
	}
	return worst
}

func checkSource(ctx context.Context, c *config.Config, invited []invitation, now time.Time) []Finding {
	source, err := openSource(ctx, c)
	if err != nil {
		return []Finding{findingOf("source", err)}
	}
	defer source.Close()
	scope := extract.Scope{Company: c.Company.Name, AsOf: fact.DateOf(now), Currency: fact.Currency(c.Company.Currency), Zone: zoneOf(c)}
	remarks, err := source.Check(ctx, scope)
	var out []Finding
	for _, r := range remarks {
		out = append(out, Finding{levels[r.Level], "source: " + r.Subject, r.Text, r.Hint})
	}
	if err != nil {
		return append(out, findingOf("source", err))
	}
	out = append(out, checkReady(ctx, c, source, scope, now)...)
	return append(out, checkReach(ctx, c, source, scope, invited, now)...)
}

// checkReady asks each job's question of the day that it would report on, whatever
// the answer is.
func checkReady(ctx context.Context, c *config.Config, source *extract.Source, scope extract.Scope, now time.Time) []Finding {
	var out []Finding
	for i, job := range c.Jobs {
		if job.Ready.Query == "" {
			continue
		}
		subject, path := "job "+job.Name, fmt.Sprintf("jobs[%d].ready.query", i)
		scope.AsOf = asOfOf(job, now)
		ready, err := source.Ready(ctx, job.Ready.Query, scope)
		switch {
		case err != nil:
			out = append(out, Finding{LevelError, subject, c.Mistake(path, err).Error(), "mend the query"})
		case ready:
			out = append(out, Finding{LevelOK, subject, "the ready query says yes", ""})
		default:
			out = append(out, Finding{LevelOK, subject, "the ready query says no; a run would ask again until " + job.Ready.Until(), ""})
		}
	}
	return out
}

// levels translates the levels of extract.
var levels = map[extract.Level]Level{extract.OK: LevelOK, extract.Warning: LevelWarning, extract.Error: LevelError}

func findingOf(subject string, err error) Finding {
	f := FailureOf(err)
	return Finding{LevelError, subject, f.Message, f.Hint}
}

func checkMail(ctx context.Context, c *config.Config, q CheckRequest) []Finding {
	if !c.HasMail() {
		return []Finding{{LevelWarning, "mail", "there is no mail section", "only dry runs can be made until there is one"}}
	}
	sender, err := newSender(c.Mail)
	if err != nil {
		return []Finding{findingOf("mail", err)}
	}
	most, err := sender.Check(ctx)
	if err != nil {
		return []Finding{findingOf("mail", err)}
	}
	out := []Finding{{LevelOK, "mail", fmt.Sprintf("%s:%d lets us in and takes messages of up to %d MB", c.Mail.Host, c.Mail.Port, most>>20), ""}}
	if q.SendTest == "" {
		return out
	}
	if err := allowed(c.Mail, q.SendTest); err != nil {
		return append(out, findingOf("mail", err))
	}
	letter, err := mail.Pack(testMessage(c, q))
	if err == nil {
		_, err = sender.Send(ctx, letter)
	}
	if err != nil {
		return append(out, findingOf("mail", err))
	}
	return append(out, Finding{LevelOK, "mail", "a test message went to " + q.SendTest, ""})
}

func testMessage(c *config.Config, q CheckRequest) mail.Message {
	stamp := q.Now.UTC().Format("20060102150405")
	return mail.Message{
		Job: "check", From: c.Mail.From.String(), To: q.SendTest, Subject: "Daybook: a test message",
		Text: "This message says that Daybook can send mail.\n" + c.File + "\n",
		Date: q.Now, MessageID: mail.MessageID("check", stamp, "", 0, q.SendTest, domainOf(c.Mail.From.Address)),
	}
}

// domainOf is the part of an address behind the @.
func domainOf(address string) string {
	return address[strings.LastIndexByte(address, '@')+1:]
}

// checkPlaces tries to write where runs will.
func checkPlaces(ctx context.Context, c *config.Config) []Finding {
	return slices.Concat(checkFolder("archive", c.Archive), checkState(ctx, c))
}

func checkFolder(subject, folder string) []Finding {
	if err := writable(folder); err != nil {
		return []Finding{{LevelError, subject, err.Error(), "make the folder, or let the account that runs Daybook write there"}}
	}
	return nil
}

func checkState(ctx context.Context, c *config.Config) []Finding {
	if c.State.File != "" {
		return checkFolder("state", filepath.Dir(c.State.File))
	}
	there, err := runlog.Exists(ctx, c.State.Place())
	switch {
	case err != nil:
		return []Finding{findingOf("state", err)}
	case !there:
		return []Finding{{LevelOK, "state", "the database answers; the first run makes its tables", ""}}
	}
	return []Finding{{LevelOK, "state", "the database of the runlog answers", ""}}
}

// writable says whether a file can be made in the folder, or in the nearest
// folder above it that exists: the rest is made when it is needed.
func writable(folder string) error {
	for !exists(folder) {
		up := filepath.Dir(folder)
		if up == folder {
			break
		}
		folder = up
	}
	f, err := os.CreateTemp(folder, ".daybook-check-*")
	if err != nil {
		return err
	}
	f.Close()
	return os.Remove(f.Name())
}

func checkSchedules(c *config.Config, now time.Time) []Finding {
	var out []Finding
	for _, p := range Upcoming(c, now, firings) {
		job, _ := c.Job(p.Job)
		subject := "job " + p.Job
		for _, w := range p.Warnings {
			out = append(out, Finding{LevelWarning, subject, w, "take a newer version, or give it a calendar file of your own"})
		}
		if len(p.Firings) == 0 {
			out = append(out, Finding{LevelOK, subject, "it has no schedule: it is run by hand only", ""})
			continue
		}
		if twice, at := job.FiresTwice(now); twice {
			out = append(out, Finding{
				LevelError, subject,
				fmt.Sprintf("it fires at %s and at %s for one as-of day, and the second would send nothing", at[0].Format(time.DateTime), at[1].Format(time.DateTime)),
				"let it fire once for each as-of day",
			})
		}
		var text []string
		for _, f := range p.Firings {
			text = append(text, fmt.Sprintf("%s (as of %s)", f.At.Format("Mon 2006-01-02 15:04 MST"), f.AsOf))
		}
		out = append(out, Finding{LevelOK, subject, fmt.Sprintf("next in %s: %s", p.Zone, strings.Join(text, "; ")), ""})
	}
	return out
}
