package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.db.Database;
import prasan.db.Slice;
import prasan.reports.ReportStatus;
import prasan.reports.Reports;
import prasan.reports.Search;
import prasan.reports.Sight;
import prasan.support.Pushes;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleTest {
    private final Database database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T03:00:00Z"));

    @BeforeAll
    void load() {
        assertThat(Sample.load(database.jdbi(), clock)).isTrue();
    }

    @AfterAll
    void close() {
        database.close();
    }

    private <T> T read(Function<Handle, T> read) {
        return database.jdbi().withHandle(read::apply);
    }

    private List<String> texts(String sql) {
        return read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void everythingIsThere() {
        assertThat(texts("""
                        SELECT CONCAT_WS(' ', (SELECT COUNT(*) FROM project), (SELECT COUNT(*) FROM award_type), (SELECT COUNT(*) FROM award),
                            (SELECT COUNT(*) FROM member), (SELECT COUNT(*) FROM report),
                            (SELECT COUNT(*) FROM centre), (SELECT COUNT(*) FROM seat))
                        """)).containsExactly("30 8 24 64 40 17 64");
    }

    @Test
    void loadingASecondTimeDoesNothing() {
        assertThat(Sample.load(database.jdbi(), clock)).isFalse();
        assertThat(texts("SELECT COUNT(*) FROM report")).containsExactly("40");
    }

    @Test
    void everybodyNamedIsFictional() {
        assertThat(texts("SELECT name FROM member UNION SELECT recipient FROM award"))
                .allMatch(name -> name.contains("สมมุติ"));
    }

    @Test
    void aProjectHasItsWholeHistory() {
        assertThat(texts("""
                        SELECT CONCAT(c.stage, ' ', c.changed_on) FROM project_change c JOIN project p ON p.id = c.project_id
                        WHERE p.code = 'KRI-70-0002' ORDER BY seq
                        """))
                .containsExactly(
                        "PROPOSED 2025-10-11",
                        "VILLAGE_PLAN 2025-11-30",
                        "TAMBON_REVIEW 2026-01-19",
                        "TAMBON_PLAN 2026-03-10",
                        "LOCAL_PLAN 2026-04-29",
                        "BUDGET_REQUESTED 2026-06-18",
                        "BUDGET_APPROVED 2026-08-07");
    }

    @Test
    void everyReportEndsWhereItsTimelineDoesByLegalMoves() {
        var reports = new Reports(new Pushes(), (handle, code) -> null);
        database.jdbi().useHandle(handle -> {
            for (var report :
                    reports.list(handle, Sight.ALL, new Search(null, null, null, null, null), Slice.latest(100))) {
                var timeline = reports.timeline(handle, report.id());
                assertThat(timeline.getFirst().status()).isEqualTo(ReportStatus.NEW);
                assertThat(timeline.getLast().status()).isEqualTo(report.status());
                for (int i = 1; i < timeline.size(); i++) {
                    assertThat(timeline.get(i - 1).status().next())
                            .as(report.number())
                            .contains(timeline.get(i).status());
                }
            }
        });
    }

    @Test
    void newReportsGoOnFromTheLastNumberOfTheMonth() {
        assertThat(texts("SELECT CONCAT(month, ' ', last) FROM report_counter ORDER BY month"))
                .containsExactly("6909 5", "6910 31", "6911 40");
    }

    @Test
    void reportsAreLinkedToTheProjectThatTheyLedTo() {
        assertThat(
                        texts(
                                "SELECT r.number FROM report r JOIN project p ON p.id = r.project_id WHERE p.code = 'KRI-71-0009' ORDER BY 1"))
                .containsExactly("R-6910-0009", "R-6910-0021", "R-6911-0033");
    }
}
