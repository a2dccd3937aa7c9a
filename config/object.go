package config

import (
	"fmt"
	"slices"
	"strings"
)

// object is a group of keys. A section asks for each key it knows; what nobody asked
// for is unknown.
type object struct {
	value
	asked []string
}

// object returns the keys under the key; none where it is absent or no mapping.
func (v value) object(allowed string) *object {
	if !v.is(kindMapping, allowed) {
		v.n = nil
	}
	return &object{value: v}
}

// get returns the value under the key. An absent one is told of at the place of the
// object.
func (o *object) get(name string) value {
	if !slices.Contains(o.asked, name) {
		o.asked = append(o.asked, name)
	}
	v := value{r: o.r, path: join(o.path, name), at: o.at}
	if o.n == nil {
		return v
	}
	for _, f := range o.n.fields {
		if f.name == name {
			v.n, v.at = f.value, f.value.at
		}
	}
	return v
}

// end tells of every key that was not asked for.
func (o *object) end() {
	if o.n == nil {
		return
	}
	for _, f := range o.n.fields {
		if !slices.Contains(o.asked, f.name) {
			o.r.refuse(join(o.path, f.name), f.at, refusal{
				"is not a known key", strings.Join(o.asked, ", "), didYouMean(f.name, o.asked),
			})
		}
	}
}

// didYouMean names the candidate that differs least from the word, if it differs
// little enough to be a slip.
func didYouMean(word string, candidates []string) string {
	best, least := "", 1+len([]rune(word))/3
	for _, c := range candidates {
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %s?", best)
}

// distance counts the characters to insert, delete, replace or swap with their
// neighbour between a and b (optimal string alignment).
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			same := 1
			if from[i-1] == to[j-1] {
				same = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+same)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}
