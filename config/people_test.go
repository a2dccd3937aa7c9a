package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPeople(t *testing.T) {
	ann := Person{Mail: Address{Name: "Ann Lee", Address: "ann@example.com"}, Slice: Slice{Name: "salesperson=E1", By: "salesperson", Is: []string{"E1"}}}
	north := Person{Mail: Address{Address: "north@example.com"}, Slice: Slice{Name: "region=North, far", By: "region", Is: []string{"North, far"}}, Until: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)}
	cfo := Person{Mail: Address{Address: "cfo@example.com"}, Slice: Slice{Name: AllSlice}}
	for name, text := range map[string]string{
		"commas":     "by,value,mail,name,until\nsalesperson,E1,ann@example.com,Ann Lee,\nregion,\"North, far\",north@example.com,,2026-09-30\nall,,cfo@example.com,,\n",
		"semicolons": "by;value;mail;name;until\nsalesperson;E1;ann@example.com;Ann Lee;\nregion;North, far;north@example.com;;2026/9/30\nall;;cfo@example.com;;\n",
		"tabs":       "\ufeffuntil\tMail\tname\tBY\tvalue\r\n\tann@example.com\tAnn Lee\tsalesperson\t E1 \r\n2026-09-30\tnorth@example.com\t\tregion\tNorth, far\r\n\tcfo@example.com\t\tall\t\r\n",
	} {
		got, err := parsePeople("people.csv", []byte(text), []string{"example.com"})
		if diff := cmp.Diff([]Person{ann, north, cfo}, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

// What is wrong with a file is told with the lines of that file, and nobody is taken
// out of it.
func TestPeopleRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "people.csv:1:1: is empty"},
		{"no mail", "by,value\nall,\n", "people.csv:1:1: the column mail is missing"},
		{"a misspelt header", "by,value,mail,nmae\n", "people.csv:1:15: \"nmae\" is not a column here\n    allowed: by, value, mail, name, until\n    to do:   did you mean name?"},
		{"a header twice", "by,value,mail,by\n", "people.csv:1:15: by stands twice"},
		{"an unknown kind", "by,value,mail\nregoin,North,n@example.com\n", "people.csv:2:1: by: \"regoin\" is not known here\n    allowed: all, region, group, country, salesperson, team, customer\n    to do:   did you mean region?"},
		{"no kind", "by,value,mail\n,North,n@example.com\n", "people.csv:2:1: by: is missing"},
		{"no value", "by,value,mail\nregion,,n@example.com\n", "people.csv:2:1: value: is missing"},
		{"everything of something", "by,value,mail\nall,North,n@example.com\n", "people.csv:2:5: value: stands beside all"},
		{"no address", "by,value,mail\nregion,North,\n", "people.csv:2:1: mail: is missing"},
		{"not an address", "by,value,mail\nregion,North,north\n", "people.csv:2:14: mail: \"north\" is not a mail address"},
		{"outside", "by,value,mail\nregion,North,n@elsewhere.org\n", "people.csv:2:14: mail: \"n@elsewhere.org\" is outside mail.allowed_domains"},
		{"not a day", "by,value,mail,until\nregion,North,n@example.com,30.9.2026\n", "people.csv:2:28: until: \"30.9.2026\" is not a day"},
		{"no such day", "by,value,mail,until\nregion,North,n@example.com,2026-09-31\n", "people.csv:2:28: until: \"2026-09-31\" is not a day"},
		{"twice", "by,value,mail\nregion,North,n@example.com\nregion,North,N@example.com\n", "people.csv:3:14: mail: N@example.com gets this part already"},
		{"too many cells", "by,value,mail\nregion,North, far,n@example.com\n", "people.csv:2:1: has 4 cells below 3 headers"},
		{"quotes", "by,value,mail\nregion,\"North,n@example.com\n", "people.csv:2:29: is not CSV"},
		{"bytes", "by,value,mail\nregion,\xb1\xb1,n@example.com\n", "people.csv:2:8: is not UTF-8 text"},
		{"a reference", "by,value,mail\nregion,North,${HOME}@example.com\n", "people.csv:2:14: mail: "},
	} {
		people, err := parsePeople("people.csv", []byte(c.text), []string{"example.com"})
		if _, ok := errors.AsType[*Mistakes](err); !ok || !strings.HasPrefix(err.Error(), c.want) || people != nil {
			t.Errorf("%s: %d people, and\n%v\nwant\n%s", c.name, len(people), err, c.want)
		}
	}
}

func TestReadPeople(t *testing.T) {
	path := filepath.Join(t.TempDir(), "people.csv")
	if _, err := ReadPeople(path, nil); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), path+":1:1: cannot be read") {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("by,value,mail\nall,,li@example.com\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if people, err := ReadPeople(path, nil); err != nil || len(people) != 1 {
		t.Errorf("%v %v", people, err)
	}
}

// Whatever a file holds: it is refused with a place in it, or every person in it has
// an allowed address and one part.
func FuzzPeople(f *testing.F) {
	f.Add([]byte("by,value,mail,name,until\nregion,North,n@example.com,\"N \"\"x\"\"\",2026-09-30\nall,,a@example.com,,\n"))
	f.Add([]byte("mail;by;value\n\"a\";team"))
	f.Add([]byte("by,value,mail\nregion,${X},n@example.com\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		people, err := parsePeople("people.csv", data, []string{"example.com"})
		if err != nil {
			wrong, ok := errors.AsType[*Mistakes](err)
			if !ok || len(wrong.List) == 0 || people != nil || wrong.List[0].Line < 1 || wrong.List[0].Column < 1 {
				t.Fatalf("%d people, %v", len(people), err)
			}
			return
		}
		for _, p := range people {
			if !strings.HasSuffix(strings.ToLower(p.Mail.Address), "@example.com") || (p.Slice.Name == AllSlice) != (p.Slice.By == "") || p.Slice.By != "" && (len(p.Slice.Is) != 1 || p.Slice.Is[0] == "") {
				t.Fatalf("%+v", p)
			}
		}
	})
}
