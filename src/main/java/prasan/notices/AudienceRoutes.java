package prasan.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.audit.Audit;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** Whom officers often tell something, kept by a name, over HTTP. */
final class AudienceRoutes {
    private final Jdbi jdbi;
    private final Audiences audiences;
    private final Clock clock;

    AudienceRoutes(Jdbi jdbi, Audiences audiences, Clock clock) {
        this.jdbi = jdbi;
        this.audiences = audiences;
        this.clock = clock;
    }

    record AudienceView(
            long id, String name, Notice.Whom audience, String createdBy, Instant createdAt, Instant updatedAt) {
        static AudienceView of(Audiences.Kept kept) {
            return new AudienceView(
                    kept.id(), kept.name(), kept.audience(), kept.createdBy(), kept.createdAt(), kept.updatedAt());
        }
    }

    /** As in a list. */
    record AudienceItem(long id, String name, String area, String createdBy, Instant updatedAt) {}

    record NewAudience(
            @About(max = 100, example = "กรรมการ ศอช. ทั้งอำเภอ")
            String name,

            WhomBody audience) {}

    /** What is left out stays as it is. */
    record AudienceChange(@Nullable String name, @Nullable WhomBody audience) {}

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/audiences", "listAudiences", "Audiences that are kept by a name", this::list)
                        .right(Right.NOTICE)
                        .givesPage(AudienceItem.class, Audiences.ORDERS),
                written(Endpoint.post("/api/audiences", "createAudience", "Keep an audience by a name", this::create))
                        .takes(NewAudience.class)
                        .creates()
                        .once(),
                one(Endpoint.get("/api/audiences/{id}", "readAudience", "An audience", this::read))
                        .versioned(),
                written(one(Endpoint.patch(
                                "/api/audiences/{id}",
                                "changeAudience",
                                "Change an audience; notices that were made of it stay as they are",
                                this::change)))
                        .takes(AudienceChange.class)
                        .versioned(),
                one(Endpoint.delete(
                        "/api/audiences/{id}", "removeAudience", "Keep an audience no more", this::remove)));
    }

    private static Endpoint one(Endpoint endpoint) {
        return endpoint.right(Right.NOTICE)
                .path("id", Long.class, "of the audience")
                .gives(AudienceView.class)
                .refuses(404, "unknown-audience", "Look the id up in the list of audiences");
    }

    private static Endpoint written(Endpoint endpoint) {
        return endpoint.right(Right.NOTICE)
                .gives(AudienceView.class)
                .refuses(422, "invalid-fields", "Correct the fields that are named")
                .refuses(422, "outside-area", "Send an area in which you have the right NOTICE")
                .refuses(422, "unknown-area", "Send the code of an area that exists, or TH");
    }

    private Page<AudienceItem> list(Request request) {
        var slice = request.slice(Audiences.ORDERS);
        return jdbi.withHandle(handle -> Paging.page(
                slice,
                audiences.list(handle, request.scope(), slice),
                Audiences.Kept::id,
                kept -> new AudienceItem(
                        kept.id(), kept.name(), kept.audience().area(), kept.createdBy(), kept.updatedAt())));
    }

    private Object create(Request request) {
        var body = request.body(NewAudience.class);
        var facts = new Audiences.Facts(body.name(), body.audience().whom());
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var kept = audiences.create(
                            handle, request.scope(), facts, request.caller().name(), at);
                    Audit.write(handle, request, row(kept), null, kept.facts(), at);
                    return AudienceView.of(kept);
                },
                made -> String.valueOf(made.id()),
                (handle, id) -> AudienceView.of(audiences.require(handle, request.scope(), Long.parseLong(id))));
    }

    private AudienceView read(Request request) {
        return jdbi.withHandle(handle -> AudienceView.of(audiences.require(handle, request.scope(), id(request))));
    }

    private AudienceView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var old = audiences.lock(handle, request.scope(), id(request));
            request.seen(AudienceView.of(old));
            var at = clock.instant();
            var facts = request.patched(AudienceChange.class, old.facts());
            var kept = audiences.change(handle, request.scope(), old.id(), facts, at);
            Audit.write(handle, request, row(kept), old.facts(), kept.facts(), at);
            return AudienceView.of(kept);
        });
    }

    private AudienceView remove(Request request) {
        return jdbi.inTransaction(handle -> {
            var old = audiences.lock(handle, request.scope(), id(request));
            Audiences.remove(handle, old);
            Audit.write(handle, request, row(old), old.facts(), null, clock.instant());
            return AudienceView.of(old);
        });
    }

    private static long id(Request request) {
        return request.path("id", Long.class);
    }

    private static Audit.Row row(Audiences.Kept kept) {
        return new Audit.Row("audience", String.valueOf(kept.id()), Audiences.area(kept.audience()));
    }
}
