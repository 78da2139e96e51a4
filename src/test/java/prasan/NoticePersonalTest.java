package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.support.Api;

/** What is a person's own is not written to many people, and offices' numbers are. */
class NoticePersonalTest {
    private final NoticeDesk desk = new NoticeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theFieldAndTheKindAreNamedAndNothingIsRepeated() {
        var refused = desk.writer.post(
                "/api/notices",
                NoticeDesk.notice(",\"titleEn\":\"Meeting\",\"textEn\":\"Write to somchai@gmail.com\"")
                        .replace(NoticeDesk.WORDS, "สอบถามนายสมมุติ โทร ๐๘๑-๒๓๔-๕๖๗๘"));
        assertThat(refused).returns(422, Api.Answer::status).returns("invalid-fields", answer -> answer.at("/code"));
        assertThat(refused.at("/fields/text")).contains("no mobile number");
        assertThat(refused.at("/fields/textEn")).contains("no e-mail address");
        assertThat(refused.text()).doesNotContain("5678", "๕๖๗๘", "somchai");
        assertThat(desk.writer
                        .post(
                                "/api/notices",
                                NoticeDesk.notice(",\"choices\":[{\"th\":\"ไป โทร 0812345678\"},{\"th\":\"ไม่ไป\"}]"))
                        .at("/fields/choices"))
                .contains("no mobile number");
        assertThat(desk.writer.get("/api/notices").json().path("items")).isEmpty();
    }

    @Test
    void aChangeIsLookedAtToo() {
        var number = desk.draft("");
        var changed = desk.writer.send(
                "/api/notices/" + number,
                request -> request.patch(RequestBody.create("{\"title\":\"เลข 1-2345-67890-12-1\"}", Api.JSON_TYPE)));
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.at("/fields/title")).contains("no national ID");
        assertThat(desk.read(number).at("/title")).isEqualTo(NoticeDesk.TITLE);
    }

    @Test
    void hotlinesAndTheTelephonesOfOfficesAndCentresMayBeGiven() {
        desk.bot
                .database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO centre (area, phone, created_at, updated_at) VALUES ('710107', '089 765 4321', ?, ?)",
                        NoticeDesk.NOW,
                        NoticeDesk.NOW));
        var words = "โทร 034-511-200 สายด่วน 1567 1669 หรือศูนย์ฯ 089-765-4321";
        assertThat(desk.writer
                        .post("/api/notices", NoticeDesk.notice("").replace(NoticeDesk.WORDS, words))
                        .status())
                .isEqualTo(201);
    }
}
