package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.db.Fields;
import prasan.db.Scope;
import prasan.flow.Engine;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;
import prasan.notices.NoticeViews.NoticeItem;
import prasan.notices.NoticeViews.NoticeView;
import prasan.officers.Handovers;
import prasan.officers.OfficeHours;
import prasan.outbox.Outbox;
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
    private final LookRoutes looks;
    private final AudienceRoutes kept;
    private final UnreachableRoutes unreachable;
    private final ReplyRoutes replies;
    private final ProgressRoutes progress;
    private final Clock clock;

    /**
     * @param handovers what people reply to notices
     * @param quota how many pushes LINE's month has left
     * @param approvalFrom from how many recipients on a second officer approves
     * @param written is told of new rows in the outbox
     */
    public NoticeRoutes(
            Jdbi jdbi,
            Notices notices,
            Handovers handovers,
            Quota quota,
            int approvalFrom,
            OfficeHours hours,
            Supplier<Engine> engine,
            Outbox outbox,
            Runnable written,
            Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.prices = new Prices(quota, approvalFrom);
        this.views = new NoticeViews(hours, clock);
        this.steps = new NoticeSteps(jdbi, notices, prices, views, clock);
        this.reminders = new ReminderRoutes(jdbi, notices, prices, views, clock);
        this.replies = new ReplyRoutes(jdbi, notices, handovers, clock);
        this.progress = new ProgressRoutes(jdbi, notices, views);
        this.ledger = new LedgerRoutes(jdbi, notices);
        this.unreachable = new UnreachableRoutes(jdbi, notices, clock);
        this.looks = new LookRoutes(jdbi, notices, engine, outbox, written, clock);
        this.kept = new AudienceRoutes(jdbi, notices.audiences(), clock);
        this.clock = clock;
    }

    record NewNotice(
            @About(example = "ประชุมประจำเดือน") String title,

            @About(
                    value =
                            "without mobile numbers but those of offices, ID numbers, bank accounts and e-mail addresses",
                    example = "ขอเชิญประชุมวันที่ 15 ธ.ค. เวลา 09.00 น.",
                    lines = true)
            String text,

            @Nullable String titleEn,
            @About(lines = true) @Nullable String textEn,

            @About("either this or audienceId, and neither for one that follows another") @Nullable
            WhomBody audience,

            @About("of an audience that is kept; the notice keeps a copy") @Nullable
            Long audienceId,

            Speed speed,

            @About(
                    "of a quiet one: whether those who have not written by latestAt are told by a push then; no if left out")
            @Nullable
            Boolean pushRest,

            @About("whether it asks to be acknowledged; no if left out") @Nullable
            Boolean acknowledge,

            @About("whether people are addressed by their roles (เรียน กำนัน); no if left out") @Nullable
            Boolean greet,

            @About("asks one question instead: the labels of 2 to 4 buttons, each of at most 20 characters") @Nullable
            List<Choice> choices,

            @About("a page that a button opens; labelEn where there is a textEn") @Nullable
            Link link,

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
            @Nullable Boolean pushRest,
            @Nullable Boolean acknowledge,
            @Nullable Boolean greet,
            @Nullable List<Choice> choices,
            @Nullable Link link,
            @Nullable Boolean replies,
            @Nullable Instant startsAt,
            @Nullable Instant latestAt) {}

    public List<Endpoint> endpoints() {
        return Stream.of(
                        writing(),
                        looks.endpoints(),
                        steps.endpoints(),
                        reminders.endpoints(),
                        ledger.endpoints(),
                        replies.endpoints(),
                        progress.endpoints(),
                        kept.endpoints(),
                        unreachable.endpoints())
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
                        .refuses(422, "unknown-audience", "Look the id up in the list of audiences")
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
        return new Notice.Facts(
                body.title(),
                body.text(),
                body.titleEn(),
                body.textEn(),
                whom(handle, scope, body),
                body.speed(),
                Boolean.TRUE.equals(body.pushRest()),
                Boolean.TRUE.equals(body.acknowledge()),
                Boolean.TRUE.equals(body.greet()),
                Objects.requireNonNullElse(body.choices(), List.of()),
                body.link(),
                Boolean.TRUE.equals(body.replies()),
                body.follows(),
                body.startsAt(),
                body.latestAt());
    }

    /** Whom it is for, as it is written, as it is kept, or as the first has it that it follows. */
    private Notice.Whom whom(Handle handle, Scope scope, NewNotice body) {
        var written = body.audience();
        var kept = body.audienceId();
        var follows = body.follows();
        long said = Stream.of(written, kept, follows).filter(Objects::nonNull).count();
        new Fields()
                .that("audience", said == 1, "must be there, or else audienceId or follows, and one of them alone")
                .orRefuse();
        if (written != null) {
            return written.whom();
        }
        return kept != null
                ? notices.audiences().require(handle, scope, kept).audience()
                : notices.require(handle, scope, Objects.requireNonNull(follows).number())
                        .facts()
                        .audience();
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
