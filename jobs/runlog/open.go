package runlog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
)

// ErrCorrupt says that the file is not a runlog, or no longer.
var ErrCorrupt = errors.New("not a readable runlog")

// ErrNewer says that a later Daybook has changed the runlog's tables.
var ErrNewer = errors.New("the runlog was written by a newer Daybook")

// Error says that a runlog could not be read or written.
type Error struct {
	Place  string // without the password
	Advice string // what to do; empty where that is not known
	cause  error
}

func (e *Error) Error() string {
	text := fmt.Sprintf("runlog %s: %v", e.Place, e.cause)
	if e.Advice != "" {
		text += "; " + e.Advice
	}
	return text
}

// Passing says that it may be otherwise when tried again later, by the same process.
func (e *Error) Passing() bool {
	return !errors.Is(e.cause, ErrCorrupt) && !errors.Is(e.cause, ErrNewer)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// Log is a runlog. It may be used by several goroutines, and its place by several
// processes.
type Log struct {
	dialect
	name string // of the place, in messages
	db   *sql.DB
	stmt map[string]*sql.Stmt
}

// Open opens the runlog at a place, and makes it where there is none. The place is
// the path of a file, which must be on a local disk, as SQLite's locks do not hold
// on network shares; or "mysql://" and a DSN of go-sql-driver.
func Open(ctx context.Context, place string) (*Log, error) {
	l, err := connect(ctx, place)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{l.migrate, l.prepare} {
		if err := step(ctx); err != nil {
			return nil, errors.Join(l.explain(err), l.db.Close())
		}
	}
	return l, nil
}

// connect opens what is there, as it is.
func connect(ctx context.Context, place string) (*Log, error) {
	d := dialectOf(place)
	db, name, err := d.open(place)
	l := &Log{dialect: d, name: name, db: db}
	if err != nil {
		return nil, l.explain(err)
	}
	if err := l.inspect(ctx, db); err != nil {
		return nil, errors.Join(l.explain(err), db.Close())
	}
	return l, nil
}

// connectTo connects to what must be there already.
func connectTo(ctx context.Context, place string) (*Log, error) {
	there, err := Exists(ctx, place)
	switch {
	case err != nil:
		return nil, err
	case !there:
		return nil, fmt.Errorf("there is no runlog %s: nothing has run yet, or it lies elsewhere", dialectOf(place).shown(place))
	}
	return connect(ctx, place)
}

// Exists says whether there is a runlog at the place.
func Exists(ctx context.Context, place string) (bool, error) {
	if dialectOf(place).isFile {
		_, err := os.Stat(place)
		return err == nil, nil
	}
	l, err := connect(ctx, place)
	if err != nil {
		return false, err
	}
	defer l.db.Close()
	version, err := l.version(ctx)
	return version > 0, l.explain(err)
}

// version is that of the tables, and 0 where there are none. It makes nothing.
func (l *Log) version(ctx context.Context) (int64, error) {
	var n int64
	if err := l.db.QueryRowContext(ctx, l.tables, l.versions).Scan(&n); err != nil || n == 0 {
		return 0, err
	}
	err := l.db.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM "+l.versions).Scan(&n)
	return n, err
}

// Close closes the connections.
func (l *Log) Close() error { return l.db.Close() }

// Name is the place as it may be shown: without the password.
func (l *Log) Name() string { return l.name }

func (l *Log) migrations() (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations/"+l.folder)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(l.goose, l.db, dir, goose.WithDisableGlobalRegistry(true), goose.WithTableName(l.versions))
}

// patience is how long another instance may take that is making the same tables.
const patience = 30 * time.Second

func (l *Log) migrate(ctx context.Context) error {
	p, err := l.migrations()
	if err != nil {
		return err
	}
	for until := time.Now().Add(patience); ; {
		err := l.upgrade(ctx, p)
		if err == nil || l.lasting(err) || ctx.Err() != nil || time.Now().After(until) {
			return err
		}
		time.Sleep(50 * time.Millisecond) // another began with the same at the same moment
	}
}

// lasting says that an error will not pass while others make the same tables.
func (l *Log) lasting(err error) bool {
	return errors.Is(err, ErrNewer) || l.advice(err) != "" && !isBusy(err)
}

func (l *Log) upgrade(ctx context.Context, p *goose.Provider) error {
	current, target, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case current > target:
		return newer(current, target)
	case current == target:
		return nil
	}
	_, err = p.Up(ctx)
	return err
}

// newer refuses tables of a later version.
func newer(version, known int64) error {
	return fmt.Errorf("%w: its tables are of version %d, and this one knows %d; use the newer Daybook", ErrNewer, version, known)
}

// prepare prepares the queries: the shared ones, and in their stead those of the
// dialect.
func (l *Log) prepare(ctx context.Context) error {
	l.stmt = map[string]*sql.Stmt{}
	for _, pattern := range []string{"queries/" + l.folder + "/*.sql", "queries/*.sql"} {
		names, err := fs.Glob(queries, pattern)
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := l.prepareOne(ctx, name); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

func (l *Log) prepareOne(ctx context.Context, file string) error {
	name := strings.TrimSuffix(path.Base(file), ".sql")
	if l.stmt[name] != nil {
		return nil
	}
	text, err := queries.ReadFile(file)
	if err != nil {
		return err
	}
	l.stmt[name], err = l.db.PrepareContext(ctx, string(text))
	return err
}

// explain names the place, and says what to do where that is known.
func (l *Log) explain(err error) error {
	if err == nil || errors.Is(err, ErrLost) {
		return err
	}
	if isCorrupt(err) && !errors.Is(err, ErrCorrupt) {
		err = fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return &Error{Place: l.name, Advice: l.advice(err), cause: err}
}
