package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;

/** What people write about a notice, and how an officer answers it. */
class NoticeRepliesTest {
    private final NoticeDesk desk = new NoticeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aReplyReachesTheOfficerWithTheNoticeAndIsAnsweredInChat() {
        var chat = desk.chat(desk.member("นางตัวอย่าง หนึ่ง"));
        var number = desk.sent(",\"replies\":true");
        chat.hears(NoticeDesk.TITLE);
        chat.step(p -> p.taps("ตอบกลับ/สอบถาม"), "ข่าว: " + NoticeDesk.TITLE);
        chat.step(p -> p.says("ส่งคนไปแทนได้ไหมคะ"), "ส่งข้อความนี้ถึงเจ้าหน้าที่ใช่ไหมคะ");
        chat.step(p -> p.taps("ส่งถึงเจ้าหน้าที่"), "ส่งถึงเจ้าหน้าที่แล้วค่ะ");

        var replies = "/api/notices/" + number + "/replies";
        await().atMost(Bot.PATIENCE)
                .untilAsserted(() -> assertThat(desk.writer.get(replies))
                        .returns("ส่งคนไปแทนได้ไหมคะ", answer -> answer.at("/items/0/text"))
                        .returns("นางตัวอย่าง หนึ่ง", answer -> answer.at("/items/0/name"))
                        .returns("true", answer -> answer.at("/items/0/waiting")));
        var id = desk.writer.get(replies).at("/items/0/handover");
        assertThat(desk.writer.get("/api/handovers/" + id))
                .returns(number, answer -> answer.at("/about"))
                .returns(NoticeDesk.TITLE + " (" + number + ")", answer -> answer.at("/gathered/0/value"));
        assertThat(desk.writer.get(replies + "?format=CSV").text()).contains("ส่งคนไปแทนได้ไหมคะ");

        desk.writer.post("/api/handovers/" + id + "/messages", "{\"text\":\"ได้ค่ะ\"}");
        chat.hears("ได้ค่ะ");
        assertThat(desk.writer.get(replies).at("/items/0/waiting")).isEqualTo("false");
        var stranger = desk.officer("7102", Right.NOTICE, Right.READ);
        assertThat(stranger.get(replies).status()).isEqualTo(404);
    }

    @Test
    void onlyWhatTakesRepliesHasTheButton() {
        var chat = desk.chat(desk.member("นางตัวอย่าง หนึ่ง"));
        desk.sent("");
        chat.hears(NoticeDesk.TITLE);
        assertThat(chat.person().offered())
                .noneMatch(offer -> offer.path("label").asText().contains("ตอบกลับ"));
        chat.step(p -> p.says("ตอบกลับข่าวสาร"), "ไม่มีข่าวสารที่ตอบกลับได้");
    }
}
