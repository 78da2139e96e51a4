package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.reports.Category;
import prasan.retention.Nightly;
import prasan.retention.Retention;
import prasan.support.Api;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** What is kept, and for how long. */
class RetentionTest {
    private final Bot bot = Bot.start();
    private final Targets targets = new Targets(bot.database.jdbi());

    @AfterEach
    void stop() {
        bot.close();
    }

    /** The nightly run, as it will be in so many days. */
    private void runIn(int days) {
        new Retention(bot.database.jdbi(), Clock.offset(Clock.systemUTC(), Duration.ofDays(days))).run();
    }

    private long count(String table) {
        return number("SELECT COUNT(*) FROM " + table);
    }

    private long number(String sql) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    private Map<String, Object> report(String number) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM report WHERE number = ?")
                        .bind(0, number)
                        .mapToMap()
                        .one());
    }

    private void officerMoves(String report, String... statuses) {
        for (var status : statuses) {
            var moved = bot.api.post(
                    "/api/reports/" + report + "/status",
                    "{\"status\":\"" + status + "\",\"note\":\"คุณสมชายมารับแล้ว\"}");
            assertThat(moved.status()).isEqualTo(200);
        }
    }

    @Test
    void whatWasWrittenInAChatGoesAfterNinetyDaysAndWhatCameOfItStays() {
        var leader = bot.villageHead("สมหญิง ตัวอย่าง");
        runIn(89);
        assertThat(count("inbox")).isPositive();
        assertThat(count("played_round")).isPositive();
        runIn(91);
        assertThat(count("inbox")).isZero();
        assertThat(count("outbox")).isZero();
        assertThat(count("played_round")).isZero();
        assertThat(number("SELECT COUNT(*) FROM member WHERE name = 'สมหญิง ตัวอย่าง'"))
                .isOne();
        leader.step(p -> p.says("แจ้งปัญหา"), "เรื่องใด");
    }

    @Test
    void aMessageThatIsNotAnsweredYetStaysHoweverOldItIs() {
        targets.leader();
        bot.database
                .jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO outbox (cause_key, kind, recipients, retry_key, messages, state, next_attempt_at, valid_until, created_at) VALUES ('test:1', 'NOTICE', '[\"U1\"]', UUID(), '[]', 'HELD', '2999-01-01', '2999-01-01', '2020-01-01')"));
        runIn(91);
        assertThat(number("SELECT COUNT(*) FROM outbox WHERE state = 'HELD'")).isOne();
    }

    @Test
    void aReportThatEndedIsNobodysAfterTwoYearsAndGoneAfterFive() {
        var ended = targets.report();
        var open = targets.report();
        officerMoves(ended, "ACKNOWLEDGED", "RESOLVED", "CLOSED");
        officerMoves(open, "ACKNOWLEDGED");
        runIn(366);
        assertThat(number("SELECT COUNT(*) FROM report_photo p JOIN report r ON r.id = p.report_id AND r.number = '"
                        + ended + "'"))
                .isZero();
        assertThat(report(ended)).containsEntry("detail", "ถนนเป็นหลุม");
        runIn(731);
        assertThat(report(ended))
                .containsEntry("status", "CLOSED")
                .containsEntry("category", "ROAD")
                .containsEntry("area", Targets.VILLAGE)
                .containsEntry("detail", "-")
                .containsEntry("reporter", null)
                .doesNotContainEntry("anonymised_at", null);
        assertThat(number("SELECT COUNT(*) FROM report_change c JOIN report r ON r.id = c.report_id AND r.number = '"
                        + ended + "' WHERE c.note IS NOT NULL"))
                .isZero();
        runIn(1826);
        assertThat(number("SELECT COUNT(*) FROM report WHERE number = '" + ended + "'"))
                .isZero();
        assertThat(report(open)).containsEntry("detail", "ถนนเป็นหลุม").doesNotContainEntry("reporter", null);
        assertThat(count("report_photo")).isOne();
        assertThat(count("report_media")).isOne();
        assertThat(count("photo")).isEqualTo(2);
    }

    @Test
    void aReportAboutVulnerablePeopleIsNobodysAfterAYear() {
        var report = targets.report(Category.SOCIAL);
        officerMoves(report, "ACKNOWLEDGED", "RESOLVED");
        runIn(364);
        assertThat(report(report)).containsEntry("detail", "ถนนเป็นหลุม");
        runIn(366);
        assertThat(report(report)).containsEntry("detail", "-").containsEntry("reporter", null);
    }

    @Test
    void aPhotoThatBecamePartOfNothingGoesAfterAMonthAndOneThatAnOfficerWasSentStaysAsLongAsTheConversation() {
        targets.report();
        targets.handoverPhoto();
        var chat = targets.leader();
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO photo (message_id, chat_id, content, created_at) VALUES ('loose', ?, 'x', UTC_TIMESTAMP(6))",
                        chat));
        runIn(31);
        assertThat(count("photo")).isEqualTo(3);
        assertThat(number("SELECT COUNT(*) FROM photo WHERE message_id = 'loose'"))
                .isZero();
    }

    @Test
    void whoBlockedTheAccountForAYearIsForgottenUnlessAnOfficeKnowsThem() {
        var stranger = bot.villageHead("นายตัวอย่าง ไม่กลับมา");
        var known = bot.villageHead("นางตัวอย่าง ในทะเบียน");
        var here = bot.villageHead("นายตัวอย่าง ยังอยู่");
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE member_role SET verified = 'OFFICER', verified_by = 'x', verified_at = NOW(6) WHERE member_id = (SELECT id FROM member WHERE chat_id = ?)",
                        known.person().id()));
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO officer (name, position, area, chat_id, created_at) VALUES ('ก ตัวอย่าง', 'พัฒนากร', '7101', ?, NOW(6))",
                        known.person().id()));
        for (var leader : List.of(stranger, known)) {
            leader.person().blocks();
        }
        await().until(() -> number("SELECT COUNT(*) FROM chat WHERE blocked_at IS NOT NULL") == 2);
        runIn(364);
        assertThat(number("SELECT COUNT(*) FROM member WHERE name LIKE '%ตัวอย่าง%' AND chat_id IS NOT NULL"))
                .isEqualTo(3);
        runIn(366);
        assertThat(number("SELECT COUNT(*) FROM member WHERE name = 'นางตัวอย่าง ในทะเบียน' AND chat_id IS NULL"))
                .isOne();
        assertThat(number("SELECT COUNT(*) FROM member WHERE name = 'นายตัวอย่าง ไม่กลับมา'"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM member_name WHERE beginning LIKE '%ไม่กลับมา%'"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM officer WHERE chat_id IS NOT NULL"))
                .isZero();
        assertThat(count("chat")).isOne();
        here.step(p -> p.says("แจ้งปัญหา"), "เรื่องใด");
        stranger.step(FakePerson::follows, "ต้องการทำอะไรคะ");
    }

    @Test
    void whoIsNoMemberAnyMoreIsNamelessAfterFiveYears() {
        var made = bot.api.post("/api/members", "{\"name\":\"นายตัวอย่าง พ้นวาระ\",\"area\":\"71010705\"}");
        bot.api.post("/api/members/" + made.at("/member/id") + "/end", "");
        runIn(1824);
        assertThat(number("SELECT COUNT(*) FROM member WHERE name = 'นายตัวอย่าง พ้นวาระ'"))
                .isOne();
        runIn(1826);
        assertThat(number("SELECT COUNT(*) FROM member WHERE name = 'นายตัวอย่าง พ้นวาระ'"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM member_name")).isZero();
    }

    @Test
    void anAdministratorSetsHowLongThingsAreKept() {
        var officer = bot.api.get("/api/retention");
        assertThat(officer.at("/rules/0/name")).isEqualTo("messages");
        assertThat(officer.at("/rules/0/days")).isEqualTo("90");

        assertThat(change("messages", 30).at("/days")).isEqualTo("30");
        assertThat(change("messages", 9).at("/fields/days")).isEqualTo("must be 10 to 36500 days");
        assertThat(change("audit", 730).status()).isEqualTo(422);
        assertThat(change("nothing", 30).at("/code")).isEqualTo("unknown-rule");
        assertThat(bot.api.get("/api/audit?subject=retention").json().at("/items"))
                .hasSize(1);

        bot.chat("ก ตัวอย่าง").step(p -> p.says("เมนู"), "");
        runIn(31);
        assertThat(count("inbox")).isZero();
        assertThat(bot.api
                        .get("/api/retention/runs?rule=messages")
                        .json()
                        .at("/items/0/rowCount")
                        .asLong())
                .isPositive();
    }

    private Api.Answer change(String rule, int days) {
        return bot.api.send(
                "/api/retention/" + rule,
                request -> request.patch(RequestBody.create("{\"days\":" + days + "}", Api.JSON_TYPE)));
    }

    @Test
    void aRuleThatFailsSaysSoAndTheOthersGoOn() {
        // the database does not let go of younger entries, whatever the clock here says
        targets.report();
        officerMoves(targets.report(), "ACKNOWLEDGED");
        runIn(800);
        assertThat(bot.api.get("/api/retention/runs?rule=audit").at("/items/0/failure"))
                .contains("the audit is kept for two years");
        assertThat(bot.api.get("/api/retention/runs?rule=idempotency-keys").at("/items/0/failure"))
                .isEqualTo("null");
    }

    @Test
    void itRunsAtHalfPastTwoInThailandAndMakesUpForANightThatWasMissed() {
        // the program's own has set the time of the next run already
        var due = next();
        assertThat(due.toString()).endsWith("T19:30:00Z");
        var runs = number("SELECT COUNT(*) FROM retention_run");
        var clock = new SettableClock(due.plus(Duration.ofHours(5)));
        try (var nightly = new Nightly(bot.database.source(), new Retention(bot.database.jdbi(), clock), clock)) {
            assertThat(nightly).isNotNull();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(next()).isEqualTo(due.plus(Duration.ofDays(1))));
        }
        assertThat(runs).isZero();
        assertThat(bot.api.get("/api/retention/runs").json().at("/items").findValuesAsText("rule"))
                .containsAll(List.of("messages", "reports", "audit"))
                .doesNotHaveDuplicates();
    }

    private Instant next() {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT execution_time FROM scheduled_tasks")
                        .mapTo(Instant.class)
                        .one());
    }
}
