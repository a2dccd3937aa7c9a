package text_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook/render"
	"daybook/render/mailtest"
	"daybook/render/text"
)

var update = flag.Bool("update", false, "write the golden files anew; then read them")

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		name string
		of   func() (*render.Document, render.Mail)
	}{
		{"ordinary_en", func() (*render.Document, render.Mail) { return mailtest.Ordinary("en") }},
		{"ordinary_zh", func() (*render.Document, render.Mail) { return mailtest.Ordinary("zh-CN") }},
		{"odd", mailtest.Odd},
		{"huge", mailtest.Huge},
		{"empty", mailtest.Empty},
		{"quiet", mailtest.Quiet},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, m := test.of()
			got := write(t, d, m)
			path := filepath.Join("testdata", test.name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			fits(t, got)
		})
	}
}

func write(t testing.TB, d *render.Document, m render.Mail) string {
	t.Helper()
	var b bytes.Buffer
	if err := text.Write(&b, d, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fits says that only a line of a single word may be longer than 58 columns.
func fits(t interface{ Errorf(string, ...any) }, s string) {
	for n, line := range strings.Split(s, "\n") {
		words := strings.Fields(strings.TrimPrefix(strings.TrimPrefix(line, "! "), "- "))
		if text.Width(line) > 58 && len(words) > 1 {
			t.Errorf("line %d has %d columns: %q", n+1, text.Width(line), line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %d ends in spaces: %q", n+1, line)
		}
	}
}

func TestNoLineIsTooLong(t *testing.T) {
	words := rapid.StringOfN(rapid.SampledFrom([]rune("aZ9 ,.%−▲·万应收（），。👩\u200d🔧é\n\t\u202e")), 0, 200, -1)
	rapid.Check(t, func(t *rapid.T) {
		d, m := mailtest.Ordinary(rapid.SampledFrom([]string{"en", "zh-CN"}).Draw(t, "language"))
		b := &d.Brief
		for _, s := range []*string{
			&b.Title, &b.Caption, &b.Verdict, &b.TieOut, &b.Finding, &b.Legend, &b.ChangesTitle, &b.Since[0],
			&b.KPIs[1].Name, &b.KPIs[1].Note, &b.Exceptions.Title, &b.Exceptions.Rows[0].What, &b.Exceptions.Rows[1].Why,
			&b.Changes[0].What, &m.ReadAt, &m.SentAs, &m.Contact, &m.Attachments[0].Name,
		} {
			*s = words.Draw(t, "words")
		}
		var out bytes.Buffer
		if err := text.Write(&out, d, m); err != nil {
			t.Fatal(err)
		}
		fits(t, out.String())
	})
}

func TestHostileNamesStayOnTheirLine(t *testing.T) {
	d, m := mailtest.Ordinary("en")
	lines := strings.Count(write(t, d, m), "\n")
	d.Brief.Exceptions.Rows[0].What = "one\r\nBcc: x@evil.example\u2028 \u202etwo"
	got := write(t, d, m)
	if strings.Count(got, "\n") != lines || strings.ContainsAny(got, "\r\u2028\u202e") {
		t.Errorf("a name has made lines of its own:\n%s", got)
	}
}

func TestWriteSaysWhatIsMissing(t *testing.T) {
	d, m := mailtest.Ordinary("en")
	m.Words = render.Words{}
	if err := text.Write(&bytes.Buffer{}, d, m); err == nil {
		t.Error("a mail without words was written")
	}
}

func TestWriteReportsTheWriter(t *testing.T) {
	d, m := mailtest.Ordinary("en")
	if err := text.Write(full{}, d, m); !errors.Is(err, errFull) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

var errFull = errors.New("disc full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
