-- Who works with the system, and what they may do where. An area is the beginning of area codes; empty: the whole country.
CREATE TABLE officer (
    id             BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name           VARCHAR(100) NOT NULL,
    position       VARCHAR(100) NOT NULL,
    phone          VARCHAR(20) COLLATE utf8mb4_bin NULL,
    -- where they are posted: who keeps officers there keeps this one
    area           VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    -- what they sign in by; a password only by its argon2id hash
    username       VARCHAR(50) COLLATE utf8mb4_bin NULL,
    password       VARCHAR(200) COLLATE utf8mb4_bin NULL,
    -- until when a password that was given to them has to be changed for their own; null for their own
    password_until DATETIME(6) NULL,
    -- the shared secret of one-time codes (RFC 6238), asked for from when it was confirmed; no code of a step up to the last one is taken again
    totp           VARBINARY(20) NULL,
    totp_since     DATETIME(6) NULL,
    totp_step      BIGINT NULL,
    created_at     DATETIME(6) NOT NULL,
    ended_at       DATETIME(6) NULL,
    CONSTRAINT officer_username UNIQUE (username),
    CONSTRAINT officer_area CHECK (area REGEXP '^([0-9]{2}){0,4}$'),
    CONSTRAINT officer_password CHECK (password IS NULL OR username IS NOT NULL),
    INDEX officer_by_area (area, id)
);

CREATE TABLE officer_grant (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    officer_id BIGINT NOT NULL,
    area       VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    rights     SET('READ', 'TRIAGE', 'PLAN', 'AWARD', 'NOTICE', 'MEMBER', 'SENSITIVE', 'ADMIN') NOT NULL,
    -- the first and the last day in Thailand on which it is in force, as of รักษาราชการแทน
    from_day   DATE NULL,
    until_day  DATE NULL,
    acting_for VARCHAR(200) NULL,
    granted_by VARCHAR(100) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    ended_at   DATETIME(6) NULL,
    CONSTRAINT officer_grant_officer FOREIGN KEY (officer_id) REFERENCES officer (id),
    CONSTRAINT officer_grant_area CHECK (area REGEXP '^([0-9]{2}){0,4}$'),
    CONSTRAINT officer_grant_rights CHECK (rights <> ''),
    CONSTRAINT officer_grant_days CHECK (from_day IS NULL OR until_day IS NULL OR from_day <= until_day),
    INDEX officer_grant_in_order (officer_id, id)
);

-- A key does what its officer may do. Kept only as its SHA-256, since it is random.
CREATE TABLE api_key (
    id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    officer_id   BIGINT NOT NULL,
    name         VARCHAR(100) NOT NULL,
    prefix       VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    hash         BINARY(32) NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    last_used_at DATETIME(6) NULL,
    revoked_at   DATETIME(6) NULL,
    CONSTRAINT api_key_hash UNIQUE (hash),
    CONSTRAINT api_key_officer FOREIGN KEY (officer_id) REFERENCES officer (id)
);

CREATE TABLE officer_session (
    id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    officer_id   BIGINT NOT NULL,
    -- SHA-256 of what the cookie holds
    hash         BINARY(32) NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    ended_at     DATETIME(6) NULL,
    CONSTRAINT officer_session_hash UNIQUE (hash),
    CONSTRAINT officer_session_officer FOREIGN KEY (officer_id) REFERENCES officer (id)
);

-- Failed sign-ins in a row, by the SHA-256 of the username that was tried (whether there is one or not) and of the address that tried.
CREATE TABLE sign_in_failure (
    subject    BINARY(32) NOT NULL PRIMARY KEY,
    failures   INT NOT NULL,
    -- of the first one that counts
    since      DATETIME(6) NOT NULL,
    INDEX sign_in_failure_age (since)
);
