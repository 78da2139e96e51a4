package prasan.dangers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.chat.Dangers;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.Graphemes;

/** The messages that told of danger to life. Every method works in the transaction of the handle that it is given. Safe for all threads. */
public final class DangerRecords implements Dangers {
    /** What an officer needs to see what it is about; the rest is in the chat. */
    private static final int SAID = 300;

    private static final int NOTE_MAX = 1000;

    /** Who told no area when it was heard may have told one since. */
    private static final String AREA = "COALESCE(d.area, m.area)";

    private static final String SELECT = """
            SELECT d.id, d.kind, COALESCE(m.name, m.display_name) AS name, %s AS area, d.said, d.from_group,
                   c.id IS NOT NULL AND c.blocked_at IS NULL AS reachable, d.heard_at, d.seen_at, d.seen_by, d.note
            FROM danger d LEFT JOIN chat c ON c.id = d.chat_id LEFT JOIN member m ON m.chat_id = d.chat_id
            """.formatted(AREA);

    @Override
    public void heard(Handle handle, String chat, Heard heard) {
        handle.createUpdate("""
                        INSERT INTO danger (cause_key, kind, chat_id, area, said, from_group, heard_at)
                        SELECT :cause, :kind, :chat, (SELECT area FROM member WHERE chat_id = :chat), :said, :group, :at
                        ON DUPLICATE KEY UPDATE cause_key = VALUES(cause_key)""")
                .bind("cause", heard.cause())
                .bind("kind", heard.kind())
                .bind("chat", chat)
                .bind("said", Graphemes.cut(heard.said(), SAID))
                .bind("group", heard.group())
                .bind("at", heard.at())
                .execute();
    }

    /** What lists can be sorted by, besides the order in which dangers were heard. */
    static final List<Order<Danger>> ORDERS = List.of(
            new Order<>("heardAt", "d.heard_at", Instant.class, Danger::heardAt),
            new Order<>("seenAt", "d.seen_at", Instant.class, Danger::seenAt),
            new Order<>("area", AREA, String.class, Danger::area));

    /**
     * Returns a part of the dangers.
     *
     * @param scope where one may look; a danger of no known area only for the whole country
     * @param area code of an area: people from there and from all below it; {@code null} for everybody
     * @param seen whether an officer has seen them, {@code null} for all
     */
    List<Danger> list(Handle handle, Scope scope, @Nullable String area, @Nullable Boolean seen, Slice<Danger> slice) {
        var where = new Where()
                .scope(AREA, scope)
                .area(AREA, area)
                .and("(d.seen_at IS NOT NULL) = :seen", "seen", seen)
                .slice(slice, "d.id");
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + slice.ordered("d.id")))
                .map(ConstructorMapper.of(Danger.class))
                .list();
    }

    /**
     * Notes that an officer has seen a danger.
     *
     * @param note what they did
     * @param by the officer
     * @throws Refused {@code unknown-danger}, {@code already-seen}
     */
    Danger see(Handle handle, Scope scope, long id, @Nullable String note, String by, Instant at) {
        handle.createQuery("SELECT id FROM danger WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(long.class)
                .findOne();
        var danger = read(handle, scope, id);
        if (danger.seenBy() != null) {
            throw new Refused("already-seen", Map.of("by", danger.seenBy()));
        }
        handle.createUpdate("UPDATE danger SET seen_at = :at, seen_by = :by, note = :note WHERE id = :id")
                .bind("at", at)
                .bind("by", by)
                .bind("note", note == null ? null : Graphemes.cut(note, NOTE_MAX))
                .bind("id", id)
                .execute();
        return read(handle, scope, id);
    }

    /**
     * Returns the danger of that id.
     *
     * @throws Refused {@code unknown-danger}
     */
    Danger read(Handle handle, Scope scope, long id) {
        var where = new Where().and("d.id = :id", "id", id).scope(AREA, scope);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where))
                .map(ConstructorMapper.of(Danger.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-danger"));
    }

    /** Returns what a person said that told of danger, oldest first. */
    public List<Map<String, Object>> said(Handle handle, String chat) {
        return handle.createQuery(
                        "SELECT heard_at, kind, COALESCE(said, '') AS said FROM danger WHERE chat_id = :chat ORDER BY id")
                .bind("chat", chat)
                .map((row, context) -> Map.<String, Object>of(
                        "at", row.getTimestamp("heard_at").toInstant(),
                        "kind", row.getString("kind"),
                        "text", row.getString("said")))
                .list();
    }

    /** Removes the person and the words from what they said; that there was a danger stays. */
    public void erase(Handle handle, String chat) {
        handle.execute("UPDATE danger SET chat_id = NULL, said = NULL, note = NULL WHERE chat_id = ?", chat);
    }
}
