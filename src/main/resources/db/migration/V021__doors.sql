-- Spaces at its end make another name: it is tried, counted and found as it is.
ALTER TABLE officer MODIFY COLUMN username VARCHAR(50) COLLATE utf8mb4_nopad_bin NULL;

-- Tries are counted anew, for one of a bounded number of subjects.
DELETE FROM sign_in_failure;

ALTER TABLE api_key
    ADD COLUMN made_by VARCHAR(100) NULL AFTER hash,
    -- what is granted to its officer later, the key does not open; a key that there is goes on with what it opens today
    ADD COLUMN rights_at DATETIME(6) NULL AFTER created_at;
UPDATE api_key SET rights_at = UTC_TIMESTAMP(6);
ALTER TABLE api_key MODIFY COLUMN rights_at DATETIME(6) NOT NULL;

-- Whoever reads what vouches for a role must not read a code that others may still use.
UPDATE member_role r JOIN invitation i ON i.code = CONVERT(REPLACE(r.verified_by, '-', '') USING utf8mb4) COLLATE utf8mb4_bin
SET r.verified_by = CONCAT('invitation ', i.id) WHERE r.verified = 'CODE';
UPDATE registration r JOIN invitation i ON i.code = CONVERT(REPLACE(r.decided_by, '-', '') USING utf8mb4) COLLATE utf8mb4_bin
SET r.decided_by = CONCAT('invitation ', i.id);

-- By what somebody proves to an officer that a chat is theirs.
CREATE TABLE link_code (
    chat_id    VARCHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    -- SHA-256 of the code
    hash       BINARY(32) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    CONSTRAINT link_code_chat FOREIGN KEY (chat_id) REFERENCES chat (id) ON DELETE CASCADE,
    INDEX link_code_age (expires_at)
);

-- What was handed over before a chat became somebody else's stays with whom it was: in the area that they had then.
ALTER TABLE handover
    ADD COLUMN parted BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN parted_area VARCHAR(8) COLLATE utf8mb4_bin NULL;
