package extract

import "daybook/extract/fact"

// later marks the id of a row after the as-of date: what refers to it is left out
// with it, and is no mistake.
const later fact.Ref = -2

// index finds the place of a row by the ERP's id. Most ERPs number their rows:
// such ids are places in an array, which takes a tenth of the memory of a map and
// of its time. Ids of any other form, and numbers far beyond the count of rows,
// go into a map.
type index struct {
	// numbered holds, by id, the place plus one; 0 is no row.
	numbered []fact.Ref
	refs     map[string]fact.Ref
	count    int
	// read says that the fact was read, so that an id it lacks is unknown.
	read bool
}

// put enters the place of an id, or another one for an id that was put before.
func (x *index) put(id string, ref fact.Ref) {
	x.count++
	if n, ok := rowNumber(id); ok && x.reach(n) {
		x.numbered[n] = ref + 1
		return
	}
	if x.refs == nil {
		x.refs = map[string]fact.Ref{}
	}
	x.refs[id] = ref
}

// reach makes room for a number, unless that would be mostly empty.
func (x *index) reach(n int) bool {
	const least, sparse = 1 << 18, 8
	if n < len(x.numbered) {
		return true
	}
	if n >= max(least, sparse*x.count) {
		return false
	}
	x.numbered = append(x.numbered, make([]fact.Ref, n+1-len(x.numbered))...)
	return true
}

// putLater marks an id as that of a later row, unless an earlier one bears it too.
func (x *index) putLater(id string) {
	if !x.has([]byte(id)) {
		x.put(id, later)
	}
}

// at returns the place of an id, [later], or None where there is no such row.
func (x *index) at(id []byte) fact.Ref {
	ref, _ := x.find(id)
	return ref
}

func (x *index) has(id []byte) bool {
	_, found := x.find(id)
	return found
}

func (x *index) find(id []byte) (fact.Ref, bool) {
	// An id may stand in the map from before the array reached it.
	if n, ok := rowNumber(id); ok && n < len(x.numbered) && x.numbered[n] != 0 {
		return x.numbered[n] - 1, true
	}
	if ref, found := x.refs[string(id)]; found {
		return ref, true
	}
	return fact.None, false
}

// rowNumber reads an id that is a number as a database writes it: "007" is another
// id than "7".
func rowNumber[T string | []byte](id T) (n int, ok bool) {
	const mostDigits = 9
	if len(id) == 0 || len(id) > mostDigits || id[0] == '0' && len(id) > 1 {
		return 0, false
	}
	for i := range len(id) {
		c := id[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = 10*n + int(c)
	}
	return n, true
}
