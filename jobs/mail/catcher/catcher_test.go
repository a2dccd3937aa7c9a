package catcher_test

import (
	"net"
	"net/smtp"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"daybook/jobs/mail/catcher"
)

// The client is that of the standard library, which Daybook does not send with.
func send(c *catcher.Catcher, to ...string) error {
	return smtp.SendMail(net.JoinHostPort(c.Host(), strconv.Itoa(c.Port())), nil, "a@example.com", to, []byte("Subject: x\r\n\r\n.dot\r\n"))
}

func TestKeepsFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mail")
	c, err := catcher.Start(catcher.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := send(c, "li@example.com", "we/ird..@example.com"); err != nil {
		t.Error(err)
	}
	if err := send(c, "wu@example.com"); err != nil {
		t.Error(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	for i, name := range []string{"001_li@example.com.eml", "002_we_ird..@example.com.eml", "003_wu@example.com.eml"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(b) != "Subject: x\r\n\r\n.dot\r\n" {
			t.Errorf("%s: %q %v", name, b, err)
		}
		if got := c.Caught()[i].Path; got != filepath.Join(dir, name) {
			t.Errorf("path %s", got)
		}
	}
	if err := send(c, "li@example.com"); err == nil {
		t.Error("a closed server takes mail")
	}
}

func TestDemandsALogin(t *testing.T) {
	c, err := catcher.Start(catcher.Options{Users: map[string]string{"u": "p"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := send(c, "li@example.com"); err == nil || !strings.HasPrefix(err.Error(), "530") {
		t.Errorf("%v", err)
	}
}

// One that is closed before it serves does not serve for ever.
func TestClosesAtOnce(t *testing.T) {
	for range 200 {
		c, err := catcher.Start(catcher.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
