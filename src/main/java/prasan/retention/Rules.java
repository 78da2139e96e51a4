package prasan.retention;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is kept for how long, all of it: personal data ends when its purpose does (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.37(3)). What is a state record stays without the person in it
 * (พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540). The numbers of days are proposals; an administrator sets those of the office.
 */
final class Rules {
    private static final String ENDED_REPORTS =
            "status IN ('RESOLVED', 'CLOSED', 'REJECTED', 'WITHDRAWN') AND updated_at < :before";

    private static final String BLOCKED =
            "SELECT id FROM chat WHERE blocked_at < :before AND (heard_at IS NULL OR heard_at < :before)";

    /** Members who cannot be written to any more; who asked to be forgotten is left to the officer who decides that. */
    private static final String BLOCKING =
            "chat_id IN (" + BLOCKED + ") AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.waiting = member.id)";

    /** Of them, those whom no office has in its register. */
    private static final String STRANGERS = "SELECT id FROM member WHERE " + BLOCKING
            + " AND code IS NULL AND NOT EXISTS (SELECT 1 FROM member_role r WHERE r.member_id = member.id AND r.verified <> 'SELF')";

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
                                    "state IN ('SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED', 'MISSED') AND created_at < :before"),
                            delete("errand", "state IN ('DONE', 'FAILED') AND created_at < :before"),
                            delete("unsent", "at < :before"))),
            new Rule(
                    "handovers",
                    "Conversations with officers, after they were closed",
                    90,
                    1,
                    List.of(delete("handover", "closed_at < :before"))),
            new Rule(
                    "loose-photos",
                    "Photos, voice messages, videos and files that were sent and became part of nothing",
                    30,
                    10,
                    List.of(delete("photo", """
                            created_at < :before
                            AND NOT EXISTS (SELECT 1 FROM report_photo r WHERE r.message_id = photo.message_id)
                            AND NOT EXISTS (SELECT 1 FROM report_media r WHERE r.message_id = photo.message_id)
                            AND NOT EXISTS (SELECT 1 FROM handover_message m WHERE m.line_id = photo.message_id)"""))),
            new Rule(
                    "report-photos",
                    "Photos, voice messages, videos and files of reports, after the report ended",
                    365,
                    1,
                    List.of(
                            delete("report_photo", "report_id IN (SELECT id FROM report WHERE " + ENDED_REPORTS + ")"),
                            delete(
                                    "report_media",
                                    "report_id IN (SELECT id FROM report WHERE " + ENDED_REPORTS + ")"))),
            new Rule(
                    "vulnerable-reports",
                    "The person, the words and the place in sensitive reports, after the report ended",
                    365,
                    1,
                    anonymise(ENDED_REPORTS + " AND restricted")),
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
                    "dangers",
                    "The person and the words in messages that told of danger to life",
                    365,
                    1,
                    List.of(
                            "UPDATE danger SET chat_id = NULL, sender = NULL, said = NULL, note = NULL, place = NULL, lat = NULL, lon = NULL WHERE heard_at < :before AND (chat_id IS NOT NULL OR sender IS NOT NULL OR said IS NOT NULL OR note IS NOT NULL OR place IS NOT NULL OR lat IS NOT NULL) LIMIT :most")),
            new Rule(
                    "danger-records",
                    "That there was a danger to life, of which kind, when, and which officer saw it",
                    1825,
                    30,
                    List.of(delete("danger", "heard_at < :before"))),
            new Rule(
                    "blocked-accounts",
                    "LINE accounts that blocked this one, and whoever nobody but themselves spoke for",
                    365,
                    // what was put aside may be taken up again
                    10,
                    List.of(
                            delete("session", "chat_id IN (" + BLOCKED + ")"),
                            delete("invitation_miss", "chat_id IN (" + BLOCKED + ")"),
                            "UPDATE officer SET chat_id = NULL WHERE chat_id IN (" + BLOCKED + ") LIMIT :most",
                            "UPDATE notice_recipient SET chat_id = NULL WHERE chat_id IN (" + BLOCKED + ") LIMIT :most",
                            delete("registration", "member_id IN (" + STRANGERS + ")"),
                            delete("member_name", "member_id IN (" + STRANGERS + ")"),
                            delete("member_role", "member_id IN (" + STRANGERS + ")"),
                            "UPDATE member SET chat_id = NULL, display_name = NULL, name = NULL, area = NULL, ended_at = :now WHERE id IN ("
                                    + STRANGERS + ") LIMIT :most",
                            "UPDATE member SET chat_id = NULL, display_name = NULL WHERE " + BLOCKING + " LIMIT :most",
                            delete("chat", """
                                    blocked_at < :before
                                    AND NOT EXISTS (SELECT 1 FROM member m WHERE m.chat_id = chat.id)
                                    AND NOT EXISTS (SELECT 1 FROM officer o WHERE o.chat_id = chat.id)
                                    AND NOT EXISTS (SELECT 1 FROM photo p WHERE p.chat_id = chat.id)
                                    AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.chat_id = chat.id)
                                    AND NOT EXISTS (SELECT 1 FROM notice_recipient n WHERE n.chat_id = chat.id)
                                    AND NOT EXISTS (SELECT 1 FROM played_round r WHERE r.chat_id = chat.id)"""))),
            new Rule(
                    "former-members",
                    "The names and homes of members, after their membership ended; what they were stays",
                    1825,
                    30,
                    List.of(
                            delete("member_name", "member_id IN (SELECT id FROM member WHERE ended_at < :before)"),
                            """
                            UPDATE member SET name = NULL, display_name = NULL, code = NULL, area = NULL WHERE ended_at < :before
                            AND (name IS NOT NULL OR display_name IS NOT NULL OR code IS NOT NULL) LIMIT :most""")),
            new Rule(
                    "notices",
                    "To whom notices went, after they ended; the notices stay",
                    365,
                    30,
                    List.of(delete(
                            "notice_recipient", "notice_id IN (SELECT id FROM notice WHERE ended_at < :before)"))),
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
                            delete("officer_link_code", "expires_at < :before"),
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
                        "DELETE FROM report_media WHERE report_id IN (SELECT id FROM report WHERE anonymised_at IS NULL AND "
                                + which + ")",
                        "DELETE FROM report_addition WHERE report_id IN (SELECT id FROM report WHERE anonymised_at IS NULL AND "
                                + which + ")",
                        "UPDATE report SET reporter = NULL, anonymous = TRUE, detail = '-', place = NULL, lat = NULL, lon = NULL, anonymised_at = :now WHERE anonymised_at IS NULL AND "
                                + which)
                .map(statement -> statement + " LIMIT :most")
                .toList();
    }
}
