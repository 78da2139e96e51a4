package prasan.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.flow.Value;
import prasan.support.Pushes;
import prasan.support.TestDatabase;

class ProjectsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private final Database database = TestDatabase.fresh();
    private final Pushes told = new Pushes();
    private final Projects projects =
            new Projects(new Areas(), told, (handle, project) -> List.of("U-reporter", "U-other"));
    private Handle handle;

    @BeforeEach
    void open() {
        handle = database.jdbi().open();
    }

    @AfterEach
    void close() {
        handle.close();
        database.close();
    }

    static Project.Facts facts(String name, String area, int year) {
        return new Project.Facts(
                name,
                "โครงสร้างพื้นฐาน",
                null,
                null,
                null,
                new BigDecimal("480000"),
                "งบ อปท.",
                DoType.AGENCY,
                "อบต. ในพื้นที่",
                year,
                area,
                1,
                new BigDecimal("14.138"),
                new BigDecimal("99.419"));
    }

    private Project create(String code, String name, String area, int year) {
        return projects.create(
                handle,
                Scope.ALL,
                code,
                facts(name, area, year),
                List.of(new Project.Step(PlanStage.PROPOSED, DAY, null)),
                "OF02",
                NOW);
    }

    @Test
    void whatIsCreatedIsReadBackWithItsHistory() {
        var created = create("KRI-70-0001", "ถนนคอนกรีตสายบ้านหัวนา", "71010703", 2570);

        assertThat(projects.find(handle, "KRI-70-0001")).contains(created);
        assertThat(created.facts()).isEqualTo(facts("ถนนคอนกรีตสายบ้านหัวนา", "71010703", 2570));
        assertThat(created.stage()).isEqualTo(PlanStage.PROPOSED);
        assertThat(created.stageChangedOn()).isEqualTo(DAY);
        assertThat(created.createdAt()).isEqualTo(NOW);
        assertThat(projects.history(handle, created.id()))
                .containsExactly(new Project.Change(1, PlanStage.PROPOSED, DAY, null, "OF02"));
        assertThat(told.all()).isEmpty();
    }

    @Test
    void everythingWrongWithTheFieldsIsToldAtOnce() {
        assertThatThrownBy(() -> projects.create(
                        handle,
                        Scope.ALL,
                        "ก 1",
                        facts("ก".repeat(301), "7101", 2027),
                        List.of(new Project.Step(PlanStage.PROPOSED, DAY, null)),
                        "OF02",
                        NOW))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("invalid-fields");
                    assertThat(refused.args().get("fields"))
                            .asInstanceOf(InstanceOfAssertFactories.MAP)
                            .containsOnlyKeys("code", "name", "fiscalYearBe");
                });
    }

    @Test
    void aCodeIsTakenOnceAndAnAreaMustExist() {
        create("KRI-70-0001", "ถนน", "7101", 2570);

        assertThatThrownBy(() -> create("KRI-70-0001", "สะพาน", "7101", 2570)).hasMessageStartingWith("code-taken");
        assertThatThrownBy(() -> create("KRI-70-0002", "สะพาน", "7199", 2570)).hasMessageStartingWith("unknown-area");
    }

    @Test
    void aMoveIsWrittenDownAndToldToThoseWhoFollow() {
        create("KRI-70-0001", "ถนน", "710107", 2570);

        var moved = projects.move(
                handle,
                Scope.ALL,
                "KRI-70-0001",
                PlanStage.VILLAGE_PLAN,
                "มติประชาคม",
                "OF02",
                DAY.plusDays(1),
                NOW.plusSeconds(86_400));

        assertThat(moved.stage()).isEqualTo(PlanStage.VILLAGE_PLAN);
        assertThat(moved.stageChangedOn()).isEqualTo(DAY.plusDays(1));
        assertThat(moved.updatedAt()).isEqualTo(NOW.plusSeconds(86_400));
        assertThat(projects.history(handle, moved.id()))
                .extracting(Project.Change::seq, Project.Change::stage, Project.Change::note)
                .containsExactly(tuple(1, PlanStage.PROPOSED, null), tuple(2, PlanStage.VILLAGE_PLAN, "มติประชาคม"));
        assertThat(told.all()).singleElement().satisfies(notice -> {
            assertThat(notice.chats()).containsExactly("U-reporter", "U-other");
            assertThat(notice.template()).isEqualTo("project-changed");
            assertThat(notice.once()).matches("project-change:\\d+");
            assertThat(notice.values())
                    .isEqualTo(Map.of(
                            "code", new Value.Text("KRI-70-0001"),
                            "name", new Value.Text("ถนน"),
                            "stage", new Value.Code("plan-stage", "VILLAGE_PLAN"),
                            "next", new Value.Code("plan-next", "VILLAGE_PLAN"),
                            "note", new Value.Text("มติประชาคม")));
        });
    }

    @Test
    void aMoveThatTheGraphDoesNotHaveIsRefusedAndNamesThoseItHas() {
        create("KRI-70-0001", "ถนน", "7101", 2570);

        assertThatThrownBy(() ->
                        projects.move(handle, Scope.ALL, "KRI-70-0001", PlanStage.COMPLETED, null, "OF02", DAY, NOW))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("illegal-move");
                    assertThat(refused.args())
                            .containsEntry("from", PlanStage.PROPOSED)
                            .containsEntry("to", PlanStage.COMPLETED)
                            .containsEntry("allowed", PlanStage.PROPOSED.next());
                });
        assertThat(projects.require(handle, Scope.ALL, "KRI-70-0001").stage()).isEqualTo(PlanStage.PROPOSED);
        assertThat(told.all()).isEmpty();
    }

    @Test
    void aStepCannotBeOlderThanTheOneBefore() {
        create("KRI-70-0001", "ถนน", "7101", 2570);

        assertThatThrownBy(() -> projects.move(
                        handle, Scope.ALL, "KRI-70-0001", PlanStage.VILLAGE_PLAN, null, "OF02", DAY.minusDays(1), NOW))
                .hasMessageStartingWith("before-last-move");
    }

    @Test
    void aDeferredProjectComesBackToTheStageItLeft() {
        create("KRI-70-0001", "ถนน", "7101", 2570);
        for (var stage : List.of(PlanStage.VILLAGE_PLAN, PlanStage.DEFERRED, PlanStage.VILLAGE_PLAN)) {
            projects.move(handle, Scope.ALL, "KRI-70-0001", stage, null, "OF02", DAY, NOW);
        }
        projects.move(handle, Scope.ALL, "KRI-70-0001", PlanStage.DEFERRED, null, "OF02", DAY, NOW);

        assertThatThrownBy(() -> projects.move(
                        handle, Scope.ALL, "KRI-70-0001", PlanStage.TAMBON_REVIEW, null, "OF02", DAY, NOW))
                .hasMessageStartingWith("illegal-move");
    }

    @Test
    void changingTheFieldsLeavesTheStageAlone() {
        create("KRI-70-0001", "ถนน", "7101", 2570);

        var changed = projects.change(
                handle, Scope.ALL, "KRI-70-0001", facts("ถนนลาดยาง", "710107", 2571), NOW.plusSeconds(1));

        assertThat(changed.facts()).isEqualTo(facts("ถนนลาดยาง", "710107", 2571));
        assertThat(changed.stage()).isEqualTo(PlanStage.PROPOSED);
        assertThatThrownBy(() -> projects.change(handle, Scope.ALL, "NONE", facts("ถนน", "7101", 2570), NOW))
                .hasMessageStartingWith("unknown-project");
    }

    @Test
    void aListIsNarrowedByAreaYearStageAndWordsAndReadInPages() {
        create("KRI-70-0001", "ก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านหัวนา", "71010305", 2570);
        create("KRI-70-0002", "ปรับปรุงระบบประปาหมู่บ้าน", "71010703", 2570);
        create("KRI-71-0003", "ถนนลูกรังบ้านใหม่ 100%", "710207", 2571);
        projects.move(handle, Scope.ALL, "KRI-70-0002", PlanStage.VILLAGE_PLAN, null, "OF02", DAY, NOW);

        assertThat(codes("7101", null, null, null)).containsExactly("KRI-70-0002", "KRI-70-0001");
        assertThat(codes(null, 2571, null, null)).containsExactly("KRI-71-0003");
        assertThat(codes(null, null, PlanStage.VILLAGE_PLAN, null)).containsExactly("KRI-70-0002");
        assertThat(codes(null, null, null, "ถนนหัวนา")).containsExactly("KRI-70-0001");
        assertThat(codes(null, null, null, "ถนน")).containsExactly("KRI-71-0003", "KRI-70-0001");
        assertThat(codes(null, null, null, "100%")).containsExactly("KRI-71-0003");
        assertThat(codes(null, null, null, "%")).containsExactly("KRI-71-0003");
        assertThat(codes(null, null, null, "ป่า")).isEmpty();
        assertThat(codes(null, null, null, "kri-70")).containsExactly("KRI-70-0002", "KRI-70-0001");

        var all = new Projects.Filter(null, null, null, null);
        var first = projects.list(handle, Scope.ALL, all, Slice.latest(2));
        assertThat(first).extracting(Project::code).containsExactly("KRI-71-0003", "KRI-70-0002");
        assertThat(projects.list(
                        handle,
                        Scope.ALL,
                        all,
                        new Slice<>(null, true, null, first.getLast().id(), 2)))
                .extracting(Project::code)
                .containsExactly("KRI-70-0001");
    }

    private List<String> codes(
            @Nullable String area, @Nullable Integer year, @Nullable PlanStage stage, @Nullable String text) {
        return projects.list(handle, Scope.ALL, new Projects.Filter(area, year, stage, text), Slice.latest(50)).stream()
                .map(Project::code)
                .toList();
    }
}
