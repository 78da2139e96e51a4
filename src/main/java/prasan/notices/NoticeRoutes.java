package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.audit.Audit;
import prasan.chat.Topic;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;
import prasan.members.Member;
import prasan.officers.OfficeHours;
import prasan.outbox.PushSwitch;
import prasan.outbox.Quota;

/** What officers do with notices over HTTP: write, count, send, approve, halt, and see whom it reached. */
public final class NoticeRoutes {
    private static final String UNKNOWN = "Look the number up in the list of notices";

    private final Jdbi jdbi;
    private final Notices notices;
    private final Recipients recipients = new Recipients();
    private final Prices prices;
    private final OfficeHours hours;
    private final Clock clock;

    /**
     * @param quota how many pushes LINE's month has left
     * @param approvalFrom from how many recipients on a second officer approves
     */
    public NoticeRoutes(Jdbi jdbi, Notices notices, Quota quota, int approvalFrom, OfficeHours hours, Clock clock) {
        this.jdbi = jdbi;
        this.notices = notices;
        this.prices = new Prices(recipients, quota, approvalFrom);
        this.hours = hours;
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
            WhomBody audience,
            Speed speed,

            @About("whether it asks to be acknowledged; no if left out") @Nullable
            Boolean acknowledge,

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
            @Nullable Instant startsAt,
            @Nullable Instant latestAt) {}

    record Counts(
            int due, int sending, int accepted, int refused, int blocked, int skipped, int over, int acknowledged) {}

    record NoticeView(
            @About(example = "N-6912-0003") String number,
            NoticeStatus status,
            String title,
            String text,
            @Nullable String titleEn,
            @Nullable String textEn,
            @About("of its texts, from 1") int version,
            Notice.Whom audience,
            Speed speed,
            boolean acknowledge,
            @Nullable Instant startsAt,
            @Nullable Instant latestAt,

            @About("whether a second officer has to approve it yet")
            boolean approvalNeeded,

            @About("what keeps it from being sent now; null for nothing, or when it is not to be sent") @Nullable
            WaitsFor waitsFor,

            String createdBy,
            @Nullable String approvedBy,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt,

            @About("of recipients, by what became of it; all 0 before it begins")
            Counts counts,

            Instant createdAt,
            Instant updatedAt) {}

    /** What keeps a notice from being sent. */
    enum WaitsFor {
        APPROVAL,
        START,
        OFFICE_HOURS,
        /** All pushes are stopped. */
        PUSHES
    }

    /** As in a list: without how far it has come, which takes counting. */
    record NoticeItem(
            String number,
            NoticeStatus status,
            String title,
            Notice.Whom audience,
            Speed speed,

            @About("whether a second officer has to approve it yet")
            boolean approvalNeeded,

            String createdBy,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt,
            Instant createdAt,
            Instant updatedAt) {}

    record NoticeRecipientView(
            @About("id; null for one who was forgotten") @Nullable
            Long member,

            @Nullable String name,
            @Nullable String area,
            RecipientState state,

            @About("NO_LINE, STOPPED, CANCELLED, TOO_LATE, GONE, UNCLEAR (it may have arrived), or what LINE said")
            @Nullable
            String reason,

            @About("of the text that was sent") int version,
            @Nullable Instant acknowledgedAt,
            Instant updatedAt) {}

    record ReachView(
            @Nullable String area,
            int recipients,
            int accepted,
            int acknowledged,

            @About("were reached and have not acknowledged it")
            int silent) {}

    record ReachList(List<ReachView> items) {}

