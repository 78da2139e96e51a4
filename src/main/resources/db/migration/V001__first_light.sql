-- Conventions
--   * ids and codes: utf8mb4_bin (an ascii column cannot even be compared with Thai text). Thai text: utf8mb4_thai_520_w2 (the server default merges ป่า, ปา and ป้า).
--   * times: DATETIME(6) in UTC. Days: DATE. Years: Buddhist era where the column says _be.
--   * area: code of the Ministry of Interior as text; 2 digits province, 4 district, 6 tambon, 8 village (last two: หมู่ที่).
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_thai_520_w2;

CREATE TABLE area (
    code     VARCHAR(8) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    parent   VARCHAR(6) COLLATE utf8mb4_bin NULL,
    name_th  VARCHAR(100) NOT NULL,
    name_en  VARCHAR(100) NOT NULL,
    postcode CHAR(5) COLLATE utf8mb4_bin NULL,
    CONSTRAINT area_code CHECK (code REGEXP '^([0-9]{2}){1,4}$'),
    CONSTRAINT area_parent_code CHECK (parent <=> NULLIF(LEFT(code, CHAR_LENGTH(code) - 2), '')),
    CONSTRAINT area_parent FOREIGN KEY (parent) REFERENCES area (code),
    INDEX area_name (name_th),
    INDEX area_postcode (postcode)
);

-- A LINE chat: with one person, or a group or room that the account is in. The row is the lock of its turns.
CREATE TABLE chat (
    id         VARCHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    kind       VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    language   VARCHAR(5) COLLATE utf8mb4_bin NOT NULL DEFAULT 'th',
    blocked_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT chat_kind CHECK (kind IN ('user', 'group', 'room'))
);

-- Every event that LINE delivered, as it came, before it is answered with 200. chat_id has no foreign key:
-- the insert that LINE waits for is one statement.
CREATE TABLE inbox (
    id              BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    event_id        VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    chat_id         VARCHAR(64) COLLATE utf8mb4_bin NULL,
    type            VARCHAR(40) NOT NULL,
    occurred_at     DATETIME(3) NOT NULL,
    received_at     DATETIME(6) NOT NULL,
    raw             LONGTEXT NOT NULL,
    state           VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    attempts        INT NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(6) NULL,
    cause           VARCHAR(2000) NULL,
    done_at         DATETIME(6) NULL,
    CONSTRAINT inbox_event UNIQUE (event_id),
    -- STORED: kept, nothing to do (standby, unknown, no chat); WAITING; DONE; FAILED: tried often enough, see cause
    CONSTRAINT inbox_state CHECK (state IN ('STORED', 'WAITING', 'DONE', 'FAILED')),
    INDEX inbox_waiting (state, chat_id, occurred_at, id)
);

-- Where a chat's conversation stands; the state is the flow package's Session as JSON.
CREATE TABLE session (
    chat_id    VARCHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    state      JSON NOT NULL,
    -- when the conversation is put aside, or what was put aside forgotten
    due_at     DATETIME(6) NULL,
    updated_at DATETIME(6) NOT NULL,
    CONSTRAINT session_chat FOREIGN KEY (chat_id) REFERENCES chat (id),
    INDEX session_due (due_at)
);

