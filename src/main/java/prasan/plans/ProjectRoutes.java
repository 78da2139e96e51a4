package prasan.plans;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaQuery;
import prasan.audit.Audit;
import prasan.flow.BuddhistEra;
import prasan.http.About;
import prasan.http.Endpoint;
import prasan.http.Page;
import prasan.http.Paging;
import prasan.http.Request;
import prasan.http.Right;

/** The projects of the development plans over HTTP. */
public final class ProjectRoutes {
    private static final String CODE = "the project's code, such as KRI-70-0002";
    private static final String YEAR = "fiscal year of the Buddhist era";

    /** A project as the API shows it. */
    record ProjectView(
            String code,
            String name,
            String dimension,
            @Nullable String objective,
            @Nullable String target,
            @Nullable String indicator,
            BigDecimal budgetBaht,
            @Nullable String budgetSource,
            DoType doType,
            @Nullable String agency,
            @About(YEAR) int fiscalYearBe,
            String area,
            @Nullable Integer priority,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lon,
            PlanStage stage,
            LocalDate stageChangedOn,
            Instant createdAt,
            Instant updatedAt,

            @About("the stages that it came to, in order; null in a list") @Nullable
            List<StageView> history,

            @About("the stages to which it may move now; null in a list") @Nullable
            List<PlanStage> next) {}

    record StageView(
            PlanStage stage, LocalDate on, @Nullable String note, String by) {}

    record NewProject(
            @About(value = "1 to 20 of A-Z, 0-9 and -", example = "KRI-70-0002")
            String code,

            @About(example = "ซ่อมถนนสายบ้านหนองปลาไหล") String name,
            @About(example = "โครงสร้างพื้นฐาน") String dimension,
            @About(lines = true) @Nullable String objective,
            @About(lines = true) @Nullable String target,
            @About(lines = true) @Nullable String indicator,
            @About(example = "480000") BigDecimal budgetBaht,
            @Nullable String budgetSource,
            DoType doType,
            @Nullable String agency,
            @About(value = YEAR, example = "2570") int fiscalYearBe,

            @About(value = "area code of 2, 4, 6 or 8 digits", example = "71010703")
            String area,

            @About("1 is the most urgent") @Nullable Integer priority,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lon,

            @About("where it stands; PROPOSED if left out") @Nullable
            PlanStage stage,

            @About("since when; today if left out") @Nullable
            LocalDate stageChangedOn) {}

    /** What is left out stays as it is; null clears it. */
    record ProjectChange(
            @Nullable String name,
            @Nullable String dimension,
            @About(lines = true) @Nullable String objective,
            @About(lines = true) @Nullable String target,
            @About(lines = true) @Nullable String indicator,
            @Nullable BigDecimal budgetBaht,
            @Nullable String budgetSource,
            @Nullable DoType doType,
            @Nullable String agency,
            @About(YEAR) @Nullable Integer fiscalYearBe,
            @Nullable String area,
            @Nullable Integer priority,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lon) {}

    record StageChange(
            PlanStage stage,

            @About(value = "told to the reporters: no personal data", lines = true) @Nullable
            String note,

            @About("the day on which it came about; today if left out") @Nullable
            LocalDate on) {}

    /** What is left out stays as it is; null clears the note. */
    record StageCorrection(
            @Nullable PlanStage stage,
            @About(lines = true) @Nullable String note,
            @About("not in the future") @Nullable LocalDate on) {}

    private final Jdbi jdbi;
    private final Projects projects;
    private final Clock clock;

