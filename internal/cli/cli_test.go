package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybook/internal/cli"
	"daybook/jobs/mail/catcher"

	"github.com/jmoiron/sqlx"
	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// clock is the environment variable that holds the time at which a script plays.
const clock = "DAYBOOK_TEST_NOW"

// TestMain lets scripts run "daybook" as a process of their own, with the whole of
// cli.Run and a clock that stands still.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"daybook": func() {
		now, err := time.Parse(time.RFC3339, os.Getenv(clock))
		if err != nil {
			panic(err)
		}
		env := cli.Env{Stdout: os.Stdout, Stderr: os.Stderr, Now: func() time.Time { return now }, User: "ann"}
		os.Exit(cli.Run(context.Background(), os.Args[1:], env))
	}, "daybook-live": live})
}

// TestScripts plays the scripts of testdata. They are set on Friday, 25 September
// 2026, half past six in the morning in Shanghai: the books of the demo end the day
// before.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv(clock, "2026-09-25T06:30:00+08:00")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "mode": mode, "mailserver": mailserver, "fields": fields, "sql": sql, "absent": absent,
		},
		RequireUniqueNames: true,
		Deadline:           time.Now().Add(2 * time.Minute),
	})
}

// exits CODE PROGRAM ARGS… runs a program that must end with a code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [args…]")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want := args[0]; strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// mode PERMISSIONS FILE compares the permissions of a file.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

// mailserver FILE [REFUSED…] starts a mail server that keeps what it gets in inbox,
// refuses some recipients, and writes its port into a configuration.
func mailserver(ts *testscript.TestScript, _ bool, args []string) {
	refused := args[1:]
	server, err := catcher.Start(catcher.Options{Dir: ts.MkAbs("inbox"), Fault: func(step catcher.Step, who string) catcher.Fault {
		if step == catcher.AtTo && slices.Contains(refused, who) {
			return catcher.Fault{Code: 550, Text: "no such mailbox"}
		}
		return catcher.Fault{}
	}})
	ts.Check(err)
	ts.Defer(func() { server.Close() })
	file := ts.MkAbs(args[0])
	text := regexp.MustCompile(`port: \d+`).ReplaceAllString(ts.ReadFile(file), fmt.Sprintf("port: %d", server.Port()))
	ts.Check(os.WriteFile(file, []byte(text), 0o600))
}

// fields WHERE NAME… says that the last output is JSON and that the object WHERE in
// it, such as "." or "figures.aging.0", has exactly these fields, in their order.
func fields(ts *testscript.TestScript, _ bool, args []string) {
	raw := json.RawMessage(ts.ReadFile("stdout"))
	if !json.Valid(raw) {
		ts.Fatalf("the output is no JSON, or more than one value")
	}
	for step := range strings.FieldsFuncSeq(args[0], func(r rune) bool { return r == '.' }) {
		raw = inside(ts, raw, step)
	}
	if got := keys(ts, raw); !slices.Equal(got, args[1:]) {
		ts.Fatalf("%s has the fields %q, want %q", args[0], got, args[1:])
	}
}

func inside(ts *testscript.TestScript, raw json.RawMessage, step string) json.RawMessage {
	if n, err := strconv.Atoi(step); err == nil {
		var list []json.RawMessage
		ts.Check(json.Unmarshal(raw, &list))
		if n >= len(list) {
			ts.Fatalf("%d elements, none is number %d", len(list), n)
		}
		return list[n]
	}
	var object map[string]json.RawMessage
	ts.Check(json.Unmarshal(raw, &object))
	if object[step] == nil {
		ts.Fatalf("there is no field %s", step)
	}
	return object[step]
}

// keys are those of an object, in their order.
func keys(ts *testscript.TestScript, raw json.RawMessage) []string {
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	ts.Check(err)
	if open != json.Delim('{') {
		ts.Fatalf("%s is no object", raw)
	}
	var out []string
	for d.More() {
		key, err := d.Token()
		ts.Check(err)
		out = append(out, key.(string))
		var value json.RawMessage
		ts.Check(d.Decode(&value))
	}
	return out
}

// sql FILE STATEMENT changes an SQLite file.
func sql(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sqlx.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}

// absent PATTERN… says that nothing matches.
func absent(ts *testscript.TestScript, _ bool, args []string) {
	for _, pattern := range args {
		found, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		if len(found) > 0 {
			ts.Fatalf("there is %q", found)
		}
	}
}

// Names that are no text would be refused by a runlog in MySQL.
func TestUserIsText(t *testing.T) {
	t.Setenv("SUDO_USER", "")
	t.Setenv("USER", "ann\xff")
	if got := cli.Process().User; got != "ann\uFFFD" {
		t.Errorf("user %q", got)
	}
}
