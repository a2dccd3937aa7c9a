package runlog_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"daybook/internal/mariadbtest"
	"daybook/jobs/runlog"
)

// What cannot be opened says why and what to do, and never the password.
func TestMySQLRefusals(t *testing.T) {
	for _, c := range []struct{ name, place, says string }{
		{"no database", "mysql://daybook:hunter2@tcp(127.0.0.1:1)/", "user:password@tcp(host:3306)/database"},
		{"no DSN", "mysql://hunter2", "user:password@tcp(host:3306)/database"},
		{"an option that is none", "mysql://daybook:hunter2@tcp(127.0.0.1:1)/d?parseTime=hunter2", "user:password@tcp(host:3306)/database"},
		{"nobody there", "mysql://daybook:hunter2@tcp(127.0.0.1:1)/d?timeout=1s", "is up and can be reached from here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := runlog.Open(t.Context(), c.place)
			if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%v, want %q", err, c.says)
			}
			_, err = runlog.Inspect(t.Context(), c.place, seven)
			if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "nothing has run") {
				t.Errorf("inspected: %v, want only %q", err, c.says)
			}
		})
	}
}

func TestMySQLAccounts(t *testing.T) {
	s := mariadbtest.Start(t)
	dsn := s.DSN(t, "runlog")
	db := s.Open(t, dsn)
	_, database, _ := strings.Cut(dsn, ")/")
	for _, statement := range []string{
		"CREATE OR REPLACE USER 'daybook'@'localhost' IDENTIFIED BY 'hunter2'",
		"GRANT SELECT ON " + database + ".* TO 'daybook'@'localhost'",
	} {
		_, err := db.Exec(statement)
		must(t, err)
	}
	socket := dsn[strings.Index(dsn, "@"):]
	for _, c := range []struct{ name, account, says string }{
		{"wrong password", "daybook:hunter3", "Access denied"},
		{"may only read", "daybook:hunter2", "INSERT, UPDATE, CREATE"},
	} {
		_, err := runlog.Open(t.Context(), "mysql://"+c.account+socket)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "hunter") {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
	}
}

// A server that goes away is an error that names the runlog; what was not recorded is
// not claimed.
func TestMySQLGoesAway(t *testing.T) {
	s := mariadbtest.StartOwn(t)
	l, err := runlog.Open(t.Context(), s.DSN(t, "runlog"))
	must(t, err)
	defer l.Close()
	r := claim(t, l, daily, first, seven)
	s.Kill(t)
	_, _, claimed := l.ClaimDelivery(t.Context(), r.Claim, "li@example.com", "<1@daybook>", seven)
	for what, err := range map[string]error{
		"claim a delivery": claimed,
		"finish the run":   l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: runlog.Delivered}, seven),
	} {
		if err == nil || errors.Is(err, runlog.ErrLost) || !strings.Contains(err.Error(), l.Name()) || !strings.Contains(err.Error(), "what was sent is not sent twice") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Answers of servers are not always UTF-8; they are kept for all that.
func TestWrittenAnyhow(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		r := claim(t, l, daily, first, seven)
		d, _ := deliver(t, l, r, "li@example.com")
		must(t, l.MarkDeferred(t.Context(), d.DeliveryClaim, "451 sp\xe4ter"))
		must(t, l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: runlog.Failed, Reason: "zu sp\xe4t", Reply: "550 \xff🏮"}, seven))
		must(t, l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: runlog.Failed, Reason: strings.Repeat("lang ", 20_000) + "\xe4"}, seven))
		list, err := l.Deliveries(t.Context(), r.ID)
		must(t, err)
		if list[0].Reply != "550 �🏮" {
			t.Errorf("kept as %q", list[0].Reply)
		}
	})
}

// Many who work beside each other, and take from each other, come to an end.
func TestManyAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		var wg sync.WaitGroup
		for n := range 6 {
			wg.Go(func() {
				by := first
				by.PID += n
				by.Gone = heir.Gone
				for range 15 {
					r, _, err := l.ClaimRun(t.Context(), daily, by, seven)
					if err == nil {
						_, _, err = l.ClaimDelivery(t.Context(), r.Claim, "li@example.com", "<1@daybook>", seven)
					}
					if err == nil || errors.Is(err, runlog.ErrLost) {
						_, err = l.Renew(t.Context(), daily, by.Holder, time.Minute, seven)
					}
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		r := claim(t, l, daily, heir, seven)
		if past, err := l.Attempts(t.Context(), r.ID); err != nil || len(past) != 6*15 || r.Attempt != 6*15+1 {
			t.Errorf("attempt %d after %d, %v", r.Attempt, len(past), err)
		}
	})
}
