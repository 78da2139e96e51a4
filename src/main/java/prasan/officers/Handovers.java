package prasan.officers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.chat.Officers;
import prasan.chat.Pusher;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.TakenBack;
import prasan.flow.Value;
import prasan.members.Holding;
import prasan.members.MemberRoles;
import prasan.officers.Handover.Gathered;
import prasan.outbox.PushKind;

/** The conversations that officers have taken over. Every method works in the transaction of the handle that it is given. Safe for all threads. */
public final class Handovers implements Officers, Holding {
    /** Who closed it, when no officer did: not a name. */
    private static final String LEADER = "leader";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the leader lives; where they lived, if the chat is another person's now; what they named where nobody knows. */
    private static final String AREA = "COALESCE(IF(h.parted, h.parted_area, m.area), h.area)";

    private static final String SELECT = """
            SELECT h.id, h.chat_id, COALESCE(m.name, m.display_name) AS name, %s AS role, %s AS area, c.blocked_at IS NULL AS reachable, h.gathered, h.about,
                   h.opened_at, h.waiting_since, h.answer_by, h.closed_at, h.closed_by
            FROM handover h JOIN chat c ON c.id = h.chat_id LEFT JOIN former_account f ON f.chat_id = h.chat_id
            LEFT JOIN member m
                ON m.id = COALESCE(f.member_id, IF(h.parted, NULL, (SELECT p.id FROM member p WHERE p.chat_id = h.chat_id)))
            """.formatted(MemberRoles.LATEST, AREA);

    private final Pusher pusher;
    private final OfficeHours hours;

    /** Hand-overs of an office with the usual hours. */
    public Handovers(Pusher pusher) {
        this(pusher, OfficeHours.parse(OfficeHours.USUAL));
    }

    /**
     * @param pusher tells leaders what officers say
     * @param hours in which officers answer
     */
    public Handovers(Pusher pusher, OfficeHours hours) {
        this.pusher = pusher;
        this.hours = hours;
    }

    OfficeHours hours() {
        return hours;
    }

    /** Returns when a leader who waits from that time on has waited too long. */
    Instant answerBy(Instant since) {
        return hours.plus(since, OfficeHours.PATIENCE);
    }

    /** Hands the conversation of somebody over who has named no area. */
    public long open(Handle handle, String chat, List<Gathered> gathered, Instant at) {
        return open(handle, chat, gathered, null, null, at);
    }

    /**
     * Hands a conversation over. One that is with the officers already stays as it is.
     *
     * @param area code of the one that the leader has named: its officers see it as long as nobody knows where the leader lives
     * @param about number of what was asked about, if something was
     * @return its id
     */
    long open(
            Handle handle,
            String chat,
            List<Gathered> gathered,
            @Nullable String area,
            @Nullable String about,
            Instant at) {
        handle.createUpdate("""
                        INSERT INTO handover (chat_id, gathered, area, about, opened_at, waiting_since, answer_by) VALUES (:chat, :gathered, :area, :about, :at, :at, :answer)
                        ON DUPLICATE KEY UPDATE chat_id = VALUES(chat_id)""")
                .bind("chat", chat)
                .bind("gathered", write(gathered))
                .bind("area", area)
                .bind("about", about)
                .bind("at", at)
                .bind("answer", answerBy(at))
                .execute();
        return handle.createQuery("SELECT id FROM handover WHERE open_chat = :chat")
                .bind("chat", chat)
                .mapTo(long.class)
                .one();
    }

