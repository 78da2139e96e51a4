-- A copy of what is kept about a person, to be fetched once by a link (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.30, 31). The copy itself is made when it is fetched.
CREATE TABLE data_copy (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    member_id  BIGINT NOT NULL,
    format     VARCHAR(4) COLLATE utf8mb4_bin NOT NULL,
    -- SHA-256 of what the link holds
    hash       BINARY(32) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    fetched_at DATETIME(6) NULL,
    CONSTRAINT data_copy_hash UNIQUE (hash),
    CONSTRAINT data_copy_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT data_copy_format CHECK (format IN ('JSON', 'CSV'))
);

-- Somebody wants to be forgotten (ม.33): an officer decides, within 30 days (ม.30).
CREATE TABLE erasure (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    member_id  BIGINT NOT NULL,
    -- where they lived when they asked; null for who never said
    area       VARCHAR(8) COLLATE utf8mb4_bin NULL,
    asked_at   DATETIME(6) NOT NULL,
    due_on     DATE NOT NULL,
    state      VARCHAR(8) COLLATE utf8mb4_bin NOT NULL DEFAULT 'WAITING',
    decided_at DATETIME(6) NULL,
    decided_by VARCHAR(100) NULL,
    -- the lawful ground of a refusal, told to the person
    reason     VARCHAR(500) NULL,
    waiting    BIGINT AS (IF(state = 'WAITING', member_id, NULL)) STORED,
    CONSTRAINT erasure_waiting_once UNIQUE (waiting),
    CONSTRAINT erasure_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT erasure_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT erasure_state CHECK (state IN ('WAITING', 'ERASED', 'REFUSED')),
    CONSTRAINT erasure_decided CHECK ((state = 'WAITING') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
    CONSTRAINT erasure_reason CHECK ((state = 'REFUSED') = (reason IS NOT NULL)),
    INDEX erasure_by_state (state, area, id)
);
