// Package mariadbtest gives tests a MariaDB of their own: started from nothing in
// a temporary folder, reached through a socket only, and gone with the test
// process however that ends.
//
// Tests that ask for one belong to the full suite, where the variable CI is set:
// there its absence is a failure. Elsewhere they are skipped.
package mariadbtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/go-sql-driver/mysql" // the driver
	"github.com/jmoiron/sqlx"
)

// Server is a running MariaDB.
type Server struct {
	folder  string
	begin   func() (io.Closer, error)
	guarded []io.Closer // of each beginning
}

// databases numbers the databases of a process, so that no two tests share one.
var databases atomic.Int64

// shared is the one server of a process; it is started by the first who asks.
var shared = sync.OnceValues(func() (*Server, error) { return start() })

// Start returns the server that all tests of a process share.
func Start(t testing.TB) *Server {
	t.Helper()
	full(t)
	s, err := shared()
	check(t, err)
	return s
}

// StartOwn returns a server for one test alone, which may kill it.
func StartOwn(t testing.TB) *Server {
	t.Helper()
	full(t)
	s, err := start()
	check(t, err)
	t.Cleanup(func() { s.close() })
	return s
}

// errAbsent says that no MariaDB is installed.
var errAbsent = errors.New("needs MariaDB: make setup")

// full leaves a test to the full suite: plain "go test ./..." is to be fast, and
// to say the same on a machine with a MariaDB as on one without.
func full(t testing.TB) {
	t.Helper()
	if os.Getenv("CI") == "" {
		t.Skip(`uses MariaDB, as "make test" does; alone: CI=1 go test`)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// guard runs the server and outlives neither it nor us: when our end of its
// standard input closes, as it does however we end, it kills the server and
// removes the folder. The signals of a terminal are not for it.
const guard = `trap '' INT TERM HUP
"$@" >"$FOLDER/log" 2>&1 </dev/null &
server=$!
echo $server >"$FOLDER/pid"
cat >/dev/null
kill -9 $server 2>/dev/null
wait
rm -rf "$FOLDER"`

func start(options ...string) (*Server, error) {
	daemon, err1 := findProgram("mariadbd", "mysqld")
	installer, err2 := findProgram("mariadb-install-db", "mysql_install_db")
	if err1 != nil || err2 != nil {
		return nil, errAbsent
	}
	me, err := user.Current()
	if err != nil {
		return nil, err
	}
	// The path of a socket must stay under 107 bytes.
	folder, err := os.MkdirTemp("/tmp", "daybook-db-")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder}
	common := []string{"--no-defaults", "--user=" + me.Username, "--datadir=" + filepath.Join(folder, "data")}
	if err := s.install(installer, common); err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	s.begin = func() (io.Closer, error) { return s.run(daemon, common, options) }
	return s, s.again()
}

// again starts the server on what is in its folder.
func (s *Server) again() error {
	guarded, err := s.begin()
	if err != nil {
		return err
	}
	s.guarded = append(s.guarded, guarded)
	return s.wait()
}

func (s *Server) close() error {
	var errs []error
	for _, g := range s.guarded {
		errs = append(errs, g.Close())
	}
	return errors.Join(errs...)
}

// environment gives a server a folder for temporary tables of its own: one that
// starts clears it of those of others.
func (s *Server) environment() []string {
	return append(os.Environ(), "FOLDER="+s.folder, "TMPDIR="+s.folder)
}

func (s *Server) install(installer string, common []string) error {
	cmd := exec.Command(installer, append(common, "--auth-root-authentication-method=normal", "--skip-test-db")...)
	cmd.Env = s.environment()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("mariadb-install-db: %w\n%s", err, out)
	}
	return nil
}

func (s *Server) run(daemon string, common, options []string) (guarded io.Closer, err error) {
	args := append(common, "--socket="+s.socket(), "--skip-networking", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=64M")
	cmd := exec.Command("sh", slices.Concat([]string{"-c", guard, "sh", daemon}, args, options)...)
	cmd.Env = s.environment()
	if guarded, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() { _ = cmd.Wait() }() // it ends with us, or when it is told to
	return guarded, nil
}

// findProgram looks where daemons are, too: a user's PATH often lacks it.
func findProgram(names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
		if path, err := exec.LookPath(filepath.Join("/usr/sbin", name)); err == nil {
			return path, nil
		}
	}
	return "", errAbsent
}

func (s *Server) socket() string { return filepath.Join(s.folder, "s") }

// wait returns when the server answers.
func (s *Server) wait() error {
	db, err := sqlx.Open("mysql", driverDSN(s.socket(), ""))
	if err != nil {
		return err
	}
	defer db.Close()
	for range 600 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		err = db.PingContext(ctx)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	return fmt.Errorf("MariaDB does not answer: %w\n%s", err, log)
}

// DSN makes an empty database whose name begins with name, and returns it as a
// source: mysql:// and the driver's DSN.
func (s *Server) DSN(t testing.TB, name string) string {
	t.Helper()
	db := s.open(t, "")
	database := name + "_" + strconv.FormatInt(databases.Add(1), 10)
	if _, err := db.Exec("CREATE DATABASE " + database + " CHARACTER SET utf8mb4"); err != nil {
		t.Fatal(err)
	}
	return Source(s.socket(), database)
}

// Open opens a source for writing, to fill it.
func (s *Server) Open(t testing.TB, dsn string) *sqlx.DB {
	t.Helper()
	_, database, _ := strings.Cut(dsn, ")/")
	return s.open(t, database+"?multiStatements=true")
}

func (s *Server) open(t testing.TB, database string) *sqlx.DB {
	t.Helper()
	db, err := sqlx.Open("mysql", driverDSN(s.socket(), database))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// Load runs a dump into a source. What chooses or makes a database is left out.
func (s *Server) Load(t testing.TB, dsn, file string) {
	t.Helper()
	dump, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder
	for line := range strings.Lines(string(dump)) {
		upper := strings.ToUpper(line)
		if !strings.HasPrefix(upper, "USE ") && !strings.HasPrefix(upper, "CREATE DATABASE") {
			kept.WriteString(line)
		}
	}
	if _, err := s.Open(t, dsn).Exec(kept.String()); err != nil {
		t.Fatalf("loading %s: %v", file, err)
	}
}

// Stop ends the server in good order, as an administrator does.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	db := s.open(t, "")
	if _, err := db.Exec("SHUTDOWN"); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if _, err := os.Stat(s.socket()); os.IsNotExist(err) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("MariaDB does not stop")
}

// Again starts a server that was stopped, with what it had.
func (s *Server) Again(t testing.TB) {
	t.Helper()
	check(t, s.again())
}

// Kill ends the server at once, as a power cut would.
func (s *Server) Kill(t testing.TB) { s.signal(t, syscall.SIGKILL) }

// Freeze stops the server from answering, with its connections open.
func (s *Server) Freeze(t testing.TB) { s.signal(t, syscall.SIGSTOP) }

func (s *Server) signal(t testing.TB, sig syscall.Signal) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.folder, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, sig); err != nil {
		t.Fatal(err)
	}
}
