package prasan.simulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import prasan.support.Browser;
import prasan.support.FakeLine;
import prasan.support.SettableClock;

class ChatPageTest {
    private static final String CARD = """
            {"type":"flex","altText":"เรื่องที่แจ้ง R-6911-0023","contents":{"type":"bubble",
             "header":{"type":"box","layout":"vertical","backgroundColor":"#E6F4EA","paddingAll":"14px","contents":[
               {"type":"text","text":"รับเรื่องแล้ว","weight":"bold","size":"lg","color":"#0B6B34"},
               {"type":"text","text":"เลขที่ R-6911-0023","wrap":true}]},
             "body":{"type":"box","layout":"vertical","spacing":"md","contents":[
               {"type":"box","layout":"baseline","spacing":"sm","contents":[
                 {"type":"text","text":"ประเภท","flex":2,"color":"#4A5763"},
                 {"type":"text","text":"ถนน ทางเท้า และสะพาน","flex":4,"wrap":true}]},
               {"type":"box","layout":"baseline","spacing":"sm","contents":[
                 {"type":"text","text":"พื้นที่","flex":2,"color":"#4A5763"},
                 {"type":"text","text":"หมู่ 8 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี","flex":4,"wrap":true}]},
               {"type":"separator","margin":"lg"},
               {"type":"text","text":"ถนนหน้าวัดเป็นหลุมลึก รถจักรยานยนต์ล้มไปสองคันแล้ว","wrap":true}]},
             "footer":{"type":"box","layout":"vertical","spacing":"sm","contents":[
               {"type":"button","style":"primary","action":{"type":"postback","label":"ติดตามเรื่องนี้","data":"follow=1","displayText":"ติดตามเรื่องนี้"}},
               {"type":"button","style":"secondary","action":{"type":"uri","label":"โทรสายด่วน 1669","uri":"tel:1669"}},
               {"type":"button","action":{"type":"message","label":"เมนู","text":"เมนู"}}]}},
             "quickReply":{"items":[
               {"type":"action","action":{"type":"postback","label":"ถนน","data":"c=ROAD","displayText":"ถนน"}},
               {"type":"action","action":{"type":"message","label":"การศึกษาและเยาวชน","text":"การศึกษาและเยาวชน"}},
               {"type":"action","action":{"type":"camera","label":"ถ่ายรูป"}},
               {"type":"action","action":{"type":"location","label":"ส่งตำแหน่งที่ตั้ง"}}]}}
            """;

    private static Browser browser;

    private final FakeLine line = FakeLine.start(new SettableClock(Instant.parse("2026-11-22T03:00:00Z")));
    private final Bot bot = new Bot(line);

    @BeforeAll
    static void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @AfterEach
    void stop() {
        browser.closePages();
        bot.close();
        line.close();
    }

