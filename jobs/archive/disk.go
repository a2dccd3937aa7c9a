package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
)

// open returns the content of the file.
func (f File) open() (io.ReadCloser, error) {
	if f.Path == "" {
		return io.NopCloser(bytes.NewReader(f.Bytes)), nil
	}
	return os.Open(f.Path)
}

func hashFile(folder, name string) (Record, error) {
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		return Record{}, err
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, f)
	return Record{Name: name, Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))}, err
}

func sameFiles(a, b []Record) bool {
	byName := func(x, y Record) int { return strings.Compare(x.Name, y.Name) }
	return slices.Equal(slices.SortedFunc(slices.Values(a), byName), slices.SortedFunc(slices.Values(b), byName))
}

// makeFolders makes a folder and those above it that are missing, each to survive
// a power cut.
func makeFolders(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := makeFolders(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(parent)
}

// drafts is how the names of folders begin that are being filled.
const drafts = ".draft-"

// Sweep removes the drafts below the root that were begun before an instant: of
// processes that were killed while they filled them.
func Sweep(root string, before time.Time) error {
	all, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, d := range all {
		info, err := d.Info()
		if err != nil || !strings.HasPrefix(d.Name(), drafts) || !info.ModTime().Before(before) {
			continue // gone meanwhile, or none of ours to remove
		}
		if err := os.RemoveAll(filepath.Join(root, d.Name())); err != nil {
			return err
		}
	}
	return nil
}

// syncFolder makes a new name in the folder survive a power cut.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// segment makes one folder name of any name: Chinese stays readable, what a file
// system or a share refuses becomes "_", and where something was lost six digits
// of a hash keep two names apart.
func segment(name string) string {
	s := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, name)
	s = strings.Trim(s, ". ")
	for len(s) > 80 {
		r := []rune(s)
		s = string(r[:len(r)-1])
	}
	if s == name && s != "" && !reserved(s) {
		return s
	}
	sum := sha256.Sum256([]byte(name))
	return strings.TrimLeft(s+"-"+hex.EncodeToString(sum[:3]), "-")
}

// reserved are names that the archive gives itself.
func reserved(s string) bool {
	return strings.HasPrefix(s, "restated-") || strings.HasPrefix(s, "attempt-") || s == ManifestName || s == everything
}
