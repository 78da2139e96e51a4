-- Where a danger is, as its message or what followed soon after says: until then area is where the person lives.
ALTER TABLE danger
    ADD COLUMN located BOOLEAN NOT NULL DEFAULT FALSE AFTER area,
    ADD COLUMN place VARCHAR(500) NULL AFTER located,
    ADD COLUMN lat DECIMAL(8, 5) NULL AFTER place,
    ADD COLUMN lon DECIMAL(8, 5) NULL AFTER lat,
    ADD CONSTRAINT danger_place CHECK ((lat IS NULL) = (lon IS NULL));

-- When a leader was told that nobody has answered and that the next officer is asked; null as soon as one has.
ALTER TABLE handover ADD COLUMN passed_on DATETIME(6) NULL;

-- A report that is opened again waits from then on like a new one.
ALTER TABLE report ADD COLUMN reopened_at DATETIME(6) NULL;
UPDATE report r SET r.reopened_at = (SELECT MIN(c.created_at) FROM report_change c WHERE c.report_id = r.id AND c.status = 'REOPENED');

-- What a reporter writes is kept whole.
ALTER TABLE report_change MODIFY COLUMN note TEXT NULL;

ALTER TABLE report_media
    -- null: filed with the report
    ADD COLUMN addition_id BIGINT NULL,
    DROP CONSTRAINT report_media_seq,
    ADD CONSTRAINT report_media_seq CHECK (seq BETWEEN 1 AND 99),
    ADD CONSTRAINT report_media_addition FOREIGN KEY (addition_id) REFERENCES report_addition (id) ON DELETE CASCADE;
