package html_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/render"
	"daybook/render/html"
	"daybook/render/mailtest"
)

var update = flag.Bool("update", false, "write the golden files anew; then look at them in a browser")

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
			path := filepath.Join("testdata", test.name+".html")
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
		})
	}
}

func write(t *testing.T, d *render.Document, m render.Mail) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, d, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHostileNamesAreText(t *testing.T) {
	d, m := mailtest.Odd()
	got := write(t, d, m)
	for _, bad := range []string{"<script", "</td></table><", "<b>12</b>", "javascript:", "ZgotmplZ", "\u202e", "\u2028"} {
		if strings.Contains(got, bad) {
			t.Errorf("the mail holds %q", bad)
		}
	}
	for _, good := range []string{
		"=HYPERLINK(&#34;http://evil.example&#34;,&#34;x&#34;)",
		"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
		mailtest.EmojiName[:len("👩‍🔧 Pump")] + " &amp; Valve",
		"two lines three turned",
		`href="https://erp.example/customer?id=7&amp;x=%22y%22"`,
	} {
		if !strings.Contains(got, good) {
			t.Errorf("the mail does not hold %q", good)
		}
	}
}

func TestLongNamesAreCut(t *testing.T) {
	d, m := mailtest.Odd()
	got := write(t, d, m)
	if strings.Contains(got, mailtest.LongName()) || !strings.Contains(got, "Extraordinaril…") {
		t.Error("a name of 300 characters was not cut")
	}
}

func TestLongFiguresStandAboveTheirChanges(t *testing.T) {
	heads := func(d *render.Document, m render.Mail) int {
		return strings.Count(write(t, d, m), `scope="col"`)
	}
	if n := heads(mailtest.Ordinary("zh-CN")); n != 4 {
		t.Errorf("usual figures have %d columns, want 4", n)
	}
	if n := heads(mailtest.Huge()); n != 2 {
		t.Errorf("long figures have %d columns, want 2", n)
	}
}

// Gmail shows no more than 102 KB of a mail.
func TestLargestMailIsShownWhole(t *testing.T) {
	d, m := mailtest.Odd()
	rows := d.Brief.Exceptions.Rows
	d.Brief.Exceptions.Rows = append(append(rows, rows...), rows...)
	d.Brief.KPIs = append(d.Brief.KPIs, d.Brief.KPIs...)
	if n := len(write(t, d, m)); n > 80<<10 {
		t.Errorf("the mail has %d bytes", n)
	}
}

func TestNothingIsFetched(t *testing.T) {
	d, m := mailtest.Ordinary("en")
	got := strings.ToLower(write(t, d, m))
	for _, bad := range []string{"<img", "src=", "url(", "<link", "<style", "@import", "class=", "http:"} {
		if strings.Contains(got, bad) {
			t.Errorf("the mail holds %q", bad)
		}
	}
}

func TestEveryStatusAndToneHasALook(t *testing.T) {
	for status := render.StatusOK; status <= render.StatusRestated; status++ {
		for tone := render.TonePlain; tone <= render.ToneSoon; tone++ {
			d, m := mailtest.Ordinary("en")
			d.Brief.Status = status
			d.Brief.KPIs[0].Changes[0].Tone = tone
			if got := write(t, d, m); !strings.Contains(got, m.Words.Of(status)) {
				t.Errorf("status %d is not said", status)
			}
		}
	}
}

func TestPreheaderIsTheFinding(t *testing.T) {
	d, m := mailtest.Ordinary("en")
	body := strings.SplitN(write(t, d, m), "<body", 2)[1]
	first := strings.SplitN(body, "</div>", 2)[0]
	if !strings.Contains(first, "display:none") || !strings.HasSuffix(first, ">"+d.Brief.Finding) {
		t.Errorf("the body begins with %q", first)
	}
}

func TestContactIsALinkOnlyIfItIsAnAddress(t *testing.T) {
	tests := []struct {
		contact string
		linked  bool
	}{
		{"ar-reports@marlwick.example", true},
		{"the finance desk", false},
		{"Finance <ar-reports@marlwick.example>", false},
		{"x@y?bcc=z@evil.example", false},
	}
	for _, test := range tests {
		d, m := mailtest.Ordinary("en")
		m.Contact = test.contact
		got := write(t, d, m)
		if linked := strings.Contains(got, "mailto:"+test.contact); linked != test.linked {
			t.Errorf("%q is linked: %v, want %v", test.contact, linked, test.linked)
		}
	}
}

func TestWriteSaysWhatIsMissing(t *testing.T) {
	d, m := mailtest.Ordinary("en")
	m.Words = render.Words{}
	if err := html.Write(&bytes.Buffer{}, d, m); err == nil {
		t.Error("a mail without words was written")
	}
}

func TestWriteReportsTheWriter(t *testing.T) {
	d, m := mailtest.Ordinary("en")
	if err := html.Write(full{}, d, m); !errors.Is(err, errFull) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

var errFull = errors.New("disc full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
