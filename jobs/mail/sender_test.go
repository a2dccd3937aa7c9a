package mail_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
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

// Who is told to stop between the end of a message and its answer waits for it.
func TestStoppedWhileItWaitsForTheAnswer(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	server := catch(t, catcher.Options{Fault: func(s catcher.Step, _ string) catcher.Fault {
		if s == catcher.AtAccept {
			stop()
			time.Sleep(50 * time.Millisecond)
		}
		return catcher.Fault{}
	}})
	r, err := sender(t, plainServer(server), mail.Limits{}, &clock{}).Send(ctx, pack(t, "li@example.com"))
	if err != nil || r.Reply == "" || len(server.Caught()) != 1 {
		t.Errorf("%v, %+v, caught %d", err, r, len(server.Caught()))
	}
}

// Who is told to stop before the end of a message has surely not sent it.
func TestStoppedBeforeTheEnd(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	server := catch(t, catcher.Options{})
	l := pack(t, "li@example.com")
	l.Sending = func() error { stop(); time.Sleep(50 * time.Millisecond); return nil }
	_, err := sender(t, plainServer(server), mail.Limits{}, &clock{}).Send(ctx, l)
	var e *mail.Error
	if !errors.As(err, &e) || e.Kind != mail.Temporary || e.Reason != mail.ReasonStopped || len(server.Caught()) != 0 {
		t.Errorf("%+v, caught %d", err, len(server.Caught()))
	}
}
