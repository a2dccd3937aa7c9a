// Command mutants asks whether the tests of the ledger would notice a mistake in
// it: it makes each mistake of a list, one at a time, and runs the tests. It is run
// with "make mutants", from anywhere in the module.
//
// The list ([mutations]) is of signs, boundaries and dates, in what computes the
// receivable and in what reads facts. A mistake that the tests pass over is named;
// where more than one in ten are, the exit code is 1. It is 2 where a mistake could
// not be made at all: its text is gone, or the program no longer builds.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx))
}

// enough is the part of the mistakes that must be caught, in percent.
const enough = 90

func run(ctx context.Context) int {
	only := flag.String("only", "", "make those mistakes only whose file or meaning matches this `pattern`")
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	module, err := moduleFolder()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	if err := sound(ctx, module); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	var caught, survived, broken []mutation
	for _, m := range mutations() {
		if ctx.Err() != nil {
			return 2
		}
		if !wanted.MatchString(m.String()) {
			continue
		}
		began := time.Now()
		by, err := m.try(ctx, module)
		switch {
		case err != nil:
			broken = append(broken, m)
			fmt.Printf("broken    %s: %v\n", m, err)
		case by == "":
			survived = append(survived, m)
			fmt.Printf("SURVIVED  %s\n", m)
		default:
			caught = append(caught, m)
			fmt.Printf("caught    %s (by %s, %s)\n", m, by, time.Since(began).Round(100*time.Millisecond))
		}
	}
	return verdict(caught, survived, broken)
}

func verdict(caught, survived, broken []mutation) int {
	tried := len(caught) + len(survived)
	fmt.Printf("\n%d of %d caught", len(caught), tried)
	if tried > 0 {
		fmt.Printf(" (%.1f %%)", 100*float64(len(caught))/float64(tried))
	}
	fmt.Println()
	for _, m := range survived {
		fmt.Printf("survived: %s\n    %s\n    %s\n", m, m.from, m.to)
	}
	switch {
	case len(broken) > 0:
		fmt.Printf("%d could not be made: mend the list\n", len(broken))
		return 2
	case tried == 0 || 100*len(caught) < enough*tried:
		return 1
	}
	return 0
}

// sound says whether the tests pass without a mistake: else they would seem to
// catch every one.
func sound(ctx context.Context, module string) error {
	for _, s := range []suite{figures, facts, reading, scenarios} {
		if out, err := goCommand(ctx, module, append([]string{"test"}, s.arguments...)...); err != nil {
			return fmt.Errorf("%s fails without any mistake: %w\n%s", s.name, err, out)
		}
	}
	return nil
}

// moduleFolder is where go.mod stands.
func moduleFolder() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("asking go for the module: %w", err)
	}
	file := strings.TrimSpace(string(out))
	if filepath.Base(file) != "go.mod" {
		return "", errors.New("run this inside the module")
	}
	return filepath.Dir(file), nil
}