-- What is to be sent. A row is written by the transaction that causes it and sent after the commit.
CREATE TABLE outbox (
    id               BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- what caused it, once: a second row of the same cause is refused by the key
    cause_key        VARCHAR(150) COLLATE utf8mb4_bin NOT NULL,
    chat_id          VARCHAR(64) COLLATE utf8mb4_bin NULL,
    recipients       JSON NULL,
    reply_token      VARCHAR(80) COLLATE utf8mb4_bin NULL,
    reply_until      DATETIME(6) NULL,
    retry_key        UUID NOT NULL,
    messages         JSON NOT NULL,
    state            VARCHAR(8) COLLATE utf8mb4_bin NOT NULL DEFAULT 'WAITING',
    attempts         INT NOT NULL DEFAULT 0,
    -- while an attempt is running: when it counts as lost
    next_attempt_at  DATETIME(6) NOT NULL,
    -- set before the first attempt of the kind: an unclear reply is only ever repeated as a reply, a retry key lives 24 hours
    reply_tried_at   DATETIME(6) NULL,
    push_tried_at    DATETIME(6) NULL,
    sent_as          VARCHAR(9) COLLATE utf8mb4_bin NULL,
    line_request_id  VARCHAR(64) COLLATE utf8mb4_bin NULL,
    failure          VARCHAR(2000) NULL,
    created_at       DATETIME(6) NOT NULL,
    done_at          DATETIME(6) NULL,
    CONSTRAINT outbox_cause UNIQUE (cause_key),
    CONSTRAINT outbox_retry_key UNIQUE (retry_key),
    CONSTRAINT outbox_to CHECK ((chat_id IS NULL) <> (recipients IS NULL)),
    CONSTRAINT outbox_reply CHECK ((reply_token IS NULL) = (reply_until IS NULL)),
    -- HELD: a push for which the month's quota is used up, tried now and then; it does not hold up the replies of its chat.
    -- REFUSED: LINE said no; UNCLEAR: may or may not have arrived and cannot be asked any more; SPLIT: became smaller rows
    CONSTRAINT outbox_state CHECK (state IN ('WAITING', 'HELD', 'SENT', 'REFUSED', 'UNCLEAR', 'SPLIT')),
    INDEX outbox_waiting (state, next_attempt_at),
    INDEX outbox_order (chat_id, state, id)
);

-- Network work that a turn asks for and that is done after it: fetch a photo's bytes, fetch a profile.
CREATE TABLE errand (
    id              BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind            VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    subject         VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    state           VARCHAR(8) COLLATE utf8mb4_bin NOT NULL DEFAULT 'WAITING',
    attempts        INT NOT NULL DEFAULT 0,
    -- while an attempt is running: when it counts as lost
    next_attempt_at DATETIME(6) NOT NULL,
    failure         VARCHAR(2000) NULL,
    created_at      DATETIME(6) NOT NULL,
    done_at         DATETIME(6) NULL,
    CONSTRAINT errand_once UNIQUE (kind, subject),
    CONSTRAINT errand_kind CHECK (kind IN ('CONTENT', 'PROFILE')),
    CONSTRAINT errand_state CHECK (state IN ('WAITING', 'DONE', 'FAILED')),
    INDEX errand_waiting (state, next_attempt_at)
);

-- A photo that somebody sent; content is null until the errand has fetched it.
CREATE TABLE photo (
    message_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    chat_id    VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    media_type VARCHAR(100) NULL,
    content    LONGBLOB NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT photo_chat FOREIGN KEY (chat_id) REFERENCES chat (id)
);

CREATE TABLE member (
    id             BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    chat_id        VARCHAR(64) COLLATE utf8mb4_bin NULL,
    name           VARCHAR(100) NULL,
    -- what LINE's profile says; the member's own name goes before it
    display_name   VARCHAR(100) NULL,
    role           VARCHAR(30) COLLATE utf8mb4_bin NULL,
    area           VARCHAR(8) COLLATE utf8mb4_bin NULL,
    notice_version VARCHAR(10) COLLATE utf8mb4_bin NULL,
    notice_at      DATETIME(6) NULL,
    created_at     DATETIME(6) NOT NULL,
    CONSTRAINT member_chat_once UNIQUE (chat_id),
    CONSTRAINT member_chat FOREIGN KEY (chat_id) REFERENCES chat (id),
    CONSTRAINT member_area FOREIGN KEY (area) REFERENCES area (code),
    -- a member that has introduced themselves has all four
    CONSTRAINT member_introduced CHECK ((name IS NULL) = (role IS NULL) AND (name IS NULL) = (area IS NULL) AND (name IS NULL OR notice_version IS NOT NULL)),
    CONSTRAINT member_role CHECK (role IN ('VILLAGE_HEAD', 'KAMNAN', 'VILLAGE_COMMITTEE', 'CON_COMMITTEE', 'VOLUNTEER_LEADER', 'GROUP_LEADER', 'RESIDENT'))
);

