package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.simulator.BotApi;
import prasan.support.Api;
import prasan.support.FakePerson;

/** A notice addresses people by their roles, and opens a page. */
class NoticeGreetingTest {
    private static final String LINK =
            ",\"link\":{\"label\":\"ลงทะเบียนประชุม\",\"url\":\"https://example.go.th/a?b=ก\"}";

    private final NoticeDesk desk = new NoticeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private FakePerson holder(String name, String role, String area) {
        var person = desk.member(name);
        hold(person, role, area);
        return person;
    }

    private void hold(FakePerson person, String role, String area) {
        desk.bot
                .database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO member_role (member_id, role, area, starts_on, verified, created_at)"
                                + " SELECT id, ?, ?, '2026-11-01', 'SELF', ? FROM member WHERE chat_id = ?",
                        role,
                        area,
                        NoticeDesk.NOW,
                        person.id()));
    }

    private static String heard(FakePerson person) {
        return String.join("\n", person.texts());
    }

    @Test
    void eachIsAddressedByTheForemostRoleAndEachKindIsACallOfItsOwn() {
        var kamnan = holder("นางตัวอย่าง กำนัน", "CON_COMMITTEE", "710107");
        hold(kamnan, "KAMNAN", "710107");
        var first = holder("นายตัวอย่าง ผู้ใหญ่", "VILLAGE_HEAD", "71010705");
        desk.member("นายตัวอย่าง ไม่มีเหมือนกัน");
        var none = desk.member("นางตัวอย่าง ไม่มีบทบาท");
        var number = desk.draft(",\"greet\":true");
        assertThat(desk.writer.get("/api/notices/" + number + "/price").at("/calls"))
                .isEqualTo("3");
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        desk.is(number, "FINISHED");
        assertThat(heard(kamnan)).contains("เรียน กำนัน\n" + NoticeDesk.WORDS);
        assertThat(heard(first)).contains("เรียน ผู้ใหญ่บ้าน\n" + NoticeDesk.WORDS);
        assertThat(heard(none)).contains(NoticeDesk.WORDS).doesNotContain("เรียน");
        assertThat(desk.bot.line.calls(BotApi.MULTICAST)).hasSize(1);
        assertThat(desk.bot.line.calls(BotApi.PUSH)).hasSize(2);
    }

    @Test
    void aRoleThatItIsForGoesBeforeTheForemost() {
        var kamnan = holder("นางตัวอย่าง กำนัน", "CON_COMMITTEE", "710107");
        hold(kamnan, "KAMNAN", "710107");
        var number = desk.made(NoticeDesk.notice(",\"greet\":true")
                .replace("{\"area\":\"710107\"}", "{\"area\":\"710107\",\"roles\":[\"CON_COMMITTEE\"]}"));
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        desk.is(number, "FINISHED");
        assertThat(heard(kamnan)).contains("เรียน กรรมการ ศอช.");
    }

    @Test
    void aQuietOneGreetsToo() {
        var person = holder("นางตัวอย่าง กำนัน", "KAMNAN", "710107");
        var number = desk.made(NoticeDesk.notice(",\"greet\":true").replace("ORDINARY", "QUIET"));
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        desk.is(number, "SENDING");
        desk.chat(person).step(p -> p.says("เมนู"), "เรียน กำนัน");
    }

    @Test
    void aButtonOpensItsLink() {
        var person = desk.member("นางตัวอย่าง หนึ่ง");
        var number = desk.sent(LINK);
        assertThat(desk.bot.line.messagesTo(person).toString())
                .contains("\"label\":\"ลงทะเบียนประชุม\"", "https://example.go.th/a?b=%E0%B8%81");
        assertThat(desk.read(number).at("/link/url")).isEqualTo("https://example.go.th/a?b=ก");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":\"ก\",\"url\":\"http://example.go.th\"}",
                "{\"label\":\"ก\",\"url\":\"javascript:alert(1)\"}",
                "{\"label\":\"ก\",\"url\":\"https://\"}",
                "{\"label\":\"ก\",\"url\":\"https://a:b@example.go.th\"}",
                "{\"label\":\"ก\",\"labelEn\":\"a\",\"url\":\"https://example.go.th\"}",
                "{\"label\":\"กกกกกกกกกกกกกกกกกกกกก\",\"url\":\"https://example.go.th\"}"
            })
    void aLinkThatCannotBeOpenedIsRefused(String link) {
        var refused = desk.writer.post("/api/notices", NoticeDesk.notice(",\"link\":" + link));
        assertThat(refused).returns(422, Api.Answer::status);
        assertThat(refused.at("/fields/link")).contains("https://");
    }
}
