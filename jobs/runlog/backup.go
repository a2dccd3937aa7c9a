package runlog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
)

// ErrServer says that the runlog is not a file that could be copied.
var ErrServer = errors.New("the runlog is in a database server, and is backed up there")

// Backup writes a whole copy of the runlog at a place into a new file, while others
// go on writing. Of one in a server it returns [ErrServer]; a file that is there
// already it leaves alone ([fs.ErrExist]).
func Backup(ctx context.Context, place, file string) error {
	if !dialectOf(place).isFile {
		return ErrServer
	}
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("%s: %w", file, fs.ErrExist)
	}
	l, err := connectTo(ctx, place)
	if err != nil {
		return err
	}
	defer l.db.Close()
	draft := file + ".part"
	defer os.Remove(draft) // no more there when all went well
	if err := l.copyInto(ctx, draft); err != nil {
		return fmt.Errorf("copying the runlog: %w", err)
	}
	return os.Rename(draft, file)
}

// copyInto writes the copy to the disk, readable by nobody else, and reads it back.
func (l *Log) copyInto(ctx context.Context, draft string) error {
	if err := os.Remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := touch(draft); err != nil {
		return err
	}
	if _, err := l.db.ExecContext(ctx, "VACUUM INTO ?", draft); err != nil {
		return l.explain(err)
	}
	f, err := os.OpenFile(draft, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return verify(ctx, draft)
}

// verify reads every page of a copy, and writes nothing beside it.
func verify(ctx context.Context, file string) error {
	u := url.URL{Path: file}
	db, err := sql.Open("sqlite", "file:"+u.EscapedPath()+"?mode=ro")
	if err != nil {
		return err
	}
	return errors.Join(quickCheck(ctx, db), db.Close())
}
