package prasan.officers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prasan.http.Right;

/**
 * What an officer may do in an area.
 *
 * @param area beginning of area codes; empty for the whole country
 * @param fromDay the first day in Thailand on which it is in force, {@code null} for at once
 * @param untilDay the last one, {@code null} for good
 * @param actingFor whose duties they do (รักษาราชการแทน), if so
 * @param endedAt UTC; {@code null} while nobody has ended it
 */
public record Grant(
        long id,
        String area,
        Set<Right> rights,
        @Nullable LocalDate fromDay,
        @Nullable LocalDate untilDay,
        @Nullable String actingFor,
        String grantedBy,
        Instant createdAt,
        @Nullable Instant endedAt) {
    public Grant {
        rights = Set.copyOf(rights);
    }

    /** Whether it is in force on a day, or will be. */
    boolean lives(LocalDate today) {
        return endedAt == null && (untilDay == null || !untilDay.isBefore(today));
    }

    boolean inForce(LocalDate today) {
        return lives(today) && (fromDay == null || !fromDay.isAfter(today));
    }
}
