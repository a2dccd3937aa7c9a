package extract

import (
	"context"
	"fmt"
	"strings"

	"daybook/extract/preset"
)

// Recognition is an ERP whose tables a database holds.
type Recognition struct {
	// Preset is the one that reads it, Title the ERP's own name.
	Preset, Title string
	// Version is what the ERP says, or its tables show, in words; empty where
	// neither tells.
	Version string
	// Parameter says where the tables stand, and Value how; both are empty where
	// they have the same names everywhere. IsDefault says that Value needs no mention.
	Parameter, Value string
	IsDefault        bool
}

func (r Recognition) String() string {
	name := r.Title
	if r.Version != "" {
		name += " " + r.Version
	}
	return name
}

// Mismatch says that the database does not hold what the preset reads.
type Mismatch struct {
	Message, Hint string
	// Found are the ERPs that it holds instead.
	Found []Recognition
}

func (e *Mismatch) Error() string { return e.Message }

// Detect looks which ERPs a source holds. There is none in an empty database and
// several where one database keeps several companies' tables.
func Detect(ctx context.Context, dsn string, o Options) ([]Recognition, error) {
	s := &Source{preset: &preset.Preset{}, timeout: o.timeout()}
	if err := s.connect(dsn); err != nil {
		return nil, err
	}
	defer s.Close()
	session, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer session.close()
	seen, err := s.catalogue(ctx, session)
	if err != nil {
		return nil, err
	}
	found, err := recogniseAll(session, seen)
	if err == nil && len(found) == 0 {
		err = s.unknown(ctx, session, seen)
	}
	return found, err
}

