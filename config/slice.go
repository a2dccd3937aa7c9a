package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// AllSlice is the slice that is everything. It is built in and has no rule.
const AllSlice = "all"

// Slice is a part of the report that a recipient may see.
type Slice struct {
	Name string
	// By is the dimension that the rule looks at: one of [Dimensions].
	By string
	// Is lists the values of the dimension that belong to the slice.
	Is []string
	// Each makes one slice of every value of the dimension instead: of every
	// salesperson, say. Then Is is empty.
	Each bool
}

// Dimensions are what a slice's rule can look at.
var Dimensions = []string{"region", "group", "country", "salesperson", "team", "customer"}

// sliceName goes into file names of the archive.
var sliceName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$`)

func (v value) slices() []Slice {
	var out []Slice
	var names []string
	for _, each := range v.items("a list of slices, each with name, by and is") {
		s := each.slice(names)
		names = append(names, s.Name)
		out = append(out, s)
	}
	return out
}

func (v value) slice(earlier []string) Slice {
	o := v.object("keys: name, by, is, each")
	defer o.end()
	if o.absent() {
		return Slice{}
	}
	s := Slice{Name: o.get("name").required("a name", "").name(sliceName, earlier, "letters, digits, - and _, at most 60")}
	if s.Name == AllSlice {
		o.get("name").refuse(`"all" is built in and means everything`, "another name", "remove this slice, or rename it")
	}
	by, is, each := o.get("by"), o.get("is"), o.get("each")
	if by.absent() && is.absent() && each.absent() {
		o.refuse("has no rule, so that nobody could say what belongs to it", "by: "+strings.Join(Dimensions, "|")+" and is: [values]", "add by and is")
		return s
	}
	s.By = by.required(strings.Join(Dimensions, ", "), "say what the values are of").choice("", Dimensions...)
	if s.Each = each.boolean(false); s.Each {
		if !is.absent() {
			is.refuse("stands beside each, which means every value", "is: [values], or each: true", "remove one of the two")
		}
		return s
	}
	s.Is = is.required("a list of values, or each: true for a slice of every value", "say which belong to the slice").texts()
	if !is.absent() && is.n.kind == kindList && len(is.n.items) == 0 {
		is.refuse("names no value, so that the slice would be empty", "a list of values", "name at least one")
	}
	return s
}

// name checks the form of a name and that no earlier one is the same.
func (v value) name(form *regexp.Regexp, earlier []string, allowed string) string {
	text := v.text("")
	switch {
	case text == "":
	case !form.MatchString(text):
		v.refuse(v.written()+" is not a name", allowed, "")
	case slices.Contains(earlier, text):
		v.refuse(fmt.Sprintf("%s is the name of an earlier one", v.written()), "a name of its own", "rename one of the two")
	}
	return text
}
