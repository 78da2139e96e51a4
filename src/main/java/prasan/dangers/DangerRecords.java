package prasan.dangers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.AreaSearch;
import prasan.areas.Areas;
import prasan.chat.Dangers;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.Graphemes;
import prasan.flow.TakenBack;
import prasan.flow.Understood;

/** The messages that told of danger to life. Every method works in the transaction of the handle that it is given. Safe for all threads. */
public final class DangerRecords implements Dangers {
    /** What an officer needs to see what it is about; the rest is in the chat. */
    private static final int SAID = 300;

    private static final int NOTE_MAX = 1000;

    /** Who told no area when it was heard may have told one since. */
    private static final String AREA = "COALESCE(d.area, m.area)";

    /** An unseen danger of which nobody knows where it is concerns everybody. */
    private static final String ANYWHERE = "(d.seen_at IS NULL AND " + AREA + " IS NULL)";

    /** What is said so soon after a danger may tell where it is. */
    private static final Duration ABOUT = Duration.ofMinutes(30);

    private static final int PLACE = 300;
    private static final int TAMBON = Area.Level.TAMBON.digits();

    private static final String SELECT = """
            SELECT d.id, d.kind, COALESCE(m.name, m.display_name) AS name, %s AS area, d.place, d.lat, d.lon, d.said, d.from_group,
                   c.id IS NOT NULL AND c.blocked_at IS NULL AS reachable, d.heard_at, d.seen_at, d.seen_by, d.note
            FROM danger d LEFT JOIN chat c ON c.id = d.chat_id LEFT JOIN former_account f ON f.chat_id = d.chat_id
            LEFT JOIN member m ON m.id = COALESCE(f.member_id, (SELECT p.id FROM member p WHERE p.chat_id = d.chat_id))
            """.formatted(AREA);

    private final Areas areas;
    private final Function<String, Optional<Understood>> understands;

    /** @param understands what a text is taken for; nothing where texts are not understood */
    public DangerRecords(Areas areas, Function<String, Optional<Understood>> understands) {
        this.areas = areas;
        this.understands = understands;
    }

    @Override
    public void heard(Handle handle, String chat, Heard heard) {
        var home = home(handle, chat);
        var named = understands
                .apply(heard.said())
                .map(Understood::where)
                .map(where -> named(handle, where, home))
                .orElse(null);
        handle.createUpdate("""
                        INSERT INTO danger (cause_key, kind, chat_id, area, located, said, from_group, heard_at)
                        VALUES (:cause, :kind, :chat, :area, :located, :said, :group, :at)
                        ON DUPLICATE KEY UPDATE cause_key = VALUES(cause_key)""")
                .bind("area", named == null ? home : named)
                .bind("located", named != null)
                .bind("cause", heard.cause())
                .bind("kind", heard.kind())
                .bind("chat", chat)
                .bind("said", Graphemes.fit(heard.said(), SAID))
                .bind("group", heard.group())
                .bind("at", heard.at())
                .execute();
    }

    @Override
    public void spotted(Handle handle, String chat, Spot spot, Instant at) {
        boolean pin = spot.lat() != null;
        var open = handle.createQuery("""
                        SELECT id FROM danger WHERE chat_id = :chat AND heard_at BETWEEN :since AND :at
                        AND (NOT located OR (:pin AND lat IS NULL)) ORDER BY id DESC LIMIT 1""")
                .bind("chat", chat)
                .bind("since", at.minus(ABOUT))
                .bind("at", at)
                .bind("pin", pin)
                .mapTo(long.class)
                .findOne();
        if (open.isEmpty()) {
            return;
        }
        // another matter says where that is
        var where = pin
                ? spot.words()
                : understands
                        .apply(spot.words())
                        .filter(understood -> !understood.sure())
                        .map(Understood::where)
                        .orElse("");
        var named = named(handle, where, home(handle, chat));
        if (named == null && !pin) {
            return;
        }
        handle.createUpdate("""
                        UPDATE danger SET area = COALESCE(:area, area), located = TRUE, place = :place, lat = :lat, lon = :lon WHERE id = :id""")
                .bind("id", open.get())
                .bind("area", named)
                .bind("place", spot.words().isEmpty() ? null : Graphemes.fit(spot.words(), PLACE))
                .bind("lat", spot.lat())
                .bind("lon", spot.lon())
                .execute();
    }

