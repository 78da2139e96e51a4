package prasan.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** Events that could not be answered, for officers to see and to have tried again. What people wrote is not shown. */
public final class EventRoutes {
    private final Jdbi jdbi;
    private final Inbox inbox;
    private final Consumer<Set<String>> wake;
    private final Clock clock;

    /** @param wake told of chats that have something waiting again */
    public EventRoutes(Jdbi jdbi, Inbox inbox, Consumer<Set<String>> wake, Clock clock) {
        this.jdbi = jdbi;
        this.inbox = inbox;
        this.wake = wake;
        this.clock = clock;
    }

    /** An event that was given up. */
    record FailedEvent(
            long id,
            @About("as LINE names it") String type,
            Instant occurredAt,
            int attempts,

            @About("where in the program it failed") @Nullable
            String cause) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/events/failed",
                                "listFailedEvents",
                                "Lists events that were given up, newest first",
                                this::list)
                        .national(Right.ADMIN)
                        .givesPage(FailedEvent.class, Inbox.FAILURE_ORDERS),
                Endpoint.post(
                                "/api/events/{id}/retry",
                                "retryEvent",
                                "Has an event that was given up answered after all",
                                this::retry)
                        .national(Right.ADMIN)
                        .path("id", Long.class, "of the event")
                        .gives(FailedEvent.class)
                        .once()
                        .refuses(404, "unknown-event", "Choose one of the list of failed events"));
    }

    private Page<FailedEvent> list(Request request) {
        var slice = request.slice(Inbox.FAILURE_ORDERS);
        return jdbi.inTransaction(
                handle -> Paging.page(slice, inbox.failures(handle, slice), Inbox.Failure::id, EventRoutes::view));
    }

    private Object retry(Request request) {
        var at = clock.instant();
        var waiting = new HashSet<String>();
        var retried = request.once(
                jdbi,
                at,
                handle -> {
                    var given = inbox.retry(handle, request.path("id", Long.class));
                    Audit.write(
                            handle, request, new Audit.Row("inbox", String.valueOf(given.id()), null), null, null, at);
                    waiting.add(given.chat());
                    return view(given);
                },
                handle -> view(inbox.read(handle, request.path("id", Long.class))));
        wake.accept(waiting);
        return retried;
    }

    private static FailedEvent view(Inbox.Failure failure) {
        return new FailedEvent(failure.id(), failure.type(), failure.occurredAt(), failure.attempts(), failure.cause());
    }
}
