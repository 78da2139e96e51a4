package prasan.officers;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Fields;
import prasan.db.Refused;
import prasan.http.Digest;

/**
 * By what officers sign in, and who has tried too often. Works inside the caller's transaction; safe for all threads.
 *
 * <p>A password that an administrator gives is for a week, in which the officer replaces it by one that nobody else knows.
 */
final class SignIns {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int MOST_OF_A_NAME = 5;
    private static final int MOST_OF_AN_ADDRESS = 30;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration GIVEN = Duration.ofDays(7);
    /** How many rows the tries can take; a power of two. */
    private static final int SUBJECTS = 1 << 18;

    private static final int LEAST = 12;
    private static final int MOST = 128;
    static final String TOO_MANY = "too-many-tries";

    /** An officer as one who signs in. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Known(
            long id,
            String name,
            String area,
            @Nullable String username,
            @Nullable String password,
            @Nullable Instant passwordUntil,
            byte @Nullable [] totp,
            @Nullable Instant totpSince,
            @Nullable Long totpStep) {

        /** Whether the password is still the one that was given, and not changed for an own one. */
        boolean given() {
            return passwordUntil != null;
        }
    }

    /**
     * That too often was tried.
     *
     * @param first whether this try was the one too many
     */
    record LockOut(Duration left, boolean first) {
        Refused refused() {
            return new Refused(TOO_MANY, Map.of("retryAfterSeconds", left.toSeconds() + 1));
        }
    }

    /**
     * Counts a try before it is known whether it fails, so that many at once are no way around. It counts for a username that nobody has as well.
     *
     * @return that the name or the address is locked out, after the transaction to be refused
     */
    Optional<LockOut> count(Handle handle, String username, String address, Instant at) {
        handle.createUpdate("DELETE FROM sign_in_failure WHERE since < :old LIMIT 100")
                .bind("old", at.minus(KEPT))
                .execute();
        // the address first: one that is locked out locks no further names
        return count(handle, address(address), MOST_OF_AN_ADDRESS, at)
                .or(() -> count(handle, name(username), MOST_OF_A_NAME, at));
    }

    private static Optional<LockOut> count(Handle handle, byte[] subject, int most, Instant at) {
        handle.createUpdate("""
                        INSERT INTO sign_in_failure (subject, failures, since) VALUES (:subject, 1, :at)
                        ON DUPLICATE KEY UPDATE failures = IF(since <= :window, 1, failures + 1), since = IF(since <= :window, :at, since)""")
                .bind("subject", subject)
                .bind("at", at)
                .bind("window", at.minus(WINDOW))
                .execute();
        return handle.createQuery("SELECT failures, since FROM sign_in_failure WHERE subject = :subject")
                .bind("subject", subject)
                .map((row, context) -> Map.entry(
                        row.getInt("failures"), row.getTimestamp("since").toInstant()))
                .findOne()
                .filter(tries -> tries.getKey() > most)
                .map(tries ->
                        new LockOut(Duration.between(at, tries.getValue().plus(WINDOW)), tries.getKey() == most + 1));
    }

    /** A try that has not failed after all. */
    void succeeded(Handle handle, String username, String address) {
        forgive(handle, username);
        handle.createUpdate("UPDATE sign_in_failure SET failures = GREATEST(failures - 1, 0) WHERE subject = :subject")
                .bind("subject", address(address))
                .execute();
    }

    private static void forgive(Handle handle, String username) {
        handle.createUpdate("DELETE FROM sign_in_failure WHERE subject = :subject")
                .bind("subject", name(username))
                .execute();
    }

    /** The officer of that username, in capitals or not. */
    Optional<Known> find(Handle handle, String username) {
        return handle.createQuery("""
                        SELECT id, name, area, username, password, password_until, totp, totp_since, totp_step FROM officer
                        WHERE username = :username AND ended_at IS NULL""")
                .bind("username", lookedUp(username))
                .map(ConstructorMapper.of(Known.class))
                .findOne();
    }

    /** The officer of that id, held against others until the transaction ends. */
    Known lock(Handle handle, long officer) {
        return handle.createQuery("""
                        SELECT id, name, area, username, password, password_until, totp, totp_since, totp_step FROM officer
                        WHERE id = :id AND ended_at IS NULL FOR UPDATE""")
                .bind("id", officer)
                .map(ConstructorMapper.of(Known.class))
                .findOne()
                .orElseThrow(() -> new Refused("officer-ended"));
    }

    /**
     * Takes a one-time code, once.
     *
     * @throws Refused {@code wrong-code}
     */
    void take(Handle handle, Known officer, String code, Instant at) {
        var secret = officer.totp();
        var step = secret == null ? null : Totp.step(secret, code, at, officer.totpStep());
        if (step == null) {
            throw new Refused("wrong-code");
        }
        handle.createUpdate(
                        "UPDATE officer SET totp_step = :step, totp_since = COALESCE(totp_since, :at) WHERE id = :id")
                .bind("step", step)
                .bind("at", at)
                .bind("id", officer.id())
                .execute();
    }

    /** Keeps a new shared secret, which counts from its first code on. */
    void propose(Handle handle, long officer, byte[] secret) {
        handle.createUpdate("UPDATE officer SET totp = :secret, totp_since = NULL, totp_step = NULL WHERE id = :id")
                .bind("secret", secret)
                .bind("id", officer)
                .execute();
    }

    /** Gives a password for a week, takes the one-time codes away and ends a lock-out of the name: for those who begin, and for those who have lost theirs. */
    void give(Handle handle, long officer, String username, String hash, Instant at) {
        forgive(handle, username);
        handle.createUpdate("""
                        UPDATE officer SET password = :hash, password_until = :until, totp = NULL, totp_since = NULL, totp_step = NULL
                        WHERE id = :id""")
                .bind("hash", hash)
                .bind("until", at.plus(GIVEN))
                .bind("id", officer)
                .execute();
    }

    /** Replaces a password by the officer's own. */
    void replace(Handle handle, long officer, String hash) {
        handle.createUpdate("UPDATE officer SET password = :hash, password_until = NULL WHERE id = :id")
                .bind("hash", hash)
                .bind("id", officer)
                .execute();
    }

    /**
     * Whether a password may be chosen.
     *
     * @throws Refused {@code invalid-fields}
     */
    static void check(Known officer, String password) {
        int length = password.codePointCount(0, password.length());
        var username = officer.username();
        new Fields()
                .that(
                        "password",
                        length >= LEAST && length <= MOST,
                        "must have " + LEAST + " to " + MOST + " characters")
                .that(
                        "password",
                        username == null
                                || !Passwords.normal(password)
                                        .toLowerCase(Locale.ROOT)
                                        .contains(username),
                        "must not contain the username")
                .that(
                        "password",
                        !Passwords.known(password),
                        "is widely known or soon guessed; choose several words that have nothing to do with each other")
                .orRefuse();
    }

    private static byte[] name(String username) {
        return subject("name " + lookedUp(username));
    }

    private static byte[] address(String address) {
        return subject("address " + address);
    }

    /** One of {@link #SUBJECTS}, so that made-up names and addresses do not fill the database: two of them share one by chance only. */
    private static byte[] subject(String text) {
        int number = ByteBuffer.wrap(Digest.sha256(text)).getInt() & (SUBJECTS - 1);
        return Digest.sha256("subject " + number);
    }

    /** As usernames are kept, and so as they are found: telephones begin what is typed with a capital. What none can be is the same for all, since the database compares codes with ASCII alone. */
    private static String lookedUp(String username) {
        var small = username.toLowerCase(Locale.ROOT);
        return Officers.USERNAME.matcher(small).matches() ? small : "";
    }
}
