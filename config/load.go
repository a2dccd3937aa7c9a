package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Load reads the file and the secrets that it names with dsn_file and password_file.
// Relative paths in it are relative to its folder. References such as ${NAME} are
// looked up in the environment.
func Load(path string) (*Config, error) {
	data, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no configuration at %s: name it with --config, or write one with daybook init: %w", path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	return parse(path, data, os.LookupEnv, diskFiles{})
}

// Parse is [Load] for bytes that were read already. It touches no disk: secrets in
// files stay empty, and paths are taken relative to the folder of name.
func Parse(name string, data []byte, env func(string) (string, bool)) (*Config, error) {
	return parse(name, data, env, noFiles{})
}

func parse(name string, data []byte, env func(string) (string, bool), from files) (*Config, error) {
	r := &reader{
		name: name, folder: filepath.Dir(name), env: env, files: from,
		positions: make(map[string]Position),
	}
	cfg := &Config{File: name, positions: r.positions}
	if root := r.tree(data); root != nil {
		r.config(cfg, root)
	}
	if found := r.found(); len(found) > 0 {
		return nil, &Mistakes{File: name, List: found}
	}
	for _, n := range r.notes {
		cfg.note(n.path, n.text)
	}
	return cfg, nil
}

// config reads the sections: those first whose values others are checked against.
func (r *reader) config(c *Config, root *node) {
	top := &object{value: value{r: r, n: root, at: Position{1, 1}}}
	company := top.get("company")
	c.Company = company.company()
	c.Language = top.get("language").choice("en", Languages...)
	c.Source = top.get("source").required("source.preset and source.dsn", "say which ERP to read and where it is").source(c.Company)
	c.State = top.state(c.Source)
	c.Lease = parsed(top.get("lease"), leaseByDefault, parseDuration)
	c.Archive = r.path(top.get("archive").file("archive"))
	c.Keep = parsed(top.get("keep"), 0, parseKeep)
	c.Drain = parsed(top.get("drain"), time.Minute, within(time.Second, time.Hour, "1s to 1h"))
	c.Listen = parsed(top.get("listen"), "", parseListen)
	c.Mail = top.get("mail").mail()
	c.Owner = top.get("owner").addresses(c.Mail.AllowedDomains)
	c.Slices = top.get("slices").slices()
	calendar := top.get("calendar").calendar(nil)
	jobs := top.get("jobs").required("a list of jobs", `begin with "- name: receivables-daily"`)
	c.Jobs = jobs.jobs(defaults{
		zone: c.Company.TimeZone, language: c.Language,
		slices: c.Slices, domains: c.Mail.AllowedDomains, calendar: calendar,
	})
	top.end()

	if company.absent() || c.positions["company.time_zone"] == (Position{}) {
		r.remark("company.time_zone", "is not set, so that days end at midnight UTC; set it to the company's, such as Asia/Shanghai")
	}
	if host, _, _ := net.SplitHostPort(c.Listen); c.Listen != "" && !loopback(host) {
		r.remark("listen", "is an address that others can reach, and whoever does is answered: names of jobs, how many mails, differences of the tie-out")
	}
	if len(c.Owner) == 0 && c.HasMail() {
		r.remark("owner", "is not set, so that nobody is told when a job fails")
	}
}

// file returns a path on this machine.
func (v value) file(otherwise string) string {
	text := v.text(otherwise)
	if strings.Contains(text, "://") {
		v.refuse("is an address where a path is expected", "a path on this machine", "")
	}
	return text
}

func (r *reader) remark(path, text string) {
	r.notes = append(r.notes, pathNote{path, text})
}

// path makes a relative path one from the file's folder.
func (r *reader) path(p string) string {
	if p == "" || filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(r.folder, p)
}

// files is where secrets are read from.
type files interface {
	// read returns the text and whether everyone on the machine can read it.
	read(path string) (text string, open bool, err error)
}

type noFiles struct{}

func (noFiles) read(string) (string, bool, error) { return "", false, nil }

type diskFiles struct{}

func (diskFiles) read(path string) (string, bool, error) {
	data, err := readSmall(path)
	if err != nil {
		return "", false, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", false, err
	}
	text := strings.TrimRight(string(data), "\r\n")
	if text == "" {
		return "", false, errors.New("it is empty")
	}
	return text, info.Mode().Perm()&0o004 != 0, nil
}

// readSmall reads up to what a configuration may hold. It need not be a regular file:
// shells and service managers hand secrets over in pipes.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = &os.PathError{Op: "read", Path: path, Err: errors.New("it is larger than 1 MiB")}
	}
	return data, err
}

func sliceNames(all []Slice) []string {
	names := []string{AllSlice}
	for _, s := range all {
		if s.Name != "" && !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}
