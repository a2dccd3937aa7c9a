package preset

import (
	"fmt"
	"strings"
)

// Bind puts values into a preset's SQL. `:name` becomes a placeholder whose
// argument is values[name]; `{name}` becomes names[name] itself, which the caller
// has validated: a table prefix cannot be an argument.
//
// Nothing happens inside strings and comments, so that '23:59:59', "a:b" and
// '%H:%i' stay what they are; inside backquotes only `{name}` counts. Quoting is
// MySQL's: a backslash escapes, `--` begins a comment only before a space.
func Bind(sql string, values map[string]any, names map[string]string) (string, []any, error) {
	b := binder{sql: sql, values: values, names: names}
	for b.at < len(b.sql) {
		if err := b.step(); err != nil {
			line := 1 + strings.Count(b.sql[:min(b.at, len(b.sql))], "\n")
			return "", nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	return b.out.String(), b.args, nil
}

type binder struct {
	sql    string
	at     int
	values map[string]any
	names  map[string]string
	out    strings.Builder
	args   []any
}

// step copies or replaces what stands at the current position.
func (b *binder) step() error {
	rest := b.sql[b.at:]
	switch c := rest[0]; {
	case c == '\'' || c == '"':
		return b.copyQuoted(c)
	case c == '`':
		return b.copyBackquoted()
	case strings.HasPrefix(rest, "/*"):
		return b.copyThrough("*/", "a comment /* is not closed")
	case c == '#' || isDashComment(rest):
		b.copyLine()
	case c == '?':
		return fmt.Errorf("a bare ? is no parameter: write :name")
	case c == ':' && isNameStart(rest, 1):
		return b.bindValue()
	case c == '{' && isNameStart(rest, 1):
		return b.putName()
	default:
		b.copy(1)
	}
	return nil
}

func (b *binder) copy(n int) {
	b.out.WriteString(b.sql[b.at : b.at+n])
	b.at += n
}

// copyQuoted copies a string with its quotes. A doubled quote ends one string
// and begins the next, which comes to the same.
func (b *binder) copyQuoted(quote byte) error {
	for i := b.at + 1; i < len(b.sql); i++ {
		switch b.sql[i] {
		case '\\':
			i++
		case quote:
			b.copy(i + 1 - b.at)
			return nil
		}
	}
	return fmt.Errorf("a quote %c is not closed", quote)
}

func (b *binder) copyBackquoted() error {
	b.copy(1)
	for b.at < len(b.sql) {
		switch c := b.sql[b.at]; {
		case c == '`':
			b.copy(1)
			return nil
		case c == '{' && isNameStart(b.sql[b.at:], 1):
			if err := b.putName(); err != nil {
				return err
			}
		default:
			b.copy(1)
		}
	}
	return fmt.Errorf("a quote ` is not closed")
}

func (b *binder) copyThrough(end, complaint string) error {
	n := strings.Index(b.sql[b.at+2:], end)
	if n < 0 {
		return fmt.Errorf("%s", complaint)
	}
	b.copy(2 + n + len(end))
	return nil
}

func (b *binder) copyLine() {
	n := strings.IndexByte(b.sql[b.at:], '\n')
	if n < 0 {
		n = len(b.sql) - b.at
	}
	b.copy(n)
}

func (b *binder) bindValue() error {
	name := nameAt(b.sql, b.at+1)
	value, known := b.values[name]
	if !known {
		return fmt.Errorf("the parameter :%s is not declared in preset.yml", name)
	}
	b.out.WriteByte('?')
	b.args = append(b.args, value)
	b.at += 1 + len(name)
	return nil
}

func (b *binder) putName() error {
	name := nameAt(b.sql, b.at+1)
	if end := b.at + 1 + len(name); end >= len(b.sql) || b.sql[end] != '}' {
		return fmt.Errorf("{%s is not closed", name)
	}
	value, known := b.names[name]
	if !known {
		return fmt.Errorf("the identifier {%s} is not declared in preset.yml", name)
	}
	b.out.WriteString(value)
	b.at += len(name) + 2
	return nil
}

// isDashComment says whether s begins a comment as MySQL sees it: 5--3 is 8.
func isDashComment(s string) bool {
	return strings.HasPrefix(s, "--") && (len(s) == 2 || s[2] <= ' ')
}

func isNameStart(s string, i int) bool {
	return i < len(s) && (s[i] == '_' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}

func nameAt(s string, from int) string {
	end := from
	for end < len(s) && (isNameStart(s, end) || s[end] >= '0' && s[end] <= '9') {
		end++
	}
	return s[from:end]
}
