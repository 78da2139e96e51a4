package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.flow.BuddhistEra;
import prasan.support.Api;

/** What officers do with the network over HTTP: areas, centres, seats and members. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkTest {
    private final LocalDate today = BuddhistEra.day(Instant.now());
    private Bot bot;

    @BeforeAll
    void start() {
        bot = Bot.start();
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    private JsonNode reads(String path) {
        var answer = bot.api.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Api.Answer does(int status, String path, String json) {
        var answer = bot.api.post(path, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private static List<String> each(JsonNode items, String field) {
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(item.at(field).asText()));
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private long member(String name, String area) {
        return does(201, "/api/members", "{\"name\":\"%s\",\"area\":\"%s\"}".formatted(name, area))
                .json()
                .at("/member/id")
                .asLong();
    }

    private String seat(String centre, String position) {
        var seats = does(201, "/api/centres/" + centre + "/seats", "{\"position\":\"" + position + "\"}")
                .json()
                .at("/committee");
        for (var seat : seats) {
            if (seat.at("/position").asText().equals(position)
                    && seat.at("/holder").isNull()) {
                return "/api/centres/" + centre + "/seats/" + seat.at("/id").asText();
            }
        }
        throw new AssertionError("no vacant seat");
    }

    private Api.Answer gives(int status, String seat, String who, LocalDate from, LocalDate until) {
        return does(status, seat + "/terms", "{%s,\"startsOn\":\"%s\",\"endsOn\":\"%s\"}".formatted(who, from, until));
    }

    @Test
    void areasAreFoundAsPeopleCallThem() {
        assertThat(each(reads("/api/areas?text=" + encoded("ท่าเสา กาญจนบุรี")).at("/items"), "/code"))
                .containsExactlyInAnyOrder("710202", "710516");
        assertThat(each(reads("/api/areas?text=" + encoded("อ.เมือง กาญจนบุรี")).at("/items"), "/code"))
                .containsExactly("7101");
        assertThat(each(reads("/api/areas?text=" + encoded("ม.5 ต.ลาดหญ้า")).at("/items"), "/addressTh"))
                .containsExactly("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี");
        assertThat(each(reads("/api/areas?text=71190").at("/items"), "/code")).contains("710107");
        assertThat(each(reads("/api/areas?area=7101").at("/items"), "/code")).contains("710107", "710101");
        assertThat(each(reads("/api/areas?limit=100").at("/items"), "/code"))
                .hasSize(77)
                .contains("71", "10");
        assertThat(reads("/api/areas/710107").at("/level").asText()).isEqualTo("TAMBON");
        assertThat(bot.api.get("/api/areas/719999").status()).isEqualTo(404);
    }

    @Test
    void manyAreasAreAllFoundAndLookingMakesNone() {
        var rows = "SELECT COUNT(*) FROM area WHERE CHAR_LENGTH(code) = 8 AND RIGHT(code, 2) = '97'";
        assertThat(reads("/api/areas?limit=200&text=45000").at("/items")).hasSizeGreaterThan(30);
        assertThat(reads("/api/areas?limit=200&text=" + encoded("อ.เมือง")).at("/items"))
                .hasSizeGreaterThan(70);
        assertThat(each(reads("/api/areas?text=" + encoded("หมู่ 97 ลาดหญ้า")).at("/items"), "/code"))
                .containsExactly("71010797");
        assertThat(reads("/api/areas/71010797").at("/addressTh").asText()).startsWith("หมู่ 97 ต.ลาดหญ้า");
        long made = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(rows).mapTo(Long.class).one());
        assertThat(made).isZero();
    }

    @Test
    void aSeatIsVacantUntilItIsGivenAndAgainWhenItsTermHasEnded() {
        var made = does(201, "/api/centres", "{\"area\":\"710201\",\"place\":\"ศาลาประชาคม\"}");
        assertThat(made.at("/centre/name")).startsWith("ศอช.ต. ");
        does(409, "/api/centres", "{\"area\":\"710201\"}");
        var chair = seat("710201", "CHAIR");
        assertThat(reads("/api/centres/710201").at("/committee/0/holder").isNull())
                .isTrue();

        var ends = today.plusYears(4);
        gives(201, chair, "\"name\":\"นายสมมุติ ประธาน\"", today, ends);
        var held = reads("/api/centres/710201");
        assertThat(held.at("/committee/0/holder/name").asText()).isEqualTo("นายสมมุติ ประธาน");
        assertThat(held.at("/committee/0/positionTh").asText()).isEqualTo("ประธาน");
        assertThat(reads("/api/centres/710201?on=" + ends.plusDays(1))
                        .at("/committee/0/holder")
                        .isNull())
                .isTrue();
        gives(409, chair, "\"name\":\"นางสมมุติ อีกคน\"", ends, ends.plusYears(1));

        does(200, chair + "/end", "{\"lastDay\":\"" + today.minusDays(1) + "\"}");
        assertThat(reads("/api/centres/710201").at("/committee/0/holder").isNull())
                .isTrue();
        does(409, chair + "/end", "{}");
    }

    @Test
    void aTermThatIsToComeIsShortenedOrTakenAway() {
        does(201, "/api/centres", "{\"area\":\"710202\"}");
        var seat = seat("710202", "SECRETARY");
        var begins = today.plusYears(1);
        gives(201, seat, "\"name\":\"นางสมมุติ ปีหน้า\"", begins, begins.plusYears(4));
        does(409, seat + "/end", "{}");
        does(200, seat + "/end", "{\"on\":\"" + begins + "\",\"lastDay\":\"" + begins.plusDays(9) + "\"}");
        assertThat(reads("/api/centres/710202?on=" + begins)
                        .at("/committee/0/holder/endsOn")
                        .asText())
                .isEqualTo(begins.plusDays(9).toString());
        does(200, seat + "/end", "{\"on\":\"" + begins + "\"}");
        assertThat(reads("/api/centres/710202?on=" + begins)
                        .at("/committee/0/holder")
                        .isNull())
                .isTrue();
        assertThat(bot.api.send(seat, okhttp3.Request.Builder::delete).status()).isEqualTo(200);
    }

    @Test
    void whoIsNoMemberAnyMoreIsGivenNothing() {
        long gone = member("นายสมมุติ พ้นไป", "71010706");
        does(200, "/api/members/" + gone + "/end", "");
        does(409, "/api/members/" + gone + "/roles", "{\"role\":\"RESIDENT\",\"area\":\"71010706\"}");
        does(201, "/api/centres", "{\"area\":\"710203\"}");
        gives(409, seat("710203", "TREASURER"), "\"member\":" + gone, today, today.plusYears(4));
        var version = Objects.requireNonNull(bot.api.get("/api/members/" + gone).header("ETag"));
        assertThat(bot.api
                        .send(
                                "/api/members/" + gone,
                                request -> request.header("If-Match", version)
                                        .patch(RequestBody.create("{\"name\":\"นายสมมุติ อื่น\"}", Api.JSON_TYPE)))
                        .at("/code"))
                .isEqualTo("member-ended");
    }

    @Test
    void aTermThatHasEndedTakesTheRoleWithIt() {
        does(201, "/api/centres", "{\"area\":\"710301\"}");
        long member = member("นางสมมุติ หมดวาระ", "71030101");
        var who = "\"member\":" + member;
        gives(201, seat("710301", "SECRETARY"), who, today.minusYears(4), today.minusDays(1));
        var committee = "/api/members?role=CON_COMMITTEE&area=710301";
        assertThat(reads(committee).at("/items")).isEmpty();
        assertThat(each(reads("/api/members/" + member).at("/roles"), "/seat")).containsExactly("true");
        gives(201, seat("710301", "TREASURER"), who, today, today);
        assertThat(each(reads(committee).at("/items"), "/name")).containsExactly("นางสมมุติ หมดวาระ");
        assertThat(reads("/api/centres/710301").at("/centre/held").asInt()).isEqualTo(1);
        gives(422, seat("710301", "COMMITTEE"), who, today, today.minusDays(1));
        gives(409, seat("710301", "COMMITTEE"), who, today, today);
        gives(422, seat("710301", "REGISTRAR"), who + ",\"name\":\"อีกชื่อ\"", today, today);
    }

    @Test
    void aCommitteeOfFewerThanNineOrMoreThanTwentyFiveIsShownWithAWarning() {
        does(201, "/api/centres", "{\"area\":\"7104\"}");
        var few = each(reads("/api/centres/7104").at("/centre/warnings"), "");
        assertThat(few).containsExactly("TOO_FEW", "NO_CHAIR");
        for (int i = 1; i <= 26; i++) {
            var seat = seat("7104", i == 1 ? "CHAIR" : "COMMITTEE");
            var answer = gives(201, seat, "\"name\":\"นายสมมุติ กรรมการ " + i + "\"", today, today.plusYears(4));
            var warnings = each(answer.json().at("/centre/warnings"), "");
            assertThat(warnings).isEqualTo(i < 9 ? List.of("TOO_FEW") : i < 26 ? List.of() : List.of("TOO_MANY"));
        }
        assertThat(each(reads("/api/centres?level=DISTRICT&area=71").at("/items"), "/code"))
                .contains("7104");
        assertThat(reads("/api/centres?level=PROVINCE&area=7104").at("/items")).isEmpty();
    }

    @Test
    void membersAreFoundByNameAreaAndRoleAPageAtATime() {
        for (int i = 1; i <= 5; i++) {
            member("นายเรียงหน้า สมมุติ" + i, "7105010" + i);
        }
        member("นางเรียงหน้า สมมุติ", "71060101");
        var search = "/api/members?limit=2&area=7105&text=" + encoded("เรียงหน้า");
        var pages = new ArrayList<List<String>>();
        var page = reads(search);
        pages.add(each(page.at("/items"), "/area"));
        while (!page.at("/next").isNull()) {
            page = reads(search + "&after=" + page.at("/next").asText());
            pages.add(each(page.at("/items"), "/area"));
        }
        assertThat(pages)
                .containsExactly(List.of("71050105", "71050104"), List.of("71050103", "71050102"), List.of("71050101"));
        assertThat(reads("/api/members?linked=true&text=" + encoded("เรียงหน้า"))
                        .at("/items"))
                .isEmpty();
        assertThat(each(reads("/api/members?text=" + encoded("สมมุติ3")).at("/items"), "/name"))
                .containsExactly("นายเรียงหน้า สมมุติ3");
        var sheet = bot.api.get("/api/members?format=CSV&area=7105&text=" + encoded("เรียงหน้า"));
        assertThat(sheet.text().lines()).hasSize(6);
    }

    @Test
    void whatIsKeptOfAMemberIsCorrectedOnlyAsItWasRead() {
        long id = member("นายพิมพ์ผิด สมมุติ", "71010706");
        var path = "/api/members/" + id;
        var seen = Objects.requireNonNull(bot.api.get(path).header("ETag"));
        assertThat(patch(path, seen, "{\"name\":\"นายพิมพ์ถูก สมมุติ\"}").at("/member/name"))
                .isEqualTo("นายพิมพ์ถูก สมมุติ");
        assertThat(patch(path, seen, "{\"name\":\"นายเก่า สมมุติ\"}").status()).isEqualTo(412);
        assertThat(patch(path, "*", "{\"name\":\"ก\"}").status()).isEqualTo(422);
        assertThat(patch(path, "*", "{\"area\":\"719999\"}").status()).isEqualTo(422);
        var audit = reads("/api/audit?subject=member&key=" + id).at("/items").toString();
        assertThat(audit).contains("changeMember").doesNotContain("พิมพ์ถูก");
    }

    private Api.Answer patch(String path, String version, String json) {
        return bot.api.send(
                path, request -> request.header("If-Match", version).patch(RequestBody.create(json, Api.JSON_TYPE)));
    }

    @Test
    void daysThatNoDatabaseKeepsAreRefused() {
        does(201, "/api/centres", "{\"area\":\"710302\"}");
        var seat = seat("710302", "CHAIR");
        assertThat(bot.api
                        .post(
                                seat + "/terms",
                                "{\"name\":\"นายสมมุติ\",\"startsOn\":\"+999999999-01-01\",\"endsOn\":\"+999999999-12-31\"}")
                        .status())
                .isEqualTo(400);
        assertThat(bot.api.get("/api/centres?on=-0001-01-01").status()).isEqualTo(400);
    }

    @Test
    void aLeaderWithANewPhoneIsLinkedAgainByAnOfficer() {
        var old = bot.villageHead("นางตัวอย่าง เครื่องเก่า");
        long id = memberOf(old.person().id());
        var before = reads("/api/members/" + id).at("/roles/0/role").asText();
        assertThat(before).isEqualTo("VILLAGE_HEAD");

        var phone = bot.chat("นางตัวอย่าง เครื่องใหม่");
        phone.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        long stranger = memberOf(phone.person().id());
        does(200, "/api/members/" + id + "/unlink", "");
        var linked = does(200, "/api/members/" + id + "/link", "{\"member\":" + stranger + "}");
        assertThat(linked.at("/member/linked")).isEqualTo("true");
        assertThat(memberOf(phone.person().id())).isEqualTo(id);
        assertThat(bot.api.get("/api/members/" + stranger).status()).isEqualTo(404);
        // the new phone is known as who they are
        phone.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        does(409, "/api/members/" + id + "/link", "{\"member\":" + member("นายไม่มี ไลน์สมมุติ", "71010706") + "}");
        does(422, "/api/members/" + id + "/link", "{\"member\":" + id + "}");
    }

    private long memberOf(String chat) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id FROM member WHERE chat_id = :chat")
                        .bind("chat", chat)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void whatIsDoneTwiceWithOneKeyIsDoneOnce() {
        var body = RequestBody.create("{\"name\":\"นายครั้งเดียว สมมุติ\",\"area\":\"71070101\"}", Api.JSON_TYPE);
        for (int i = 0; i < 2; i++) {
            var answer = bot.api.send(
                    "/api/members",
                    request -> request.header("Idempotency-Key", "once").post(body));
            assertThat(answer.status()).isEqualTo(201);
        }
        assertThat(reads("/api/members?area=7107").at("/items")).hasSize(1);
    }

    @Test
    void anAudienceIsCounted() {
        bot.villageHead("นายตัวอย่าง ผู้ฟัง");
        var heads = "/api/audience?area=71&role=VILLAGE_HEAD&level=VILLAGE";
        assertThat(reads(heads).at("/members").asInt()).isPositive();
        assertThat(reads(heads + "&verified=true").at("/members").asInt()).isZero();
        assertThat(reads("/api/audience?area=72").at("/members").asInt()).isZero();
    }
}
