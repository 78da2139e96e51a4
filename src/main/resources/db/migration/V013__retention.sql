-- How long each kind of row is kept (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.37(3)): what an administrator has changed. Without a row, the rule's own number of days.
CREATE TABLE retention (
    rule       VARCHAR(30) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    days       INT NOT NULL,
    changed_by VARCHAR(100) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    CONSTRAINT retention_days CHECK (days BETWEEN 1 AND 36500)
);

-- What was removed, or made nobody's: how much, never what.
CREATE TABLE retention_run (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    rule        VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    started_at  DATETIME(6) NOT NULL,
    finished_at DATETIME(6) NOT NULL,
    older_than  DATETIME(6) NOT NULL,
    row_count   BIGINT NOT NULL,
    -- the kind of what went wrong; what was removed before it stays removed
    failure     VARCHAR(500) NULL,
    INDEX retention_run_age (started_at),
    INDEX retention_run_by_rule (rule, id)
);

-- The columns that db-scheduler works with.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100) NOT NULL,
    task_instance        VARCHAR(100) NOT NULL,
    task_data            BLOB NULL,
    execution_time       DATETIME(6) NOT NULL,
    picked               BOOLEAN NOT NULL,
    picked_by            VARCHAR(50) NULL,
    last_success         DATETIME(6) NULL,
    last_failure         DATETIME(6) NULL,
    consecutive_failures INT NULL,
    last_heartbeat       DATETIME(6) NULL,
    version              BIGINT NOT NULL,
    priority             SMALLINT NULL,
    PRIMARY KEY (task_name, task_instance),
    INDEX scheduled_tasks_due (execution_time),
    INDEX scheduled_tasks_heartbeat (last_heartbeat)
);

ALTER TABLE inbox ADD INDEX inbox_age (received_at);
ALTER TABLE outbox ADD INDEX outbox_age (created_at);
ALTER TABLE played_round ADD INDEX played_round_age (happened_at);
ALTER TABLE errand ADD INDEX errand_age (created_at);
ALTER TABLE photo ADD INDEX photo_age (created_at);
ALTER TABLE handover ADD INDEX handover_age (closed_at);
ALTER TABLE officer_session ADD INDEX officer_session_age (last_used_at);
ALTER TABLE invitation_miss ADD INDEX invitation_miss_age (tried_at);
ALTER TABLE registration ADD INDEX registration_age (decided_at);
ALTER TABLE report
    -- when what could be personal in it was removed
    ADD COLUMN anonymised_at DATETIME(6) NULL,
    ADD INDEX report_age (status, updated_at);

-- what belongs to a row goes with it
ALTER TABLE report_change DROP FOREIGN KEY report_change_report;
ALTER TABLE report_change ADD CONSTRAINT report_change_report FOREIGN KEY (report_id) REFERENCES report (id) ON DELETE CASCADE;
ALTER TABLE report_photo DROP FOREIGN KEY report_photo_report;
ALTER TABLE report_photo ADD CONSTRAINT report_photo_report FOREIGN KEY (report_id) REFERENCES report (id) ON DELETE CASCADE;
ALTER TABLE handover_message DROP FOREIGN KEY handover_message_handover;
ALTER TABLE handover_message ADD CONSTRAINT handover_message_handover FOREIGN KEY (handover_id) REFERENCES handover (id) ON DELETE CASCADE;
