-- What people send besides photos is kept in the same table: a voice message, a video, a file.
ALTER TABLE photo
    ADD COLUMN kind VARCHAR(5) COLLATE utf8mb4_bin NOT NULL DEFAULT 'photo',
    -- as the sender called it; for files only
    ADD COLUMN file_name VARCHAR(255) NULL,
    ADD CONSTRAINT photo_kind CHECK (kind IN ('photo', 'audio', 'video', 'file'));

CREATE TABLE report_media (
    report_id  BIGINT NOT NULL,
    seq        INT NOT NULL,
    message_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (report_id, seq),
    CONSTRAINT report_media_once UNIQUE (message_id),
    CONSTRAINT report_media_seq CHECK (seq BETWEEN 1 AND 10),
    CONSTRAINT report_media_report FOREIGN KEY (report_id) REFERENCES report (id) ON DELETE CASCADE,
    CONSTRAINT report_media_photo FOREIGN KEY (message_id) REFERENCES photo (message_id)
);

ALTER TABLE handover
    -- since when the leader waits for a word of an officer, and when, by the office hours, they have waited too long; null while an officer has had the last word
    ADD COLUMN waiting_since DATETIME(6) NULL,
    ADD COLUMN answer_by DATETIME(6) NULL,
    ADD CONSTRAINT handover_waiting CHECK ((waiting_since IS NULL) = (answer_by IS NULL)),
    ADD INDEX handover_answer (answer_by);
UPDATE handover SET waiting_since = opened_at, answer_by = opened_at + INTERVAL 1 DAY
WHERE closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM handover_message m WHERE m.handover_id = handover.id AND m.officer IS NOT NULL);

-- when an event was answered, where that was later than it happened: time is counted from there
ALTER TABLE played_round ADD COLUMN answered_at DATETIME(6) NULL;

-- Messages that were taken back before they came.
CREATE TABLE unsent (
    message_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    chat_id    VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    at         DATETIME(6) NOT NULL,
    INDEX unsent_by_chat (chat_id),
    INDEX unsent_age (at)
);
