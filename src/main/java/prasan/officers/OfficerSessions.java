package prasan.officers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import prasan.http.Digest;
import prasan.http.Secrets;

/**
 * Who is signed in: for half an hour after the last request, and for twelve hours at most. Works inside the caller's transaction; safe for all threads.
 */
public final class OfficerSessions {
    static final Duration LIFE = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final int BYTES = 32;
    private final Secrets secrets;

    public OfficerSessions(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * A session that goes on.
     *
     * @param given whether the officer still has the password that was given to them
     */
    public record Session(long id, long officer, String name, boolean given, Instant createdAt, Instant lastUsedAt) {}

    /** Begins one, and gives what the cookie is to hold. */
    String begin(Handle handle, long officer, Instant at) {
        var token = secrets.text(BYTES);
        handle.createUpdate(
                        "INSERT INTO officer_session (officer_id, hash, created_at, last_used_at) VALUES (:officer, :hash, :at, :at)")
                .bind("officer", officer)
                .bind("hash", Digest.sha256(token))
                .bind("at", at)
                .execute();
        return token;
    }

    /** The session of a cookie, noting that it was used, at most once a minute. */
    Optional<Session> find(Handle handle, String token, Instant at) {
        var found = handle.createQuery("""
                        SELECT s.id, o.id AS officer, o.name, o.password_until IS NOT NULL AS given, s.created_at, s.last_used_at
                        FROM officer_session s JOIN officer o ON o.id = s.officer_id
                        WHERE s.hash = :hash AND s.ended_at IS NULL AND o.ended_at IS NULL AND o.password IS NOT NULL
                            AND s.created_at > :oldest AND s.last_used_at > :idle""")
                .bind("hash", Digest.sha256(token))
                .bind("oldest", at.minus(LIFE))
                .bind("idle", at.minus(IDLE))
                .map(ConstructorMapper.of(Session.class))
                .findOne();
        if (found.isPresent() && ApiKeys.stale(found.get().lastUsedAt(), at)) {
            handle.createUpdate("UPDATE officer_session SET last_used_at = :at WHERE id = :id")
                    .bind("at", at)
                    .bind("id", found.get().id())
                    .execute();
        }
        return found;
    }

    /** Ends one. */
    void end(Handle handle, long id, Instant at) {
        handle.createUpdate("UPDATE officer_session SET ended_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute();
    }

    /** Ends all of an officer, as when the password changes. */
    void endAll(Handle handle, long officer, Instant at) {
        handle.createUpdate(
                        "UPDATE officer_session SET ended_at = :at WHERE officer_id = :officer AND ended_at IS NULL")
                .bind("at", at)
                .bind("officer", officer)
                .execute();
    }
}
