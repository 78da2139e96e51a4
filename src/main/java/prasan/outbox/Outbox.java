package prasan.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.line.Limits;
import prasan.outbox.Delivery.Terms;

/**
 * What is to be sent. A row is written by the transaction that causes it, and sent by {@link Sender} after the commit; a cause is written once, however often its transaction is run.
 * Messages are what {@link prasan.line.Messages} renders, causes have at most 140 ASCII characters. Safe for all threads.
 */
public final class Outbox {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What the failure of an answer begins with that was put at the end of an earlier one, whose id follows. */
    public static final String JOINED = "goes with ";

    /** What the cause of a notice begins with whose receiver is not kept when it is sent: nothing else is kept of them. */
    public static final String LAST = "erased:";

    /** Why a row is ended that its writer writes again when its time has come. */
    public static final String NOT_NOW = "not now";

    /** How long it is of use to hear the answer to what one wrote. */
    static final Duration ANSWER = Duration.ofHours(12);
    /** The rows that nothing more becomes of; what somebody has MISSED may yet be told. */
    public static final String OVER = "state IN ('SENT', 'REFUSED', 'UNCLEAR', 'SPLIT', 'ENDED')";

    private final Clock clock;
    private final Supplier<UUID> retryKeys;

    /**
     * An outbox for rows that are written at the clock's time.
     *
     * @param retryKeys gives random UUIDs: LINE takes a key that it has seen for the same message
     */
    public Outbox(Clock clock, Supplier<UUID> retryKeys) {
        this.clock = clock;
        this.retryKeys = retryKeys;
    }

    /**
     * Answers an event.
     *
     * @param until when the reply token is no longer to be tried; LINE takes it for a minute after the event was received. From then on the answer is pushed.
     */
    public void reply(Handle handle, String chat, String replyToken, Instant until, String messagesJson, String cause) {
        insert(handle, cause, chat, null, replyToken, until, messagesJson, answer(PushKind.ANSWER));
    }

    /** Says in a chat, by a push, which costs of the month's quota, what belongs to its conversation: there is no token. */
    public void push(Handle handle, PushKind kind, String chat, String messagesJson, String cause) {
        insert(handle, cause, chat, null, null, null, messagesJson, answer(kind));
    }

    private Terms answer(PushKind kind) {
        return new Terms(kind, true, null, null, clock.instant().plus(ANSWER));
    }

    /**
     * Tells people, in as many rows as LINE's limit asks for; a person named twice hears it once.
     *
     * @param topic as {@link Wanted} has it
     * @param about as {@link Wanted} has it
     * @param useful how long it is of use to hear it
     */
    public void tell(
            Handle handle,
            PushKind kind,
            @Nullable String topic,
            String about,
            Duration useful,
            List<String> users,
            String messagesJson,
            String cause) {
        var terms = new Terms(kind, false, topic, about, clock.instant().plus(useful));
        var once = users.stream().distinct().toList();
        for (int from = 0; from < once.size(); from += Limits.RECIPIENTS) {
            var part = once.subList(from, Math.min(from + Limits.RECIPIENTS, once.size()));
            to(handle, part, messagesJson, from == 0 ? cause : cause + "/" + from, terms);
        }
    }

    /** Keeps for somebody who has blocked the account what they are told when they are {@link #back}. */
    public void missed(
            Handle handle,
            PushKind kind,
            @Nullable String topic,
            String about,
            Duration useful,
            String chat,
            String messagesJson,
            String cause) {
        missed(
                handle,
                chat,
                messagesJson,
                cause,
                new Terms(kind, false, topic, about, clock.instant().plus(useful)));
    }

    void missed(Handle handle, String chat, String messages, String cause, Terms terms) {
        insert(handle, cause, chat, null, null, null, messages, terms);
        handle.createUpdate(
                        "UPDATE outbox SET state = 'MISSED', done_at = :now WHERE cause_key = :cause AND attempts = 0")
                .bind("now", clock.instant())
                .bind("cause", cause)
                .execute();
    }

    /** Whether the row itself is such an apology, for which there is no other. */
    boolean apologises(Handle handle, Delivery delivery) {
        return handle.createQuery("SELECT cause_key LIKE 'apology:row:%' FROM outbox WHERE id = :id")
                .bind("id", delivery.id())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(true);
    }

    /** Says sorry for an answer that LINE refused as malformed, by the same token, which it has not used. */
    void apologise(Handle handle, Delivery refused, String messagesJson) {
        insert(
                handle,
                "apology:row:" + refused.id(),
                refused.chat(),
                null,
                refused.replyToken(),
                refused.replyUntil(),
                messagesJson,
                answer(PushKind.ANSWER));
    }

