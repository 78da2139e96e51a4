package prasan.awards;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** The honour awards over HTTP. */
public final class AwardRoutes {
    private static final String CODE = "the award's code, such as AW69-01";
    private static final String YEAR = "year of the Buddhist era";
    static final String AREA = "code of the area whose people hear of it";
    static final String CONSENT = "whether the recipient agreed to be named in public";

    record AwardView(
            String code,
            String type,
            String title,
            @About(YEAR) int yearBe,
            @About(value = AREA, example = "71") String area,
            @About(example = "นายสมมติ ตัวอย่าง") String recipient,
            Award.RecipientKind recipientKind,
            @About(example = "71010703") String recipientArea,
            @Nullable String occupation,
            @About(example = "ทำฝายมีชีวิตกับชาวบ้าน") String achievement,
            @Nullable String prize,
            @Nullable String ceremony,
            @Nullable LocalDate ceremonyOn,
            @Nullable String venue,
            @About(CONSENT) boolean publishConsent,
            AwardStatus status,
            @Nullable Instant announcedAt,
            @Nullable String announcedBy,
            Instant createdAt,
            Instant updatedAt) {}

    record NewAward(
            @About(value = "1 to 20 of A-Z, 0-9 and -", example = "AW69-01")
            String code,

            @About(value = "code of a type of award", example = "NAKPATTANA")
            String type,

            @About(example = "นักพัฒนาชุมชนดีเด่น") String title,
            @About(value = YEAR, example = "2569") int yearBe,
            @About(value = AREA, example = "71") String area,
            @About(example = "นายสมมติ ตัวอย่าง") String recipient,
            Award.RecipientKind recipientKind,
            @About(example = "71010703") String recipientArea,
            @Nullable String occupation,

            @About(example = "ทำฝายมีชีวิตกับชาวบ้าน", lines = true)
            String achievement,

            @About(lines = true) @Nullable String prize,
            @Nullable String ceremony,
            @Nullable LocalDate ceremonyOn,
            @Nullable String venue,
            @About(CONSENT) boolean publishConsent) {}

    /** What is left out stays as it is; null clears it. */
    record AwardChange(
            @Nullable String type,
            @Nullable String title,
            @About(YEAR) @Nullable Integer yearBe,
            @About(AREA) @Nullable String area,
            @Nullable String recipient,
            Award.@Nullable RecipientKind recipientKind,
            @Nullable String recipientArea,
            @Nullable String occupation,
            @About(lines = true) @Nullable String achievement,
            @About(lines = true) @Nullable String prize,
            @Nullable String ceremony,
            @Nullable LocalDate ceremonyOn,
            @Nullable String venue,
            @About(CONSENT) @Nullable Boolean publishConsent) {}

    private final Jdbi jdbi;
    private final Awards awards;
    private final Clock clock;