    public List<Endpoint> endpoints() {
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
                        .refuses(422, "unknown-area", "Send the code of an area that exists, or TH"),
                one(Endpoint.get("/api/notices/{number}", "readNotice", "A notice and how far it has come", this::read))
                        .gives(NoticeView.class)
                        .versioned(),
                one(Endpoint.patch("/api/notices/{number}", "changeNotice", "Change a draft", this::change))
                        .takes(NoticeChange.class)
                        .gives(NoticeView.class)
                        .versioned()
                        .refuses(409, "not-draft", "Cancel it, and write another")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right NOTICE")
                        .refuses(422, "unknown-area", "Send the code of an area that exists, or TH"),
                one(Endpoint.get(
                                "/api/notices/{number}/price",
                                "priceNotice",
                                "Whom it would reach now, and what that costs of the month's pushes",
                                this::price))
                        .gives(Prices.Price.class),
                step("send", "sendNotice", "Send a draft: at its time, or once it is approved", this::send)
                        .refuses(409, "not-draft", "It was sent before")
                        .refuses(409, "too-late", "Set a later latestAt"),
                step("approve", "approveNotice", "Let a notice go that somebody else wrote", this::approve)
                        .refuses(403, "own-notice", "Have an officer approve it who did not write it")
                        .refuses(409, "not-waiting", "It waits for no approval")
                        .refuses(409, "too-late", "Cancel it, and write another"),
                step("pause", "pauseNotice", "Halt a notice; what is on its way goes", this::pause)
                        .refuses(409, "not-sending", "It is not being sent"),
                step("resume", "resumeNotice", "Go on with a notice that was halted", this::resume)
                        .refuses(409, "not-paused", "It is not halted"),
                step("cancel", "cancelNotice", "End a notice for all whom it has not been sent to", this::cancel)
                        .refuses(409, "already-ended", "Nothing is left to do"),
                step("retry", "retryNotice", "Send it once more to those whom LINE refused", this::retry)
                        .refuses(409, "not-finished", "Wait until it is finished")
                        .refuses(409, "too-late", "Write another"),
                one(Endpoint.get(
                                "/api/notices/{number}/recipients",
                                "listNoticeRecipients",
                                "The ledger: each person that it is for, and what became of it",
                                this::recipients))
                        .query("state", RecipientState.class, "only those that stand there")
                        .query("acknowledged", Boolean.class, "only those who have, or have not, acknowledged it")
                        .query("area", String.class, "code of an area: those who were told for it or for one below it")
                        .givesPage(NoticeRecipientView.class, Recipients.ORDERS),
                one(Endpoint.get(
                                "/api/notices/{number}/reach",
                                "reachOfNotice",
                                "How far it has come by areas, those with the most silent people first",
                                this::reach))
                        .query("level", Area.Level.class, "of the areas; VILLAGE if left out")
                        .gives(ReachList.class));
    }

    private static Endpoint one(Endpoint endpoint) {
        return endpoint.right(Right.NOTICE)
                .path("number", String.class, "of the notice, such as N-6912-0003")
                .refuses(404, "unknown-notice", UNKNOWN);
    }

    private static Endpoint step(String name, String id, String summary, Endpoint.Handler handler) {
        return one(Endpoint.post("/api/notices/{number}/" + name, id, summary, handler))
                .gives(NoticeView.class)
                .once();
    }

    private Page<NoticeItem> list(Request request) {
        var slice = request.slice(Notices.ORDERS);
        var status = request.query("status", NoticeStatus.class);
        return jdbi.withHandle(handle -> Paging.page(
                slice, notices.list(handle, request.scope(), status, slice), Notice::id, NoticeRoutes::item));
    }

    private Object create(Request request) {
        var body = request.body(NewNotice.class);
        var facts = new Notice.Facts(
                body.title(),
                body.text(),
                body.titleEn(),
                body.textEn(),
                body.audience().whom(),
                body.speed(),
                Boolean.TRUE.equals(body.acknowledge()),
                body.startsAt(),
                body.latestAt());
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var notice = notices.create(handle, request.scope(), facts, writer(request), at);
                    Audit.write(handle, request, row(notice), null, notice.facts(), at);
                    return view(handle, notice);
                },
                NoticeView::number,
                (handle, number) -> view(handle, notices.require(handle, request.scope(), number)));
    }

    private NoticeView read(Request request) {
        return jdbi.withHandle(handle -> view(handle, notices.require(handle, request.scope(), number(request))));
    }

    private NoticeView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var old = notices.lock(handle, request.scope(), number(request));
            request.seen(view(handle, old));
            var facts = request.patched(NoticeChange.class, old.facts());
            var at = clock.instant();
            var notice = notices.change(handle, request.scope(), number(request), facts, writer(request), at);
            Audit.write(handle, request, row(notice), old.facts(), notice.facts(), at);
            return view(handle, notice);
        });
    }

    private Prices.Price price(Request request) {
        var notice = jdbi.withHandle(handle -> notices.require(handle, request.scope(), number(request)));
        return prices.of(jdbi, notice.facts(), clock.instant());
    }

    private Object send(Request request) {
        return step(request, (handle, number, at) -> {
            var draft = notices.require(handle, request.scope(), number);
            boolean approval = prices.approvalNeeded(handle, draft.facts(), at);
            return notices.send(handle, request.scope(), number, approval, at);
        });
    }

    private Object approve(Request request) {
        return step(
                request, (handle, number, at) -> notices.approve(handle, request.scope(), number, writer(request), at));
    }

    private Object pause(Request request) {
        return step(request, (handle, number, at) -> notices.pause(handle, request.scope(), number, true, at));
    }

    private Object resume(Request request) {
        return step(request, (handle, number, at) -> notices.pause(handle, request.scope(), number, false, at));
    }

    private Object cancel(Request request) {
        return step(request, (handle, number, at) -> notices.cancel(handle, request.scope(), number, at));
    }

    private Object retry(Request request) {
        return step(request, (handle, number, at) -> {
            var notice = notices.reopen(handle, request.scope(), number, at);
            recipients.again(handle, notice.id(), at);
            return notice;
        });
    }

    @FunctionalInterface
    private interface Step {
        Notice take(Handle handle, String number, Instant at);
    }

    record Standing(NoticeStatus status, @Nullable String approvedBy) {}

    private Object step(Request request, Step step) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = notices.lock(handle, request.scope(), number(request));
                    var notice = step.take(handle, number(request), at);
                    Audit.write(
                            handle,
                            request,
                            row(notice),
                            new Standing(old.status(), old.approvedBy()),
                            new Standing(notice.status(), notice.approvedBy()),
                            at);
                    return view(handle, notice);
                },
                handle -> view(handle, notices.require(handle, request.scope(), number(request))));
    }

    private Page<NoticeRecipientView> recipients(Request request) {
        var slice = request.slice(Recipients.ORDERS);
        return jdbi.withHandle(handle -> Paging.page(
                slice,
                recipients.list(
                        handle,
                        notices.require(handle, request.scope(), number(request))
                                .id(),
                        request.query("state", RecipientState.class),
                        request.query("acknowledged", Boolean.class),
                        request.query("area", String.class),
                        slice),
                Recipients.Recipient::id,
                one -> new NoticeRecipientView(
                        one.member(),
                        one.name(),
                        one.area(),
                        one.state(),
                        one.reason(),
                        one.version(),
                        one.acknowledgedAt(),
                        one.updatedAt())));
    }

    private ReachList reach(Request request) {
        var level = Objects.requireNonNullElse(request.query("level", Area.Level.class), Area.Level.VILLAGE);
        return jdbi.withHandle(handle -> new ReachList(
                recipients
                        .reach(
                                handle,
                                notices.require(handle, request.scope(), number(request))
                                        .id(),
                                level.digits())
                        .stream()
                        .map(one -> new ReachView(
                                one.area(), one.recipients(), one.accepted(), one.acknowledged(), one.silent()))
                        .toList()));
    }

    private static NoticeItem item(Notice notice) {
        var facts = notice.facts();
        return new NoticeItem(
                notice.number(),
                notice.status(),
                facts.title(),
                facts.audience(),
                facts.speed(),
                notice.approvalNeeded(),
                notice.createdBy(),
                notice.begunAt(),
                notice.endedAt(),
                notice.createdAt(),
                notice.updatedAt());
    }

    private NoticeView view(Handle handle, Notice notice) {
        var facts = notice.facts();
        Map<RecipientState, Integer> counts =
                notice.begunAt() == null ? Map.of() : recipients.counts(handle, notice.id());
        return new NoticeView(
                notice.number(),
                notice.status(),
                facts.title(),
                facts.text(),
                facts.titleEn(),
                facts.textEn(),
                notice.version(),
                facts.audience(),
                facts.speed(),
                facts.acknowledge(),
                facts.startsAt(),
                facts.latestAt(),
                notice.approvalNeeded(),
                waitsFor(handle, notice),
                notice.createdBy(),
                notice.approvedBy(),
                notice.begunAt(),
                notice.endedAt(),
                new Counts(
                        counts.getOrDefault(RecipientState.DUE, 0),
                        counts.getOrDefault(RecipientState.SENDING, 0),
                        counts.getOrDefault(RecipientState.ACCEPTED, 0),
                        counts.getOrDefault(RecipientState.REFUSED, 0),
                        counts.getOrDefault(RecipientState.BLOCKED, 0),
                        counts.getOrDefault(RecipientState.SKIPPED, 0),
                        counts.getOrDefault(RecipientState.OVER, 0),
                        counts.isEmpty() ? 0 : recipients.acknowledged(handle, notice.id())),
                notice.createdAt(),
                notice.updatedAt());
    }

    private @Nullable WaitsFor waitsFor(Handle handle, Notice notice) {
        var now = clock.instant();
        var starts = notice.facts().startsAt();
        if (notice.status() != NoticeStatus.WAITING && notice.status() != NoticeStatus.SENDING) {
            return null;
        } else if (notice.approvalNeeded()) {
            return WaitsFor.APPROVAL;
        } else if (starts != null && starts.isAfter(now)) {
            return WaitsFor.START;
        } else if (notice.facts().speed() != Speed.URGENT && !hours.open(now)) {
            return WaitsFor.OFFICE_HOURS;
        }
        return PushSwitch.stopped(handle) ? WaitsFor.PUSHES : null;
    }

    private static Notices.Writer writer(Request request) {
        return new Notices.Writer(request.caller().name(), request.caller().officer());
    }

    private static Audit.Row row(Notice notice) {
        var area = notice.facts().audience().area();
        return new Audit.Row("notice", notice.number(), area.equals(Notice.COUNTRY) ? null : area);
    }

    private static String number(Request request) {
        return request.path("number", String.class);
    }
}
