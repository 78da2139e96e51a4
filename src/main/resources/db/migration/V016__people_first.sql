-- Further roles of people in a village.
ALTER TABLE member_role DROP CONSTRAINT member_role_known;
ALTER TABLE member_role ADD CONSTRAINT member_role_known CHECK (role IN ('KAMNAN', 'KAMNAN_INSPECTOR', 'TAMBON_DOCTOR', 'VILLAGE_HEAD', 'ASSISTANT_HEAD',
    'CON_COMMITTEE', 'COUNCIL_MEMBER', 'VILLAGE_COMMITTEE', 'HEALTH_VOLUNTEER', 'VOLUNTEER_LEADER', 'GROUP_LEADER', 'RESIDENT'));
ALTER TABLE invitation DROP CONSTRAINT invitation_role;
ALTER TABLE invitation ADD CONSTRAINT invitation_role CHECK (role IN ('KAMNAN', 'KAMNAN_INSPECTOR', 'TAMBON_DOCTOR', 'VILLAGE_HEAD', 'ASSISTANT_HEAD',
    'CON_COMMITTEE', 'COUNCIL_MEMBER', 'VILLAGE_COMMITTEE', 'HEALTH_VOLUNTEER', 'VOLUNTEER_LEADER', 'GROUP_LEADER', 'RESIDENT'));

-- Whether a report is sensitive (a reserved word) is told by its words too, not by its category alone. area may be a tambon that has no villages.
ALTER TABLE report
    ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE AFTER anonymous,
    -- a complaint about an official, which nobody below the district sees
    ADD COLUMN about_official BOOLEAN NOT NULL DEFAULT FALSE AFTER restricted,
    DROP CONSTRAINT report_status;
UPDATE report SET restricted = TRUE WHERE category IN ('DRUGS', 'SOCIAL', 'HEALTH');
ALTER TABLE report
    ADD CONSTRAINT report_official CHECK (restricted OR NOT about_official),
    -- WITHDRAWN: by the reporter, before anybody had it in hand
    ADD CONSTRAINT report_status CHECK (status IN ('NEW', 'ACKNOWLEDGED', 'FORWARDED', 'IN_PROGRESS', 'LINKED_TO_PLAN', 'RESOLVED', 'CLOSED', 'REJECTED', 'REOPENED',
        'WITHDRAWN'));

-- What the reporter says, shows and points to after a report was filed.
CREATE TABLE report_addition (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    report_id  BIGINT NOT NULL,
    -- the event that added it, once
    cause_key  VARCHAR(100) COLLATE utf8mb4_bin NOT NULL,
    detail     TEXT NULL,
    place      VARCHAR(500) NULL,
    lat        DECIMAL(8, 5) NULL,
    lon        DECIMAL(8, 5) NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT report_addition_once UNIQUE (cause_key),
    CONSTRAINT report_addition_place CHECK ((lat IS NULL) = (lon IS NULL)),
    CONSTRAINT report_addition_report FOREIGN KEY (report_id) REFERENCES report (id) ON DELETE CASCADE
);

ALTER TABLE report_photo
    -- null: filed with the report
    ADD COLUMN addition_id BIGINT NULL,
    DROP CONSTRAINT report_photo_four,
    ADD CONSTRAINT report_photo_seq CHECK (seq BETWEEN 1 AND 99),
    ADD CONSTRAINT report_photo_addition FOREIGN KEY (addition_id) REFERENCES report_addition (id) ON DELETE CASCADE;

-- ทวงถาม: the reporter asks what became of a report, at most once a day in Thailand.
CREATE TABLE report_reminder (
    report_id  BIGINT NOT NULL,
    day        DATE NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (report_id, day),
    CONSTRAINT report_reminder_report FOREIGN KEY (report_id) REFERENCES report (id) ON DELETE CASCADE
);

-- A message that told of danger to life, for an officer to look at at once. Each one counts by itself, with or without a report.
CREATE TABLE danger (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- the event that told of it, once
    cause_key   VARCHAR(100) COLLATE utf8mb4_bin NOT NULL,
    kind        VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    -- null when the person was forgotten
    chat_id     VARCHAR(64) COLLATE utf8mb4_bin NULL,
    -- where the person lived then, null when that was not known
    area        VARCHAR(8) COLLATE utf8mb4_bin NULL,
    said        TEXT NULL,
    -- whether it was said in a group
    from_group  BOOLEAN NOT NULL,
    heard_at    DATETIME(6) NOT NULL,
    seen_at     DATETIME(6) NULL,
    seen_by     VARCHAR(100) NULL,
    note        VARCHAR(1000) NULL,
    CONSTRAINT danger_once UNIQUE (cause_key),
    CONSTRAINT danger_chat FOREIGN KEY (chat_id) REFERENCES chat (id) ON DELETE SET NULL,
    CONSTRAINT danger_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT danger_seen CHECK ((seen_at IS NULL) = (seen_by IS NULL)),
    INDEX danger_unseen (seen_at, id),
    INDEX danger_age (heard_at)
);
