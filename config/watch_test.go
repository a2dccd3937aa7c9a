package config

import (
	"fmt"
	"strings"
	"testing"
)

func TestListen(t *testing.T) {
	for text, want := range map[string]string{
		"127.0.0.1:9464": "", "localhost:9464": "", "[::1]:9464": "", "0.0.0.0:9464": "", "[::]:1": "",
		"9464": "is not an address", ":9464": "does not begin with an address", "127.0.0.1": "is not an address", "127.0.0.1:0": "is not an address",
		"127.0.0.1:65536": "is not an address", "watch.example.com:9464": "does not begin with an address", "http://127.0.0.1:9464": "is not an address",
	} {
		got, err := parseListen(text)
		if want == "" && (err != nil || got != text) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %q %v, want %q", text, got, err, want)
		}
	}
}

// Who listens where others reach him is told so.
func TestListenToOthers(t *testing.T) {
	for host, open := range map[string]bool{"127.0.0.1": false, "localhost": false, "[::1]": false, "0.0.0.0": true, "10.1.2.3": true} {
		c, err := Parse("daybook.yml", fmt.Appendf(nil, minimal+"listen: \"%s:9464\"\n", host), noEnv)
		if err != nil {
			t.Fatal(err)
		}
		if told := strings.Contains(strings.Join(c.Notes, "\n"), "listen: is an address that others can reach"); told != open || c.Listen != host+":9464" {
			t.Errorf("%s: %q, told: %v", host, c.Listen, told)
		}
	}
}
