package prasan.simulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.bot.jackson.ModelObjectMapper;
import com.linecorp.bot.webhook.model.CallbackRequest;
import com.linecorp.bot.webhook.model.UnknownEvent;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.flow.Say;
import prasan.line.Body;
import prasan.line.Events;
import prasan.line.Messages;
import prasan.support.Browser;
import prasan.support.FakeLine;
import prasan.support.FakePerson;
import prasan.support.SettableClock;

/** Two readings of LINE's rules, the bot's and the simulator's, and LINE's own SDK: they must agree. */
class BothSidesTest {
    private final FakeLine line = FakeLine.start(new SettableClock(Instant.parse("2026-11-22T03:00:00Z")));
    private final Bot bot = new Bot(line);
    private final FakePerson head = line.user("ผู้ใหญ่สมมติ");

    @AfterEach
    void stop() {
        bot.close();
        line.close();
    }

    @Test
    void whatThePlatformSendsTheBotAndTheSdkCanRead() throws Exception {
        head.says("ถนนพัง 🚧")
                .sendsPhoto(new byte[] {1}, new byte[] {2})
                .sendsPlace("บ้าน", "ต.ลาดหญ้า", 14.1, 99.4)
                .sendsPlace(null, null, 14.1, 99.4)
                .sendsSticker()
                .does(new Deed.Tap("a=1", "เอ"))
                .blocks()
                .follows()
                .does(new Deed.Unsend("5"))
                .in(line.group("กลุ่มสมมติ", head))
                .saysToBot("เมนู")
                .does(new Deed.Invite());
        for (WebhookCall call : line.platform().webhooks()) {
            CallbackRequest sdk =
                    ModelObjectMapper.createNewObjectMapper().readValue(call.body(), CallbackRequest.class);
            assertThat(sdk.events()).isNotEmpty().noneMatch(UnknownEvent.class::isInstance);
            for (JsonNode event : Json.read(bot.body()).path("events")) {
                assertThat(Events.read(Json.write(event)).body()).isNotInstanceOf(Body.Unknown.class);
            }
        }
    }

    @Test
    void whatTheBotRendersThePlatformTakesAndThePageShowsUncut() throws Exception {
        Say.Tap answer = new Say.Tap.Answer("d", "ดูรายละเอียด");
        List<Say.Button> buttons = List.of(
                new Say.Button("ดูรายละเอียดของเรื่องที่แจ้งไว้ทั้งหมด", answer),
                new Say.Button("โทรสายด่วน 1669", new Say.Tap.Ring("1669")),
                new Say.Button("เปิดเว็บไซต์", new Say.Tap.Open("https://example.com/")));
        Say.Card card = new Say.Card(
                Say.Tone.PLAIN,
                "สรุปเรื่องที่แจ้ง",
                "โปรดตรวจสอบก่อนส่ง",
                List.of(new Say.Row("ประเภท", "ถนน ทางเท้า และสะพาน"), new Say.Row("พื้นที่", "หมู่ 8 ต.ลาดหญ้า")),
                "ถนนหน้าวัดเป็นหลุมลึก รถล้มไปสองคันแล้ว",
                buttons,
                "สรุปเรื่องที่แจ้ง");
        Say.Card danger =
                new Say.Card(Say.Tone.URGENT, "อันตรายถึงชีวิต โทรก่อน", null, List.of(), null, buttons, "โทรก่อน");
        Say.Card good =
                new Say.Card(Say.Tone.GOOD, "รับเรื่องแล้ว", null, List.of(), "เลขที่ R-6911-0023", List.of(), "ก");
        String messages = Messages.render(new Say.Reply(
                List.of(new Say.Text("เรียบร้อยค่ะ"), new Say.Cards(List.of(danger, good)), card),
                List.of(
                        new Say.Button("ส่งเรื่อง", answer),
                        new Say.Button("ส่งตำแหน่ง", new Say.Tap.SendPlace()),
                        new Say.Button("ถ่ายรูป", new Say.Tap.TakePhoto()),
                        new Say.Button("เลือกรูป", new Say.Tap.PickPhoto()))));
        Bot.Answered answered = bot.push(head.id(), messages, null);
        assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
        try (Browser browser = Browser.launch()) {
            Page page = browser.page(360, 740);
            page.navigate(line.pageUrl() + "#" + head.id());
            assertThat(page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("ส่งเรื่อง").setExact(true)))
                    .isVisible();
            Browser.screenshot(page, "simulator-bot-card");
            page.locator(".carousel").scrollIntoViewIfNeeded();
            Browser.screenshot(page, "simulator-bot-carousel");
            assertThat(Browser.cut(page)).isEmpty();
            assertThat(Browser.tooSmall(page)).isEmpty();
            assertThat(browser.errors()).isEmpty();
        }
    }
}
