package extract

import (
	"context"
	"slices"
	"strings"
)

// rights warns where the account may do more than read, and prints the GRANT
// that is enough.
func (c *checking) rights(ctx context.Context) error {
	if !c.source.isMySQL() {
		c.say(OK, "rights", "", "the file is opened for reading only")
		return nil
	}
	var grants []string
	var grant string
	err := c.session.each(ctx, "SHOW GRANTS", "SHOW GRANTS", []any{&grant}, func() { grants = append(grants, grant) })
	if err != nil {
		return err
	}
	who, err := c.session.account(ctx)
	if err != nil {
		return err
	}
	enough := c.source.grant(ctx, c.session, "")
	if beyond := beyondReading(grants); len(beyond) > 0 {
		c.say(Warning, "rights", "use an account with no more than: "+enough,
			"the account %s may write: %s", who, strings.Join(beyond, ", "))
		return nil
	}
	c.say(OK, "rights", "", "the account %s may only read; it needs: %s", who, enough)
	return nil
}

// harmless are the privileges by which nothing of a company's data can change.
var harmless = []string{
	"USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES", "PROCESS", "PROXY",
	"REPLICATION CLIENT", "BINLOG MONITOR", "SLAVE MONITOR", "REPLICA MONITOR",
}

// beyondReading lists the privileges of SHOW GRANTS that are not harmless.
func beyondReading(grants []string) []string {
	var beyond []string
	for _, grant := range grants {
		privileges, _, onSomething := strings.Cut(strings.TrimPrefix(grant, "GRANT "), " ON ")
		if !onSomething {
			continue // a role: its own grants are listed too once it is active
		}
		for p := range strings.SplitSeq(withoutColumns(privileges), ",") {
			p = strings.TrimSpace(p)
			if !slices.Contains(harmless, p) && !slices.Contains(beyond, p) {
				beyond = append(beyond, p)
			}
		}
	}
	slices.Sort(beyond)
	return beyond
}

// withoutColumns drops the lists of columns from "SELECT (a, b), UPDATE (c)".
func withoutColumns(privileges string) string {
	var b strings.Builder
	depth := 0
	for _, r := range privileges {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// quoteAccount writes user@host as GRANT wants it.
func quoteAccount(account string) string {
	at := strings.LastIndex(account, "@")
	if at < 0 {
		return "'" + account + "'"
	}
	return "'" + account[:at] + "'@'" + account[at+1:] + "'"
}
