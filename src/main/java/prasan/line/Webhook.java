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
import prasan.db.Outage;
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

    private static final String BODY = "prasan.webhook-body";
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
        if (ctx.attribute(BODY) == null && !reads(ctx)) {
            return;
        }
        answer(ctx, receive(ctx, Objects.requireNonNull(ctx.attribute(BODY)), clock.instant()));
    }

    /** Reads the body and keeps it with the request. Returns true if LINE signed it; if not, the answer is given. */
    public boolean reads(Context ctx) throws IOException {
        // a chunked body has no content length: count what comes
        var body = ctx.req().getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            answer(ctx, HttpStatus.CONTENT_TOO_LARGE);
            return false;
        }
        if (!signature.signs(ctx.header(Signature.HEADER), body)) {
            answer(ctx, HttpStatus.UNAUTHORIZED);
            return false;
        }
        ctx.attribute(BODY, body);
        return true;
    }

    private void answer(Context ctx, HttpStatus status) {
        count(status);
        ctx.status(status);
    }

    /** Counts one that was refused unread, since too many came at once. */
    public void refused() {
        count(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private void count(HttpStatus status) {
        meters.counter("prasan.webhook", "status", Integer.toString(status.getCode()))
                .increment();
    }

    private HttpStatus receive(Context ctx, byte[] body, Instant receivedAt) {
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
            if (Outage.is(notStored)) {
                Outage.tell(notStored);
            } else {
                log.error("a webhook of {} events was not stored: {}", entries.size(), Inbox.describe(notStored));
            }
            ctx.header("Retry-After", "1");
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

    /** What is not acted on, such as what people say to each other in a group, is kept as no more than that it was. */
    private static Inbox.Entry entry(Events.Received received, Instant receivedAt) {
        var event = received.event();
        var at = event.at().equals(Instant.EPOCH) ? receivedAt : event.at();
        var source = event.source();
        boolean heard = event.heard(receivedAt);
        return new Inbox.Entry(
                event.id(),
                source == null ? null : source.chat(),
                source == null || source.kind() == Source.Kind.USER || !heard ? null : source.user(),
                event.type(),
                at,
                receivedAt,
                heard ? Bare.heard(received.raw(), event.id()) : Bare.of(received.raw(), event.id()),
                event.waits(receivedAt));
    }
}
