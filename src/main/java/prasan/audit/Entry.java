package prasan.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit.
 *
 * @param at UTC
 * @param who the name of the officer then
 * @param officer id, {@code null} for the administrator's key of the start
 * @param address that the request came from
 * @param action id of the operation, as {@code /openapi.json} has it
 * @param subject kind of row
 * @param rowKey of the row, as people name it
 * @param area where the row belonged, {@code null} for nowhere
 * @param changes the fields that changed; none for a row that was only read
 */
public record Entry(
        long id,
        Instant at,
        String who,
        @Nullable Long officer,
        String address,
        String action,
        String subject,
        String rowKey,
        @Nullable String area,
        List<Change> changes) {
    public Entry {
        changes = List.copyOf(changes);
    }

    /** What a field was and what it became, as text or JSON. */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}
}
