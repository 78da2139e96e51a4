package prasan.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import prasan.db.Database;
import prasan.db.Refused;
import prasan.db.Slice;
import prasan.flow.Value;
import prasan.support.TestDatabase;

class ReportsTest {
    private static final Instant AT = Instant.parse("2026-11-22T05:00:00Z");
    private static Database database;
    private final List<Push> told = new ArrayList<>();
    private final Reports reports = new Reports(
            (handle, kind, topic, chats, template, values, once) -> told.add(new Push(chats, template, values, once)),
            Samples::project);

    private record Push(List<String> chats, String template, Map<String, Value> values, String once) {}

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
    void aFiledReportIsNewAndNumberedByTheMonthInThailand() {
        // an hour before midnight UTC on the last of November is the first of December in Bangkok
        assertThat(file(Samples.filing("a", Category.ROAD, "ถนนเป็นหลุม", AT))).isEqualTo("R-6911-0001");
        assertThat(file(Samples.filing("b", Category.ROAD, "ถนนเป็นหลุม", AT))).isEqualTo("R-6911-0002");
        assertThat(file(Samples.filing("c", Category.ROAD, "ถนนเป็นหลุม", Instant.parse("2026-11-30T23:00:00Z"))))
                .isEqualTo("R-6912-0001");
        var report = read("R-6911-0001");
        assertThat(report.status()).isEqualTo(ReportStatus.NEW);
        assertThat(report.createdAt()).isEqualTo(AT);
        assertThat(report.reporterName()).isEqualTo("สมชาย ใจดี");
        assertThat(report.lat()).isEqualTo(14.02321);
        assertThat(report.place()).isEqualTo("หน้าวัดตัวอย่าง");
        assertThat(timeline(report)).containsExactly(new Report.Change(ReportStatus.NEW, null, "reporter", AT));
    }

    @Test
    void theSameFilingTriedAgainGivesTheSameReport() {
        var filing = Samples.filing("a", Category.WATER, "น้ำไม่ไหล", AT);
        assertThat(file(filing)).isEqualTo(file(filing));
        assertThat(list(new Search(null, null, null, null, Samples.CHAT))).hasSize(1);
    }

