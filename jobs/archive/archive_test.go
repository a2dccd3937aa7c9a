package archive_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook/extract/fact"
	"daybook/jobs/archive"
)

var (
	day   = fact.NewDate(2026, time.September, 24)
	seven = time.Date(2026, 9, 25, 7, 0, 0, 0, time.UTC)
)

// hello is a file whose SHA-256 is that of FIPS 180-2's example "abc".
var hello = archive.File{Name: "hello.txt", Bytes: []byte("abc")}

const helloSHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

func entry(files ...archive.File) archive.Entry {
	return archive.Entry{Day: day, Files: files, Manifest: archive.Manifest{
		Job: "receivables-daily", AsOf: "2026-09-24", Attempt: 1, Version: "v0.1.0", StartedBy: "schedule", Started: seven,
		Counts: map[string]int64{"read": 10, "used": 9, "excluded": 1}, Totals: json.RawMessage(`{"overdue":"1.00"}`),
	}}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestStore(t *testing.T) {
	root := filepath.Join(t.TempDir(), "archive")
	book := filepath.Join(t.TempDir(), "book.xlsx")
	must(t, os.WriteFile(book, []byte("abc"), 0o644))
	folder, err := archive.Store(root, entry(hello, archive.File{Name: "2026-09-24_receivables_all.xlsx", Path: book}))
	must(t, err)
	if want := filepath.Join(root, "2026", "09", "24", "receivables-daily", "all"); folder != want {
		t.Errorf("stored in %s, want %s", folder, want)
	}
	m, err := archive.Read(folder)
	must(t, err)
	want := entry().Manifest
	want.Files = []archive.Record{{Name: "hello.txt", Bytes: 3, SHA256: helloSHA}, {Name: "2026-09-24_receivables_all.xlsx", Bytes: 3, SHA256: helloSHA}}
	m.Totals = compact(t, m.Totals)
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
	must(t, archive.Verify(folder))
	modes(t, root)
}

func compact(t *testing.T, raw json.RawMessage) json.RawMessage {
	t.Helper()
	var v any
	must(t, json.Unmarshal(raw, &v))
	b, err := json.Marshal(v)
	must(t, err)
	return b
}

// modes checks that nobody else may read, and that no draft is left.
func modes(t *testing.T, root string) {
	t.Helper()
	must(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		must(t, err)
		info, err := d.Info()
		must(t, err)
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		if strings.HasPrefix(d.Name(), ".draft") {
			t.Errorf("%s is left", path)
		}
		return nil
	}))
}

func TestNeverOverwritten(t *testing.T) {
	root := filepath.Join(t.TempDir(), "archive")
	folder, err := archive.Store(root, entry(hello))
	must(t, err)
	must(t, archive.Complete(folder, "delivered", "", seven.Add(time.Minute), []archive.Delivery{{Recipient: "li@example.com", Outcome: "delivered", Reply: "2.0.0 OK"}}))
	if again, err := archive.Store(root, entry(hello)); err != nil || again != folder {
		t.Errorf("the same files again: %s %v", again, err)
	}
	if _, err := archive.Store(root, entry(archive.File{Name: "hello.txt", Bytes: []byte("abd")})); !errors.Is(err, archive.ErrExists) {
		t.Errorf("other content: %v", err)
	}
	m, err := archive.Read(folder)
	must(t, err)
	if m.Outcome != "delivered" || len(m.Deliveries) != 1 || m.Deliveries[0].Reply != "2.0.0 OK" || m.Version != "v0.1.0" || len(m.Files) != 1 {
		t.Errorf("manifest %+v", m)
	}
	must(t, archive.Verify(folder))
	modes(t, root)
}

func TestAttemptsAndRestatementsStandBeside(t *testing.T) {
	root := t.TempDir()
	seen := map[string]bool{}
	// In the order in which a bad week could bring them.
	for _, c := range []struct{ revision, attempt int }{{0, 2}, {0, 3}, {1, 1}, {1, 2}, {2, 1}} {
		e := entry(archive.File{Name: "n", Bytes: []byte{byte(c.revision), byte(c.attempt)}})
		e.Manifest.Revision, e.Manifest.Attempt = c.revision, c.attempt
		folder, err := archive.Store(root, e)
		must(t, err)
		if seen[folder] {
			t.Errorf("%s twice", folder)
		}
		seen[folder] = true
		must(t, archive.Verify(folder))
	}
}

// Messages that were made later join what lies there, which stays as it is.
func TestAdd(t *testing.T) {
	root := filepath.Join(t.TempDir(), "archive")
	folder, err := archive.Store(root, entry(hello))
	must(t, err)
	must(t, archive.Add(root, folder, []archive.File{{Name: "late.eml", Bytes: []byte("abc")}}, []archive.Delivery{{Recipient: "li@example.com", File: "late.eml", SHA256: helloSHA}}))
	must(t, archive.Verify(folder))
	m, err := archive.Read(folder)
	must(t, err)
	want := []archive.Record{{Name: "hello.txt", Bytes: 3, SHA256: helloSHA}, {Name: "late.eml", Bytes: 3, SHA256: helloSHA}}
	if diff := cmp.Diff(want, m.Files); diff != "" || len(m.Deliveries) != 1 || m.StartedBy != "schedule" {
		t.Errorf("%s %+v", diff, m)
	}
	if err := archive.Add(root, folder, []archive.File{{Name: "../late.eml"}}, nil); err == nil {
		t.Error("a name outside the folder was taken")
	}
	if err := archive.Add(filepath.Join(root, "none"), folder, nil, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the draft lies where nobody sweeps: %v", err)
	}
	modes(t, root)
}

