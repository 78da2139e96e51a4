-- What a change that was asked for with an Idempotency-Key answered, written in the transaction of the change itself: asked again, it is answered the same and not done again.
CREATE TABLE idempotency_key (
    -- the officer's id, or 0 for the administrator's key of the settings
    caller     BIGINT NOT NULL,
    name       VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    -- of the path and the body: another request under the same key is refused
    request    CHAR(64) COLLATE utf8mb4_bin NOT NULL,
    answer     LONGTEXT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (caller, name),
    INDEX idempotency_key_age (created_at)
);
