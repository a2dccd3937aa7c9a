package mariadbtest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/jmoiron/sqlx"
)

// Data returns the path of a sample database, below $DAYBOOK_DATA or else below
// ../shared/data beside the repository. Without it a test is skipped, and on CI
// it fails: the samples are not ours to ship.
func Data(t testing.TB, name string) string {
	t.Helper()
	folder := os.Getenv("DAYBOOK_DATA")
	if folder == "" {
		folder = filepath.Join(repository(t), "..", "shared", "data")
	}
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("needs the sample data: set DAYBOOK_DATA to its folder: %v", err)
		}
		t.Skipf("needs the sample data: set DAYBOOK_DATA to its folder: %v", err)
	}
	return path
}

// repository is the nearest folder above that holds go.mod.
func repository(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		if filepath.Dir(folder) == folder {
			t.Fatal("no go.mod above the test")
		}
		folder = filepath.Dir(folder)
	}
}

// Loaded makes a database of a dump in the data folder, and returns it as a source
// and open for writing.
func Loaded(t testing.TB, name, dump string) (dsn string, db *sqlx.DB) {
	t.Helper()
	file := Data(t, dump)
	server := Start(t)
	dsn = server.DSN(t, name)
	server.Load(t, dsn, file)
	return dsn, server.Open(t, dsn)
}
