package prasan.notices;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;

/** Whom officers often tell something, kept by a name. A notice that is made of one keeps a copy. Works inside the caller's transaction; safe for all threads. */
final class Audiences {
    private static final int NAME = 100;
    private static final String SELECT =
            "SELECT a.*, " + Parts.column("audience_id", "a.id") + " FROM audience a WHERE ";

    private static final RowMapper<Kept> KEPT = (row, context) -> new Kept(
            row.getLong("id"),
            row.getString("name"),
            Parts.read(row.getString("area"), row.getString("topics"), row.getString("parts")),
            row.getString("created_by"),
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("updated_at").toInstant());

    private final Areas areas;

    Audiences(Areas areas) {
        this.areas = areas;
    }

    /** An audience that is kept; it belongs to the officers of its area. */
    record Kept(long id, String name, Notice.Whom audience, String createdBy, Instant createdAt, Instant updatedAt) {
        Facts facts() {
            return new Facts(name, audience);
        }
    }

    /** What an officer types. */
    record Facts(String name, Notice.Whom audience) {}

    /** What lists can be sorted by. */
    static final List<Order<Kept>> ORDERS = List.of(new Order<>("name", "a.name", String.class, Kept::name));

    /** @throws Refused {@code invalid-fields}, {@code unknown-area}, {@code outside-area} */
    Kept create(Handle handle, Scope scope, Facts wanted, String by, Instant at) {
        var facts = checked(handle, scope, wanted);
        var whom = facts.audience();
        long id = handle.createUpdate("""
                        INSERT INTO audience (area, name, topics, created_by, created_at, updated_at)
                        VALUES (:area, :name, :topics, :by, :at, :at)""")
                .bind("area", area(whom))
                .bind("name", facts.name())
                .bind("topics", Parts.joined(whom.topics()))
                .bind("by", by)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        Parts.write(handle, "audience_id", id, whom);
        return require(handle, scope, id);
    }

    /** @throws Refused {@code unknown-audience}, and as {@link #create} */
    Kept change(Handle handle, Scope scope, long id, Facts wanted, Instant at) {
        var facts = checked(handle, scope, wanted);
        var whom = facts.audience();
        handle.createUpdate(
                        "UPDATE audience SET area = :area, name = :name, topics = :topics, updated_at = :at WHERE id = :id")
                .bind("area", area(whom))
                .bind("name", facts.name())
                .bind("topics", Parts.joined(whom.topics()))
                .bind("at", at)
                .bind("id", id)
                .execute();
        Parts.write(handle, "audience_id", id, whom);
        return require(handle, scope, id);
    }

    /** Removes one; the notices that were made of it stay as they are. */
    static void remove(Handle handle, Kept kept) {
        handle.execute("DELETE FROM audience WHERE id = ?", kept.id());
    }

    List<Kept> list(Handle handle, Scope scope, Slice<Kept> slice) {
        var where = new Where().scope("a.area", scope).slice(slice, "a.id");
        return where.bind(handle.createQuery(SELECT + where + slice.ordered("a.id")))
                .map(KEPT)
                .list();
    }

    /** @throws Refused {@code unknown-audience} */
    Kept require(Handle handle, Scope scope, long id) {
        return one(handle, scope, id, "");
    }

    /**
     * As {@link #require}, held until the transaction ends.
     *
     * @throws Refused {@code unknown-audience}
     */
    Kept lock(Handle handle, Scope scope, long id) {
        return one(handle, scope, id, " FOR UPDATE");
    }

    private static Kept one(Handle handle, Scope scope, long id, String lock) {
        var where = new Where().and("a.id = :id", "id", id).scope("a.area", scope);
        return where.bind(handle.createQuery(SELECT + where + lock))
                .map(KEPT)
                .findOne()
                .orElseThrow(() -> new Refused("unknown-audience"));
    }

    private Facts checked(Handle handle, Scope scope, Facts facts) {
        new Fields().text("name", facts.name(), NAME).orRefuse();
        return new Facts(facts.name(), WhomCheck.checked(handle, areas, scope, facts.audience()));
    }

    static @Nullable String area(Notice.Whom whom) {
        return whom.area().equals(Notice.COUNTRY) ? null : whom.area();
    }
}
