package prasan.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import prasan.line.Limits;

/**
 * Answers whose reply tokens have run out, as when many messages come at once. Each would be a push, which costs of the month's quota: so those of a chat go out together, and only so
 * many in an hour.
 */
final class LateAnswers {
    /** More than anybody needs who waits for an answer, and few enough that a flood of messages costs little. */
    static final int MOST = 6;

    static final Duration IN = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private LateAnswers() {}

    private record Later(long id, String messages) {}

    /** Returns the answer with those of its chat that follow it, as many as LINE takes at once; empty when enough was pushed. */
    static Optional<Delivery> join(Handle handle, Delivery first, Instant now) {
        if (pushed(handle, first, now) >= MOST) {
            return Optional.empty();
        }
        var messages = read(first.messages());
        var joined = new ArrayList<Long>();
        for (var later : following(handle, first, now)) {
            var more = read(later.messages());
            if (messages.size() + more.size() > Limits.MESSAGES) {
                break;
            }
            messages.addAll(more);
            joined.add(later.id());
        }
        if (joined.isEmpty()) {
            return Optional.of(first);
        }
        handle.createUpdate(
                        "UPDATE outbox SET state = 'ENDED', failure = :why, done_at = :now, reply_token = NULL, reply_until = NULL WHERE id IN (<ids>)")
                .bind("why", Outbox.JOINED + first.id())
                .bind("now", now)
                .bindList("ids", joined)
                .execute();
        handle.createUpdate("UPDATE outbox SET messages = :messages WHERE id = :id")
                .bind("messages", messages.toString())
                .bind("id", first.id())
                .execute();
        return Optional.of(first.saying(messages.toString()));
    }

    private static long pushed(Handle handle, Delivery first, Instant now) {
        return handle.createQuery("""
                        SELECT COUNT(*) FROM outbox
                        WHERE chat_id = :chat AND done_at > :since AND answers AND sent_as = 'PUSH'""")
                .bind("chat", first.chat())
                .bind("since", now.minus(IN))
                .mapTo(Long.class)
                .one();
    }

    /** In their order, as far as nobody else has them in hand and none was tried before. */
    private static List<Later> following(Handle handle, Delivery first, Instant now) {
        return handle.createQuery("""
                        SELECT id, messages FROM outbox
                        WHERE chat_id = :chat AND state = 'WAITING' AND id > :id AND answers AND reply_until <= :now
                            AND reply_tried_at IS NULL AND push_tried_at IS NULL
                        ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED""")
                .bind("chat", first.chat())
                .bind("id", first.id())
                .bind("now", now)
                .bind("most", Limits.MESSAGES)
                .map((row, context) -> new Later(row.getLong("id"), row.getString("messages")))
                .list();
    }

    private static ArrayNode read(String messages) {
        try {
            return JSON.readValue(messages, ArrayNode.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("messages are not a list", damaged);
        }
    }
}
