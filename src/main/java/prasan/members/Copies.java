package prasan.members;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import prasan.db.Refused;
import prasan.http.Digest;
import prasan.http.Secrets;

/** Links to copies of what is kept about a person: 128 bits of chance, good for one fetch within a day. Works inside the caller's transaction; safe for all threads. */
public final class Copies {
    static final Duration KEPT = Duration.ofHours(24);
    private static final int BYTES = 16;

    private final Secrets secrets;
    private final CopyLinks links;

    public Copies(Secrets secrets, CopyLinks links) {
        this.secrets = secrets;
        this.links = links;
    }

    /** How a copy is written. */
    public enum Format {
        JSON("application/json", "json"),
        CSV("text/csv; charset=utf-8", "csv");

        final String mediaType;
        final String extension;

        Format(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }
    }

    /** A copy that may be fetched now. */
    public record Due(long memberId, Format format) {}

    /** Makes a link. @return its name, which {@link CopyLinks} makes the token of when it is sent */
    public String make(Handle handle, long member, Format format, Instant at) {
        var name = secrets.text(BYTES);
        handle.createUpdate(
                        "INSERT INTO data_copy (member_id, format, hash, expires_at) VALUES (:member, :format, :hash, :until)")
                .bind("member", member)
                .bind("format", format)
                .bind("hash", Digest.sha256(links.token(name)))
                .bind("until", at.plus(KEPT))
                .execute();
        return name;
    }

    /**
     * Spends a token.
     *
     * @throws Refused {@code unknown-copy} for one that there is none of, that was spent, or that is too old
     */
    public Due take(Handle handle, String token, Instant at) {
        var hash = Digest.sha256(token);
        int spent = handle.createUpdate(
                        "UPDATE data_copy SET fetched_at = :at WHERE hash = :hash AND fetched_at IS NULL AND expires_at > :at")
                .bind("at", at)
                .bind("hash", hash)
                .execute();
        if (spent == 0) {
            throw new Refused("unknown-copy");
        }
        return handle.createQuery("SELECT member_id, format FROM data_copy WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> new Due(row.getLong("member_id"), Format.valueOf(row.getString("format"))))
                .one();
    }
}
