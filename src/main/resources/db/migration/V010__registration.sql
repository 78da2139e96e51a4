-- A code that an officer gives to leaders: who names it is what it says, without anybody deciding.
CREATE TABLE invitation (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- without its hyphen
    code       CHAR(8) COLLATE utf8mb4_bin NOT NULL,
    role       VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    -- for whom: people who live there or below; also where a committee of a ศอช. is
    area       VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    uses       INT NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    note       VARCHAR(200) NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    revoked_at DATETIME(6) NULL,
    revoked_by VARCHAR(100) NULL,
    CONSTRAINT invitation_code UNIQUE (code),
    CONSTRAINT invitation_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT invitation_uses CHECK (uses BETWEEN 1 AND 1000),
    CONSTRAINT invitation_role CHECK (role IN ('KAMNAN', 'VILLAGE_HEAD', 'CON_COMMITTEE', 'VILLAGE_COMMITTEE', 'VOLUNTEER_LEADER', 'GROUP_LEADER', 'RESIDENT')),
    CONSTRAINT invitation_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
    INDEX invitation_by_area (area, id)
);

CREATE TABLE invitation_use (
    id            BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    invitation_id BIGINT NOT NULL,
    member_id     BIGINT NOT NULL,
    used_at       DATETIME(6) NOT NULL,
    CONSTRAINT invitation_use_invitation FOREIGN KEY (invitation_id) REFERENCES invitation (id),
    CONSTRAINT invitation_use_member FOREIGN KEY (member_id) REFERENCES member (id)
);

-- Codes that there are none of: whoever tries many is made to wait.
CREATE TABLE invitation_miss (
    id       BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    chat_id  VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    tried_at DATETIME(6) NOT NULL,
    CONSTRAINT invitation_miss_chat FOREIGN KEY (chat_id) REFERENCES chat (id),
    INDEX invitation_miss_recent (chat_id, tried_at)
);

-- A role that a person speaks of, for an officer to say whether they have it. Until then, and without it, the role stays as the person says.
CREATE TABLE registration (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    member_id  BIGINT NOT NULL,
    role       VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    area       VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    -- WITHDRAWN: the person speaks of another role or village by now
    state      VARCHAR(9) COLLATE utf8mb4_bin NOT NULL DEFAULT 'WAITING',
    asked_at   DATETIME(6) NOT NULL,
    decided_at DATETIME(6) NULL,
    decided_by VARCHAR(100) NULL,
    -- told to the person
    reason     VARCHAR(500) NULL,
    CONSTRAINT registration_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT registration_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT registration_state CHECK (state IN ('WAITING', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    CONSTRAINT registration_decided CHECK ((state IN ('APPROVED', 'REFUSED')) = (decided_by IS NOT NULL) AND (state = 'WAITING') = (decided_at IS NULL)),
    CONSTRAINT registration_reason CHECK (state <> 'REFUSED' OR reason IS NOT NULL),
    INDEX registration_by_state (state, area, id)
);

-- What a person has agreed to beyond what the office does by its duty (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.19), under which text, and when they took it back.
CREATE TABLE member_consent (
    id             BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    member_id      BIGINT NOT NULL,
    topic          VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    notice_version VARCHAR(10) COLLATE utf8mb4_bin NOT NULL,
    given_at       DATETIME(6) NOT NULL,
    withdrawn_at   DATETIME(6) NULL,
    CONSTRAINT member_consent_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT member_consent_topic CHECK (topic IN ('NEWS')),
    INDEX member_consent_current (member_id, topic, withdrawn_at)
);
