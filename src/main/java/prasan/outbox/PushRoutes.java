package prasan.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.db.Fields;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Request;
import prasan.http.Right;

/** What pushes cost, and the one switch that stops them. */
public final class PushRoutes {
    /** LINE counts by months of Tokyo. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    private static final int REASON = 200;

    private final Jdbi jdbi;
    private final Quota quota;
    private final Runnable wake;
    private final Clock clock;

    /** @param wake called when pushes go on */
    public PushRoutes(Jdbi jdbi, Quota quota, Runnable wake, Clock clock) {
        this.jdbi = jdbi;
        this.quota = quota;
        this.wake = wake;
        this.clock = clock;
    }

    /** What the month's pushes of one kind were. */
    public record PushesOfKind(
            PushKind kind,

            @About("how many were sent; one to up to 500 people is one")
            long pushes,

            @About("how many people they went to, by which LINE counts; a group is counted as one")
            long people) {}

    record QuotaView(
            @About("false when LINE does not say how much there is")
            boolean known,

            @About("people that the month's pushes may go to; null where there is no limit") @Nullable
            Long limit,

            @About(
                    "how many of them were used, as far as LINE tells, with what is sent from elsewhere; null where there is no limit")
            @Nullable
            Long used,

            @About("null where there is no limit") @Nullable Long left,

            @About("how many of them are kept for answers, officers' words and urgent notices")
            long reserve,

            @About("the first day of the month, in Tokyo as LINE counts")
            LocalDate month,

            @About("what the month was spent on, of what is kept here")
            List<PushesOfKind> pushes,

            @About("whether pushes are stopped") PushState stop) {
        QuotaView {
            pushes = List.copyOf(pushes);
        }
    }

    record PushReason(
            @About(value = "for other officers", max = REASON, example = "ส่งซ้ำ กำลังตรวจสอบ")
            String reason) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/quota",
                                "readQuota",
                                "Tells what the month's pushes cost, and what is left",
                                this::quota)
                        .national(Right.READ)
                        .gives(QuotaView.class),
                Endpoint.post(
                                "/api/pushes/stop",
                                "stopPushes",
                                "Stops all pushes at once; replies go on. Nothing changes where they are stopped",
                                request -> turn(request, true))
                        .national(Right.ADMIN)
                        .takes(PushReason.class)
                        .gives(PushState.class)
                        .once()
                        .refuses(422, "invalid-fields", "Correct the fields that are named"),
                Endpoint.post(
                                "/api/pushes/start",
                                "startPushes",
                                "Lets pushes go on, with all that has waited and is still of use",
                                request -> turn(request, false))
                        .national(Right.ADMIN)
                        .takes(PushReason.class)
                        .gives(PushState.class)
                        .once()
                        .refuses(422, "invalid-fields", "Correct the fields that are named"));
    }

    private QuotaView quota(Request request) {
        var now = clock.instant();
        var said = quota.month(now);
        var limit = said == null ? null : said.limit();
        var month = now.atZone(ZONE).toLocalDate().withDayOfMonth(1);
        return jdbi.inTransaction(handle -> new QuotaView(
                said != null,
                limit,
                said == null || limit == null ? null : said.used(),
                said == null || limit == null ? null : said.left(),
                quota.reserve(),
                month,
                spent(handle, month.atStartOfDay(ZONE).toInstant()),
                PushSwitch.read(handle)));
    }

    private static List<PushesOfKind> spent(Handle handle, Instant since) {
        // of those who were erased the last notice keeps nobody
        return handle.createQuery("""
                        SELECT kind, COUNT(*) AS pushes, SUM(GREATEST(COALESCE(JSON_LENGTH(recipients), 1), 1)) AS people
                        FROM outbox WHERE sent_as IN ('PUSH', 'MULTICAST') AND state = 'SENT' AND done_at >= :since
                        GROUP BY kind ORDER BY people DESC, kind""")
                .bind("since", since)
                .map(ConstructorMapper.of(PushesOfKind.class))
                .list();
    }

    private Object turn(Request request, boolean stop) {
        var reason = request.body(PushReason.class).reason();
        new Fields().text("reason", reason, REASON).orRefuse();
        var at = clock.instant();
        var turned =
                request.once(jdbi, at, handle -> turned(handle, request, stop, reason.strip(), at), PushSwitch::read);
        wake.run();
        return turned;
    }

    private static PushState turned(Handle handle, Request request, boolean stop, String reason, Instant at) {
        var before = PushSwitch.lock(handle);
        // of two at once the first one's reason stands
        var after = before.stopped() == stop
                ? before
                : PushSwitch.turn(handle, stop, reason, request.caller().name(), at);
        Audit.write(handle, request, new Audit.Row("push_switch", "all", null), before, after, at);
        return after;
    }
}