CREATE TABLE project (
    id               BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code             VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    name             VARCHAR(300) NOT NULL,
    dimension        VARCHAR(100) NOT NULL,
    objective        VARCHAR(1000) NULL,
    target           VARCHAR(500) NULL,
    indicator        VARCHAR(500) NULL,
    budget_baht      DECIMAL(14, 2) NOT NULL,
    budget_source    VARCHAR(200) NULL,
    do_type          VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    agency           VARCHAR(200) NULL,
    fiscal_year_be   SMALLINT NOT NULL,
    area             VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    priority         SMALLINT NULL,
    stage            VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    stage_changed_on DATE NOT NULL,
    lat              DECIMAL(8, 5) NULL,
    lon              DECIMAL(8, 5) NULL,
    created_at       DATETIME(6) NOT NULL,
    updated_at       DATETIME(6) NOT NULL,
    CONSTRAINT project_code UNIQUE (code),
    CONSTRAINT project_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT project_budget CHECK (budget_baht >= 0),
    CONSTRAINT project_year CHECK (fiscal_year_be BETWEEN 2500 AND 2699),
    -- ทำเอง, ทำร่วม, ทำให้
    CONSTRAINT project_do_type CHECK (do_type IN ('SELF', 'JOINT', 'AGENCY')),
    CONSTRAINT project_stage CHECK (stage IN ('PROPOSED', 'VILLAGE_PLAN', 'TAMBON_REVIEW', 'TAMBON_PLAN', 'LOCAL_PLAN', 'AMPHOE_PLAN', 'PROVINCE_PLAN',
        'CLUSTER_PLAN', 'BUDGET_REQUESTED', 'BUDGET_APPROVED', 'PROCUREMENT', 'IN_PROGRESS', 'COMPLETED', 'DEFERRED', 'REJECTED', 'CANCELLED')),
    INDEX project_by_area (area, fiscal_year_be)
);

CREATE TABLE project_change (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    project_id BIGINT NOT NULL,
    seq        INT NOT NULL,
    stage      VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    note       VARCHAR(1000) NULL,
    changed_on DATE NOT NULL,
    changed_by VARCHAR(100) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT project_change_seq UNIQUE (project_id, seq),
    CONSTRAINT project_change_project FOREIGN KEY (project_id) REFERENCES project (id)
);

-- The 12 kinds of village problem and who to ring at once; texts for people live in the conversations.
CREATE TABLE category (
    code    VARCHAR(20) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    name_th VARCHAR(100) NOT NULL,
    name_en VARCHAR(100) NOT NULL
);
INSERT INTO category (code, name_th, name_en) VALUES
    ('POWER', 'ไฟฟ้า/ไฟส่องสว่าง/สัญญาณ', 'Electricity, lights, signal'),
    ('WATER', 'ประปา/น้ำกินน้ำใช้/ภัยแล้ง', 'Water supply, drought'),
    ('ROAD', 'ถนน/สะพาน/จราจร', 'Roads, bridges, traffic'),
    ('DISASTER', 'น้ำท่วม/พายุ/ไฟ/ดินถล่ม', 'Flood, storm, fire, landslide'),
    ('ENVIRONMENT', 'ขยะ/น้ำเสีย/ควัน/เสียง', 'Waste, foul water, smoke, noise'),
    ('DRUGS', 'ยาเสพติด', 'Drugs'),
    ('SAFETY', 'อาชญากรรม/อุบัติเหตุ/สัตว์', 'Crime, accidents, animals'),
    ('HOUSING_LAND', 'ที่อยู่อาศัย/ที่ดิน', 'Housing and land'),
    ('SOCIAL', 'กลุ่มเปราะบาง/สวัสดิการ', 'Vulnerable people, welfare'),
    ('HEALTH', 'สุขภาพ/โรคระบาด', 'Health, epidemics'),
    ('LIVELIHOOD', 'อาชีพ/รายได้/หนี้/เกษตร', 'Work, income, debt, farming'),
    ('OTHER', 'บริการรัฐ/ร้องเรียน/อื่น ๆ', 'Public services and other');

-- Report numbers run per month: R-6911-0023 is the 23rd of November 2569.
CREATE TABLE report_counter (
    month CHAR(4) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    last  INT NOT NULL
);

