package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

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
		folders, err := foldersBefore(root, before)
		if err != nil {
			yield(Kept{}, err)
			return
		}
		for _, folder := range folders {
			kept, err := look(filepath.Join(root, folder))
			if errors.Is(err, fs.ErrNotExist) || err == nil && len(kept.Manifests) == 0 {
				continue
			}
			if !yield(kept, err) {
				return
			}
		}
	}
}

// The levels of folders below the root: year, month and day, job and slice.
const dayLevels, levels = 3, 5

// foldersBefore lists the folders of slices, below the root and in order, of the days
// before one. Of what is later it reads no more than the names of years, months and
// days: it is asked after each run, and an archive may be large.
func foldersBefore(root string, before fact.Date) ([]string, error) {
	limit := before.Time().Format("2006/01/02")
	folders := []string{""}
	for level := 1; level <= levels; level++ {
		var below []string
		for _, folder := range folders {
			names, err := namesIn(filepath.Join(root, folder))
			if err != nil {
				return nil, err
			}
			for _, name := range names {
				name = path.Join(folder, name)
				switch {
				case level == 1 && strings.HasPrefix(name, "."): // a draft, or none of ours
				case level < dayLevels && name > limit[:min(len(name), len(limit))]:
				case level == dayLevels && !isDayBefore(name, before):
				default:
					below = append(below, name)
				}
			}
		}
		folders = below
	}
	return folders, nil
}

// namesIn lists what is in a folder; of what is none, or was removed meanwhile, nothing.
func namesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

// isDayBefore says whether a folder is that of a day before one.
func isDayBefore(folder string, before fact.Date) bool {
	day, err := fact.ParseDate(strings.ReplaceAll(folder, "/", "-"))
	return err == nil && day < before
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
