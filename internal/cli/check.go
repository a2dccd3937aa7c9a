package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"daybook/config"
	"daybook/jobs"
)

type checkCommand struct {
	SendTest string `help:"Also send a short mail to this address." placeholder:"ADDRESS"`
	JSON     bool   `name:"json" help:"Print JSON."`
}

// marks stand before findings.
var marks = map[jobs.Level]string{jobs.LevelOK: "ok", jobs.LevelWarning: "warning", jobs.LevelError: "ERROR"}

func (c *checkCommand) Run(ctx context.Context, env Env, all *commands) error {
	to, err := address("--send-test", c.SendTest)
	if err != nil {
		return err
	}
	cfg, err := all.load()
	var mistakes *config.Mistakes
	switch {
	case errors.As(err, &mistakes) && c.JSON:
		return c.end(env, refused(mistakes))
	case err != nil:
		return err
	}
	return c.end(env, jobs.Check(ctx, cfg, jobs.CheckRequest{Now: env.Now(), SendTest: to}))
}

// refused are the mistakes of a configuration, as findings.
func refused(m *config.Mistakes) []jobs.Finding {
	var out []jobs.Finding
	for _, each := range m.List {
		place := fmt.Sprintf("%s:%d:%d", m.File, each.Line, each.Column)
		if each.Path != "" {
			place += ": " + each.Path
		}
		hint := each.Hint
		if each.Allowed != "" {
			hint = strings.TrimPrefix(hint+"; allowed: "+each.Allowed, "; ")
		}
		out = append(out, jobs.Finding{Level: jobs.LevelError, Subject: place, Text: each.Message, Hint: hint})
	}
	return out
}

func (c *checkCommand) end(env Env, findings []jobs.Finding) error {
	if !c.JSON {
		printFindings(env.Stdout, findings)
	} else if err := json.NewEncoder(env.Stdout).Encode(findings); err != nil {
		return fmt.Errorf("printing the findings: %w", err)
	}
	if jobs.Worst(findings) == jobs.LevelError {
		return exit(jobs.ExitConfig)
	}
	return nil
}

// printFindings prints findings in two columns, what to do below each, and the
// sum of them last, where the eye is when the command ends.
func printFindings(w io.Writer, findings []jobs.Finding) {
	counts := map[jobs.Level]int{}
	for _, f := range findings {
		counts[f.Level]++
		fmt.Fprintln(w, wrap(fmt.Sprintf("%-9s%s: %s", marks[f.Level], f.Subject, f.Text), 11))
		if f.Hint != "" {
			fmt.Fprintln(w, wrap(strings.Repeat(" ", 9)+"→ "+f.Hint, 11))
		}
	}
	switch errs, warnings := counts[jobs.LevelError], counts[jobs.LevelWarning]; {
	case errs > 0:
		fmt.Fprintf(w, "\n%d to mend before jobs can run, %d to look at, %d in order.\n", errs, warnings, counts[jobs.LevelOK])
	case warnings > 0:
		fmt.Fprintf(w, "\nReady to run; %d to look at, %d in order.\n", warnings, counts[jobs.LevelOK])
	default:
		fmt.Fprintf(w, "\nReady to run: all %d in order.\n", counts[jobs.LevelOK])
	}
}

// wide is where lines of findings are wrapped.
const wide = 110

// wrap breaks text where it is too long, and indents what follows. A word is
// never broken, so that what is to be copied stays right.
func wrap(text string, indent int) string {
	var out []string
	margin := ""
	for line := range strings.SplitSeq(text, "\n") {
		for {
			cut := breakAt(line, wide-len(margin))
			if cut < 0 {
				break
			}
			out, line = append(out, margin+line[:cut]), line[cut+1:]
			margin = strings.Repeat(" ", indent)
		}
		out = append(out, margin+line)
		margin = strings.Repeat(" ", indent)
	}
	return strings.Join(out, "\n")
}

// breakAt is the space where a line that is longer than so many characters is
// broken: the last after a semicolon, else the last between words. It is
// negative where the line is short enough or has none.
func breakAt(line string, characters int) int {
	if utf8.RuneCountInString(line) <= characters {
		return -1
	}
	head := string([]rune(line)[:characters+1])
	if cut := strings.LastIndex(head, "; "); cut > 0 {
		return cut + 1
	}
	cut := strings.LastIndexByte(head, ' ')
	if cut < 0 || strings.TrimSpace(head[:cut]) == "" {
		return -1
	}
	return cut
}
