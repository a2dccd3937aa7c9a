package mail_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/jobs/mail"
	"daybook/jobs/mail/catcher"
)

// clock is a clock on which waiting takes no time.
type clock struct {
	now    time.Time
	pauses []time.Duration
}

func (c *clock) clock() mail.Clock {
	return mail.Clock{
		Now: func() time.Time { return c.now },
		Sleep: func(ctx context.Context, d time.Duration) error {
			c.now = c.now.Add(d)
			c.pauses = append(c.pauses, d)
			return ctx.Err()
		},
	}
}

func catch(t *testing.T, o catcher.Options) *catcher.Catcher {
	t.Helper()
	c, err := catcher.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func plainServer(c *catcher.Catcher) mail.Server {
	return mail.Server{Host: c.Host(), Port: c.Port(), TLS: mail.NoTLS, Hello: "daybook.test"}
}

func sender(t *testing.T, server mail.Server, limits mail.Limits, c *clock) *mail.Sender {
	t.Helper()
	s, err := mail.NewSender(server, limits, c.clock())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func pack(t *testing.T, to string) mail.Letter {
	t.Helper()
	m := daily()
	m.To = to
	l, err := mail.Pack(m)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func password(s string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return s, nil }
}

func TestSentIsWhatWasComposed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mail")
	c := catch(t, catcher.Options{Dir: dir})
	l := pack(t, "li.na@example.com")
	r, err := sender(t, plainServer(c), mail.Limits{}, &clock{}).Send(t.Context(), l)
	if err != nil || r.Attempts != 1 || r.Reply == "" {
		t.Fatalf("%+v %v", r, err)
	}
	got := c.Caught()
	if len(got) != 1 || got[0].From != "daybook@example.com" || got[0].To != "li.na@example.com" {
		t.Fatalf("caught %+v", got)
	}
	file, err := os.ReadFile(filepath.Join(dir, "001_li.na@example.com.eml"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, l.Raw) {
		t.Error("the file differs from what was composed")
	}
}

func TestEncryptedAndLoggedIn(t *testing.T) {
	tlsConfig, pool, err := catcher.Certificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		tls   mail.TLS
		trust bool
		pass  string
		kind  mail.Kind // empty: delivered
		why   mail.Reason
	}{
		{"starttls", mail.StartTLS, true, "open sesame", "", ""},
		{"implicit", mail.Implicit, true, "open sesame", "", ""},
		{"starttls, unknown authority", mail.StartTLS, false, "open sesame", mail.Permanent, mail.ReasonCertificate},
		{"implicit, unknown authority", mail.Implicit, false, "open sesame", mail.Permanent, mail.ReasonCertificate},
		{"wrong password", mail.StartTLS, true, "open barley", mail.Auth, mail.ReasonLogin},
		{"in the clear", mail.NoTLS, true, "open sesame", mail.Auth, mail.ReasonLoginUnsupported},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := catch(t, catcher.Options{
				TLS: tlsConfig, Implicit: c.tls == mail.Implicit, RequireTLS: true,
				Users: map[string]string{"daybook": "open sesame"}, InsecureAuth: true,
			})
			settings := plainServer(server)
			settings.TLS = c.tls
			settings.Login = mail.Login{Username: "daybook", Secret: password(c.pass)}
			if c.trust {
				settings.Roots = pool
			}
			s := sender(t, settings, mail.Limits{}, &clock{})
			r, err := s.Send(t.Context(), pack(t, "li@example.com"))
			if c.kind == "" {
				if err != nil || len(server.Caught()) != 1 {
					t.Fatalf("%v, caught %d", err, len(server.Caught()))
				}
				if max, err := s.Check(t.Context()); err != nil || max != 25<<20 {
					t.Errorf("check: %d %v", max, err)
				}
				return
			}
			if r.Err == nil || r.Err.Kind != c.kind || r.Err.Reason != c.why || r.Err.Hint == "" || r.Attempts != 1 {
				t.Fatalf("%+v", r.Err)
			}
			if text := r.Err.Error() + r.Err.Hint; strings.Contains(text, c.pass) {
				t.Errorf("the secret is told: %s", text)
			}
		})
	}
}

