package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// kind is what a node is in YAML.
type kind uint8

const (
	kindText kind = iota
	kindNumber
	kindBoolean
	kindNothing // null, or a key without a value
	kindList
	kindMapping
	kindRefused // already told as a mistake: nothing more is said about it
)

// node is a value of the file: its text exactly as written, so that 0123 or 1.10
// lose nothing, and its place.
type node struct {
	kind   kind
	text   string
	path   string
	at     Position
	fields []field // of a mapping, in the order of the file
	items  []*node // of a list
}

type field struct {
	name  string
	at    Position
	value *node
}

// maxFile is far above any configuration and keeps a wrong file name from filling
// the memory.
const maxFile = 1 << 20

// tree turns YAML into nodes. What is wrong with the YAML itself goes to the reader;
// the node is nil where nothing could be read.
func (r *reader) tree(data []byte) *node {
	if len(data) > maxFile {
		r.refuse("", Position{1, 1}, refusal{"is larger than 1 MiB", "", "is this the configuration?"})
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		r.refuse("", invalidUTF8(data), refusal{"is not UTF-8 text", "", "save the file as UTF-8"})
		return nil
	}
	// Duplicate keys are let through here and told below, with every other mistake.
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return nil
	}
	return r.document(file)
}

func (r *reader) document(file *ast.File) *node {
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) == 0 {
		r.refuse("", Position{1, 1}, refusal{"is empty", "", "write one with: daybook init"})
		return nil
	}
	if len(bodies) > 1 {
		r.refuse("", positionOf(bodies[1]), refusal{"a second document begins here", "one document", `remove the line "---"`})
	}
	root := r.node(bodies[0], "", positionOf(bodies[0]))
	if root.kind != kindMapping {
		if root.kind != kindRefused {
			r.refuse("", root.at, refusal{"is " + root.kind.String() + " where keys are expected", "lines such as: language: en", ""})
		}
		return nil
	}
	return root
}

func (r *reader) syntax(err error) {
	at, message := Position{1, 1}, "is not YAML"
	if located, ok := errors.AsType[yaml.Error](err); ok {
		// The library's own text shows lines of the file, and with them passwords.
		message = "is not YAML: " + located.GetMessage()
		at = tokenPosition(located.GetToken())
	}
	r.refuse("", at, refusal{message, "", "look at the indentation (spaces, no tabs), the colons and the quotes; put text with : or # in 'quotes'"})
}

// node converts one value. at is its key's place, which is told for what has no
// place of its own.
func (r *reader) node(n ast.Node, path string, at Position) *node {
	out := &node{path: path, at: at}
	switch n := n.(type) {
	case *ast.MappingNode:
		out.kind = kindMapping
		r.fields(out, n.Values)
	case *ast.MappingValueNode:
		out.kind = kindMapping
		r.fields(out, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		out.kind = kindList
		for i, item := range n.Values {
			itemPath := fmt.Sprintf("%s[%d]", path, i)
			out.items = append(out.items, r.node(item, itemPath, positionOf(item)))
		}
	case *ast.NullNode, nil:
		out.kind = kindNothing
	default:
		r.scalar(out, n)
	}
	r.positions[path] = out.at
	return out
}

func (r *reader) scalar(out *node, n ast.Node) {
	out.at = positionOf(n)
	switch n := n.(type) {
	case *ast.StringNode:
		out.text = n.Value
	case *ast.LiteralNode:
		out.text = strings.TrimRight(n.Value.Value, "\n")
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.kind, out.text = kindNumber, n.GetToken().Value
	case *ast.BoolNode:
		out.kind, out.text = kindBoolean, n.GetToken().Value
	default:
		// Anchors would make one line stand for several fields, so that no mistake had
		// one place; and a configuration is short enough to be written out.
		out.kind = kindRefused
		r.refuse(out.path, out.at, refusal{
			"is written with an anchor (&), an alias (*) or a tag (!)",
			"plain values", "write the value out in full; put text that begins with & * or ! in 'quotes'",
		})
	}
}

func (r *reader) fields(out *node, values []*ast.MappingValueNode) {
	first := make(map[string]Position, len(values))
	for _, v := range values {
		if v.Key.IsMergeKey() {
			// What it would bring in is unknown, so nothing is said to be missing.
			r.refuse(out.path, positionOf(v.Key), refusal{"merges other keys with <<", "plain keys", "write the keys out in full"})
			out.kind = kindRefused
			continue
		}
		at := positionOf(v.Key)
		name, ok := r.key(v.Key, out.path, at)
		if !ok {
			continue
		}
		path := join(out.path, name)
		if earlier, twice := first[name]; twice {
			r.refuse(path, at, refusal{fmt.Sprintf("stands twice, first in line %d", earlier.Line), "", "keep one of the two"})
			continue
		}
		first[name] = at
		out.fields = append(out.fields, field{name: name, at: at, value: r.node(v.Value, path, at)})
	}
}

func (r *reader) key(n ast.MapKeyNode, path string, at Position) (string, bool) {
	switch key := n.(type) {
	case *ast.StringNode:
		return key.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		return key.GetToken().Value, true
	default:
		r.refuse(path, at, refusal{"has a key that is not plain text", "plain keys", ""})
	}
	return "", false
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// String names the kind with its article.
func (k kind) String() string {
	return [...]string{"text", "a number", "true or false", "nothing", "a list", "a group of keys", "refused"}[k]
}

// positionOf gives the place of a node's first character: of a mapping that is its
// first key, where the library names the colon.
func positionOf(n ast.Node) Position {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return positionOf(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return positionOf(n.Key)
	}
	return tokenPosition(n.GetToken())
}

func tokenPosition(t *token.Token) Position {
	if t == nil || t.Position == nil {
		return Position{1, 1}
	}
	return Position{Line: max(1, t.Position.Line), Column: max(1, t.Position.Column)}
}

func invalidUTF8(data []byte) Position {
	at := Position{1, 1}
	for len(data) > 0 {
		char, size := utf8.DecodeRune(data)
		switch {
		case char == utf8.RuneError && size == 1:
			return at
		case char == '\n':
			at = Position{at.Line + 1, 1}
		default:
			at.Column++
		}
		data = data[size:]
	}
	return at
}
