package scenario

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestScenario takes every scenario of the folder that DAYBOOK_SCENARIOS names
// through a database and compares every figure that it expects.
func TestScenario(t *testing.T) {
	root := filepath.Join("..", "..")
	folder, named := os.Getenv("DAYBOOK_SCENARIOS"), os.Getenv("DAYBOOK_SCENARIOS") != ""
	if !named {
		folder = filepath.Join("..", "shared", "scenarios")
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(root, folder) // as from the root of the repository
	}
	all := load(t, folder)
	if len(all) == 0 {
		if named || os.Getenv("CI") != "" {
			t.Fatalf("needs scenarios: set DAYBOOK_SCENARIOS to their folder; there are none in %s", folder)
		}
		t.Skipf("needs scenarios: set DAYBOOK_SCENARIOS to their folder; there are none in %s", folder)
	}
	run(t, all)
}

// TestOwnScenario does so with our own, one for each kind of movement.
func TestOwnScenario(t *testing.T) {
	all := load(t, "testdata")
	if len(all) == 0 {
		t.Fatal("testdata holds no scenario")
	}
	run(t, all)
}

func run(t *testing.T, all []scenario) {
	seen := map[string]bool{}
	for i := range all {
		s := &all[i]
		if seen[s.ID] {
			t.Errorf("two scenarios are called %s", s.ID)
		}
		seen[s.ID] = true
		t.Run(s.ID, func(t *testing.T) {
			t.Parallel()
			c := newChecker(t, analysed(t, s.asThePeerKeepsIt()))
			c.check()
			c.compareMatching(s)
			c.compareDifferences()
		})
	}
}

// asThePeerKeepsIt is the scenario without the days of matchings that the peer
// does not keep: it counts a matching from the later of the two postings.
func (s *scenario) asThePeerKeepsIt() *scenario {
	if s.FollowsSimpleRule || !s.oca() {
		return s
	}
	peer := *s
	peer.Allocations = slices.Clone(s.Allocations)
	for i := range peer.Allocations {
		peer.Allocations[i].AllocatedOn = day{}
	}
	return &peer
}

// compareMatching notes what is open with the days of matchings as they are.
func (c *checker) compareMatching(s *scenario) {
	if c.r.s == s {
		return
	}
	ours := newChecker(c.t, analysed(c.t, s))
	for _, key := range slices.Sorted(maps.Keys(ours.now)) {
		if theirs, own := c.now[key].Company, ours.now[key].Company; theirs != own {
			c.differ(ownMatchDate, key, "theirs %s, ours %s", theirs, own)
		}
	}
}

// compareDifferences holds what differs from the peer against the table.
func (c *checker) compareDifferences() {
	slices.Sort(c.notes)
	for _, note := range c.notes {
		c.t.Logf("differs by convention: %s", note)
	}
	if want, known := differences[c.r.s.ID]; known {
		if diff := cmp.Diff(want, c.notes); diff != "" {
			c.t.Errorf("what differs from the peer (table − found):\n%s", diff)
		}
	}
}
