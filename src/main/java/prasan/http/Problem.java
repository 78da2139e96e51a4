package prasan.http;

import java.util.Map;

/**
 * A request that HTTP itself says no to: malformed, not allowed, not found. (A rule of a feature says no by {@link prasan.db.Refused}.) Answered as a problem of RFC 9457; the
 * details become members of it. Holds nothing that the client sent, since it may be personal.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String code;
    private final transient Map<String, Object> details;

    /**
     * @param status an HTTP status, 400 to 599
     * @param code stable, kebab-case
     * @param title what the client is to do
     */
    public Problem(int status, String code, String title, Map<String, Object> details) {
        super(title, null, false, false);
        this.status = status;
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /** A query or path parameter that cannot be read; {@code rule} ends the sentence "«name» …". */
    public static Problem badParameter(String name, String rule) {
        return new Problem(
                400,
                "bad-parameter",
                "Correct the parameter \"" + name + "\"",
                Map.of("parameter", name, "detail", "\"" + name + "\" " + rule));
    }

    /** A field of the body that cannot be taken; {@code rule} ends the sentence "«field» …". */
    static Problem badField(String field, String rule) {
        return new Problem(
                400,
                "bad-field",
                "Correct the field \"" + field + "\"",
                Map.of("field", field, "detail", "\"" + field + "\" " + rule));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String title() {
        return String.valueOf(getMessage());
    }

    Map<String, Object> details() {
        return details;
    }
}