    @Test
    void filingAtTheSameTimeGivesConsecutiveNumbersAndEachFilingOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<String>>();
            for (int i = 0; i < 40; i++) {
                // every filing is tried twice
                var filing = Samples.filing("once-" + i / 2, Category.ROAD, "ถนนเป็นหลุม", AT);
                tasks.add(() -> file(filing));
            }
            var numbers = new ArrayList<String>();
            for (var future : threads.invokeAll(tasks)) {
                numbers.add(future.get());
            }
            for (int i = 0; i < 40; i += 2) {
                assertThat(numbers.get(i)).isEqualTo(numbers.get(i + 1));
            }
            assertThat(numbers.stream().distinct().sorted())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                            .mapToObj("R-6911-%04d"::formatted)
                            .toList());
        }
    }

    @Test
    void photosAreKeptInTheirOrderAndFoundBeforeTheirBytesAre() {
        database.jdbi().useHandle(handle -> {
            Samples.photo(handle, "p1", null);
            Samples.photo(handle, "p2", new byte[] {1, 2, 3});
        });
        var number = file(Samples.filing("a", Category.ROAD, "ถนนเป็นหลุม", AT, "p2", "p1"));
        assertThat(read(number).photos()).isEqualTo(2);
        assertThat(with(handle -> reports.photo(handle, Sight.ALL, number, 1)).content())
                .containsExactly(1, 2, 3);
        assertThat(with(handle -> reports.photo(handle, Sight.ALL, number, 2)).content())
                .isNull();
        assertThat(refusal(() -> with(handle -> reports.photo(handle, Sight.ALL, number, 3))))
                .isEqualTo("unknown-photo");
    }

    @Test
    void aReportOfDrugsHidesWhoReportedAndStillTellsThem() {
        var number = file(Samples.filing("a", Category.DRUGS, "มีคนมั่วสุมท้ายซอย", AT));
        assertThat(read(number).reporterName()).isNull();
        assertThat(read(number).reporterRole()).isNull();
        change(number, ReportStatus.ACKNOWLEDGED, null, null);
        assertThat(told).singleElement().extracting(Push::chats).isEqualTo(List.of(Samples.CHAT));
    }

    @Test
    void aReportIsFoundByAreaStatusCategoryAndTextNewestFirst() {
        var road = file(Samples.filing("a", Category.ROAD, "ถนนพัง 50% ของสาย ก_ข", AT));
        var water = file(Samples.filing("b", Category.WATER, "น้ำประปาไม่ไหลสามวัน", AT));
        change(water, ReportStatus.ACKNOWLEDGED, null, null);

        assertThat(list(new Search(null, null, null, null, null))).containsExactly(water, road);
        assertThat(list(new Search("71", null, null, null, null))).hasSize(2);
        assertThat(list(new Search("7102", null, null, null, null))).isEmpty();
        assertThat(list(new Search(Samples.VILLAGE, null, null, null, null))).hasSize(2);
        assertThat(list(new Search(null, ReportStatus.ACKNOWLEDGED, null, null, null)))
                .containsExactly(water);
        assertThat(list(new Search(null, null, Category.ROAD, null, null))).containsExactly(road);
        assertThat(list(new Search(null, null, null, null, "U-somebody-else"))).isEmpty();
        assertThat(text("ประปา")).containsExactly(water);
        assertThat(text("50%")).containsExactly(road);
        assertThat(text("5%0")).isEmpty();
        assertThat(text("ก_ข")).containsExactly(road);
        assertThat(text("ถ_น")).isEmpty();
        assertThat(text("!")).isEmpty();
        assertThat(text("'")).isEmpty();
        assertThat(text("\\")).isEmpty();
        assertThat(text(road.toLowerCase(Locale.ROOT))).containsExactly(road);
        assertThat(text("วัดตัวอย่าง")).hasSize(2);
        assertThat(text("ปะปา")).isEmpty();
    }

    @Test
    void listsGoOnAfterTheLastOneKnown() {
        var numbers = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            numbers.addFirst(file(Samples.filing("n" + i, Category.OTHER, "เรื่องที่ " + i, AT)));
        }
        var all = new Search(null, null, null, null, null);
        var first = with(handle -> reports.list(handle, Sight.ALL, all, Slice.latest(3)));
        var rest = with(handle -> reports.list(
                handle,
                Sight.ALL,
                all,
                new Slice<>(null, true, null, first.getLast().id(), 3)));
        var seen = new ArrayList<>(first);
        seen.addAll(rest);
        assertThat(seen).extracting(Report::number).isEqualTo(numbers);
    }

    @Test
    void aMoveIsWrittenDownAndToldOnceToTheReporterWithTheNoteOnly() {
        var number = file(Samples.filing("a", Category.ROAD, "ถนนเป็นหลุม บ้านนายสมหวัง", AT));
        change(number, ReportStatus.IN_PROGRESS, "ช่างเข้าพื้นที่แล้ว", null);
        var report = read(number);
        assertThat(report.status()).isEqualTo(ReportStatus.IN_PROGRESS);
        assertThat(report.updatedAt()).isEqualTo(AT.plus(Duration.ofHours(1)));
        assertThat(timeline(report))
                .extracting(Report.Change::status, Report.Change::note, Report.Change::changedBy)
                .containsExactly(
                        tuple(ReportStatus.NEW, null, "reporter"),
                        tuple(ReportStatus.IN_PROGRESS, "ช่างเข้าพื้นที่แล้ว", "admin"));
        assertThat(told).singleElement().satisfies(notice -> {
            assertThat(notice.chats()).containsExactly(Samples.CHAT);
            assertThat(notice.template()).isEqualTo("report-changed");
            assertThat(notice.once()).startsWith("report-change:");
            assertThat(notice.values())
                    .isEqualTo(Map.of(
                            "number", new Value.Text(number),
                            "category", new Value.Code("category", "ROAD"),
                            "status", new Value.Code("report-status", "IN_PROGRESS"),
                            "note", new Value.Text("ช่างเข้าพื้นที่แล้ว"),
                            "at", new Value.Moment(AT.plus(Duration.ofHours(1)))));
        });
    }

    @Test
    void aNoteCanBeAddedWithoutAMove() {
        var number = file(Samples.filing("a", Category.ROAD, "ถนนเป็นหลุม", AT));
        change(number, ReportStatus.NEW, "รอช่างว่าง", null);
        change(number, ReportStatus.NEW, "พรุ่งนี้ค่ะ", null);
        assertThat(timeline(read(number))).hasSize(3);
        assertThat(told).extracting(Push::once).doesNotHaveDuplicates().hasSize(2);
        assertThat(refusal(() -> change(number, ReportStatus.NEW, null, null))).isEqualTo("nothing-new");
    }

    @Test
    void aReportThatLedToAProjectKnowsItAndTheProjectKnowsItsReporters() {
        var first = file(Samples.filing("a", Category.ROAD, "ถนนเป็นหลุม", AT));
        var second = file(Samples.filing("b", Category.ROAD, "ถนนเป็นหลุมอีก", AT));
        assertThat(refusal(() -> change(first, ReportStatus.LINKED_TO_PLAN, null, null)))
                .isEqualTo("project-missing");
        assertThat(refusal(() -> change(first, ReportStatus.LINKED_TO_PLAN, null, "P-NONE")))
                .isEqualTo("unknown-project");
        assertThat(refusal(() -> change(first, ReportStatus.FORWARDED, null, Samples.PROJECT)))
                .isEqualTo("project-not-asked");
        change(first, ReportStatus.LINKED_TO_PLAN, null, Samples.PROJECT);
        change(second, ReportStatus.LINKED_TO_PLAN, null, Samples.PROJECT);
        assertThat(read(first).project()).isEqualTo(Samples.PROJECT);
        change(first, ReportStatus.LINKED_TO_PLAN, "เข้าแผนปี 2570", null);
        change(first, ReportStatus.RESOLVED, null, null);
        assertThat(read(first).project()).isEqualTo(Samples.PROJECT);
        List<String> chats = with(handle ->
                reports.reportersOf(handle, Objects.requireNonNull(Samples.project(handle, Samples.PROJECT))));
        assertThat(chats).containsExactly(Samples.CHAT);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW,RESOLVED",
        "NEW,CLOSED",
        "NEW,REOPENED",
        "ACKNOWLEDGED,NEW",
        "RESOLVED,IN_PROGRESS",
        "CLOSED,RESOLVED",
        "CLOSED,CLOSED",
        "REJECTED,CLOSED",
        "WITHDRAWN,REOPENED",
        "WITHDRAWN,WITHDRAWN"
    })
    void aMoveOutOfTurnIsRefusedAndNamesWhatIsAllowed(ReportStatus from, ReportStatus to) {
        var number = file(Samples.filing("a", Category.ROAD, "ถนนเป็นหลุม", AT));
        put(number, from);
        assertThatThrownBy(() -> change(number, to, "หมายเหตุ", null)).isInstanceOfSatisfying(Refused.class, no -> {
            assertThat(no.code()).isEqualTo("illegal-move");
            assertThat(no.args()).isEqualTo(Map.of("from", from, "to", to, "allowed", from.next()));
        });
        assertThat(read(number).status()).isEqualTo(from);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WITHDRAWN")
    void everyMoveThatAStatusOffersCanBeMade(ReportStatus from) {
        assertThat(from.next()).isNotEmpty().doesNotContain(from, ReportStatus.NEW);
        for (var to : from.next()) {
            var number = file(Samples.filing(from + ">" + to, Category.ROAD, "ถนนเป็นหลุม", AT));
            put(number, from);
            change(number, to, null, to == ReportStatus.LINKED_TO_PLAN ? Samples.PROJECT : null);
            assertThat(read(number).status()).isEqualTo(to);
        }
    }

    @Test
    void whatIsNotThereIsUnknown() {
        assertThat(refusal(() -> change("R-6911-9999", ReportStatus.ACKNOWLEDGED, null, null)))
                .isEqualTo("unknown-report");
        assertThat(refusal(() -> read("R-6911-9999"))).isEqualTo("unknown-report");
        assertThat(refusal(() -> read("ร-๖๙๑๑-๐๐๐๑"))).isEqualTo("unknown-report");
    }

    private static <T> T with(Function<Handle, T> work) {
        return database.jdbi().inTransaction(work::apply);
    }

    private String file(Filing filing) {
        return with(handle -> reports.file(handle, filing));
    }

    private Report read(String number) {
        return with(handle -> reports.read(handle, Sight.ALL, number));
    }

    private List<Report.Change> timeline(Report report) {
        return with(handle -> reports.timeline(handle, report.id()));
    }

    private List<String> list(Search search) {
        return with(handle -> reports.list(handle, Sight.ALL, search, Slice.latest(100))).stream()
                .map(Report::number)
                .toList();
    }

    private List<String> text(String text) {
        return list(new Search(null, null, null, text, null));
    }

    private void change(String number, ReportStatus to, @Nullable String note, @Nullable String project) {
        database.jdbi()
                .useTransaction(handle -> reports.change(
                        handle,
                        Sight.ALL,
                        number,
                        new Reports.Move(to, note, project),
                        "admin",
                        AT.plus(Duration.ofHours(1))));
    }

    private static void put(String number, ReportStatus status) {
        database.jdbi()
                .useHandle(handle -> handle.execute("UPDATE report SET status = ? WHERE number = ?", status, number));
    }

    private static @Nullable String refusal(ThrowingCallable work) {
        return catchThrowableOfType(Refused.class, work).code();
    }
}
