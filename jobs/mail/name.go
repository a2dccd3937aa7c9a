package mail

import (
	"path"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// maxName keeps the header line of an attachment under 78 characters, which no
// mail program folds or cuts.
const maxName = 60

// SafeName returns a file name that every mail program shows as it is: short, and
// of ASCII letters, digits and ".-_". Chinese names arrive broken in some (RFC
// 2231 in QQ Mail, long RFC 2047 words in others). Where something had to go, six
// digits of a hash keep two names apart.
func SafeName(name string) string {
	ext := path.Ext(name)
	stem := plain(strings.TrimSuffix(name, ext))
	ext = plain(ext)
	if stem+ext == name && len(name) <= maxName && stem != "" {
		return name
	}
	tag := digest(name)[:6]
	stem = strings.Trim(stem, "._-")
	if room := maxName - len(ext) - len(tag) - 1; len(stem) > room {
		stem = stem[:max(room, 0)]
	}
	if stem == "" {
		return tag + ext
	}
	return stem + "-" + tag + ext
}

// plain replaces each run of other characters by one underscore.
func plain(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		switch {
		case isPlain(r):
			b.WriteRune(r)
			gap = false
		case !gap:
			b.WriteByte('_')
			gap = true
		}
	}
	return b.String()
}

func isPlain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_'
}

// contentTypes holds what we attach. The system's own table is not asked, as the
// bytes of a mail must not depend on the machine.
var contentTypes = map[string]gomail.ContentType{
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".csv":  "text/csv",
	".html": "text/html",
	".json": "application/json",
	".pdf":  "application/pdf",
	".txt":  "text/plain",
	".zip":  "application/zip",
}

func contentType(name string) gomail.ContentType {
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// EncodedSize is what n bytes take in a mail: base64 in lines of 76 characters and
// their ends, a third and a little more.
func EncodedSize(n int64) int64 {
	encoded := (n + 2) / 3 * 4
	return encoded + (encoded+75)/76*2
}
