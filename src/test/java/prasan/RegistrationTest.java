package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.support.Api;
import prasan.support.Chat;

/** ลงทะเบียน through the whole program: how a leader says where they live, and how it becomes known that they are what they say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationTest {
    private static final String ADDRESS = "ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี 71190";
    private Bot bot;

    @BeforeAll
    void start() {
        bot = Bot.start();
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    @Test
    void byAPinOnTheMap() {
        var head = begun("นางตัวอย่าง พิกัด");
        head.step(
                p -> p.sendsPlace(null, ADDRESS, 14.128, 99.409),
                "ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี หมู่ที่เท่าไร");
        head.step(p -> p.says("๕"), "บทบาทใด");
        finish(head, "ผู้ใหญ่บ้าน");
        assertThat(roles(head)).containsExactly("VILLAGE_HEAD 71010705 SELF");
    }

    @Test
    void byAPostcode() {
        var head = begun("นายสมมุติ ไปรษณีย์");
        var choice = head.step(p -> p.says("71150"), "จาก");
        assertThat(choice.getLast()).contains("อ.ไทรโยค");
        head.step(
                p -> p.taps(p.labels().stream()
                        .filter(l -> l.contains("ท่าเสา"))
                        .findFirst()
                        .orElseThrow()),
                "หมู่ที่เท่าไร");
        head.step(p -> p.says("หมู่ 3"), "บทบาทใด");
        finish(head, "กำนัน");
        assertThat(roles(head)).containsExactly("KAMNAN 710202 SELF");
    }

    @Test
    void byANameThatTwoTambonsOfTheProvinceHave() {
        var head = begun("นายสมมุติ สองแห่ง");
        var choice = head.step(p -> p.says("ท่าเสา กาญจนบุรี"), "จาก");
        assertThat(choice.getLast()).contains("ไทรโยค", "ท่ามะกา");
        head.step(
                p -> p.taps(p.labels().stream()
                        .filter(l -> l.contains("ท่ามะกา"))
                        .findFirst()
                        .orElseThrow()),
                "หมู่ที่เท่าไร");
        head.step(p -> p.says("7"), "บทบาทใด");
        finish(head, "ประชาชนในพื้นที่");
        assertThat(roles(head)).containsExactly("RESIDENT 71051607 SELF");
        assertThat(waiting(head)).isEmpty();
    }

    @Test
    void byAPostcodeOfManyTambons() {
        var head = begun("นายสมมุติ ร้อยเอ็ด");
        var districts = head.step(p -> p.says("45000"), "จาก");
        assertThat(districts.getLast()).contains("เมืองร้อยเอ็ด");
        head.step(p -> p.says("1"), "ตำบลอะไรคะ");
        head.step(p -> p.says("ในเมือง หมู่ 3"), "บทบาทใด");
        finish(head, "ประชาชนในพื้นที่");
        assertThat(roles(head).getFirst()).matches("RESIDENT 4501[0-9]{2}03 SELF");
    }

    @Test
    void anOfficerApprovesAndTheLeaderIsTold() {
        var head = bot.villageHead("นางตัวอย่าง อนุมัติ");
        var id = waiting(head).getFirst();
        // again with the same key, as after an answer that was lost
        for (int i = 0; i < 2; i++) {
            var said = bot.api.send(
                    "/api/registrations/" + id + "/approve",
                    request -> request.header("Idempotency-Key", "approve-" + id)
                            .post(RequestBody.create("", Api.JSON_TYPE)));
            assertThat(said.status()).isEqualTo(200);
            assertThat(said.at("/state")).isEqualTo("APPROVED");
        }
        assertThat(head.hears("ยืนยันบทบาทแล้ว").getLast()).contains("ผู้ใหญ่บ้าน", "หมู่ 5 ต.ลาดหญ้า");
        assertThat(roles(head)).containsExactly("VILLAGE_HEAD 71010705 OFFICER");
        assertThat(bot.api.post("/api/registrations/" + id + "/approve", "").status())
                .isEqualTo(409);

        // another village has to be approved again
        again(head, "หมู่ 6 ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        assertThat(roles(head)).containsExactly("VILLAGE_HEAD 71010706 SELF");
        assertThat(waiting(head)).hasSize(1);
        // who comes back meanwhile to what they were does not leave the other one waiting
        again(head, "หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        assertThat(waiting(head)).hasSize(1);
        assertThat(bot.api.get("/api/registrations?state=WITHDRAWN").text()).contains("71010706");
    }

    @Test
    void anOfficerRefusesWithAReasonAndTheLeaderMayStillReport() {
        var head = bot.villageHead("นางตัวอย่าง ไม่ผ่าน");
        var id = waiting(head).getFirst();
        assertThat(bot.api
                        .post("/api/registrations/" + id + "/refuse", "{\"reason\":\" \"}")
                        .status())
                .isEqualTo(400);
        var said =
                bot.api.post("/api/registrations/" + id + "/refuse", "{\"reason\":\"หมู่ 5 มีผู้ใหญ่บ้านท่านอื่น\"}");
        assertThat(said.status()).isEqualTo(200);
        assertThat(head.hears("ยังยืนยันบทบาทไม่ได้").getLast()).contains("มีผู้ใหญ่บ้านท่านอื่น");
        assertThat(roles(head)).containsExactly("RESIDENT 71010705 SELF");
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
    }

    @Test
    void aCodeOfAnOfficerNeedsNobodyElse() {
        var invitation = invitation("VILLAGE_HEAD", "71010705", 1);
        assertThat(invitation.at("/left")).isEqualTo("1");
        var link = invitation.at("/link");
        assertThat(link).startsWith("https://line.me/R/oaMessage/%40prasan/?");
        // what a phone types that has scanned it
        var typed = URLDecoder.decode(link.substring(link.indexOf('?') + 1), StandardCharsets.UTF_8);
        assertThat(typed).isEqualTo("รหัส " + invitation.at("/code"));

        var head = bot.chat("นางตัวอย่าง มีรหัส");
        head.step(p -> p.says(typed), "ขอทราบชื่อ");
        head.step(p -> p.says("นางตัวอย่าง มีรหัส"), "ข่าวสาร");
        head.step(p -> p.taps("ยินดีรับ"), "ถูกต้องไหม");
        head.step(p -> p.taps("ถูกต้อง"), "ลงทะเบียนเรียบร้อย");
        assertThat(roles(head)).containsExactly("VILLAGE_HEAD 71010705 CODE");
        assertThat(waiting(head)).isEmpty();

        var late = bot.chat("นายสมมุติ มาทีหลัง");
        late.step(p -> p.says(typed.toLowerCase(Locale.ROOT)), "ใช้ครบแล้ว");
        assertThat(bot.api.get("/api/invitations?area=71010705").at("/items/0/left"))
                .isEqualTo("0");
    }

    @Test
    void aCodeOfATambonIsOnlyForThoseWhoLiveThereAndCanBeTakenBack() {
        var invitation = invitation("CON_COMMITTEE", "710107", 20);
        var code = invitation.at("/code");
        var guest = bot.chat("นายสมมุติ คนไกล");
        guest.step(p -> p.says("ลงทะเบียน"), "รหัสเชิญ");
        guest.step(p -> p.says(code.replace("-", " ")), "ขอทราบชื่อ");
        guest.step(p -> p.says("นายสมมุติ คนไกล"), "หมู่ที่เท่าไร");
        guest.step(p -> p.says("หมู่ 2 ต.ท่ามะขาม อ.เมืองกาญจนบุรี"), "ข่าวสาร");
        guest.step(p -> p.taps("ไม่รับ"), "ถูกต้องไหม");
        guest.step(p -> p.taps("แก้ไข"), "ข้อใด");
        assertThat(guest.person().labels()).startsWith("ชื่อ", "หมู่บ้าน", "ข่าวสาร", "ย้อนกลับ");
        guest.step(p -> p.taps("ย้อนกลับ"), "ถูกต้องไหม");
        guest.step(p -> p.taps("ถูกต้อง"), "เฉพาะพื้นที่ของรหัส");
        assertThat(roles(guest)).isEmpty();

        guest.step(p -> p.says("รหัส " + code), "ขอทราบชื่อ");
        guest.step(p -> p.says("นายสมมุติ คนใกล้"), "หมู่ที่เท่าไร");
        guest.step(p -> p.says("หมู่ 2 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"), "ข่าวสาร");
        guest.step(p -> p.taps("ไม่รับ"), "ถูกต้องไหม");
        guest.step(p -> p.taps("ถูกต้อง"), "ลงทะเบียนเรียบร้อย");
        assertThat(roles(guest)).containsExactly("CON_COMMITTEE 710107 CODE");
        // others may still use it: whoever reads members does not learn it
        assertThat(bot.api.get("/api/members?format=CSV").text()).doesNotContain(code);
        long member = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id FROM member WHERE chat_id = :chat")
                        .bind("chat", guest.person().id())
                        .mapTo(Long.class)
                        .one());
        assertThat(bot.api.get("/api/members/" + member).at("/roles/0/verifiedBy"))
                .isEqualTo("invitation " + invitation.at("/id"));

        var gone = bot.api.post("/api/invitations/" + invitation.at("/id") + "/revoke", "");
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.at("/left")).isEqualTo("0");
        guest.step(p -> p.says("รหัส " + code), "หมดอายุ");
    }

    @Test
    void nobodyFindsACodeByTrying() {
        var invitation = invitation("KAMNAN", "710107", 1);
        var thief = bot.chat("นายสมมุติ ลองรหัส");
        for (int i = 2; i < 7; i++) {
            var tried = "รหัส ABCD-EFG" + i;
            thief.step(p -> p.says(tried), "ไม่พบรหัสนี้");
        }
        thief.step(p -> p.says("รหัส " + invitation.at("/code")), "ลองรหัสผิดหลายครั้ง");
        bot.chat("นางตัวอย่าง อีกคน").step(p -> p.says("รหัส " + invitation.at("/code")), "ขอทราบชื่อ");
    }

    private Api.Answer invitation(String role, String area, int uses) {
        var made = bot.api.post(
                "/api/invitations",
                "{\"role\":\"%s\",\"area\":\"%s\",\"uses\":%d,\"expiresAt\":\"%s\"}"
                        .formatted(role, area, uses, Instant.now().plusSeconds(86_400)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    /** Somebody without a code, who has said their name. */
    private Chat begun(String name) {
        var chat = bot.chat(name);
        chat.step(p -> p.says("ลงทะเบียน"), "รหัสเชิญ");
        chat.step(p -> p.taps("ไม่มีรหัส"), "ขอทราบชื่อ");
        chat.step(p -> p.says(name), "หมู่ที่เท่าไร");
        return chat;
    }

    private static void finish(Chat chat, String role) {
        if (role.equals("ประชาชนในพื้นที่")) {
            chat.step(p -> p.taps(role), "ข่าวสาร");
        } else {
            chat.step(p -> p.taps(role), "บทบาทอื่น");
            chat.step(p -> p.taps("ไม่มี"), "ข่าวสาร");
        }
        chat.step(p -> p.taps("ไม่รับ"), "ถูกต้องไหม");
        chat.step(p -> p.taps("ถูกต้อง"), "จดจำข้อมูล");
    }

    private static void again(Chat chat, String village) {
        chat.step(p -> p.says("ลงทะเบียน"), "รหัสเชิญ");
        chat.step(p -> p.taps("ไม่มีรหัส"), "ขอทราบชื่อ");
        chat.step(p -> p.taps(p.labels().getFirst()), "หมู่ที่เท่าไร");
        chat.step(p -> p.says(village), "บทบาทใด");
        finish(chat, "ผู้ใหญ่บ้าน");
    }

    /** What the person is known to be today: role, area, who vouches. */
    private List<String> roles(Chat chat) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT CONCAT(r.role, ' ', r.area, ' ', r.verified) FROM member_role r JOIN member m ON m.id = r.member_id
                                WHERE m.chat_id = :chat AND (r.ends_on IS NULL OR r.ends_on >= CURDATE()) ORDER BY r.id""")
                        .bind("chat", chat.person().id())
                        .mapTo(String.class)
                        .list());
    }

    /** Ids of what an officer has to decide about the person. */
    private List<String> waiting(Chat chat) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT r.id FROM registration r JOIN member m ON m.id = r.member_id WHERE m.chat_id = :chat AND r.state = 'WAITING'""")
                        .bind("chat", chat.person().id())
                        .mapTo(String.class)
                        .list());
    }
}
