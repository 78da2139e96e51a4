-- One person, one LINE account, several roles at once, each with its place and its term. A day counts as in Thailand; the last day of a term is still in it.
CREATE TABLE member_role (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    member_id   BIGINT NOT NULL,
    role        VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    -- null: the whole country
    area        VARCHAR(8) COLLATE utf8mb4_bin NULL,
    -- the name of the group that a group leader leads, and the like
    title       VARCHAR(200) NULL,
    starts_on   DATE NOT NULL,
    ends_on     DATE NULL,
    -- SELF: as the person says; CODE: by an invitation code; OFFICER: an officer said so
    verified    VARCHAR(7) COLLATE utf8mb4_bin NOT NULL,
    verified_by VARCHAR(100) NULL,
    verified_at DATETIME(6) NULL,
    created_at  DATETIME(6) NOT NULL,
    CONSTRAINT member_role_known CHECK (role IN ('KAMNAN', 'VILLAGE_HEAD', 'CON_COMMITTEE', 'VILLAGE_COMMITTEE', 'VOLUNTEER_LEADER', 'GROUP_LEADER', 'RESIDENT')),
    CONSTRAINT member_role_term CHECK (ends_on >= starts_on),
    CONSTRAINT member_role_verified CHECK (verified IN ('SELF', 'CODE', 'OFFICER')),
    CONSTRAINT member_role_verified_by CHECK ((verified = 'SELF') = (verified_at IS NULL) AND (verified_by IS NULL) = (verified_at IS NULL)),
    CONSTRAINT member_role_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT member_role_area FOREIGN KEY (area) REFERENCES area (code),
    -- who is invited: everything that the count of an audience asks of this table
    INDEX member_role_audience (role, area, starts_on, ends_on, member_id)
);

INSERT INTO member_role (member_id, role, area, starts_on, verified, created_at)
SELECT id, role, IF(role IN ('KAMNAN', 'CON_COMMITTEE'), LEFT(area, 6), area), DATE(created_at + INTERVAL 7 HOUR), 'SELF', created_at
FROM member WHERE role IS NOT NULL;

ALTER TABLE member
    DROP CONSTRAINT member_introduced,
    DROP CONSTRAINT member_role,
    DROP COLUMN role,
    -- the number that the person has in an office's own register, for imports
    ADD COLUMN code VARCHAR(30) COLLATE utf8mb4_bin NULL AFTER id,
    ADD COLUMN text_size VARCHAR(6) COLLATE utf8mb4_bin NOT NULL DEFAULT 'NORMAL' AFTER area,
    ADD COLUMN ended_at DATETIME(6) NULL,
    ADD CONSTRAINT member_code UNIQUE (code),
    ADD CONSTRAINT member_text_size CHECK (text_size IN ('NORMAL', 'LARGE')),
    -- an area without a name would be nobody's
    ADD CONSTRAINT member_named CHECK (area IS NULL OR name IS NOT NULL),
    ADD CONSTRAINT member_ended CHECK (ended_at IS NULL OR chat_id IS NULL),
    ADD INDEX member_audience (area, chat_id);

-- A person is told of every topic until they stop it; when they did is kept, because they may take it back as easily (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.19).
CREATE TABLE member_stopped_topic (
    topic      VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    member_id  BIGINT NOT NULL,
    stopped_at DATETIME(6) NOT NULL,
    PRIMARY KEY (topic, member_id),
    CONSTRAINT member_stopped_topic_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT member_stopped_topic_known CHECK (topic IN ('REPORTS', 'PLANS', 'AWARDS', 'MEETINGS', 'NEWS', 'WARNINGS'))
);

-- Thai is written without spaces, so a name is found by how it begins, or its second part does: สมชาย ใจดี by สมชายใจ… and by ใจดี…, without นาย before it.
CREATE TABLE member_name (
    beginning VARCHAR(100) COLLATE utf8mb4_bin NOT NULL,
    member_id BIGINT NOT NULL,
    PRIMARY KEY (beginning, member_id),
    CONSTRAINT member_name_member FOREIGN KEY (member_id) REFERENCES member (id)
);
INSERT IGNORE INTO member_name (beginning, member_id)
WITH RECURSIVE part AS (
    SELECT id, CAST(REGEXP_REPLACE(LOWER(name), '^(นางสาว|นาง|นาย|น\\.ส\\.) ?', '') AS CHAR(100)) AS rest FROM member WHERE name IS NOT NULL
    UNION ALL
    SELECT id, SUBSTRING(rest, LOCATE(' ', rest) + 1) FROM part WHERE LOCATE(' ', rest) > 0
)
SELECT REPLACE(rest, ' ', ''), id FROM part WHERE rest <> '';
