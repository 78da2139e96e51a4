package prasan.line;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.inbox.Inbox;

/**
 * {@code POST /webhook}, where LINE delivers events. Answers 200 after the events are stored and before anything is done about them: LINE waits 2 seconds at most, and whether it
 * delivers again what was not answered with 2xx is a setting of the channel that is off by default. Safe for all threads.
 *
 * <p>401 not signed by LINE; 413 over {@link #LARGEST}; 400 signed but not a webhook body; 503 not stored, so that LINE may deliver again.
 */
public final class Webhook implements Handler {
    /** The largest body in bytes. LINE names no limit; what it sends is a hundred times smaller. The server's own limit must not be lower. */
    public static final int LARGEST = 1 << 20;

    private static final Logger log = LoggerFactory.getLogger(Webhook.class);

    private final Signature signature;
    private final Inbox inbox;
    private final Consumer<Set<String>> wake;
    private final Clock clock;
    private final MeterRegistry meters;

    /**
     * The webhook of one channel.
     *
     * @param wake is told which chats now have waiting events, after they are stored; must return at once
     */
    public Webhook(Signature signature, Inbox inbox, Consumer<Set<String>> wake, Clock clock, MeterRegistry meters) {
        this.signature = signature;
        this.inbox = inbox;
        this.wake = wake;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        var receivedAt = clock.instant();
        var status = receive(ctx, receivedAt);
        meters.counter("prasan.webhook", "status", Integer.toString(status.getCode()))
                .increment();
        ctx.status(status);
    }

    private HttpStatus receive(Context ctx, Instant receivedAt) throws IOException {
        // a chunked body has no content length: count what comes
        var body = ctx.req().getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        if (!signature.signs(ctx.header(Signature.HEADER), body)) {
            return HttpStatus.UNAUTHORIZED;
        }
        List<Inbox.Entry> entries;
        try {
            entries = Events.readAll(new String(body, StandardCharsets.UTF_8)).stream()
                    .map(received -> entry(received, receivedAt))
                    .toList();
        } catch (IllegalArgumentException notAWebhook) {
            log.warn("a signed webhook was refused: {}", notAWebhook.getMessage());
            return HttpStatus.BAD_REQUEST;
        }
        try {
            inbox.store(entries);
        } catch (RuntimeException notStored) {
            log.error("a webhook of {} events was not stored", entries.size(), notStored);
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        var chats = entries.stream()
                .filter(Inbox.Entry::waiting)
                .map(Inbox.Entry::chat)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (!chats.isEmpty()) {
            wake.accept(chats);
        }
        return HttpStatus.OK;
    }

    private static Inbox.Entry entry(Events.Received received, Instant receivedAt) {
        var event = received.event();
        return new Inbox.Entry(
                event.id(),
                event.source() == null ? null : event.source().chat(),
                event.type(),
                event.at().equals(Instant.EPOCH) ? receivedAt : event.at(),
                receivedAt,
                received.raw(),
                event.waits());
    }
}
