package prasan.officers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a program does what its officer may do.
 *
 * @param name what it is for
 * @param prefix how it begins, by which people tell keys apart
 * @param madeBy who made it, {@code null} for one that was made before this was written down
 * @param createdAt UTC, as are the other times
 * @param lastUsedAt to the minute, {@code null} for never
 * @param revokedAt {@code null} while nobody has revoked it
 */
public record ApiKey(
        long id,
        String name,
        String prefix,
        @Nullable String madeBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
