-- What is pushed is asked again before it goes: is it of use, wanted, true, and can the person be reached?

ALTER TABLE outbox
    -- the answer to what a person sent: free as a reply; when its token has run out, pushed
    ADD COLUMN answers BOOLEAN NOT NULL DEFAULT FALSE AFTER cause_key,
    -- which people may stop; NULL for what somebody asked for
    ADD COLUMN topic VARCHAR(10) COLLATE utf8mb4_bin NULL AFTER answers,
    -- what it tells of: the cause of the whole notice, while each row has one of its own
    ADD COLUMN about VARCHAR(150) COLLATE utf8mb4_bin NULL AFTER topic,
    -- from when it is of no use any more
    ADD COLUMN valid_until DATETIME(6) NULL AFTER next_attempt_at;
UPDATE outbox SET
    answers = cause_key LIKE 'event:%' OR cause_key LIKE 'due:%' OR cause_key LIKE 'apology:%',
    topic = CASE SUBSTRING_INDEX(cause_key, ':', 1)
        WHEN 'report-change' THEN 'REPORTS' WHEN 'project-change' THEN 'PLANS' WHEN 'award-announced' THEN 'AWARDS' END,
    about = SUBSTRING_INDEX(cause_key, ':', 2),
    valid_until = created_at + INTERVAL IF(cause_key LIKE 'event:%' OR cause_key LIKE 'due:%', 1, 7) DAY;
ALTER TABLE outbox MODIFY COLUMN valid_until DATETIME(6) NOT NULL;

-- MISSED: for somebody who had blocked the account; sent when they are back, if it is still of use
ALTER TABLE outbox DROP CONSTRAINT outbox_state;
ALTER TABLE outbox ADD CONSTRAINT outbox_state
    CHECK (state IN ('WAITING', 'HELD', 'SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED', 'MISSED'));
-- how often a chat's late answers were pushed
ALTER TABLE outbox ADD INDEX outbox_pushed (chat_id, done_at);

-- the last sign of life: whoever writes has not blocked the account, whatever is heard late
ALTER TABLE chat ADD COLUMN heard_at DATETIME(6) NULL;
UPDATE chat SET heard_at = (SELECT MAX(received_at) FROM inbox WHERE inbox.chat_id = chat.id AND type <> 'unfollow');
