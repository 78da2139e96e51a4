-- A conversation that an officer has taken over, with what the leader had answered until then as rows of label and value.
CREATE TABLE handover (
    id        BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    chat_id   VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    gathered  JSON NOT NULL,
    opened_at DATETIME(6) NOT NULL,
    closed_at DATETIME(6) NULL,
    closed_by VARCHAR(100) NULL,
    -- a chat has at most one that is open
    open_chat VARCHAR(64) COLLATE utf8mb4_bin AS (IF(closed_at IS NULL, chat_id, NULL)) STORED,
    CONSTRAINT handover_open_once UNIQUE (open_chat),
    CONSTRAINT handover_chat FOREIGN KEY (chat_id) REFERENCES chat (id),
    CONSTRAINT handover_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
    INDEX handover_by_chat (chat_id, id)
);

CREATE TABLE handover_message (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    handover_id BIGINT NOT NULL,
    -- LINE's message id of what the leader sent: the same message is kept once, and found when it is taken back
    line_id     VARCHAR(64) COLLATE utf8mb4_bin NULL,
    -- the officer who wrote it, if it was not the leader
    officer     VARCHAR(100) NULL,
    -- null when the leader has taken it back
    text        TEXT NULL,
    -- whether the table of photos has it, under its line_id
    photo       BOOLEAN NOT NULL,
    created_at  DATETIME(6) NOT NULL,
    CONSTRAINT handover_message_once UNIQUE (line_id),
    CONSTRAINT handover_message_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
    CONSTRAINT handover_message_from CHECK ((line_id IS NULL) <> (officer IS NULL)),
    INDEX handover_message_order (handover_id, id)
);
