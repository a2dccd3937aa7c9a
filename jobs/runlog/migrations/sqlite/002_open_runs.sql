-- +goose Up

-- Every instance asks again and again for the runs that have not ended.
CREATE INDEX runs_by_outcome ON runs (outcome);

-- +goose Down
DROP INDEX runs_by_outcome;
