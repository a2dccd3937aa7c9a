// Package archive keeps what was sent: per run a folder with its files, the mails
// byte for byte, and a manifest that says what they are and who got them.
//
//	ROOT/2026/09/24/receivables-daily/all/manifest.json
//	                                      2026-09-24_receivables_all.xlsx
//	                                      li.na@example.com.eml
//	                                      attempt-2/…      a failed run, run again
//	                                      restated-1/…     a restatement
//
// A folder appears whole or not at all, and its files are never written again; of
// the manifest only what became of the deliveries is completed later.
package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"daybook/extract/fact"
)

// everything is the folder of a run that is no slice.
const everything = "all"

// ErrExists says that this attempt at this revision is in the archive already,
// with other content.
var ErrExists = errors.New("the archive holds this run already")

// Entry is a run to keep.
type Entry struct {
	Day      fact.Date // of the as-of
	Files    []File
	Manifest Manifest // Files are filled in
}

// File is a file on disk, or bytes.
type File struct {
	Name  string // without a folder
	Path  string
	Bytes []byte // used where Path is empty
	// Sheets and Rows are those of a workbook.
	Sheets, Rows int
}

// Folder is where Store keeps a run below the root.
func Folder(day fact.Date, job, slice string, revision, attempt int) string {
	t := day.Time()
	of := everything
	if slice != "" {
		of = segment(slice)
	}
	parts := []string{t.Format("2006"), t.Format("01"), t.Format("02"), segment(job), of}
	if revision > 0 {
		parts = append(parts, "restated-"+strconv.Itoa(revision))
	}
	if attempt > 1 {
		parts = append(parts, "attempt-"+strconv.Itoa(attempt))
	}
	return filepath.Join(parts...)
}

// Store keeps the entry below the root and returns its folder. Storing the very
// same files again finds them there; other files under the same attempt are
// refused with [ErrExists], and nothing is changed.
func Store(root string, e Entry) (string, error) {
	m := e.Manifest
	folder := filepath.Join(root, Folder(e.Day, m.Job, m.Slice, m.Revision, m.Attempt))
	err := store(root, folder, e)
	if err != nil {
		return "", fmt.Errorf("archive %s: %w", folder, err)
	}
	return folder, nil
}

func store(root, folder string, e Entry) error {
	if e.Day.IsZero() {
		return errors.New("no as-of day")
	}
	if err := makeFolders(root); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(root, drafts)
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft) // what is left of it after a failure
	if e.Manifest.Files, err = fill(draft, e.Files); err != nil {
		return err
	}
	if err := writeManifest(draft, e.Manifest); err != nil {
		return err
	}
	return publish(draft, folder, e.Manifest.Files)
}

// fill writes the files into the draft.
func fill(draft string, files []File) ([]Record, error) {
	var records []Record
	for _, f := range files {
		if f.Name != filepath.Base(f.Name) || !filepath.IsLocal(f.Name) || f.Name == ManifestName {
			return nil, fmt.Errorf("%q cannot be the name of a file there", f.Name)
		}
		r, err := f.write(filepath.Join(draft, f.Name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		records = append(records, r)
	}
	return records, nil
}

// write copies the file, hashes what it writes, and waits for the disk.
func (f File) write(to string) (r Record, err error) {
	from, err := f.open()
	if err != nil {
		return Record{}, err
	}
	defer from.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Record{}, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, sum), from)
	if err != nil {
		return Record{}, err
	}
	return Record{Name: f.Name, Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil)), Sheets: f.Sheets, Rows: f.Rows}, out.Sync()
}

// publish gives the draft its name, in one step. Where it returns without an
// error, the folder and all in it survive a power cut.
func publish(draft, folder string, files []Record) error {
	if err := syncFolder(draft); err != nil {
		return err
	}
	if err := makeFolders(filepath.Dir(folder)); err != nil {
		return err
	}
	if present, err := Read(folder); err == nil {
		if sameFiles(present.Files, files) {
			return nil
		}
		return ErrExists
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(draft, folder); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(folder))
}
