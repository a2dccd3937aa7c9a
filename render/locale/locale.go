package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// Locale words one language. It is immutable and safe for use by many.
type Locale struct {
	Tag   string // "en", "zh-CN"
	words map[string]string
	form  form
}

// The catalogues of all reports, by language.
var (
	english = joined(englishDaily, englishSales, englishRegister)
	chinese = joined(chineseDaily, chineseSales, chineseRegister)
)

// joined is one catalogue of several, which share no key.
func joined(catalogues ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, c := range catalogues {
		maps.Copy(all, c)
	}
	return all
}

// languages lists every language there is, the default first.
var languages = []*Locale{
	{Tag: "en", words: english, form: englishForm},
	{Tag: "zh-CN", words: chinese, form: chineseForm},
}

// Tags lists the languages that [Get] knows.
func Tags() []string {
	tags := make([]string, len(languages))
	for i, l := range languages {
		tags[i] = l.Tag
	}
	return tags
}

// Get returns the language of the tag; the empty tag is English.
func Get(tag string) (*Locale, error) {
	if tag == "" {
		return languages[0], nil
	}
	for _, l := range languages {
		if strings.EqualFold(l.Tag, tag) {
			return l, nil
		}
	}
	return nil, fmt.Errorf("there is no language %q: use one of %s", tag, strings.Join(Tags(), ", "))
}

// Keys lists every key of the catalogue in order.
func (l *Locale) Keys() []string {
	keys := make([]string, 0, len(l.words))
	for k := range l.words {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Has says whether the catalogue words the key.
func (l *Locale) Has(key string) bool { return l.words[key] != "" }

// Say words the key, with pairs of names and arguments for its places. An int is
// written with its thousands grouped, anything else as it prints. A key that the
// catalogue lacks stands for itself, because a report with a bare code in it is
// worth more than none.
func (l *Locale) Say(key string, args ...any) string {
	text, ok := l.words[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	return l.fill(text, args)
}

// Or words the key, or where the catalogue lacks it the text of an ERP's own.
func (l *Locale) Or(key, text string) string {
	if w, ok := l.words[key]; ok {
		return w
	}
	return text
}

// fill puts arguments into the places of a text.
func (l *Locale) fill(text string, args []any) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		place, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(l.place(place, args))
		text = after
	}
}

// place words one place: "n", or "n:one|other".
func (l *Locale) place(place string, args []any) string {
	name, forms, plural := strings.Cut(place, ":")
	value, ok := argument(name, args)
	if !ok {
		return "{" + place + "}"
	}
	if plural {
		one, other, _ := strings.Cut(forms, "|")
		if value == any(1) {
			return one
		}
		return other
	}
	if n, ok := value.(int); ok {
		return l.Int(n)
	}
	return fmt.Sprint(value)
}

func argument(name string, args []any) (any, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return nil, false
}

// Join lists texts in a sentence's way.
func (l *Locale) Join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), l.form.separator)
}

// currency is what stands before a unit of money: "CNY", "人民币". A language
// with names of its own has nothing before the units of other currencies.
func (l *Locale) currency(c fact.Currency) string {
	if l.form.names == nil {
		return string(c)
	}
	return l.form.names[c]
}
