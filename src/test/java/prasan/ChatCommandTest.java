package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import prasan.chat.Chats;
import prasan.chat.Conversations;
import prasan.chat.Folder;
import prasan.chat.LiveEngine;
import prasan.chat.Player;
import prasan.flow.Engine;
import prasan.outbox.Outbox;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

/** A chat in the terminal, as somebody types it. */
class ChatCommandTest {
    private final StringWriter out = new StringWriter();

    private static BufferedReader typed(String... lines) {
        return new BufferedReader(new StringReader(String.join("\n", lines)));
    }

    private String chat(String... lines) {
        var printer = new PrintWriter(out, true);
        assertThat(Main.run(typed(lines), printer, printer, "chat", "--echo", "conversations"))
                .isZero();
        return out.toString();
    }

    @Test
    void whoLeavesWhileAnActionWaitsLeaves() {
        assertThat(chat("แจ้งปัญหา", ":quit", "known"))
                .contains("= members.me {} ->")
                .endsWith(":quit\n");
    }

    @Test
    void buttonsAreTappedByNumberOrLabelAndWhatComesOfAnActionIsAskedFor() {
        assertThat(chat(
                        "แจ้งปัญหา",
                        "2",
                        "ถนน",
                        "ถนนเป็นหลุมใหญ่มาก",
                        "ordinary",
                        "หมู่ 5 ต.ลาดหญ้า",
                        "",
                        "นายสมมุติ หก",
                        ":photo",
                        ":after 10s",
                        "แก้สถานที่",
                        "หน้าวัดตัวอย่าง",
                        "[ส่งเรื่อง]",
                        ""))
                .contains("[1 แจ้งปัญหา]", "= members.me {} ->", "    2  new")
                .contains("รูปภาพ: 1 รูป", "สถานที่: หน้าวัดตัวอย่าง")
                .containsSubsequence(
                        "= reports.file {area: 71010705, category: category/ROAD",
                        "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ",
                        "R-6911-0001");
    }

    @Test
    void whatIsAlwaysThereAndWhatIsNotKnown() {
        assertThat(chat(
                        "ตรวจสอบแผน",
                        "new",
                        "\"7\"",
                        "!none",
                        ":back",
                        ":cancel",
                        "[ใช่ ยกเลิกเลย]",
                        ":old ยกเลิก",
                        ":sticker",
                        ":dance",
                        "[ไม่มีปุ่มนี้]",
                        ":new",
                        ":quit",
                        "แจ้งปัญหา"))
                .contains("= areas.find {level: any, query: 7} ->", "ไม่พบพื้นที่นี้ค่ะ", "ยกเลิกให้แล้วค่ะ")
                .contains(
                        "เรื่องของปุ่มนี้จบไปแล้วค่ะ",
                        "! in round brackets: ",
                        "! there is no button [ไม่มีปุ่มนี้] to tap")
                .doesNotContain("reports.");
    }

    @Test
    void timePassesWhenItIsTold() {
        assertThat(chat("แจ้งปัญหา", "", "ถนน", ":after 31m", "แจ้งปัญหา", ":after a while"))
                .contains("ที่ทำค้างไว้", "[1 ทำต่อจากเดิม]", "! a length of time is written as 30m");
    }

    @Test
    void withRealActionsAReportIsReallyFiled() {
        try (var database = TestDatabase.fresh()) {
            var clock = new SettableClock(Instant.parse("2026-11-22T03:00:00Z"));
            var engine = new LiveEngine();
            var features = App.features(engine, new Outbox(clock, UUID::randomUUID), null);
            var actions = features.actions();
            engine.use(new Engine(
                    Conversations.read(Folder.at(Path.of("conversations")), actions.signatures()),
                    actions.signatures()));
            var chats = new Chats(
                    (handle, chat, at) -> features.members().ensure(handle, chat, at), (handle, chat) -> {}, clock);
            var in = typed(
                    "แจ้งปัญหา",
                    "ประปา/น้ำใช้",
                    "น้ำไม่ไหลมาสามวันแล้วค่ะ",
                    "หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี",
                    "นางสมมุติ เจ็ด",
                    ":photo",
                    ":after 10s",
                    "[ส่งเรื่อง]",
                    "ติดตามเรื่อง");
            Player.real(
                            engine.get(),
                            actions,
                            database.jdbi(),
                            chats,
                            "Uterminal",
                            "one",
                            in,
                            new PrintWriter(out, true),
                            clock,
                            true)
                    .run();
            assertThat(out.toString())
                    .contains(
                            "> น้ำไม่ไหลมาสามวันแล้วค่ะ",
                            "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ",
                            "R-6911-0001",
                            "*R-6911-0001 ประปา/น้ำใช้*");
            int photos = database.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM report_photo")
                            .mapTo(int.class)
                            .one());
            assertThat(photos).isEqualTo(1);
        }
    }
}
