package prasan.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.db.Database;
import prasan.flow.Input;
import prasan.flow.Print;
import prasan.flow.Value;
import prasan.support.Prints;
import prasan.support.TestDatabase;

class ReportActionsTest {
    private static final Instant AT = Instant.parse("2026-11-22T05:00:00Z");
    private static final String STRANGER = "U00000000000000000000000000000009";
    private static final Value.Area AREA = new Value.Area(Samples.VILLAGE, "หมู่ 5", "Moo 5");
    private static Database database;
    private final List<String> introduced = new ArrayList<>();
    private final Reports reports =
            new Reports((handle, kind, topic, chats, template, values, once) -> {}, Samples::project);
    private final ReportActions actions = new ReportActions(
            reports,
            new Areas(),
            (handle, chat, name, role, home, at) -> introduced.add(name + " " + role + " " + home),
            new Office(new Areas(), "034-511-000"),
            ReportActionsTest::print);

    private static Print print(String language) {
        var labels = Map.of("category", Map.of("ROAD", "ถนน/สะพาน"), "report-status", Map.of("NEW", "รอรับเรื่อง"));
        return Prints.labelled(language, labels);
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        database.jdbi().useHandle(Samples::load);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbi().useHandle(Samples::forgetReports);
    }

    @Test
    void everyActionIsKnownByItsName() {
        var all = new Actions();
        actions.register(all);
        assertThat(all.signatures()).containsOnlyKeys("reports.file", "reports.mine", "reports.read");
    }

    @Test
    void aReportIsFiledWithAllThatWasAnsweredAndOnceATurn() {
        database.jdbi().useHandle(handle -> Samples.photo(handle, "p1", null));
        var inputs = Map.<String, Value>of(
                "category", new Value.Code("category", "ROAD"),
                "detail", new Value.Text("ถนนเป็นหลุม"),
                "photos", new Value.Images(List.of("p1")),
                "place", new Value.Place(14.0, 99.5, null),
                "area", AREA);
        assertThat(file("turn-1", inputs)).isEqualTo("R-6911-0001");
        assertThat(file("turn-1", inputs)).isEqualTo("R-6911-0001");
        var report = as(Samples.CHAT, "", context -> reports.read(context.handle(), Sight.ALL, "R-6911-0001"));
        assertThat(report)
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(new Report(
                        0,
                        "R-6911-0001",
                        Category.ROAD,
                        ReportStatus.NEW,
                        "ถนนเป็นหลุม",
                        Samples.VILLAGE,
                        null,
                        14.0,
                        99.5,
                        "สมชาย ใจดี",
                        "VILLAGE_HEAD",
                        false,
                        false,
                        1,
                        0,
                        0,
                        null,
                        AT,
                        AT,
                        null));
    }

    @Test
    void whoFilesIsToldWhoHandlesItAndUntilWhen() {
        var filed = as(Samples.CHAT, "turn-1", context -> actions.file(context, inputs(Category.ROAD, "ถนนเป็นหลุม")));
        assertThat(filed.values())
                .containsEntry("due", new Value.Day(LocalDate.parse("2026-12-07")))
                .containsEntry("handler", new Value.Text("สำนักงานพัฒนาชุมชนอำเภอเมืองกาญจนบุรี"))
                .containsEntry("phone", new Value.Text("034-511-000"));
    }

    @Test
    void whoSaysTheirNameIsRememberedUnlessTheReportHasNone() {
        var inputs = new HashMap<>(inputs(Category.ROAD, "ถนนเป็นหลุม"));
        inputs.put("name", new Value.Text("นางสมมติ ตัวอย่าง"));
        file("turn-1", inputs);
        inputs.put("role", new Value.Code("role", "ASSISTANT_HEAD"));
        file("turn-2", inputs);
        inputs.put("anonymous", new Value.Code("yes-no", "YES"));
        file("turn-3", inputs);
        assertThat(introduced)
                .containsExactly(
                        "นางสมมติ ตัวอย่าง null " + Samples.VILLAGE,
                        "นางสมมติ ตัวอย่าง ASSISTANT_HEAD " + Samples.VILLAGE);
    }

