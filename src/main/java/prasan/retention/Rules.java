package prasan.retention;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is kept for how long, all of it: personal data ends when its purpose does (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.37(3)). What is a state record stays without the person in it
 * (พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540). The numbers of days are proposals; an administrator sets those of the office.
 */
final class Rules {
    private static final String ENDED_REPORTS = "status IN ('RESOLVED', 'CLOSED', 'REJECTED') AND updated_at < :before";

    static final List<Rule> ALL = List.of(
            new Rule(
                    "messages",
                    "What was written in chats and what was answered, with what a replay needs",
                    90,
                    // a draft may be taken up again for a week, a push is repeated for a day, LINE delivers again for
                    // less
                    10,
                    List.of(
                            delete("played_round", "happened_at < :before"),
                            delete("inbox", "state IN ('DONE', 'STORED', 'FAILED') AND received_at < :before"),
                            delete(
                                    "outbox",
                                    "state IN ('SENT', 'REFUSED', 'UNCLEAR', 'SPLIT') AND created_at < :before"),
                            delete("errand", "state IN ('DONE', 'FAILED') AND created_at < :before"))),
            new Rule(
                    "handovers",
                    "Conversations with officers, after they were closed",
                    90,
                    1,
                    List.of(delete("handover", "closed_at < :before"))),
            new Rule(
                    "loose-photos",
                    "Photos that were sent and became part of nothing",
                    30,
                    10,
                    List.of(delete("photo", """
                            created_at < :before
                            AND NOT EXISTS (SELECT 1 FROM report_photo r WHERE r.message_id = photo.message_id)
                            AND NOT EXISTS (SELECT 1 FROM handover_message m WHERE m.line_id = photo.message_id)"""))),
            new Rule(
                    "report-photos",
                    "Photos of reports, after the report ended",
                    365,
                    1,
                    List.of(delete(
                            "report_photo", "report_id IN (SELECT id FROM report WHERE " + ENDED_REPORTS + ")"))),
            new Rule(
                    "vulnerable-reports",
                    "The person, the words and the place in reports about vulnerable people and drugs, after the report ended",
                    365,
                    1,
                    anonymise(ENDED_REPORTS + " AND category IN ('SOCIAL', 'DRUGS')")),
            new Rule(
                    "report-details",
                    "The person, the words and the place in other reports, after the report ended",
                    730,
                    1,
                    anonymise(ENDED_REPORTS)),
            new Rule(
                    "reports",
                    "Reports with their history, after the report ended",
                    1825,
                    30,
                    List.of(delete("report", ENDED_REPORTS))),
            new Rule(
                    "registrations",
                    "What was decided about registrations; what people are stays",
                    365,
                    30,
                    List.of(delete("registration", "decided_at < :before"))),
            new Rule(
                    "data-copies",
                    "Links to copies of what is kept about a person, after their day",
                    30,
                    1,
                    List.of(delete("data_copy", "expires_at < :before"))),
            new Rule(
                    "erasures",
                    "Wishes to be forgotten, which name nobody any more, after they were decided",
                    1825,
                    30,
                    List.of(delete("erasure", "decided_at < :before"))),
            new Rule(
                    "audit",
                    "Who did what to which row",
                    731,
                    // the table itself refuses to lose younger entries
                    731,
                    List.of(delete("audit", "at < :before"))),
            new Rule(
                    "sessions",
                    "Sessions of officers that are over or unused, and failed tries at passwords and codes",
                    30,
                    2,
                    List.of(
                            delete("officer_session", "last_used_at < :before"),
                            delete("sign_in_failure", "since < :before"),
                            delete("invitation_miss", "tried_at < :before"))),
            new Rule(
                    "idempotency-keys",
                    "Answers to requests with an Idempotency-Key",
                    2,
                    // as is promised to clients
                    1,
                    List.of(delete("idempotency_key", "created_at < :before"))),
            new Rule(
                    "retention-runs",
                    "The log of what was removed",
                    731,
                    365,
                    List.of(delete("retention_run", "started_at < :before"))));

    private Rules() {}

    private static String delete(String table, String which) {
        return "DELETE FROM " + table + " WHERE " + which + " LIMIT :most";
    }

    /** Officers' notes name people too; they go first, while the report can still be told by its age. */
    private static List<String> anonymise(String which) {
        return Stream.of(
                        "UPDATE report_change SET note = NULL WHERE note IS NOT NULL AND report_id IN (SELECT id FROM report WHERE anonymised_at IS NULL AND "
                                + which + ")",
                        "DELETE FROM report_photo WHERE report_id IN (SELECT id FROM report WHERE anonymised_at IS NULL AND "
                                + which + ")",
                        "UPDATE report SET reporter = NULL, anonymous = TRUE, detail = '-', place = NULL, lat = NULL, lon = NULL, anonymised_at = :now WHERE anonymised_at IS NULL AND "
                                + which)
                .map(statement -> statement + " LIMIT :most")
                .toList();
    }
}
