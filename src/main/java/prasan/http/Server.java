package prasan.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.db.Refused;

/** The web server: the declared endpoints, {@code /openapi.json} about them, and whatever raw routes are added. Each request runs on a virtual thread. */
public final class Server implements AutoCloseable {
    /** The most bytes of a request's body. */
    public static final long MOST_BYTES = 1 << 20;

    private static final String ENDPOINT = "prasan.endpoint";
    private static final int MOST_TRIES = 10;

    private final Javalin javalin;
    private final Streams streams;
    private final int port;

    private Server(Javalin javalin, Streams streams) {
        this.javalin = javalin;
        this.streams = streams;
        this.port = javalin.port();
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one, see {@link #port}
     * @param meters gets a timer {@code http.server.requests} by method, declared path and status
     * @param more adds raw routes (a webhook, pages, event streams). Whoever adds a stream ends its clients before {@link #close}, which would wait for them.
     * @throws IllegalStateException for an endpoint that does not say who may use it, and for a variable of a path that is not declared
     */
    public static Server start(
            String host,
            int port,
            Auth auth,
            MeterRegistry meters,
            List<Endpoint> endpoints,
            Consumer<JavalinConfig> more) {
        return start(host, port, Bounds.USUAL, auth, meters, endpoints, more);
    }

    /** Starts to serve within these bounds. */
    public static Server start(
            String host,
            int port,
            Bounds bounds,
            Auth auth,
            MeterRegistry meters,
            List<Endpoint> endpoints,
            Consumer<JavalinConfig> more) {
        var places = new Places(Place.strangers(), Place.known(), Place.files());
        var all = new ArrayList<>(endpoints);
        all.add(openApi(all));
        var streams = new Streams();
        var javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.http.maxRequestSize = MOST_BYTES;
            config.http.prefer405over404 = true;
            Listener.configure(config, host, port, bounds);
            config.routes.before(Server::secure);
            config.routes.exception(Problem.class, (problem, context) -> Problems.answer(context, problem));
            config.routes.exception(HttpResponseException.class, (no, context) -> Problems.answer(context, no));
            config.routes.exception(Refused.class, (no, context) -> Problems.answer(context, endpoint(context), no));
            config.routes.exception(Exception.class, (failure, context) -> Problems.answer(context, failure));
            config.router.javaLangErrorHandler(Problems::died);
            config.requestLogger.http((context, millis) -> measure(meters, context, millis));
            more.accept(config);
            all.forEach(endpoint -> serve(config, auth, places, streams, endpoint));
        });
        return new Server(javalin.start(), streams);
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    /** Ends the streams, takes no more requests and waits up to 10 seconds for those in flight. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }

    private static Endpoint openApi(List<Endpoint> endpoints) {
        var self = new ArrayList<>(endpoints);
        var document = new byte[1][];
        var endpoint = Endpoint.get(
                        "/openapi.json",
                        "openapi",
                        "This description",
                        request -> new Content("application/json", document[0]))
                .open()
                .givesContent("application/json");
        self.add(endpoint);
        document[0] = Json.write(OpenApi.document(self));
        return endpoint;
    }

    private static void serve(JavalinConfig config, Auth auth, Places places, Streams streams, Endpoint endpoint) {
        endpoint.check();
        Handler handler = context -> {
            context.attribute(ENDPOINT, endpoint);
            var caller = endpoint.access == Endpoint.Access.PUBLIC ? null : auth.admit(context, endpoint);
            var request = new Request(context, endpoint, caller);
            var place = places.of(endpoint);
            if (place == null) {
                answer(context, auth, streams, endpoint, request);
                return;
            }
            // before any transaction: whoever sends slowly holds no connection of the database meanwhile
            place.read(length(context), request::receive);
            place.working().enter();
            try {
                answer(context, auth, streams, endpoint, request);
            } finally {
                place.working().leave();
            }
        };
        config.routes.addHttpHandler(HandlerType.findOrCreate(endpoint.method), endpoint.path, handler);
        if (endpoint.method.equals("GET")) {
            // through the same door: Javalin itself would answer 200 to anybody
            config.routes.addHttpHandler(HandlerType.HEAD, endpoint.path, handler);
        }
    }

    private static void answer(Context context, Auth auth, Streams streams, Endpoint endpoint, Request request)
            throws IOException {
        var format = request.format();
        if (format != null) {
            if (endpoint.access != Endpoint.Access.PUBLIC) {
                auth.exports(request);
            }
            export(context, endpoint, request, format);
            return;
        }
        var answer = handled(endpoint, request);
        context.status(endpoint.status);
        if (answer instanceof Content content) {
            if (content.file() != null) {
                context.header("Content-Disposition", "attachment; filename=\"" + content.file() + "\"");
            }
            context.contentType(content.mediaType()).result(content.bytes());
        } else if (answer instanceof Document document) {
            var nonce = Document.nonce();
            context.header("Content-Security-Policy", document.policy(nonce));
            context.contentType(Document.MEDIA_TYPE).result(document.html(nonce));
        } else if (answer instanceof Events events) {
            if (request.head()) {
                context.contentType(Events.MEDIA_TYPE);
            } else {
                streams.send(context, events);
            }
        } else {
            json(context, endpoint, Json.write(answer));
        }
    }

    /** Returns -1 for a body of unknown length. */
    private static int length(Context context) {
        long length = context.req().getContentLengthLong();
        if (length > Integer.MAX_VALUE) {
            return -1;
        }
        return length < 0 && context.header("Transfer-Encoding") == null ? 0 : (int) length;
    }

    /** What requests with a body go through. */
    private record Places(Place strangers, Place known, Place files) {
        @Nullable
        Place of(Endpoint endpoint) {
            if (endpoint.method.equals("GET")) {
                return null;
            } else if (!endpoint.fileTypes.isEmpty()) {
                return files;
            }
            return endpoint.access == Endpoint.Access.PUBLIC ? strangers : known;
        }
    }

    /** Of transactions that wait for one another the database ends one, which is then simply done again. */
    private static Object handled(Endpoint endpoint, Request request) {
        for (int tries = 1; ; tries++) {
            try {
                return endpoint.handler.handle(request);
            } catch (RuntimeException failure) {
                if (tries == MOST_TRIES || !Problems.deadlock(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static void json(Context context, Endpoint endpoint, byte[] json) {
        if (endpoint.versioned) {
            var tag = Version.of(json);
            context.header("ETag", tag);
            if (endpoint.method.equals("GET") && Version.known(context, tag)) {
                context.status(304);
                return;
            }
        }
        context.contentType("application/json").result(json);
    }

    /** The whole list as a file, written as it is read. */
    private static void export(Context context, Endpoint endpoint, Request request, Sheet.Format format)
            throws IOException {
        var row = Objects.requireNonNull(endpoint.fileRow != null ? endpoint.fileRow : endpoint.gives);
        var rows = new Sheet(row).write(format, () -> {
            // with the first row: what is said no to before is a problem like any other
            context.contentType(format.mediaType);
            context.header(
                    "Content-Disposition", "attachment; filename=\"" + endpoint.id + "." + format.extension + "\"");
            return context.outputStream();
        });
        for (var asked = request; asked != null; ) {
            var page = endpoint.file == null ? (Page<?>) endpoint.handler.handle(asked) : endpoint.file.page(asked);
            page.items().stream()
                    .flatMap(item -> item instanceof List<?> lines ? lines.stream() : Stream.of(item))
                    .forEach(rows::add);
            asked = page.next() == null ? null : request.on(page.next());
        }
        rows.end();
    }

    private static void measure(MeterRegistry meters, Context context, float millis) {
        // names that clients make up would make a timer each
        var method = HandlerType.commonHttp().contains(context.method())
                ? context.method().name()
                : "?";
        meters.timer(
                        "http.server.requests",
                        "method",
                        method,
                        "path",
                        Problems.pattern(context),
                        "status",
                        String.valueOf(context.statusCode()))
                .record(Duration.ofNanos((long) (millis * 1e6)));
    }

    private static @Nullable Endpoint endpoint(Context context) {
        return context.attribute(ENDPOINT);
    }

    /** Safe defaults for every answer; pages that need more say so themselves. */
    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("X-Frame-Options", "DENY");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        context.header("Cache-Control", "no-store");
    }
}