    @Test
    void whatIsSensitiveHasNoNameUnlessTheReporterWantsItTo() {
        var yes = new Value.Code("yes-no", "YES");
        var no = new Value.Code("yes-no", "NO");
        assertThat(filed("turn-1", Map.of("sensitive", yes))).isEqualTo("true false null");
        assertThat(filed("turn-2", Map.of("official", yes))).isEqualTo("true true null");
        assertThat(filed("turn-3", Map.of("official", yes, "anonymous", no))).isEqualTo("true true สมชาย ใจดี");
        assertThat(filed("turn-4", Map.of("sensitive", no, "official", no))).isEqualTo("false false สมชาย ใจดี");
        assertThat(filed("turn-5", Map.of("anonymous", yes))).isEqualTo("false false null");
    }

    private String filed(String once, Map<String, Value> more) {
        var inputs = new HashMap<>(inputs(Category.ROAD, "ถนนเป็นหลุม"));
        inputs.putAll(more);
        var number = file(once, inputs);
        var report = as(Samples.CHAT, "", context -> reports.read(context.handle(), Sight.ALL, number));
        return report.sensitive() + " " + report.aboutOfficial() + " " + report.reporterName();
    }

    @Test
    void aTambonIsAPlaceWhereThereAreNoVillages() {
        var inputs = new HashMap<>(inputs(Category.ROAD, "ถนนเป็นหลุม"));
        inputs.put("area", new Value.Area("710101", "ต.บ้านเหนือ", "Ban Nuea"));
        var number = file("turn-1", inputs);
        var report = as(Samples.CHAT, "", context -> reports.read(context.handle(), Sight.ALL, number));
        assertThat(report.area()).isEqualTo("710101");
    }

    @Test
    void whatWasPassedOverIsLeftOut() {
        file("turn-1", inputs(Category.OTHER, "เรื่องอื่น"));
        var report = as(Samples.CHAT, "", context -> reports.read(context.handle(), Sight.ALL, "R-6911-0001"));
        assertThat(report.photos()).isZero();
        assertThat(report.place()).isNull();
        assertThat(report.lat()).isNull();
    }

    @Test
    void onesOwnReportsAreOfferedNewestFirst() {
        file("turn-1", inputs(Category.ROAD, "ถนนเป็นหลุม " + "ยาวมาก ".repeat(20)));
        file("turn-2", inputs(Category.ROAD, "สะพานขาด"));
        var found = mine(Samples.CHAT, null);
        assertThat(found.items()).extracting(Input.Item::label).containsExactly("R-6911-0002", "R-6911-0001");
        assertThat(found.items().getFirst())
                .isEqualTo(new Input.Item(
                        new Value.Ref("R-6911-0002", "R-6911-0002"),
                        "R-6911-0002",
                        "R-6911-0002 ถนน/สะพาน",
                        List.of("รอรับเรื่อง", "22 พ.ย. 2569", "สะพานขาด")));
        assertThat(found.items().getLast().lines().getLast()).endsWith("…").hasSizeLessThan(80);
        assertThat(mine(STRANGER, null).refused()).isEqualTo("none");
    }