// once lets the first n visits to a step fail.
func once(at catcher.Step, n int, f catcher.Fault) func(catcher.Step, string) catcher.Fault {
	return func(s catcher.Step, _ string) catcher.Fault {
		if s != at || n == 0 {
			return catcher.Fault{}
		}
		n--
		return f
	}
}

func always(at catcher.Step, f catcher.Fault) func(catcher.Step, string) catcher.Fault {
	return once(at, -1, f)
}

func TestFaults(t *testing.T) {
	four, five := [3]int{4, 3, 0}, [3]int{5, 0, 0}
	for _, c := range []struct {
		name     string
		fault    func(catcher.Step, string) catcher.Fault
		kind     mail.Kind // empty: delivered
		reason   mail.Reason
		attempts int
		caught   int
		hint     string
	}{
		{"421 at the sender, once", once(catcher.AtFrom, 1, catcher.Fault{Code: 421, Enhanced: four, Text: "closing"}), "", "", 2, 1, ""},
		{"450 at the recipient, twice", once(catcher.AtTo, 2, catcher.Fault{Code: 450, Enhanced: four, Text: "Greylisted, come again"}), "", "", 3, 1, ""},
		{"451 after the message, once", once(catcher.AtAccept, 1, catcher.Fault{Code: 451, Enhanced: four, Text: "local error"}), "", "", 2, 1, ""},
		{"421 for ever", always(catcher.AtFrom, catcher.Fault{Code: 421, Enhanced: four, Text: "busy"}), mail.Temporary, mail.ReasonBusy, 0, 0, ""},
		{"450 greylisted for ever", always(catcher.AtTo, catcher.Fault{Code: 450, Enhanced: four, Text: "Greylisted"}), mail.Temporary, mail.ReasonGreylisted, 0, 0, ""},
		{"550 no such user", always(catcher.AtTo, catcher.Fault{Code: 550, Enhanced: [3]int{5, 1, 1}, Text: "No such user"}), mail.Permanent, mail.ReasonRecipientRefused, 1, 0, "check the address"},
		{"550 relay", always(catcher.AtTo, catcher.Fault{Code: 550, Enhanced: [3]int{5, 7, 1}, Text: "Unable to relay"}), mail.Permanent, mail.ReasonRelayDenied, 1, 0, "its own domains"},
		{"552 too large", always(catcher.AtAccept, catcher.Fault{Code: 552, Enhanced: [3]int{5, 3, 4}, Text: "Message too big"}), mail.TooLarge, mail.ReasonTooLarge, 1, 0, "max_size"},
		{"552 mailbox full", always(catcher.AtTo, catcher.Fault{Code: 552, Enhanced: [3]int{5, 2, 2}, Text: "Over quota"}), mail.Permanent, mail.ReasonMailboxFull, 1, 0, "make room"},
		{"553 sender", always(catcher.AtFrom, catcher.Fault{Code: 553, Enhanced: five, Text: "Mail from must equal authorized user"}), mail.Permanent, mail.ReasonSenderRefused, 1, 0, "QQ, 163"},
		{"554 spam", always(catcher.AtAccept, catcher.Fault{Code: 554, Enhanced: [3]int{5, 7, 1}, Text: "DT:SPM"}), mail.Permanent, mail.ReasonContentRefused, 1, 0, "allow this sender"},
		{"503 odd", always(catcher.AtAccept, catcher.Fault{Code: 503, Enhanced: five, Text: "what?"}), mail.Permanent, mail.ReasonRefused, 1, 0, ""},
		{"accepted, then dropped", always(catcher.AtAccept, catcher.Fault{Drop: true, Keep: true}), mail.Unknown, mail.ReasonUnanswered, 1, 1, "may have arrived"},
		{"not accepted, dropped", always(catcher.AtAccept, catcher.Fault{Drop: true}), mail.Unknown, mail.ReasonUnanswered, 1, 0, "may have arrived"},
		{"hangs after the message", always(catcher.AtAccept, catcher.Fault{Hang: true}), mail.Unknown, mail.ReasonUnanswered, 1, 0, "may have arrived"},
		{"hangs at the recipient, once", once(catcher.AtTo, 1, catcher.Fault{Hang: true}), "", "", 2, 1, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := catch(t, catcher.Options{Fault: c.fault})
			limits := mail.Limits{Timeout: 250 * time.Millisecond}
			clock := &clock{now: seven}
			r, err := sender(t, plainServer(server), limits, clock).Send(t.Context(), pack(t, "li@example.com"))
			if n := len(server.Caught()); n != c.caught {
				t.Errorf("caught %d, want %d", n, c.caught)
			}
			if c.attempts != 0 && r.Attempts != c.attempts {
				t.Errorf("%d attempts, want %d", r.Attempts, c.attempts)
			}
			if c.kind == "" {
				if err != nil {
					t.Errorf("not delivered: %v", err)
				}
				return
			}
			var e *mail.Error
			if !errors.As(err, &e) || e.Kind != c.kind || e.Reason != c.reason || !strings.Contains(e.Hint, c.hint) || e.To != "li@example.com" {
				t.Fatalf("%+v", err)
			}
			if spent := clock.now.Sub(seven); c.kind == mail.Temporary && (r.Attempts < 5 || spent > 15*time.Minute) {
				t.Errorf("gave up after %d attempts and %v", r.Attempts, spent)
			}
		})
	}
}

