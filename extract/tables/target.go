package tables

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"github.com/google/renameio/v2"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite" // the driver of the file that is written

	"daybook/extract/reference"
)

// applicationID marks the files that an import wrote, in SQLite's header: only
// those may be replaced, so that no database of records is lost by a wrong name.
const applicationID = 0x44426b69 // "DBki"

// target is the SQLite file that is filled. It comes to its place whole, when it
// is committed.
type target struct {
	pending *renameio.PendingFile
	db      *sqlx.DB
	*reference.Writer
}

// mayWrite says whether an import may go into a file.
func mayWrite(ctx context.Context, into string, replace bool) error {
	info, err := os.Stat(into)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !replace:
		return &Refusal{Message: into + " exists already", Hint: "name another file with --into, or say --replace"}
	}
	if info.Mode().IsRegular() && isImport(ctx, into) {
		return nil
	}
	return &Refusal{
		Message: into + " is no file that an import wrote, and is not replaced",
		Hint:    "name another file with --into, or move that one away",
	}
}

func isImport(ctx context.Context, file string) bool {
	db, err := openSQLite(file, "mode=ro")
	if err != nil {
		return false
	}
	defer db.Close()
	var id int
	return db.GetContext(ctx, &id, "PRAGMA application_id") == nil && id == applicationID
}

func openSQLite(file, query string) (*sqlx.DB, error) {
	uri := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: query}
	return sqlx.Open("sqlite", uri.String())
}

// newTarget makes the reference tables in a temporary file.
func newTarget(ctx context.Context, into string) (*target, error) {
	pending, err := renameio.NewPendingFile(into, renameio.WithPermissions(0o600))
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", into, err)
	}
	t := &target{pending: pending}
	if err := t.begin(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("writing %s: %w", into, err), t.drop())
	}
	return t, nil
}

func (t *target) begin(ctx context.Context) (err error) {
	if t.db, err = openSQLite(t.pending.Name(), ""); err != nil {
		return err
	}
	if _, err = t.db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	if err = reference.Create(ctx, t.db); err != nil {
		return err
	}
	t.Writer, err = reference.NewWriter(ctx, t.db)
	return err
}

// keep puts the file into its place.
func (t *target) keep() error {
	if err := t.Commit(); err != nil {
		return errors.Join(err, t.close())
	}
	if err := t.db.Close(); err != nil {
		return errors.Join(err, t.pending.Cleanup())
	}
	return t.pending.CloseAtomicallyReplace()
}

// drop leaves nothing behind.
func (t *target) drop() (err error) {
	if t.Writer != nil {
		err = t.Rollback()
	}
	return errors.Join(err, t.close())
}

func (t *target) close() (err error) {
	if t.db != nil {
		err = t.db.Close()
	}
	return errors.Join(err, t.pending.Cleanup())
}
