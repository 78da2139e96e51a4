package prasan.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The open streams of {@link Events}: few, each on the thread of its request, and all ended when the server closes. Safe for all threads. */
final class Streams implements AutoCloseable {
    private static final int MOST = 20;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** How much of its time a stream lets others use the database. */
    private static final int SPARING = 10;

    /** Shorter than the idle timeouts of servers. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Whoever listens longer asks anew, and shows that they still may. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Semaphore free = new Semaphore(MOST);
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Sends events until nothing changes any more, nobody listens, or the server closes.
     *
     * @throws Problem 503 when too many are open
     */
    void send(Context context, Events events) {
        if (!free.tryAcquire()) {
            throw new Problem(503, "too-many-streams", "Read it without the stream, or come back later", Map.of());
        }
        try {
            // before the first byte: what is said no to is a problem like any other
            var now = events.now().get();
            context.contentType(Events.MEDIA_TYPE);
            send(context.res().getOutputStream(), events, now);
        } catch (IOException gone) {
            // nobody listens any more
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    private void send(OutputStream out, Events events, Events.Now first) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long said = begun;
        var took = Duration.ZERO;
        byte[] sent = {};
        for (var now = first; ; ) {
            byte[] value = Json.write(now.value());
            if (!Arrays.equals(sent, value)) {
                write(out, "event: " + events.name() + "\ndata: " + new String(value, StandardCharsets.UTF_8) + "\n\n");
                sent = value;
                said = System.nanoTime();
            } else if (since(said).compareTo(HEARTBEAT) >= 0) {
                write(out, ":\n\n");
                said = System.nanoTime();
            }
            if (now.last() || since(begun).compareTo(LONGEST) >= 0) {
                return;
            }
            if (closed.await(
                    Math.max(TICK.toMillis(), took.multipliedBy(SPARING).toMillis()), TimeUnit.MILLISECONDS)) {
                return;
            }
            long asked = System.nanoTime();
            now = events.now().get();
            took = since(asked);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
