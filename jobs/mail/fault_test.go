package mail_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"daybook/jobs/mail"
	"daybook/jobs/mail/catcher"
)

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
