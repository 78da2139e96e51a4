package prasan.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.flow.Thai;

/** One request to an {@link Endpoint}, read strictly: what cannot be understood is a {@link Problem} 400 that names it, never guessed or passed over. Used by one thread. */
public final class Request {
    /** The most bytes of an uploaded file. */
    public static final int MOST_FILE_BYTES = 10 << 20;

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    /** What bytes that are not UTF-8 are read as. */
    private static final String REPLACEMENT = "\uFFFD";

    private final Context context;
    private final Endpoint endpoint;
    private final @Nullable Caller caller;
    private final @Nullable String cursor;
    /** What was read of the body, which can be read once. */
    private byte @Nullable [] file;

    Request(Context context, Endpoint endpoint, @Nullable Caller caller) {
        this(context, endpoint, caller, null);
    }

    private Request(Context context, Endpoint endpoint, @Nullable Caller caller, @Nullable String cursor) {
        this.cursor = cursor;
        this.context = context;
        this.endpoint = endpoint;
        this.caller = caller;
        var query = context.queryString();
        if (query != null && BROKEN_ESCAPE.matcher(query).find()) {
            throw new Problem(400, "bad-query", "Write every % of the query as %25", Map.of());
        }
        context.queryParamMap().forEach(this::checkQuery);
        if (!endpoint.method.equals("GET")) {
            heeded("If-Match", endpoint.versioned);
            heeded(Once.HEADER, endpoint.once);
        }
    }

    /** Whoever sends it relies on it: a change that does not heed it is not made. */
    private void heeded(String header, boolean declared) {
        if (!declared && context.header(header) != null) {
            throw new Problem(
                    400,
                    "unknown-header",
                    "Leave out the header in \"header\": this change does not heed it",
                    Map.of("header", header));
        }
    }

    /** Who asks. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(endpoint.id + " is open to anybody");
        }
        return caller;
    }

    /** The address that it comes from, see the setting {@code PROXIES}. */
    public String address() {
        return context.ip();
    }

    /** By whom tries are counted: the address, or the network that one subscriber has. */
    public String subscriber() {
        return Subscriber.of(address());
    }

    /** What the audit calls it: the id of the operation. */
    public String action() {
        return endpoint.id;
    }

    /** The token of the session that the cookie names, or {@code null} for the holder of a key. */
    public @Nullable String session() {
        return context.header("Authorization") == null ? SessionCookie.of(context) : null;
    }

    /** Whether only the head of the answer is asked for, so that nothing is to be used up. */
    public boolean head() {
        return context.method().equals(HandlerType.HEAD);
    }

    /** Answers with the cookie of a session that has begun. */
    public void begin(String token, Duration life) {
        SessionCookie.set(context, token, Math.toIntExact(life.toSeconds()));
    }

    /** Answers with the order to forget the cookie. */
    public void forget() {
        SessionCookie.set(context, "", 0);
    }

    /** Where the caller has the right that the endpoint asks for; never empty. */
    public Scope scope() {
        if (endpoint.right == null) {
            throw new IllegalStateException(endpoint.id + " asks for no right");
        }
        return caller().scope(endpoint.right);
    }

    /** The areas in which the caller has the right that the endpoint asks for; where it asks for none, those in which they have any. */
    public List<String> areas() {
        return endpoint.right == null ? caller().areas() : scope().prefixes();
    }