CREATE TABLE report (
    id            BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    number        VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    -- the event or import line that filed it, once
    filed_by      VARCHAR(100) COLLATE utf8mb4_bin NOT NULL,
    category      VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    detail        TEXT NOT NULL,
    area          VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    place         VARCHAR(500) NULL,
    lat           DECIMAL(8, 5) NULL,
    lon           DECIMAL(8, 5) NULL,
    reporter      BIGINT NULL,
    -- the reporter is told of changes all the same, but officers do not see who it is
    anonymous     BOOLEAN NOT NULL,
    status        VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    project_id    BIGINT NULL,
    created_at    DATETIME(6) NOT NULL,
    updated_at    DATETIME(6) NOT NULL,
    CONSTRAINT report_number UNIQUE (number),
    CONSTRAINT report_filed_once UNIQUE (filed_by),
    CONSTRAINT report_category FOREIGN KEY (category) REFERENCES category (code),
    CONSTRAINT report_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT report_reporter FOREIGN KEY (reporter) REFERENCES member (id),
    CONSTRAINT report_project FOREIGN KEY (project_id) REFERENCES project (id),
    CONSTRAINT report_place CHECK ((lat IS NULL) = (lon IS NULL)),
    CONSTRAINT report_status CHECK (status IN ('NEW', 'ACKNOWLEDGED', 'FORWARDED', 'IN_PROGRESS', 'LINKED_TO_PLAN', 'RESOLVED', 'CLOSED', 'REJECTED', 'REOPENED')),
    INDEX report_by_area (area, id),
    INDEX report_by_reporter (reporter, id),
    INDEX report_by_status (status, id)
);

CREATE TABLE report_photo (
    report_id  BIGINT NOT NULL,
    seq        SMALLINT NOT NULL,
    message_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (report_id, seq),
    CONSTRAINT report_photo_once UNIQUE (message_id),
    CONSTRAINT report_photo_four CHECK (seq BETWEEN 1 AND 4),
    CONSTRAINT report_photo_report FOREIGN KEY (report_id) REFERENCES report (id),
    CONSTRAINT report_photo_photo FOREIGN KEY (message_id) REFERENCES photo (message_id)
);

CREATE TABLE report_change (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    report_id  BIGINT NOT NULL,
    seq        INT NOT NULL,
    status     VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    note       VARCHAR(1000) NULL,
    changed_by VARCHAR(100) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT report_change_seq UNIQUE (report_id, seq),
    CONSTRAINT report_change_report FOREIGN KEY (report_id) REFERENCES report (id)
);

CREATE TABLE award_type (
    code    VARCHAR(30) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    name_th VARCHAR(200) NOT NULL,
    prize   VARCHAR(300) NULL
);

CREATE TABLE award (
    id              BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code            VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    type            VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    title           VARCHAR(300) NOT NULL,
    year_be         SMALLINT NOT NULL,
    -- the area of the people who hear of it: a province's award is told to the whole province
    area            VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    recipient       VARCHAR(200) NOT NULL,
    recipient_kind  VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    recipient_area  VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    occupation      VARCHAR(200) NULL,
    achievement     VARCHAR(1000) NOT NULL,
    prize           VARCHAR(300) NULL,
    ceremony        VARCHAR(300) NULL,
    ceremony_on     DATE NULL,
    venue           VARCHAR(300) NULL,
    publish_consent BOOLEAN NOT NULL,
    status          VARCHAR(10) COLLATE utf8mb4_bin NOT NULL,
    announced_at    DATETIME(6) NULL,
    announced_by    VARCHAR(100) NULL,
    created_at      DATETIME(6) NOT NULL,
    updated_at      DATETIME(6) NOT NULL,
    CONSTRAINT award_code UNIQUE (code),
    CONSTRAINT award_type_known FOREIGN KEY (type) REFERENCES award_type (code),
    CONSTRAINT award_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT award_recipient_area FOREIGN KEY (recipient_area) REFERENCES area (code),
    CONSTRAINT award_year CHECK (year_be BETWEEN 2500 AND 2699),
    CONSTRAINT award_kind CHECK (recipient_kind IN ('PERSON', 'GROUP', 'VILLAGE')),
    CONSTRAINT award_status CHECK (status IN ('DRAFT', 'ANNOUNCED')),
    CONSTRAINT award_announced CHECK ((status = 'ANNOUNCED') = (announced_at IS NOT NULL) AND (announced_at IS NULL) = (announced_by IS NULL)),
    -- a person is named in public only after saying yes (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.19)
    CONSTRAINT award_consent CHECK (status = 'DRAFT' OR recipient_kind <> 'PERSON' OR publish_consent),
    INDEX award_by_year (status, year_be, recipient_area)
);
