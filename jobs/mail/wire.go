package mail

import (
	"bufio"
	"bytes"
	"errors"
	"mime"
	"net/textproto"
	"strings"
)

var crlf = []byte("\r\n")

// fixBoundaries replaces the random boundaries that go-mail draws by ones derived
// from the Message-ID. go-mail can be told one boundary only, and uses it for
// every level, which makes a mail of two levels unreadable.
func fixBoundaries(raw []byte, messageID string) ([]byte, error) {
	drawn, err := boundaries(raw)
	if err != nil {
		return nil, err
	}
	for level, b := range drawn {
		fixed := digest(messageID + "\x00" + strings.Repeat("+", level))[:len(b)]
		raw = bytes.ReplaceAll(raw, []byte(b), []byte(fixed))
	}
	return raw, nil
}

// boundaries returns the boundary of the message and of its first part, as far as
// they are multipart.
func boundaries(raw []byte) ([]string, error) {
	var found []string
	for entity := raw; ; {
		header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(entity))).ReadMIMEHeader()
		if err != nil {
			return nil, err
		}
		kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(kind, "multipart/") {
			return found, nil
		}
		b := params["boundary"]
		if len(b) == 0 || len(b) > 64 {
			return nil, errors.New("a multipart without a usable boundary")
		}
		found = append(found, b)
		_, rest, ok := bytes.Cut(entity, []byte("\r\n--"+b+"\r\n"))
		if !ok {
			return nil, errors.New("a multipart without parts")
		}
		entity = rest
	}
}

// unfoldIDs puts each message id on the line of its header. go-mail starts a new
// line for a long one, which is legal, and which some servers and mail programs
// take for an empty id, so that threads and duplicates are lost.
func unfoldIDs(raw []byte) []byte {
	head, rest, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	for _, name := range []string{"Message-ID", "In-Reply-To", "References"} {
		head = bytes.Replace(head, []byte("\r\n"+name+":\r\n <"), []byte("\r\n"+name+": <"), 1)
	}
	return bytes.Join([][]byte{head, rest}, []byte("\r\n\r\n"))
}
