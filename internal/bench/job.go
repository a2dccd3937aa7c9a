package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"daybook/extract/fact"
)

// buildProgram builds Daybook itself, as it is released.
func buildProgram(ctx context.Context, folder string) (string, error) {
	path := filepath.Join(folder, "daybook")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", path, "daybook")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building daybook: %w\n%s", err, out)
	}
	return path, nil
}

// configure writes a configuration as an operator would, with a slice for every
// salesperson where own is set.
func configure(ctx context.Context, program, folder string, c company, own bool) (string, error) {
	path := filepath.Join(folder, fmt.Sprintf("company-%d-%v.yml", c.scale, own))
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) { // of an earlier measurement
		return "", err
	}
	text, err := initialise(ctx, program, path, "--preset", "reference", "--dsn", c.dsn)
	if err != nil || !own {
		return path, err
	}
	const slices = "slices:\n  - name: own\n    by: salesperson\n    each: true\n\njobs:\n"
	changed := strings.Replace(text, "jobs:\n", slices, 1)
	changed = strings.ReplaceAll(changed, "        slice: all\n", "        slice: all\n      - slice: own\n")
	return path, os.WriteFile(path, []byte(changed), 0o600)
}

// initialise has Daybook write a configuration, and returns its text.
func initialise(ctx context.Context, program, path string, args ...string) (string, error) {
	args = append([]string{"init", "--out", path}, args...)
	if out, err := exec.CommandContext(ctx, program, args...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("daybook init: %w\n%s", err, out)
	}
	text, err := os.ReadFile(path)
	return string(text), err
}

// dryRun is one whole job: read, analyse, lay out and write.
func dryRun(program, folder, config, job, name string, day fact.Date) contender {
	return contender{name: name, command: []string{
		program, "run", job, "--config", config, "--as-of", day.String(), "--dry-run", "--json", "--out", filepath.Join(folder, "out"),
	}}
}

// countFiles says how many workbooks a job makes, and with how many rows.
func countFiles(ctx context.Context, c contender) (files, rows int, err error) {
	out, err := exec.CommandContext(ctx, c.command[0], c.command[1:]...).Output()
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w", c.name, err)
	}
	var report struct {
		Files []struct{ Rows int }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return 0, 0, err
	}
	for _, f := range report.Files {
		rows += f.Rows
	}
	return len(report.Files), rows, nil
}
