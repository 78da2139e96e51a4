-- Villages from a list have names, which repeat; name_key is the name without บ้าน and spaces, for the search.
ALTER TABLE area
    ADD COLUMN name_key VARCHAR(100) COLLATE utf8mb4_bin NULL,
    ADD INDEX area_name_key (name_key, code);

-- What an area was called, or which code it had, before a newer list of areas: old names and codes are still understood.
CREATE TABLE area_former (
    code     VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    name_th  VARCHAR(100) NOT NULL,
    name_key VARCHAR(100) COLLATE utf8mb4_bin NULL,
    area     VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    until_at DATETIME(6) NOT NULL,
    PRIMARY KEY (code, name_th),
    CONSTRAINT area_former_area FOREIGN KEY (area) REFERENCES area (code),
    INDEX area_former_name_key (name_key, area)
);

-- A ศอช.: of a tambon, a district, a province, or the whole country, one of each (ระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. 2551).
CREATE TABLE centre (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- null: the central office
    area       VARCHAR(8) COLLATE utf8mb4_bin NULL,
    code       VARCHAR(8) COLLATE utf8mb4_bin AS (COALESCE(area, 'TH')) STORED,
    place      VARCHAR(300) NULL,
    phone      VARCHAR(30) NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    CONSTRAINT centre_code UNIQUE (code),
    CONSTRAINT centre_area FOREIGN KEY (area) REFERENCES area (code),
    CONSTRAINT centre_level CHECK (CHAR_LENGTH(area) < 8)
);

-- A place in a committee. Who holds it, and for which term, is a role of a member; without one it is vacant.
CREATE TABLE seat (
    id        BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    centre_id BIGINT NOT NULL,
    position  VARCHAR(20) COLLATE utf8mb4_bin NOT NULL,
    number    SMALLINT NOT NULL,
    CONSTRAINT seat_once UNIQUE (centre_id, position, number),
    CONSTRAINT seat_centre FOREIGN KEY (centre_id) REFERENCES centre (id),
    CONSTRAINT seat_position CHECK (position IN ('CHAIR', 'VICE_CHAIR', 'SECRETARY', 'TREASURER', 'PUBLIC_RELATIONS', 'REGISTRAR', 'COMMITTEE')),
    CONSTRAINT seat_number CHECK (number BETWEEN 1 AND IF(position = 'CHAIR', 1, 99))
);

ALTER TABLE member_role
    ADD COLUMN seat_id BIGINT NULL AFTER member_id,
    ADD CONSTRAINT member_role_seat FOREIGN KEY (seat_id) REFERENCES seat (id),
    ADD CONSTRAINT member_role_seated CHECK (seat_id IS NULL OR role = 'CON_COMMITTEE' AND ends_on IS NOT NULL),
    ADD INDEX member_role_of_seat (seat_id, starts_on);
