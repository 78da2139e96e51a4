-- What was done to a sensitive row is as sensitive as the row.
ALTER TABLE audit ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE AFTER area;

DROP TRIGGER audit_is_not_changed;
UPDATE audit a JOIN report r ON r.number = a.row_key SET a.restricted = TRUE
WHERE a.subject = 'report' AND r.category IN ('DRUGS', 'SOCIAL', 'HEALTH');
DELIMITER //
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW
BEGIN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit is only added to';
END//
DELIMITER ;
