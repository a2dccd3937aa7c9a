package extract

import (
	"context"
	"errors"
	"slices"
	"strings"

	"daybook/extract/preset"
)

// goWithout says that a query failed for want of an extra, and leaves that one out of
// what is read in the session from now on.
func (s *Source) goWithout(session *session, err error) bool {
	extra, found := s.preset.Extra(s.values, unread(err))
	if !found || extra.GivesAll() || slices.ContainsFunc(session.without, func(e preset.Extra) bool { return e.Name == extra.Name }) {
		return false
	}
	session.without = append(session.without, extra)
	return true
}

// unread is the table for want of which a query failed: it is not there, or the account
// may not read it; else empty.
func unread(err error) string {
	var contract *Contract
	var denied *Denied
	switch {
	case errors.As(err, &contract) && contract.absentTable():
		return contract.Lacks.Table
	case errors.As(err, &denied) && denied.Column == "":
		return denied.Table
	}
	return ""
}

// lacksOf records what the source does not supply of a fact for want of an extra.
func (rd *reading) lacksOf(name string, e preset.Extra) {
	for _, what := range e.Gives {
		if of, _ := preset.Part(what); of == name {
			rd.lacks(what)
		}
	}
}

// sayUnsupplied says for want of which table a query is left out. Of one that is denied
// nobody knows whether it is there.
func (c *checking) sayUnsupplied(ctx context.Context, file string, err error) {
	table := unread(err)
	if errors.As(err, new(*Denied)) {
		c.say(OK, file, "if it is there: "+c.source.grant(ctx, c.session, table), "not supplied by this source: the account sees no %s", table)
		return
	}
	c.say(OK, file, "", "not supplied by this source: there is no table %s", table)
}

// extras says without which tables the queries answered, and what that leaves out.
func (c *checking) extras(ctx context.Context) {
	for _, e := range c.session.without {
		text := "the account sees no " + e.Table
		if len(e.Gives) > 0 {
			text += ", and the source does not supply " + strings.Join(e.Gives, ", ")
		}
		c.wants.skipped = append(c.wants.skipped, e.Table)
		c.say(OK, "tables", "if it is there: "+c.source.grant(ctx, c.session, e.Table), "%s", text)
	}
}
