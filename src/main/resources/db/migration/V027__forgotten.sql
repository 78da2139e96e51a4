-- Who told of a danger in a group: what they said there is erased with them, however long it is kept.
ALTER TABLE danger
    ADD COLUMN sender VARCHAR(64) COLLATE utf8mb4_bin NULL AFTER chat_id,
    ADD INDEX danger_by_sender (sender);
UPDATE danger d JOIN inbox i ON i.event_id = d.cause_key SET d.sender = i.sender WHERE d.from_group AND i.sender IS NOT NULL;

-- When the account left a group: what was said there until then is not kept, however late it comes.
ALTER TABLE chat ADD COLUMN left_at DATETIME(6) NULL;
UPDATE chat SET left_at = (SELECT MAX(i.occurred_at) FROM inbox i WHERE i.state = 'DONE' AND i.chat_id = chat.id AND i.type = 'leave') WHERE kind <> 'user';

-- How many attempts, one after the other, ended without an outcome: what ends the server must not do so for ever.
ALTER TABLE errand ADD COLUMN silent INT NOT NULL DEFAULT 0 AFTER attempts;

-- The area that somebody named who asked for an officer before having said where they live; both areas follow a code that changes.
ALTER TABLE handover ADD COLUMN area VARCHAR(8) COLLATE utf8mb4_bin NULL AFTER gathered;
UPDATE handover h JOIN area_former f ON f.code = h.parted_area AND f.area <> f.code SET h.parted_area = f.area
WHERE NOT EXISTS (SELECT 1 FROM area a WHERE a.code = h.parted_area);
UPDATE handover h LEFT JOIN area a ON a.code = LEFT(h.parted_area, 6) SET h.parted_area = a.code
WHERE h.parted_area IS NOT NULL AND NOT EXISTS (SELECT 1 FROM area b WHERE b.code = h.parted_area);
ALTER TABLE handover
    ADD CONSTRAINT handover_area FOREIGN KEY (area) REFERENCES area (code),
    ADD CONSTRAINT handover_parted_area FOREIGN KEY (parted_area) REFERENCES area (code);

-- In groups only what is said to the account is kept with who said it; messages name nobody else; what was not acted on is kept as no more than that it was.
UPDATE inbox SET sender = NULL, raw = JSON_OBJECT('type', type, 'webhookEventId', event_id)
WHERE state = 'DONE' AND (chat_id LIKE 'C%' OR chat_id LIKE 'R%') AND type NOT IN ('message', 'postback') AND JSON_VALID(raw);
UPDATE inbox SET raw = JSON_OBJECT('type', type, 'webhookEventId', event_id)
WHERE state = 'STORED' AND chat_id LIKE 'U%' AND JSON_VALID(raw);
UPDATE inbox SET raw = JSON_REMOVE(raw, '$.message.mention.mentionees[0].userId', '$.message.mention.mentionees[1].userId',
    '$.message.mention.mentionees[2].userId', '$.message.mention.mentionees[3].userId', '$.message.mention.mentionees[4].userId',
    '$.message.mention.mentionees[5].userId', '$.message.mention.mentionees[6].userId', '$.message.mention.mentionees[7].userId',
    '$.message.mention.mentionees[8].userId', '$.message.mention.mentionees[9].userId', '$.message.mention.mentionees[10].userId',
    '$.message.mention.mentionees[11].userId', '$.message.mention.mentionees[12].userId', '$.message.mention.mentionees[13].userId',
    '$.message.mention.mentionees[14].userId', '$.message.mention.mentionees[15].userId', '$.message.mention.mentionees[16].userId',
    '$.message.mention.mentionees[17].userId', '$.message.mention.mentionees[18].userId', '$.message.mention.mentionees[19].userId')
WHERE type = 'message' AND raw LIKE '%"mentionees"%' AND JSON_VALID(raw);

-- The last notice of somebody who was erased holds their number no longer than until it is sent.
UPDATE outbox SET chat_id = NULL, recipients = '[]', messages = '[]'
WHERE state IN ('SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED', 'MISSED') AND cause_key LIKE 'erasure:%'
    AND SUBSTRING_INDEX(SUBSTRING_INDEX(cause_key, ':', 2), ':', -1) IN (SELECT CAST(id AS CHAR) FROM erasure WHERE state = 'ERASED');

-- Photos that nobody took back: LINE did not give them. Of those that are older than what is known of messages that were taken back nobody can tell.
UPDATE photo SET lost = 'UNFETCHED'
WHERE lost = 'TAKEN_BACK' AND chat_id NOT LIKE 'nobody-%' AND created_at > (SELECT MIN(u.at) FROM unsent u)
    AND NOT EXISTS (SELECT 1 FROM unsent u WHERE u.message_id = photo.message_id);

-- What the audit masks now it masks in older entries, too: numbers of an office's register, who was to get an award, and for what.
DROP TRIGGER audit_is_not_changed;
UPDATE audit a JOIN member m ON m.code = SUBSTRING_INDEX(CONVERT(a.row_key USING utf8mb4), ' ', 1) COLLATE utf8mb4_bin
SET a.row_key = LEFT(CONCAT('id ', m.id, SUBSTRING(a.row_key, CHAR_LENGTH(m.code) + 1)), 64)
WHERE a.subject = 'member' AND a.action IN ('import', 'importMembers') AND a.row_key NOT REGEXP '^id [0-9]';
UPDATE audit SET row_key = LEFT(REGEXP_REPLACE(row_key, '^.*?( [A-Z_]+ [0-9]{2,8}( .*)?)?$', '•••\\1'), 64)
WHERE subject = 'member' AND action IN ('import', 'importMembers') AND row_key NOT REGEXP '^id [0-9]';
UPDATE audit SET old_values = JSON_REPLACE(old_values, '$.recipient', '•••') WHERE subject = 'award' AND JSON_VALUE(old_values, '$.recipient') IS NOT NULL;
UPDATE audit SET new_values = JSON_REPLACE(new_values, '$.recipient', '•••') WHERE subject = 'award' AND JSON_VALUE(new_values, '$.recipient') IS NOT NULL;
UPDATE audit SET old_values = JSON_REPLACE(old_values, '$.occupation', '•••') WHERE subject = 'award' AND JSON_VALUE(old_values, '$.occupation') IS NOT NULL;
UPDATE audit SET new_values = JSON_REPLACE(new_values, '$.occupation', '•••') WHERE subject = 'award' AND JSON_VALUE(new_values, '$.occupation') IS NOT NULL;
UPDATE audit SET old_values = JSON_REPLACE(old_values, '$.achievement', '•••') WHERE subject = 'award' AND JSON_VALUE(old_values, '$.achievement') IS NOT NULL;
UPDATE audit SET new_values = JSON_REPLACE(new_values, '$.achievement', '•••') WHERE subject = 'award' AND JSON_VALUE(new_values, '$.achievement') IS NOT NULL;
UPDATE audit SET new_values = REGEXP_REPLACE(new_values, '"(recipient|occupation|achievement): ([^"\\\\]|\\\\.)*"', '"\\1"')
WHERE subject = 'award' AND action IN ('import', 'importAwards') AND new_values LIKE '%"changes"%';
DELIMITER //
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit is only added to';
END//
DELIMITER ;
