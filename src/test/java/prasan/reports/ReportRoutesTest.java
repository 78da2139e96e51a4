package prasan.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.db.Slice;
import prasan.http.Auth;
import prasan.http.Server;
import prasan.support.Api;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class ReportRoutesTest {
    private static final Instant AT = Instant.parse("2026-11-22T05:00:00Z");
    private static final List<String> TOLD = new ArrayList<>();
    private static final Reports REPORTS =
            new Reports((handle, kind, topic, chats, template, values, once) -> TOLD.addAll(chats), Samples::project);
    private static Database database;
    private static Server server;
    private static Api api;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        database.jdbi().useHandle(Samples::load);
        var routes = new ReportRoutes(database.jdbi(), REPORTS, new Areas(), new SettableClock(AT.plusSeconds(3600)));
        server = Server.start(
                "127.0.0.1", 0, new Auth("key"), new SimpleMeterRegistry(), routes.endpoints(), config -> {});
        api = new Api(server.port(), "key");
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbi().useHandle(Samples::forgetReports);
        TOLD.clear();
    }

    @Test
    void aReportIsReadWithWhereItIsAndWhatHappenedToIt() {
        var number = file(Category.ROAD, "ถนนเป็นหลุม");
        var report = api.get("/api/reports/" + number);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.text()).isEqualTo("""
                {"number":"R-6911-0001","status":"NEW","category":"ROAD","detail":"ถนนเป็นหลุม","area":"71010705",\
                "areaName":"หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี","place":{"words":"หน้าวัดตัวอย่าง","lat":14.02321,"lon":99.53281},\
                "reporter":{"name":"สมชาย ใจดี","role":"VILLAGE_HEAD"},"sensitive":false,"aboutOfficial":false,"photos":0,"reminders":0,"dueOn":"2026-12-07","media":0,"project":null,\
                "createdAt":"2026-11-22T05:00:00Z","updatedAt":"2026-11-22T05:00:00Z",\
                "timeline":[{"status":"NEW","note":null,"by":"reporter","at":"2026-11-22T05:00:00Z"}],\
                "next":["ACKNOWLEDGED","FORWARDED","IN_PROGRESS","LINKED_TO_PLAN","REJECTED"],"additions":[],"notReachableSince":null}""");
    }

    @Test
    void aReportThatIsNotThereIs404() {
        assertThat(api.get("/api/reports/R-6911-0001").at("/code")).isEqualTo("unknown-report");
        assertThat(api.get("/api/reports/R-6911-0001").status()).isEqualTo(404);
        assertThat(api.get("/api/reports/" + encode("ร-๖๙๑๑")).status()).isEqualTo(400);
    }

    @Test
    void whoReportedDrugsIsNotShown() {
        var number = file(Category.DRUGS, "มีคนมั่วสุม");
        var report = api.get("/api/reports/" + number);
        assertThat(report.json().get("reporter").isNull()).isTrue();
        assertThat(report.text()).doesNotContain("สมชาย").doesNotContain(Samples.CHAT);
    }

    @Test
    void theListIsFilteredAndReadPageByPage() {
        for (int i = 0; i < 5; i++) {
            file(i % 2 == 0 ? Category.ROAD : Category.WATER, "เรื่อง 10" + i + "% ด่วน");
        }
        assertThat(numbers(""))
                .containsExactly("R-6911-0005", "R-6911-0004", "R-6911-0003", "R-6911-0002", "R-6911-0001");
        assertThat(numbers("?category=WATER&area=7101&status=NEW")).containsExactly("R-6911-0004", "R-6911-0002");
        assertThat(numbers("?area=70")).isEmpty();
        assertThat(numbers("?text=" + encode("103%"))).containsExactly("R-6911-0004");
        assertThat(numbers("?text=" + encode("1_3"))).isEmpty();
        var first = api.get("/api/reports?limit=3");
        assertThat(first.json().get("items")).hasSize(3);
        assertThat(numbers("?limit=3&after=" + first.at("/next"))).containsExactly("R-6911-0002", "R-6911-0001");
        assertThat(api.get("/api/reports?limit=5").json().get("next").isNull()).isTrue();
    }

    @Test
    void aFilterThatMeansNothingIsRefused() {
        for (var query : List.of(
                "area=7", "area=" + encode("๗๑"), "area=71%25", "status=DONE", "category=road", "limit=0", "q=x")) {
            assertThat(api.get("/api/reports?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(api.get("/api/reports?status=DONE").at("/detail")).contains("NEW, ACKNOWLEDGED");
    }

    @Test
    void aMoveIsAnsweredWithTheReportAndToldToTheReporter() {
        var number = file(Category.ROAD, "ถนนเป็นหลุม");
        var moved = change(number, "{\"status\":\"ACKNOWLEDGED\",\"note\":\" รับเรื่องแล้วค่ะ \"}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.at("/status")).isEqualTo("ACKNOWLEDGED");
        assertThat(moved.at("/timeline/1/note")).isEqualTo("รับเรื่องแล้วค่ะ");
        assertThat(moved.at("/timeline/1/by")).isEqualTo("admin");
        assertThat(moved.at("/timeline/1/at")).isEqualTo("2026-11-22T06:00:00Z");
        assertThat(TOLD).containsExactly(Samples.CHAT);
    }

    @Test
    void aMoveThatCannotBeIsAProblemThatSaysWhatCan() {
        var number = file(Category.ROAD, "ถนนเป็นหลุม");
        var illegal = change(number, "{\"status\":\"CLOSED\"}");
        assertThat(illegal.status()).isEqualTo(409);
        assertThat(illegal.at("/code")).isEqualTo("illegal-move");
        assertThat(illegal.at("/from")).isEqualTo("NEW");
        assertThat(illegal.json().get("allowed"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("ACKNOWLEDGED", "FORWARDED", "IN_PROGRESS", "LINKED_TO_PLAN", "REJECTED");
        assertThat(change(number, "{\"status\":\"NEW\",\"note\":\" \"}").at("/code"))
                .isEqualTo("nothing-new");
        assertThat(change(number, "{\"status\":\"LINKED_TO_PLAN\"}").at("/code"))
                .isEqualTo("project-missing");
        var unknown = change(number, "{\"status\":\"LINKED_TO_PLAN\",\"project\":\"P-NONE\"}");
        assertThat(unknown.at("/code")).isEqualTo("unknown-project");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(change(number, "{\"note\":\"x\"}").at("/detail")).isEqualTo("\"status\" is missing");
        var tooLong = change(number, "{\"status\":\"NEW\",\"note\":\"" + "ก".repeat(1001) + "\"}");
        assertThat(tooLong.at("/detail")).isEqualTo("\"note\" has at most 1000 characters");
        assertThat(change("R-6911-9999", "{\"status\":\"ACKNOWLEDGED\"}").status())
                .isEqualTo(404);
        assertThat(TOLD).isEmpty();
        assertThat(change(number, "{\"status\":\"NEW\",\"note\":\"" + "ก".repeat(1000) + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aReportThatLedToAProjectShowsIt() {
        var number = file(Category.ROAD, "ถนนเป็นหลุม");
        var linked = change(number, "{\"status\":\"LINKED_TO_PLAN\",\"project\":\"" + Samples.PROJECT + "\"}");
        assertThat(linked.at("/project")).isEqualTo(Samples.PROJECT);
    }

    @Test
    void aVoiceMessageIsGivenOnceItIsFetchedAndIsNoPhoto() {
        database.jdbi().useHandle(handle -> {
            Samples.photo(handle, "v1", new byte[] {1, 2});
            Samples.photo(handle, "v2", null);
            handle.execute("UPDATE photo SET kind = 'audio', media_type = 'audio/mp4'");
        });
        var number = database.jdbi().inTransaction(handle -> {
            var filed = REPORTS.file(handle, Samples.filing("x", Category.ROAD, "(ข้อความเสียง)", AT));
            handle.execute(
                    "INSERT INTO report_media (report_id, seq, message_id) SELECT id, 1, 'v1' FROM report UNION SELECT id, 2, 'v2' FROM report");
            return filed;
        });
        assertThat(api.get("/api/reports/" + number).at("/media")).isEqualTo("2");
        var voice = api.get("/api/reports/" + number + "/media/1");
        assertThat(voice.header("Content-Type")).isEqualTo("audio/mp4");
        assertThat(voice.bytes()).containsExactly(1, 2);
        assertThat(api.get("/api/reports/" + number + "/media/2").at("/code")).isEqualTo("media-not-fetched");
        assertThat(api.get("/api/reports/" + number + "/media/3").at("/code")).isEqualTo("unknown-media");
        assertThat(api.get("/api/reports/" + number + "/photos/1").at("/code")).isEqualTo("unknown-photo");
    }

    @Test
    void aPhotoIsGivenAsItWasSentOnceItIsFetched() {
        database.jdbi().useHandle(handle -> {
            Samples.photo(handle, "p1", new byte[] {-1, -40, -1});
            Samples.photo(handle, "p2", null);
        });
        var number = database.jdbi()
                .inTransaction(handle ->
                        REPORTS.file(handle, Samples.filing("x", Category.ROAD, "ถนนเป็นหลุม", AT, "p1", "p2")));
        var photo = api.get("/api/reports/" + number + "/photos/1");
        assertThat(photo.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(photo.bytes()).containsExactly(-1, -40, -1);
        var waiting = api.get("/api/reports/" + number + "/photos/2");
        assertThat(waiting.status()).isEqualTo(404);
        assertThat(waiting.at("/code")).isEqualTo("photo-not-fetched");
        assertThat(api.get("/api/reports/" + number + "/photos/3").at("/code")).isEqualTo("unknown-photo");
        assertThat(api.get("/api/reports/" + number + "/photos/one").status()).isEqualTo(400);
        database.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE photo SET media_type = 'text/html' WHERE message_id = 'p1'"));
        assertThat(api.get("/api/reports/" + number + "/photos/1").header("Content-Type"))
                .isEqualTo("application/octet-stream");
    }

    @Test
    void nothingIsShownWithoutTheKey() {
        var number = file(Category.ROAD, "ถนนเป็นหลุม");
        for (var path : List.of("", "/" + number, "/" + number + "/photos/1")) {
            var answer = api.send("/api/reports" + path, request -> request.removeHeader("Authorization"));
            assertThat(answer.status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void theDescriptionKnowsTheStatusesAndCategories() {
        var schemas = api.get("/openapi.json").json().at("/components/schemas");
        assertThat(schemas.at("/ReportStatus/enum")).hasSize(ReportStatus.values().length);
        assertThat(schemas.at("/Category/enum")).hasSize(12);
        assertThat(schemas.at("/StatusChange/properties/note/maxLength").asInt())
                .isEqualTo(1000);
    }

    private static String file(Category category, String detail) {
        return database.jdbi().inTransaction(handle -> {
            var once = "test-"
                    + REPORTS.list(handle, Sight.ALL, new Search(null, null, null, null, null), Slice.latest(1000))
                            .size();
            return REPORTS.file(handle, Samples.filing(once, category, detail, AT));
        });
    }

    private static Api.Answer change(String number, String body) {
        return api.post("/api/reports/" + number + "/status", body);
    }

    private static List<String> numbers(String query) {
        return api.get("/api/reports" + query).json().get("items").findValuesAsText("number");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
