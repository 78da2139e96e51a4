-- A quiet notice rides along with an answer, which costs nothing.

ALTER TABLE notice
    DROP CONSTRAINT notice_speed,
    ADD CONSTRAINT notice_speed CHECK (speed IN ('URGENT', 'ORDINARY', 'QUIET')),
    -- of a quiet one: whether those who have not written by then are told by a push
    ADD COLUMN push_rest BOOLEAN NOT NULL DEFAULT FALSE AFTER speed;

ALTER TABLE notice_recipient
    DROP CONSTRAINT notice_recipient_state,
    ADD CONSTRAINT notice_recipient_state
        CHECK (state IN ('DUE', 'RIDING', 'SENDING', 'ACCEPTED', 'REFUSED', 'BLOCKED', 'SKIPPED', 'OVER')),
    -- whether it went along with an answer
    ADD COLUMN rode BOOLEAN NOT NULL DEFAULT FALSE AFTER outbox_id,
    ADD INDEX notice_recipient_of_chat (chat_id, state, id);

ALTER TABLE outbox
    -- of an answer: how many of its first messages are not of it, but went along
    ADD COLUMN along TINYINT NOT NULL DEFAULT 0 AFTER messages;
