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
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/google/renameio/v2"

	"daybook/extract/fact"
)

// ManifestName is the file name of the manifest.
const ManifestName = "manifest.json"

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
}

// Manifest is what the folder says of itself.
type Manifest struct {
	Job        string           `json:"job"`
	AsOf       string           `json:"as_of"`
	Slice      string           `json:"slice,omitempty"`
	Revision   int              `json:"revision"`
	Attempt    int              `json:"attempt"` // from 1
	Outcome    string           `json:"outcome,omitempty"`
	Reason     string           `json:"reason,omitempty"`
	Version    string           `json:"version"`
	StartedBy  string           `json:"started_by"`
	Host       string           `json:"host,omitempty"`
	RunID      int64            `json:"run_id,omitempty"`
	Started    time.Time        `json:"started"`
	Finished   time.Time        `json:"finished,omitzero"`
	Counts     map[string]int64 `json:"counts,omitempty"` // rows read, used, excluded, assumed
	Totals     json.RawMessage  `json:"totals,omitempty"` // the run's figures
	Files      []Record         `json:"files"`
	Deliveries []Delivery       `json:"deliveries,omitempty"`
}

// Record describes a kept file.
type Record struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Delivery is a message and what became of it.
type Delivery struct {
	Recipient string    `json:"recipient"`
	MessageID string    `json:"message_id"`
	File      string    `json:"file,omitempty"` // the .eml
	SHA256    string    `json:"sha256,omitempty"`
	Outcome   string    `json:"outcome,omitempty"`
	Reason    string    `json:"reason,omitempty"`
	Reply     string    `json:"reply,omitempty"` // of the mail server
	At        time.Time `json:"at,omitzero"`
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
	if err := os.MkdirAll(root, 0o700); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(root, ".draft-")
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
	return Record{Name: f.Name, Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))}, out.Sync()
}

// publish gives the draft its name, in one step.
func publish(draft, folder string, files []Record) error {
	if err := os.MkdirAll(filepath.Dir(folder), 0o700); err != nil {
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

func writeManifest(folder string, m Manifest) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return renameio.WriteFile(filepath.Join(folder, ManifestName), append(b, '\n'), 0o600)
}

// Read returns the manifest of a folder.
func Read(folder string) (Manifest, error) {
	b, err := os.ReadFile(filepath.Join(folder, ManifestName))
	if err != nil {
		return Manifest{}, err
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return Manifest{}, fmt.Errorf("%s: %w", filepath.Join(folder, ManifestName), err)
	}
	return m, nil
}

// Complete records the end of a run in the manifest of its folder: outcome,
// reason, time and deliveries. All else stays as it was stored.
func Complete(folder, outcome, reason string, finished time.Time, deliveries []Delivery) error {
	m, err := Read(folder)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	m.Outcome, m.Reason, m.Finished, m.Deliveries = outcome, reason, finished, deliveries
	if err := writeManifest(folder, m); err != nil {
		return fmt.Errorf("archive %s: %w", folder, err)
	}
	return nil
}

// Verify reads every file of a folder again and says which are gone or are not
// what was stored.
func Verify(folder string) error {
	m, err := Read(folder)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	var wrong []error
	for _, want := range m.Files {
		got, err := hashFile(folder, want.Name)
		if err == nil && got != want {
			err = fmt.Errorf("%s is not what was stored: it has %d bytes with SHA-256 %s, and had %d with %s",
				want.Name, got.Bytes, got.SHA256, want.Bytes, want.SHA256)
		}
		wrong = append(wrong, err)
	}
	if err := errors.Join(wrong...); err != nil {
		return fmt.Errorf("archive %s: %w", folder, err)
	}
	return nil
}
