-- Every kind of push has its price, which is counted.

ALTER TABLE outbox
    -- what it says, by which the month's pushes are counted
    ADD COLUMN kind VARCHAR(16) COLLATE utf8mb4_bin NULL AFTER cause_key;
UPDATE outbox SET kind = CASE SUBSTRING_INDEX(COALESCE(about, cause_key), ':', 1)
    WHEN 'due' THEN 'DRAFT'
    WHEN 'report-change' THEN 'REPORT'
    WHEN 'project-change' THEN 'PROJECT'
    WHEN 'award-announced' THEN 'AWARD'
    WHEN 'registration' THEN 'REGISTRATION'
    WHEN 'erasure' THEN 'ERASURE'
    WHEN 'erased' THEN 'ERASURE'
    WHEN 'officer-says' THEN 'OFFICER'
    WHEN 'photo-unreadable' THEN 'PHOTO'
    WHEN 'notice' THEN 'NOTICE'
    -- a part of one that was split, or what somebody has missed, before rows knew what they tell of
    ELSE CASE topic WHEN 'REPORTS' THEN 'REPORT' WHEN 'PLANS' THEN 'PROJECT' WHEN 'AWARDS' THEN 'AWARD' ELSE 'ANSWER' END
END;
ALTER TABLE outbox MODIFY COLUMN kind VARCHAR(16) COLLATE utf8mb4_bin NOT NULL;
-- what a month was spent on
ALTER TABLE outbox ADD INDEX outbox_spent (sent_as, done_at);

-- Stops all pushes at once; one row.
CREATE TABLE push_switch (
    id         TINYINT NOT NULL PRIMARY KEY DEFAULT 1,
    stopped    BOOLEAN NOT NULL,
    reason     VARCHAR(200) NULL,
    changed_by VARCHAR(200) NULL,
    changed_at DATETIME(6) NULL,
    CONSTRAINT push_switch_one CHECK (id = 1),
    CONSTRAINT push_switch_why CHECK (NOT stopped OR (reason IS NOT NULL AND changed_by IS NOT NULL AND changed_at IS NOT NULL))
);
INSERT INTO push_switch (stopped) VALUES (FALSE);
