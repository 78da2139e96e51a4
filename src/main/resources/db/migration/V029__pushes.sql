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
    -- a part of one that was split, or what somebody has missed, before rows knew what they tell of
    ELSE CASE topic WHEN 'REPORTS' THEN 'REPORT' WHEN 'PLANS' THEN 'PROJECT' WHEN 'AWARDS' THEN 'AWARD' ELSE 'ANSWER' END
END;
ALTER TABLE outbox MODIFY COLUMN kind VARCHAR(16) COLLATE utf8mb4_bin NOT NULL;
