-- Sending what goes at any hour is a right of its own. Whoever could do it until now still can, until an administrator ends the grant.
ALTER TABLE officer_grant
    MODIFY COLUMN rights SET('READ', 'TRIAGE', 'PLAN', 'AWARD', 'NOTICE', 'MEMBER', 'SENSITIVE', 'ADMIN', 'URGENT') NOT NULL;
UPDATE officer_grant SET rights = CONCAT(rights, ',URGENT') WHERE ended_at IS NULL AND FIND_IN_SET('NOTICE', rights) > 0;
