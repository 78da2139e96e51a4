-- Officers have LINE, too, and are told like members; whom something is for can be put together of several parts, and be kept by a name.

ALTER TABLE officer
    ADD COLUMN job VARCHAR(20) COLLATE utf8mb4_bin NULL AFTER position,
    -- of the LINE account that they have linked
    ADD COLUMN chat_id VARCHAR(64) COLLATE utf8mb4_bin NULL,
    ADD CONSTRAINT officer_job CHECK (job IN ('FIELD', 'PLANNING', 'DISTRICT_HEAD', 'PROVINCIAL', 'CENTRAL')),
    ADD CONSTRAINT officer_chat UNIQUE (chat_id),
    ADD CONSTRAINT officer_account FOREIGN KEY (chat_id) REFERENCES chat (id);

-- What an officer types in a chat to link it; kept only as its SHA-256, since it is random.
CREATE TABLE officer_link_code (
    officer_id BIGINT NOT NULL PRIMARY KEY,
    hash       BINARY(32) NOT NULL,
    -- who asked for it, for the audit
    made_by    VARCHAR(100) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    CONSTRAINT officer_link_code_hash UNIQUE (hash),
    CONSTRAINT officer_link_code_officer FOREIGN KEY (officer_id) REFERENCES officer (id) ON DELETE CASCADE
);
