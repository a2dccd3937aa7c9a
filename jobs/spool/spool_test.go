package spool

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook/analyze/register"
	"daybook/extract/fact"
)

// Whatever is added comes back, every entry once, in order, as often as it is asked
// for, and however small the parts are.
func TestSpoolKeepsEverything(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		s, err := newSpool(folder, rapid.IntRange(1, 9).Draw(t, "part"))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		entries := rapid.SliceOf(rapid.Custom(drawEntry)).Draw(t, "entries")
		for i := range entries {
			s.Add(&entries[i])
		}
		if err := s.Finish(); err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(entries, func(a, b register.Entry) int { return register.Compare(&a, &b) })
		for range 2 {
			if diff := cmp.Diff(entries, read(t, s)); len(entries) > 0 && diff != "" {
				t.Fatalf("want − got:\n%s", diff)
			}
		}
		if s.Len() != len(entries) {
			t.Errorf("counts %d of %d", s.Len(), len(entries))
		}
	})
}

func drawEntry(t *rapid.T) register.Entry {
	amount := func(name string) fact.Amount { return fact.Amount(rapid.Int64().Draw(t, name)) }
	return register.Entry{
		Number: rapid.OneOf(rapid.StringMatching(`[0-9]{1,3}`), rapid.String(), rapid.Just(strings.Repeat("长", 20_000))).Draw(t, "number"),
		Kind:   rapid.SampledFrom(register.Kinds).Draw(t, "kind"), Cancels: rapid.Bool().Draw(t, "cancels"),
		Customer: fact.Ref(rapid.IntRange(-1, 1<<30).Draw(t, "customer")),
		Posted:   fact.Date(rapid.IntRange(-3, 3).Draw(t, "posted")), Due: fact.Date(rapid.Int32().Draw(t, "due")),
		Currency: rapid.SampledFrom([]fact.Currency{"", "EUR", "VND"}).Draw(t, "currency"),
		Amount:   amount("amount"), Net: amount("net"), Tax: amount("tax"), Gross: amount("gross"),
	}
}

type failing interface {
	Helper()
	Fatal(...any)
}

func read(t failing, s *Spool) []register.Entry {
	t.Helper()
	var out []register.Entry
	for e, err := range s.All() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, *e)
	}
	return out
}

// A reader may stop early, and the file goes with the spool.
func TestSpoolLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	s := filled(t, folder, 5)
	for range s.All() {
		break
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("%v, %v are left", left, err)
	}
}

// A file that someone cut or changed is an error, never fewer entries.
func TestSpoolNoticesDamage(t *testing.T) {
	for name, damage := range map[string]func(*os.File) error{
		"cut":         func(f *os.File) error { return f.Truncate(40) },
		"empty":       func(f *os.File) error { return f.Truncate(0) },
		"overwritten": func(f *os.File) error { _, err := f.WriteAt([]byte{3, 0xff, 0xff, 0xff}, 0); return err },
	} {
		t.Run(name, func(t *testing.T) {
			s := filled(t, t.TempDir(), 5)
			defer s.Close()
			if err := damage(s.file); err != nil {
				t.Fatal(err)
			}
			var last error
			for _, err := range s.All() {
				last = err
			}
			if !errors.Is(last, io.ErrUnexpectedEOF) && !errors.Is(last, errBroken) {
				t.Errorf("got %v", last)
			}
		})
	}
}

// What could not be written is said at the end of adding.
func TestSpoolSaysWhatItCouldNotKeep(t *testing.T) {
	s := filled(t, t.TempDir(), 0)
	s.Close()
	s.Add(&register.Entry{Number: "1"})
	if err := s.Finish(); err == nil || !strings.Contains(err.Error(), "free some space or set TMPDIR") {
		t.Errorf("got %v", err)
	}
	if _, err := New("/nowhere/at/all"); err == nil || !strings.Contains(err.Error(), "set TMPDIR") {
		t.Errorf("got %v", err)
	}
}

func filled(t *testing.T, folder string, n int) *Spool {
	t.Helper()
	s, err := newSpool(folder, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		s.Add(&register.Entry{Number: strings.Repeat("N", i+1), Gross: fact.Amount(i)})
	}
	if err := s.Finish(); err != nil && n > 0 {
		t.Fatal(err)
	}
	return s
}
