package mail_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"daybook/jobs/mail"
	"daybook/jobs/mail/catcher"
)

func TestOneRefusedOthersGetTheirs(t *testing.T) {
	server := catch(t, catcher.Options{Fault: func(s catcher.Step, arg string) catcher.Fault {
		switch {
		case s == catcher.AtTo && arg == "c@example.com":
			return catcher.Fault{Code: 550, Enhanced: [3]int{5, 1, 1}, Text: "No such user"}
		case s == catcher.AtAccept && arg == "d@example.com":
			return catcher.Fault{Drop: true, Keep: true}
		}
		return catcher.Fault{}
	}})
	fates := map[string]*mail.Error{}
	var letters []mail.Letter
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		letters = append(letters, pack(t, name+"@example.com"))
	}
	sender(t, plainServer(server), mail.Limits{}, &clock{}).SendAll(t.Context(), slices.Values(letters), func(l mail.Letter, r mail.Result) {
		if _, twice := fates[l.To]; twice {
			t.Errorf("%s reported twice", l.To)
		}
		fates[l.To] = r.Err
	})
	got := map[string]int{}
	for _, c := range server.Caught() {
		got[c.To]++
	}
	for to, kind := range map[string]mail.Kind{"a": "", "b": "", "c": mail.Permanent, "d": mail.Unknown, "e": ""} {
		to += "@example.com"
		e := fates[to]
		if e == nil != (kind == "") || e != nil && e.Kind != kind {
			t.Errorf("%s: %v, want %q", to, e, kind)
		}
		if want := map[bool]int{true: 0, false: 1}[kind == mail.Permanent]; got[to] != want {
			t.Errorf("%s got %d", to, got[to])
		}
	}
	if n := server.Connections(); n != 2 {
		t.Errorf("%d connections, want 2: one, and one after the drop", n)
	}
}

func TestManyOverFewConnections(t *testing.T) {
	server := catch(t, catcher.Options{})
	letters := func(yield func(mail.Letter) bool) {
		for i := range 120 {
			if !yield(pack(t, fmt.Sprintf("u%d@example.com", i))) {
				return
			}
		}
	}
	sender(t, plainServer(server), mail.Limits{PerConnection: 50}, &clock{}).SendAll(t.Context(), letters, func(_ mail.Letter, r mail.Result) {
		if r.Err != nil {
			t.Error(r.Err)
		}
	})
	if len(server.Caught()) != 120 || server.Connections() != 3 {
		t.Errorf("%d messages over %d connections", len(server.Caught()), server.Connections())
	}
}

func TestServerThatEndsConnections(t *testing.T) {
	n := 0
	server := catch(t, catcher.Options{Fault: func(s catcher.Step, _ string) catcher.Fault {
		if s == catcher.AtFrom {
			if n++; n%3 == 0 {
				return catcher.Fault{Code: 421, Enhanced: [3]int{4, 7, 0}, Text: "Too many messages on this connection"}
			}
		}
		return catcher.Fault{}
	}})
	clock := &clock{}
	letters := slices.Repeat([]mail.Letter{pack(t, "li@example.com")}, 7)
	sender(t, plainServer(server), mail.Limits{}, clock).SendAll(t.Context(), slices.Values(letters), func(_ mail.Letter, r mail.Result) {
		if r.Err != nil {
			t.Error(r.Err)
		}
	})
	if len(server.Caught()) != 7 || len(clock.pauses) != 0 {
		t.Errorf("caught %d after waiting %v", len(server.Caught()), clock.pauses)
	}
}

// A server that refuses the login is asked once, not once for each recipient:
// some lock the account after a few tries.
func TestRefusedLoginIsNotRepeated(t *testing.T) {
	tlsConfig, pool, err := catcher.Certificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	tries := 0
	server := catch(t, catcher.Options{TLS: tlsConfig, Users: map[string]string{}, Fault: func(s catcher.Step, _ string) catcher.Fault {
		if s == catcher.AtAuth {
			tries++
		}
		return catcher.Fault{}
	}})
	settings := plainServer(server)
	settings.TLS, settings.Roots = mail.StartTLS, pool
	settings.Login = mail.Login{Username: "daybook", Secret: password("wrong")}
	reported := 0
	letters := slices.Repeat([]mail.Letter{pack(t, "li@example.com")}, 5)
	sender(t, settings, mail.Limits{}, &clock{}).SendAll(t.Context(), slices.Values(letters), func(_ mail.Letter, r mail.Result) {
		reported++
		if r.Err == nil || r.Err.Kind != mail.Auth {
			t.Error(r.Err)
		}
	})
	if tries != 1 || reported != 5 {
		t.Errorf("%d logins for %d letters", tries, reported)
	}
}

// What comes bit by bit goes over one connection, and one that the server ended
// meanwhile is replaced.
func TestBatch(t *testing.T) {
	n := 0
	server := catch(t, catcher.Options{Fault: func(s catcher.Step, _ string) catcher.Fault {
		if s == catcher.AtFrom {
			if n++; n == 4 {
				return catcher.Fault{Drop: true}
			}
		}
		return catcher.Fault{}
	}})
	batch := sender(t, plainServer(server), mail.Limits{}, &clock{}).Batch()
	for i := range 6 {
		batch.SendAll(t.Context(), slices.Values([]mail.Letter{pack(t, fmt.Sprintf("u%d@example.com", i))}), func(_ mail.Letter, r mail.Result) {
			if r.Err != nil || r.Attempts != 1 {
				t.Errorf("%d: %+v", i, r)
			}
		})
	}
	batch.Close()
	if len(server.Caught()) != 6 || server.Connections() != 2 {
		t.Errorf("%d messages over %d connections", len(server.Caught()), server.Connections())
	}
	batch.Close() // twice is no mistake
}

// A server that is down takes the budget once, however many parts a batch has, and
// what goes well takes nothing off it.
func TestBatchHasOneBudget(t *testing.T) {
	down := false
	server := catch(t, catcher.Options{Fault: func(s catcher.Step, _ string) catcher.Fault {
		if down && s == catcher.AtFrom {
			return catcher.Fault{Code: 451, Enhanced: [3]int{4, 3, 0}, Text: "Not now"}
		}
		return catcher.Fault{}
	}})
	clock := &clock{}
	batch := sender(t, plainServer(server), mail.Limits{Budget: time.Minute, Wait: 5 * time.Second}, clock).Batch()
	defer batch.Close()
	attempts := func() (n int) {
		batch.SendAll(t.Context(), slices.Values([]mail.Letter{pack(t, "li@example.com")}), func(_ mail.Letter, r mail.Result) { n = r.Attempts })
		return n
	}
	for range 3 {
		if n := attempts(); n != 1 {
			t.Errorf("%d attempts at a server that is well", n)
		}
	}
	down = true
	first := attempts()
	paused := len(clock.pauses)
	if first < 5 || paused != first-1 {
		t.Errorf("%d attempts, %d pauses", first, paused)
	}
	for range 3 {
		if n := attempts(); n > 2 {
			t.Errorf("%d attempts when the budget is spent", n)
		}
	}
	down = false
	if n := attempts(); n != 1 || len(server.Caught()) != 4 {
		t.Errorf("%d attempts at a server that is well again, %d messages", n, len(server.Caught()))
	}
}