    @Test
    void fiftyAreOfferedAndTheOthersAreFoundByTheirNumberOrTheirWords() {
        file("turn-1", inputs(Category.WATER, "บ่อน้ำแห้ง"));
        for (int i = 2; i <= 51; i++) {
            file("turn-" + i, inputs(Category.ROAD, "ถนนเป็นหลุม"));
        }
        assertThat(mine(Samples.CHAT, null).items())
                .hasSize(50)
                .extracting(Input.Item::label)
                .doesNotContain("R-6911-0001");
        assertThat(mine(Samples.CHAT, "6911 1").items()).hasSize(1);
        assertThat(mine(Samples.CHAT, "บ่อน้ำ").items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R-6911-0001",
                "r 6911 1",
                "R 6911 01",
                "๖๙๑๑-๐๐๐๑",
                "R69110001",
                "ร-๖๙๑๑-๑",
                " r-6911-0001 ",
                "ถนน",
                "หลุม"
            })
    void aReportIsFoundByItsNumberHoweverTypedAndByItsWords(String typed) {
        file("turn-1", inputs(Category.ROAD, "ถนนเป็นหลุม"));
        file("turn-2", inputs(Category.WATER, "น้ำไม่ไหล"));
        assertThat(mine(Samples.CHAT, typed).items())
                .singleElement()
                .extracting(Input.Item::label)
                .isEqualTo("R-6911-0001");
        assertThat(mine(STRANGER, typed).refused()).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-6911-0002", "R-6911-9999999", "%", "ไฟดับ"})
    void whatIsNotFoundIsRefused(String typed) {
        file("turn-1", inputs(Category.ROAD, "ถนนเป็นหลุม"));
        assertThat(mine(Samples.CHAT, typed).refused()).isEqualTo("none");
    }

    @Test
    void aReportIsReadWithItsHistoryByItsReporterAlone() {
        file("turn-1", inputs(Category.DRUGS, "มีคนมั่วสุม"));
        var later = AT.plusSeconds(60);
        as(Samples.CHAT, "", context -> {
            reports.change(
                    context.handle(),
                    Sight.ALL,
                    "R-6911-0001",
                    new Reports.Move(ReportStatus.ACKNOWLEDGED, "รับเรื่องค่ะ", null),
                    "admin",
                    later);
            return true;
        });
        var read = read(Samples.CHAT, "R-6911-0001");
        assertThat(read.name()).isEqualTo("found");
        assertThat(read.values())
                .containsEntry("number", new Value.Text("R-6911-0001"))
                .containsEntry("category", new Value.Code("category", "DRUGS"))
                .containsEntry("status", new Value.Code("report-status", "ACKNOWLEDGED"))
                .containsEntry("filed", new Value.Moment(AT))
                .containsEntry("changed", new Value.Moment(later))
                .containsEntry("detail", new Value.Text("มีคนมั่วสุม"))
                .containsEntry(
                        "timeline",
                        new Value.Rows(List.of(
                                Map.of(
                                        "at",
                                        new Value.Moment(AT),
                                        "status",
                                        new Value.Code("report-status", "NEW"),
                                        "note",
                                        new Value.None()),
                                Map.of(
                                        "at", new Value.Moment(later),
                                        "status", new Value.Code("report-status", "ACKNOWLEDGED"),
                                        "note", new Value.Text("รับเรื่องค่ะ")))));
        assertThat(read.values().get("area"))
                .isInstanceOfSatisfying(
                        Value.Area.class, area -> assertThat(area.th()).startsWith("หมู่ 5 ต.ลาดหญ้า"));
        assertThat(read(STRANGER, "R-6911-0001").name()).isEqualTo("unknown");
        assertThat(read(Samples.CHAT, "R-6911-0009").name()).isEqualTo("unknown");
    }

    private static Map<String, Value> inputs(Category category, String detail) {
        return Map.of(
                "category", new Value.Code("category", category.name()),
                "detail", new Value.Text(detail),
                "photos", new Value.None(),
                "place", new Value.None(),
                "area", AREA);
    }

    private String file(String once, Map<String, Value> inputs) {
        var outcome = as(Samples.CHAT, once, context -> actions.file(context, inputs));
        assertThat(outcome.name()).isEqualTo("filed");
        return outcome.values().get("number") instanceof Value.Text number ? number.text() : "";
    }

    private Input.Found mine(String chat, @Nullable String query) {
        return as(chat, "", context -> actions.mine(context, query));
    }

    private Input.Outcome read(String chat, String number) {
        return as(chat, "", context -> actions.read(context, Map.of("report", new Value.Ref(number, number))));
    }

    private static <T> T as(String chat, String once, Function<Actions.Context, T> work) {
        return database.jdbi().inTransaction(handle -> work.apply(new Actions.Context(handle, chat, "th", AT, once)));
    }
}
