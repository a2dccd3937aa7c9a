package config

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the texts of testdata/mistakes anew; read the diff")

// Every file of testdata/mistakes is a configuration and the exact text of its refusal.
func TestMistakes(t *testing.T) {
	paths, err := filepath.Glob("testdata/mistakes/*.txtar")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d files of mistakes, %v", len(paths), err)
	}
	for _, path := range paths {
		path, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			checkRefusal(t, path)
		})
	}
}

// A reader mends all mistakes in one go, so all are told: the archive of twelve lists
// twelve places.
func TestTwelveMistakesAtOnce(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/mistakes/twelve.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Parse("daybook.yml", archive.Files[0].Data, noEnv)
	all, ok := errors.AsType[*Mistakes](err)
	if !ok || len(all.List) != 12 {
		t.Errorf("got %v, want twelve mistakes", err)
	}
}

func checkRefusal(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("DB_PASSWORD", "hunter2")
	t.Setenv("ZONE", "hunter2")
	want := ""
	for i, f := range archive.Files {
		if f.Name == "want" {
			want, archive.Files = string(f.Data), archive.Files[:i]
			break
		}
		if err := os.WriteFile(f.Name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err = Load("daybook.yml")
	if _, ok := errors.AsType[*Mistakes](err); !ok {
		t.Fatalf("got error %v, want mistakes", err)
	}
	got := err.Error() + "\n"
	if strings.Contains(got, "hunter2") {
		t.Errorf("a secret is printed:\n%s", got)
	}
	if *update {
		archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got)})
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("refusal (-want +got):\n%s", diff)
	}
}