    @Override
    public void hear(Handle handle, String chat, Heard heard) {
        // closed or not: what was sent before the leader could know that it is closed belongs to it still
        handle.createUpdate("""
                        INSERT INTO handover_message (handover_id, line_id, text, photo, created_at)
                        SELECT id, :line, :text, :photo, :at FROM handover WHERE chat_id = :chat ORDER BY id DESC LIMIT 1
                        ON DUPLICATE KEY UPDATE line_id = VALUES(line_id)""")
                .bind("line", heard.id())
                .bind("text", heard.text())
                .bind("photo", heard.photo())
                .bind("at", heard.at())
                .bind("chat", chat)
                .execute();
        handle.createUpdate("""
                        UPDATE handover SET waiting_since = :at, answer_by = :answer
                        WHERE open_chat = :chat AND waiting_since IS NULL
                        AND NOT EXISTS (SELECT 1 FROM handover_message m WHERE m.handover_id = handover.id AND m.officer IS NOT NULL AND m.created_at > :at)""")
                .bind("at", heard.at())
                .bind("answer", answerBy(heard.at()))
                .bind("chat", chat)
                .execute();
    }

    @Override
    public void passOn(Handle handle, String chat, Instant at) {
        handle.createUpdate("UPDATE handover SET passed_on = :at WHERE open_chat = :chat AND waiting_since IS NOT NULL")
                .bind("at", at)
                .bind("chat", chat)
                .execute();
    }

    /** Takes over what a leader had sent before they asked for an officer. */
    void sent(Handle handle, String chat, String id, Instant at) {
        boolean photo = handle.createQuery("SELECT kind = 'photo' FROM photo WHERE message_id = :id")
                .bind("id", id)
                .mapTo(boolean.class)
                .findOne()
                .orElse(false);
        hear(handle, chat, new Heard(id, photo ? "(photo)" : "(media)", photo, at));
    }

    /** An officer may have heard it, or been handed over with it. */
    @Override
    public void unsend(Handle handle, Unsent unsent) {
        var chat = unsent.chat();
        var message = unsent.message();
        handle.createUpdate("""
                        UPDATE handover_message m JOIN handover h ON h.id = m.handover_id SET m.text = NULL
                        WHERE m.line_id = :line AND h.chat_id = :chat""").bind("line", message.id()).bind("chat", chat).execute();
        handle.createQuery("SELECT id, gathered FROM handover WHERE chat_id = :chat")
                .bind("chat", chat)
                .map((row, context) -> Map.entry(row.getLong("id"), gathered(row.getString("gathered"))))
                .list()
                .forEach(handover -> forget(handle, handover.getKey(), handover.getValue(), message));
    }

    /** What was gathered before the officer was asked for, without what was taken back, and without the area that it may have named. */
    private static void forget(Handle handle, long id, List<Gathered> gathered, TakenBack message) {
        var left = gathered.stream()
                .filter(answer -> !message.tellsPrinted(answer.value()))
                .toList();
        if (left.size() < gathered.size()) {
            handle.execute("UPDATE handover SET gathered = ?, area = NULL WHERE id = ?", write(left), id);
        }
    }

    @Override
    public void left(Handle handle, String chat, Instant at) {
        handle.createUpdate(
                        "UPDATE handover SET closed_at = :at, closed_by = :by WHERE chat_id = :chat AND closed_at IS NULL")
                .bind("at", at)
                .bind("by", LEADER)
                .bind("chat", chat)
                .execute();
    }

    /** The leader's phone is lost: whoever has it is not the one who asked. */
    @Override
    public void unlink(Handle handle, String chat, String apart) {
        handle.execute(
                "UPDATE handover SET closed_at = UTC_TIMESTAMP(6), closed_by = ? WHERE chat_id = ? AND closed_at IS NULL",
                LEADER,
                chat);
    }

    /** What a leader and officers have said to each other, oldest first. */
    @Override
    public Map<String, List<Map<String, Object>>> held(Handle handle, String chat) {
        return Map.of("conversations_with_officers", said(handle, chat));
    }

