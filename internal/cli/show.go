package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"daybook/jobs"
	"daybook/jobs/runlog"
)

type historyCommand struct {
	List  historyListCommand  `cmd:"" default:"withargs" help:"List runs, the newest first."`
	Show  historyShowCommand  `cmd:"" help:"Show all that is known of one run."`
	Prune historyPruneCommand `cmd:"" help:"Remove what is older than the configuration keeps."`
}

type historyShowCommand struct {
	Number int64 `arg:"" name:"run" help:"Number of the run, as daybook history lists it."`
	JSON   bool  `name:"json" help:"Print JSON."`
}

// Help stands under the usage.
func (*historyShowCommand) Help() string {
	return `It reads every kept file of the run again, and exits with 1 where one is not what
was kept.`
}

func (c *historyShowCommand) Run(ctx context.Context, env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	log, err := openLog(ctx, cfg)
	switch {
	case err != nil:
		return err
	case log == nil:
		return &jobs.UsageError{Message: nothingRan(cfg)}
	}
	defer log.Close()
	d, err := jobs.DossierOf(ctx, log, cfg.Archive, c.Number)
	if err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(env.Stdout).Encode(d)
	} else {
		printDossier(env.Stdout, d, cfg.Company.Location())
	}
	if err == nil && d.Damaged {
		return exit(1)
	}
	return err
}

func printDossier(w io.Writer, d *jobs.Dossier, zone *time.Location) {
	at := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.In(zone).Format("2006-01-02 15:04:05 MST")
	}
	fmt.Fprintf(w, "run %d: %s as of %s, slice %s, revision %d: %s\n", d.Run, d.Job, d.AsOf, d.Slice, d.Revision, outcomeOf(d.Outcome))
	for _, a := range d.Attempts {
		say(w, fmt.Sprintf("attempt %d", a.Attempt), "%s", strings.TrimRight(fmt.Sprintf("%s to %s by %s on %s: %s %s", at(a.Started), at(a.Finished), a.StartedBy, a.Host, outcomeOf(a.Outcome), a.Reason), " "))
	}
	if d.Folder != "" {
		say(w, "made by", "Daybook %s", d.Version)
		say(w, "rows", "%d read, %d used, %d excluded, %d assumed", d.Counts["read"], d.Counts["used"], d.Counts["excluded"], d.Counts["assumed"])
		printChecks(w, jobs.Report{TieOut: d.TieOut})
		say(w, "totals", "%s", compactJSON(d.Totals))
		say(w, "kept in", "%s", d.Folder)
	}
	for _, f := range d.Files {
		say(w, "file", "%s  %s  %s", f.SHA256, f.Name, size(f.Bytes))
	}
	for _, m := range d.Messages {
		say(w, "mail", "%s: %s", m.Recipient, strings.Join(told(m, at), "; "))
	}
	for _, m := range d.Resent {
		say(w, "sent again", "%s: %s", m.Recipient, strings.Join(append(told(m, at), "asked by "+m.AskedBy), "; "))
	}
	if d.Problem != "" {
		say(w, "PROBLEM", "%s", d.Problem)
	} else {
		say(w, "archive", "every file is what was kept")
	}
}

// told is what is known of a mail.
func told(m jobs.Message, at func(time.Time) string) []string {
	out := []string{outcomeOf(m.Outcome) + " " + at(m.Finished)}
	for _, s := range []string{m.Reason, lead("the server said ", m.Reply), lead("Message-ID ", m.MessageID), lead("SHA-256 ", m.SHA256)} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func lead(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

// outcomeOf words an outcome; none is that of what has not ended.
func outcomeOf(o runlog.Outcome) string {
	if o == "" {
		return "not ended"
	}
	return string(o)
}

func compactJSON(raw json.RawMessage) string {
	var all any
	if json.Unmarshal(raw, &all) != nil {
		return string(raw)
	}
	b, err := json.Marshal(all)
	if err != nil {
		return string(raw)
	}
	return string(b)
}
