-- +goose Up

-- A run is one job, for one as-of, one slice and one revision, however often it
-- was attempted. Its claim is the unique row. An empty outcome says that it is
-- being worked on by its holder.
CREATE TABLE runs (
    id          INTEGER PRIMARY KEY,
    job         TEXT    NOT NULL,
    as_of       TEXT    NOT NULL,
    slice       TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    attempt     INTEGER NOT NULL,
    holder      TEXT    NOT NULL,
    lease_until TEXT    NOT NULL,
    started_by  TEXT    NOT NULL,
    started     TEXT    NOT NULL,
    finished    TEXT    NOT NULL DEFAULT '',
    outcome     TEXT    NOT NULL DEFAULT '',
    reason      TEXT    NOT NULL DEFAULT '',
    figures     TEXT    NOT NULL DEFAULT '',
    manifest    TEXT    NOT NULL DEFAULT '',
    UNIQUE (job, as_of, slice, revision)
);

-- Attempts that another one followed.
CREATE TABLE attempts (
    run_id     INTEGER NOT NULL REFERENCES runs (id),
    attempt    INTEGER NOT NULL,
    holder     TEXT    NOT NULL,
    started_by TEXT    NOT NULL,
    started    TEXT    NOT NULL,
    finished   TEXT    NOT NULL,
    outcome    TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    PRIMARY KEY (run_id, attempt)
);

-- A delivery is one message of a run to one recipient. Its attempt is that of the
-- run which claimed it last. State is claimed, sending or done.
CREATE TABLE deliveries (
    id         INTEGER PRIMARY KEY,
    run_id     INTEGER NOT NULL REFERENCES runs (id),
    recipient  TEXT    NOT NULL,
    attempt    INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    message_id TEXT    NOT NULL,
    outcome    TEXT    NOT NULL DEFAULT '',
    reason     TEXT    NOT NULL DEFAULT '',
    reply      TEXT    NOT NULL DEFAULT '',
    sha256     TEXT    NOT NULL DEFAULT '',
    claimed    TEXT    NOT NULL,
    sending    TEXT    NOT NULL DEFAULT '',
    finished   TEXT    NOT NULL DEFAULT '',
    UNIQUE (run_id, recipient)
);

-- +goose Down
DROP TABLE deliveries;
DROP TABLE attempts;
DROP TABLE runs;