// Only a message larger than what the network buffers is surely broken off before
// its end: of a small one the end may already be on its way.
func TestDroppedInTheMessage(t *testing.T) {
	m := daily()
	m.Attachments[0].Bytes = make([]byte, 12<<20)
	l, err := mail.Pack(m)
	if err != nil {
		t.Fatal(err)
	}
	server := catch(t, catcher.Options{Fault: once(catcher.AtData, 1, catcher.Fault{Drop: true})})
	r, err := sender(t, plainServer(server), mail.Limits{}, &clock{}).Send(t.Context(), l)
	if err != nil || r.Attempts != 2 || len(server.Caught()) != 1 {
		t.Fatalf("%v after %d attempts, caught %d", err, r.Attempts, len(server.Caught()))
	}
	if !bytes.Equal(server.Caught()[0].Raw, l.Raw) {
		t.Error("what came differs from what was composed")
	}
}

func TestLoginDisabledSaysWhatToDo(t *testing.T) {
	tlsConfig, pool, err := catcher.Certificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	server := catch(t, catcher.Options{TLS: tlsConfig, Users: map[string]string{}, Fault: always(catcher.AtAuth, catcher.Fault{
		Code: 535, Enhanced: [3]int{5, 7, 139},
		Text: "Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.",
	})})
	settings := plainServer(server)
	settings.TLS, settings.Roots = mail.StartTLS, pool
	settings.Login = mail.Login{Method: "plain", Username: "daybook@contoso.com", Secret: password("s3cret")}
	_, err = sender(t, settings, mail.Limits{}, &clock{}).Check(t.Context())
	var e *mail.Error
	if !errors.As(err, &e) || e.Kind != mail.Auth || e.Reason != mail.ReasonLoginDisabled || !strings.Contains(e.Hint, "Set-CASMailbox") {
		t.Fatalf("%+v", err)
	}
	want := fmt.Sprintf("127.0.0.1:%d, logging in: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.", server.Port())
	if err.Error() != want {
		t.Errorf("%s\nwant %s", err, want)
	}
}

func TestTooLargeIsNotSent(t *testing.T) {
	l := pack(t, "li@example.com")
	for _, c := range []struct {
		name        string
		server, own int64
	}{{"the server's limit", 1000, 0}, {"our own limit", 0, 1000}} {
		server := catch(t, catcher.Options{MaxBytes: c.server})
		r, _ := sender(t, plainServer(server), mail.Limits{MaxSize: c.own}, &clock{}).Send(t.Context(), l)
		want := fmt.Sprintf("the message has %d bytes as sent, and at most 1000 are taken", len(l.Raw))
		if r.Err == nil || r.Err.Kind != mail.TooLarge || !strings.Contains(r.Err.Error(), want) || len(server.Caught()) != 0 {
			t.Errorf("%s: %v", c.name, r.Err)
		}
	}
}

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

