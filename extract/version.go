package extract

import (
	"slices"
	"strconv"
	"strings"

	"daybook/extract/preset"
)

// version is what is known of an ERP's version: what it says of itself, and between
// which versions its tables put it. Each may be empty.
type version struct {
	stated      string
	since, past string // at least since, and before past
}

// versionOf reads an ERP's version. What cannot be asked, because the account may
// not or the table is not there, is not known.
func versionOf(ss *session, p *preset.Preset, v preset.Values, c *catalogue) (version, error) {
	out := version{}
	queries, err := p.VersionQueries(v)
	if err != nil {
		return out, err
	}
	history, err := p.History(v)
	if err != nil {
		return out, err
	}
	for _, query := range queries {
		stated, _ := ss.scalar(ss.ctx, query)
		if out.stated = strings.TrimPrefix(strings.TrimSpace(stated), "v"); out.stated != "" {
			break
		}
	}
	for _, change := range history {
		switch is, was, known := c.shows(change); {
		case !known, out.past != "": // what came later says no more
		case is:
			out.since = change.Version
		case was || change.Was == "" && !ss.denies(change.Is):
			out.past = change.Version
			if out.since == out.past { // half of that version: it is not that
				out.since = ""
			}
		}
	}
	return out, nil
}

// shows says which of the two names of a change is there; known is false where the
// table itself is not seen.
func (c *catalogue) shows(change preset.Change) (is, was, known bool) {
	if change.Table == "" {
		is, was = change.Is != "" && c.has(change.Is), change.Was != "" && c.has(change.Was)
		return is, was, is || was || change.Was == ""
	}
	is = change.Is != "" && c.hasColumn(change.Table, change.Is)
	was = change.Was != "" && c.hasColumn(change.Table, change.Was)
	return is, was, len(c.columns[strings.ToLower(change.Table)]) > 0
}

// denies says that a table is not seen because the account may not read it.
func (ss *session) denies(table string) bool {
	rows, err := ss.query("SELECT 1 FROM "+quoteName(table)+" LIMIT 0", nil)
	if err == nil {
		rows.Close()
	}
	return mysqlNumber(err) == errTableAccess
}

// String words a version so that it can stand behind the ERP's name.
func (v version) String() string {
	switch {
	case v.stated != "" && v.since != "" && compareVersions(v.stated, v.since) < 0:
		return v.since + " or later, as its tables show, though it calls itself " + v.stated
	case v.stated != "":
		return v.stated
	case v.since != "" && v.past != "":
		return v.since + " or later, before " + v.past
	case v.since != "":
		return v.since + " or later"
	case v.past != "":
		return "before " + v.past
	}
	return ""
}

// untried says that the version is none of those that a preset was tried with, as
// far as can be told.
func (v version) untried(tried []string) bool {
	if len(tried) == 0 {
		return false
	}
	if v.stated == "" || v.since != "" && compareVersions(v.stated, v.since) < 0 {
		return v.past != "" && compareVersions(v.past, tried[0]) <= 0
	}
	return !slices.ContainsFunc(tried, func(t string) bool { return covers(t, v.stated) })
}

// covers says whether a version is of a series: 15.2.1 is of 15, 2.3 of "2.x".
func covers(series, version string) bool {
	parts := numbers(version)
	for i, n := range numbers(series) {
		if i >= len(parts) || parts[i] != n {
			return false
		}
	}
	return true
}

// compareVersions compares versions number by number; what one lacks is less.
func compareVersions(a, b string) int { return slices.Compare(numbers(a), numbers(b)) }

// numbers are those with which a version begins: 9 and 0 of "9.0-beta", 2 of "2.x".
func numbers(version string) []int {
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		end := strings.IndexFunc(part, func(r rune) bool { return r < '0' || r > '9' })
		if end < 0 {
			end = len(part)
		}
		n, err := strconv.Atoi(part[:end])
		if err != nil {
			break
		}
		if out = append(out, n); end < len(part) {
			break
		}
	}
	return out
}