    /**
     * Puts messages before those of a row that waits, if LINE takes so many at once.
     *
     * @return the row, or nothing if nothing was changed
     */
    public OptionalLong before(Handle handle, String cause, String messagesJson) {
        var row = handle.createQuery(
                        "SELECT id, messages FROM outbox WHERE cause_key = :cause AND state = 'WAITING' AND attempts = 0")
                .bind("cause", cause)
                .map((found, context) -> Map.entry(found.getLong("id"), found.getString("messages")))
                .findOne();
        if (row.isEmpty()) {
            return OptionalLong.empty();
        }
        var along = messages(messagesJson);
        int many = along.size();
        var messages = along.addAll(messages(row.get().getValue()));
        if (messages.size() > Limits.MESSAGES) {
            return OptionalLong.empty();
        }
        handle.execute(
                "UPDATE outbox SET messages = ?, along = ? WHERE id = ?",
                messages.toString(),
                many,
                row.get().getKey());
        return OptionalLong.of(row.get().getKey());
    }

    /**
     * The messages that are of an answer.
     *
     * @param along how many others went {@linkplain #before before} them
     */
    public static @Nullable String answer(@Nullable String messagesJson, int along) {
        if (messagesJson == null || along == 0) {
            return messagesJson;
        }
        var messages = messages(messagesJson);
        for (int i = 0; i < along && !messages.isEmpty(); i++) {
            messages.remove(0);
        }
        return messages.toString();
    }

    /** The person has lifted the block: what they missed and is still of use goes to them. */
    public void back(Handle handle, String chat) {
        handle.createUpdate("""
                        UPDATE outbox SET state = 'WAITING', done_at = NULL, next_attempt_at = :now
                        WHERE chat_id = :chat AND state = 'MISSED' AND valid_until > :now""").bind("now", clock.instant()).bind("chat", chat).execute();
    }

    /** Two rows in place of one: both have people, and fewer than it had. Whoever was forgotten since the claim is in neither. */
    void split(Handle handle, Delivery delivery, Verdict.Split split) {
        var still = Set.copyOf(recipients(handle, delivery.id()));
        var users = delivery.recipients().stream().filter(still::contains).toList();
        if (users.size() <= split.first()) {
            if (!users.isEmpty()) {
                to(handle, users, delivery.messages(), split(delivery.id(), 0), delivery.terms());
            }
            return;
        }
        to(handle, users.subList(0, split.first()), delivery.messages(), split(delivery.id(), 0), delivery.terms());
        to(
                handle,
                users.subList(split.first(), users.size()),
                delivery.messages(),
                split(delivery.id(), 1),
                delivery.terms());
        if (split.rest() != null) {
            handle.createUpdate(
                            "UPDATE outbox SET state = 'HELD', failure = :why, next_attempt_at = :rest WHERE cause_key = :cause")
                    .bind("why", split.failure())
                    .bind("rest", split.rest())
                    .bind("cause", split(delivery.id(), 1))
                    .execute();
        }
    }

    /** The cause of a row that takes the place of another. */
    static String split(long row, int part) {
        return "split:" + row + "/" + part;
    }

    private static List<String> recipients(Handle handle, long id) {
        return read(handle.createQuery("SELECT COALESCE(recipients, '[]') FROM outbox WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse("[]"));
    }

    /** Leaves out of a row those who are not to be told any more. */
    void narrow(Handle handle, Delivery delivery, List<String> users) {
        handle.createUpdate("UPDATE outbox SET recipients = :users WHERE id = :id")
                .bind("users", write(users))
                .bind("id", delivery.id())
                .execute();
    }

    private void to(Handle handle, List<String> users, String messages, String cause, Terms terms) {
        if (users.size() == 1) {
            insert(handle, cause, users.getFirst(), null, null, null, messages, terms);
        } else {
            insert(handle, cause, null, write(users), null, null, messages, terms);
        }
    }

    private void insert(
            Handle handle,
            String cause,
            @Nullable String chat,
            @Nullable String recipients,
            @Nullable String replyToken,
            @Nullable Instant replyUntil,
            String messages,
            Terms terms) {
        // "ON DUPLICATE KEY" rather than IGNORE, which would also hide values that do not fit
        handle.createUpdate("""
                        INSERT INTO outbox (cause_key, kind, answers, topic, about, chat_id, recipients, reply_token, reply_until, retry_key,
                            messages, next_attempt_at, valid_until, created_at)
                        VALUES (:cause, :kind, :answers, :topic, :about, :chat, :recipients, :replyToken, :replyUntil, :retryKey,
                            :messages, :now, :until, :now)
                        ON DUPLICATE KEY UPDATE cause_key = VALUES(cause_key)""")
                .bind("cause", cause)
                .bind("kind", terms.kind())
                .bind("answers", terms.answers())
                .bind("topic", terms.topic())
                .bind("about", terms.about())
                .bind("until", terms.until())
                .bind("chat", chat)
                .bind("recipients", recipients)
                .bind("replyToken", replyToken)
                .bind("replyUntil", replyUntil)
                .bind("retryKey", retryKeys.get().toString())
                .bind("messages", messages)
                .bind("now", clock.instant())
                .execute();
    }

    static ArrayNode messages(String json) {
        try {
            return JSON.readValue(json, ArrayNode.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("messages are not a list", damaged);
        }
    }

    private static String write(List<String> users) {
        try {
            return JSON.writeValueAsString(users);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    static List<String> read(@Nullable String recipients) {
        try {
            return recipients == null ? List.of() : List.of(JSON.readValue(recipients, String[].class));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("recipients are not a list", damaged);
        }
    }
}
