-- +goose Up

-- What was kept of a run and sent again by hand, to one address each. An empty
-- outcome says that its process ended before the server's answer was recorded.
CREATE TABLE resends (
    id         INTEGER PRIMARY KEY,
    run_id     INTEGER NOT NULL REFERENCES runs (id),
    recipient  TEXT    NOT NULL,
    message_id TEXT    NOT NULL,
    repeats    TEXT    NOT NULL,
    asked_by   TEXT    NOT NULL,
    sha256     TEXT    NOT NULL,
    begun      TEXT    NOT NULL,
    finished   TEXT    NOT NULL DEFAULT '',
    outcome    TEXT    NOT NULL DEFAULT '',
    reason     TEXT    NOT NULL DEFAULT '',
    reply      TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX resends_by_run ON resends (run_id);

-- +goose Down
DROP TABLE resends;
