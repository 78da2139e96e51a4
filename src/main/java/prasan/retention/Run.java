package prasan.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule did in one run.
 *
 * @param olderThan what was older was removed; UTC as all times
 * @param rowCount of all the rule's tables
 * @param failure the kind of what went wrong, {@code null} when nothing did
 */
public record Run(
        long id,
        String rule,
        Instant startedAt,
        Instant finishedAt,
        Instant olderThan,
        long rowCount,
        @Nullable String failure) {}
