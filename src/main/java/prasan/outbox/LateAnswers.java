package prasan.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.line.Limits;
import prasan.outbox.Recheck.Checked;
import prasan.outbox.Verdict.State;

/**
 * Answers whose reply tokens have run out, as when many messages come at once. Each would be a push, which costs of the month's quota: so those of a chat go out together; and when many were
 * pushed within an hour, only the newest now and then, for the older ones nobody waits any more.
 */
final class LateAnswers {
    /** More than anybody needs who waits for an answer, and few enough that a flood of messages costs little. */
    static final int PUSHES_MOST = 6;

    private static final Duration WITHIN = Duration.ofHours(1);
    /** Between pushes of the newest, when there were too many. */
    static final Duration PAUSE = Duration.ofMinutes(10);

    /** Why one is put off. */
    static final String MANY = "many late answers";

    private static final int ROWS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LateAnswers() {}

    private record Answer(long id, String messages) {
        int size() {
            return Outbox.messages(messages).size();
        }
    }

    private record Pushes(int count, @Nullable Instant last) {}

    /** Returns the answer with those of its chat that go with it, as many as LINE takes at once; or when it is tried again. */
    static Checked of(Handle handle, Delivery first, Instant now) {
        var pushes = pushes(handle, first, now);
        var all = new ArrayList<>(List.of(new Answer(first.id(), first.messages())));
        all.addAll(following(handle, first, now));
        boolean many = pushes.count() >= PUSHES_MOST;
        var chosen = many ? newest(all) : oldest(all);
        end(handle, chosen, first, Outbox.JOINED + first.id(), now);
        if (many) {
            all.removeAll(chosen);
            end(handle, all, first, "of no use after " + first.id(), now);
        }
        var messages = JSON.createArrayNode();
        chosen.forEach(answer -> messages.addAll(Outbox.messages(answer.messages())));
        var putOff = many ? putOff(first, Objects.requireNonNull(pushes.last()), now) : null;
        if (messages.equals(Outbox.messages(first.messages()))) {
            return new Checked(first, putOff);
        }
        handle.createUpdate("UPDATE outbox SET messages = :messages WHERE id = :id")
                .bind("messages", messages.toString())
                .bind("id", first.id())
                .execute();
        return new Checked(first.saying(messages.toString()), putOff);
    }

    private static @Nullable Verdict putOff(Delivery first, Instant last, Instant now) {
        return now.isBefore(last.plus(PAUSE))
                ? new Verdict.Again(State.WAITING, MANY, last.plus(PAUSE), first.replyTriedAt(), null, true)
                : null;
    }

    private static List<Answer> oldest(List<Answer> all) {
        int size = 0;
        var chosen = new ArrayList<Answer>();
        for (var answer : all) {
            size += answer.size();
            if (size > Limits.MESSAGES && !chosen.isEmpty()) {
                break;
            }
            chosen.add(answer);
        }
        return chosen;
    }

    private static List<Answer> newest(List<Answer> all) {
        return oldest(all.reversed()).reversed();
    }

    private static void end(Handle handle, List<Answer> answers, Delivery first, String why, Instant now) {
        var ids =
                answers.stream().map(Answer::id).filter(id -> id != first.id()).toList();
        if (!ids.isEmpty()) {
            handle.createUpdate(
                            "UPDATE outbox SET state = 'ENDED', failure = :why, done_at = :now, reply_token = NULL, reply_until = NULL WHERE id IN (<ids>)")
                    .bind("why", why)
                    .bind("now", now)
                    .bindList("ids", ids)
                    .execute();
        }
    }

    private static Pushes pushes(Handle handle, Delivery first, Instant now) {
        return handle.createQuery("""
                        SELECT COUNT(*) AS pushes, MAX(done_at) AS last FROM outbox
                        WHERE chat_id = :chat AND done_at > :since AND answers AND sent_as = 'PUSH'""")
                .bind("chat", first.chat())
                .bind("since", now.minus(WITHIN))
                .map((row, context) -> {
                    var last = row.getTimestamp("last");
                    return new Pushes(row.getInt("pushes"), last == null ? null : last.toInstant());
                })
                .one();
    }

    /** In their order, as far as nobody else has them in hand and none may have arrived. */
    private static List<Answer> following(Handle handle, Delivery first, Instant now) {
        return handle.createQuery("""
                        SELECT id, messages FROM outbox
                        WHERE chat_id = :chat AND state = 'WAITING' AND id > :id AND answers AND reply_until <= :now
                            AND reply_tried_at IS NULL AND push_tried_at IS NULL
                        ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED""")
                .bind("chat", first.chat())
                .bind("id", first.id())
                .bind("now", now)
                .bind("most", ROWS)
                .map((row, context) -> new Answer(row.getLong("id"), row.getString("messages")))
                .list();
    }
}