func TestHooks(t *testing.T) {
	var steps []string
	l := pack(t, "li@example.com")
	l.Sending = func() error { steps = append(steps, "sending"); return nil }
	l.Deferred = func(err error) error { steps = append(steps, "deferred"); return nil }
	server := catch(t, catcher.Options{Fault: func(s catcher.Step, _ string) catcher.Fault {
		if s == catcher.AtAccept {
			steps = append(steps, "accept")
			if len(steps) < 3 {
				return catcher.Fault{Code: 451, Enhanced: [3]int{4, 0, 0}, Text: "later"}
			}
		}
		return catcher.Fault{}
	}})
	if _, err := sender(t, plainServer(server), mail.Limits{}, &clock{}).Send(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(steps, " "); got != "sending accept deferred sending accept" {
		t.Error(got)
	}
}

func TestUnrecordedIsNotSent(t *testing.T) {
	server := catch(t, catcher.Options{})
	lost := errors.New("the claim was lost")
	l := pack(t, "li@example.com")
	l.Sending = func() error { return lost }
	r, err := sender(t, plainServer(server), mail.Limits{}, &clock{}).Send(t.Context(), l)
	if !errors.Is(err, lost) || r.Err.Reason != mail.ReasonUnrecorded || len(server.Caught()) != 0 {
		t.Errorf("%v, caught %d", err, len(server.Caught()))
	}
}

func TestNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	clock := &clock{now: seven}
	s := sender(t, mail.Server{Host: "127.0.0.1", Port: port, TLS: mail.NoTLS}, mail.Limits{Budget: time.Minute}, clock)
	r, err := s.Send(t.Context(), pack(t, "li@example.com"))
	if err == nil || r.Err.Kind != mail.Temporary || r.Err.Reason != mail.ReasonConnect || r.Attempts < 3 || clock.now.After(seven.Add(time.Minute)) {
		t.Errorf("%+v after %v", r.Err, clock.pauses)
	}
}

func TestWrongTLSMode(t *testing.T) {
	server := catch(t, catcher.Options{})
	for mode, want := range map[mail.TLS]mail.Reason{mail.StartTLS: mail.ReasonTLS, mail.Implicit: mail.ReasonTLS} {
		settings := plainServer(server)
		settings.TLS = mode
		_, err := sender(t, settings, mail.Limits{}, &clock{}).Check(t.Context())
		var e *mail.Error
		if !errors.As(err, &e) || e.Reason != want || e.Kind != mail.Permanent {
			t.Errorf("%s: %+v", mode, err)
		}
	}
}

func TestStoppedInTheMiddle(t *testing.T) {
	for _, c := range []struct {
		at   catcher.Step
		kind mail.Kind
		why  mail.Reason
	}{
		{catcher.AtTo, mail.Temporary, mail.ReasonStopped},
		{catcher.AtAccept, mail.Unknown, mail.ReasonUnanswered},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		server := catch(t, catcher.Options{Fault: func(s catcher.Step, _ string) catcher.Fault {
			if s != c.at {
				return catcher.Fault{}
			}
			cancel()
			return catcher.Fault{Hang: true}
		}})
		start := time.Now()
		r, _ := sender(t, plainServer(server), mail.Limits{}, &clock{}).Send(ctx, pack(t, "li@example.com"))
		if r.Err == nil || r.Err.Kind != c.kind || r.Err.Reason != c.why || time.Since(start) > 5*time.Second {
			t.Errorf("%v: %+v after %v", c.at, r.Err, time.Since(start))
		}
	}
}

func TestSettings(t *testing.T) {
	good := mail.Server{Host: "h", Port: 587, TLS: mail.StartTLS}
	for want, change := range map[string]func(*mail.Server){
		"no host":         func(s *mail.Server) { s.Host = "" },
		"port 0":          func(s *mail.Server) { s.Port = 0 },
		`tls "ssl"`:       func(s *mail.Server) { s.TLS = "ssl" },
		"has no password": func(s *mail.Server) { s.Login.Username = "u" },
		`auth "magic"`: func(s *mail.Server) {
			s.Login = mail.Login{Method: "magic", Username: "u", Secret: password("p")}
		},
	} {
		s := good
		change(&s)
		if _, err := mail.NewSender(s, mail.Limits{}, mail.WallClock()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
