package prasan.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Input;
import prasan.flow.Session;
import prasan.outbox.Outbox;

/** The rounds that were played in the chats: what {@link Replay} needs to play them again. Safe for all threads. */
final class Rounds {

    /** What came of something that had to be done; {@code name} of the action or source. */
    record Did(String name, Input answer) {}

    /**
     * A round as it was played.
     *
     * @param cause as in the outbox: {@code event:…} or {@code due:…}
     * @param answered when it was, by our clock; {@code null} where that is {@code at}
     */
    record Played(
            String chat,
            String cause,
            Instant at,
            @Nullable Instant answered,
            String edition,
            Session before,
            List<Round.Act> acts) {}

    /**
     * A round as it is kept.
     *
     * @param answered as in {@link Played}
     * @param begins the session before, where no conversation was under way
     * @param acts {@code null} when the message was taken back
     * @param event the event that caused it, as it came; {@code null} when time did, or when it is kept no longer
     * @param messages what was to be sent for it, as LINE was sent it
     */
    record Kept(
            String cause,
            Instant at,
            @Nullable Instant answered,
            String edition,
            @Nullable Session begins,
            @Nullable List<Did> acts,
            @Nullable String event,
            @Nullable String messages) {}

    /** Keeps the rounds, in one statement. */
    void keep(Handle handle, List<Played> rounds) {
        if (rounds.isEmpty()) {
            return;
        }
        var sql =
                "INSERT INTO played_round (chat_id, cause_key, happened_at, answered_at, edition, begins, acts) VALUES "
                        + String.join(",", Collections.nCopies(rounds.size(), "(?, ?, ?, ?, ?, ?, ?)"));
        try (var insert = handle.createUpdate(sql)) {
            int i = 0;
            for (var round : rounds) {
                insert.bind(i++, round.chat());
                insert.bind(i++, round.cause());
                insert.bind(i++, round.at());
                insert.bind(i++, round.answered());
                insert.bind(i++, round.edition());
                insert.bind(i++, round.before().current() == null ? Sessions.write(round.before()) : null);
                insert.bind(i++, write(round.acts()));
            }
            insert.execute();
        }
    }

    /** The rounds of a chat, the oldest first. */
    List<Kept> of(Handle handle, String chat) {
        return handle.createQuery("""
                        SELECT r.cause_key, r.happened_at, r.answered_at, r.edition, r.begins, r.acts, i.raw, o.messages, o.along
                        FROM played_round r
                        LEFT JOIN inbox i ON r.cause_key LIKE 'event:%' AND i.event_id = SUBSTRING(r.cause_key, 7)
                        LEFT JOIN outbox o ON o.cause_key = r.cause_key
                        WHERE r.chat_id = :chat ORDER BY r.id""")
                .bind("chat", chat)
                .map((row, context) -> {
                    var begins = row.getString("begins");
                    var acts = row.getString("acts");
                    var answered = row.getTimestamp("answered_at");
                    return new Kept(
                            row.getString("cause_key"),
                            row.getTimestamp("happened_at").toInstant(),
                            answered == null ? null : answered.toInstant(),
                            row.getString("edition"),
                            begins == null ? null : Sessions.read(begins),
                            acts == null ? null : read(acts),
                            row.getString("raw"),
                            Outbox.answer(row.getString("messages"), row.getInt("along")));
                })
                .list();
    }

    /** The person took back what caused a round: of it, and of those that followed and may hold it, nothing is kept but that they were. */
    static void forget(Handle handle, String chat, String event) {
        handle.createUpdate("""
                        UPDATE played_round SET acts = NULL, begins = NULL WHERE chat_id = :chat
                        AND id >= (SELECT id FROM played_round WHERE cause_key = CONCAT('event:', :event))""").bind("chat", chat).bind("event", event).execute();
    }

    /** An event that was not answered: its reply token is good once, within a minute. */
    record Unanswered(String raw, Instant receivedAt) {}

    /** Returns the last event of a chat since that time, if it was not answered: photos are counted together, when no more of them come. */
    Optional<Unanswered> unanswered(Handle handle, String chat, Instant since) {
        return handle.createQuery("""
                        SELECT i.raw, i.received_at, o.id FROM inbox i LEFT JOIN outbox o ON o.cause_key = CONCAT('event:', i.event_id)
                        WHERE i.state = 'DONE' AND i.chat_id = :chat AND i.received_at > :since ORDER BY i.occurred_at DESC, i.id DESC LIMIT 1""")
                .bind("chat", chat)
                .bind("since", since)
                .map((row, context) -> row.getObject("id") == null
                        ? Optional.of(new Unanswered(
                                row.getString("raw"),
                                row.getTimestamp("received_at").toInstant()))
                        : Optional.<Unanswered>empty())
                .findOne()
                .flatMap(found -> found);
    }

    /** The database keeps microseconds: what is to be replayed happens at a time that it can keep. */
    static Instant time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static String write(List<Round.Act> acts) {
        try {
            return Sessions.JSON
                    .writerFor(new TypeReference<List<Did>>() {})
                    .writeValueAsString(acts.stream()
                            .map(act -> new Did(Script.name(act.need()), act.answer()))
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Did> read(String acts) {
        try {
            return Sessions.JSON.readValue(acts, new TypeReference<List<Did>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a round that cannot be read", e);
        }
    }
}
