package prasan.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** What is to be sent and what became of it, for whoever runs the account: how much waits for the quota, what LINE refuses. */
public final class DeliveryRoutes {
    private static final List<Order<DeliveryView>> ORDERS =
            List.of(new Order<>("nextAttemptAt", "next_attempt_at", Instant.class, DeliveryView::nextAttemptAt));

    private final Jdbi jdbi;
    private final Clock clock;

    public DeliveryRoutes(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/deliveries/{id}/recipients",
                                "listRecipients",
                                "Lists those to whom a delivery goes, and what became of it for each of them",
                                this::recipients)
                        .national(Right.ADMIN)
                        .path("id", Long.class, "of the delivery")
                        .gives(Recipients.class)
                        .refuses(404, "unknown-delivery", "Look the id up in the list of deliveries"),
                Endpoint.get(
                                "/api/deliveries",
                                "listDeliveries",
                                "Lists what is to be sent and what became of it, newest first unless sorted otherwise",
                                this::list)
                        .national(Right.ADMIN)
                        .query("state", Verdict.State.class, "only those that stand there")
                        .query("about", String.class, "what they tell of, as the list shows it")
                        .givesPage(DeliveryView.class, ORDERS));
    }

    record Recipients(List<RecipientView> items) {}

    private Recipients recipients(Request request) {
        var id = request.path("id", Long.class);
        return jdbi.inTransaction(handle -> {
            var found = handle.createQuery("""
                            SELECT o.state, o.chat_id, o.recipients FROM outbox o WHERE o.id = :id""")
                    .bind("id", id)
                    .map((row, context) -> new Addressed(
                            Verdict.State.valueOf(row.getString("state")),
                            row.getString("chat_id"),
                            Outbox.read(row.getString("recipients"))))
                    .findOne()
                    .orElseThrow(() -> new Refused("unknown-delivery"));
            return new Recipients(found.chats().stream()
                    .map(chat -> recipient(handle, chat, found.state()))
                    .toList());
        });
    }

    private record Addressed(Verdict.State state, @Nullable String chat, List<String> several) {
        List<String> chats() {
            return chat == null ? several : List.of(chat);
        }
    }

    private static RecipientView recipient(Handle handle, String chat, Verdict.State state) {
        return handle.createQuery("""
                        SELECT (SELECT id FROM member WHERE chat_id = :chat) AS member,
                            (SELECT blocked_at FROM chat WHERE id = :chat) AS blocked_at""")
                .bind("chat", chat)
                .map((row, context) -> {
                    var blocked = row.getTimestamp("blocked_at");
                    return new RecipientView(
                            row.getObject("member", Long.class), state, blocked == null ? null : blocked.toInstant());
                })
                .one();
    }

    private Page<DeliveryView> list(Request request) {
        var slice = request.slice(ORDERS);
        var state = request.query("state", Verdict.State.class);
        var about = request.query("about", String.class);
        return jdbi.inTransaction(handle ->
                Paging.page(slice, deliveries(handle, state, about, slice), DeliveryView::id, delivery -> delivery));
    }

    private static final String WAITS = "state IN ('WAITING', 'HELD') AND NOT " + Sender.free("outbox");

    private List<DeliveryView> deliveries(
            Handle handle, Verdict.@Nullable State state, @Nullable String about, Slice<DeliveryView> slice) {
        var where = new Where();
        if (state != null) {
            where.and("state = :state", "state", state);
        }
        if (about != null) {
            where.and("about = :about", "about", about);
        }
        where.slice(slice, "id");
        // while pushes are stopped no row is touched: that is why it waits, whatever was before
        return where.bind(handle.createQuery("""
                        SELECT id, state, sent_as, kind, topic, about, COALESCE(JSON_LENGTH(recipients), 1) AS people, attempts,
                            (SELECT IF(s.stopped AND %s, CONCAT('pushes are stopped: ', s.reason), failure) FROM push_switch s) AS failure,
                            created_at, next_attempt_at, valid_until, done_at
                        FROM outbox WHERE\s""".formatted(WAITS) + where + slice.ordered("id"))
                        .bind("now", clock.instant()))
                .map(ConstructorMapper.of(DeliveryView.class))
                .list();
    }
}
