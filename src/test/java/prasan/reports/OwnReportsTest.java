package prasan.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.areas.Areas;
import prasan.chat.Actions.Context;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.flow.Input;
import prasan.flow.Print;
import prasan.flow.Value;
import prasan.support.Prints;
import prasan.support.TestDatabase;

class OwnReportsTest {
    private static final Instant AT = Instant.parse("2026-11-22T05:00:00Z");
    private static final String STRANGER = "U00000000000000000000000000000009";
    private static Database database;
    private final OwnReports own = new OwnReports();
    private final OwnReportActions actions = new OwnReportActions(own, OwnReportsTest::print, text -> Optional.empty());
    private final Reports reports =
            new Reports((handle, kind, topic, chats, template, values, once) -> {}, Samples::project);

    private static Print print(String language) {
        return Prints.labelled(language, Map.of("category", Map.of("ROAD", "ถนน/สะพาน")));
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

    private static <T> T with(Function<Handle, T> work) {
        return database.jdbi().inTransaction(work::apply);
    }

    private String file(String once) {
        return with(handle -> reports.file(handle, Samples.filing(once, Category.ROAD, "ถนนเป็นหลุม", AT)));
    }

    private Report read(String number) {
        return with(handle -> reports.read(handle, Sight.ALL, number));
    }

    private List<Report.Addition> additions(String number) {
        long id = read(number).id();
        return with(handle -> own.additions(handle, id));
    }

    private int remind(String number, Instant at) {
        return with(handle -> own.remind(handle, number, Samples.CHAT, at));
    }

    private Report.Change last(Report report) {
        List<Report.Change> changes = with(handle -> reports.timeline(handle, report.id()));
        return changes.getLast();
    }

    private static void put(String number, ReportStatus status) {
        database.jdbi()
                .useHandle(handle -> handle.execute("UPDATE report SET status = ? WHERE number = ?", status, number));
    }

    private static void refused(String code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo(code));
    }

    private void add(String number, String chat, String cause, OwnReports.Added added) {
        database.jdbi().useTransaction(handle -> own.add(handle, number, chat, added, cause, AT.plusSeconds(60)));
    }

    private static OwnReports.Added words(String words, String... photos) {
        return new OwnReports.Added(words, null, null, null, List.of(photos), List.of());
    }