// recogniseAll finds every built-in preset whose ERP stands in the database.
func recogniseAll(ss *session, seen *catalogue) ([]Recognition, error) {
	var out []Recognition
	for _, name := range preset.Names {
		p, err := preset.Load(name, "")
		if err != nil {
			return nil, err
		}
		found, err := recognise(ss, p, seen)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// recognise finds under which names a preset's ERP stands in the database.
func recognise(ss *session, p *preset.Preset, seen *catalogue) ([]Recognition, error) {
	defaults, err := p.Values(nil)
	if err != nil {
		return nil, nil // a parameter is required: which table is meant is not ours to say
	}
	_, usual := p.Placed(defaults)
	var out []Recognition
	for _, v := range p.Placements(seen.names()) {
		stands, err := seen.holds(p, v)
		if err != nil {
			return nil, err
		}
		if !stands {
			continue
		}
		is, err := versionOf(ss, p, v, seen)
		if err != nil {
			return nil, err
		}
		r := Recognition{Preset: p.Name, Title: p.Title, Version: is.String()}
		r.Parameter, r.Value = p.Placed(v)
		r.IsDefault = r.Value == usual
		out = append(out, r)
	}
	return out, nil
}

// holds says whether a preset's ERP stands in the database under the given values.
// One table may be missing, or not be seen: that is told by itself. A preset that
// does not say by what it is recognised holds wherever anything of it is.
func (c *catalogue) holds(p *preset.Preset, v preset.Values) (bool, error) {
	marks, err := p.Marks(v)
	if err != nil {
		return false, err
	}
	allowed := 1
	if len(marks) == 0 {
		if marks, err = p.Tables(v); err != nil || len(marks) == 0 {
			return len(marks) == 0, err
		}
		allowed = len(marks) - 1
	}
	for _, table := range marks {
		if !c.has(table) {
			allowed--
		}
	}
	return allowed >= 0, nil
}

// mismatch says what the database holds instead of what the preset reads; it is nil
// where that is there.
func (s *Source) mismatch(ctx context.Context, ss *session, seen *catalogue) error {
	stands, err := seen.holds(s.preset, s.values)
	if stands || err != nil {
		return err
	}
	found, err := recognise(ss, s.preset, seen)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return s.placedElsewhere(found)
	}
	if found, err = recogniseAll(ss, seen); err != nil {
		return err
	}
	if len(found) > 0 {
		return s.otherERP(ctx, ss, found)
	}
	return s.unknown(ctx, ss, seen)
}

// placedElsewhere is the right preset under the wrong prefix.
func (s *Source) placedElsewhere(found []Recognition) error {
	name, value := s.preset.Placed(s.values)
	var others []string
	for _, r := range found {
		others = append(others, fmt.Sprintf("%q", r.Value))
	}
	return &Mismatch{
		Message: fmt.Sprintf("%s stands under %s %s, and source.parameters.%s is %q", s.preset.Title, name, strings.Join(others, " and "), name, value),
		Hint:    fmt.Sprintf("set source.parameters.%s: %s", name, strings.Join(others, " or ")),
		Found:   found,
	}
}

// otherERP is the wrong preset.
func (s *Source) otherERP(ctx context.Context, ss *session, found []Recognition) error {
	var names, sets []string
	for _, r := range found {
		names = append(names, r.String())
		set := "source.preset: " + r.Preset
		if !r.IsDefault {
			set += fmt.Sprintf(" with source.parameters.%s: %q", r.Parameter, r.Value)
		}
		sets = append(sets, set)
	}
	return &Mismatch{
		Message: fmt.Sprintf("the database %s holds %s, and source.preset is %s", s.database(ctx, ss), strings.Join(names, " and "), s.preset.Name),
		Hint:    "set " + strings.Join(sets, ", or "),
		Found:   found,
	}
}

// unknown is a database in which nothing that is known stands.
func (s *Source) unknown(ctx context.Context, ss *session, seen *catalogue) error {
	const shown = 5
	database := s.database(ctx, ss)
	e := &Mismatch{Hint: "name the ERP's database in source.dsn"}
	nothing := "no ERP that is known"
	if s.preset.Name != "" {
		nothing = "nothing of " + s.preset.Title
	}
	names := seen.names()
	switch rest := len(names) - shown; {
	case len(names) == 0:
		e.Message = fmt.Sprintf("the database %s has no table that the account may see", database)
		if grant := s.grant(ctx, ss, ""); grant != "" {
			e.Hint += "; if it is that one: " + grant
		}
	case rest > 0:
		e.Message = fmt.Sprintf("the database %s holds %s: its tables are %s and %d more", database, nothing, strings.Join(names[:shown], ", "), rest)
	default:
		e.Message = fmt.Sprintf("the database %s holds %s: its tables are %s", database, nothing, strings.Join(names, ", "))
	}
	if others := s.otherDatabases(ctx, ss); len(others) > 0 {
		e.Hint = fmt.Sprintf("name the ERP's database in source.dsn: on this server %s is in %s", s.preset.Title, strings.Join(others, ", "))
	}
	return e
}

// otherDatabases are those of the same server in which the preset's ERP stands, as
// far as the account sees them.
func (s *Source) otherDatabases(ctx context.Context, ss *session) []string {
	marks, err := s.preset.Marks(s.values)
	if err != nil || len(marks) == 0 || !s.isMySQL() {
		return nil
	}
	const most = 4
	var out []string
	var name string
	list := "'" + strings.Join(marks, "', '") + "'" // names of our own and a checked prefix
	query := fmt.Sprintf(`SELECT table_schema FROM information_schema.tables WHERE table_name IN (%s)
		GROUP BY table_schema HAVING COUNT(*) >= %d ORDER BY table_schema LIMIT %d`, list, len(marks)-1, most)
	if err := ss.each(ctx, "the list of databases", query, []any{&name}, func() { out = append(out, quoteName(name)) }); err != nil {
		return nil // a hint less
	}
	return out
}

func (s *Source) isMySQL() bool { return s.engine == mysqlEngine{} }

// database names the source's database as it is quoted in messages.
func (s *Source) database(ctx context.Context, ss *session) string {
	if !s.isMySQL() {
		return "file"
	}
	name, err := ss.database(ctx)
	if err != nil {
		return "of source.dsn"
	}
	return quoteName(name)
}

// grant is the statement that lets the account read a table, or where none is named
// the whole database; it is empty where the server does not say who we are.
func (s *Source) grant(ctx context.Context, ss *session, table string) string {
	if !s.isMySQL() {
		return ""
	}
	who, err1 := ss.account(ctx)
	database, err2 := ss.database(ctx)
	if err1 != nil || err2 != nil {
		return ""
	}
	on := "*"
	if table != "" {
		on = quoteName(table)
	}
	return "GRANT SELECT ON " + quoteName(database) + "." + on + " TO " + quoteAccount(who)
}

// quoteName quotes the name of a database or a table.
func quoteName(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }
