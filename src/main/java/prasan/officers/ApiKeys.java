package prasan.officers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.http.Digest;
import prasan.http.Secrets;

/** The API keys of the officers. Works inside the caller's transaction; safe for all threads. */
public final class ApiKeys {
    private static final String BEGINNING = "prasan_";
    /** 256 bits, of which the prefix shows 48. */
    private static final int BYTES = 32;

    private static final int SHOWN = BEGINNING.length() + 8;
    private static final Duration MOST = Duration.ofDays(2 * 366);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String COLUMNS = "id, name, prefix, made_by, created_at, expires_at, last_used_at, revoked_at";
    private final Secrets secrets;

    public ApiKeys(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A key that was just made, and the secret itself, which is nowhere kept. */
    public record Made(ApiKey key, String secret) {}

    /**
     * Whom a key belongs to.
     *
     * @param rightsAt what was granted to them later, the key does not open
     */
    record Holder(long officer, String name, Instant rightsAt) {}

    /**
     * Makes a key, for what the officer may do by now: whoever makes it must have all of that, and gets nothing that somebody else grants later.
     *
     * @param by who makes it
     * @throws Refused {@code invalid-fields}: it is to expire, within two years
     */
    public Made create(Handle handle, Officer officer, String name, Instant expiresAt, String by, Instant at) {
        new Fields()
                .text("name", name, 100)
                .that("expiresAt", expiresAt.isAfter(at) && !expiresAt.isAfter(at.plus(MOST)), "must be within 2 years")
                .orRefuse();
        var secret = BEGINNING + secrets.text(BYTES);
        long id = handle.createUpdate("""
                        INSERT INTO api_key (officer_id, name, prefix, hash, made_by, created_at, rights_at, expires_at)
                        VALUES (:officer, :name, :prefix, :hash, :by, :at, :at, :expires)""")
                .bind("officer", officer.id())
                .bind("name", name)
                .bind("prefix", secret.substring(0, SHOWN))
                .bind("hash", Digest.sha256(secret))
                .bind("by", by)
                .bind("at", at)
                .bind("expires", expiresAt)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new Made(require(handle, officer, id), secret);
    }

    /**
     * Makes a key in the place of another, which goes on for a while, so that programs can change over without a gap.
     *
     * @param oldUntil when the old one ends, unless it ends before
     * @throws Refused {@code unknown-key} for one that is over; {@code invalid-fields}
     */
    public Made rotate(
            Handle handle, Officer officer, long id, Instant oldUntil, Instant expiresAt, String by, Instant at) {
        new Fields()
                .that("oldUntil", !oldUntil.isBefore(at) && oldUntil.isBefore(at.plus(MOST)), "must be within 2 years")
                .orRefuse();
        var old = alive(handle, officer, id, at);
        handle.createUpdate("UPDATE api_key SET expires_at = LEAST(expires_at, :until) WHERE id = :id")
                .bind("until", oldUntil)
                .bind("id", old.id())
                .execute();
        return create(handle, officer, old.name(), expiresAt, by, at);
    }

    /**
     * Ends a key at once.
     *
     * @throws Refused {@code unknown-key} for one that is over
     */
    public ApiKey revoke(Handle handle, Officer officer, long id, Instant at) {
        var key = alive(handle, officer, id, at);
        handle.createUpdate("UPDATE api_key SET revoked_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", key.id())
                .execute();
        return require(handle, officer, id);
    }

    /** What the keys of an officer can be sorted by, besides the order in which they were made. */
    static final List<Order<ApiKey>> ORDERS = List.of(
            new Order<>("name", "name", String.class, ApiKey::name),
            new Order<>("expiresAt", "expires_at", Instant.class, ApiKey::expiresAt),
            new Order<>("lastUsedAt", "last_used_at", Instant.class, ApiKey::lastUsedAt));

    /** A part of the keys of an officer. */
    public List<ApiKey> list(Handle handle, Officer officer, Slice<ApiKey> slice) {
        var where = new Where()
                .and("officer_id = :officer", "officer", officer.id())
                .slice(slice, "id");
        return where.bind(
                        handle.createQuery("SELECT " + COLUMNS + " FROM api_key WHERE " + where + slice.ordered("id")))
                .map(ConstructorMapper.of(ApiKey.class))
                .list();
    }

    /** Whose key that is, noting that it was used, at most once a minute; nobody's when it is over, or its officer has ended. */
    Optional<Holder> holder(Handle handle, String secret, Instant at) {
        var found = handle.createQuery("""
                        SELECT k.id, k.last_used_at, k.rights_at, o.id AS officer, o.name FROM api_key k JOIN officer o ON o.id = k.officer_id
                        WHERE k.hash = :hash AND k.revoked_at IS NULL AND k.expires_at > :at AND o.ended_at IS NULL""")
                .bind("hash", Digest.sha256(secret))
                .bind("at", at)
                .map(ConstructorMapper.of(Used.class))
                .findOne();
        if (found.isPresent() && stale(found.get().lastUsedAt(), at)) {
            handle.createUpdate("UPDATE api_key SET last_used_at = :at WHERE id = :id")
                    .bind("at", at)
                    .bind("id", found.get().id())
                    .execute();
        }
        return found.map(used -> new Holder(used.officer(), used.name(), used.rightsAt()));
    }

    /** A key that is being used; public for the mapper of rows alone. */
    public record Used(long id, @Nullable Instant lastUsedAt, Instant rightsAt, long officer, String name) {}

    /** Whether a time of last use is to be written anew. */
    static boolean stale(@Nullable Instant lastUsedAt, Instant at) {
        return lastUsedAt == null || !lastUsedAt.plus(MINUTE).isAfter(at);
    }

    private static ApiKey alive(Handle handle, Officer officer, long id, Instant at) {
        var key = require(handle, officer, id);
        if (key.revokedAt() != null || !key.expiresAt().isAfter(at)) {
            throw new Refused("unknown-key");
        }
        return key;
    }

    private static ApiKey require(Handle handle, Officer officer, long id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM api_key WHERE id = :id AND officer_id = :officer")
                .bind("id", id)
                .bind("officer", officer.id())
                .map(ConstructorMapper.of(ApiKey.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-key"));
    }
}
