package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.support.Api;
import prasan.support.TestDatabase;

/** One word has one sequence of code points wherever it comes in. */
class CleanTextsTest {
    /** น้ำ in three code points and with the tone mark last, แ of two เ, and what nobody sees. */
    private static final String TYPED = "เเก้น\u0E4D\u0E49\u0E32 \u200Bริม\u00A0\u00A0ท\u0E48\u0E48\u0E35";

    private static final String MEANT = "แก้น้ำ ริม ที่";

    private static Api.Answer send(Bot bot, String kind, byte[] file) {
        return bot.api.send(
                "/api/imports/" + kind + "?apply=true",
                request -> request.post(RequestBody.create(file, MediaType.get("application/octet-stream"))));
    }

    @Test
    void whatIsSentToTheApiOrSearchedForIsCleaned() {
        try (var bot = Bot.start()) {
            bot.api.post("/api/members", "{\"name\":\"" + TYPED + "\",\"area\":\"710107\"}");
            assertThat(bot.api.get("/api/members?text=" + TYPED).at("/items/0/name"))
                    .isEqualTo(MEANT);
            assertThat(bot.api
                            .post("/api/members", "{\"name\":\"\u200B\",\"area\":\"710107\"}")
                            .at("/detail"))
                    .contains("blank");
            assertThat(bot.api
                            .post("/api/centres", "{\"area\":\"710107\",\"place\":\"" + "🌾".repeat(300) + "\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void anyTextComesBackFromAFileAsItWas() {
        var texts = new String[] {
            "=1+1",
            "'=1+1",
            "''-x",
            "'",
            "'ก",
            "@x",
            "+66 81",
            "-",
            "a\"b\";c,d",
            "_x000D_",
            "_x005F_x000D_",
            "00417",
            "1E3",
            "👩\u200D🌾",
            "๑๒ น้ำ",
            "TRUE",
            "2026-11-22"
        };
        try (var bot = Bot.start()) {
            for (int i = 0; i < texts.length; i++) {
                var place = texts[i].replace("\"", "\\\"");
                assertThat(bot.api
                                .post("/api/centres", "{\"area\":\"10%02d\",\"place\":\"%s\"}".formatted(i + 1, place))
                                .status())
                        .isEqualTo(201);
            }
            for (var format : new String[] {"CSV", "XLSX"}) {
                var exported = bot.api.get("/api/centres?format=" + format).bytes();
                var answer = send(bot, "centres", exported);
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                assertThat(answer.at("/unchanged")).as(answer.text()).isEqualTo(String.valueOf(texts.length));
            }
        }
    }

    @Test
    void whatOlderVersionsStoredIsCleanedOnce() {
        var schema = TestDatabase.bare();
        var url = TestDatabase.url(schema);
        Flyway.configure()
                .dataSource(url, TestDatabase.user(), TestDatabase.password())
                .locations("classpath:db/migration")
                .target("18")
                .load()
                .migrate();
        Jdbi.create(url, TestDatabase.user(), TestDatabase.password()).useHandle(handle -> {
            handle.execute(
                    "INSERT INTO award_type (code, name_th, prize) VALUES ('A', ?, ?), ('B', ' ', NULL)",
                    TYPED,
                    " x\n\n\ny ");
            handle.execute("INSERT INTO member (name, created_at) VALUES (?, NOW(6))", TYPED);
            handle.execute(
                    "INSERT INTO member (id, name, display_name, created_at) VALUES (78, 'สิบเอก ใจดี', '\u200Eน\u0E4D\u0E49\u0E32', NOW(6)), (79, 'คุณธรรม ใจดี', ' ', NOW(6))");
            handle.execute("INSERT INTO member_name (beginning, member_id) VALUES ('ใจดี', 78)");
            handle.execute("INSERT INTO member (id, name, created_at) VALUES (77, 'ร.ต.อ.สมมุติ ตัวอย่าง', NOW(6))");
            handle.execute(
                    "INSERT INTO audit (at, who, address, action, subject, row_key) VALUES (NOW(6), ?, '', '', '', '')",
                    TYPED);
        });
        try (var database = Database.open(url, TestDatabase.user(), TestDatabase.password(), 2)) {
            database.jdbi().useHandle(handle -> {
                assertThat(handle.createQuery("SELECT CONCAT(name_th, '|', prize) FROM award_type WHERE code = 'A'")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo(MEANT + "|x\ny");
                assertThat(handle.createQuery("SELECT name FROM member WHERE id NOT IN (77, 78, 79)")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo(MEANT);
                assertThat(handle.createQuery("SELECT beginning FROM member_name WHERE member_id = 77")
                                .mapTo(String.class)
                                .list())
                        .containsExactlyInAnyOrder("สมมุติตัวอย่าง", "ตัวอย่าง");
                assertThat(handle.createQuery("SELECT beginning FROM member_name WHERE member_id IN (78, 79)")
                                .mapTo(String.class)
                                .list())
                        .containsExactlyInAnyOrder("สิบเอกใจดี", "ใจดี", "คุณธรรมใจดี", "ธรรมใจดี", "ใจดี");
                assertThat(handle.createQuery(
                                        "SELECT COALESCE(display_name, 'none') FROM member WHERE id IN (78, 79) ORDER BY id")
                                .mapTo(String.class)
                                .list())
                        .containsExactly("น้ำ", "none");
                assertThat(handle.createQuery("SELECT who FROM audit")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo(TYPED);
            });
        }
    }

    @Test
    void whatTheApiTookComesBackFromAFileAsUnchanged() {
        try (var bot = Bot.start()) {
            var places = new String[] {"???", "±±±", "1.2E+05", "#N/A", "", "\u200B"};
            for (int i = 0; i < places.length; i++) {
                assertThat(bot.api
                                .post(
                                        "/api/centres",
                                        "{\"area\":\"10%02d\",\"place\":\"%s\",\"phone\":\"๐๓๔ 111\"}"
                                                .formatted(i + 1, places[i]))
                                .status())
                        .isEqualTo(201);
            }
            assertThat(bot.api.get("/api/centres/1005").at("/place")).isEmpty();
            for (var format : new String[] {"CSV", "XLSX"}) {
                var answer = send(
                        bot,
                        "centres",
                        bot.api.get("/api/centres?format=" + format).bytes());
                assertThat(answer.at("/unchanged")).as(answer.text()).isEqualTo(String.valueOf(places.length));
            }
            assertThat(send(bot, "centres", "area,position,place\n1007,,???\n".getBytes(StandardCharsets.UTF_8))
                            .at("/errors/0/column"))
                    .isEqualTo("place");
        }
    }
}
