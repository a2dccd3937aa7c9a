package mail_test

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"daybook/jobs/mail"
)

// FuzzAnswers talks to a server that says anything at all. Whatever it says, the
// sender ends in time, tells no secret, and takes the message for delivered only
// where a 250 came for it.
func FuzzAnswers(f *testing.F) {
	f.Add("220 hi\r\n250 hello\r\n250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 queued\r\n221 bye\r\n")
	f.Add("220 hi\r\n250-hello\r\n250-SIZE 10\r\n250 AUTH PLAIN\r\n")
	f.Add("220 hi\r\n250 hello\r\n250 ok\r\n250 ok\r\n354 go\r\n451 4.3.0 later\r\n")
	f.Add("554 go away\r\n")
	f.Add("HTTP/1.1 400 Bad Request\r\n\r\n")
	f.Add("220-\r\n220 \xff\xfe\r\n250-SIZE 99999999999999999999\r\n250 x\r\n")
	f.Fuzz(func(t *testing.T, script string) {
		port := scripted(t, script)
		s := sender(t, mail.Server{Host: "127.0.0.1", Port: port, TLS: mail.NoTLS, Hello: "daybook.test"},
			mail.Limits{Timeout: time.Second, Budget: -1}, &clock{now: seven})
		r, err := s.Send(t.Context(), pack(t, "li@example.com"))
		if err == nil && strings.Count("\n"+script, "\n250") < 4 {
			t.Errorf("taken for delivered: %+v", r)
		}
		if err != nil && (r.Err.Kind == "" || r.Err.Reason == "" || r.Err.Error() == "") {
			t.Errorf("a failure without a name: %#v", r.Err)
		}
	})
}

// scripted is a server that says its lines whatever it hears, and then closes.
func scripted(t *testing.T, script string) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, script)
		_ = conn.(*net.TCPConn).CloseWrite()
		_, _ = io.Copy(io.Discard, conn)
	}()
	return l.Addr().(*net.TCPAddr).Port
}
