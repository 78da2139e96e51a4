package prasan.notices;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import prasan.db.Fields;
import prasan.db.Refused;

/** What holds of a notice that follows another. Works inside the caller's transaction. */
public final class Followers {
    /** Why somebody is not reminded any more. */
    static final String ANSWERED = "ANSWERED";

    private Followers() {}

    /**
     * A new notice as it follows another: a reminder asks what the first asks.
     *
     * @throws Refused {@code not-finished}, {@code asks-nothing}, {@code already-reminded}, {@code too-late}, {@code follows-reminder}
     */
    static Notice.Facts checked(Handle handle, Notice.Facts facts, Instant at) {
        var follows = facts.follows();
        if (follows == null) {
            return facts;
        }
        // held, so that of two who remind at once one is told
        handle.createQuery("SELECT id FROM notice WHERE number = :number FOR UPDATE")
                .bind("number", NoticeRows.valid(follows.number()))
                .mapTo(Long.class)
                .findOne();
        var first = NoticeRows.find(handle, follows.number()).orElseThrow(() -> new Refused("unknown-notice"));
        boolean cancelled = first.status() == NoticeStatus.CANCELLED && first.begunAt() != null;
        if (first.status() != NoticeStatus.FINISHED && !(cancelled && follows.to() == Follows.To.RECIPIENTS)) {
            throw new Refused("not-finished", Map.of("status", first.status()));
        }
        if (first.facts().reminds()) {
            throw new Refused("follows-reminder");
        }
        return follows.to() == Follows.To.SILENT ? reminding(handle, first, facts, at) : facts;
    }

    private static Notice.Facts reminding(Handle handle, Notice first, Notice.Facts facts, Instant at) {
        var asked = first.facts();
        if (!asked.asks()) {
            throw new Refused("asks-nothing");
        }
        var latest = asked.latestAt();
        if (!asked.choices().isEmpty() && latest != null && !latest.isAfter(at)) {
            throw new Refused("too-late", Map.of("latestAt", latest));
        }
        boolean reminded = handle.createQuery("SELECT EXISTS (SELECT 1 FROM notice WHERE reminds = :first)")
                .bind("first", first.id())
                .mapTo(Boolean.class)
                .one();
        if (reminded) {
            throw new Refused("already-reminded");
        }
        return new Notice.Facts(
                facts.title(),
                facts.text(),
                facts.titleEn(),
                facts.textEn(),
                facts.audience(),
                facts.speed(),
                facts.pushRest(),
                asked.acknowledge(),
                facts.greet(),
                asked.choices(),
                facts.link(),
                facts.replies(),
                facts.follows(),
                facts.startsAt(),
                facts.latestAt());
    }

    /** @throws Refused {@code invalid-fields} for a change of what comes from the notice that is followed */
    static Notice.Facts unmoved(Notice notice, Notice.Facts wanted) {
        var old = notice.facts();
        new Fields()
                .that(
                        "audience",
                        old.follows() == null || old.audience().equals(wanted.audience()),
                        "is that of the notice that it follows")
                .that(
                        "acknowledge",
                        !old.reminds() || old.acknowledge() == wanted.acknowledge(),
                        "is asked by the first")
                .that("choices", !old.reminds() || old.choices().equals(wanted.choices()), "are asked by the first")
                .orRefuse();
        return wanted;
    }

    /** Somebody has answered: a reminder that has not gone to them does not any more. */
    static void answered(Handle handle, long first, String chat, Instant at) {
        handle.createUpdate("""
                        UPDATE notice_recipient SET state = 'SKIPPED', reason = :reason, updated_at = :at
                        WHERE chat_id = :chat AND state IN ('DUE', 'RIDING') AND notice_id IN (SELECT reminds FROM (
                            SELECT n.id AS reminds FROM notice n WHERE n.follows_id = :first AND n.follows_to = 'SILENT') AS reminding)""")
                .bind("reason", ANSWERED)
                .bind("at", at)
                .bind("chat", chat)
                .bind("first", first)
                .execute();
    }

    /** Those whom a row of the outbox carries no more because they have answered. */
    static void answered(Handle handle, long outbox, Instant at) {
        handle.createUpdate("""
                        UPDATE notice_recipient r JOIN notice n ON n.id = r.notice_id AND n.follows_to = 'SILENT'
                            JOIN notice_recipient f ON f.notice_id = n.follows_id AND f.chat_id = r.chat_id
                        SET r.state = 'SKIPPED', r.reason = :reason, r.updated_at = :at
                        WHERE r.outbox_id = :outbox AND r.state = 'SENDING' AND f.acknowledged_at IS NOT NULL""")
                .bind("reason", ANSWERED)
                .bind("at", at)
                .bind("outbox", outbox)
                .execute();
    }

    /**
     * Leaves out who has answered what a reminder reminds of.
     *
     * @param about what is to be sent is about, as {@link Notices#ABOUT} begins it
     */
    public static List<String> silent(Handle handle, String about, List<String> chats) {
        if (chats.isEmpty()) {
            return chats;
        }
        var answered = new HashSet<>(handle.createQuery("""
                        SELECT f.chat_id FROM notice n JOIN notice_recipient f ON f.notice_id = n.follows_id
                        WHERE n.id = :id AND n.follows_to = 'SILENT' AND f.acknowledged_at IS NOT NULL AND f.chat_id IN (<chats>)""")
                .bind("id", about.substring(Notices.ABOUT.length()))
                .bindList("chats", chats)
                .mapTo(String.class)
                .list());
        return chats.stream().filter(chat -> !answered.contains(chat)).toList();
    }
}
