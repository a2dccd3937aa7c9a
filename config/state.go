package config

import (
	"strings"
	"time"
)

// State is where the runlog is kept: a file, or a database that several instances
// share. One of the two is set.
type State struct {
	// File is an SQLite file on this machine.
	File string
	// DSN is "mysql://" and a DSN of go-sql-driver, of MySQL, MariaDB, Galera or TiDB.
	DSN Secret
}

// Place is what opens the runlog: the path, or the DSN with its password.
func (s State) Place() string {
	if s.DSN.IsZero() {
		return s.File
	}
	return s.DSN.Reveal()
}

// leaseByDefault is how long the work of an instance that is gone waits for
// another. It is renewed three times in that while.
const leaseByDefault = time.Minute

const stateForms = "the path of a file, or mysql://user:password@tcp(host:3306)/database"

// state reads state, or state_file, which holds a DSN. Both are the runlog's; that
// of the ERP is refused, where nothing is ever written.
func (o *object) state(source Source) State {
	secret, key := o.secret("state")
	text := secret.Reveal()
	switch {
	case secret.IsZero():
		return State{File: o.r.path("daybook.db")}
	case strings.HasPrefix(text, mysqlScheme):
		if secret.Equal(source.DSN) {
			key.refuse("is the database of the ERP", stateForms, "make daybook a database of its own: nothing is written to the ERP's")
		}
		return State{DSN: secret}
	case key.path == "state_file":
		key.refuse("names a file that does not begin with mysql://", "a file that holds mysql://user:password@tcp(host:3306)/database",
			"write state instead of state_file, if this is where the runlog is to lie")
	case strings.Contains(text, "://"):
		key.refuse("is an address of a kind that is not known here", stateForms, "")
	}
	return State{File: o.r.path(text)}
}
