package fact

import (
	"encoding/binary"
	"strings"
)

// texts keeps the texts of rows one behind the other: a row holds the place of
// each in four bytes, and the garbage collector has a few large objects to look
// at instead of millions of small ones. The zero value is empty and ready.
type texts struct {
	// chunks are never longer than they were made, so that what was given out stays
	// valid. A chunk begins with a byte that is no text: place 0 is the empty text.
	chunks []*strings.Builder
}

const (
	textChunk = 1 << 16
	// longText in the place of a length says that four bytes of length follow.
	longText = 0xff
)

// add keeps s and returns its place.
func (t *texts) add(s string) uint32 {
	if s == "" {
		return 0
	}
	n := len(t.chunks)
	need := len(s) + 1
	if len(s) >= longText {
		need += 4
	}
	if n == 0 || t.chunks[n-1].Len()+need > textChunk {
		t.chunks = append(t.chunks, newTextChunk(need))
		n++
	}
	chunk := t.chunks[n-1]
	place := uint32(n-1)*textChunk + uint32(chunk.Len())
	if len(s) < longText {
		chunk.WriteByte(byte(len(s)))
	} else {
		var length [5]byte
		length[0] = longText
		binary.BigEndian.PutUint32(length[1:], uint32(len(s)))
		chunk.Write(length[:])
	}
	chunk.WriteString(s)
	return place
}

// addPair keeps an id and a number, which mostly are one text.
func (t *texts) addPair(id, number string) (idPlace, numberPlace uint32) {
	idPlace = t.add(id)
	if number == id {
		return idPlace, idPlace
	}
	return idPlace, t.add(number)
}

func newTextChunk(need int) *strings.Builder {
	chunk := new(strings.Builder)
	chunk.Grow(max(textChunk, 1+need))
	chunk.WriteByte(0)
	return chunk
}

// at returns the text of a place, without a copy.
func (t *texts) at(place uint32) string {
	if place == 0 {
		return ""
	}
	s := t.chunks[place/textChunk].String()[place%textChunk:]
	if s[0] != longText {
		return s[1 : 1+int(s[0])]
	}
	n := int(s[1])<<24 | int(s[2])<<16 | int(s[3])<<8 | int(s[4])
	return s[5 : 5+n]
}

// numbered keeps each of a few values once and knows it by its number.
type numbered[T comparable] struct {
	values []T
	places map[T]uint32
	last   uint32
}

// number returns the number of a value. Rows side by side mostly share it.
func (n *numbered[T]) number(v T) uint32 {
	if int(n.last) < len(n.values) && n.values[n.last] == v {
		return n.last
	}
	place, found := n.places[v]
	if !found {
		if n.places == nil {
			n.places = map[T]uint32{}
		}
		place = uint32(len(n.values))
		n.values, n.places[v] = append(n.values, v), place
	}
	n.last = place
	return place
}
