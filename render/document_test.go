package render

import (
	"reflect"
	"testing"
)

// Every field of a link leads somewhere.
func TestLinkIsZero(t *testing.T) {
	if !(Link{}).IsZero() {
		t.Error("no link leads somewhere")
	}
	for i := range reflect.TypeFor[Link]().NumField() {
		var l Link
		reflect.ValueOf(&l).Elem().Field(i).SetString("x")
		if l.IsZero() {
			t.Errorf("%+v leads nowhere", l)
		}
	}
}
