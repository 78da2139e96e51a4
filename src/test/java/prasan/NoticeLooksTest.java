package prasan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.support.Api;
import prasan.support.Browser;

/** A notice as its writer looks at it before it goes: on a page, on paper, read out, and in their own LINE. */
class NoticeLooksTest {
    private static final String ENGLISH = ",\"titleEn\":\"Monthly meeting\",\"textEn\":\"Please come on 15 December.\"";

    private final NoticeDesk desk = new NoticeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private Page open(Browser browser, int width, int height, String path) {
        var key = desk.targets.keyFor("7101", Set.of(Right.NOTICE), null, null);
        var page = browser.page(width, height);
        page.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + key));
        page.navigate("http://127.0.0.1:" + desk.bot.app.port() + path);
        return page;
    }

    @Test
    void thePreviewShowsItAsLineDoesToEachReader() {
        var number = desk.draft(ENGLISH + ",\"acknowledge\":true");
        try (var browser = Browser.launch()) {
            var page = open(browser, 360, 740, "/api/notices/" + number + "/preview");
            assertThat(page.locator(".screen")).hasCount(4);
            assertThat(page.locator(".card").first()).containsText(NoticeDesk.WORDS);
            assertThat(page.locator(".locked").first()).containsText("มีข่าวสารจากเจ้าหน้าที่ค่ะ");
            assertThat(page.locator(".card-button").first()).hasText("รับทราบ");
            assertThat(page.locator(".card").nth(2)).containsText("Monthly meeting");
            assertThat(Browser.cut(page)).isEmpty();
            assertThat(Browser.tooSmall(page)).isEmpty();
            assertThat(browser.errors()).isEmpty();
            Browser.screenshot(page, "notice-preview");
            browser.closePages();
        }
    }

    @Test
    void nothingInItsTextsIsRunOrDrawn() {
        var number = desk.made(
                NoticeDesk.notice("").replace(NoticeDesk.WORDS, "</script><img src=x onerror=alert(1)>&amp;'\\\""));
        try (var browser = Browser.launch()) {
            for (var look : Set.of("preview", "print")) {
                var page = open(browser, 360, 740, "/api/notices/" + number + "/" + look);
                assertThat(page.locator("body")).containsText("<img src=x onerror=alert(1)>&amp;'\"");
                assertThat(page.locator("img")).hasCount(0);
            }
            assertThat(browser.errors()).isEmpty();
            browser.closePages();
        }
    }

    @Test
    void onPaperItIsToHangUpAndToReadOut() {
        var number = desk.draft("");
        try (var browser = Browser.launch()) {
            var page = open(browser, 794, 1123, "/api/notices/" + number + "/print");
            assertThat(page.locator("h1")).hasText("ประกาศ");
            assertThat(page.locator("footer")).containsText("2569");
            assertThat(page.locator(".aloud")).containsText("วันที่ 15 ธันวาคม");
            assertThat(browser.errors()).isEmpty();
            Browser.screenshot(page, "notice-print");
            assertThat(pages(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true))))
                    .isEqualTo(2);
            browser.closePages();
        }
        assertThat(desk.writer.get("/api/notices/" + number + "/aloud").text()).isEqualTo("""
                        ประกาศ ประกาศ

                        สวัสดีพี่น้องประชาชนชาวตำบลลาดหญ้าทุกท่าน โปรดรับฟังประกาศดังต่อไปนี้

                        เรื่อง ประชุมประจำเดือน
                        ขอเชิญประชุมวันที่ 15 ธันวาคม เวลา เก้านาฬิกา

                        ขอประกาศซ้ำอีกครั้งหนึ่ง

                        เรื่อง ประชุมประจำเดือน
                        ขอเชิญประชุมวันที่ 15 ธันวาคม เวลา เก้านาฬิกา

                        จึงประกาศมาเพื่อทราบโดยทั่วกัน ขอขอบคุณ
                        """);
    }

    @Test
    void theLongestNoticeIsTwoSheetsTooAndSaysWhatItIs() {
        var words = "ขอเชิญประชุมเรื่องแผนพัฒนาตำบลและการซ่อมถนน ".repeat(21).strip();
        var number = desk.made(NoticeDesk.notice(",\"choices\":[{\"th\":\"ไปได้\"},{\"th\":\"ไปไม่ได้\"}]")
                .replace(NoticeDesk.WORDS, words)
                .replace("ORDINARY", "URGENT"));
        try (var browser = Browser.launch()) {
            var page = open(browser, 794, 1123, "/api/notices/" + number + "/print");
            assertThat(page.locator("h1")).hasText("ประกาศด่วน");
            assertThat(page.locator(".state")).hasText("ฉบับร่าง ยังไม่ใช่ประกาศ");
            assertThat(page.locator("section").first()).containsText("☐ ไปไม่ได้");
            assertThat(page.locator(".aloud")).containsText("ขอให้ทุกท่านแจ้งผู้ใหญ่บ้านว่า ไปได้ หรือ ไปไม่ได้");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(java.nio.file.Path.of("target", "screenshots", "notice-print-long.png")));
            assertThat(pages(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true))))
                    .isEqualTo(2);
            browser.closePages();
        }
    }

    private static int pages(byte[] pdf) {
        var text = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.split("/Type\\s*/Page[^s]", -1).length - 1;
    }

    private static Api.Answer test(Api api, String number) {
        return api.send("/api/notices/" + number + "/test", request -> request.post(RequestBody.create(new byte[0])));
    }

    @Test
    void aTestGoesToItsWriterAloneAndTenTimesAnHour() {
        var member = desk.member("นางตัวอย่าง สมาชิก");
        var number = desk.draft("");
        assertThat(test(desk.writer, number))
                .returns(409, Api.Answer::status)
                .returns("no-line", answer -> answer.at("/code"));

        var me = desk.bot.line.user("นายตัวอย่าง เจ้าหน้าที่");
        desk.bot.database.jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', ?)", me.id(), NoticeDesk.NOW);
            handle.execute(
                    "UPDATE officer SET chat_id = ? WHERE id = (SELECT officer_id FROM notice_version LIMIT 1)",
                    me.id());
        });
        var mine = desk.chat(me);
        assertThat(test(desk.writer, number))
                .returns(200, Api.Answer::status)
                .returns("9", answer -> answer.at("/left"));
        mine.hears("ทดสอบ: " + NoticeDesk.TITLE);
        assertThat(member.texts()).isEmpty();
        assertThat(desk.read(number))
                .returns("DRAFT", answer -> answer.at("/status"))
                .returns("0", answer -> answer.at("/counts/accepted"));
        for (int i = 8; i >= 0; i--) {
            var left = String.valueOf(i);
            desk.clock.advance(Duration.ofMinutes(1));
            assertThat(test(desk.writer, number).at("/left")).isEqualTo(left);
        }
        assertThat(test(desk.writer, number))
                .returns(429, Api.Answer::status)
                .returns("3061", answer -> answer.at("/retryAfterSeconds"));
        desk.clock.advance(Duration.ofMinutes(52));
        assertThat(test(desk.writer, number).status()).isEqualTo(200);
        int audited = desk.bot
                .database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM audit WHERE action = 'testNotice'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(audited).isEqualTo(11);
    }
}
