package extract

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"
)

// askTimeout bounds a question, which is asked again and again; a snapshot's queries
// may take longer.
const askTimeout = time.Minute

// readyQuestion is how errors name the operator's query.
const readyQuestion = "ready"

// Ready asks the source whether it is ready to be read: one SELECT of the operator's,
// bound as a preset's are, in a read-only session of its own. The first column of the
// first row is the answer; no row, NULL, 0, false and empty text say no.
func (s *Source) Ready(ctx context.Context, query string, scope Scope) (bool, error) {
	bound, args, err := s.valuesOf(scope).Bind(query)
	if err != nil {
		return false, &ParameterError{Path: readyQuestion + ".query", Message: err.Error()}
	}
	short := *s
	short.timeout = min(s.timeout, askTimeout)
	session, err := short.open(ctx)
	if err != nil {
		return false, err
	}
	defer session.close()
	answer, err := session.first(bound, args)
	if err != nil {
		return false, failed(ctx, readyQuestion, err)
	}
	return !slices.Contains([]string{"", "0", "0.0", "false"}, strings.ToLower(answer)), nil
}

// first returns the first column of the first row as text, empty where there is
// none.
func (ss *session) first(query string, args []any) (string, error) {
	rows, err := ss.query(query, args)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	if !rows.Next() {
		return "", rows.Err()
	}
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	if len(columns) == 0 {
		return "", errors.New("it answers no column")
	}
	into := make([]any, len(columns))
	for i := range into {
		into[i] = new(any)
	}
	var answer sql.NullString
	into[0] = &answer
	if err := rows.Scan(into...); err != nil {
		return "", err
	}
	return strings.TrimSpace(answer.String), nil
}
