package runlog

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

//go:embed queries/*.sql
var queries embed.FS

// ErrCorrupt says that the file is not a runlog, or no longer.
var ErrCorrupt = errors.New("not a readable runlog")

// Log is a runlog. It may be used by several goroutines, and its file by several
// processes.
type Log struct {
	path string
	db   *sql.DB
	stmt map[string]*sql.Stmt
}

// Open opens the runlog at the path and makes it where there is none. The file
// must be on a local disk: SQLite's locks do not hold on network shares.
func Open(ctx context.Context, path string) (*Log, error) {
	if err := touch(path); err != nil {
		return nil, fmt.Errorf("runlog %s: %w", path, err)
	}
	db, err := sql.Open("sqlite", source(path))
	if err != nil {
		return nil, fmt.Errorf("runlog %s: %w", path, err)
	}
	l := &Log{path: path, db: db}
	for _, step := range []func(context.Context) error{l.inspect, l.migrate, l.prepare} {
		if err := step(ctx); err != nil {
			return nil, errors.Join(l.explain(err), db.Close())
		}
	}
	return l, nil
}

// Close closes the file.
func (l *Log) Close() error { return l.db.Close() }

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

func (l *Log) inspect(ctx context.Context) error {
	var verdict string
	if err := l.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, verdict)
	}
	return nil
}

func (l *Log) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, l.db, dir, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	for range 20 {
		if err == nil || isCorrupt(err) || ctx.Err() != nil {
			return err
		}
		// Another process opened the new file at the same moment: let it finish.
		if pending, perr := p.HasPending(ctx); perr == nil && !pending {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
		_, err = p.Up(ctx)
	}
	return err
}

func (l *Log) prepare(ctx context.Context) error {
	l.stmt = map[string]*sql.Stmt{}
	names, err := fs.Glob(queries, "queries/*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := queries.ReadFile(name)
		if err != nil {
			return err
		}
		s, err := l.db.PrepareContext(ctx, string(text))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		l.stmt[strings.TrimSuffix(path.Base(name), ".sql")] = s
	}
	return nil
}

// explain names the file and says what to do about one that is broken.
func (l *Log) explain(err error) error {
	if err == nil {
		return nil
	}
	if isCorrupt(err) {
		return fmt.Errorf("runlog %s: %w: %w; put the last good copy of the file in its place. "+
			"Without one, move it away: a new runlog does not know what was sent, so run nothing that may have been", l.path, ErrCorrupt, err)
	}
	return fmt.Errorf("runlog %s: %w", l.path, err)
}

// isCorrupt knows SQLite's CORRUPT (11) and NOTADB (26).
func isCorrupt(err error) bool {
	var coded interface{ Code() int }
	if errors.As(err, &coded) {
		code := coded.Code() & 0xff
		return code == 11 || code == 26
	}
	return errors.Is(err, ErrCorrupt)
}
