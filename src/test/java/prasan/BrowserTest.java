package prasan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.db.Database;
import prasan.support.Api;
import prasan.support.Browser;
import prasan.support.TestDatabase;

/** The demo as its user sees it: the chat page in a browser, on a phone's screen of 360 pixels. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final String KEY = "an-administrator-of-a-test";

    private Database database;
    private App app;
    private Api api;
    private Browser browser;
    private Page page;

    @BeforeAll
    void start() {
        database = TestDatabase.empty();
        var env = Map.of(
                "PORT", "0",
                "DATABASE_URL", TestDatabase.url(Bot.schema(database)),
                "DATABASE_USER", TestDatabase.user(),
                "DATABASE_PASSWORD", TestDatabase.password(),
                "PRASAN_ADMIN_KEY", KEY);
        app = App.start(Config.demo(env), true, Clock.systemUTC(), progress -> {});
        api = new Api(app.port(), KEY);
        browser = Browser.launch();
        page = browser.page(360, 740);
    }

    @AfterAll
    void stop() {
        browser.close();
        app.close();
        database.close();
    }

    @Test
    void aVillageHeadReportsABrokenRoadAndHearsOfIt() {
        open("ผู้ใหญ่บ้าน ต.ลาดหญ้า");
        tap("เพิ่มเพื่อน");
        hears("ต้องการทำอะไรคะ");
        look("chat-1-menu");
        tap("แจ้งปัญหา");
        hears("ต้องการแจ้งปัญหาเรื่องใดคะ");
        look("chat-2-category");
        tap("ถนน/สะพาน");
        hears("เล่ารายละเอียด");
        type("ถนนเป็นหลุมใหญ่ กว้างสองเมตร");
        hears("อยู่หมู่ที่เท่าไร ตำบลอะไรคะ");
        look("chat-3-village");
        type("หมู่ ๕ ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
        hears("ขอทราบชื่อของท่านค่ะ");
        look("chat-4-name");
        type("นางตัวอย่าง ใจดี");
        hears("ตรวจดูก่อนส่งนะคะ");
        tap("ถ่ายรูป");
        sendTheSamplePhoto();
        hears("1 รูป");
        tap("ส่งตำแหน่ง");
        sendTheFirstPlace();
        hears("เก็บตำแหน่งไว้แล้วค่ะ");
        look("chat-5-summary");
        tap("แก้ไข");
        hears("ต้องการแก้ไขข้อใดคะ");
        tap("รายละเอียด");
        type("ถนนเป็นหลุมใหญ่หน้าโรงเรียน กว้างสองเมตร");
        assertThat(page.locator("#log").getByText("ตรวจดูก่อนส่งนะคะ")).hasCount(4);
        tap("ส่งเรื่อง");
        hears("ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        look("chat-6-number");
        var number = number();

        var changed = api.post(
                "/api/reports/" + number + "/status",
                "{\"status\":\"ACKNOWLEDGED\",\"note\":\"กองช่างจะเข้าตรวจวันจันทร์\"}");
        assertThat(changed.status()).isEqualTo(200);
        hears("กองช่างจะเข้าตรวจวันจันทร์");
        look("chat-7-push");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theSameInEnglish() {
        open("Ms Sample Visitor");
        tap("เพิ่มเพื่อน");
        // greeted in the language of her LINE
        hears("What would you like to do?");
        look("chat-en-1-menu");
        tap("Report a problem");
        hears("What is the problem about?");
        look("chat-en-2-category");
        tap("Roads/bridges");
        hears("Please tell what happened");
        type("A deep hole in the road since Monday");
        hears("Which village (Moo) and tambon is it in?");
        look("chat-en-2-village");
        type("Moo 3 Lat Ya, Mueang Kanchanaburi");
        hears("May we know your name?");
        type("Alex Example");
        hears("Please check before it is sent");
        tap("Take a photo");
        sendTheSamplePhoto();
        hears("1 photo");
        look("chat-en-3-summary");
        tap("Change");
        hears("Which answer would you like to change?");
        tap("Details");
        type("A deep hole in front of the school since Monday");
        assertThat(page.locator("#log").getByText("Please check before it is sent"))
                .hasCount(3);
        tap("Send the report");
        hears("Sent to the officers");
        look("chat-en-4-number");
        var number = number();
        assertThat(api.get("/api/reports/" + number).at("/detail"))
                .isEqualTo("A deep hole in front of the school since Monday");

        var changed =
                api.post("/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\",\"note\":\"On our way\"}");
        assertThat(changed.status()).isEqualTo(200);
        hears("On our way");
        look("chat-en-5-push");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void whatWasPutAsideIsOfferedAgain() {
        open("ผู้มาเยือน");
        tap("เพิ่มเพื่อน");
        hears("ต้องการทำอะไรคะ");
        tap("English");
        hears("What would you like to do?");
        tap("Report a problem");
        hears("What is the problem about?");
        tap("Roads/bridges");
        hears("Please tell what happened");
        type("menu");
        assertThat(page.locator("#log").getByText("What would you like to do?")).hasCount(2);
        look("chat-en-6-put-aside");
        page.getByRole(AriaRole.BUTTON, named("↩ Roads/bridges")).last().click();
        hears("You had begun");
        look("chat-en-7-resume");
        tap("Go on");
        assertThat(page.locator("#log").getByText("Please tell what happened")).hasCount(2);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void thePlanAndTheAwardsAreThereToRead() {
        open("กำนัน");
        tap("เพิ่มเพื่อน");
        hears("ต้องการทำอะไรคะ");
        tap("ตรวจสอบแผน");
        hears("พื้นที่ใดคะ");
        type("ลาดหญ้า");
        hears("ปีงบประมาณ พ.ศ. ใดคะ");
        page.getByRole(AriaRole.BUTTON, named("2570")).last().click();
        hears("ต้องการดูโครงการใดคะ");
        look("chat-plan-1-projects");
        page.getByRole(AriaRole.BUTTON, named("เลือก")).last().click();
        hears("ขั้นต่อไป");
        look("chat-plan-2-card");
        type("ประกาศเชิดชูเกียรติ");
        hears("ต้องการดูประกาศของพื้นที่ใดคะ");
        type("กาญจนบุรี");
        hears("ประกาศประจำปี");
        page.getByRole(AriaRole.BUTTON, named("2569")).last().click();
        hears("แตะเพื่ออ่านประกาศเกียรติคุณ");
        look("chat-awards-1-recipients");
        page.getByRole(AriaRole.BUTTON, named("เลือก")).last().click();
        hears("ขอแสดงความยินดี");
        look("chat-awards-2-citation");
        assertThat(browser.errors()).isEmpty();
    }

    private void open(String who) {
        browser.closePages();
        page = browser.page(360, 740);
        page.navigate("http://127.0.0.1:" + app.port() + "/simulator");
        page.getByRole(AriaRole.BUTTON, named(who)).first().click();
    }

    private void type(String text) {
        page.getByLabel("พิมพ์ข้อความ").fill(text);
        page.getByLabel("พิมพ์ข้อความ").press("Enter");
    }

    private void tap(String label) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(label).setExact(true))
                .last()
                .click();
    }

    /** In the dialog of the chat page, which is Thai. */
    private void sendTheSamplePhoto() {
        page.getByRole(AriaRole.BUTTON, named("ใช้รูปตัวอย่าง")).click();
        page.getByRole(AriaRole.BUTTON, named("ส่ง 1 รูป")).click();
    }

    private void sendTheFirstPlace() {
        page.getByText("ที่ทำการกำนันลาดหญ้า").click();
        tap("ส่งตำแหน่งนี้");
    }

    private void hears(String text) {
        assertThat(page.locator("#log").getByText(text).last()).isVisible();
    }

    private String number() {
        var text = page.locator("#log").innerText();
        var matcher = java.util.regex.Pattern.compile("R-[0-9]{4}-[0-9]{4}").matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    /** Takes a screenshot; nothing may stick out of the screen, and no button may have a cut label: not by the page, and not by the bot, which ends it with "…". */
    private void look(String name) {
        Browser.screenshot(page, name);
        assertThat(Browser.cut(page)).isEmpty();
        assertThat(Browser.shortened(page)).isEmpty();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
