package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.http.Right;
import prasan.support.Api;

/** What an officer of one tambon changes of members: nothing of elsewhere, and nothing that an erasure which waits is to find. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberChangesTest {
    private Bot bot;
    private Targets targets;
    private Api officer;

    @BeforeAll
    void start() {
        bot = Bot.start();
        targets = new Targets(bot.database.jdbi());
        officer = new Api(bot.app.port(), targets.keyFor("710107", Set.of(Right.MEMBER, Right.READ), null, null));
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    private Api.Answer link(long member, long same) {
        return officer.post("/api/members/" + member + "/link", "{\"member\":" + same + "}");
    }

    /** The id of a member who was added by the office, and has no LINE account. */
    private long added(String area) {
        return bot.api
                .post("/api/members", "{\"name\":\"นายเพิ่ม สมมุติ\",\"area\":\"" + area + "\"}")
                .json()
                .at("/member/id")
                .asLong();
    }

    private void sql(String update, Object... values) {
        bot.database.jdbi().useHandle(handle -> handle.execute(update, values));
    }

    @Test
    void whoeverIsToBeLinkedAndIsOfElsewhereIsUnknownLikeOneWhoDoesNotExist() {
        long own = targets.member();
        long elsewhere = added("71020201");
        long nobodys = added("71010705");
        sql("UPDATE member SET area = NULL WHERE id = ?", nobodys);
        long unlinked = added("71010705");
        sql("UPDATE member SET area = NULL, name = NULL WHERE id = ?", unlinked);
        for (long other : new long[] {elsewhere, nobodys, unlinked, 987_654_321}) {
            var refused = link(own, other);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.at("/code")).isEqualTo("unknown-member");
            assertThat(refused.at("/member")).isEqualTo(String.valueOf(other));
        }
        var refused = link(elsewhere, own);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.at("/member")).isEqualTo(String.valueOf(elsewhere));
    }

    @Test
    void aNewPhoneThatHasNotSaidWhoseItIsCanBeLinkedByTheCodeThatItShows() {
        long own = added("71010705");
        var phone = bot.chat("นางสมมุติ เครื่องใหม่");
        phone.step(p -> p.says("รหัสยืนยันบัญชี"), "ขอรหัส");
        var said = String.join("\n", phone.step(p -> p.taps("ขอรหัส"), "รหัสของท่าน"));
        var code = said.replaceAll("(?s).*([A-Z0-9]{4}-[A-Z0-9]{4}).*", "$1");
        long row = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id FROM member WHERE chat_id = :chat")
                        .bind("chat", phone.person().id())
                        .mapTo(Long.class)
                        .one());
        assertThat(link(own, row).at("/code")).isEqualTo("proof-missing");
        assertThat(linkBy(own, row, "ABCD-2345").at("/code")).isEqualTo("proof-missing");
        assertThat(linkBy(own, row, code).at("/member/linked")).isEqualTo("true");
    }

    private Api.Answer linkBy(long member, long same, String code) {
        return officer.post("/api/members/" + member + "/link", "{\"member\":" + same + ",\"code\":\"" + code + "\"}");
    }

    @Test
    void whatWasHandedOverBeforeAChatBecameAMembersStaysOutOfTheirOfficersSight() {
        long own = added("71010705");
        long phone = targets.member();
        long handover = targets.handover();
        sql("UPDATE handover SET chat_id = (SELECT chat_id FROM member WHERE id = ?) WHERE id = ?", phone, handover);
        sql("UPDATE member SET area = NULL, name = NULL WHERE id = ?", phone);
        assertThat(bot.api
                        .post("/api/members/" + own + "/link", "{\"member\":" + phone + "}")
                        .status())
                .isEqualTo(200);
        assertThat(officer.get("/api/handovers/" + handover).status()).isEqualTo(404);
        assertThat(officer.get("/api/handovers").text()).doesNotContain("\"id\":" + handover + ",");
        assertThat(officer.get("/api/work?kind=HANDOVER").text()).doesNotContain("\"" + handover + "\"");
        var before = bot.api.get("/api/handovers/" + handover);
        assertThat(before.json().at("/leader/name").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "unlink", "link"})
    void aMemberWhoWaitsToBeForgottenStaysAsTheyAreUntilThatIsDecided(String change) {
        long erasure = targets.erasure();
        long member = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT member_id FROM erasure WHERE id = ?")
                        .bind(0, erasure)
                        .mapTo(Long.class)
                        .one());
        var body = change.equals("link") ? "{\"member\":" + targets.member() + "}" : "";
        var before = officer.get("/api/members/" + member).text();
        var refused = officer.post("/api/members/" + member + "/" + change, body);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("erasure-waiting");
        assertThat(refused.at("/erasure")).isEqualTo(String.valueOf(erasure));
        assertThat(officer.get("/api/members/" + member).text()).isEqualTo(before);

        // nor does their account become somebody else's
        assertThat(link(targets.member(), member).at("/code")).isEqualTo("erasure-waiting");
        assertThat(officer.get("/api/members/" + member).text()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"กำนัน, 710202, 71010705", "ผู้ใหญ่บ้าน, 71020201, 71010705", "ผู้ใหญ่บ้าน, 71010705, 71020201"})
    void anImportGivesNoRoleAndNoHomeOutsideOfTheArea(String role, String area, String home) {
        var file = "code,name,role,area,home\nNO-1,นายไกล ตัวอย่าง,%s,%s,%s\n".formatted(role, area, home);
        var refused = officer.send(
                "/api/imports/members?apply=true",
                request -> request.post(RequestBody.create(file.getBytes(StandardCharsets.UTF_8))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/line")).isEqualTo("2");
        assertThat(refused.at("/errors/0/column")).isEqualTo("area");
        assertThat(refused.at("/errors/0/reason")).contains("outside area");
        assertThat(bot.api.get("/api/members?format=CSV").text()).doesNotContain("NO-1");
    }
}
