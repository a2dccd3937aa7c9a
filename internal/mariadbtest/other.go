package mariadbtest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
)

// OtherNamed says that another server is to be tried, too.
func OtherNamed() bool { return os.Getenv("DAYBOOK_COMPAT_DSN") != "" }

// Other makes an empty database at the server that DAYBOOK_COMPAT_DSN names, such as
// mysql://root@tcp(127.0.0.1:4000)/ of a TiDB, and returns it as a source. It is gone
// after the test. Ask [OtherNamed] first.
func Other(t testing.TB, name string) string {
	t.Helper()
	server := os.Getenv("DAYBOOK_COMPAT_DSN")
	if server == "" {
		t.Fatal("DAYBOOK_COMPAT_DSN names no other server, such as mysql://root@tcp(127.0.0.1:4000)/")
	}
	server = server[:strings.LastIndex(server, "/")+1]
	db, err := sqlx.Open("mysql", strings.TrimPrefix(server, "mysql://"))
	check(t, err)
	database := fmt.Sprintf("%s_%d", name, time.Now().UnixNano())
	_, err = db.Exec("CREATE DATABASE " + database + " CHARACTER SET utf8mb4")
	check(t, err)
	t.Cleanup(func() {
		_, err := db.Exec("DROP DATABASE " + database)
		check(t, err)
		check(t, db.Close())
	})
	return server + database
}