    @Test
    void whatIsAddedIsKeptOnceWithItsPhotosAfterThoseOfTheReport() {
        database.jdbi().useHandle(handle -> List.of("p1", "p2", "p3").forEach(p -> Samples.photo(handle, p, null)));
        var number = with(handle -> reports.file(handle, Samples.filing("a", Category.ROAD, "ถนนเป็นหลุม", AT, "p1")));
        add(number, Samples.CHAT, "turn-2", words("รถล้มแล้วสองคัน", "p2", "p3"));
        add(number, Samples.CHAT, "turn-2", words("รถล้มแล้วสองคัน", "p2", "p3"));
        add(
                number,
                Samples.CHAT,
                "turn-3",
                new OwnReports.Added(null, "หน้าวัด", 14.5, 99.5, List.of("p1"), List.of()));
        var report = read(number);
        assertThat(report.photos()).isEqualTo(3);
        assertThat(report.updatedAt()).isEqualTo(AT.plusSeconds(60));
        assertThat(additions(number))
                .containsExactly(
                        new Report.Addition(
                                "รถล้มแล้วสองคัน", null, null, null, List.of(2, 3), List.of(), AT.plusSeconds(60)),
                        new Report.Addition(null, "หน้าวัด", 14.5, 99.5, List.of(), List.of(), AT.plusSeconds(60)));
        refused("unknown", () -> add(number, STRANGER, "turn-4", words("ของคนอื่น")));
        refused("unknown", () -> add("ร-๖๙๑๑", Samples.CHAT, "turn-5", words("ไม่มี")));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOLVED", "CLOSED", "REJECTED", "WITHDRAWN"})
    void nothingIsAddedOrAskedAfterTheEnd(ReportStatus ended) {
        var number = file("a");
        put(number, ended);
        refused("over", () -> add(number, Samples.CHAT, "turn-2", words("ยังไม่เรียบร้อย")));
        refused("over", () -> with(handle -> own.remind(handle, number, Samples.CHAT, AT)));
        List<Report> open = with(handle -> own.open(handle, Samples.CHAT, null, 50));
        assertThat(open).isEmpty();
        Optional<Report> recent = with(handle -> own.recent(handle, Samples.CHAT, AT.minusSeconds(60)));
        assertThat(recent).isEmpty();
    }

    @Test
    void aReminderCountsOnceADayInThailand() {
        var number = file("a");
        // 23:59 and 00:01 in Thailand
        var evening = Instant.parse("2026-11-22T16:59:00Z");
        assertThat(remind(number, evening)).isEqualTo(1);
        refused("today", () -> with(handle -> own.remind(handle, number, Samples.CHAT, evening.plusSeconds(30))));
        assertThat(remind(number, evening.plusSeconds(120))).isEqualTo(2);
        assertThat(read(number).reminders()).isEqualTo(2);
        refused("unknown", () -> with(handle -> own.remind(handle, number, STRANGER, evening)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEW", "ACKNOWLEDGED"})
    void aReportIsWithdrawnUntilItIsInHand(ReportStatus from) {
        var number = file("a");
        put(number, from);
        database.jdbi().useTransaction(handle -> own.withdraw(handle, number, Samples.CHAT, "แจ้งผิดหมู่", AT));
        var report = read(number);
        assertThat(report.status()).isEqualTo(ReportStatus.WITHDRAWN);
        assertThat(last(report)).isEqualTo(new Report.Change(ReportStatus.WITHDRAWN, "แจ้งผิดหมู่", "reporter", AT));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEW", "ACKNOWLEDGED"})
    void afterwardsItIsTooLate(ReportStatus from) {
        var number = file("a");
        put(number, from);
        refused(
                "late",
                () -> with(handle -> {
                    own.withdraw(handle, number, Samples.CHAT, null, AT);
                    return true;
                }));
        assertThat(read(number).status()).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW,RESOLVED",
        "ACKNOWLEDGED,RESOLVED",
        "FORWARDED,RESOLVED",
        "IN_PROGRESS,RESOLVED",
        "LINKED_TO_PLAN,RESOLVED",
        "REOPENED,RESOLVED",
        "RESOLVED,CLOSED"
    })
    void theReporterSaysThatItIsSolved(ReportStatus from, ReportStatus to) {
        var number = file("a");
        put(number, from);
        database.jdbi().useTransaction(handle -> own.solve(handle, number, Samples.CHAT, "ไฟมาแล้ว", AT));
        var report = read(number);
        assertThat(report.status()).isEqualTo(to);
        assertThat(last(report)).isEqualTo(new Report.Change(to, "ไฟมาแล้ว", "reporter", AT));
    }

    @Test
    void whatIsSaidToBeSolvedAndIsNotIsOpenedAgainByItsReporterAndWaitsLikeANewOne() {
        var number = file("a");
        put(number, ReportStatus.RESOLVED);
        List<Report> unsettled = with(handle -> own.unsettled(handle, Samples.CHAT, null, 50));
        assertThat(unsettled).extracting(Report::number).containsExactly(number);
        var later = AT.plus(Duration.ofDays(20));
        var inputs = Map.<String, Value>of(
                "report", new Value.Ref(number, number), "note", new Value.Text("ถนนยังพังเหมือนเดิม"));
        Input.Outcome reopened = as(later, context -> actions.reopen(context, inputs));
        assertThat(reopened)
                .isEqualTo(new Input.Outcome(
                        "reopened",
                        Map.of("number", new Value.Text(number), "due", new Value.Day(LocalDate.parse("2026-12-27")))));
        var report = read(number);
        assertThat(report.status()).isEqualTo(ReportStatus.REOPENED);
        assertThat(last(report))
                .isEqualTo(new Report.Change(ReportStatus.REOPENED, "ถนนยังพังเหมือนเดิม", "reporter", later));
        refused(
                "unknown",
                () -> with(handle -> {
                    own.reopen(handle, number, STRANGER, null, later);
                    return true;
                }));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "REJECTED", "WITHDRAWN"})
    void whatIsClosedIsNotOpenedAgainByItsReporter(ReportStatus ended) {
        var number = file("a");
        put(number, ended);
        List<Report> unsettled = with(handle -> own.unsettled(handle, Samples.CHAT, null, 50));
        assertThat(unsettled).isEmpty();
        var inputs = Map.<String, Value>of("report", new Value.Ref(number, number));
        Input.Outcome state = as(AT, context -> actions.state(context, inputs));
        assertThat(state.name()).isEqualTo("over");
        refused("over", () -> as(AT, context -> actions.reopen(context, inputs)));
    }

    @Test
    void whatWasSentMeanwhileGoesWithWhatIsAdded() {
        database.jdbi().useHandle(handle -> {
            List.of("p1", "v1").forEach(sent -> Samples.photo(handle, sent, null));
            handle.execute("UPDATE photo SET kind = 'audio' WHERE message_id = 'v1'");
        });
        var number = file("a");
        var inputs = Map.<String, Value>of("report", new Value.Ref(number, number));
        database.jdbi().useTransaction(handle -> {
            var context = new Context(handle, Samples.CHAT, "th", AT, "turn-2", List.of("v1", "p1"), Set.of());
            actions.solve(context, inputs);
        });
        assertThat(additions(number))
                .containsExactly(new Report.Addition(null, null, null, null, List.of(1), List.of(1), AT));
    }

    @Test
    void aReportOfTheLastDayIsRecent() {
        file("a");
        var number = file("b");
        Input.Outcome recent = as(AT.plus(Duration.ofHours(23)), actions::recent);
        assertThat(recent)
                .isEqualTo(new Input.Outcome(
                        "recent",
                        Map.of(
                                "report", new Value.Ref(number, number + " ถนน/สะพาน"),
                                "number", new Value.Text(number),
                                "category", new Value.Code("category", "ROAD"),
                                "filed", new Value.Moment(AT))));
        Input.Outcome later = as(AT.plus(Duration.ofHours(24)), actions::recent);
        assertThat(later.name()).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-6911-0001", "ร-๖๙๑๑-๐๐๐๑", "69110001", "6911 1"})
    void aNumberIsFoundHoweverTyped(String typed) {
        file("a");
        var inputs = Map.<String, Value>of("number", new Value.Text(typed));
        Input.Outcome found = as(AT, context -> actions.find(context, inputs));
        assertThat(found)
                .isEqualTo(new Input.Outcome(
                        "found", Map.of("report", new Value.Ref("R-6911-0001", "R-6911-0001 ถนน/สะพาน"))));
        refused("unknown", () -> as(AT, context -> actions.find(context, Map.of("number", new Value.Text("ไฟดับ")))));
    }

    @Test
    void whatIsSaidWithASecondReminderOfTheDayIsAddedAllTheSame() {
        var number = file("a");
        var report = new Value.Ref(number, number);
        as(AT, context -> actions.remind(context, Map.of("report", report, "detail", new Value.None())));
        database.jdbi().useTransaction(handle -> {
            var context = new Context(handle, Samples.CHAT, "th", AT, "turn-2");
            refused(
                    "today",
                    () -> actions.remind(context, Map.of("report", report, "detail", new Value.Text("ยังดับอยู่"))));
        });
        assertThat(additions(number)).extracting(Report.Addition::detail).containsExactly("ยังดับอยู่");
    }

    @Test
    void theOfficeOfTheDistrictHandlesAReport() {
        var office = new Office(new Areas(), "034-511-000");
        List<Value> names = as(
                AT,
                context -> List.of(
                        office.name(context, Samples.VILLAGE),
                        office.name(context, "100101"),
                        office.name(context, "71")));
        assertThat(names)
                .containsExactly(
                        new Value.Text("สำนักงานพัฒนาชุมชนอำเภอเมืองกาญจนบุรี"),
                        new Value.Text("สำนักงานเขตพระนคร"),
                        new Value.Text("สำนักงานพัฒนาชุมชนจังหวัดกาญจนบุรี"));
        assertThat(new Office(new Areas(), null).phoneOrNone()).isEqualTo(new Value.None());
    }

    private static <T> T as(Instant at, Function<Context, T> work) {
        return with(handle -> work.apply(new Context(handle, Samples.CHAT, "th", at, "turn-1")));
    }
}