    /** A variable of the path; a text there is a code of ASCII characters, which is all that the database compares codes with. */
    public <T> T path(String name, Class<T> type) {
        declared(endpoint.pathParameters, name, type);
        var text = context.pathParam(name);
        if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Problem.badParameter(name, "is a code of ASCII characters");
        }
        return parse(name, type, text);
    }

    /** A query parameter, or {@code null} where it is absent or empty. */
    public <T> @Nullable T query(String name, Class<T> type) {
        declared(endpoint.queryParameters, name, type);
        var text = context.queryParam(name);
        var clean = text == null ? "" : Thai.clean(text);
        return clean.isEmpty() ? null : parse(name, type, clean);
    }

    /**
     * The part of a list that is asked for.
     *
     * @param orders those that the endpoint declares by {@link Endpoint#givesPage}
     */
    public <R> Slice<R> slice(List<Order<R>> orders) {
        if (endpoint.orders != orders) {
            throw new IllegalStateException(endpoint.id + " does not declare these orders");
        }
        var sort = query("sort", String.class);
        return format() != null
                ? Paging.slice(orders, sort, Paging.MOST, cursor)
                : Paging.slice(orders, sort, query("limit", Integer.class), query("after", String.class));
    }

    /**
     * The file that a list is asked for as, or {@code null} for JSON.
     *
     * @throws Problem 400 when a page of it is asked for: a file has all of the list
     */
    Sheet.@Nullable Format format() {
        if (endpoint.orders == null) {
            return null;
        }
        var format = query("format", Sheet.Format.class);
        if (format != null && (context.queryParam("limit") != null || context.queryParam("after") != null)) {
            throw Problem.badParameter("format", "goes without limit and after: a file has all of the list");
        }
        return format;
    }

    /** The same request for the next page. */
    Request on(String next) {
        return new Request(context, endpoint, caller, next);
    }

    /**
     * For a change of what an endpoint gives as {@link Endpoint#versioned}: to be called with it as it is, in the change's transaction, with its row locked.
     *
     * @throws Problem 412 when the client has seen another version
     */
    public void seen(Object now) {
        if (!endpoint.versioned) {
            throw new IllegalStateException(endpoint.id + " does not declare versions");
        }
        Version.check(context, now);
    }

    /**
     * Runs a change of what the path names in one transaction; with a header {@code Idempotency-Key} once only, however often it is asked for.
     *
     * @param again reads what was changed, for whoever asks again and may not be allowed to any more
     * @throws Problem 422 when the key was used for another request
     */
    public <T> T once(Jdbi jdbi, Instant at, Function<Handle, T> work, Function<Handle, T> again) {
        return made(jdbi, at, work, answer -> "", (handle, row) -> again.apply(handle));
    }

    /**
     * As {@link #once}, for a change that makes a row.
     *
     * @param row the key of the row, of an answer
     * @param again reads the row of that key
     */
    public <T> T made(
            Jdbi jdbi,
            Instant at,
            Function<Handle, T> work,
            Function<T, String> row,
            BiFunction<Handle, String, T> again) {
        if (!endpoint.once) {
            throw new IllegalStateException(endpoint.id + " does not declare to be done once");
        }
        var once = Once.of(context, caller());
        return once == null ? jdbi.inTransaction(work::apply) : once.run(jdbi, at, work, row, again);
    }

    /**
     * The body, of the declared type.
     *
     * @throws Problem 415 when it is not called JSON, 400 when it is none or does not fit
     */
    public <T extends Record> T body(Class<T> type) {
        if (endpoint.takes != type) {
            throw new IllegalStateException(endpoint.id + " does not declare to take " + type.getSimpleName());
        }
        // as it was written: the server would fail over a charset that does not exist
        var contentType = context.header("Content-Type");
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(415, "not-json", "Send JSON with the header Content-Type: application/json", Map.of());
        }
        return Json.read(context.bodyAsBytes(), type);
    }

    /**
     * The body of an endpoint that takes a file.
     *
     * @throws Problem 413 when it is too large
     */
    public byte[] file() {
        if (endpoint.fileTypes.isEmpty()) {
            throw new IllegalStateException(endpoint.id + " does not declare to take a file");
        }
        if (file != null) {
            return file;
        }
        try (var body = context.bodyInputStream()) {
            var bytes = body.readNBytes(MOST_FILE_BYTES + 1);
            if (bytes.length > MOST_FILE_BYTES) {
                throw new Problem(413, "too-large", "Send at most " + MOST_FILE_BYTES + " bytes", Map.of());
            }
            file = bytes;
            return bytes;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /**
     * What a record becomes by the body of the declared type, a JSON Merge Patch (RFC 7396) of fields of the same names: what is left out stays, {@code null} clears.
     *
     * @throws Problem as for {@link #body}, and 400 when a field is cleared that must be there
     */
    public <T extends Record> T patched(Class<? extends Record> type, T old) {
        body(type);
        return Json.patched(old, context.bodyAsBytes());
    }

    /** Reads the body, whose bytes are then kept. */
    void receive() {
        if (endpoint.fileTypes.isEmpty()) {
            var unused = context.bodyAsBytes();
        } else {
            var unused = file();
        }
    }

    private void checkQuery(String name, List<String> values) {
        if (endpoint.queryParameters.stream().noneMatch(p -> p.name().equals(name))) {
            var known = endpoint.queryParameters.stream()
                    .map(Endpoint.Parameter::name)
                    .toList();
            throw new Problem(
                    400, "unknown-parameter", "Use only the parameters in \"allowed\"", Map.of("allowed", known));
        }
        if (values.size() > 1) {
            throw Problem.badParameter(name, "is given more than once");
        }
        if (values.getFirst().contains(REPLACEMENT)) {
            throw Problem.badParameter(name, "is not UTF-8");
        }
    }

    private void declared(List<Endpoint.Parameter> parameters, String name, Class<?> type) {
        if (parameters.stream().noneMatch(p -> p.name().equals(name) && p.type() == type)) {
            throw new IllegalStateException(endpoint.id + " does not declare the parameter " + name);
        }
    }

    private static <T> T parse(String name, Class<T> type, String text) {
        try {
            if (type == String.class) {
                return type.cast(text);
            } else if (type == Integer.class) {
                return type.cast(Integer.valueOf(text));
            } else if (type == Long.class) {
                return type.cast(Long.valueOf(text));
            } else if (type == LocalDate.class) {
                return type.cast(day(name, text));
            } else if (type == Boolean.class && text.matches("true|false")) {
                return type.cast(Boolean.valueOf(text));
            }
        } catch (NumberFormatException | DateTimeException notOne) {
            throw Problem.badParameter(name, rule(type));
        }
        return Stream.ofNullable(type.getEnumConstants())
                .flatMap(Arrays::stream)
                .filter(c -> c.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter(name, rule(type)));
    }

    /** What is asked about is near enough to now that a year of the Buddhist era, which would find nothing, can be told from one. */
    private static LocalDate day(String name, String text) {
        var day = LocalDate.parse(text);
        if (day.getYear() < 1900 || day.getYear() > 2400) {
            throw Problem.badParameter(name, "has a year of the common era, 1900 to 2400: a day such as 2026-11-22");
        }
        return day;
    }

    /** Whether the database can keep the day, and those some decades before and after it. */
    static boolean inReach(LocalDate day) {
        return day.getYear() >= 1100 && day.getYear() <= 9900;
    }

    /** How a value of a type is written: the end of a sentence. */
    static String rule(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "is one of ", ""));
        } else if (type == LocalDate.class) {
            return "is a day such as 2026-11-22";
        } else if (type == Instant.class) {
            return "is a moment such as 2026-11-22T05:00:00Z";
        } else if (type == Boolean.class || type == boolean.class) {
            return "is true or false";
        } else if (type == String.class) {
            return "is a text";
        } else if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "is a number";
        }
        return "has another shape, see /openapi.json";
    }
}
