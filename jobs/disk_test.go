package jobs_test

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"daybook/jobs"
	"daybook/jobs/mail/catcher"
)

// smallDisk puts a folder of the house on a disk of two megabytes, which not everybody
// may mount. Limited, it is the size of this process's files that is; see fill. That is
// so in all folders, so that the report must then be larger than the runlog.
func smallDisk(h *house, folder string, limited bool) {
	path := filepath.Join(h.dir, folder)
	must(h.t, os.MkdirAll(path, 0o700))
	if folder == "tmp" {
		h.t.Setenv("TMPDIR", path)
	}
	if h.limited = limited; limited {
		if folder != "state" {
			h.write("erp.db", bulk(6_000)...)
		}
		return
	}
	if err := mountSmall(path); err != nil {
		h.t.Skipf("a small disk cannot be mounted (%v); beside this, files are limited", err)
	}
	h.t.Cleanup(func() { must(h.t, unmount(path)) })
}

// fill leaves no room on the small disk, until it is mended.
func fill(h *house, folder string) (mend func()) {
	if h.limited {
		return h.limit(folder)
	}
	filler := filepath.Join(h.dir, folder, "filler")
	f, err := os.Create(filler)
	must(h.t, err)
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		h.t.Fatal(err)
	}
	return func() { must(h.t, os.Remove(filler)) }
}

// limit lets no file be as large as what is written to the folder: a workbook, a mail
// with that on its way into the archive, anything in the runlog.
func (h *house) limit(folder string) (mend func()) {
	size := uint64(1)
	if folder != "state" {
		book := uint64(h.run(jobs.Request{DryRun: true}).Files[0].Bytes)
		size = map[string]uint64{"tmp": book / 2, "archive": book + book/8}[folder]
	}
	restore, err := limitFiles(size)
	if errors.Is(err, errors.ErrUnsupported) {
		h.t.Skip("here the size of files cannot be limited")
	}
	must(h.t, err)
	mended := false
	mend = func() {
		if !mended {
			mended = true
			must(h.t, restore())
		}
	}
	h.t.Cleanup(mend)
	return mend
}

// apart plays in a process of its own where go test has this one write a log of what it
// opens: that file could not grow either, which fails all tests at their end.
func apart(t *testing.T, play func()) {
	if log := flag.Lookup("test.testlogfile"); log == nil || log.Value.String() == "" {
		play()
		return
	}
	name := strings.ReplaceAll(regexp.QuoteMeta(t.Name()), "/", "$/^")
	out, err := exec.CommandContext(t.Context(), os.Args[0], "-test.v", "-test.run=^"+name+"$").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "=== RUN   "+t.Name()+"\n") {
		t.Fatalf("%v\n%s", err, out)
	}
}

// fillWhileSending fills the runlog's disk when the server has the first message.
func fillWhileSending(h *house) (mend func()) {
	mend = func() {}
	full := false
	h.misbehave(func(s catcher.Step, _ string) catcher.Fault {
		if s == catcher.AtAccept && !full {
			full = true
			mend = fill(h, "state")
		}
		return catcher.Fault{}
	})
	return func() { mend() }
}

// ofFiles are the words for a file that may not grow, in those for a disk that is full.
var ofFiles = strings.NewReplacer("no space left on device", "file too large", "database or disk is full", "disk I/O error")
