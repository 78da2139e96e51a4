package prasan.notices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.BuddhistEra;

/** The rows of the ledger that wait for an answer to go along with. Works inside the caller's transaction. */
final class Riders {
    /** Answers that are looked at together. */
    private static final int ANSWERS = 1_000;

    /** The first whom a quiet notice waits for in a chat; nothing where none does. */
    static Optional<Waiting> riding(Handle handle, String chat, Instant now) {
        return handle.createQuery("""
                        SELECT n.id, r.id AS row_id, c.language, COALESCE(m.text_size = 'LARGE', FALSE) AS large
                        FROM notice_recipient r JOIN notice n ON n.id = r.notice_id JOIN chat c ON c.id = r.chat_id
                            LEFT JOIN member m ON m.id = r.member_id
                        WHERE r.chat_id = :chat AND r.state = 'RIDING' AND n.status = 'SENDING' AND n.latest_at > :now
                        ORDER BY r.id LIMIT 1""")
                .bind("chat", chat)
                .bind("now", now)
                .map((row, context) -> new Waiting(
                        row.getLong("id"),
                        row.getLong("row_id"),
                        new Recipients.Reading(row.getString("language"), row.getBoolean("large"))))
                .findOne();
    }

    /** Somebody whom a quiet notice waits for. */
    record Waiting(long notice, long row, Recipients.Reading reading) {}

    /** Takes somebody whom a quiet notice waits for. @return false if another has, or they have stopped its topic */
    static boolean ride(Handle handle, Notice notice, long row, Instant at) {
        Recipients.skipStopped(handle, notice.facts(), List.of(row), at);
        return handle.createUpdate(
                                "UPDATE notice_recipient SET state = 'SENDING', rode = TRUE, outbox_id = NULL, updated_at = :at WHERE id = :row AND state = 'RIDING'")
                        .bind("at", at)
                        .bind("row", row)
                        .execute()
                > 0;
    }

    /** By what somebody is addressed whom a notice waits for. */
    static @Nullable String role(Handle handle, Notice notice, long row, Instant at) {
        var query = handle.createQuery("SELECT " + Greeting.column(notice.facts(), "n.member_id", "n.officer_id")
                + " FROM notice_recipient n WHERE n.id = :row");
        return Greeting.bind(query, notice.facts(), BuddhistEra.day(at))
                .bind("row", row)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** Says which answer somebody's notice went along with; without one it waits for the next. */
    static void rides(Handle handle, long row, OptionalLong outbox) {
        if (outbox.isPresent()) {
            handle.execute("UPDATE notice_recipient SET outbox_id = ? WHERE id = ?", outbox.getAsLong(), row);
        } else {
            handle.execute("UPDATE notice_recipient SET state = 'RIDING', rode = FALSE WHERE id = ?", row);
        }
    }

    /** The rows of the outbox with which a quiet notice is going along. */
    static List<Long> answers(Handle handle, long notice) {
        return handle.createQuery("""
                        SELECT DISTINCT outbox_id FROM notice_recipient
                        WHERE notice_id = :notice AND state = 'SENDING' AND rode AND outbox_id IS NOT NULL LIMIT :most""")
                .bind("notice", notice)
                .bind("most", ANSWERS)
                .mapTo(Long.class)
                .list();
    }

    private Riders() {}
}
