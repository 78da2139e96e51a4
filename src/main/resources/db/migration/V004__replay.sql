-- The files of the conversations that were ever in use, so that what happened under them can be replayed.
CREATE TABLE edition (
    hash          CHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    files         JSON NOT NULL,
    first_used_at DATETIME(6) NOT NULL
);

-- What a round of a chat was given besides the event itself, which is in the inbox: its time, its edition, and what came of each thing that it had done.
CREATE TABLE played_round (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    chat_id     VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    -- as in outbox: event:… or due:…
    cause_key   VARCHAR(150) COLLATE utf8mb4_bin NOT NULL,
    happened_at DATETIME(6) NOT NULL,
    edition     CHAR(64) COLLATE utf8mb4_bin NOT NULL,
    -- the session before, where no conversation was under way: a replay can begin here
    begins      JSON NULL,
    -- null when the person took the message back
    acts        JSON NULL,
    CONSTRAINT played_round_once UNIQUE (cause_key),
    CONSTRAINT played_round_chat FOREIGN KEY (chat_id) REFERENCES chat (id),
    CONSTRAINT played_round_edition FOREIGN KEY (edition) REFERENCES edition (hash),
    INDEX played_round_by_chat (chat_id, id)
);
