package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestSecretNeverPrints(t *testing.T) {
	type holder struct {
		Password Secret
		Pointer  *Secret
		Listed   []Secret
		ByName   map[string]Secret
	}
	s := NewSecret("hunter2")
	h := holder{s, &s, []Secret{s}, map[string]Secret{"a": s}}
	printed := make(map[string]string)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T %v"} {
		printed[verb] = fmt.Sprintf(verb, s)
		if strings.HasPrefix(verb, "%T") {
			printed[verb] = fmt.Sprintf(verb, h, h)
			continue
		}
		printed["holder "+verb] = fmt.Sprintf(verb, h)
		printed["pointer "+verb] = fmt.Sprintf(verb, &h)
	}
	asJSON, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	printed["JSON"] = string(asJSON)
	asYAML, err := yaml.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	printed["YAML"] = string(asYAML)
	var text, object bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("x", "secret", s, "pointer", &s)
	slog.New(slog.NewJSONHandler(&object, nil)).Info("x", "secret", s, "holder", h)
	printed["slog text"], printed["slog JSON"] = text.String(), object.String()
	printed["error"] = fmt.Errorf("login with %v: refused", s).Error()

	for where, got := range printed {
		for _, leak := range []string{"hunter2", "68756e74657232", "104 117"} {
			if strings.Contains(strings.ToLower(got), leak) {
				t.Errorf("%s gives the secret away: %s", where, got)
			}
		}
	}
	for _, where := range []string{"%v", "%+v", "%#v", "%q"} {
		if printed[where] != "<secret>" {
			t.Errorf("%s prints %q, want <secret>", where, printed[where])
		}
	}
	for _, where := range []string{"YAML", "slog text"} {
		if !strings.Contains(printed[where], "<secret>") {
			t.Errorf("%s shows nothing of a secret: %s", where, printed[where])
		}
	}
	if s.Reveal() != "hunter2" {
		t.Errorf("revealed %q", s.Reveal())
	}
}
