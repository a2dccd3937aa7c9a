package config

import (
	"errors"
	"fmt"
	"time"
)

// Config is a whole, valid configuration: every default is filled in and every
// path is relative to the working directory or absolute.
type Config struct {
	// File is the name that was read, as the operator gave it.
	File    string
	Company Company
	// Language of workbooks and mails: one of [Languages].
	Language string
	Source   Source
	// State is where the runlog is kept.
	State State
	// Lease is how long a run is its instance's without a sign of life.
	Lease time.Duration
	// Archive is the folder of what was sent.
	Archive string
	// Keep is for how many days that and the details in the runlog are kept; 0 is for
	// ever.
	Keep int
	// Drain is how long runs that are under way may go on after a daemon is told to
	// stop.
	Drain time.Duration
	// Listen is where a daemon answers watchers, host:port; empty is nowhere.
	Listen string
	// Owner hears of failures; readers of the reports never do.
	Owner []Address
	// Mail is zero where the file has no mail section: dry runs need none.
	Mail   Mail
	Slices []Slice
	Jobs   []Job
	// Notes are located remarks on what is allowed but perhaps not meant.
	Notes []string

	positions map[string]Position
}

// Languages are those that workbooks and mails are written in.
var Languages = []string{"en", "zh-CN"}

// Reports are the kinds of report that a job can build.
var Reports = []string{"receivables", "sales", "invoices"}

// Job returns the job of that name.
func (c *Config) Job(name string) (Job, bool) {
	for _, j := range c.Jobs {
		if j.Name == name {
			return j, true
		}
	}
	return Job{}, false
}

// Slice returns the slice of that name. "all" is not among them: it has no rule.
func (c *Config) Slice(name string) (Slice, bool) {
	for _, s := range c.Slices {
		if s.Name == name {
			return s, true
		}
	}
	return Slice{}, false
}

// HasMail says whether the file has a mail section.
func (c *Config) HasMail() bool { return c.Mail.Host != "" }

// Position returns where the value at the path stands, such as "jobs[0].schedule",
// or where the nearest enclosing one does if the operator did not write it.
func (c *Config) Position(path string) Position {
	for ; path != ""; path = parentPath(path) {
		if at, ok := c.positions[path]; ok {
			return at
		}
	}
	return Position{Line: 1, Column: 1}
}

// Mistake gives err the line of the value at the path: it is how a package that
// rejects what the operator wrote, without knowing of files, has it printed. The
// result is a [*Mistakes] that wraps err; nil stays nil.
func (c *Config) Mistake(path string, err error) error {
	if err == nil {
		return nil
	}
	if already, ok := errors.AsType[*Mistakes](err); ok {
		return already
	}
	at := c.Position(path)
	return &Mistakes{File: c.File, List: []Mistake{{
		Line: at.Line, Column: at.Column, Path: path, Message: err.Error(), cause: err,
	}}}
}

// note adds a located remark.
func (c *Config) note(path, text string) {
	at := c.Position(path)
	c.Notes = append(c.Notes, fmt.Sprintf("%s:%d:%d: %s: %s", c.File, at.Line, at.Column, path, text))
}

// parentPath cuts the last step off "jobs[0].recipients[1].slice".
func parentPath(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return ""
}
