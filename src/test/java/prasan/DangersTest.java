package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.areas.Areas;
import prasan.chat.Dangers.Heard;
import prasan.chat.Dangers.Spot;
import prasan.dangers.DangerRecords;
import prasan.flow.Understood;
import prasan.http.Right;
import prasan.retention.Retention;
import prasan.support.Api;

/** Messages that told of danger to life: who sees them, and what becomes of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DangersTest {
    private Bot bot;
    private Targets targets;

    @BeforeAll
    void start() {
        bot = Bot.start();
        targets = new Targets(bot.database.jdbi());
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    @BeforeEach
    void empty() {
        bot.database.jdbi().useHandle(handle -> handle.execute("DELETE FROM danger"));
    }

    private Api officer(String area, Right... rights) {
        return new Api(bot.app.port(), targets.keyFor(area, Set.of(rights), null, null));
    }

    private void heard(String chat, String cause, String said, boolean group) {
        bot.database
                .jdbi()
                .useTransaction(
                        handle -> records().heard(handle, chat, new Heard(cause, "FIRE", said, group, Instant.now())));
    }

    /** Understands areas alone. */
    private static DangerRecords records() {
        return new DangerRecords(
                new Areas(),
                text -> Optional.of(new Understood(
                        List.of("NR_RANDOM", "NR_BACK"),
                        !text.contains("หมู่"),
                        text.replaceFirst("(?s)^.*?(?=หมู่|$)", ""),
                        "",
                        text,
                        "",
                        "",
                        List.of(),
                        false,
                        false,
                        false,
                        false)));
    }

    private String area() {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COALESCE(area, '-') FROM danger")
                        .mapTo(String.class)
                        .one());
    }

    private void spotted(String chat, Spot spot, Duration later) {
        bot.database
                .jdbi()
                .useTransaction(handle ->
                        records().spotted(handle, chat, spot, Instant.now().plus(later)));
    }

    private String stranger() {
        var chat = targets.leader();
        bot.database
                .jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE member SET name = NULL, area = NULL WHERE chat_id = ?", chat));
        return chat;
    }

    @Test
    void aDangerIsKeptOnceWithWhereThePersonLives() {
        var chat = targets.leader();
        heard(chat, "event:1", "ไฟไหม้บ้านค่ะ", false);
        heard(chat, "event:1", "ไฟไหม้บ้านค่ะ", false);
        var dangers = officer("7101", Right.READ).get("/api/dangers");
        assertThat(dangers.json().get("items")).hasSize(1);
        assertThat(dangers.at("/items/0/kind")).isEqualTo("FIRE");
        assertThat(dangers.at("/items/0/said")).isEqualTo("ไฟไหม้บ้านค่ะ");
        assertThat(dangers.at("/items/0/name")).isEqualTo("สมหญิง ตัวอย่าง");
        assertThat(dangers.at("/items/0/areaName")).startsWith("หมู่ 5 ต.ลาดหญ้า");
        assertThat(officer("7102", Right.READ).get("/api/dangers").text()).doesNotContain("ไฟไหม้บ้าน");
    }

    @Test
    void aDangerIsWhereItsWordsSay() {
        heard(stranger(), "event:8", "ไฟไหม้บ้านยาย หมู่ 3 ต.วังด้ง อ.เมืองกาญจนบุรี", false);
        assertThat(officer("710108", Right.READ).get("/api/dangers").text()).contains("ไฟไหม้บ้านยาย");
        assertThat(officer("7102", Right.READ).get("/api/dangers").text()).doesNotContain("ไฟไหม้บ้านยาย");
    }

    @Test
    void whereItIsMayBeSaidOrShownAfterwards() {
        var chat = targets.leader();
        heard(chat, "event:9", "ไฟไหม้บ้านยาย", false);
        spotted(chat, new Spot("ช่วยด้วยค่ะ", null, null), Duration.ofMinutes(1));
        assertThat(area()).isEqualTo(Targets.VILLAGE);
        spotted(chat, new Spot("หมู่ 3 ต.วังด้ง", null, null), Duration.ofMinutes(31));
        assertThat(area()).isEqualTo(Targets.VILLAGE);
        // a village alone is one of the person's tambon
        spotted(chat, new Spot("หมู่ 3", null, null), Duration.ofMinutes(2));
        assertThat(area()).isEqualTo("71010703");
        spotted(chat, new Spot("", 14.1, 99.4), Duration.ofMinutes(3));
        assertThat(area()).isEqualTo("71010703");
        var danger = officer("7101", Right.READ).get("/api/dangers");
        assertThat(danger.at("/items/0/place/lat")).isEqualTo("14.1");
    }

    @Test
    void withoutAnAreaItIsForEverybodyUntilItWasSeen() {
        var chat = stranger();
        heard(chat, "event:2", "ช่วยด้วย", false);
        var district = officer("7102", Right.READ, Right.TRIAGE);
        assertThat(district.get("/api/dangers").text()).contains("ช่วยด้วย");
        assertThat(district.get("/api/work").text()).contains("DANGER");
        assertThat(officer("7102", Right.MEMBER).get("/api/work").text()).doesNotContain("DANGER");
        var id = district.get("/api/dangers").at("/items/0/id");
        assertThat(district.post("/api/dangers/" + id + "/seen", "{}").status()).isEqualTo(200);
        assertThat(district.get("/api/dangers").text()).doesNotContain("ช่วยด้วย");
        assertThat(officer("", Right.READ, Right.SENSITIVE).get("/api/dangers").text())
                .contains("ช่วยด้วย");
    }

    @Test
    void withoutAnAreaItIsWhereThePersonTellsToLive() {
        var chat = stranger();
        heard(chat, "event:2", "ช่วยด้วย", false);
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE member SET name = 'สมหญิง ตัวอย่าง', area = ? WHERE chat_id = ?",
                        Targets.VILLAGE,
                        chat));
        assertThat(officer("71", Right.READ).get("/api/dangers").text()).contains("ช่วยด้วย");
    }

    @Test
    void onceItWasSeenTheWordsAreForThoseWithTheRightToThem() {
        heard(targets.leader(), "event:3", "ไม่อยากอยู่แล้ว", false);
        var reader = officer("7101", Right.READ);
        var id = reader.get("/api/dangers").at("/items/0/id");
        var seen = officer("7101", Right.TRIAGE)
                .post("/api/dangers/" + id + "/seen", "{\"note\":\"โทรคุยกับสมหญิงแล้ว\"}");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.at("/seenBy")).isEqualTo("พิมพ์ใจ ตัวอย่าง");
        var other = officer("7101", Right.TRIAGE).post("/api/dangers/" + id + "/seen", "{}");
        assertThat(other.at("/code")).isEqualTo("already-seen");
        assertThat(reader.get("/api/dangers?seen=true").text())
                .contains("พิมพ์ใจ ตัวอย่าง")
                .doesNotContain("ไม่อยากอยู่")
                .doesNotContain("สมหญิง");
        assertThat(reader.get("/api/dangers?seen=false").json().get("items")).isEmpty();
        var trusted = officer("7101", Right.READ, Right.SENSITIVE);
        assertThat(trusted.get("/api/dangers").text()).contains("ไม่อยากอยู่แล้ว", "โทรคุยกับสมหญิงแล้ว");
        var audit = officer("7101", Right.ADMIN, Right.SENSITIVE).get("/api/audit?subject=danger");
        assertThat(audit.text()).contains("seeDanger", "listDangers").doesNotContain("ไม่อยากอยู่");
        assertThat(officer("7101", Right.ADMIN)
                        .get("/api/audit?subject=danger")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void afterAYearItIsNobodysAndAfterFiveGone() {
        heard(targets.leader(), "event:4", "ไฟไหม้บ้านค่ะ", false);
        retention(366);
        assertThat(count("chat_id IS NULL AND said IS NULL AND kind = 'FIRE'")).isOne();
        retention(1826);
        assertThat(count("TRUE")).isZero();
    }

    @Test
    void whoIsForgottenIsForgottenHereToo() {
        var chat = targets.leader();
        heard(chat, "event:5", "ไฟไหม้บ้านค่ะ", false);
        var records = records();
        List<Map<String, Object>> said = bot.database
                .jdbi()
                .withHandle(handle -> records.held(handle, chat).get("dangers"));
        assertThat(said).singleElement().satisfies(row -> assertThat(row).containsEntry("text", "ไฟไหม้บ้านค่ะ"));
        bot.database.jdbi().useHandle(handle -> records.erase(handle, chat));
        assertThat(count("chat_id IS NULL AND said IS NULL")).isOne();
    }

    private void retention(int days) {
        new Retention(bot.database.jdbi(), Clock.offset(Clock.systemUTC(), Duration.ofDays(days))).run();
    }

    private long count(String condition) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM danger WHERE " + condition)
                        .mapTo(long.class)
                        .one());
    }

    @Test
    void theListOfWorkHasUnseenDangersFirst() {
        bot.database
                .jdbi()
                .useHandle(handle -> List.of("report_photo", "report_change", "report", "handover", "erasure")
                        .forEach(table -> handle.execute("DELETE FROM " + table)));
        var report = targets.report();
        var handover = targets.handover();
        var erasure = targets.erasure();
        heard(targets.leader(), "event:6", "ไฟไหม้บ้านค่ะ", false);
        heard(targets.leader(), "event:7", "จมน้ำ", false);
        var desk = officer("7101", Right.READ, Right.TRIAGE);
        var seen = desk.get("/api/dangers?sort=heardAt").at("/items/0/id");
        desk.post("/api/dangers/" + seen + "/seen", "{}");
        var work = desk.get("/api/work");
        assertThat(work.json().get("items").findValuesAsText("kind"))
                .startsWith("DANGER")
                .containsExactlyInAnyOrder("DANGER", "DANGER", "REPORT", "HANDOVER");
        assertThat(work.at("/items/0/state")).isEqualTo("WAITING");
        assertThat(work.json().get("items").findValuesAsText("key")).contains(report, String.valueOf(handover));
        assertThat(work.text()).doesNotContain("ไฟไหม้บ้าน").doesNotContain("สมหญิง");
        assertThat(desk.get("/api/work?kind=REPORT").json().get("items")).hasSize(1);
        var due = desk.get("/api/work?kind=REPORT");
        assertThat(Duration.between(Instant.parse(due.at("/items/0/since")), Instant.parse(due.at("/items/0/dueAt"))))
                .isEqualTo(Duration.ofDays(15));
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute("UPDATE handover SET passed_on = NOW(6) WHERE id = ?", handover));
        var overdue = desk.get("/api/work");
        assertThat(overdue.at("/items/1/kind")).isEqualTo("HANDOVER");
        assertThat(overdue.at("/items/1/state")).isEqualTo("OVERDUE");
        assertThat(overdue.at("/items/1/owner")).isIn("", "null");
        assertThat(officer("7101", Right.MEMBER).get("/api/work").text())
                .contains("ERASURE", "\"" + erasure + "\"")
                .doesNotContain("DANGER", report);
        assertThat(officer("7102", Right.values()).get("/api/work").json().get("items"))
                .isEmpty();
    }
}
