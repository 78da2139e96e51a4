package prasan.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;

/**
 * One route: what it answers to, who may use it, what it takes and gives, and the code behind it. The server serves it and {@code /openapi.json} describes it from this one
 * declaration; the code cannot read a parameter that is not declared. Filled where it is declared, read-only afterwards.
 */
public final class Endpoint {

    /** The code: gives a record, a {@link Page}, a {@link Content}, a {@link Document} or {@link Events}. Runs on a virtual thread. */
    @FunctionalInterface
    public interface Handler {
        Object handle(Request request);
    }

    /** The code behind a file that is not simply the items of the list: gives page after page as the list does, with the lines that each item is in the file. */
    @FunctionalInterface
    public interface FileHandler {
        Page<? extends List<? extends Record>> page(Request request);
    }

    enum Access {
        UNSAID,
        PUBLIC,
        KNOWN,
        RIGHT,
        NATIONAL_RIGHT
    }

    record Parameter(String name, Class<?> type, String about) {}

    /** A rule that can say no here: the {@link prasan.db.Refused} of that code becomes a problem of that status and title. */
    record Refusal(int status, String code, String title) {}

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    final String method;
    final String path;
    final String id;
    final String summary;
    final Handler handler;
    /** Who may use it: nobody has said so yet, or one of the others. */
    Access access = Access.UNSAID;

    @Nullable
    Right right;

    int status = 200;
    final List<Parameter> pathParameters = new ArrayList<>();
    final List<Parameter> queryParameters = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<String> mediaTypes = new ArrayList<>();

    @Nullable
    Class<?> takes;

    @Nullable
    Class<?> gives;

    /** What a page can be sorted by; {@code null} for what is no page. */
    @Nullable
    List<? extends Order<?>> orders;

    boolean versioned;
    boolean once;
    final List<String> fileTypes = new ArrayList<>();

    @Nullable
    FileHandler file;

    @Nullable
    Class<? extends Record> fileRow;

    private Endpoint(String method, String path, String id, String summary, Handler handler) {
        this.method = method;
        this.path = path;
        this.id = id;
        this.summary = summary;
        this.handler = handler;
    }

    /**
     * Reads something.
     *
     * @param path with its variables in braces: {@code /api/reports/{number}}
     * @param id what generated clients call it: {@code readReport}
     */
    public static Endpoint get(String path, String id, String summary, Handler handler) {
        return new Endpoint("GET", path, id, summary, handler);
    }

    public static Endpoint post(String path, String id, String summary, Handler handler) {
        return new Endpoint("POST", path, id, summary, handler);
    }

    public static Endpoint put(String path, String id, String summary, Handler handler) {
        return new Endpoint("PUT", path, id, summary, handler);
    }

    public static Endpoint delete(String path, String id, String summary, Handler handler) {
        return new Endpoint("DELETE", path, id, summary, handler);
    }

    public static Endpoint patch(String path, String id, String summary, Handler handler) {
        return new Endpoint("PATCH", path, id, summary, handler);
    }

    /** For anybody, without a key. */
    public Endpoint open() {
        access = Access.PUBLIC;
        return this;
    }

    /** For everybody who is known, whatever rights they have. */
    public Endpoint known() {
        access = Access.KNOWN;
        return this;
    }

    /** For those who have the right somewhere; where that is, is {@link Request#scope}, which the code has to heed. */
    public Endpoint right(Right needed) {
        access = Access.RIGHT;
        right = needed;
        return this;
    }

    /** For those who have the right in the whole country: what belongs to no area. */
    public Endpoint national(Right needed) {
        access = Access.NATIONAL_RIGHT;
        right = needed;
        return this;
    }

    /** How it is called: {@code GET /api/reports/{number}}. */
    public String name() {
        return method + " " + path;
    }

    /** Declares a variable of the path; types as for {@link #query}. */
    public Endpoint path(String name, Class<?> type, String about) {
        pathParameters.add(new Parameter(name, type, about));
        return this;
    }

    /** Declares an optional query parameter: a String, Integer, Long, Boolean, LocalDate or an enum. */
    public Endpoint query(String name, Class<?> type, String about) {
        queryParameters.add(new Parameter(name, type, about));
        return this;
    }

