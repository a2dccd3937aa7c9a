package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The list does not rot: every text that is to be replaced stands once in its file.
func TestMistakesCanBeMade(t *testing.T) {
	all, seen := mutations(), map[string]bool{}
	for _, m := range all {
		text, err := os.ReadFile(filepath.Join("..", "..", m.file))
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := m.apply(string(text)); err != nil {
			t.Error(err)
		}
		if m.meaning == "" || seen[m.String()] {
			t.Errorf("%q of %s says nothing of its own", m.meaning, m.file)
		}
		seen[m.String()] = true
	}
	if len(all) < 30 {
		t.Errorf("%d mistakes prove little", len(all))
	}
}
