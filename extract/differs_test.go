package extract_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/preset"
)

// Every reason that a preset gives is one that has words, and every reason that has
// words is given by a preset.
func TestKnownDifferencesAreGiven(t *testing.T) {
	given := map[fact.KnownDifference]bool{}
	for _, name := range preset.Names {
		p, err := preset.Load(name, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, why := range p.Differs {
			given[fact.KnownDifference(why)] = true
			if !slices.Contains(fact.KnownDifferences, fact.KnownDifference(why)) {
				t.Errorf("%s: differs: %s", name, why)
			}
		}
	}
	if len(given) != len(fact.KnownDifferences) {
		t.Errorf("given are %v of %v", given, fact.KnownDifferences)
	}
}

func TestUnknownDifferenceIsRefused(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "preset.yml"), []byte("name: ours\ndiffers: [moon]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := extract.Open(t.Context(), "sqlite://none.db", extract.Options{Preset: "ours", Overlay: folder})
	if err == nil || !strings.Contains(err.Error(), `differs: "moon" is none of`) {
		t.Errorf("%v", err)
	}
}
