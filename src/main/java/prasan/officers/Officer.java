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
 * @param linked whether they have a LINE account here
 */
public record Officer(
        long id,
        @Nested Facts facts,
        Instant createdAt,
        @Nullable Instant endedAt,
        boolean linked) {

    /**
     * What administrators type.
     *
     * @param position such as พัฒนากรอำเภอเมืองกาญจนบุรี
     * @param job by which they are told something; {@code null} where nobody has said it
     * @param area where they are posted, beginning of area codes; empty for the central office
     * @param username what they sign in by, {@code null} for those who only use keys
     */
    public record Facts(
            String name,
            String position,
            @Nullable Job job,
            @Masked @Nullable String phone,
            String area,
            @Nullable String username) {}
}
