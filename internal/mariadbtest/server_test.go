package mariadbtest

import (
	"os"
	"testing"
	"time"
)

func TestServerAnswersAndGoes(t *testing.T) {
	var folder string
	t.Run("own", func(t *testing.T) {
		s := StartOwn(t)
		folder = s.folder
		db := s.Open(t, s.DSN(t, "a"))
		var one int
		if err := db.Get(&one, "SELECT 1"); err != nil || one != 1 {
			t.Fatalf("%d, %v", one, err)
		}
		s.Kill(t)
		if err := db.Get(&one, "SELECT 1"); err == nil {
			t.Error("the killed server answers")
		}
	})
	if folder == "" {
		t.Skip("no server")
	}
	for range 100 {
		if _, err := os.Stat(folder); os.IsNotExist(err) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%s is left behind", folder)
}

func TestServerStopsAndComesAgain(t *testing.T) {
	s := StartOwn(t)
	dsn := s.DSN(t, "a")
	db := s.Open(t, dsn)
	db.MustExec("CREATE TABLE kept (n INT); INSERT INTO kept VALUES (7)")
	s.Stop(t)
	var n int
	if err := db.Get(&n, "SELECT n FROM kept"); err == nil {
		t.Error("the stopped server answers")
	}
	s.Again(t)
	if err := db.Get(&n, "SELECT n FROM kept"); err != nil || n != 7 {
		t.Errorf("%d, %v", n, err)
	}
}

func TestDatabasesAreFresh(t *testing.T) {
	s := Start(t)
	if a, b := s.DSN(t, "a"), s.DSN(t, "a"); a == b {
		t.Errorf("%s twice", a)
	}
}
