package prasan.db;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a row before it is written, so that a person hears of everything at once. */
public final class Fields {
    private final Map<String, String> wrong = new TreeMap<>();

    /** A text that must be there, with at most {@code most} characters (code points, as the database counts). */
    public Fields text(String field, @Nullable String value, int most) {
        return that(field, value != null && !value.isBlank(), "must not be empty")
                .optional(field, value, most);
    }

    /** A text that may be missing. */
    public Fields optional(String field, @Nullable String value, int most) {
        return that(
                field,
                value == null || value.codePointCount(0, value.length()) <= most,
                "must have at most " + most + " characters");
    }

    /** Any other rule; the first reason of a field is kept. */
    public Fields that(String field, boolean holds, String reason) {
        if (!holds) {
            wrong.putIfAbsent(field, reason);
        }
        return this;
    }

    /**
     * Ends the checks.
     *
     * @throws Refused {@code invalid-fields}, with the reasons by field as its argument {@code fields}, when a rule did not hold
     */
    public void orRefuse() {
        if (!wrong.isEmpty()) {
            throw new Refused("invalid-fields", Map.of("fields", wrong));
        }
    }
}
