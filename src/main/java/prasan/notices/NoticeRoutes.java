package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.audit.Audit;
import prasan.chat.Topic;
import prasan.db.Fields;
import prasan.db.Scope;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;
import prasan.members.Member;
import prasan.notices.NoticeViews.NoticeItem;
import prasan.notices.NoticeViews.NoticeView;
import prasan.officers.Handovers;
import prasan.officers.OfficeHours;
import prasan.outbox.Quota;

/** What officers do with notices over HTTP: write, count, send, approve, halt, and see whom it reached. */
public final class NoticeRoutes {
    private final Jdbi jdbi;
    private final Notices notices;
    private final Prices prices;
    private final NoticeViews views;
    private final NoticeSteps steps;
    private final ReminderRoutes reminders;
    private final LedgerRoutes ledger;
    private final ReplyRoutes replies;
    private final ProgressRoutes progress;
    private final Clock clock;

    /**
     * @param handovers what people reply to notices
     * @param quota how many pushes LINE's month has left
     * @param approvalFrom from how many recipients on a second officer approves
     */
    public NoticeRoutes(
            Jdbi jdbi,
            Notices notices,
            Handovers handovers,
            Quota quota,
            int approvalFrom,
            OfficeHours hours,
            Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.prices = new Prices(new Recipients(), quota, approvalFrom);
        this.views = new NoticeViews(hours, clock);
        this.steps = new NoticeSteps(jdbi, notices, prices, views, clock);
        this.reminders = new ReminderRoutes(jdbi, notices, prices, views, clock);
        this.replies = new ReplyRoutes(jdbi, notices, handovers, clock);
        this.progress = new ProgressRoutes(jdbi, notices, views);
        this.ledger = new LedgerRoutes(jdbi, notices);
        this.clock = clock;
    }

    record WhomBody(
            @About(value = "code of an area, for all in it; TH for the whole country", example = "7101")
            String area,

            @About("those who have one of them there; all who live there if left out") @Nullable
            List<Member.Role> roles,

            @About("of the areas of the roles") @Nullable List<Area.Level> levels,

            @About("leaves out those who have stopped one of them") @Nullable
            List<Topic> topics) {
        Notice.Whom whom() {
            return new Notice.Whom(
                    area,
                    Objects.requireNonNullElse(roles, List.of()),
                    Objects.requireNonNullElse(levels, List.of()),
                    Objects.requireNonNullElse(topics, List.of()));
        }
    }

    record NewNotice(
            @About(example = "ประชุมประจำเดือน") String title,

            @About(value = "without personal data", example = "ขอเชิญประชุมวันที่ 15 ธ.ค. เวลา 09.00 น.", lines = true)
            String text,

            @Nullable String titleEn,
            @About(lines = true) @Nullable String textEn,

            @About("left out for one that follows another") @Nullable
            WhomBody audience,

            Speed speed,

            @About("whether it asks to be acknowledged; no if left out") @Nullable
            Boolean acknowledge,

            @About("asks one question instead: the labels of 2 to 4 buttons, each of at most 20 characters") @Nullable
            List<Choice> choices,

            @About("whether a button lets people write to the officers about it; no if left out") @Nullable
            Boolean replies,

            @About("corrects another notice, or reminds of it: its audience comes from the ledger of that one")
            @Nullable
            Follows follows,

            @About("not before; at once if left out") @Nullable
            Instant startsAt,

            @About("of no use from then on; three days after it began if left out") @Nullable
            Instant latestAt) {}

    /** What is left out stays as it is; null clears it. */
    record NoticeChange(
            @Nullable String title,
            @About(lines = true) @Nullable String text,
            @Nullable String titleEn,
            @About(lines = true) @Nullable String textEn,
            @Nullable WhomBody audience,
            @Nullable Speed speed,
            @Nullable Boolean acknowledge,
            @Nullable List<Choice> choices,
            @Nullable Boolean replies,
            @Nullable Instant startsAt,
            @Nullable Instant latestAt) {}

