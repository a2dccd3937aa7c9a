package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// reader collects the mistakes of one file while sections take their values.
type reader struct {
	name      string
	folder    string // that relative paths start from
	env       func(string) (string, bool)
	files     files
	mistakes  []Mistake
	positions map[string]Position
	// notes are by path, and become the Config's when it is whole.
	notes []pathNote
}

// plainReader reads a file that names no others and takes nothing out of the
// environment.
func plainReader(name string) *reader {
	return &reader{name: name, positions: make(map[string]Position), files: noFiles{}, env: noEnv}
}

func noEnv(string) (string, bool) { return "", false }

type pathNote struct{ path, text string }

func (r *reader) refuse(path string, at Position, why refusal) {
	r.mistakes = append(r.mistakes, Mistake{
		Line: at.Line, Column: at.Column, Path: path,
		Message: why.message, Allowed: why.allowed, Hint: why.hint,
	})
}

// value is what stands under a key, or its absence.
type value struct {
	r    *reader
	n    *node // nil where the key is absent
	path string
	at   Position
}

func (v value) absent() bool { return v.n == nil }

func (v value) refuse(message, allowed, hint string) {
	v.r.refuse(v.path, v.at, refusal{message, allowed, hint})
}

// required tells of an absent value.
func (v value) required(allowed, hint string) value {
	if v.absent() {
		v.refuse("is missing", allowed, hint)
	}
	return v
}

// is says that a value is there and of the kind; of another kind it tells.
func (v value) is(want kind, allowed string) bool {
	if v.absent() || v.n.kind == kindRefused {
		return false
	}
	switch v.n.kind {
	case want:
		return true
	case kindNothing:
		v.refuse("has no value", allowed, "give it one, or remove the line")
	default:
		v.refuse(fmt.Sprintf("is %s where %s is expected", v.n.kind, want), allowed, "")
	}
	return false
}

// text returns the text under the key with its references to the environment
// replaced. Numbers are taken as written.
func (v value) text(otherwise string) string {
	if v.absent() {
		return otherwise
	}
	if v.n.kind == kindBoolean {
		v.refuse(v.n.text+" is a truth value where text is expected", "", "put it in 'quotes' if it is meant as text")
		return otherwise
	}
	if v.n.kind != kindNumber && !v.is(kindText, "") {
		return otherwise
	}
	text, ok := v.expand(v.n.text)
	switch {
	case !ok:
		return otherwise
	case strings.TrimSpace(text) == "":
		v.refuse("is empty", "", "give it a value, or remove the line")
		return otherwise
	case strings.ContainsFunc(text, unicode.IsControl):
		v.refuse("has a line break or another control character", "one line of text", "")
		return otherwise
	}
	return text
}

// written is the value for messages: as it stands in the file, so that what came out
// of the environment is not printed.
func (v value) written() string { return quoted(v.n.text) }

func quoted(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return strconv.Quote(text)
}

// choice returns one of the allowed words.
func (v value) choice(otherwise string, allowed ...string) string {
	text := v.text("")
	switch {
	case text == "":
		return otherwise
	case slices.Contains(allowed, text):
		return text
	}
	v.refuse(v.written()+" is not known here", strings.Join(allowed, ", "), didYouMean(v.n.text, allowed))
	return otherwise
}

// parsed returns the text under the key as the function reads it, and tells of the
// refusal that the function returns instead.
func parsed[T any](v value, otherwise T, parse func(string) (T, error)) T {
	text := v.text("")
	if text == "" {
		return otherwise
	}
	out, err := parse(text)
	if err == nil {
		return out
	}
	var why refusal
	if !errors.As(err, &why) {
		why = refusal{message: err.Error()}
	}
	if text != v.n.text {
		// The value came out of the environment and is not ours to print.
		why.message, why.hint = "what "+v.written()+" stands for is not accepted", ""
	}
	v.r.refuse(v.path, v.at, why)
	return otherwise
}

// items returns the values of a list, and tells of what is no list.
func (v value) items(allowed string) []value {
	if !v.is(kindList, allowed) {
		return nil
	}
	if len(v.n.items) == 0 {
		v.refuse("is an empty list", allowed, "name at least one, or remove the line")
	}
	return v.list()
}

// list returns the values of a list; a single one counts as a list of one.
func (v value) list() []value {
	if v.absent() || v.n.kind == kindRefused {
		return nil
	}
	if v.n.kind != kindList {
		return []value{v}
	}
	out := make([]value, len(v.n.items))
	for i, item := range v.n.items {
		out[i] = value{r: v.r, n: item, path: item.path, at: item.at}
	}
	return out
}

// texts returns a list of texts without those that were refused.
func (v value) texts() []string {
	var out []string
	for _, each := range v.list() {
		if text := each.text(""); text != "" {
			out = append(out, text)
		}
	}
	return out
}
