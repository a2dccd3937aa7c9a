package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/google/renameio/v2"
)

// ManifestName is the file name of the manifest.
const ManifestName = "manifest.json"

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
	TieOut     json.RawMessage  `json:"tie_out,omitempty"`
	Files      []Record         `json:"files"`
	Deliveries []Delivery       `json:"deliveries,omitempty"`
}

// Record describes a kept file.
type Record struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Sheets int    `json:"sheets,omitempty"`
	Rows   int    `json:"rows,omitempty"`
}

// Delivery is a message, as it is to be sent, and later what became of it.
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
	return amend(folder, func(m *Manifest) error {
		m.Outcome, m.Reason, m.Finished, m.Deliveries = outcome, reason, finished, deliveries
		return nil
	})
}

// Add puts further messages into the folder of a run, below the root: of recipients
// who came to it between two attempts. What lies there stays as it is.
func Add(root, folder string, files []File, deliveries []Delivery) error {
	return amend(folder, func(m *Manifest) error {
		records, err := addFiles(root, folder, files)
		m.Files, m.Deliveries = append(m.Files, records...), append(m.Deliveries, deliveries...)
		return err
	})
}

// amend writes a folder's manifest anew, changed. Where the change is refused, it
// stays as it is.
func amend(folder string, change func(*Manifest) error) error {
	m, err := Read(folder)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	if err = change(&m); err == nil {
		err = errors.Join(writeManifest(folder, m), syncFolder(folder))
	}
	if err != nil {
		return fmt.Errorf("archive %s: %w", folder, err)
	}
	return nil
}

// addFiles writes files into a folder that was stored, each in one step from a draft
// that [Sweep] finds, should the process end before.
func addFiles(root, folder string, files []File) ([]Record, error) {
	draft, err := os.MkdirTemp(root, drafts)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(draft)
	records, err := fill(draft, files)
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if err := os.Rename(filepath.Join(draft, r.Name), filepath.Join(folder, r.Name)); err != nil {
			return nil, err
		}
	}
	return records, nil
}

// KeepResent keeps a message that is about to be sent again, below the folder of its
// run.
func KeepResent(folder string, f File) error {
	resent := filepath.Join(folder, "resent")
	if err := makeFolders(resent); err != nil {
		return fmt.Errorf("archive %s: %w", folder, err)
	}
	if _, err := f.write(filepath.Join(resent, f.Name)); err != nil {
		return fmt.Errorf("archive %s: %w", folder, err)
	}
	return syncFolder(resent)
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
		if err == nil && (got.Bytes != want.Bytes || got.SHA256 != want.SHA256) {
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
