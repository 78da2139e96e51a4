-- Sending what goes at any hour is a right of its own. Whoever could do it until now still can, until an administrator ends the grant.
ALTER TABLE officer_grant
    MODIFY COLUMN rights SET('READ', 'TRIAGE', 'PLAN', 'AWARD', 'NOTICE', 'MEMBER', 'SENSITIVE', 'ADMIN', 'URGENT') NOT NULL;
UPDATE officer_grant SET rights = CONCAT(rights, ',URGENT') WHERE ended_at IS NULL AND FIND_IN_SET('NOTICE', rights) > 0;

-- One question instead of an acknowledgement: its labels are a part of the text, the answer is the place of one of them, from 1.
ALTER TABLE notice_version
    ADD COLUMN choices JSON NULL AFTER text_en;
ALTER TABLE notice_recipient
    ADD COLUMN choice TINYINT NULL AFTER acknowledged_at,
    ADD CONSTRAINT notice_recipient_choice CHECK (choice IS NULL OR (choice BETWEEN 1 AND 4 AND acknowledged_at IS NOT NULL));

-- A notice that follows another: a correction goes to those who got the first, a reminder to those who have not answered it, and of reminders that are not cancelled each has one.
ALTER TABLE notice
    ADD COLUMN follows_id BIGINT NULL AFTER number,
    ADD COLUMN follows_to VARCHAR(10) COLLATE utf8mb4_bin NULL AFTER follows_id,
    ADD COLUMN reminds    BIGINT AS (IF(follows_to = 'SILENT' AND status <> 'CANCELLED', follows_id, NULL)) VIRTUAL AFTER follows_to;
ALTER TABLE notice
    ADD CONSTRAINT notice_follows FOREIGN KEY (follows_id) REFERENCES notice (id),
    ADD CONSTRAINT notice_reminds UNIQUE (reminds),
    ADD CONSTRAINT notice_follows_to CHECK ((follows_id IS NULL) = (follows_to IS NULL) AND (follows_to IS NULL OR follows_to IN ('RECIPIENTS', 'SILENT')));

-- Replies to a notice are hand-overs about it.
ALTER TABLE notice
    ADD COLUMN replies BOOLEAN NOT NULL DEFAULT FALSE AFTER acknowledge;
ALTER TABLE handover
    ADD COLUMN about VARCHAR(64) COLLATE utf8mb4_bin NULL AFTER area,
    ADD INDEX handover_by_about (about, id);
