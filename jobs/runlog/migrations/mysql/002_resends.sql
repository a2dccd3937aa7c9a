-- +goose Up

-- The same table as in SQLite; see there for what it means.
CREATE TABLE IF NOT EXISTS resends (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    run_id     BIGINT       NOT NULL,
    recipient  VARCHAR(320) NOT NULL,
    message_id VARCHAR(500) NOT NULL,
    repeats    VARCHAR(500) NOT NULL,
    asked_by   VARCHAR(255) NOT NULL,
    sha256     VARCHAR(64)  NOT NULL,
    begun      VARCHAR(24)  NOT NULL,
    finished   VARCHAR(24)  NOT NULL DEFAULT '',
    outcome    VARCHAR(32)  NOT NULL DEFAULT '',
    reason     MEDIUMTEXT   NOT NULL,
    reply      MEDIUMTEXT   NOT NULL,
    KEY resends_by_run (run_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- +goose Down
DROP TABLE resends;
