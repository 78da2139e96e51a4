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

-- Whom an officer is used to tell something, by a name.
CREATE TABLE audience (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- whose it is, and in which all of it lies; null for the whole country
    area       VARCHAR(8) COLLATE utf8mb4_bin NULL,
    name       VARCHAR(100) NOT NULL,
    topics     VARCHAR(200) COLLATE utf8mb4_bin NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    CONSTRAINT audience_area FOREIGN KEY (area) REFERENCES area (code),
    INDEX audience_by_name (name, id),
    INDEX audience_by_area (area, id)
);

-- The parts of whom a notice or a kept audience is for: members who live in the area, who hold one of the roles or a seat there, or officers who are posted there.
CREATE TABLE audience_part (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    notice_id   BIGINT NULL,
    audience_id BIGINT NULL,
    place       SMALLINT NOT NULL,
    area        VARCHAR(8) COLLATE utf8mb4_bin NULL,
    roles       VARCHAR(400) COLLATE utf8mb4_bin NOT NULL,
    levels      VARCHAR(100) COLLATE utf8mb4_bin NOT NULL,
    -- null for members; of officers, with commas between, empty for all
    jobs        VARCHAR(200) COLLATE utf8mb4_bin NULL,
    seats       BOOLEAN NOT NULL,
    ends_before DATE NULL,
    CONSTRAINT audience_part_of_notice UNIQUE (notice_id, place),
    CONSTRAINT audience_part_of_audience UNIQUE (audience_id, place),
    CONSTRAINT audience_part_owner CHECK ((notice_id IS NULL) <> (audience_id IS NULL)),
    CONSTRAINT audience_part_members CHECK (jobs IS NULL OR roles = '' AND levels = '' AND NOT seats),
    CONSTRAINT audience_part_term CHECK (seats OR ends_before IS NULL),
    CONSTRAINT audience_part_notice FOREIGN KEY (notice_id) REFERENCES notice (id) ON DELETE CASCADE,
    CONSTRAINT audience_part_audience FOREIGN KEY (audience_id) REFERENCES audience (id) ON DELETE CASCADE,
    CONSTRAINT audience_part_area FOREIGN KEY (area) REFERENCES area (code)
);
INSERT INTO audience_part (notice_id, place, area, roles, levels, seats)
SELECT id, 0, area, roles, levels, FALSE FROM notice;
ALTER TABLE notice
    DROP COLUMN roles,
    DROP COLUMN levels;

-- An account gets a notice once, whoever it belongs to. Where two rows had one, as it went from one person to another meanwhile, the first keeps it.
UPDATE notice_recipient later JOIN notice_recipient first
    ON first.notice_id = later.notice_id AND first.chat_id = later.chat_id AND first.id < later.id
SET later.chat_id = NULL, later.state = IF(later.state IN ('DUE', 'SENDING'), 'OVER', later.state);
ALTER TABLE notice_recipient
    ADD COLUMN officer_id BIGINT NULL AFTER member_id,
    ADD CONSTRAINT notice_recipient_officer FOREIGN KEY (officer_id) REFERENCES officer (id),
    ADD CONSTRAINT notice_recipient_account UNIQUE (notice_id, chat_id);
