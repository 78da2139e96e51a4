package prasan.reports;

import org.jspecify.annotations.Nullable;
import prasan.db.Where;
import prasan.flow.Thai;

/**
 * Which reports are wanted; what is {@code null} does not matter.
 *
 * @param area a code: the area and all below it
 * @param text part of the number, the detail or the place
 * @param chat only what this chat's person reported
 */
public record Search(
        @Nullable String area,
        @Nullable ReportStatus status,
        @Nullable Category category,
        @Nullable String text,
        @Nullable String chat) {

    /** The conditions that apply, within what somebody may see. */
    Where where(Sight sight) {
        return sight.where()
                .area("r.area", area)
                .and("r.status = :status", "status", status)
                .and("r.category = :category", "category", category)
                .and(
                        "(LOCATE(:text, CONVERT(r.number USING utf8mb4)) > 0 OR LOCATE(:text, r.detail) > 0 OR LOCATE(:text, r.place) > 0)",
                        "text",
                        text == null ? null : Thai.clean(text))
                .and("m.chat_id = :chat", "chat", chat);
    }
}
