package mariadbtest

import (
	"fmt"

	"github.com/jmoiron/sqlx"
)

// Launch starts a server for a program that is no test, with further options of
// mariadbd. It ends with [Server.Close], or with the program.
func Launch(options ...string) (*Server, error) { return start(options...) }

// Close ends the server and removes what it kept.
func (s *Server) Close() error { return s.close() }

// Socket is where clients reach the server.
func (s *Server) Socket() string { return s.socket() }

// Source names a database at a server's socket as a source.
func Source(socket, database string) string { return "mysql://" + driverDSN(socket, database) }

func driverDSN(socket, database string) string { return "root@unix(" + socket + ")/" + database }

// Create makes an empty database of a name at a server's socket, and returns it as
// a source. made is false where there is one already.
func Create(socket, database string) (dsn string, made bool, err error) {
	db, err := sqlx.Open("mysql", driverDSN(socket, ""))
	if err != nil {
		return "", false, err
	}
	defer db.Close()
	var n int
	if err := db.Get(&n, "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?", database); err != nil {
		return "", false, fmt.Errorf("looking for database %s: %w", database, err)
	}
	if n == 0 {
		if _, err := db.Exec("CREATE DATABASE " + database + " CHARACTER SET utf8mb4"); err != nil {
			return "", false, err
		}
	}
	return Source(socket, database), n == 0, nil
}
