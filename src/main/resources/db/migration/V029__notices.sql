-- What officers send to many people at once, and what became of it for each of them.
CREATE TABLE notice_counter (
    month CHAR(4) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    last  INT NOT NULL
);

CREATE TABLE notice (
    id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    number       VARCHAR(13) COLLATE utf8mb4_bin NOT NULL,
    version      INT NOT NULL,
    -- to whom: where (null for the whole country); roles, levels of areas and topics with commas between, empty for all
    area         VARCHAR(8) COLLATE utf8mb4_bin NULL,
    roles        VARCHAR(400) COLLATE utf8mb4_bin NOT NULL,
    levels       VARCHAR(100) COLLATE utf8mb4_bin NOT NULL,
    topics       VARCHAR(200) COLLATE utf8mb4_bin NOT NULL,
    speed        VARCHAR(10) COLLATE utf8mb4_bin NOT NULL,
    acknowledge  BOOLEAN NOT NULL,
    starts_at    DATETIME(6) NULL,
    -- of no use from then on; three days after it began, when none is said
    latest_at    DATETIME(6) NULL,
    status       VARCHAR(10) COLLATE utf8mb4_bin NOT NULL,
    -- whether nothing is left to be done for any recipient
    settled      BOOLEAN NOT NULL DEFAULT FALSE,
    created_by   VARCHAR(100) NOT NULL,
    -- who approved it; nobody where it needs no approval
    approved_by  VARCHAR(100) NULL,
    -- when nothing stood in its way any more but time
    released_at  DATETIME(6) NULL,
    -- when its recipients were written down
    begun_at     DATETIME(6) NULL,
    ended_at     DATETIME(6) NULL,
    created_at   DATETIME(6) NOT NULL,
    updated_at   DATETIME(6) NOT NULL,
    CONSTRAINT notice_number UNIQUE (number),
    CONSTRAINT notice_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT notice_speed CHECK (speed IN ('URGENT', 'ORDINARY')),
    CONSTRAINT notice_status CHECK (status IN ('DRAFT', 'WAITING', 'SENDING', 'PAUSED', 'FINISHED', 'CANCELLED')),
    INDEX notice_by_status (status, id),
    INDEX notice_unsettled (settled, id)
);

-- Each text that a notice has had: a recipient knows which one was sent.
CREATE TABLE notice_version (
    notice_id  BIGINT NOT NULL,
    version    INT NOT NULL,
    title      VARCHAR(100) NOT NULL,
    text       VARCHAR(1000) NOT NULL,
    title_en   VARCHAR(100) NULL,
    text_en    VARCHAR(1000) NULL,
    written_by VARCHAR(100) NOT NULL,
    -- null for the administrator of the settings
    officer_id BIGINT NULL,
    written_at DATETIME(6) NOT NULL,
    PRIMARY KEY (notice_id, version),
    CONSTRAINT notice_version_notice FOREIGN KEY (notice_id) REFERENCES notice (id) ON DELETE CASCADE,
    CONSTRAINT notice_version_officer FOREIGN KEY (officer_id) REFERENCES officer (id)
);

-- One row for each person that a notice is for, whether they can be reached or not.
CREATE TABLE notice_recipient (
    id              BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    notice_id       BIGINT NOT NULL,
    version         INT NOT NULL,
    -- the member's id when the row was written: nobody is there twice, whoever becomes one with whom later
    person          BIGINT NOT NULL,
    member_id       BIGINT NULL,
    chat_id         VARCHAR(64) COLLATE utf8mb4_bin NULL,
    area            VARCHAR(8) COLLATE utf8mb4_bin NULL,
    state           VARCHAR(10) COLLATE utf8mb4_bin NOT NULL,
    reason          VARCHAR(300) NULL,
    -- the row of the outbox that carries it
    outbox_id       BIGINT NULL,
    acknowledged_at DATETIME(6) NULL,
    updated_at      DATETIME(6) NOT NULL,
    CONSTRAINT notice_recipient_once UNIQUE (notice_id, person),
    CONSTRAINT notice_recipient_notice FOREIGN KEY (notice_id) REFERENCES notice (id) ON DELETE CASCADE,
    CONSTRAINT notice_recipient_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT notice_recipient_chat FOREIGN KEY (chat_id) REFERENCES chat (id),
    CONSTRAINT notice_recipient_state CHECK (state IN ('DUE', 'SENDING', 'ACCEPTED', 'REFUSED', 'BLOCKED', 'SKIPPED', 'OVER')),
    INDEX notice_recipient_open (notice_id, state, id),
    INDEX notice_recipient_by_outbox (outbox_id)
);

-- The rows of the outbox that carry a notice and whose end is not written down yet.
CREATE TABLE notice_batch (
    outbox_id BIGINT NOT NULL PRIMARY KEY,
    notice_id BIGINT NOT NULL,
    CONSTRAINT notice_batch_notice FOREIGN KEY (notice_id) REFERENCES notice (id) ON DELETE CASCADE,
    INDEX notice_batch_by_notice (notice_id, outbox_id)
);
