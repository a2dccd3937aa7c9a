package config

import (
	"strings"
	"testing"
)

func TestKeep(t *testing.T) {
	for text, want := range map[string]int{"everything": 0, "400 days": 400, "31d": 31, "3650 days": 3650} {
		if c := mustParse(t, minimal+"keep: "+text+"\n"); c.Keep != want {
			t.Errorf("%s: %d", text, c.Keep)
		}
	}
	if c := mustParse(t, minimal); c.Keep != 0 {
		t.Errorf("unsaid: %d", c.Keep)
	}
	for text, want := range map[string]string{
		"400": "write 400 days", "0 days": "is not a number of days", "30 days": "is too short", "1 year": "is not a number of days", "-40 days": "is not a number of days", "100000 days": "is not a number of days",
	} {
		if _, err := parseKeep(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