// What is sent again is kept beside, as often as it is, and once under one name.
func TestKeepResent(t *testing.T) {
	root := filepath.Join(t.TempDir(), "archive")
	folder, err := archive.Store(root, entry(hello))
	must(t, err)
	for _, name := range []string{"1.eml", "2.eml"} {
		must(t, archive.KeepResent(folder, archive.File{Name: name, Bytes: []byte(name)}))
	}
	if err := archive.KeepResent(folder, archive.File{Name: "1.eml", Bytes: []byte("other")}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written again: %v", err)
	}
	b, err := os.ReadFile(filepath.Join(folder, "resent", "1.eml"))
	if err != nil || string(b) != "1.eml" {
		t.Errorf("%q %v", b, err)
	}
	must(t, archive.Verify(folder))
	modes(t, root)
}

// Only drafts are swept away, and only old ones.
func TestSweep(t *testing.T) {
	root := t.TempDir()
	folder, err := archive.Store(root, entry(hello))
	must(t, err)
	for name, age := range map[string]time.Duration{".draft-old": 25 * time.Hour, ".draft-new": time.Hour, "other": 25 * time.Hour} {
		path := filepath.Join(root, name)
		must(t, os.MkdirAll(filepath.Join(path, "x"), 0o700))
		must(t, os.Chtimes(path, seven, seven.Add(-age)))
	}
	must(t, archive.Sweep(root, seven.Add(-24*time.Hour)))
	for name, there := range map[string]bool{".draft-old": false, ".draft-new": true, "other": true} {
		if _, err := os.Stat(filepath.Join(root, name)); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, archive.Verify(folder))
	must(t, archive.Sweep(filepath.Join(root, "none"), seven))
}

func TestVerifyFindsWhatChanged(t *testing.T) {
	folder, err := archive.Store(t.TempDir(), entry(hello, archive.File{Name: "gone.txt"}))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, "hello.txt"), []byte("abd"), 0o600))
	must(t, os.Remove(filepath.Join(folder, "gone.txt")))
	err = archive.Verify(folder)
	if err == nil || !strings.Contains(err.Error(), "hello.txt is not what was stored") || !strings.Contains(err.Error(), "gone.txt") {
		t.Errorf("%v", err)
	}
}

func TestFailureLeavesNothing(t *testing.T) {
	for _, c := range []struct {
		name string
		e    archive.Entry
		want string
	}{
		{"file that is not there", entry(hello, archive.File{Name: "a", Path: "/no/such/file"}), "/no/such/file"},
		{"name with a folder", entry(archive.File{Name: "../a"}), `"../a"`},
		{"name of the manifest", entry(archive.File{Name: "manifest.json"}), `"manifest.json"`},
		{"no name", entry(archive.File{}), `""`},
		{"two of one name", entry(hello, hello), "hello.txt"},
		{"no day", archive.Entry{Files: []archive.File{hello}}, "no as-of day"},
	} {
		root := t.TempDir()
		_, err := archive.Store(root, c.e)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		left, err := os.ReadDir(root)
		must(t, err)
		if len(left) != 0 {
			t.Errorf("%s: left %v", c.name, left)
		}
	}
}

func TestFolder(t *testing.T) {
	for _, c := range []struct{ job, slice, want string }{
		{"sales-weekly", "", "2026/09/24/sales-weekly/all"},
		{"sales-weekly", "华东 · 王伟", "2026/09/24/sales-weekly/华东 · 王伟"},
		{"sales-weekly", "all", "2026/09/24/sales-weekly/all-"},
		{"a/b", "..", "2026/09/24/a_b-"},
	} {
		got := filepath.ToSlash(archive.Folder(day, c.job, c.slice, 0, 1))
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s %s: %s, want %s", c.job, c.slice, got, c.want)
		}
	}
}

func TestFolderStaysInsideAndApart(t *testing.T) {
	names := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"..", ".", "/", "a/../..", "restated-1", "attempt-2", "CON", " x ", "x.", "a:b", "a*b", strings.Repeat("长", 90)}))
	rapid.Check(t, func(rt *rapid.T) {
		a, b := names.Draw(rt, "a"), names.Draw(rt, "b")
		fa, fb := archive.Folder(day, "job", a, 0, 1), archive.Folder(day, "job", b, 0, 1)
		for _, f := range []string{fa, fb} {
			if !filepath.IsLocal(f) || strings.Count(filepath.ToSlash(f), "/") != 4 {
				rt.Fatalf("%q", f)
			}
		}
		if a != b && fa == fb {
			rt.Fatalf("%q and %q share %q", a, b, fa)
		}
	})
}
