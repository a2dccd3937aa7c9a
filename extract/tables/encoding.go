package tables

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// charset is a way of writing text as bytes.
type charset struct {
	name string
	encoding.Encoding
}

// charsets lists those that --encoding names; UTF-8 comes first.
var charsets = []charset{
	{"utf-8", unicode.UTF8BOM},
	{"gb18030", simplifiedchinese.GB18030}, // and GBK, GB2312
	{"utf-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	{"windows-1252", charmap.Windows1252}, // Western Europe
}

// Encodings are the names that [Request] takes.
func Encodings() []string {
	var out []string
	for _, c := range charsets {
		out = append(out, c.name)
	}
	return out
}

// charsetOf returns the charset by its name, or without one what the file seems
// to be: UTF-16 where it begins so, UTF-8 where all of it is valid, else GB18030.
func charsetOf(name string, file io.ReadSeeker) (c charset, guessed bool, err error) {
	if name != "" {
		for _, c := range charsets {
			if strings.EqualFold(c.name, name) {
				return c, false, nil
			}
		}
		return c, false, &Refusal{
			Message: fmt.Sprintf("there is no encoding %q", name),
			Hint:    "name one of " + strings.Join(Encodings(), ", "),
		}
	}
	defer func() {
		if _, e := file.Seek(0, io.SeekStart); err == nil {
			err = e
		}
	}()
	in := bufio.NewReader(file)
	head, err := in.Peek(2)
	if err != nil && err != io.EOF {
		return c, false, err
	}
	if bytes.Equal(head, []byte{0xff, 0xfe}) || bytes.Equal(head, []byte{0xfe, 0xff}) {
		return charsets[2], false, nil
	}
	for {
		r, size, err := in.ReadRune()
		switch {
		case err == io.EOF:
			return charsets[0], false, nil
		case err != nil:
			return c, false, err
		case r == utf8.RuneError && size == 1:
			return charsets[1], true, nil
		}
	}
}

// unreadable says that a text holds bytes that its encoding does not have. What
// a decoder cannot read it replaces with U+FFFD.
func (c charset) unreadable(text string) bool {
	return strings.ContainsRune(text, utf8.RuneError)
}
