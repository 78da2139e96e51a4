-- Who said something to the bot in a group: what they said there is erased with them.
ALTER TABLE inbox
    ADD COLUMN sender VARCHAR(64) COLLATE utf8mb4_bin NULL AFTER chat_id,
    ADD INDEX inbox_by_sender (sender);
UPDATE inbox SET sender = LEFT(JSON_VALUE(raw, '$.source.userId'), 64)
WHERE state <> 'STORED' AND (chat_id LIKE 'C%' OR chat_id LIKE 'R%') AND JSON_VALID(raw) AND JSON_VALUE(raw, '$.source.userId') REGEXP '^[!-~]+$';

-- What people said to each other in groups, and what belongs to no chat, stays as no more than that it was.
UPDATE inbox SET raw = JSON_OBJECT('type', COALESCE(JSON_VALUE(raw, '$.type'), 'unknown'), 'webhookEventId', event_id)
WHERE state = 'STORED' AND (chat_id IS NULL OR chat_id LIKE 'C%' OR chat_id LIKE 'R%') AND JSON_VALID(raw);

-- Why a photo has no bytes: the person took it back, or LINE did not give it.
ALTER TABLE photo
    ADD COLUMN lost VARCHAR(10) COLLATE utf8mb4_bin NULL,
    ADD CONSTRAINT photo_lost CHECK (lost IS NULL OR (lost IN ('TAKEN_BACK', 'UNFETCHED') AND content IS NULL));
UPDATE photo SET lost = 'TAKEN_BACK' WHERE content IS NULL AND NOT EXISTS (SELECT 1 FROM errand e WHERE e.kind = 'CONTENT' AND e.subject = photo.message_id);
UPDATE photo SET lost = 'UNFETCHED' WHERE content IS NULL AND EXISTS (SELECT 1 FROM errand e WHERE e.kind = 'CONTENT' AND e.subject = photo.message_id AND e.state = 'FAILED');

-- What was said with a LINE account that a member has no more, kept under an id that is no account's.
CREATE TABLE former_account (
    chat_id   VARCHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL,
    until_at  DATETIME(6) NOT NULL,
    CONSTRAINT former_account_chat FOREIGN KEY (chat_id) REFERENCES chat (id) ON DELETE CASCADE,
    CONSTRAINT former_account_member FOREIGN KEY (member_id) REFERENCES member (id)
);

-- Of what was answered to a request only the key of its row is kept: it is read anew for whoever asks again.
ALTER TABLE idempotency_key ADD COLUMN row_key VARCHAR(64) NULL;
UPDATE idempotency_key SET row_key = LEFT(COALESCE(JSON_VALUE(answer, '$.id'), JSON_VALUE(answer, '$.code'), JSON_VALUE(answer, '$.member.id'),
    JSON_VALUE(answer, '$.centre.code')), 64) WHERE answer IS NOT NULL AND JSON_VALID(answer);
ALTER TABLE idempotency_key DROP COLUMN answer;

-- Links to copies stood in clear in what was sent: those that were not opened yet have to be asked for anew.
UPDATE data_copy SET expires_at = UTC_TIMESTAMP(6) WHERE fetched_at IS NULL AND expires_at > UTC_TIMESTAMP(6);

-- What the audit masks now it masks in older entries, too.
DROP TRIGGER audit_is_not_changed;
UPDATE audit SET old_values = JSON_REPLACE(old_values, '$.reason', '•••')
WHERE subject IN ('registration', 'erasure') AND JSON_VALUE(old_values, '$.reason') IS NOT NULL;
UPDATE audit SET new_values = JSON_REPLACE(new_values, '$.reason', '•••')
WHERE subject IN ('registration', 'erasure') AND JSON_VALUE(new_values, '$.reason') IS NOT NULL;
UPDATE audit SET old_values = JSON_REPLACE(old_values, '$.phone', '•••') WHERE subject = 'centre' AND JSON_VALUE(old_values, '$.phone') IS NOT NULL;
UPDATE audit SET new_values = JSON_REPLACE(new_values, '$.phone', '•••') WHERE subject = 'centre' AND JSON_VALUE(new_values, '$.phone') IS NOT NULL;
UPDATE audit SET old_values = JSON_REPLACE(old_values, '$.code', '•••') WHERE subject = 'member' AND JSON_VALUE(old_values, '$.code') IS NOT NULL;
UPDATE audit SET new_values = JSON_REPLACE(new_values, '$.code', '•••') WHERE subject = 'member' AND JSON_VALUE(new_values, '$.code') IS NOT NULL;
UPDATE audit SET old_values = JSON_REPLACE(old_values, '$.note', '•••') WHERE subject = 'invitation' AND JSON_VALUE(old_values, '$.note') IS NOT NULL;
UPDATE audit SET new_values = JSON_REPLACE(new_values, '$.note', '•••') WHERE subject = 'invitation' AND JSON_VALUE(new_values, '$.note') IS NOT NULL;
DELIMITER //
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit is only added to';
END//
DELIMITER ;
