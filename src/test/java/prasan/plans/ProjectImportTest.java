package prasan.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.areas.Areas;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.flow.Value;
import prasan.support.Pushes;
import prasan.support.TestDatabase;

class ProjectImportTest {
    private static final String HEADING =
            "code,name,dimension,objective,target,indicator,budget_baht,budget_source,do_type,agency,fiscal_year_be,area,priority,lat,lon,stage,stage_changed_on,history\n";
    private static final String ROAD =
            "KRI-70-0001,ถนนคอนกรีต,โครงสร้างพื้นฐาน,,,,\"๔๘๐,๐๐๐\",งบ อปท.,ทำให้,อบต.,ปี ๗๐,71010703,1,14.1,99.4,TAMBON_REVIEW,๑๔/๑/๒๕๖๙,"
                    + "PROPOSED 2025-10-06; VILLAGE_PLAN 25/11/2568 ผ่านประชาคม\n";
    private static final String WELL =
            "KRI-70-0002,บ่อบาดาล,แหล่งน้ำ,,,,690000,,AGENCY,,2570,7110,,,,PROPOSED,2026-01-29,\n";

    private final Database database = TestDatabase.fresh();
    private final Pushes told = new Pushes();
    private final Areas areas = new Areas();
    private final Projects projects = new Projects(areas, told, (handle, project) -> List.of("U-reporter"));
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    @AfterEach
    void close() {
        database.close();
    }

    private Import.Result run(String file, boolean apply) {
        return Import.run(
                database.jdbi(),
                new ProjectImport(projects, areas, Importer.OPERATOR),
                file.getBytes(StandardCharsets.UTF_8),
                NOW,
                apply,
                (handle, result) -> {});
    }

    private Project project(String code) {
        return database.jdbi().withHandle(handle -> projects.require(handle, Scope.ALL, code));
    }

    private int count() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM project")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndWritesNothing() {
        var result = run(HEADING + ROAD + WELL, false);

