package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Source is the ERP's database.
type Source struct {
	// DSN is "mysql://" and a DSN of go-sql-driver, which is no URL, or
	// "sqlite://" and the path of a file.
	DSN Secret
	// Preset says which ERP it is.
	Preset string
	// Parameters of the preset, which checks them itself.
	Parameters map[string]string
	// Overlay is a folder whose files replace the preset's; empty for none.
	Overlay string
	// TimeZone is the IANA name of the zone that DATETIME columns are in.
	TimeZone string
	// StatementTimeout bounds one query.
	StatementTimeout time.Duration
	// ERPURL is what the addresses of the ERP's own pages begin with; links lead
	// there. Empty for none.
	ERPURL string
	// Pages are addresses of pages by what they show, one of [PageKinds], where they
	// are not the preset's: paths behind ERPURL, or whole.
	Pages map[string]string
}

// Location returns the time zone of DATETIME columns.
func (s Source) Location() *time.Location { return location(s.TimeZone) }

const (
	mysqlScheme  = "mysql://"
	sqliteScheme = "sqlite://"
)

func (v value) source(company Company) Source {
	o := v.object("source.preset, source.dsn, …")
	defer o.end()
	if o.absent() {
		return Source{}
	}
	return Source{
		DSN:              o.dsn(),
		Preset:           o.get("preset").required("the name of a preset", "list them with: daybook presets").text(""),
		Parameters:       o.get("parameters").parameters(),
		Overlay:          v.r.path(o.get("overlay").file("")),
		TimeZone:         parsed(o.get("time_zone"), company.TimeZone, parseZone),
		StatementTimeout: parsed(o.get("statement_timeout"), 5*time.Minute, parseDuration),
		ERPURL:           parsed(o.get("erp_url"), "", parseERPURL),
		Pages:            o.get("pages").pages(!o.get("erp_url").absent()),
	}
}

const dsnForms = "mysql://user:password@tcp(host:3306)/database, sqlite://file"

func (o *object) dsn() Secret {
	secret, key := o.secret("dsn")
	if key.absent() {
		o.get("dsn").required(dsnForms, "write source.dsn or source.dsn_file; ${NAME} keeps the password out of the file")
		return Secret{}
	}
	text := secret.Reveal()
	switch {
	case secret.IsZero(): // told already, or in a file that is not read
	case strings.HasPrefix(text, sqliteScheme):
		return NewSecret(o.r.sqlite(text))
	case !strings.HasPrefix(text, mysqlScheme):
		key.refuse("does not begin with mysql:// or sqlite://", dsnForms, "put mysql:// before the DSN")
	}
	return secret
}

// sqlite makes the path in the DSN one from the file's folder.
func (r *reader) sqlite(dsn string) string {
	path := strings.TrimPrefix(dsn, sqliteScheme)
	if path == "" || filepath.IsAbs(path) || strings.HasPrefix(path, ":") {
		return dsn
	}
	return sqliteScheme + filepath.Join(r.folder, path)
}

// parameters takes any key: the preset knows which there are.
func (v value) parameters() map[string]string {
	o := v.object("keys of the preset, each with a value")
	out := make(map[string]string)
	if o.n == nil {
		return out
	}
	for _, f := range o.n.fields {
		if text := o.get(f.name).text(""); text != "" {
			out[f.name] = text
		}
	}
	return out
}

// secret reads the key or its twin that names a file, and returns the value that was
// used, for more to be said about it.
func (o *object) secret(name string) (Secret, value) {
	plain, file := o.get(name), o.get(name+"_file")
	if !plain.absent() && !file.absent() {
		file.refuse(fmt.Sprintf("%s and %s_file are both set", name, name), "one of the two", "remove the line that does not hold")
	}
	if file.absent() || !plain.absent() {
		return NewSecret(plain.text("")), plain
	}
	return file.secretFile(), file
}

func (v value) secretFile() Secret {
	path := v.r.path(v.text(""))
	if path == "" {
		return Secret{}
	}
	text, open, err := v.r.files.read(path)
	if err != nil {
		v.refuse(fmt.Sprintf("%s cannot be read: %v", v.written(), reason(err)), "", "create it, or correct the path; it is relative to the folder of "+filepath.Base(v.r.name))
	}
	if open {
		v.r.remark(v.path, "everyone on this machine can read the file; chmod 600 it")
	}
	return NewSecret(text)
}

// reason strips the path, which the message has already.
func reason(err error) error {
	if p, ok := err.(*os.PathError); ok {
		return p.Err
	}
	return err
}
