-- +goose Up

-- The same tables as in SQLite; see there for what they mean. Statements that make
-- something do so only where it is not there: DDL here is no part of a transaction,
-- and several instances may begin at once.
--
-- Keys compare byte by byte. A slice is bytes altogether, because a collation ignores
-- the spaces at an end, and two slices must never be taken for one. Names are short
-- and of ASCII; what people and servers write has no limit that it could reach.

CREATE TABLE IF NOT EXISTS runs (
    id          BIGINT          NOT NULL AUTO_INCREMENT PRIMARY KEY,
    job         VARCHAR(100)    NOT NULL,
    as_of       VARCHAR(40)     NOT NULL,
    slice       VARBINARY(1000) NOT NULL,
    revision    INT             NOT NULL,
    attempt     INT             NOT NULL,
    holder      VARCHAR(400)    NOT NULL,
    lease_until VARCHAR(24)     NOT NULL,
    started_by  VARCHAR(255)    NOT NULL,
    started     VARCHAR(24)     NOT NULL,
    finished    VARCHAR(24)     NOT NULL DEFAULT '',
    outcome     VARCHAR(32)     NOT NULL DEFAULT '',
    reason      MEDIUMTEXT      NOT NULL,
    figures     LONGTEXT        NOT NULL,
    manifest    LONGTEXT        NOT NULL,
    UNIQUE KEY runs_by_key (job, as_of, slice, revision),
    KEY runs_by_outcome (outcome)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS attempts (
    run_id     BIGINT       NOT NULL,
    attempt    INT          NOT NULL,
    holder     VARCHAR(400) NOT NULL,
    started_by VARCHAR(255) NOT NULL,
    started    VARCHAR(24)  NOT NULL,
    finished   VARCHAR(24)  NOT NULL,
    outcome    VARCHAR(32)  NOT NULL,
    reason     MEDIUMTEXT   NOT NULL,
    PRIMARY KEY (run_id, attempt)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS deliveries (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    run_id     BIGINT       NOT NULL,
    recipient  VARCHAR(320) NOT NULL,
    attempt    INT          NOT NULL,
    state      VARCHAR(16)  NOT NULL,
    message_id VARCHAR(500) NOT NULL,
    outcome    VARCHAR(32)  NOT NULL DEFAULT '',
    reason     MEDIUMTEXT   NOT NULL,
    reply      MEDIUMTEXT   NOT NULL,
    sha256     VARCHAR(64)  NOT NULL DEFAULT '',
    claimed    VARCHAR(24)  NOT NULL,
    sending    VARCHAR(24)  NOT NULL DEFAULT '',
    finished   VARCHAR(24)  NOT NULL DEFAULT '',
    UNIQUE KEY deliveries_by_key (run_id, recipient)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- +goose Down
DROP TABLE deliveries;
DROP TABLE attempts;
DROP TABLE runs;
