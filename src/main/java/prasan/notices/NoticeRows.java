package prasan.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Reads the rows of notices. Works inside the caller's transaction. */
final class NoticeRows {
    /** A notice with its newest text; a condition follows. */
    static final String SELECT =
            "SELECT n.*, v.title, v.text, v.title_en, v.text_en, v.choices, v.link, (SELECT f.number FROM notice f WHERE f.id = n.follows_id) AS follows, "
                    + Parts.column("notice_id", "n.id")
                    + " FROM notice n JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version ";

    private static final String UNCORRECTED = """
            NOT EXISTS (SELECT 1 FROM notice k WHERE k.follows_id = n.id AND k.follows_to = 'RECIPIENTS'
                AND k.begun_at IS NOT NULL AND k.status <> 'CANCELLED')""";

    /** What was sent to somebody. */
    private static final String SENT = "r.state IN ('SENDING', 'ACCEPTED', 'BLOCKED', 'REFUSED')";

    static final RowMapper<Notice> NOTICE = (row, context) -> read(row);

    private NoticeRows() {}

    /** The database refuses to compare a number with anything but ASCII. */
    static String valid(String number) {
        return number.matches("N-[0-9]{4}-[0-9]{4,6}") ? number : "";
    }

    /** The notice of that number, whoever asks. */
    static Optional<Notice> find(Handle handle, String number) {
        return handle.createQuery(SELECT + "WHERE n.number = :number")
                .bind("number", valid(number))
                .map(NOTICE)
                .findOne();
    }

    static Notice get(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE n.id = :id")
                .bind("id", id)
                .map(NOTICE)
                .one();
    }

    /** The notices that went to a chat and are not cancelled, the latest first: a correction in the place of what it corrects, and no reminders. */
    static List<Notice> of(Handle handle, String chat, int most) {
        return of(
                handle,
                chat,
                "(" + SENT + " OR r.state = 'RIDING') AND (n.follows_to IS NULL OR n.follows_to <> 'SILENT') AND "
                        + UNCORRECTED,
                most);
    }

    /** Notices that have begun since then, in the areas of somebody, who has no row of theirs; a correction in the place of what it corrects, and no reminders. */
    static List<Notice> others(Handle handle, String chat, Instant since, int most) {
        return handle.createQuery(SELECT + """
                        WHERE n.begun_at > :since AND n.status <> 'CANCELLED'
                            AND (n.follows_to IS NULL OR n.follows_to <> 'SILENT')
                            AND\s""" + UNCORRECTED + """

                            AND NOT EXISTS (SELECT 1 FROM notice_recipient r WHERE r.notice_id = n.id AND r.chat_id = :chat)
                            AND (n.area IS NULL OR EXISTS (SELECT 1 FROM (
                                SELECT m.area FROM member m WHERE m.chat_id = :chat
                                UNION ALL SELECT h.area FROM member m JOIN member_role h ON h.member_id = m.id WHERE m.chat_id = :chat
                                UNION ALL SELECT o.area FROM officer o WHERE o.chat_id = :chat) mine
                                WHERE mine.area LIKE CONCAT(n.area, '%')))
                        ORDER BY n.id DESC LIMIT :most""")
                .bind("chat", chat)
                .bind("since", since)
                .bind("most", most)
                .map(NOTICE)
                .list();
    }

    /** Those of them that wait to be acknowledged. */
    static List<Notice> unacknowledged(Handle handle, String chat, int most) {
        return of(handle, chat, SENT + " AND n.acknowledge AND r.acknowledged_at IS NULL", most);
    }

    /** Those of them that ask a question; some may be over. */
    static List<Notice> asking(Handle handle, String chat, int most) {
        return of(handle, chat, SENT + " AND v.choices IS NOT NULL", most);
    }

    /** Those of them that take replies. */
    static List<Notice> replying(Handle handle, String chat, int most) {
        return of(handle, chat, SENT + " AND n.replies", most);
    }

    private static List<Notice> of(Handle handle, String chat, String only, int most) {
        return handle.createQuery(
                        SELECT + "JOIN notice_recipient r ON r.notice_id = n.id WHERE " + only
                                + " AND r.chat_id = :chat AND n.begun_at IS NOT NULL AND n.status <> 'CANCELLED' ORDER BY n.id DESC LIMIT :most")
                .bind("chat", chat)
                .bind("most", most)
                .map(NOTICE)
                .list();
    }

    private static Notice read(ResultSet row) throws SQLException {
        var whom = Parts.read(row.getString("area"), row.getString("topics"), row.getString("parts"));
        var facts = new Notice.Facts(
                row.getString("title"),
                row.getString("text"),
                row.getString("title_en"),
                row.getString("text_en"),
                whom,
                Speed.valueOf(row.getString("speed")),
                row.getBoolean("push_rest"),
                row.getBoolean("acknowledge"),
                row.getBoolean("greet"),
                Choice.read(row.getString("choices")),
                Link.read(row.getString("link")),
                row.getBoolean("replies"),
                follows(row),
                instant(row, "starts_at"),
                instant(row, "latest_at"));
        return new Notice(
                row.getLong("id"),
                row.getString("number"),
                facts,
                row.getInt("version"),
                NoticeStatus.valueOf(row.getString("status")),
                row.getString("created_by"),
                row.getString("approved_by"),
                instant(row, "released_at"),
                instant(row, "begun_at"),
                instant(row, "ended_at"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable Follows follows(ResultSet row) throws SQLException {
        var number = row.getString("follows");
        return number == null ? null : new Follows(number, Follows.To.valueOf(row.getString("follows_to")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
