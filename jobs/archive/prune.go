package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"daybook/extract/fact"
)

// Kept is all that the archive has of one slice of a job for one day: the run, the
// further attempts at it and its restatements.
type Kept struct {
	Folder    string
	Manifests []Manifest
	Bytes     int64
}

// KeptBefore yields what is kept of the days before one, the oldest first. Folders
// that are none of the archive's are passed over; what is removed meanwhile, too.
func KeptBefore(root string, before fact.Date) iter.Seq2[Kept, error] {
	return func(yield func(Kept, error) bool) {
		folders, err := filepath.Glob(filepath.Join(root, "[0-9][0-9][0-9][0-9]", "[0-9][0-9]", "[0-9][0-9]", "*", "*"))
		if err != nil {
			yield(Kept{}, err)
			return
		}
		for _, folder := range folders { // which are in order
			day, err := dayOf(root, folder)
			if err != nil || day >= before {
				continue
			}
			kept, err := look(folder)
			if errors.Is(err, fs.ErrNotExist) || err == nil && len(kept.Manifests) == 0 {
				continue
			}
			if !yield(kept, err) {
				return
			}
		}
	}
}

// dayOf is the day that a folder lies under.
func dayOf(root, folder string) (fact.Date, error) {
	below, err := filepath.Rel(root, folder)
	if err != nil || len(below) < len("2006/01/02") {
		return 0, errors.New("no day")
	}
	return fact.ParseDate(below[0:4] + "-" + below[5:7] + "-" + below[8:10])
}

// look reads every manifest in a folder and below it.
func look(folder string) (Kept, error) {
	out := Kept{Folder: folder}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		out.Bytes += info.Size()
		if d.Name() != ManifestName {
			return nil
		}
		m, err := Read(filepath.Dir(path))
		out.Manifests = append(out.Manifests, m)
		return err
	})
	return out, err
}

// Remove takes what is kept out of the archive, in one step: it is first given a name
// by which [Sweep] knows it, should this process end before all of it is gone. Folders
// above it that are left empty go as well.
func Remove(root string, k Kept) error {
	aside, err := os.MkdirTemp(root, drafts)
	if err != nil {
		return fmt.Errorf("archive %s: %w", k.Folder, err)
	}
	defer os.RemoveAll(aside) // what stays is swept later
	err = os.Rename(k.Folder, filepath.Join(aside, "removed"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("archive %s: %w", k.Folder, err)
	}
	for up := filepath.Dir(k.Folder); up != filepath.Clean(root) && os.Remove(up) == nil; up = filepath.Dir(up) {
		// os.Remove refuses a folder that holds something.
	}
	if err := os.RemoveAll(aside); err != nil {
		return fmt.Errorf("archive %s: %w", k.Folder, err)
	}
	return nil
}
