-- Who did what to which row. Rows are only ever added: what has happened cannot be written anew, and is deleted only when it is older than its retention.
-- officer_id has no foreign key, so that the audit outlives what it tells of.
CREATE TABLE audit (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at         DATETIME(6) NOT NULL,
    who        VARCHAR(100) NOT NULL,
    officer_id BIGINT NULL,
    address    VARCHAR(45) COLLATE utf8mb4_bin NOT NULL,
    -- the operation of the API
    action     VARCHAR(50) COLLATE utf8mb4_bin NOT NULL,
    subject    VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    row_key    VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    -- where the row belongs; null: nowhere, or everywhere
    area       VARCHAR(8) COLLATE utf8mb4_bin NULL,
    -- the fields that changed
    old_values JSON NULL,
    new_values JSON NULL,
    INDEX audit_by_row (subject, row_key, id),
    INDEX audit_by_officer (officer_id, id),
    INDEX audit_by_action (action, id),
    INDEX audit_by_age (at)
);

DELIMITER //
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit is only added to';
END//
-- Two years, in which a retention purge cannot err.
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit FOR EACH ROW
BEGIN
    IF OLD.at > UTC_TIMESTAMP() - INTERVAL 2 YEAR THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit is kept for two years';
    END IF;
END//
DELIMITER ;
