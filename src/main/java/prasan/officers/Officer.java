package prasan.officers;

import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;
import prasan.audit.Masked;

/**
 * Somebody who works with the system.
 *
 * @param createdAt UTC
 * @param endedAt UTC; {@code null} for those who still work with it
 */
public record Officer(
        long id,
        @Nested Facts facts,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /**
     * What administrators type.
     *
     * @param position such as พัฒนากรอำเภอเมืองกาญจนบุรี
     * @param area where they are posted, beginning of area codes; empty for the central office
     * @param username what they sign in by, {@code null} for those who only use keys
     */
    public record Facts(
            String name,
            String position,
            @Masked @Nullable String phone,
            String area,
            @Nullable String username) {}
}
