package prasan.http;

import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests whose bodies come too slowly: a body has {@link Bounds#BODY} and as long as its bytes need at the least rate, however evenly they trickle. Whoever reads one gets an
 * {@link java.io.IOException} then.
 */
final class Bodies extends Handler.Wrapper {
    private static final String WITHIN = "prasan.body-within";
    /** By it a client would have one method checked and another one done. */
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    private final int bytesPerSecond;
    private final Connections connections;

    Bodies(int bytesPerSecond, Connections connections) {
        this.bytesPerSecond = bytesPerSecond;
        this.connections = connections;
    }

    /** The body of this request has so long in all, whatever its rate. */
    static void within(ServletRequest request, Duration time) {
        request.setAttribute(WITHIN, time);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var timed = new Timed(request, bytesPerSecond);
        connections.came(timed.connection);
        Request.addCompletionListener(request, failure -> connections.answered(timed.connection));
        return super.handle(timed, response, callback);
    }

    private static final class Timed extends Request.Wrapper {
        private final long begun = System.nanoTime();
        private final int bytesPerSecond;
        private final EndPoint connection;
        private final long usualIdle;
        private final HttpFields headers;
        private final AtomicLong bytes = new AtomicLong();

        Timed(Request request, int bytesPerSecond) {
            super(request);
            this.bytesPerSecond = bytesPerSecond;
            connection = request.getConnectionMetaData().getConnection().getEndPoint();
            usualIdle = connection.getIdleTimeout();
            var sent = request.getHeaders();
            headers = sent.contains(METHOD_OVERRIDE)
                    ? HttpFields.build(sent).remove(METHOD_OVERRIDE).asImmutable()
                    : sent;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public Content.@Nullable Chunk read() {
            var chunk = super.read();
            if (chunk == null) {
                return null;
            }
            bytes.addAndGet(chunk.remaining());
            if (chunk.isLast()) {
                connection.setIdleTimeout(usualIdle);
            } else if (left() <= 0 && !Content.Chunk.isFailure(chunk)) {
                chunk.release();
                var slow = new TimeoutException("a body came too slowly");
                fail(slow);
                return Content.Chunk.from(slow, true);
            }
            return chunk;
        }

        @Override
        public void demand(Runnable available) {
            connection.setIdleTimeout(Math.max(1, Math.min(usualIdle, left())));
            super.demand(available);
        }

        private long left() {
            var allowed = getAttribute(WITHIN) instanceof Duration within
                    ? within.toMillis()
                    : Bounds.BODY.toMillis() + bytes.get() * 1000 / bytesPerSecond;
            return allowed - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        }
    }
}
