package config

import (
	"errors"
	"strings"
	"testing"
)

func TestMistakeOfAnotherPackage(t *testing.T) {
	c := mustParse(t, strings.Replace(minimal, "jobs:", "  parameters:\n    prefix: llx-\njobs:", 1))
	cause := errors.New(`prefix "llx-" has a character other than letters, digits and _`)
	cases := []struct{ path, want string }{
		{"source.parameters.prefix", `daybook.yml:5:13: source.parameters.prefix: prefix "llx-" has a character other than letters, digits and _`},
		{"source.parameters.entity", `daybook.yml:4:3: source.parameters.entity: prefix "llx-" has a character other than letters, digits and _`},
		{"jobs[0].recipients[0].slice", `daybook.yml:11:16: jobs[0].recipients[0].slice: prefix "llx-" has a character other than letters, digits and _`},
		{"jobs[0].recipients[7].slice", `daybook.yml:9:5: jobs[0].recipients[7].slice: prefix "llx-" has a character other than letters, digits and _`},
		{"company.name", `daybook.yml:1:1: company.name: prefix "llx-" has a character other than letters, digits and _`},
	}
	for _, each := range cases {
		err := c.Mistake(each.path, cause)
		if err.Error() != each.want {
			t.Errorf("got  %s\nwant %s", err, each.want)
		}
		if !errors.Is(err, cause) {
			t.Errorf("%s lost its cause", each.path)
		}
		if again := c.Mistake("elsewhere", err); again.Error() != each.want {
			t.Errorf("a located mistake moved: %s", again)
		}
	}
	if err := c.Mistake("source", nil); err != nil {
		t.Errorf("no mistake became %v", err)
	}
}
