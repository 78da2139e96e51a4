package prasan.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.flow.Graphemes;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Value;
import prasan.support.Prints;
import prasan.support.Pushes;
import prasan.support.TestDatabase;

class PlanActionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private final Database database = TestDatabase.fresh();
    private final Areas areas = new Areas();
    private final Projects projects = new Projects(areas, new Pushes(), (handle, project) -> List.of());
    private final PlanActions actions = new PlanActions(projects, areas, Prints::bare);
    private Handle handle;

    @BeforeEach
    void open() {
        handle = database.jdbi().open();
        create("KRI-70-0001", "ถนนคอนกรีตเสริมเหล็กสายบ้านหัวนา", "71010703", 2570);
        create("KRI-70-0002", "ปรับปรุงระบบประปาหมู่บ้าน", "71010705", 2570);
        create("KRI-71-0003", "ศูนย์ดูแลผู้สูงอายุ", "710107", 2571);
        create("KRI-69-0004", "ฝายชะลอน้ำ", "71020404", 2569);
    }

    @AfterEach
    void close() {
        handle.close();
        database.close();
    }

    private void create(String code, String name, String area, int year) {
        projects.create(
                handle,
                Scope.ALL,
                code,
                ProjectsTest.facts(name, area, year),
                List.of(new Project.Step(PlanStage.PROPOSED, DAY, null)),
                "OF02",
                NOW);
    }

    private Actions.Context context() {
        return new Actions.Context(handle, "U1", "th", NOW, "once");
    }

    @SuppressWarnings("NullAway") // does not see in class files that the query of a Look may be null
    private Need.Look look(@Nullable String typed, String area, @Nullable String year) {
        var inputs = new HashMap<String, Value>();
        inputs.put("area", areas.value(handle, area));
        inputs.put("year", year == null ? new Value.None() : new Value.Ref(year, year));
        return new Need.Look("plans", typed, null, null, inputs);
    }

    private static List<String> ids(Input.Found found) {
        return found.items().stream()
                .map(item -> ((Value.Ref) item.value()).id())
                .toList();
    }

    @Test
    void theYearsOfAVillageAreThoseOfItsTambonNewestFirst() {
        areas.require(handle, "71010709");

        var found = actions.years(context(), look(null, "71010709", null));

        assertThat(ids(found)).containsExactly("2571", "2570");
        assertThat(found.items().getFirst().label()).isEqualTo("ปีงบ 2571");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2570", "๒๕๗๐", "70", "ปี 2570", "ปีงบประมาณ ๗๐", "2027", "ปีนี้ค่ะ"})
    void aTypedYearIsUnderstood(String typed) {
        assertThat(ids(actions.years(context(), look(typed, "7101", null)))).containsExactly("2570");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2569", "ปีที่แล้ว"})
    void aYearWithoutProjectsIsRefused(String typed) {
        assertThat(actions.years(context(), look(typed, "7101", null)).refused())
                .isEqualTo("none");
    }

    @Test
    void anAreaWithoutProjectsIsRefused() {
        assertThat(actions.years(context(), look(null, "10", null)).refused()).isEqualTo("none");
        assertThat(actions.projects(context(), look(null, "10", null)).refused())
                .isEqualTo("none");
    }

    @Test
    void theProjectsOfTheVillageComeBeforeThoseOfTheTambon() {
        assertThat(ids(actions.projects(context(), look(null, "71010705", "2570"))))
                .containsExactly("KRI-70-0002", "KRI-70-0001");
        assertThat(ids(actions.projects(context(), look(null, "71010703", null))))
                .containsExactly("KRI-70-0001", "KRI-71-0003", "KRI-70-0002");
    }

    @Test
    void aProvinceListsAllBelowItNewestYearFirst() {
        assertThat(ids(actions.projects(context(), look(null, "71", null))))
                .containsExactly("KRI-71-0003", "KRI-70-0001", "KRI-70-0002", "KRI-69-0004");
    }

    @Test
    void aProjectIsFoundByWordsOfItsNameOrByItsCode() {
        assertThat(ids(actions.projects(context(), look("ประปา", "71", null)))).containsExactly("KRI-70-0002");
        assertThat(ids(actions.projects(context(), look("ถนนบ้านหัวนา", "71", null))))
                .containsExactly("KRI-70-0001");
        assertThat(ids(actions.projects(context(), look("kri-69-0004", "71", null))))
                .containsExactly("KRI-69-0004");
        assertThat(actions.projects(context(), look("สนามบิน", "71", null)).refused())
                .isEqualTo("none");
    }

    @Test
    void theProjectsOfAVillageAreFoundByItsNumber() {
        assertThat(ids(actions.projects(context(), look("โครงการของหมู่ 5", "710107", null))))
                .containsExactly("KRI-70-0002");
        assertThat(ids(actions.projects(context(), look("หมู่ห้า", "71010703", "2570"))))
                .containsExactly("KRI-70-0002");
        assertThat(actions.projects(context(), look("หมู่ 9", "710107", null)).refused())
                .isEqualTo("none");
    }

    @Test
    void fiftyAreOfferedAndTheOthersAreFoundByTheirWords() {
        for (int i = 1; i <= 50; i++) {
            create("TSA-70-%04d".formatted(i), "ระบบประปา", "710202", 2570);
        }
        create("TSA-70-0099", "ศาลาประชาคม", "710202", 2570);

        assertThat(ids(actions.projects(context(), look(null, "710202", "2570"))))
                .hasSize(50)
                .doesNotContain("TSA-70-0099");
        assertThat(ids(actions.projects(context(), look("ศาลา", "710202", "2570"))))
                .containsExactly("TSA-70-0099");
    }

    @Test
    void anItemFitsAButtonAndACard() {
        var item = actions.projects(context(), look("ถนน", "71", null)).items().getFirst();

        assertThat(Graphemes.count(item.label())).isLessThanOrEqualTo(20);
        assertThat(item.title()).isEqualTo("ถนนคอนกรีตเสริมเหล็กสายบ้านหัวนา");
        assertThat(item.lines())
                .containsExactly("PROPOSED", "480,000 บาท", "หมู่ 3 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี");
    }

    @Test
    void aCardHasEverythingAndItsHistory() {
        projects.move(
                handle,
                Scope.ALL,
                "KRI-70-0001",
                PlanStage.VILLAGE_PLAN,
                "มติประชาคม",
                "OF02",
                DAY.plusDays(1),
                NOW.plusSeconds(86_400));

        var outcome = actions.read(context(), Map.of("project", new Value.Ref("KRI-70-0001", "ถนน")));

        assertThat(outcome.name()).isEqualTo("found");
        assertThat(outcome.values())
                .containsEntry("code", new Value.Text("KRI-70-0001"))
                .containsEntry("stage", new Value.Code("plan-stage", "VILLAGE_PLAN"))
                .containsEntry("next", new Value.Code("plan-next", "VILLAGE_PLAN"))
                .containsEntry("stageOn", new Value.Day(DAY.plusDays(1)))
                .containsEntry("budget", new Value.Money(new BigDecimal("480000.00")))
                .containsEntry("doType", new Value.Code("do-type", "AGENCY"))
                .containsEntry("year", new Value.Text("2570"))
                .containsEntry("area", areas.value(handle, "71010703"))
                .containsEntry(
                        "history",
                        new Value.Rows(List.of(
                                Map.of(
                                        "on", new Value.Day(DAY),
                                        "stage", new Value.Code("plan-stage", "PROPOSED"),
                                        "note", new Value.None()),
                                Map.of(
                                        "on", new Value.Day(DAY.plusDays(1)),
                                        "stage", new Value.Code("plan-stage", "VILLAGE_PLAN"),
                                        "note", new Value.Text("มติประชาคม")))));
    }

    @Test
    void aProjectThatIsNotThereIsUnknown() {
        assertThat(actions.read(context(), Map.of("project", new Value.Ref("ไม่มี", "")))
                        .name())
                .isEqualTo("unknown");
    }

    @Test
    void whatFlowsAreToldIsWhatTheyGet() {
        var registered = new Actions();
        actions.register(registered);

        var outputs = Objects.requireNonNull(
                Objects.requireNonNull(registered.signatures().get("plans.read"))
                        .outcomes()
                        .get("found"));
        var values = actions.read(context(), Map.of("project", new Value.Ref("KRI-70-0001", "")))
                .values();
        assertThat(values).containsOnlyKeys(outputs.keySet());
        assertThat(values)
                .allSatisfy((name, value) -> assertThat(value)
                        .satisfiesAnyOf(
                                some -> assertThat(some).isInstanceOf(Value.None.class),
                                some -> assertThat(some.type()).isEqualTo(outputs.get(name))));
    }
}
