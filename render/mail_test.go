package render_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/render"
)

func TestMailWordsAreComplete(t *testing.T) {
	english := reflect.ValueOf(render.MailWords("en"))
	for _, language := range []string{"en", "zh-CN"} {
		words := reflect.ValueOf(render.MailWords(language))
		for i := range words.NumField() {
			name := words.Type().Field(i).Name
			for j, s := range texts(words.Field(i)) {
				if strings.TrimSpace(s) == "" {
					t.Errorf("%s: %s has no words", language, name)
				}
				want := strings.Count(texts(english.Field(i))[j], "%s")
				if got := strings.Count(s, "%"); got != want {
					t.Errorf("%s: %s takes %d values, in English %d", language, name, got, want)
				}
			}
		}
	}
}

func texts(v reflect.Value) []string {
	if v.Kind() == reflect.String {
		return []string{v.String()}
	}
	var all []string
	for i := range v.Len() {
		all = append(all, v.Index(i).String())
	}
	return all
}

func TestEveryStatusHasItsWord(t *testing.T) {
	w := render.MailWords("en")
	want := map[render.Status]string{
		render.StatusOK:       "✓ OK",
		render.StatusWarn:     "! WARN",
		render.StatusFail:     "✗ FAIL",
		render.StatusEmpty:    "– NO DATA",
		render.StatusRestated: "! RESTATED",
	}
	for status, word := range want {
		if got := w.Of(status); got != word {
			t.Errorf("status %d is %q, want %q", status, got, word)
		}
	}
}

func TestContentsAndSize(t *testing.T) {
	tests := []struct {
		file           render.Artifact
		contents, size string
	}{
		{render.Artifact{Sheets: 8, Rows: 428, Bytes: 151_000}, "8 sheets · 428 rows", "148 KB"},
		{render.Artifact{Sheets: 1, Rows: 1, Bytes: 1}, "1 sheet · 1 row", "1 KB"},
		{render.Artifact{Sheets: 8, Rows: 0, Bytes: 1024}, "8 sheets · 0 rows", "1 KB"},
		{render.Artifact{Sheets: 11, Rows: 1_234_567, Bytes: 7_759_462}, "11 sheets · 1,234,567 rows", "7.4 MB"},
		{render.Artifact{Rows: 999, Bytes: 0}, "999 rows", "0 KB"},
		{render.Artifact{Bytes: 1025}, "", "2 KB"},
	}
	for _, test := range tests {
		if got := render.MailWords("en").Contents(test.file); got != test.contents {
			t.Errorf("contents of %+v: %q, want %q", test.file, got, test.contents)
		}
		if got := test.file.Size(); got != test.size {
			t.Errorf("size of %+v: %q, want %q", test.file, got, test.size)
		}
	}
}

func TestSmallPrintLeavesOutWhatIsNotKnown(t *testing.T) {
	m := render.Mail{Run: "r1", Words: render.MailWords("en")}
	want := []render.Fine{{Label: "What each figure means: sheet Notes"}, {Label: "Run ", Value: "r1"}}
	if diff := cmp.Diff(want, m.SmallPrint()); diff != "" {
		t.Errorf("small print (-want +got):\n%s", diff)
	}
}

func TestMailWithoutWordsIsRefused(t *testing.T) {
	err := render.Mail{}.Check()
	if err == nil || !strings.Contains(err.Error(), "render.MailWords") {
		t.Errorf("got %v, want an error that names render.MailWords", err)
	}
	if err := (render.Mail{Words: render.MailWords("en")}).Check(); err != nil {
		t.Error(err)
	}
}
