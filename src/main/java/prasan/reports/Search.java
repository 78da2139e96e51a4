package prasan.reports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /** Everything that a person reported. */
    public static Search of(String chat) {
        return new Search(null, null, null, null, chat);
    }

    /** The conditions that apply, each with the name and the value of its parameter. */
    Map<String, Map.Entry<String, Object>> conditions() {
        var conditions = new LinkedHashMap<String, Map.Entry<String, Object>>();
        if (area != null) {
            conditions.put("r.area LIKE :area", Map.entry("area", area + "%"));
        }
        if (status != null) {
            conditions.put("r.status = :status", Map.entry("status", status));
        }
        if (category != null) {
            conditions.put("r.category = :category", Map.entry("category", category));
        }
        if (text != null) {
            conditions.put(
                    "(CONVERT(r.number USING utf8mb4) LIKE :text ESCAPE '!' OR r.detail LIKE :text ESCAPE '!' OR r.place LIKE :text ESCAPE '!')",
                    Map.entry("text", "%" + Thai.clean(text).replaceAll("[!%_]", "!$0") + "%"));
        }
        if (chat != null) {
            conditions.put("m.chat_id = :chat", Map.entry("chat", chat));
        }
        return conditions;
    }
}
