package jobs_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"testing"
)

func decoded(t *testing.T, encoding string, body io.Reader) []byte {
	t.Helper()
	switch encoding {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	b, err := io.ReadAll(body)
	must(t, err)
	return b
}

// unzipped are the parts of a workbook.
func unzipped(t *testing.T, workbook []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	must(t, err)
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		out[f.Name], err = io.ReadAll(r)
		must(t, err)
		must(t, r.Close())
	}
	return out
}