    public ProjectRoutes(Jdbi jdbi, Projects projects, Clock clock) {
        this.jdbi = jdbi;
        this.projects = projects;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/projects",
                                "listProjects",
                                "Projects, the latest entered first unless sorted otherwise",
                                this::list)
                        .right(Right.READ)
                        .query("area", String.class, "code of an area: projects there and in all below it")
                        .query("year", Integer.class, YEAR)
                        .query("stage", PlanStage.class, "where it stands")
                        .query("text", String.class, "words of the name, or the beginning of a code")
                        .givesPage(ProjectView.class, Projects.ORDERS),
                Endpoint.post("/api/projects", "createProject", "Add a project", this::create)
                        .right(Right.PLAN)
                        .takes(NewProject.class)
                        .gives(ProjectView.class)
                        .once()
                        .creates()
                        .refuses(409, "code-taken", "Choose another code")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right PLAN")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                Endpoint.get("/api/projects/{code}", "readProject", "A project with its history", this::read)
                        .right(Right.READ)
                        .path("code", String.class, CODE)
                        .gives(ProjectView.class)
                        .versioned()
                        .refuses(404, "unknown-project", "Look the code up in the list"),
                Endpoint.patch(
                                "/api/projects/{code}",
                                "changeProject",
                                "Change what is known of a project",
                                this::change)
                        .right(Right.PLAN)
                        .path("code", String.class, CODE)
                        .takes(ProjectChange.class)
                        .gives(ProjectView.class)
                        .versioned()
                        .refuses(404, "unknown-project", "Look the code up in the list")
                        .refuses(422, "invalid-fields", "Correct the fields that are named")
                        .refuses(422, "outside-area", "Send an area in which you have the right PLAN")
                        .refuses(422, "unknown-area", "Send the code of an area that exists"),
                Endpoint.post(
                                "/api/projects/{code}/stage",
                                "moveProject",
                                "Move a project to another stage, which is told to those who reported what it solves",
                                this::move)
                        .right(Right.PLAN)
                        .path("code", String.class, CODE)
                        .takes(StageChange.class)
                        .gives(ProjectView.class)
                        .versioned()
                        .once()
                        .refuses(404, "unknown-project", "Look the code up in the list")
                        .refuses(409, "illegal-move", "Move to one of the stages in \"allowed\"")
                        .refuses(422, "before-last-move", "Send a day that is not before the last move")
                        .refuses(422, "invalid-fields", "Correct the fields that are named"),
                Endpoint.patch(
                                "/api/projects/{code}/stage",
                                "correctProjectStage",
                                "Correct the last move of a project; another stage is told to those who reported what it solves",
                                this::correct)
                        .right(Right.PLAN)
                        .path("code", String.class, CODE)
                        .takes(StageCorrection.class)
                        .gives(ProjectView.class)
                        .versioned()
                        .refuses(404, "unknown-project", "Look the code up in the list")
                        .refuses(409, "illegal-move", "Send one of the stages in \"allowed\"")
                        .refuses(422, "before-last-move", "Send a day that is not before the move before")
                        .refuses(422, "invalid-fields", "Correct the fields that are named"));
    }

    private Page<ProjectView> list(Request request) {
        var filter = new Projects.Filter(
                AreaQuery.of(request),
                request.query("year", Integer.class),
                request.query("stage", PlanStage.class),
                request.query("text", String.class));
        var slice = request.slice(Projects.ORDERS);
        var rows = jdbi.withHandle(handle -> projects.list(handle, request.scope(), filter, slice));
        return Paging.page(slice, rows, Project::id, project -> view(project, null, null));
    }

    private Object create(Request request) {
        var body = request.body(NewProject.class);
        var facts = new Project.Facts(
                body.name(),
                body.dimension(),
                body.objective(),
                body.target(),
                body.indicator(),
                body.budgetBaht(),
                body.budgetSource(),
                body.doType(),
                body.agency(),
                body.fiscalYearBe(),
                body.area(),
                body.priority(),
                body.lat(),
                body.lon());
        var start = new Project.Step(or(body.stage(), PlanStage.PROPOSED), or(body.stageChangedOn(), today()), null);
        var at = clock.instant();
        return request.made(
                jdbi,
                at,
                handle -> {
                    var project = projects.create(
                            handle,
                            request.scope(),
                            body.code(),
                            facts,
                            List.of(start),
                            request.caller().name(),
                            at);
                    Audit.write(handle, request, row(project), null, project.facts(), at);
                    return view(handle, project);
                },
                ProjectView::code,
                (handle, code) -> view(handle, projects.require(handle, request.scope(), code)));
    }

    private static Audit.Row row(Project project) {
        return new Audit.Row("project", project.code(), project.facts().area());
    }

    private ProjectView read(Request request) {
        return jdbi.inTransaction(handle -> view(handle, projects.require(handle, request.scope(), code(request))));
    }

    private ProjectView change(Request request) {
        return jdbi.inTransaction(handle -> {
            var before = projects.lock(handle, request.scope(), code(request));
            request.seen(view(handle, before));
            var old = before.facts();
            var facts = request.patched(ProjectChange.class, old);
            var at = clock.instant();
            var project = projects.change(handle, request.scope(), code(request), facts, at);
            Audit.write(handle, request, row(project), old, project.facts(), at);
            return view(handle, project);
        });
    }

    private Object move(Request request) {
        var body = request.body(StageChange.class);
        var at = clock.instant();
        return request.once(
                jdbi,
                at,
                handle -> {
                    var old = projects.lock(handle, request.scope(), code(request));
                    request.seen(view(handle, old));
                    var project = projects.move(
                            handle,
                            request.scope(),
                            code(request),
                            body.stage(),
                            body.note(),
                            request.caller().name(),
                            or(body.on(), today()),
                            at);
                    Audit.write(handle, request, row(project), Standing.of(old), Standing.of(project), at);
                    return view(handle, project);
                },
                handle -> view(handle, projects.require(handle, request.scope(), code(request))));
    }

    /** The last move as it is, which a correction names the fields of. */
    record LastMove(PlanStage stage, @Nullable String note, LocalDate on) {}

    private ProjectView correct(Request request) {
        var at = clock.instant();
        return jdbi.inTransaction(handle -> {
            var old = projects.lock(handle, request.scope(), code(request));
            request.seen(view(handle, old));
            var last = projects.history(handle, old.id()).getLast();
            var now = request.patched(StageCorrection.class, new LastMove(last.stage(), last.note(), last.changedOn()));
            var project = projects.correct(
                    handle,
                    request.scope(),
                    code(request),
                    new Project.Step(now.stage(), now.on(), now.note()),
                    request.caller().name(),
                    at);
            Audit.write(handle, request, row(project), Standing.of(old), Standing.of(project), at);
            return view(handle, project);
        });
    }

    record Standing(PlanStage stage, LocalDate since) {
        static Standing of(Project project) {
            return new Standing(project.stage(), project.stageChangedOn());
        }
    }

    private static String code(Request request) {
        return request.path("code", String.class);
    }

    /** The day in Thailand. */
    private LocalDate today() {
        return BuddhistEra.day(clock.instant());
    }

    private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private ProjectView view(Handle handle, Project project) {
        var history = projects.history(handle, project.id());
        return view(
                project,
                history.stream()
                        .map(change ->
                                new StageView(change.stage(), change.changedOn(), change.note(), change.changedBy()))
                        .toList(),
                project.stage().next(history.stream().map(Project.Change::stage).toList()).stream()
                        .toList());
    }

    private static ProjectView view(
            Project project, @Nullable List<StageView> history, @Nullable List<PlanStage> next) {
        var facts = project.facts();
        return new ProjectView(
                project.code(),
                facts.name(),
                facts.dimension(),
                facts.objective(),
                facts.target(),
                facts.indicator(),
                facts.budgetBaht(),
                facts.budgetSource(),
                facts.doType(),
                facts.agency(),
                facts.fiscalYearBe(),
                facts.area(),
                facts.priority(),
                facts.lat(),
                facts.lon(),
                project.stage(),
                project.stageChangedOn(),
                project.createdAt(),
                project.updatedAt(),
                history,
                next);
    }
}
