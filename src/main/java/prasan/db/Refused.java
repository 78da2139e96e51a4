package prasan.db;

import java.util.Map;

/**
 * A rule says no. Thrown by the gateways and by nothing else; the transaction is to be rolled back. A chat action maps {@link #code} to an outcome that the flow answers, HTTP
 * maps the same code to a problem of class 4xx. The code is kebab-case and stable; the arguments fill the texts and carry no personal data.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String code;
    private final transient Map<String, Object> args;

    public Refused(String code, Map<String, Object> args) {
        super(code + args);
        this.code = code;
        this.args = Map.copyOf(args);
    }

    public Refused(String code) {
        this(code, Map.of());
    }

    public String code() {
        return code;
    }

    public Map<String, Object> args() {
        return args;
    }
}
