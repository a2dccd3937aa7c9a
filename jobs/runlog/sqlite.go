package runlog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

func sqliteDialect() dialect {
	return dialect{
		isFile: true, folder: "sqlite", goose: goose.DialectSQLite3, versions: goose.DefaultTablename,
		tables:    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?",
		integrity: "PRAGMA integrity_check",
		open:      openSQLite, inspect: quickCheck, duplicate: isDuplicateSQLite,
		conflict: func(error) bool { return false }, // it waits for its turn
		advice:   adviseSQLite,
	}
}

func openSQLite(path string) (*sql.DB, string, error) {
	if err := touch(path); err != nil {
		return nil, path, err
	}
	db, err := sql.Open("sqlite", source(path))
	return db, path, err
}

// touch makes the file before SQLite would, readable by nobody else; SQLite gives
// its side files the same mode.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// source asks for write-ahead logging, so that history can be read beside a run;
// for commits that survive a power cut; and for transactions that take the write
// lock at once, as a claim that had to upgrade could only fail.
func source(path string) string {
	u := url.URL{Path: path}
	return "file:" + u.EscapedPath() + "?_txlock=immediate" +
		"&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
}

func quickCheck(ctx context.Context, db *sql.DB) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, verdict)
	}
	return nil
}

// codeOf is SQLite's extended result code.
func codeOf(err error) int {
	var coded interface{ Code() int }
	if errors.As(err, &coded) {
		return coded.Code()
	}
	return 0
}

// isDuplicateSQLite knows CONSTRAINT_UNIQUE.
func isDuplicateSQLite(err error) bool { return codeOf(err) == 2067 }

// isBusy knows BUSY: another process is writing.
func isBusy(err error) bool { return codeOf(err)&0xff == 5 }

// isCorrupt knows SQLite's CORRUPT (11) and NOTADB (26).
func isCorrupt(err error) bool {
	code := codeOf(err) & 0xff
	return code == 11 || code == 26 || errors.Is(err, ErrCorrupt)
}

const letWrite = "let the account that runs daybook write to the file and its folder, on a local disk"

// adviseSQLite knows READONLY (8), IOERR (10), FULL (13) and CANTOPEN (14), too.
func adviseSQLite(err error) string {
	if isCorrupt(err) {
		return "put the last good copy of the file in its place. " +
			"Without one, move it away: a new runlog does not know what was sent, so run nothing that may have been"
	}
	if isBusy(err) {
		return "another program holds the file; see that only daybook opens it, and that it lies on a local disk"
	}
	if errors.Is(err, fs.ErrPermission) {
		return letWrite
	}
	switch codeOf(err) & 0xff {
	case 8, 10, 14:
		return letWrite
	case 13:
		return "free some space on its disk, then run again: what was sent is not sent twice"
	}
	return ""
}