    private static List<Map<String, Object>> said(Handle handle, String chat) {
        return handle.createQuery("""
                        SELECT m.created_at AS at, m.officer, COALESCE(m.text, '') AS text FROM handover_message m JOIN handover h ON h.id = m.handover_id
                        WHERE h.chat_id = :chat ORDER BY m.id""")
                .bind("chat", chat)
                .map((row, context) -> Map.<String, Object>of(
                        "at", row.getTimestamp("at").toInstant(),
                        "by", row.getString("officer") == null ? LEADER : "officer",
                        "text", row.getString("text")))
                .list();
    }

    /**
     * Leaves what was handed over in a chat with those whose it was until now, for it becomes somebody else's.
     *
     * @param goesOn whether what is under way goes along: it is the same person who is known by now
     */
    public static void parted(Handle handle, String chat, @Nullable String area, boolean goesOn) {
        handle.createUpdate(
                        "UPDATE handover SET parted = TRUE, parted_area = :area WHERE chat_id = :chat AND NOT parted AND (closed_at IS NOT NULL OR NOT :goesOn)")
                .bind("goesOn", goesOn)
                .bind("area", area)
                .bind("chat", chat)
                .execute();
    }

    /** Removes all that a leader has ever handed over. */
    @Override
    public void erase(Handle handle, String chat) {
        handle.execute(
                "DELETE FROM handover_message WHERE handover_id IN (SELECT id FROM handover WHERE chat_id = ?)", chat);
        handle.execute("DELETE FROM handover WHERE chat_id = ?", chat);
    }

    /** What lists can be sorted by, besides the order in which conversations were handed over. */
    static final List<Order<Handover>> ORDERS = List.of(
            new Order<>("openedAt", "h.opened_at", Instant.class, Handover::openedAt),
            new Order<>("closedAt", "h.closed_at", Instant.class, Handover::closedAt),
            new Order<>("area", AREA, String.class, Handover::area));