    public List<Endpoint> endpoints() {
        return Stream.of(
                        writing(),
                        steps.endpoints(),
                        reminders.endpoints(),
                        ledger.endpoints(),
                        replies.endpoints(),
                        progress.endpoints())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> writing() {
        return List.of(
                Endpoint.get("/api/notices", "listNotices", "Notices, the latest written first", this::list)
                        .right(Right.NOTICE)
                        .query("status", NoticeStatus.class, "only those that stand there")
                        .givesPage(NoticeItem.class, Notices.ORDERS),
                Endpoint.post("/api/notices", "createNotice", "Write a draft, which nobody hears of", this::create)
                        .right(Right.NOTICE)
                        .takes(NewNotice.class)
                        .gives(NoticeView.class)
                        .once()
                        .creates()
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right NOTICE")
                        .refuses(422, "unknown-area", "Send the code of an area that exists, or TH")
                        .refuses(404, "unknown-notice", "Send the number of a notice to follow that exists")
                        .refuses(
                                409,
                                "not-finished",
                                "Wait until the first is finished; what is to be corrected can be cancelled")
                        .refuses(409, "follows-reminder", "Follow the notice that it reminds of")
                        .refuses(409, "asks-nothing", "Remind of a notice that asks to be acknowledged or answered")
                        .refuses(409, "already-reminded", "Each notice is reminded of once")
                        .refuses(409, "too-late", "No more answers are taken: write another"),
                OneNotice.of(Endpoint.get(
                                "/api/notices/{number}", "readNotice", "A notice and how far it has come", this::read))
                        .gives(NoticeView.class)
                        .versioned(),
                OneNotice.of(Endpoint.patch("/api/notices/{number}", "changeNotice", "Change a draft", this::change))
                        .takes(NoticeChange.class)
                        .gives(NoticeView.class)
                        .versioned()
                        .refuses(409, "not-draft", "Cancel it, and write another")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right NOTICE")
                        .refuses(422, "unknown-area", "Send the code of an area that exists, or TH"),
                OneNotice.of(Endpoint.get(
                                "/api/notices/{number}/price",
                                "priceNotice",
                                "Whom it would reach now, and what that costs of the month's pushes",
                                this::price))
                        .gives(Prices.Price.class));
    }

    private Page<NoticeItem> list(Request request) {
        var slice = request.slice(Notices.ORDERS);
        var status = request.query("status", NoticeStatus.class);
        return jdbi.withHandle(handle -> Paging.page(
                slice, notices.list(handle, request.scope(), status, slice), Notice::id, NoticeViews::item));
    }

    private Object create(Request request) {
        var body = request.body(NewNotice.class);
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var facts = facts(handle, request.scope(), body);
                    var notice = notices.create(handle, request.scope(), facts, OneNotice.writer(request), at);
                    Audit.write(handle, request, OneNotice.row(notice), null, notice.facts(), at);
                    return views.of(handle, notice);
                },
                NoticeView::number,
                (handle, number) -> views.of(handle, notices.require(handle, request.scope(), number)));
    }

    private Notice.Facts facts(Handle handle, Scope scope, NewNotice body) {
        var follows = body.follows();
        var audience = body.audience();
        new Fields()
                .that("audience", (audience == null) != (follows == null), "must be there, or else follows")
                .orRefuse();
        return new Notice.Facts(
                body.title(),
                body.text(),
                body.titleEn(),
                body.textEn(),
                audience != null
                        ? audience.whom()
                        : followed(handle, scope, Objects.requireNonNull(follows))
                                .audience(),
                body.speed(),
                Boolean.TRUE.equals(body.acknowledge()),
                Objects.requireNonNullElse(body.choices(), List.of()),
                Boolean.TRUE.equals(body.replies()),
                follows,
                body.startsAt(),
                body.latestAt());
    }

    private Notice.Facts followed(Handle handle, Scope scope, Follows follows) {
        return notices.require(handle, scope, follows.number()).facts();
    }

    private NoticeView read(Request request) {
        return jdbi.withHandle(
                handle -> views.of(handle, notices.require(handle, request.scope(), OneNotice.number(request))));
    }

    private NoticeView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var old = notices.lock(handle, request.scope(), OneNotice.number(request));
            request.seen(views.of(handle, old));
            var facts = request.patched(NoticeChange.class, old.facts());
            var at = clock.instant();
            var notice = notices.change(
                    handle, request.scope(), OneNotice.number(request), facts, OneNotice.writer(request), at);
            Audit.write(handle, request, OneNotice.row(notice), old.facts(), notice.facts(), at);
            return views.of(handle, notice);
        });
    }

    private Prices.Price price(Request request) {
        var notice = jdbi.withHandle(handle -> notices.require(handle, request.scope(), OneNotice.number(request)));
        return prices.of(jdbi, notice.facts(), clock.instant());
    }
}
