package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.db.Order;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.officers.Handover;
import prasan.officers.Handovers;

/** What people write to the officers about a notice. Each reply is a hand-over, and answered as one. */
final class ReplyRoutes {
    private static final List<Order<Handover>> ORDERS =
            List.of(new Order<>("openedAt", "h.opened_at", Instant.class, Handover::openedAt));

    private final Jdbi jdbi;
    private final Notices notices;
    private final Handovers handovers;
    private final Clock clock;

    ReplyRoutes(Jdbi jdbi, Notices notices, Handovers handovers, Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.handovers = handovers;
        this.clock = clock;
    }

    record NoticeReply(
            @About("id of the hand-over, by which it is answered")
            long handover,

            @Nullable String name,
            @Nullable String area,

            @About("null when it was taken back") @Nullable String text,

            Instant openedAt,

            @About("whether the person waits for a word of an officer")
            boolean waiting,

            @Nullable Instant closedAt) {}

    List<Endpoint> endpoints() {
        return List.of(OneNotice.of(Endpoint.get(
                        "/api/notices/{number}/replies",
                        "listNoticeReplies",
                        "What people write about a notice, the latest first; each is answered as a hand-over",
                        this::list))
                .givesPage(NoticeReply.class, ORDERS));
    }

    private Page<NoticeReply> list(Request request) {
        var slice = request.slice(ORDERS);
        return jdbi.inTransaction(handle -> {
            var notice = notices.require(handle, request.scope(), OneNotice.number(request));
            return Paging.page(slice, handovers.about(handle, notice.number(), slice), Handover::id, reply -> {
                Audit.read(
                        handle,
                        request,
                        new Audit.Row("handover", String.valueOf(reply.id()), reply.area()),
                        clock.instant());
                return view(reply);
            });
        });
    }

    /** The notice itself was answered first, then what is written about it. */
    private static NoticeReply view(Handover reply) {
        var gathered = reply.gathered();
        return new NoticeReply(
                reply.id(),
                reply.name(),
                reply.area(),
                gathered.size() < 2 ? null : gathered.getLast().value(),
                reply.openedAt(),
                reply.waitingSince() != null,
                reply.closedAt());
    }
}