    public AwardRoutes(Jdbi jdbi, Awards awards, Clock clock) {
        this.jdbi = jdbi;
        this.awards = awards;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/awards", "listAwards", "Awards, the latest entered first", this::list)
                        .right(Right.READ)
                        .query(
                                "area",
                                String.class,
                                "code of an area: awards of recipients from there and from all below it")
                        .query("year", Integer.class, YEAR)
                        .query("status", AwardStatus.class, "drafts or announced ones")
                        .query(
                                "text",
                                String.class,
                                "words of recipient, title or occupation, or the beginning of a code")
                        .givesPage(AwardView.class, Awards.ORDERS),
                Endpoint.post("/api/awards", "createAward", "Add a draft, which nobody hears of", this::create)
                        .right(Right.AWARD)
                        .takes(NewAward.class)
                        .gives(AwardView.class)
                        .once()
                        .creates()
                        .refuses(409, "code-taken", "Choose another code")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right AWARD")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                Endpoint.get("/api/awards/{code}", "readAward", "An award", this::read)
                        .right(Right.READ)
                        .path("code", String.class, CODE)
                        .gives(AwardView.class)
                        .versioned()
                        .refuses(404, "unknown-award", "Look the code up in the list"),
                Endpoint.patch(
                                "/api/awards/{code}",
                                "changeAward",
                                "Change a draft, correct an announced award, or take it back with a person's consent",
                                this::change)
                        .right(Right.AWARD)
                        .path("code", String.class, CODE)
                        .takes(AwardChange.class)
                        .gives(AwardView.class)
                        .versioned()
                        .refuses(404, "unknown-award", "Look the code up in the list")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right AWARD")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                Endpoint.post(
                                "/api/awards/{code}/announce",
                                "announceAward",
                                "Make an award public and tell the members of its area",
                                this::announce)
                        .right(Right.AWARD)
                        .path("code", String.class, CODE)
                        .gives(AwardView.class)
                        .versioned()
                        .once()
                        .refuses(404, "unknown-award", "Look the code up in the list")
                        .refuses(409, "already-announced", "Nothing is left to do")
                        .refuses(409, "consent-missing", "Ask the recipient, then set publishConsent"));
    }

    private Page<AwardView> list(Request request) {
        var filter = new Awards.Filter(
                AreaQuery.of(request),
                request.query("year", Integer.class),
                request.query("status", AwardStatus.class),
                request.query("text", String.class));
        var slice = request.slice(Awards.ORDERS);
        var rows = jdbi.withHandle(handle -> awards.list(handle, request.scope(), filter, slice));
        return Paging.page(slice, rows, Award::id, AwardRoutes::view);
    }

    private Object create(Request request) {
        var body = request.body(NewAward.class);
        var facts = new Award.Facts(
                body.type(),
                body.title(),
                body.yearBe(),
                body.area(),
                body.recipient(),
                body.recipientKind(),
                body.recipientArea(),
                body.occupation(),
                body.achievement(),
                body.prize(),
                body.ceremony(),
                body.ceremonyOn(),
                body.venue(),
                body.publishConsent());
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var award = awards.create(handle, request.scope(), body.code(), facts, at);
                    Audit.write(handle, request, row(award), null, award.facts(), at);
                    return view(award);
                },
                AwardView::code,
                (handle, code) -> view(awards.require(handle, request.scope(), code)));
    }

    private AwardView read(Request request) {
        return view(jdbi.withHandle(handle -> awards.require(handle, request.scope(), code(request))));
    }

    private AwardView change(Request request) {
        return view(jdbi.inTransaction(handle -> {
            var before = awards.lock(handle, request.scope(), code(request));
            request.seen(view(before));
            var old = before.facts();
            var facts = request.patched(AwardChange.class, old);
            var at = clock.instant();
            var award = awards.change(handle, request.scope(), code(request), facts, at);
            Audit.write(handle, request, row(award), old, award.facts(), at);
            return award;
        }));
    }

    private Object announce(Request request) {
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = awards.lock(handle, request.scope(), code(request));
                    request.seen(view(old));
                    var award = awards.announce(
                            handle,
                            request.scope(),
                            code(request),
                            request.caller().name(),
                            at);
                    Audit.write(
                            handle, request, row(award), new Standing(old.status()), new Standing(award.status()), at);
                    return view(award);
                },
                handle -> view(awards.require(handle, request.scope(), code(request))));
    }

    record Standing(AwardStatus status) {}

    private static Audit.Row row(Award award) {
        return new Audit.Row("award", award.code(), award.facts().recipientArea());
    }

    private static String code(Request request) {
        return request.path("code", String.class);
    }

    private static AwardView view(Award award) {
        var facts = award.facts();
        return new AwardView(
                award.code(),
                facts.type(),
                facts.title(),
                facts.yearBe(),
                facts.area(),
                facts.recipient(),
                facts.recipientKind(),
                facts.recipientArea(),
                facts.occupation(),
                facts.achievement(),
                facts.prize(),
                facts.ceremony(),
                facts.ceremonyOn(),
                facts.venue(),
                facts.publishConsent(),
                award.status(),
                award.announcedAt(),
                award.announcedBy(),
                award.createdAt(),
                award.updatedAt());
    }
}
