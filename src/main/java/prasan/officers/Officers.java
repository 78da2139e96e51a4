package prasan.officers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;

/** The officers. Works inside the caller's transaction; safe for all threads. */
public final class Officers {
    /** An officer; a condition follows. */
    static final String SELECT = "SELECT officer.*, chat_id IS NOT NULL AS linked FROM officer ";

    static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,49}");
    private static final Pattern PHONE = Pattern.compile("[0-9+ -]{1,20}");
    private final Areas areas;

    public Officers(Areas areas) {
        this.areas = areas;
    }

    /**
     * Adds an officer, who may do nothing yet.
     *
     * @throws Refused {@code invalid-fields}, {@code unknown-area}, {@code outside-area}, {@code username-taken}
     */
    public Officer create(Handle handle, Scope scope, Officer.Facts facts, Instant at) {
        check(handle, scope, facts);
        unique(handle, facts, 0);
        long id = handle.createUpdate("""
                        INSERT INTO officer (name, position, job, phone, area, username, created_at)
                        VALUES (:name, :position, :job, :phone, :area, :username, :at)""")
                .bindMethods(facts)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return require(handle, scope, id);
    }

    /**
     * Replaces what administrators type. An officer without a username can sign in no more.
     *
     * @throws Refused {@code unknown-officer}, {@code invalid-fields}, {@code unknown-area}, {@code outside-area}, {@code username-taken}
     */
    public Officer change(Handle handle, Scope scope, long id, Officer.Facts facts) {
        lock(handle, scope, id);
        check(handle, scope, facts);
        unique(handle, facts, id);
        handle.createUpdate("""
                        UPDATE officer SET name = :name, position = :position, job = :job, phone = :phone, area = :area,
                            password = IF(username <=> :username, password, NULL), username = :username WHERE id = :id""").bindMethods(facts).bind("id", id).execute();
        return require(handle, scope, id);
    }

    /**
     * Ends an officer's work: with it grants, keys and sessions, and their LINE account is theirs as an officer no more.
     *
     * @throws Refused {@code unknown-officer}, {@code officer-ended}
     */
    public Officer end(Handle handle, Scope scope, long id, Instant at) {
        lock(handle, scope, id);
        for (var end : List.of(
                "UPDATE officer SET ended_at = :at, username = NULL, password = NULL, totp = NULL, totp_since = NULL WHERE id = :id",
                "UPDATE officer_grant SET ended_at = :at WHERE officer_id = :id AND ended_at IS NULL",
                "UPDATE api_key SET revoked_at = :at WHERE officer_id = :id AND revoked_at IS NULL",
                "UPDATE officer_session SET ended_at = :at WHERE officer_id = :id AND ended_at IS NULL")) {
            handle.createUpdate(end).bind("id", id).bind("at", at).execute();
        }
        OfficerLine.unlink(handle, id);
        return require(handle, scope, id);
    }

    /** What lists can be sorted by, besides the order in which officers were entered. */
    static final List<Order<Officer>> ORDERS = List.of(
            new Order<>("name", "name", String.class, officer -> officer.facts().name()),
            new Order<>(
                    "position",
                    "position",
                    String.class,
                    officer -> officer.facts().position()),
            new Order<>("area", "area", String.class, officer -> officer.facts().area()));

    /**
     * A part of the officers.
     *
     * @param area those posted there and below; {@code null} for all
     * @param text words of name or position
     * @param ended those who have ended instead of those who have not
     */
    public List<Officer> list(
            Handle handle,
            Scope scope,
            @Nullable String area,
            @Nullable String text,
            boolean ended,
            Slice<Officer> slice) {
        var where = new Where()
                .scope("area", scope)
                .area("area", area)
                .words("CONCAT_WS(' ', name, position)", "area", text)
                .slice(slice, "id");
        var state = ended ? " AND ended_at IS NOT NULL" : " AND ended_at IS NULL";
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + state + slice.ordered("id")))
                .map(ConstructorMapper.of(Officer.class))
                .list();
    }

    /**
     * The officer of that id.
     *
     * @throws Refused {@code unknown-officer}
     */
    public Officer require(Handle handle, Scope scope, long id) {
        return one(handle, scope, id, "");
    }

    /**
     * The officer, held against others until the transaction ends, since something of theirs is about to change.
     *
     * @throws Refused {@code unknown-officer}, {@code officer-ended}
     */
    Officer lock(Handle handle, Scope scope, long id) {
        var officer = one(handle, scope, id, " FOR UPDATE");
        if (officer.endedAt() != null) {
            throw new Refused("officer-ended");
        }
        return officer;
    }

    private static Officer one(Handle handle, Scope scope, long id, String lock) {
        var where = new Where().and("id = :id", "id", id).scope("area", scope);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + lock))
                .map(ConstructorMapper.of(Officer.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-officer"));
    }

    private void check(Handle handle, Scope scope, Officer.Facts facts) {
        new Fields()
                .text("name", facts.name(), 100)
                .text("position", facts.position(), 100)
                .that(
                        "phone",
                        facts.phone() == null || PHONE.matcher(facts.phone()).matches(),
                        "must be 1 to 20 digits, spaces, + and -")
                .that(
                        "username",
                        facts.username() == null
                                || USERNAME.matcher(facts.username()).matches(),
                        "must be 3 to 50 of a-z, 0-9, dot, _ and -")
                .orRefuse();
        if (!facts.area().isEmpty()) {
            Grants.existing(handle, areas, facts.area());
        }
        scope.require(facts.area());
    }

    private static void unique(Handle handle, Officer.Facts facts, long id) {
        var taken = facts.username() != null
                && handle.createQuery("SELECT EXISTS (SELECT 1 FROM officer WHERE username = :username AND id <> :id)")
                        .bind("username", facts.username())
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .one();
        if (taken) {
            throw new Refused("username-taken", Map.of());
        }
    }
}
