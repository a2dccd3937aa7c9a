package config

import (
	"fmt"
	"regexp"
)

// reference is ${NAME}, or $${ for a plain ${.
var reference = regexp.MustCompile(`\$\$\{|\$\{[^}]*\}`)

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// expand replaces the references in text by the environment. It runs on values, after
// YAML was read: what a variable holds can never become keys.
func (v value) expand(text string) (string, bool) {
	ok := true
	out := reference.ReplaceAllStringFunc(text, func(match string) string {
		if match == "$${" {
			return "${"
		}
		name := match[2 : len(match)-1]
		if !variableName.MatchString(name) {
			v.refuse("has a ${…} that is not the name of an environment variable",
				"${NAME} of letters, digits and _", "write $${ for a plain ${")
			ok = false
			return ""
		}
		held, set := v.r.env(name)
		if !set {
			v.refuse(fmt.Sprintf("the environment variable %s is not set", name), "",
				fmt.Sprintf("set %s where daybook starts, or write $${ for a plain ${", name))
			ok = false
		}
		return held
	})
	return out, ok
}
