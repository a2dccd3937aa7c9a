package extract

import (
	"fmt"
	"slices"

	"daybook/extract/preset"
)

// settingsOf are what the query of a fact asks for, where the engine has such things.
func (s *Source) settingsOf(fact string) []preset.Setting {
	if !s.engine.variables() {
		return nil
	}
	return s.preset.Settings(fact)
}

// with runs do under settings of the session, which afterwards are the server's
// own again. A server that does not know a variable goes without it. After an error
// the session is given up, with its settings.
func (ss *session) with(settings []preset.Setting, do func() error) error {
	if err := ss.assign(settings, func(s preset.Setting) string { return fmt.Sprint(s.Value) }); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return ss.assign(settings, func(preset.Setting) string { return "DEFAULT" })
}

func (ss *session) assign(settings []preset.Setting, value func(preset.Setting) string) error {
	for _, s := range settings {
		err := ss.set(setting{sql: "SET SESSION " + s.Name + " = " + value(s), tolerated: []uint16{errUnknownVariable}})
		if err != nil {
			return err
		}
	}
	return nil
}

// set tells the session a setting; the errors that it names are passed over.
func (ss *session) set(s setting) error {
	_, err := ss.conn.ExecContext(ss.ctx, s.sql)
	if err != nil && !slices.Contains(s.tolerated, mysqlNumber(err)) {
		return fmt.Errorf("%s: %w", s.sql, err)
	}
	return nil
}
