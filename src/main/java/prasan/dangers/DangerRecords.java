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
import prasan.areas.Areas;
import prasan.areas.Mentioned;
import prasan.chat.Dangers;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.Graphemes;
import prasan.flow.TakenBack;
import prasan.flow.Understood;
import prasan.members.Holding;

/** The messages that told of danger to life. Every method works in the transaction of the handle that it is given. Safe for all threads. */
public final class DangerRecords implements Dangers, Holding {
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

    private static final String SELECT = """
            SELECT d.id, d.kind, COALESCE(m.name, m.display_name) AS name, %s AS area, d.place, d.lat, d.lon, d.said, d.from_group,
                   c.id IS NOT NULL AND c.blocked_at IS NULL AS reachable, d.heard_at, d.seen_at, d.seen_by, d.note
            FROM danger d LEFT JOIN chat c ON c.id = d.chat_id LEFT JOIN former_account f ON f.chat_id = d.chat_id
            LEFT JOIN member m ON m.id = COALESCE(f.member_id, (SELECT p.id FROM member p WHERE p.chat_id = d.chat_id))
            """.formatted(AREA);

    private final Mentioned mentioned;
    private final Function<String, Optional<Understood>> understands;

    /** @param understands what a text is taken for; nothing where texts are not understood */
    public DangerRecords(Areas areas, Function<String, Optional<Understood>> understands) {
        this.mentioned = new Mentioned(areas, understands);
        this.understands = understands;
    }

    @Override
    public void heard(Handle handle, String chat, Heard heard) {
        var home = home(handle, chat);
        var named = mentioned.in(handle, heard.said(), home);
        handle.createUpdate("""
                        INSERT INTO danger (cause_key, kind, chat_id, sender, area, located, said, from_group, heard_at)
                        VALUES (:cause, :kind, :chat, :sender, :area, :located, :said, :group, :at)
                        ON DUPLICATE KEY UPDATE cause_key = VALUES(cause_key)""")
                .bind("area", named == null ? home : named)
                .bind("located", named != null)
                .bind("cause", heard.cause())
                .bind("kind", heard.kind())
                .bind("chat", chat)
                .bind("sender", heard.sender())
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
        var named = mentioned.by(handle, where, home(handle, chat));
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

    /** That there was a danger stays, its words and its place do not. */
    @Override
    public void unsend(Handle handle, Unsent unsent) {
        var chat = unsent.chat();
        var message = unsent.message();
        handle.createUpdate("UPDATE danger SET said = NULL, sender = NULL WHERE cause_key = :cause AND chat_id = :chat")
                .bind("cause", unsent.event())
                .bind("chat", chat)
                .execute();
        handle
                .createQuery(
                        "SELECT id, place, lat, lon FROM danger WHERE chat_id = :chat AND (place IS NOT NULL OR lat IS NOT NULL)")
                .bind("chat", chat)
                .map((row, context) -> new Place(
                        row.getLong("id"),
                        row.getString("place"),
                        row.getObject("lat", Double.class),
                        row.getObject("lon", Double.class)))
                .list()
                .stream()
                .filter(place -> message.tells(place.place()) || place.pinned(message))
                .forEach(place -> handle.execute(
                        "UPDATE danger SET place = NULL, lat = NULL, lon = NULL WHERE id = ?", place.id()));
    }

    /** Where a danger is, as a message said. */
    private record Place(
            long id,
            @Nullable String place,
            @Nullable Double lat,
            @Nullable Double lon) {
        /** The column has five digits after the point, which is a metre. */
        private static final double METRE = 1e-5;

        boolean pinned(TakenBack message) {
            return lat != null
                    && lon != null
                    && message.lat() != null
                    && message.lon() != null
                    && Math.abs(lat - message.lat()) < METRE
                    && Math.abs(lon - message.lon()) < METRE;
        }
    }

    @Override
    public void leave(Handle handle, String chat) {
        handle.execute(
                "UPDATE danger SET said = NULL, sender = NULL, place = NULL, lat = NULL, lon = NULL WHERE chat_id = ?",
                chat);
    }

    @Override
    public void unlink(Handle handle, String chat, String apart) {
        handle.execute("UPDATE danger SET sender = ? WHERE sender = ?", apart, chat);
    }

    private static @Nullable String home(Handle handle, String chat) {
        return handle.createQuery("SELECT area FROM member WHERE chat_id = :chat AND area IS NOT NULL")
                .bind("chat", chat)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
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

    /** What a person said that told of danger, alone with the bot or in groups, oldest first. */
    @Override
    public Map<String, List<Map<String, Object>>> held(Handle handle, String chat) {
        return Map.of("dangers", said(handle, chat));
    }

    private static List<Map<String, Object>> said(Handle handle, String chat) {
        return handle.createQuery("""
                        SELECT heard_at, kind, COALESCE(said, '') AS said FROM danger
                        WHERE chat_id = :chat OR sender = :chat ORDER BY id""")
                .bind("chat", chat)
                .map((row, context) -> Map.<String, Object>of(
                        "at", row.getTimestamp("heard_at").toInstant(),
                        "kind", row.getString("kind"),
                        "text", row.getString("said")))
                .list();
    }

    /** Removes the person and the words from what they said; that there was a danger stays. */
    @Override
    public void erase(Handle handle, String chat) {
        // what they said to the bot in groups
        handle.execute(
                "UPDATE danger SET sender = NULL, said = NULL, note = NULL, place = NULL, lat = NULL, lon = NULL WHERE sender = ?",
                chat);
        handle.execute(
                "UPDATE danger SET chat_id = NULL, said = NULL, note = NULL, place = NULL, lat = NULL, lon = NULL WHERE chat_id = ?",
                chat);
    }
}
