package prasan.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.db.Outage;
import prasan.db.Refused;

/**
 * Every answer that is not a success, as {@code application/problem+json} of <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>: the title says what to do, {@code code}
 * is stable and for programs.
 */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";
    /** SQLSTATE of a violated constraint, and MariaDB's ER_DUP_ENTRY. */
    private static final String INTEGRITY = "23000";

    /** The detail of a problem that says when to come back: also sent as a header. */
    private static final String RETRY = "retryAfterSeconds";

    private static final int DUPLICATE_KEY = 1062;
    private static final int DEADLOCK = 1213;
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** What a problem looks like; more members may follow, by its code. */
    record ProblemDetails(
            @About("names the code as a URI") String type,
            @About("what to do") String title,
            @About("the HTTP status") int status,

            @About(value = "stable, for programs", example = "bad-field")
            String code,

            @About("more about this very request") @Nullable String detail) {}

    static void answer(Context context, Problem problem) {
        write(context, problem.status(), problem.code(), problem.title(), problem.details());
    }

    /** A rule's no: as the endpoint declares it, else by the rule of thumb that what is unknown is 404 and the rest 422. */
    static void answer(Context context, @Nullable Endpoint endpoint, Refused refused) {
        var declared = endpoint == null ? null : endpoint.refusal(refused.code());
        if (declared != null) {
            write(context, declared.status(), refused.code(), declared.title(), refused.args());
        } else if (refused.code().startsWith("unknown-")) {
            write(context, 404, refused.code(), "Ask for one that exists", refused.args());
        } else {
            write(context, 422, refused.code(), "Change the request: a rule does not allow it", refused.args());
        }
    }

    /** What Javalin itself says no to. */
    static void answer(Context context, HttpResponseException refusal) {
        switch (refusal.getStatus()) {
            case 404 -> write(context, 404, "no-such-path", "Look the path up in /openapi.json", Map.of());
            case 405 -> {
                var allowed = ((MethodNotAllowedResponse) refusal).getDetails().getOrDefault("availableMethods", "");
                context.header("Allow", allowed);
                write(context, 405, "no-such-method", "Use one of the allowed methods", Map.of("allowed", allowed));
            }
            case 413 -> write(context, 413, "too-large", "Send at most " + Server.MOST_BYTES + " bytes", Map.of());
            default -> write(context, refusal.getStatus(), "refused", "Correct the request", Map.of());
        }
    }

    /** What a unique key says no to although the rules had said yes: somebody else was faster by a moment. Anything else is a failure. */
    static void answer(Context context, Exception failure) {
        if (duplicate(failure) || deadlock(failure)) {
            var title = "Somebody changed the same thing at the same time: read it and try again";
            write(context, 409, "conflict", title, Map.of());
        } else if (chain(failure).anyMatch(TimeoutException.class::isInstance)) {
            write(context, 408, "too-slow", "Send the body faster", Map.of());
        } else if (chain(failure).anyMatch(Problems::ofTheBody)) {
            write(context, 400, "incomplete", "Send the whole body", Map.of());
        } else if (Outage.is(failure)) {
            Outage.tell(failure);
            var title = "Wait for the seconds in \"retryAfterSeconds\", then try again";
            write(context, 503, "busy", title, Map.of(RETRY, 1L));
        } else {
            failed(context, failure);
        }
    }

    private static boolean duplicate(Throwable failure) {
        return caused(failure, sql -> INTEGRITY.equals(sql.getSQLState()) && sql.getErrorCode() == DUPLICATE_KEY);
    }

    /** Whether the database ended a transaction so that another one could go on. */
    static boolean deadlock(Throwable failure) {
        return caused(failure, sql -> sql.getErrorCode() == DEADLOCK);
    }

    private static boolean caused(Throwable failure, Predicate<SQLException> by) {
        return chain(failure).anyMatch(cause -> cause instanceof SQLException sql && by.test(sql));
    }

    /** What Jetty says when the rest of a body does not come, or its chunks are none. */
    private static boolean ofTheBody(Throwable failure) {
        return failure instanceof HttpException || failure instanceof EofException;
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** A bug or an outage: logged once, here, under an id that the client gets to tell us. */
    private static void failed(Context context, Throwable failure) {
        var id = UUID.randomUUID().toString();
        LOG.error("request {} failed: {} {}", id, context.method(), pattern(context), failure);
        write(
                context,
                500,
                "failed",
                "Try again later; tell the operator the id if it happens again",
                Map.of("id", id));
    }

    /** The declared path, not the asked one: that may hold personal data. */
    static String pattern(Context context) {
        var endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null ? "?" : endpoint.path;
    }

    /** What Jetty says no to before Javalin sees it: a request line, a header or an escape that cannot be read. */
    static boolean unreadable(org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        var body = body(response.getStatus(), "unreadable", "Correct the request line or the headers", Map.of());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** An error of the machine, such as no memory: nothing but the status is safe to answer. */
    static void died(HttpServletResponse response, Error error) {
        LOG.error("a request failed", error);
        response.setStatus(500);
    }

    private static void write(Context context, int status, String code, String title, Map<String, Object> details) {
        if (status == 401) {
            // RFC 6750, section 3: an error code only where a key was given
            context.header(
                    "WWW-Authenticate",
                    "Bearer realm=\"prasan\"" + (code.equals("wrong-key") ? ", error=\"invalid_token\"" : ""));
        }
        if (details.get(RETRY) instanceof Long seconds) {
            context.header("Retry-After", String.valueOf(seconds));
        }
        context.status(status).contentType(MEDIA_TYPE).result(body(status, code, title, details));
    }

    /** What a code is called as a URI. */
    static String type(String code) {
        return "urn:prasan:problem:" + code;
    }

    private static byte[] body(int status, String code, String title, Map<String, Object> details) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type(code));
        body.put("title", title);
        body.put("status", status);
        body.put("code", code);
        details.forEach(body::putIfAbsent);
        return Json.write(body);
    }
}
