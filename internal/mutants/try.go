package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// mutation is one mistake: in file, to stands instead of from.
type mutation struct {
	file     string // from the folder of the module
	from, to string
	meaning  string
}

func (m mutation) String() string { return m.file + ": " + m.meaning }

// apply returns the file's text with the mistake in it.
func (m mutation) apply(text string) (string, error) {
	switch n := strings.Count(text, m.from); {
	case n != 1:
		return "", fmt.Errorf("%q stands %d times in %s, not once", m.from, n, m.file)
	case m.from == m.to:
		return "", fmt.Errorf("%q is no mistake", m.from)
	}
	return strings.Replace(text, m.from, m.to, 1), nil
}

// try makes the mistake and returns the suite of tests that caught it, or nothing
// where all pass. The files of the module stay as they are: the compiler is told
// to read another one.
func (m mutation) try(ctx context.Context, module string) (caughtBy string, err error) {
	folder, err := os.MkdirTemp("", "mutant-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	overlay, err := m.overlay(module, folder)
	if err != nil {
		return "", err
	}
	if out, err := goCommand(ctx, module, "build", "-overlay", overlay, "./"+filepath.Dir(m.file)); err != nil {
		return "", fmt.Errorf("does not build: %w\n%s", err, out)
	}
	for _, s := range suitesOf(m.file) {
		if _, err := goCommand(ctx, module, append([]string{"test", "-overlay", overlay}, s.arguments...)...); err != nil {
			return s.name, ctx.Err()
		}
	}
	return "", nil
}

// overlay writes the file with the mistake and what tells the compiler of it.
func (m mutation) overlay(module, folder string) (string, error) {
	original := filepath.Join(module, m.file)
	text, err := os.ReadFile(original)
	if err != nil {
		return "", err
	}
	mistaken, err := m.apply(string(text))
	if err != nil {
		return "", err
	}
	replacement := filepath.Join(folder, filepath.Base(m.file))
	if err := os.WriteFile(replacement, []byte(mistaken), 0o600); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]map[string]string{"Replace": {original: replacement}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(folder, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o600)
}

// patience is for a mistake that makes the tests run for ever.
const patience = 3 * time.Minute

func goCommand(ctx context.Context, module string, arguments ...string) (output []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", arguments...)
	cmd.Dir = module
	return cmd.CombinedOutput()
}
