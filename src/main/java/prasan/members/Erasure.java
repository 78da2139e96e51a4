package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import prasan.audit.Masked;

/**
 * The wish of a person to be forgotten.
 *
 * @param area where they lived when they asked
 * @param dueOn the last day in Thailand on which it can be decided in time
 * @param reason the lawful ground of a refusal
 */
public record Erasure(
        long id,
        long memberId,
        @Masked @Nullable String name,
        @Nullable String area,
        Instant askedAt,
        LocalDate dueOn,
        ErasureState state,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Masked @Nullable String reason) {}
