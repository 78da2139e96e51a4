package prasan.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.chat.Pusher;
import prasan.chat.Topic;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.flow.Value;
import prasan.outbox.PushKind;

/** The projects of the development plans. Works inside the caller's transaction; safe for all threads. */
public final class Projects {

    /** Who is to hear that a project moved on: the chats of those who reported what it solves. */
    @FunctionalInterface
    public interface Followers {
        List<String> chats(Handle handle, long projectId);
    }

    /**
     * Which projects to list; {@code null} leaves a condition out.
     *
     * @param area prefix of area codes
     * @param yearBe fiscal year in the Buddhist era
     * @param text words of the name, or a code
     */
    public record Filter(
            @Nullable String area,
            @Nullable Integer yearBe,
            @Nullable PlanStage stage,
            @Nullable String text) {}

    /** Above this the column is full. */
    private static final BigDecimal MOST_BAHT = new BigDecimal("1000000000000");

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,19}");

    private final Areas areas;
    private final Pusher pusher;
    private final Followers followers;

    public Projects(Areas areas, Pusher pusher, Followers followers) {
        this.areas = areas;
        this.pusher = pusher;
        this.followers = followers;
    }

    /**
     * Adds a project with its history so far, of which the last step is where it stands. Nobody is told: nobody follows it yet.
     *
     * @throws Refused {@code invalid-fields}, {@code code-taken}, {@code unknown-area}, {@code outside-area}, {@code illegal-move}
     */
    public Project create(
            Handle handle,
            Scope scope,
            String code,
            Project.Facts facts,
            List<Project.Step> history,
            String by,
            Instant at) {
        fields(facts)
                .that("code", CODE.matcher(code).matches(), "must be 1 to 20 of A-Z, 0-9 and -")
                .orRefuse();
        scope.require(areas.require(handle, facts.area()).code());
        if (find(handle, code).isPresent()) {
            throw new Refused("code-taken", Map.of("project", code));
        }
        var now = history.getLast();
        long id = handle.createUpdate("""
                        INSERT INTO project (code, name, dimension, objective, target, indicator, budget_baht, budget_source, do_type, agency,
                            fiscal_year_be, area, priority, lat, lon, stage, stage_changed_on, created_at, updated_at)
                        VALUES (:code, :name, :dimension, :objective, :target, :indicator, :budgetBaht, :budgetSource, :doType, :agency,
                            :fiscalYearBe, :area, :priority, :lat, :lon, :stage, :on, :at, :at)
                        """)
                .bind("code", code)
                .bindMethods(facts)
                .bind("stage", now.stage())
                .bind("on", now.changedOn())
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        log(handle, id, List.of(), history, by, at);
        return require(handle, scope, code);
    }

    /**
     * Replaces what staff may change.
     *
     * @throws Refused {@code unknown-project}, {@code invalid-fields}, {@code unknown-area}, {@code outside-area}
     */
    public Project change(Handle handle, Scope scope, String code, Project.Facts facts, Instant at) {
        fields(facts).orRefuse();
        var project = lock(handle, scope, code);
        scope.require(areas.require(handle, facts.area()).code());
        handle.createUpdate("""
                        UPDATE project SET name = :name, dimension = :dimension, objective = :objective, target = :target, indicator = :indicator,
                            budget_baht = :budgetBaht, budget_source = :budgetSource, do_type = :doType, agency = :agency, fiscal_year_be = :fiscalYearBe,
                            area = :area, priority = :priority, lat = :lat, lon = :lon, updated_at = :at
                        WHERE id = :id
                        """)
                .bindMethods(facts)
                .bind("id", project.id())
                .bind("at", at)
                .execute();
        return require(handle, scope, code);
    }

    /**
     * Moves a project to another stage and tells those who follow it.
     *
     * @param on the day in Thailand on which it came about
     * @throws Refused {@code unknown-project}, {@code illegal-move}, {@code before-last-move}, {@code invalid-fields}
     */
    public Project move(
            Handle handle,
            Scope scope,
            String code,
            PlanStage stage,
            @Nullable String note,
            String by,
            LocalDate on,
            Instant at) {
        return move(handle, scope, code, List.of(new Project.Step(stage, on, note)), by, at);
    }

    /** Takes several steps at once, as an import that catches up does; followers hear of the last one only. */
    Project move(Handle handle, Scope scope, String code, List<Project.Step> steps, String by, Instant at) {
        var project = lock(handle, scope, code);
        long change = log(handle, project.id(), history(handle, project.id()), steps, by, at);
        stand(handle, project, steps.getLast(), at);
        tell(handle, project, steps.getLast(), change);
        return require(handle, scope, code);
    }

    /**
     * Corrects the last step of a project, which stands where it says from then on. Those who follow it are told of another stage.
     *
     * @throws Refused {@code unknown-project}, {@code illegal-move}, {@code before-last-move}, {@code invalid-fields}
     */
    Project correct(Handle handle, Scope scope, String code, Project.Step step, String by, Instant at) {
        var project = lock(handle, scope, code);
        var history = history(handle, project.id());
        handle.createUpdate("DELETE FROM project_change WHERE project_id = :id AND seq = :last")
                .bind("id", project.id())
                .bind("last", history.size())
                .execute();
        long change = log(handle, project.id(), history.subList(0, history.size() - 1), List.of(step), by, at);
        stand(handle, project, step, at);
        if (step.stage() != project.stage()) {
            tell(handle, project, step, change);
        }
        return require(handle, scope, code);
    }

    private static void stand(Handle handle, Project project, Project.Step now, Instant at) {
        handle.createUpdate(
                        "UPDATE project SET stage = :stage, stage_changed_on = :on, updated_at = :at WHERE id = :id")
                .bind("stage", now.stage())
                .bind("on", now.changedOn())
                .bind("at", at)
                .bind("id", project.id())
                .execute();
    }

    private void tell(Handle handle, Project project, Project.Step now, long change) {
        var followers = this.followers.chats(handle, project.id());
        if (!followers.isEmpty()) {
            pusher.push(
                    handle,
                    PushKind.PROJECT,
                    Topic.PLANS,
                    followers,
                    "project-changed",
                    notice(project, now),
                    "project-change:" + change);
        }
    }

    private static Map<String, Value> notice(Project project, Project.Step now) {
        return Map.of(
                "code", Value.text(project.code()),
                "name", Value.text(project.facts().name()),
                "stage", new Value.Code("plan-stage", now.stage().name()),
                "next", new Value.Code("plan-next", now.stage().name()),
                "note", Value.text(now.note()));
    }

    /** Checks the steps against the graph of stages and the calendar, writes them, and gives the id of the last. */
    private static long log(
            Handle handle,
            long projectId,
            List<Project.Change> before,
            List<Project.Step> steps,
            String by,
            Instant at) {
        var been = new ArrayList<>(before.stream().map(Project.Change::stage).toList());
        @Nullable LocalDate last = before.isEmpty() ? null : before.getLast().changedOn();
        long id = 0;
        for (var step : steps) {
            new Fields()
                    .optional("note", step.note(), 1000)
                    .that("on", BuddhistEra.plausible(step.changedOn()), "must have a year of the common era")
                    .that("on", !step.changedOn().isAfter(BuddhistEra.day(at)), "must not be in the future")
                    .orRefuse();
            if (!been.isEmpty() && !been.getLast().next(been).contains(step.stage())) {
                throw new Refused(
                        "illegal-move",
                        Map.of(
                                "from",
                                been.getLast(),
                                "to",
                                step.stage(),
                                "allowed",
                                been.getLast().next(been)));
            }
            if (last != null && step.changedOn().isBefore(last)) {
                throw new Refused("before-last-move", Map.of("on", step.changedOn(), "last", last));
            }
            been.add(step.stage());
            last = step.changedOn();
            id = handle.createUpdate("""
                            INSERT INTO project_change (project_id, seq, stage, note, changed_on, changed_by, created_at)
                            VALUES (:project, :seq, :stage, :note, :changedOn, :by, :at)
                            """)
                    .bind("project", projectId)
                    .bind("seq", been.size())
                    .bindMethods(step)
                    .bind("by", by)
                    .bind("at", at)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
        }
        return id;
    }

    /** What lists can be sorted by, besides the order in which projects were entered. */
    static final List<Order<Project>> ORDERS = List.of(
            new Order<>("name", "name", String.class, project -> project.facts().name()),
            new Order<>(
                    "budgetBaht",
                    "budget_baht",
                    BigDecimal.class,
                    project -> project.facts().budgetBaht()),
            new Order<>(
                    "fiscalYearBe",
                    "fiscal_year_be",
                    Integer.class,
                    project -> project.facts().fiscalYearBe()),
            new Order<>("stageChangedOn", "stage_changed_on", LocalDate.class, Project::stageChangedOn),
            new Order<>("updatedAt", "updated_at", Instant.class, Project::updatedAt),
            new Order<>("area", "area", String.class, project -> project.facts().area()),
            new Order<>(
                    "priority",
                    "priority",
                    Integer.class,
                    project -> project.facts().priority()));

    /** A part of the projects that fit. */
    public List<Project> list(Handle handle, Scope scope, Filter filter, Slice<Project> slice) {
        var where = where(scope, filter).slice(slice, "id");
        return where.bind(handle.createQuery("SELECT * FROM project WHERE " + where + slice.ordered("id")))
                .map(ConstructorMapper.of(Project.class))
                .list();
    }

    /** The projects that fit, in the order in which a person wants them: those of {@code first} before others, then by year, the newest first, and by priority. */
    List<Project> choice(Handle handle, Filter filter, String first, int limit) {
        return select(handle, "*", Scope.ALL, filter, """
                        ORDER BY LEFT(area, CHAR_LENGTH(:first)) = :first DESC, fiscal_year_be DESC, priority IS NULL, priority, code LIMIT :limit
                        """)
                .bind("first", first)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Project.class))
                .list();
    }

    /** The fiscal years of the projects of an area, Buddhist era, newest first. */
    List<Integer> years(Handle handle, String area) {
        return select(
                        handle,
                        "DISTINCT fiscal_year_be",
                        Scope.ALL,
                        new Filter(area, null, null, null),
                        "ORDER BY fiscal_year_be DESC")
                .mapTo(Integer.class)
                .list();
    }

    /** The project of this code, which officers and chats name it by. */
    public Optional<Project> find(Handle handle, String code) {
        return one(handle, Scope.ALL, code, "");
    }

    /**
     * The project of this code, which must exist.
     *
     * @throws Refused {@code unknown-project}
     */
    public Project require(Handle handle, Scope scope, String code) {
        return one(handle, scope, code, "").orElseThrow(() -> unknown(code));
    }

    /** The stages that a project has come to, in order. */
    public List<Project.Change> history(Handle handle, long projectId) {
        return handle.createQuery("SELECT * FROM project_change WHERE project_id = :id ORDER BY seq")
                .bind("id", projectId)
                .map(ConstructorMapper.of(Project.Change.class))
                .list();
    }

    /** The project, held against others until the transaction ends. */
    Project lock(Handle handle, Scope scope, String code) {
        return one(handle, scope, code, " FOR UPDATE").orElseThrow(() -> unknown(code));
    }

    private static Optional<Project> one(Handle handle, Scope scope, String code, String lock) {
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        var where = new Where().and("code = :code", "code", code).scope("area", scope);
        return where.bind(handle.createQuery("SELECT * FROM project WHERE " + where + lock))
                .map(ConstructorMapper.of(Project.class))
                .findOne();
    }

    private static Refused unknown(String code) {
        return new Refused("unknown-project", Map.of("project", code));
    }

    private static Query select(Handle handle, String columns, Scope scope, Filter filter, String rest) {
        var where = where(scope, filter);
        return where.bind(handle.createQuery("SELECT " + columns + " FROM project WHERE " + where + " " + rest));
    }

    private static Where where(Scope scope, Filter filter) {
        return new Where()
                .scope("area", scope)
                .area("area", filter.area())
                .and("fiscal_year_be = :year", "year", filter.yearBe())
                .and("stage = :stage", "stage", filter.stage())
                .words("name", "code", filter.text());
    }

    private static Fields fields(Project.Facts facts) {
        return new Fields()
                .text("name", facts.name(), 300)
                .text("dimension", facts.dimension(), 100)
                .optional("objective", facts.objective(), 1000)
                .optional("target", facts.target(), 500)
                .optional("indicator", facts.indicator(), 500)
                .optional("budgetSource", facts.budgetSource(), 200)
                .optional("agency", facts.agency(), 200)
                .that("budgetBaht", facts.budgetBaht().signum() >= 0, "must not be negative")
                .that("budgetBaht", facts.budgetBaht().compareTo(MOST_BAHT) < 0, "must be less than " + MOST_BAHT)
                .that("fiscalYearBe", BuddhistEra.plausible(facts.fiscalYearBe()), "must be a year of the Buddhist era")
                .that(
                        "priority",
                        facts.priority() == null || (facts.priority() > 0 && facts.priority() <= 9999),
                        "must be 1 to 9999")
                .that("lat", (facts.lat() == null) == (facts.lon() == null), "and lon come together")
                .that("lat", within(facts.lat(), 90), "must be -90 to 90")
                .that("lon", within(facts.lon(), 180), "must be -180 to 180");
    }

    private static boolean within(@Nullable BigDecimal angle, int most) {
        return angle == null || angle.abs().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** The id of a project by its code, or {@code null}. */
    public static @Nullable Long idOf(Handle handle, String code) {
        return one(handle, Scope.ALL, code, "").map(Project::id).orElse(null);
    }
}
