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
