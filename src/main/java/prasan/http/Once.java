package prasan.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Does what is asked for with the header {@code Idempotency-Key} once, however often it is asked for: the key is a row of the change's own transaction, with the key of what was changed. The answer is not kept: it may
 * name people, and whoever asks again may have lost the right to it, so it is read anew. Keys live a day.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header Field</a>
 */
record Once(long caller, String name, String request) {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern NAME = Pattern.compile("[!-~]{1,64}");

    /** @throws Problem 400 for a key that is none */
    static @Nullable Once of(Context context, Caller caller) {
        var name = context.header(HEADER);
        if (name == null) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            throw new Problem(
                    400, "bad-idempotency-key", "Send 1 to 64 visible ASCII characters as Idempotency-Key", Map.of());
        }
        var request =
                Digest.sha256(context.path() + "\n" + new String(context.bodyAsBytes(), StandardCharsets.ISO_8859_1));
        return new Once(
                Objects.requireNonNullElse(caller.officer(), 0L),
                name,
                HexFormat.of().formatHex(request));
    }

    /**
     * Does it, or reads again what it was done to. Somebody who asks at the same time waits for the first to end.
     *
     * @param row the key of what was made or changed, of an answer
     * @param again reads that row for whoever asks now
     * @throws Problem 422 when the key was used for another request
     */
    <T> T run(
            Jdbi jdbi,
            Instant at,
            Function<Handle, T> work,
            Function<T, String> row,
            BiFunction<Handle, String, T> again) {
        return jdbi.inTransaction(handle -> {
            if (!begin(handle, at)) {
                return again.apply(handle, before(handle));
            }
            var answer = work.apply(handle);
            handle.createUpdate("UPDATE idempotency_key SET row_key = :row WHERE caller = :caller AND name = :name")
                    .bind("row", row.apply(answer))
                    .bind("caller", caller)
                    .bind("name", name)
                    .execute();
            return answer;
        });
    }

    private boolean begin(Handle handle, Instant at) {
        try {
            handle.createUpdate("""
                            INSERT INTO idempotency_key (caller, name, request, created_at)
                            VALUES (:caller, :name, :request, :at)""")
                    .bind("caller", caller)
                    .bind("name", name)
                    .bind("request", request)
                    .bind("at", at)
                    .execute();
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                return false;
            }
            throw e;
        }
    }

    private String before(Handle handle) {
        var row = handle.createQuery(
                        "SELECT request, COALESCE(row_key, '') AS row_key FROM idempotency_key WHERE caller = :caller AND name = :name")
                .bind("caller", caller)
                .bind("name", name)
                .mapToMap()
                .one();
        if (!request.equals(row.get("request"))) {
            throw new Problem(
                    422,
                    "idempotency-key-used",
                    "Send another Idempotency-Key: this one was for another request",
                    Map.of());
        }
        return String.valueOf(row.get("row_key"));
    }
}
