package extract_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/extract/fact"
)

// Whoever works meanwhile sees all facts but the ERP's own totals, and has done so
// when the snapshot is there, with the totals.
func TestMeanwhile(t *testing.T) {
	dsn := onSQLite(t, fixture()...)
	whole := snapshot(t, dsn)
	if len(whole.Control) == 0 {
		t.Fatal("the fixture has no totals")
	}
	var seen *fact.Snapshot
	scope := lastOfMay
	scope.Meanwhile = func(facts *fact.Snapshot) { seen = facts }
	got, err := openSource(t, dsn, asReference).Snapshot(t.Context(), scope, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := extracttest.Diff(whole, got); diff != "" {
		t.Errorf("with work meanwhile (want − got):\n%s", diff)
	}
	if seen == nil {
		t.Fatal("nobody was called")
	}
	if len(seen.Control) > 0 {
		t.Error("the totals were read before")
	}
	without := *whole
	without.Control = nil
	without.Source, without.Findings, without.Intake = seen.Source, seen.Findings, seen.Intake
	if diff := extracttest.Diff(&without, seen); diff != "" {
		t.Errorf("what was seen (want − got):\n%s", diff)
	}
}

// What the totals turn out to lack, or to supply, does not change under who works.
func TestMeanwhileSeesWhatWasMissing(t *testing.T) {
	overlay := t.TempDir()
	if err := os.WriteFile(filepath.Join(overlay, "income.sql"), []byte("SELECT '4000' AS account, '5.00' AS amount"), 0o600); err != nil {
		t.Fatal(err)
	}
	source := openSource(t, onSQLite(t, fixture()...), extract.Options{Preset: "reference", Overlay: overlay})
	var seen *fact.Snapshot
	scope := lastOfMay
	scope.Meanwhile = func(facts *fact.Snapshot) { seen = facts }
	snap, err := source.Snapshot(t.Context(), scope, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !snap.Source.Supplies("income") || seen.Source.Supplies("income") {
		t.Errorf("missing %v, and was %v", snap.Source.Missing, seen.Source.Missing)
	}
}

// The ERP is let go once it is read, however long the work takes: what was read
// stands in the way of nobody who writes.
func TestMeanwhileHoldsNoSnapshot(t *testing.T) {
	dsn := onSQLite(t, fixture()...)
	db, err := sqlx.Open("sqlite", "file:"+strings.NewReplacer("#", "%23", "?", "%3f").Replace(strings.TrimPrefix(dsn, "sqlite://"))+"?_pragma=busy_timeout(2000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	read, wrote := make(chan struct{}), errors.New("nothing was written")
	scope := lastOfMay
	scope.Meanwhile = func(*fact.Snapshot) {
		<-read
		_, wrote = db.Exec("DELETE FROM rates")
	}
	_, err = openSource(t, dsn, asReference).Snapshot(t.Context(), scope, func(p extract.Progress) {
		if p.Fact == "control" && p.Done {
			close(read)
		}
	})
	if err != nil || wrote != nil {
		t.Errorf("%v; writing: %v", err, wrote)
	}
}

// Where reading breaks down nobody is left working.
func TestMeanwhileEndsWithAPanic(t *testing.T) {
	source := openSource(t, onSQLite(t, fixture()...), asReference)
	broken, done := make(chan struct{}), atomic.Bool{}
	scope := lastOfMay
	scope.Meanwhile = func(*fact.Snapshot) {
		<-broken
		time.Sleep(20 * time.Millisecond)
		done.Store(true)
	}
	defer func() {
		if recover() == nil || !done.Load() {
			t.Errorf("worked: %t", done.Load())
		}
	}()
	_, err := source.Snapshot(t.Context(), scope, func(p extract.Progress) {
		if p.Fact == "control" {
			close(broken)
			panic("broken")
		}
	})
	t.Errorf("no panic, %v", err)
}

// A total that cannot be read fails the snapshot when the work is done, not before.
func TestMeanwhileIsWaitedFor(t *testing.T) {
	overlay := t.TempDir()
	if err := os.WriteFile(filepath.Join(overlay, "control.sql"), []byte("SELECT 'gl' AS basis"), 0o600); err != nil {
		t.Fatal(err)
	}
	source := openSource(t, onSQLite(t, fixture()...), extract.Options{Preset: "reference", Overlay: overlay})
	done := false
	scope := lastOfMay
	scope.Meanwhile = func(*fact.Snapshot) { done = true }
	_, err := source.Snapshot(t.Context(), scope, nil)
	var contract *extract.Contract
	if !errors.As(err, &contract) || !done {
		t.Errorf("%v; worked: %t", err, done)
	}
}