        assertThat(result.refused()).isFalse();
        assertThat(result.lines())
                .startsWith("new KRI-70-0001")
                .contains(
                        "    do_type: AGENCY",
                        "    fiscal_year_be: 2570",
                        "    stage: PROPOSED 2026-01-29",
                        "new KRI-70-0002")
                .endsWith("2 new, 0 changed, 0 unchanged.");
        assertThat(count()).isZero();
    }

    @Test
    void anAppliedImportReadsThaiDigitsYearsDaysAndTheHistory() {
        assertThat(run("\ufeff" + HEADING + ROAD, true).lines())
                .startsWith("new KRI-70-0001")
                .endsWith("1 new, 0 changed, 0 unchanged.");

        var road = project("KRI-70-0001");
        assertThat(road.facts().budgetBaht()).isEqualByComparingTo("480000");
        assertThat(road.facts().fiscalYearBe()).isEqualTo(2570);
        assertThat(road.facts().doType()).isEqualTo(DoType.AGENCY);
        assertThat(road.facts().objective()).isNull();
        assertThat(road.stageChangedOn()).isEqualTo(LocalDate.of(2026, 1, 14));
        assertThat(database.jdbi()
                        .<List<Project.Change>, RuntimeException>withHandle(
                                handle -> projects.history(handle, road.id())))
                .containsExactly(
                        new Project.Change(1, PlanStage.PROPOSED, LocalDate.of(2025, 10, 6), null, "import"),
                        new Project.Change(
                                2, PlanStage.VILLAGE_PLAN, LocalDate.of(2025, 11, 25), "ผ่านประชาคม", "import"),
                        new Project.Change(3, PlanStage.TAMBON_REVIEW, LocalDate.of(2026, 1, 14), null, "import"));
    }

    @Test
    void applyingTheSameFileAgainChangesNothing() {
        run(HEADING + ROAD + WELL, true);
        var before = project("KRI-70-0001");

        assertThat(run(HEADING + ROAD + WELL, true).lines()).containsExactly("0 new, 0 changed, 2 unchanged.");
        assertThat(project("KRI-70-0001")).isEqualTo(before);
        assertThat(told.all()).isEmpty();
    }

    @Test
    void whatChangesIsShownOldAndNew() {
        run(HEADING + WELL, true);

        var result = run(HEADING + WELL.replace("690000,", "700000,งบ อบจ."), true);

        assertThat(result.lines())
                .containsExactly(
                        "changed KRI-70-0002",
                        "    budget_baht: 690000.00 → 700000.00",
                        "    budget_source: (empty) → งบ อบจ.",
                        "0 new, 1 changed, 0 unchanged.");
    }

    @Test
    void aLaterStageIsAMoveThatIsToldOnce() {
        run(HEADING + WELL, true);

        var moved = WELL.replace(
                "PROPOSED,2026-01-29,",
                "TAMBON_PLAN,2026-05-01,PROPOSED 2026-01-29; VILLAGE_PLAN 2026-02-01; TAMBON_REVIEW 2026-03-01");
        var result = run(HEADING + moved, true);

        assertThat(result.lines())
                .containsExactly(
                        "changed KRI-70-0002",
                        "    stage: PROPOSED → VILLAGE_PLAN → TAMBON_REVIEW → TAMBON_PLAN",
                        "0 new, 1 changed, 0 unchanged.");
        assertThat(told.all())
                .singleElement()
                .satisfies(notice -> assertThat(notice.values().get("stage"))
                        .isEqualTo(new Value.Code("plan-stage", "TAMBON_PLAN")));
        assertThat(run(HEADING + moved, true).lines()).containsExactly("0 new, 0 changed, 1 unchanged.");
    }

    @Test
    void aStageThatCannotFollowIsRefusedByItsColumn() {
        run(HEADING + WELL, true);

        var result = run(HEADING + WELL.replace("PROPOSED,2026-01-29", "COMPLETED,2026-05-01"), true);

        assertThat(result.refused()).isTrue();
        assertThat(result.lines().getFirst())
                .startsWith("line 2, column stage: illegal move")
                .contains("PROPOSED", "COMPLETED");
        assertThat(project("KRI-70-0002").stage()).isEqualTo(PlanStage.PROPOSED);
    }

    @Test
    void theDayOfTheLastStepCanBeCorrectedAndIsNotOfTheFuture() {
        run(HEADING + WELL, true);

        assertThat(run(HEADING + WELL.replace("2026-01-29", "2026-01-30"), true).lines())
                .containsExactly(
                        "changed KRI-70-0002",
                        "    stage_changed_on: 2026-01-29 → 2026-01-30",
                        "0 new, 1 changed, 0 unchanged.");
        assertThat(told.all()).isEmpty();
        assertThat(run(HEADING + WELL.replace("2026-01-29", "2126-11-30"), true)
                        .lines()
                        .getFirst())
                .isEqualTo("line 2, column stage_changed_on: must not be in the future");
    }

    @Test
    void everyErrorIsNamedByLineAndColumnAndNothingIsKept() {
        var bad = "KRI-70-0003,,สังคม,,,,มาก,,ทำทุกอย่าง,,ปีหน้า,719999,หนึ่ง,,99.4,DONE,31/2/2569,VILLAGE\n";

        var result = run(
                HEADING + ROAD + bad + "bad code,ชื่อ,สังคม,,,,1,,SELF,,2027,7101,,,99.4,PROPOSED,2026-01-29,\n" + WELL,
                true);

        assertThat(result.refused()).isTrue();
        assertThat(result.lines())
                .containsExactlyInAnyOrder(
                        "line 3, column name: is empty",
                        "line 3, column budget_baht: \"มาก\" is not an amount in baht",
                        "line 3, column do_type: \"ทำทุกอย่าง\" is not one of SELF, JOINT, AGENCY, ทำร่วม, ทำเอง, ทำให้",
                        "line 3, column fiscal_year_be: \"ปีหน้า\" is not a year like 2570",
                        "line 3, column area: \"719999\" is not the code of an area",
                        "line 3, column priority: \"หนึ่ง\" is not a whole number",
                        "line 3, column stage: \"DONE\" is not one of PROPOSED, VILLAGE_PLAN, TAMBON_REVIEW, TAMBON_PLAN, LOCAL_PLAN, AMPHOE_PLAN, "
                                + "PROVINCE_PLAN, CLUSTER_PLAN, BUDGET_REQUESTED, BUDGET_APPROVED, PROCUREMENT, IN_PROGRESS, COMPLETED, DEFERRED, REJECTED, CANCELLED",
                        "line 3, column stage_changed_on: \"31/2/2569\" is not a day like 2026-08-02 or 2/8/2569",
                        "line 3, column history: \"VILLAGE\" is not a stage, a day and a note: PROPOSED 2025-10-06",
                        "line 4, column code: must be 1 to 20 of A-Z, 0-9 and -",
                        "line 4, column lat: and lon come together",
                        "Nothing was imported: 11 errors.");
        assertThat(count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "priority, 1.5, a whole number",
        "priority, 99999999999, a whole number",
        "priority, 1e5, a whole number",
        "budget_baht, 1e999999999, an amount in baht",
        "budget_baht, 1.2.3, an amount in baht",
        "fiscal_year_be, 99999999999, a year like 2570",
        "fiscal_year_be, 2570.5, a year like 2570",
        "lat, 1e999999999, a latitude in degrees"
    })
    void aNumberThatIsNoneIsNamedByItsPlace(String column, String cell, String wanted) {
        var cells = WELL.replace("PROPOSED,2026-01-29,\n", "PROPOSED,2026-01-29")
                .replace(",,,,PROPOSED", ",1,14,99,PROPOSED")
                .split(",", -1);
        cells[List.of(HEADING.split(",")).indexOf(column)] = cell;

        assertThat(run(HEADING + String.join(",", cells) + ",\n", true).lines())
                .containsExactly(
                        "line 2, column " + column + ": \"" + cell + "\" is not " + wanted,
                        "Nothing was imported: 1 error.");
    }

    @Test
    void aCodeThatIsThereTwiceNamesBothLines() {
        assertThat(run(HEADING + WELL + WELL, true).lines())
                .containsExactly("line 3: KRI-70-0002 is on line 2 too", "Nothing was imported: 1 error.");
    }

    @Test
    void noMoreThanAHundredErrorsAreListed() {
        var file = new StringBuilder(HEADING);
        for (int i = 0; i < 130; i++) {
            file.append("KRI-70-").append(i).append(",,แหล่งน้ำ,,,,1,,SELF,,2570,7110,,,,PROPOSED,2026-01-29,\n");
        }

        assertThat(run(file.toString(), true).lines())
                .hasSize(102)
                .contains("and 30 more", "Nothing was imported: 130 errors.");
    }

    @Test
    void aFileInAnotherEncodingIsRefusedAsAWhole() {
        var result = Import.run(
                database.jdbi(),
                new ProjectImport(projects, areas, Importer.OPERATOR),
                (HEADING + WELL).getBytes(Charset.forName("x-windows-874")),
                NOW,
                true,
                (handle, kept) -> {});

        assertThat(result.refused()).isTrue();
        assertThat(result.lines()).hasSize(2).first().asString().startsWith("line 2: is not UTF-8");
    }

    @Test
    void columnsThatTheApiLeavesOutMayBeLeftOutAndStay() {
        run(HEADING + ROAD, true);
        var few = "code,name,dimension,budget_baht,do_type,fiscal_year_be,area\n";

        assertThat(run(
                                few + "KRI-70-0001,ถนนคอนกรีต,โครงสร้างพื้นฐาน,480000,ทำให้,2570,71010703\n"
                                        + "KRI-70-0003,ถนนดิน,โครงสร้างพื้นฐาน,\"1,480,000.50\",ทำให้,2570,71010703\n",
                                true)
                        .lines())
                .startsWith("new KRI-70-0003")
                .endsWith("1 new, 0 changed, 1 unchanged.");
        assertThat(project("KRI-70-0001").facts().agency()).isEqualTo("อบต.");
        assertThat(run(few + "KRI-70-0004,ถนนดิน,โครงสร้างพื้นฐาน,\"480000,50\",ทำให้,2570,71010703\n", true)
                        .lines())
                .first()
                .asString()
                .startsWith("line 2, column budget_baht: ");
    }
}
