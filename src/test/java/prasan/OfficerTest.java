package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.chat.HandBack;
import prasan.inbox.Inbox;
import prasan.line.Signature;
import prasan.support.Chat;
import prasan.support.FakeLine;
import prasan.support.Pictures;

/** Officers and leaders in one conversation, through the whole program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficerTest {
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
    void whoHasNotSaidWhoTheyAreIsSeenByTheOfficersOfTheAreaThatTheyNamed() {
        asks(bot.chat("คนแปลกหน้า"), "น้ำไม่ไหล หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        assertThat(bot.api.get("/api/handovers/" + handover("คนแปลกหน้า")).at("/leader/area"))
                .startsWith("710107");
        assertThat(bot.api.get("/api/work?kind=HANDOVER&area=710107").text()).contains("HANDOVER");
    }

    @Test
    void whatIsUnderWayStaysWithThoseWhoSeeItWhenNobodyHasShownWhoseTheAccountIs() {
        var stranger = bot.chat("คนใหม่ ตัวอย่าง");
        asks(stranger, "เรื่องเงินกู้ของหมู่บ้าน");
        var id = handover("คนใหม่ ตัวอย่าง");
        assertThat(bot.api.get("/api/handovers/" + id).json().at("/leader/area").isNull())
                .isTrue();
        var made =
                bot.api.post("/api/members", "{\"code\":\"L-1\",\"name\":\"นางทะเบียน ตัวอย่าง\",\"area\":\"710107\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var member = member("code", "L-1");
        var phone = member("chat_id", stranger.person().id());
        assertThat(bot.api
                        .post("/api/members/" + member + "/link", "{\"member\":" + phone + "}")
                        .status())
                .isEqualTo(200);
        var linked = bot.api.get("/api/handovers/" + id);
        assertThat(linked.json().at("/leader/area").isNull()).isTrue();
        assertThat(linked.json().at("/closedAt").isNull()).isTrue();
        assertThat(bot.api
                        .post("/api/handovers/" + id + "/messages", "{\"text\":\"เรียบร้อยค่ะ\"}")
                        .status())
                .isEqualTo(200);
        stranger.hears("เรียบร้อยค่ะ");
    }

    private String member(String column, String value) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id FROM member WHERE " + column + " = ?")
                        .bind(0, value)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void whoeverSendsAPhotoThatCannotBeOpenedIsTold() {
        var head = bot.villageHead("นางตัวอย่าง รูปแปลก");
        asks(head, "เรื่องเงินกู้ของหมู่บ้าน");
        head.person().sendsPhoto("\0\0\0\u0018ftypheic....".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        head.hears("เปิดรูปที่ส่งมาไม่ได้");
        bot.api.post("/api/handovers/" + handover("นางตัวอย่าง รูปแปลก") + "/close", "");
    }

    @Test
    void anOfficerTakesOverWhileTheBotIsSilentAndGivesTheConversationBack() {
        var head = bot.villageHead("นางตัวอย่าง หนึ่ง");
        asks(head, "เรื่องเงินกู้ของหมู่บ้าน");
        var id = handover("นางตัวอย่าง หนึ่ง");
        var opened = bot.api.get("/api/handovers/" + id);
        assertThat(opened.at("/gathered/0/value")).isEqualTo("เรื่องเงินกู้ของหมู่บ้าน");
        assertThat(opened.at("/leader/area")).isEqualTo("71010705");

        // neither a flow's words nor a sticker nor a photo is answered by the bot: all of it is for the officer, and
        // acknowledged once
        head.step(p -> p.says("แจ้งปัญหา"), "ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        head.person().says("ต้องใช้เอกสารอะไรบ้างคะ").sendsSticker().sendsPhoto(Pictures.jpeg());
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(texts(id))
                        .containsExactly("แจ้งปัญหา", "ต้องใช้เอกสารอะไรบ้างคะ", "(sticker)", "(photo)"));
        var photo = bot.api.get("/api/handovers/" + id).at("/messages/3/id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bot.api
                                .get("/api/handovers/" + id + "/messages/" + photo + "/photo")
                                .status()
                        == 200);

        bot.api.post("/api/handovers/" + id + "/messages", "{\"text\":\"ใช้สำเนาบัตรประชาชนค่ะ\"}");
        var heard = head.hears("ใช้สำเนาบัตรประชาชนค่ะ");
        assertThat(heard).singleElement().asString().contains("ข้อความจากเจ้าหน้าที่");
        var preview =
                bot.line.messagesTo(head.person()).getLast().path("altText").asText();
        assertThat(preview).isEqualTo("เจ้าหน้าที่ตอบข้อความของท่านแล้วค่ะ");

        assertThat(bot.api.post("/api/handovers/" + id + "/close", "").status()).isEqualTo(200);
        assertThat(head.hears("ส่งการสนทนากลับมาที่ประสาน")).hasSize(1);
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        assertThat(texts(id)).hasSize(5);
    }

    @Test
    void aLeaderWhoGoesOnToSomethingElseClosesTheHandOver() {
        var head = bot.villageHead("นายสมมุติ สอง");
        asks(head, "ขอคำแนะนำเรื่องกลุ่มอาชีพ");
        var id = handover("นายสมมุติ สอง");
        head.step(p -> p.says("เมนู"), "ใช่ไหมคะ");
        head.step(p -> p.says("อีกเรื่องค่ะ"), "ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        assertThat(texts(id)).containsExactly("อีกเรื่องค่ะ");
        head.step(p -> p.says("ใช่"), "ต้องการทำอะไรคะ");
        assertThat(bot.api.get("/api/handovers/" + id).at("/closedBy")).isEqualTo("leader");
        assertThat(bot.api
                        .post("/api/handovers/" + id + "/messages", "{\"text\":\"สวัสดีค่ะ\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whoIsInDangerWhileAnOfficerIsThereIsToldWhomToRingAndTheOfficerReadsItToo() {
        var head = bot.villageHead("นางจำลอง เก้า");
        asks(head, "ขอคำแนะนำเรื่องถนน");
        var id = handover("นางจำลอง เก้า");
        var danger = "ไฟไหม้บ้านข้าง ๆ ค่ะ ช่วยด้วย";
        assertThat(head.step(p -> p.says(danger), "โทร 199 ทันที")).hasSize(1);
        await().atMost(Bot.PATIENCE).untilAsserted(() -> assertThat(texts(id)).containsExactly(danger));
        head.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        assertThat(texts(id)).containsExactly(danger, "ติดต่อเจ้าหน้าที่");
        assertThat(handover("นางจำลอง เก้า")).isEqualTo(id);
    }

    @Test
    void givingBackAHandOverThatTheLeaderHasLeftDoesNotEndTheNextOne() {
        var head = bot.villageHead("นายจำลอง สิบ");
        asks(head, "ขอคำแนะนำเรื่องน้ำ");
        var first = handover("นายจำลอง สิบ");
        head.step(p -> p.says("เมนู"), "ใช่ไหมคะ");
        head.step(p -> p.taps("ใช่ ไปที่เมนู"), "ต้องการทำอะไรคะ");
        asks(head, "ขอคำแนะนำเรื่องไฟ");
        var second = handover("นายจำลอง สิบ");
        assertThat(second).isNotEqualTo(first);
        // what an officer who closed the first one a moment before the leader left it would have set off
        bot.database
                .jdbi()
                .useTransaction(handle -> new HandBack(new Inbox(bot.database.jdbi(), Clock.systemUTC()))
                        .give(handle, head.person().id(), first, Instant.now()));
        head.person().says("ยังรออยู่นะคะ");
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(texts(second)).containsExactly("ยังรออยู่นะคะ"));
    }

    @Test
    void theWordsThatAreAlwaysThereAreForTheOfficerToo() {
        var head = bot.villageHead("นางจำลอง สาม");
        asks(head, "ขอคำแนะนำเรื่องกองทุน");
        var id = handover("นางจำลอง สาม");
        head.step(p -> p.says("ยกเลิก"), "ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        head.person().says("กลับ").says("ช่วยเหลือ").says("ถามใหม่");
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(texts(id)).containsExactly("ยกเลิก", "กลับ", "ช่วยเหลือ", "ถามใหม่"));
        bot.api.post("/api/handovers/" + id + "/messages", "{\"text\":\"ค่ะ\"}");
        head.hears("ข้อความจากเจ้าหน้าที่");
        head.step(p -> p.says("ขอบคุณค่ะ"), "ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        assertThat(bot.api
                        .get("/api/handovers/" + id)
                        .json()
                        .at("/waitingSince")
                        .isNull())
                .isFalse();
    }

    @Test
    void aMessageThatIsDeliveredTwiceIsHeardOnce() {
        var head = bot.villageHead("นายตัวอย่าง สี่");
        asks(head, "ขอนัดหมายประชุมหมู่บ้าน");
        var id = handover("นายตัวอย่าง สี่");
        head.person().says("วันจันทร์ได้ไหมคะ");
        assertThat(deliver(head.person().lastWebhook().body())).isEqualTo(200);
        head.person().says("หรือวันอังคารค่ะ");
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(texts(id)).containsExactly("วันจันทร์ได้ไหมคะ", "หรือวันอังคารค่ะ"));
    }

    private int deliver(String body) {
        var signed = new Signature(FakeLine.SECRET).of(body.getBytes(StandardCharsets.UTF_8));
        return bot.api
                .send(
                        "/webhook",
                        request -> request.header(Signature.HEADER, signed)
                                .post(RequestBody.create(body, MediaType.get("application/json"))))
                .status();
    }

    private static void asks(Chat head, String topic) {
        head.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "เรื่องอะไรคะ");
        head.step(p -> p.says(topic), "ส่งเรื่องถึงเจ้าหน้าที่แล้ว");
    }

    /** The id of a leader's open hand-over. */
    private String handover(String name) {
        for (var item : bot.api.get("/api/handovers").json().get("items")) {
            if (item.at("/leader/name").asText().equals(name)) {
                return item.get("id").asText();
            }
        }
        throw new AssertionError("no open hand-over");
    }

    private List<String> texts(String id) {
        var texts = new ArrayList<String>();
        for (JsonNode message : bot.api.get("/api/handovers/" + id).json().get("messages")) {
            texts.add(message.get("text").asText());
        }
        return texts;
    }
}
