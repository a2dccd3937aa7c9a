package archive_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/fact"
	"daybook/jobs/archive"
)

// keptBefore lists the folders of the days before one, below the root.
func keptBefore(t *testing.T, root string, before fact.Date) []string {
	t.Helper()
	var out []string
	for k, err := range archive.KeptBefore(root, before) {
		must(t, err)
		name, err := filepath.Rel(root, k.Folder)
		must(t, err)
		out = append(out, filepath.ToSlash(name))
	}
	return out
}

func TestKeptBefore(t *testing.T) {
	root := filepath.Join(t.TempDir(), "of [all]") // which is a name, and no pattern
	for i, of := range []struct {
		days, attempt, revision int
		slice                   string
	}{{0, 1, 0, ""}, {0, 2, 0, ""}, {0, 1, 1, ""}, {0, 1, 0, "east"}, {1, 1, 0, ""}, {40, 1, 0, ""}, {-400, 1, 0, ""}} {
		e := entry(archive.File{Name: "n", Bytes: make([]byte, 1000+i)})
		e.Day = day.AddDays(of.days)
		e.Manifest.Attempt, e.Manifest.Revision, e.Manifest.Slice = of.attempt, of.revision, of.slice
		_, err := archive.Store(root, e)
		must(t, err)
	}
	// What is none of the archive's is not touched.
	for _, other := range []string{"notes/2020/01/02/a/b", "2020/13/45/a/b", "2020/01/02/a/empty", ".draft-1/2020/01/02/a/b"} {
		must(t, os.MkdirAll(filepath.Join(root, other), 0o700))
	}
	must(t, os.WriteFile(filepath.Join(root, "2020/01/02/a/file"), nil, 0o600))
	// Of later days nothing is read, nor of what is hidden: these cannot be.
	for _, later := range []string{"2030", "2026/10", "2026/09/26", ".Trash-0"} {
		must(t, os.Symlink(filepath.Base(later), filepath.Join(root, later)))
	}
	want := []string{"2025/08/20/receivables-daily/all", "2026/09/24/receivables-daily/all", "2026/09/24/receivables-daily/east"}
	if diff := cmp.Diff(want, keptBefore(t, root, day.AddDays(1))); diff != "" {
		t.Error(diff)
	}
	for k, err := range archive.KeptBefore(root, day.AddDays(1)) {
		must(t, err)
		if filepath.Base(k.Folder) == "all" && k.Manifests[0].AsOf == "2026-09-24" && len(k.Manifests) == 3 && k.Bytes > 3003 {
			return
		}
	}
	t.Error("attempts and restatements are not part of what is kept")
}

func TestRemove(t *testing.T) {
	root := t.TempDir()
	for _, slice := range []string{"", "east"} {
		e := entry(hello)
		e.Manifest.Slice = slice
		_, err := archive.Store(root, e)
		must(t, err)
	}
	var all []archive.Kept
	for k, err := range archive.KeptBefore(root, day.AddDays(1)) {
		must(t, err)
		all = append(all, k)
	}
	must(t, archive.Remove(root, all[0]))
	must(t, archive.Remove(root, all[0])) // another instance was faster
	if diff := cmp.Diff([]string{"2026/09/24/receivables-daily/east"}, keptBefore(t, root, day.AddDays(1))); diff != "" {
		t.Error(diff)
	}
	must(t, archive.Remove(root, all[1]))
	if left, err := os.ReadDir(root); err != nil || len(left) != 0 {
		t.Errorf("left are %v %v", left, err)
	}
}