    /**
     * A part of the open ones or of the closed ones.
     *
     * @param scope where one may look: leaders from there, and for the whole country those of whom no area is known
     * @param area code of an area: leaders from there and from all below it; {@code null} for all leaders
     */
    public List<Handover> list(
            Handle handle, Scope scope, @Nullable String area, boolean closed, Slice<Handover> slice) {
        var where = new Where().scope(AREA, scope).area(AREA, area).slice(slice, "h.id");
        var state = closed ? " AND h.closed_at IS NOT NULL" : " AND h.closed_at IS NULL";
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + state + slice.ordered("h.id")))
                .map((row, context) -> handover(row))
                .list();
    }

    /** A part of those about something, wherever the leaders live: whoever keeps what they are about has it from them all. */
    public List<Handover> about(Handle handle, String about, Slice<Handover> slice) {
        var where = new Where().and("h.about = :about", "about", about).slice(slice, "h.id");
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + slice.ordered("h.id")))
                .map((row, context) -> handover(row))
                .list();
    }

    /**
     * The one of that id.
     *
     * @throws Refused {@code unknown-handover}
     */
    public Handover read(Handle handle, Scope scope, long id) {
        var where = new Where().and("h.id = :id", "id", id).scope(AREA, scope);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where))
                .map((row, context) -> handover(row))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-handover"));
    }

    /** What was said in it, oldest first. */
    public List<Handover.Message> messages(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT m.id, m.officer, m.text, m.photo, p.kind AS media, m.created_at FROM handover_message m
                        LEFT JOIN photo p ON p.message_id = m.line_id AND p.kind <> 'photo' WHERE m.handover_id = :id ORDER BY m.id""")
                .bind("id", id)
                .map(ConstructorMapper.of(Handover.Message.class))
                .list();
    }

    /**
     * The photo that a message is.
     *
     * @throws Refused {@code unknown-handover}; {@code unknown-photo}
     */
    public Handover.Sent photo(Handle handle, Scope scope, long id, long message) {
        return sent(handle, scope, id, message, "m.photo", "unknown-photo");
    }

    /**
     * The voice message, video or file that a message is.
     *
     * @throws Refused {@code unknown-handover}; {@code unknown-media}
     */
    public Handover.Sent media(Handle handle, Scope scope, long id, long message) {
        return sent(handle, scope, id, message, "p.kind <> 'photo'", "unknown-media");
    }

    private Handover.Sent sent(Handle handle, Scope scope, long id, long message, String which, String unknown) {
        read(handle, scope, id);
        return handle.createQuery("""
                        SELECT p.media_type, IF(m.text IS NULL, NULL, p.content) AS content, IF(m.text IS NULL, 'TAKEN_BACK', p.lost) AS lost
                        FROM handover_message m JOIN photo p ON p.message_id = m.line_id
                        WHERE m.handover_id = :id AND m.id = :message AND\s""" + which)
                .bind("id", id)
                .bind("message", message)
                .map(ConstructorMapper.of(Handover.Sent.class))
                .findOne()
                .orElseThrow(() -> new Refused(unknown));
    }

    /**
     * Says something to the leader, who then waits no more.
     *
     * @param by the officer
     * @return the id of the message
     * @throws Refused {@code unknown-handover}; {@code handover-closed}
     */
    public long say(Handle handle, Scope scope, long id, String text, String by, Instant at) {
        var handover = opened(handle, scope, id);
        var message = handle.createUpdate("""
                        INSERT INTO handover_message (handover_id, officer, text, photo, created_at)
                        VALUES (:id, :by, :text, FALSE, :at)""")
                .bind("id", id)
                .bind("by", by)
                .bind("text", text)
                .bind("at", at)
                .executeAndReturnGeneratedKeys()
                .mapTo(long.class)
                .one();
        pusher.push(
                handle,
                PushKind.OFFICER,
                null,
                List.of(handover.chat()),
                "officer-says",
                Map.of("text", new Value.Text(text)),
                "officer-says:" + message);
        handle.execute("UPDATE handover SET waiting_since = NULL, answer_by = NULL, passed_on = NULL WHERE id = ?", id);
        return message;
    }

    /**
     * Ends it; the conversation itself is still to be given back to the bot.
     *
     * @param by the officer
     * @return the chat
     * @throws Refused {@code unknown-handover}; {@code handover-closed}
     */
    public String close(Handle handle, Scope scope, long id, String by, Instant at) {
        var handover = opened(handle, scope, id);
        handle.createUpdate("UPDATE handover SET closed_at = :at, closed_by = :by WHERE id = :id")
                .bind("at", at)
                .bind("by", by)
                .bind("id", id)
                .execute();
        return handover.chat();
    }

    /** Locked, so that nothing is said after the leader has left or another officer has closed it. */
    private Handover opened(Handle handle, Scope scope, long id) {
        handle.createQuery("SELECT id FROM handover WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(long.class)
                .findOne();
        var handover = read(handle, scope, id);
        if (handover.closedAt() != null) {
            throw new Refused("handover-closed");
        }
        return handover;
    }

    private static Handover handover(ResultSet row) throws SQLException {
        var waitingSince = row.getTimestamp("waiting_since");
        var answerBy = row.getTimestamp("answer_by");
        var closedAt = row.getTimestamp("closed_at");
        return new Handover(
                row.getLong("id"),
                row.getString("chat_id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("area"),
                row.getBoolean("reachable"),
                gathered(row.getString("gathered")),
                row.getString("about"),
                row.getTimestamp("opened_at").toInstant(),
                waitingSince == null ? null : waitingSince.toInstant(),
                answerBy == null ? null : answerBy.toInstant(),
                closedAt == null ? null : closedAt.toInstant(),
                row.getString("closed_by"));
    }

    private static String write(List<Gathered> gathered) {
        try {
            return JSON.writeValueAsString(gathered);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static List<Gathered> gathered(String json) {
        try {
            return List.of(JSON.readValue(json, Gathered[].class));
        } catch (JsonProcessingException damaged) {
            // without its cause, which quotes what was gathered
            throw new IllegalStateException("what was gathered is not a list");
        }
    }
}
