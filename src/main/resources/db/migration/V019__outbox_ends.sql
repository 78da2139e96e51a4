-- What waits has an end, and nothing breeds.

-- ENDED: not sent, because it has no receiver any more, came too late, or is not wanted or true any more; failure says which
ALTER TABLE outbox DROP CONSTRAINT outbox_state;
ALTER TABLE outbox ADD CONSTRAINT outbox_state
    CHECK (state IN ('WAITING', 'HELD', 'SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED'));

-- whose people were all forgotten
UPDATE outbox SET state = 'ENDED', failure = 'nobody is left to tell', done_at = UTC_TIMESTAMP(6)
WHERE state IN ('WAITING', 'HELD') AND JSON_LENGTH(recipients) = 0;
ALTER TABLE outbox ADD CONSTRAINT outbox_somebody
    CHECK (recipients IS NULL OR JSON_LENGTH(recipients) > 0 OR state NOT IN ('WAITING', 'HELD'));
