package config

import (
	"errors"
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	f.Add(Example)
	f.Add([]byte(minimal))
	for _, seed := range []string{"", "a: &x [*x]", "jobs: [{name: a}]", "\xff", "source: {dsn: '${A}'}", "? a\n: b", "<<: 1", "- - - a", "a: !!binary x", "\ufeffa: |\n  b"} {
		f.Add([]byte(seed))
	}
	env := func(name string) (string, bool) { return "hunter2", len(name)%2 == 0 }
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("daybook.yml", data, env)
		if err == nil {
			if len(c.Jobs) == 0 || c.Source.Preset == "" {
				t.Errorf("accepted a configuration that can do nothing")
			}
			return
		}
		all, ok := errors.AsType[*Mistakes](err)
		if !ok || len(all.List) == 0 {
			t.Fatalf("refused without a mistake: %v", err)
		}
		for i, m := range all.List {
			if m.Line < 1 || m.Column < 1 || m.Message == "" {
				t.Errorf("mistake without a place: %+v", m)
			}
			if i > 0 && m.Line < all.List[i-1].Line {
				t.Errorf("mistakes out of order: %v", err)
			}
		}
		if !strings.Contains(string(data), "hunter2") && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the environment is printed: %v", err)
		}
	})
}
