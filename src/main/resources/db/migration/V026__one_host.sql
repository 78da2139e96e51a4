-- Replies are found among what waits without a look at the pushes, of which there may be very many.
ALTER TABLE outbox ADD INDEX outbox_replies (state, reply_until);

-- What an officer did in a conversation was taken for a sign of life of the person.
UPDATE chat SET heard_at = (
    SELECT MAX(occurred_at) FROM inbox
    WHERE inbox.chat_id = chat.id AND type <> 'unfollow' AND type NOT LIKE 'prasan.%')
WHERE EXISTS (SELECT 1 FROM inbox WHERE inbox.chat_id = chat.id AND type LIKE 'prasan.%');
-- Whoever has written since has lifted the block.
UPDATE chat SET blocked_at = NULL WHERE heard_at > blocked_at;

-- The halves of what was split tell of what the whole told of.
UPDATE outbox AS half JOIN outbox AS whole
    ON half.cause_key LIKE CONCAT('split:', whole.id, '/%')
SET half.topic = whole.topic, half.about = whole.about
WHERE half.state IN ('WAITING', 'HELD') AND half.topic IS NULL AND half.cause_key LIKE 'split:%';
