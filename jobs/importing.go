package jobs

import (
	"context"
	"errors"

	"daybook/extract/tables"
)

// Import reads files into a new SQLite source. What was asked wrongly is a
// [UsageError]; what is wrong with the files is named cell by cell.
func Import(ctx context.Context, q tables.Request) (*tables.Summary, error) {
	s, err := tables.Import(ctx, q)
	var refusal *tables.Refusal
	if errors.As(err, &refusal) {
		return nil, &UsageError{Message: refusal.Message, Hint: refusal.Hint}
	}
	return s, err
}