    @Test
    void aPersonChatsWithTheBotOnASmallPhone() throws Exception {
        Personas.arrive(line.platform());
        Page page = browser.page(360, 740);
        page.navigate(line.pageUrl());
        look(page, "simulator-list");
        page.getByRole(AriaRole.BUTTON, named("ผู้ใหญ่บ้าน ต.ลาดหญ้า")).click();

        page.getByRole(AriaRole.BUTTON, exactly("เพิ่มเพื่อน")).click();
        JsonNode follow = bot.event();
        assertThat(follow.path("type").asText()).isEqualTo("follow");
        bot.reply(
                follow.path("replyToken").asText(),
                "[{\"type\":\"text\",\"text\":\"สวัสดีค่ะ 🙏 แจ้งปัญหาได้เลยค่ะ\"}]");
        assertThat(page.locator("#log").getByText("สวัสดีค่ะ 🙏")).isVisible();

        page.getByLabel("พิมพ์ข้อความ").fill("แจ้งปัญหา");
        page.getByLabel("พิมพ์ข้อความ").press("Enter");
        JsonNode text = bot.event();
        assertThat(text.path("message").path("text").asText()).isEqualTo("แจ้งปัญหา");
        bot.reply(text.path("replyToken").asText(), "[" + CARD + "]");
        assertThat(page.getByText("รับเรื่องแล้ว", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        look(page, "simulator-card");

        page.getByRole(AriaRole.BUTTON, exactly("ติดตามเรื่องนี้")).click();
        assertThat(bot.event().path("postback").path("data").asText()).isEqualTo("follow=1");
        assertThat(page.getByRole(AriaRole.BUTTON, exactly("ถนน"))).isHidden();

        offerChips(page);
        page.getByRole(AriaRole.BUTTON, exactly("ถนน")).click();
        assertThat(bot.event().path("postback").path("data").asText()).isEqualTo("c=ROAD");

        offerChips(page);
        page.getByRole(AriaRole.BUTTON, exactly("ถ่ายรูป")).click();
        sendTwoPhotos(page);

        offerChips(page);
        page.getByRole(AriaRole.BUTTON, exactly("ส่งตำแหน่งที่ตั้ง")).click();
        page.getByText("ที่ทำการกำนันลาดหญ้า").click();
        look(page, "simulator-place");
        page.getByRole(AriaRole.BUTTON, exactly("ส่งตำแหน่งนี้")).click();
        JsonNode place = bot.event().path("message");
        assertThat(place.path("address").asText()).isEqualTo("ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี 71190");
        assertThat(place.path("latitude").asDouble()).isEqualTo(14.1217);
        assertThat(page.locator("#log .place")).isVisible();
        look(page, "simulator-sent");
        assertThat(browser.errors()).isEmpty();
    }

    private void sendTwoPhotos(Page page) throws Exception {
        page.getByRole(AriaRole.BUTTON, named("ใช้รูปตัวอย่าง")).click();
        page.getByRole(AriaRole.BUTTON, named("ใช้รูปตัวอย่าง")).click();
        look(page, "simulator-photo");
        page.getByRole(AriaRole.BUTTON, exactly("ส่ง 2 รูป")).click();
        JsonNode photos = bot.events();
        assertThat(photos).hasSize(2);
        String id = photos.path(0).path("message").path("id").asText();
        assertThat(bot.bytes("/v2/bot/message/" + id + "/content"))
                .startsWith(0xFF, 0xD8)
                .hasSizeBetween(10_000, 1_000_000);
        assertThat(page.locator("#log img.photo")).hasCount(2);
    }

    /** The card again, as a push, for its quick replies. */
    private void offerChips(Page page) throws Exception {
        bot.push(line.platform().chats.people().getFirst().id(), "[" + CARD + "]", null);
        assertThat(page.getByRole(AriaRole.BUTTON, exactly("ถนน"))).isVisible();
    }

    @Test
    void aPushShowsWhatALockedPhoneShowsAndToOthersABadge() throws Exception {
        Person head = line.platform().friend("นางสมมติ ใจดี", "th", "ผู้ใหญ่บ้าน");
        Person kamnan = line.platform().friend("นายตัวอย่าง มั่นคง", "th", "กำนัน");
        Page page = browser.page(360, 740);
        page.navigate(line.pageUrl() + "#" + head.id());
        assertThat(page.locator("body[data-listening]")).isVisible();
        bot.push(head.id(), "[" + CARD + "]", null);
        assertThat(page.getByText("🔔 บนจอล็อก: เรื่องที่แจ้ง R-6911-0023")).isVisible();
        bot.push(kamnan.id(), "[{\"type\":\"text\",\"text\":\"ประกาศรางวัลแล้วค่ะ\"}]", null);
        Locator notice = page.getByRole(AriaRole.BUTTON, named("🔔 นายตัวอย่าง มั่นคง: ประกาศรางวัลแล้วค่ะ"));
        assertThat(notice).isVisible();
        look(page, "simulator-push");
        page.getByRole(AriaRole.BUTTON, named("กลับไปรายชื่อแชท")).click();
        assertThat(page.getByLabel("ยังไม่อ่าน 1 ข้อความ")).isVisible();
        look(page, "simulator-badge");
        page.getByRole(AriaRole.BUTTON, named("นายตัวอย่าง มั่นคง")).first().click();
        assertThat(page.locator("#log").getByText("ประกาศรางวัลแล้วค่ะ", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        page.getByRole(AriaRole.BUTTON, named("กลับไปรายชื่อแชท")).click();
        assertThat(page.getByLabel("ยังไม่อ่าน 1 ข้อความ")).isHidden();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void onADesktopAGroupSpeaksInSeveralVoicesAndCardsLieSideBySide() throws Exception {
        Personas.arrive(line.platform());
        Page page = browser.page(1280, 800);
        page.navigate(line.pageUrl());
        page.getByRole(AriaRole.BUTTON, named("กลุ่มผู้นำลาดหญ้า")).click();
        page.getByLabel("พูดในนาม").selectOption("นายตัวอย่าง มั่นคง");
        page.getByLabel("พิมพ์ข้อความ").fill("เมนู");
        page.getByRole(AriaRole.BUTTON, exactly("ส่ง")).click();
        JsonNode event = bot.event();
        assertThat(event.path("source").path("type").asText()).isEqualTo("group");
        assertThat(event.at("/message/mention/mentionees/0/isSelf").asBoolean()).isTrue();
        String bubble = Json.write(Json.read(CARD.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .path("contents"));
        bot.reply(
                event.path("replyToken").asText(),
                "[{\"type\":\"flex\",\"altText\":\"สองใบ\",\"contents\":{\"type\":\"carousel\",\"contents\":[" + bubble
                        + "," + bubble + "," + bubble + "]}}]");
        assertThat(page.locator(".carousel .card")).hasCount(3);
        look(page, "simulator-desktop");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void whatIsTypedIsTextAndNeverHtml() throws Exception {
        Person head = line.platform().friend("<b>นางสมมติ</b>", "th", "<i>ผู้ใหญ่บ้าน</i>");
        Page page = browser.page(360, 740);
        page.navigate(line.pageUrl() + "#" + head.id());
        String html = "<img src=x onerror=alert(1)>";
        page.getByLabel("พิมพ์ข้อความ").fill(html);
        page.getByRole(AriaRole.BUTTON, exactly("ส่ง")).click();
        bot.reply(
                bot.event().path("replyToken").asText(),
                "[{\"type\":\"text\",\"text\":\"" + html + "\"},{\"type\":\"flex\",\"altText\":\"ก\",\"contents\":"
                        + "{\"type\":\"bubble\",\"body\":{\"type\":\"box\",\"layout\":\"vertical\",\"contents\":"
                        + "[{\"type\":\"text\",\"text\":\"" + html + "\"}]}}}]");
        assertThat(page.locator("#log").getByText(html)).hasCount(3);
        assertThat(page.locator("#log img")).hasCount(0);
        assertThat(page.locator("#log b, #subtitle b, #subtitle i")).hasCount(0);
    }

    @Test
    void aPageThatComesBackHearsWhatItMissedAndClosingEndsItsStream() throws Exception {
        Person head = line.platform().friend("นางสมมติ ใจดี", "th", "ผู้ใหญ่บ้าน");
        bot.push(head.id(), "[{\"type\":\"text\",\"text\":\"หนึ่ง\"}]", null);
        bot.push(head.id(), "[{\"type\":\"text\",\"text\":\"สอง\"}]", null);
        String all = bot.stream("1", line::close);
        assertThat(all).contains("event: hello", "สอง").doesNotContain("หนึ่ง");
    }

    @Test
    void aDeedOfAnotherSitesFormIsRefused() throws Exception {
        assertThat(bot.call(bot.request("/../deeds")
                                .post(RequestBody.create("{}", okhttp3.MediaType.get("text/plain")))
                                .build())
                        .status())
                .isEqualTo(415);
    }

    private static void look(Page page, String name) {
        Browser.screenshot(page, name);
        assertThat(Browser.cut(page)).isEmpty();
        assertThat(Browser.tooSmall(page)).isEmpty();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }
}
