package extract

import "daybook/extract/fact"

// later marks the id of a row after the as-of date: what refers to it is left out
// with it, and is no mistake.
const later fact.Ref = -2

// index finds the place of a row by the ERP's id. Most ERPs number their rows, many
// behind a prefix (ACC-SINV-2025-00017): such ids are places in an array, which
// takes a tenth of the memory of a map and of its time. Ids of any other form, and
// numbers far beyond the count of rows, go into a map. An index that is complete is
// sealed, and its arrays become [run]s.
type index struct {
	series []series
	recent int // the series asked for last
	refs   map[string]fact.Ref
	count  int
	// read says that the fact was read, so that an id it lacks is unknown.
	read bool
}

// series are ids that differ in their number only.
type series struct {
	prefix string
	// width is the number of digits where zeros lead, else 0: "007" is another id
	// than "7".
	width int
	// places holds, by number, the place plus one; 0 is no row. Sealed it is empty.
	places []fact.Ref
	runs   []run
	loose  [][runNumbers]fact.Ref
}

// mostSeries bounds what is looked through for an id; hashes that happen to end in
// digits would make a series each.
const mostSeries = 32

// put enters the place of an id, or another one for an id that was put before. Where
// the index is sealed it must be a new one.
func (x *index) put(id string, ref fact.Ref) {
	x.count++
	prefix, width, n, ok := numbered(id)
	if ok {
		if s := x.of(prefix, width); s != nil && x.reach(s, n) {
			s.places[n] = ref + 1
			return
		}
	}
	if x.refs == nil {
		x.refs = map[string]fact.Ref{}
	}
	x.refs[id] = ref
}

// of returns the series of a prefix and width, a new one where there is room.
func (x *index) of(prefix string, width int) *series {
	if s := seriesOf(x, prefix, width); s != nil {
		return s
	}
	if len(x.series) == mostSeries {
		return nil
	}
	x.series = append(x.series, series{prefix: prefix, width: width})
	return &x.series[len(x.series)-1]
}

// seriesOf returns the series of a prefix and width; neighbours are mostly of one.
func seriesOf[T string | []byte](x *index, prefix T, width int) *series {
	for i := range x.series {
		at := (x.recent + i) % len(x.series)
		if s := &x.series[at]; s.width == width && s.prefix == string(prefix) {
			x.recent = at
			return s
		}
	}
	return nil
}

// reach makes room for a number, unless that would be mostly empty.
func (x *index) reach(s *series, n int) bool {
	const least, sparse = 1 << 18, 8
	if n < len(s.places) {
		return true
	}
	if n >= max(least, sparse*x.count) || s.runs != nil {
		return false
	}
	s.places = append(s.places, make([]fact.Ref, n+1-len(s.places))...)
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
	if prefix, width, n, ok := numbered(id); ok {
		if s := seriesOf(x, prefix, width); s != nil {
			if ref, found := s.find(n); found {
				return ref, true
			}
		}
	}
	if ref, found := x.refs[string(id)]; found {
		return ref, true
	}
	return fact.None, false
}

func (s *series) find(n int) (fact.Ref, bool) {
	if s.runs != nil {
		return s.ofRun(n)
	}
	if n >= len(s.places) || s.places[n] == 0 {
		return fact.None, false
	}
	return s.places[n] - 1, true
}

// numbered splits an id into a prefix and the number at its end, with the number's
// width where zeros lead.
func numbered[T string | []byte](id T) (prefix T, width, n int, ok bool) {
	const mostDigits = 9
	at, unit := len(id), 1
	for at > 0 && len(id)-at < mostDigits && id[at-1]-'0' <= 9 {
		at--
		n += unit * int(id[at]-'0')
		unit *= 10
	}
	digits := len(id) - at
	if digits == 0 {
		return prefix, 0, 0, false
	}
	if id[at] == '0' && digits > 1 {
		width = digits
	}
	return id[:at], width, n, true
}