    @Override
    public void forget(Handle handle, String chat, String cause, TakenBack message) {
        handle.createUpdate("UPDATE danger SET said = NULL WHERE cause_key = :cause AND chat_id = :chat")
                .bind("cause", cause)
                .bind("chat", chat)
                .execute();
        handle
                .createQuery(
                        "SELECT id, place FROM danger WHERE chat_id = :chat AND (place IS NOT NULL OR lat IS NOT NULL)")
                .bind("chat", chat)
                .map((row, context) -> Map.entry(row.getLong("id"), Optional.ofNullable(row.getString("place"))))
                .list()
                .stream()
                .filter(danger -> message.tells(danger.getValue().orElse(null))
                        || (danger.getValue().isEmpty() && message.lat() != null))
                .forEach(danger -> handle.execute(
                        "UPDATE danger SET place = NULL, lat = NULL, lon = NULL WHERE id = ?", danger.getKey()));
    }

    @Override
    public void left(Handle handle, String chat) {
        handle.execute("UPDATE danger SET said = NULL, place = NULL, lat = NULL, lon = NULL WHERE chat_id = ?", chat);
    }

    private static @Nullable String home(Handle handle, String chat) {
        return handle.createQuery("SELECT area FROM member WHERE chat_id = :chat AND area IS NOT NULL")
                .bind("chat", chat)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** Returns the code of the area that words name: of several namesakes what all of them lie in. A หมู่ alone is one of the person's own tambon. */
    private @Nullable String named(Handle handle, String where, @Nullable String home) {
        if (where.isEmpty()) {
            return null;
        }
        var near = home == null ? "" : home;
        var found = new AreaSearch(AreaSearch.Wanted.VILLAGE, near, "").find(handle, areas, where);
        if ("tambon".equals(found.refused()) && near.length() >= TAMBON) {
            found = new AreaSearch(AreaSearch.Wanted.VILLAGE, near, near.substring(0, TAMBON))
                    .find(handle, areas, where);
        }
        return found.areas().stream()
                .map(Area::code)
                .reduce(DangerRecords::common)
                .filter(code -> !code.isEmpty())
                .map(code -> areas.require(handle, code).code())
                .orElse(null);
    }

    private static String common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        // a level has two digits
        return one.substring(0, same - same % 2);
    }

    /** What lists can be sorted by, besides the order in which dangers were heard. */
    static final List<Order<Danger>> ORDERS = List.of(
            new Order<>("heardAt", "d.heard_at", Instant.class, Danger::heardAt),
            new Order<>("seenAt", "d.seen_at", Instant.class, Danger::seenAt),
            new Order<>("area", AREA, String.class, Danger::area));

    /**
     * Returns a part of the dangers.
     *
     * @param scope where one may look; a danger of no known area for everybody until it was seen, then for the whole country
     * @param area code of an area: people from there and from all below it; {@code null} for everybody
     * @param seen whether an officer has seen them, {@code null} for all
     */
    List<Danger> list(Handle handle, Scope scope, @Nullable String area, @Nullable Boolean seen, Slice<Danger> slice) {
        var where = new Where()
                .scope(AREA, scope, ANYWHERE)
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
                .bind("note", note == null ? null : Graphemes.fit(note, NOTE_MAX))
                .bind("id", id)
                .execute();
        return read(handle, Scope.ALL, id);
    }

    /**
     * Returns the danger of that id.
     *
     * @throws Refused {@code unknown-danger}
     */
    Danger read(Handle handle, Scope scope, long id) {
        var where = new Where().and("d.id = :id", "id", id).scope(AREA, scope, ANYWHERE);
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
        // what they said to the bot in groups
        handle.execute(
                "UPDATE danger SET said = NULL, note = NULL, place = NULL, lat = NULL, lon = NULL WHERE cause_key IN (SELECT event_id FROM inbox WHERE sender = ?)",
                chat);
        handle.execute(
                "UPDATE danger SET chat_id = NULL, said = NULL, note = NULL, place = NULL, lat = NULL, lon = NULL WHERE chat_id = ?",
                chat);
    }
}
