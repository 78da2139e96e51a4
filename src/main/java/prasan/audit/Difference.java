package prasan.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields in which two records differ, as JSON objects of what they were and what they became; a record that is not there has no fields.
 *
 * @param before {@code null} for a row that was not there
 * @param after {@code null} for a row that is gone, or was only read
 */
record Difference(@Nullable String before, @Nullable String after) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final String MASK = "•••";

    static Difference of(@Nullable Record before, @Nullable Record after) {
        var old = tree(before);
        var now = tree(after);
        if (old != null && now != null) {
            for (var field : List.copyOf(names(old, now))) {
                if (old.path(field).equals(now.path(field))) {
                    old.remove(field);
                    now.remove(field);
                }
            }
        }
        return new Difference(masked(before, old), masked(after, now));
    }

    /** Field by field, for people. */
    List<Entry.Change> changes() {
        var old = read(before);
        var now = read(after);
        var changes = new ArrayList<Entry.Change>();
        for (var field : names(old, now)) {
            changes.add(new Entry.Change(field, text(old.get(field)), text(now.get(field))));
        }
        return changes;
    }

    private static LinkedHashSet<String> names(ObjectNode one, ObjectNode other) {
        var names = new LinkedHashSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static @Nullable ObjectNode tree(@Nullable Record record) {
        return record == null ? null : JSON.valueToTree(record);
    }

    private static @Nullable String masked(@Nullable Record record, @Nullable ObjectNode fields) {
        if (record == null || fields == null) {
            return null;
        }
        for (var component : record.getClass().getRecordComponents()) {
            if (component.isAnnotationPresent(Masked.class) && fields.hasNonNull(component.getName())) {
                fields.put(component.getName(), MASK);
            }
        }
        return fields.toString();
    }

    private static ObjectNode read(@Nullable String json) {
        try {
            return json == null ? JSON.createObjectNode() : JSON.readValue(json, ObjectNode.class);
        } catch (JsonProcessingException damaged) {
            // without its cause, which quotes what it read
            throw new IllegalStateException("what changed is no JSON object");
        }
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
