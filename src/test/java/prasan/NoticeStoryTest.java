package prasan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.support.Api;
import prasan.support.Browser;
import prasan.support.FakePerson;

/** A new officer sends a notice by the API alone, in eight calls, and five people get it on their phones: one acknowledges it, one has blocked the account, one comes later. */
class NoticeStoryTest {
    private final NoticeDesk desk = new NoticeDesk();
    private final Browser browser = Browser.launch();

    @AfterEach
    void close() {
        browser.closePages();
        browser.close();
        desk.close();
    }

    private Page phone(FakePerson who) {
        browser.closePages();
        var page = browser.page(360, 740);
        page.navigate(desk.bot.line.pageUrl());
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(who.person().name()))
                .first()
                .click();
        return page;
    }

    private static void looksRight(Page page, String name) {
        assertThat(Browser.cut(page)).isEmpty();
        assertThat(Browser.tooSmall(page)).isEmpty();
        Browser.screenshot(page, name);
    }

    @Test
    void fromItsAudienceToItsLedger() {
        var head = desk.member("นางตัวอย่าง ผู้ใหญ่บ้าน");
        var kamnan = desk.member("นายตัวอย่าง กำนัน");
        var visitor = desk.member("นางสาวตัวอย่าง ลูกบ้าน");
        var blocking = desk.member("นายตัวอย่าง ปิดกั้น");
        blocking.blocks();
        var officer = desk.writer;

        // 1: whom and what
        var made = officer.post(
                "/api/notices",
                NoticeDesk.notice(
                        ",\"acknowledge\":true,\"replies\":true,\"link\":{\"label\":\"ลงทะเบียน\",\"url\":\"https://example.go.th\"}"));
        assertThat(made.status()).isEqualTo(201);
        var notice = "/api/notices/" + made.at("/number");
        // 2 and 3: what it costs, and how it looks
        assertThat(officer.get(notice + "/price"))
                .returns("3", answer -> answer.at("/recipients"))
                .returns("1", answer -> answer.at("/blocked"))
                .returns("3", answer -> answer.at("/pushes"));
        assertThat(officer.get(notice + "/preview").status()).isEqualTo(200);
        // 4 and 5: off it goes
        assertThat(desk.step(made.at("/number"), "send").status()).isEqualTo(200);
        desk.is(made.at("/number"), "FINISHED");

        var phone = phone(head);
        assertThat(phone.locator(".card")).containsText(NoticeDesk.WORDS);
        looksRight(phone, "notice-1-arrives");
        phone.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("รับทราบ").setExact(true))
                .click();
        assertThat(phone.locator("#log")).containsText("รับทราบแล้วค่ะ");
        looksRight(phone, "notice-2-acknowledged");
        assertThat(phone(kamnan).locator(".card")).containsText(NoticeDesk.WORDS);
        assertThat(phone(visitor).locator(".card")).containsText(NoticeDesk.WORDS);
        assertThat(phone(blocking).locator(".card")).hasCount(0);

        var later = phone(desk.member("นายตัวอย่าง มาทีหลัง"));
        later.getByLabel("พิมพ์ข้อความ").fill("ข่าวสาร");
        later.getByLabel("พิมพ์ข้อความ").press("Enter");
        later.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("เลือก").setExact(true))
                .click();
        assertThat(later.locator(".card").last()).containsText(NoticeDesk.WORDS);
        looksRight(later, "notice-3-came-later");
        assertThat(browser.errors()).isEmpty();

        // 6 to 8: whom it reached, who is silent, and whom to ring
        assertThat(desk.ledger(made.at("/number")))
                .containsExactly(
                        "นางตัวอย่าง ผู้ใหญ่บ้าน ACCEPTED null",
                        "นางสาวตัวอย่าง ลูกบ้าน ACCEPTED null",
                        "นายตัวอย่าง กำนัน ACCEPTED null",
                        "นายตัวอย่าง ปิดกั้น BLOCKED null",
                        "นายตัวอย่าง มาทีหลัง ACCEPTED READ");
        assertThat(officer.get(notice + "/reach"))
                .returns("1", answer -> answer.at("/items/0/acknowledged"))
                .returns("3", answer -> answer.at("/items/0/silent"));
        assertThat(officer.get(notice + "/unreachable"))
                .returns("นายตัวอย่าง ปิดกั้น", answer -> answer.at("/items/0/name"))
                .returns(200, Api.Answer::status);
    }
}