    /** Declares the body: a record. */
    public Endpoint takes(Class<? extends Record> body) {
        takes = body;
        return this;
    }

    /** Declares the body: a file of up to {@link Request#MOST_FILE_BYTES} bytes. Its own first bytes tell what it is, so whatever the client calls it is fine. */
    public Endpoint takesFile(String... mediaTypes) {
        fileTypes.addAll(List.of(mediaTypes));
        return this;
    }

    /** Declares the response: JSON of a record. */
    public Endpoint gives(Class<? extends Record> body) {
        gives = body;
        return this;
    }

    /** Declares the response: a {@link Page} of the record, and the query parameters of a list; see {@link Request#slice}. */
    public Endpoint givesPage(Class<? extends Record> item, List<? extends Order<?>> sorts) {
        return givesPage(item, sorts, "the latest entered first");
    }

    /** As {@link #givesPage(Class, List)}, of a list that has another order where none is asked for. */
    public Endpoint givesPage(Class<? extends Record> item, List<? extends Order<?>> sorts, String usual) {
        gives = item;
        orders = sorts;
        return query("limit", Integer.class, "how many at most, 1 to " + Paging.MOST)
                .query("after", String.class, "\"next\" of the page before")
                .query(
                        "sort",
                        String.class,
                        "what the list is sorted by: " + Paging.sortRule(sorts) + "; " + usual + " if left out")
                .query("format", Sheet.Format.class, "the whole list as a file, without limit and after");
    }

    /** Declares what a list is as a file ({@code ?format=}), where its files have other rows than its pages: those that imports read. */
    public Endpoint givesFile(Class<? extends Record> row, FileHandler rows) {
        fileRow = row;
        file = rows;
        return this;
    }

    /**
     * Declares that the response has a version, its {@code ETag}. A read is answered 304 to a client that has it; a change with {@code If-Match} is made only to what the client has seen,
     * see {@link Request#seen}.
     */
    public Endpoint versioned() {
        versioned = true;
        return this;
    }

    /**
     * Declares that the header {@code Idempotency-Key} is heeded, see {@link Request#once}; where it is not, it is refused. Not for what gives a secret, which cannot be read again.
     */
    public Endpoint once() {
        once = true;
        return this;
    }

    /** Declares the response: a {@link Content} of one of these media types, or a {@link Document}. */
    public Endpoint givesContent(String... types) {
        mediaTypes.addAll(List.of(types));
        return this;
    }

    /** Declares the response: {@link Events}. */
    public Endpoint givesEvents() {
        return givesContent(Events.MEDIA_TYPE)
                .refuses(503, "too-many-streams", "Read it without the stream, or come back later");
    }

    /** Declares the response: a {@link Content#picture}. */
    public Endpoint givesPicture() {
        mediaTypes.addAll(Content.PICTURES);
        mediaTypes.add(Content.OTHER);
        return this;
    }

    /** Gives a voice message, a video or a file. */
    public Endpoint givesMedia() {
        mediaTypes.addAll(Content.MEDIA);
        mediaTypes.add(Content.OTHER);
        return this;
    }

    /** Answers 201 instead of 200. */
    public Endpoint creates() {
        status = 201;
        return this;
    }

    /** Declares a rule that can say no; {@code title} says what the client is to do. */
    public Endpoint refuses(int problemStatus, String code, String title) {
        refusals.add(new Refusal(problemStatus, code, title));
        return this;
    }

    /** @throws IllegalStateException when nothing is said of who may use it, or the variables of the path are not those declared */
    void check() {
        if (access == Access.UNSAID) {
            throw new IllegalStateException("say who may use " + name());
        }
        var variables = VARIABLE.matcher(path).results().map(v -> v.group(1)).toList();
        if (!variables.equals(pathParameters.stream().map(Parameter::name).toList())) {
            throw new IllegalStateException("declare the variables of " + path + " in their order");
        }
    }

    @Nullable
    Refusal refusal(String code) {
        return refusals.stream().filter(r -> r.code().equals(code)).findFirst().orElse(null);
    }
}
