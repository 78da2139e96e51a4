package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.SettableClock;

/** Officers link their LINE accounts: the code over HTTP on the one side, typed in a chat on the other. */
class OfficerLineTest {
    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final Bot bot = Bot.start(null, clock);
    private final Targets targets = new Targets(bot.database.jdbi());
    private final Api keeper = new Api(bot.app.port(), targets.keyFor("7101", Set.of(Right.ADMIN), null, null));
    private final long officer = targets.officer("710107").id();

    @AfterEach
    void close() {
        bot.close();
    }

    private static Api.Answer post(Api api, String path) {
        return api.send(path, request -> request.post(RequestBody.create(new byte[0])));
    }

    private String code() {
        var made = post(keeper, "/api/officers/" + officer + "/line-code");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/code");
    }

    private Chat person(String name) {
        return new Chat(bot.line, bot.line.user(name), Bot.PATIENCE);
    }

    private void links(Chat chat) {
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + code()), "ผูกไลน์นี้กับเจ้าหน้าที่");
        chat.step(p -> p.taps("ผูกไลน์"), "ผูกไลน์เรียบร้อยแล้ว");
    }

    private String linked() {
        return keeper.get("/api/officers/" + officer).at("/linked");
    }

    private String one(String sql) {
        return bot.database
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    @Test
    void aCodeLinksAnAccountOnce() {
        var code = code();
        assertThat(linked()).isEqualTo("false");
        assertThat(one("SELECT COUNT(*) FROM officer_link_code WHERE hash = UNHEX(SHA2('" + code.replace("-", "")
                        + "', 256))"))
                .isEqualTo("1");
        var chat = person("พิมพ์ใจ");
        chat.step(p -> p.says("รหัสเจ้าหน้าที่"), "พิมพ์รหัสเจ้าหน้าที่");
        chat.step(p -> p.says(code), "พิมพ์ใจ ตัวอย่าง");
        chat.step(p -> p.taps("ผูกไลน์"), "ผูกไลน์เรียบร้อยแล้ว");
        assertThat(linked()).isEqualTo("true");
        assertThat(one("SELECT officer_id FROM audit WHERE action = 'linkOfficerLine'"))
                .isEqualTo(String.valueOf(officer));
        person("คนอื่น").step(p -> p.says("รหัสเจ้าหน้าที่ " + code), "ไม่พบรหัสนี้");
    }

    @Test
    void aCodeIsGoodForHalfAnHourAndOneAtATime() {
        var first = code();
        var second = code();
        var chat = person("พิมพ์ใจ");
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + first), "ไม่พบรหัสนี้");
        clock.set(NOW.plus(Duration.ofMinutes(30)));
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + second), "ไม่พบรหัสนี้");
    }

    @Test
    void triesAreLimited() {
        var chat = person("ผู้เดา");
        IntStream.range(0, 5)
                .forEach(i -> chat.step(p -> p.says("รหัสเจ้าหน้าที่ ABCD-234" + (i + 2)), "ไม่พบรหัสนี้"));
        var code = code();
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + code), "ลองรหัสผิดหลายครั้ง");
        assertThat(linked()).isEqualTo("false");
    }

    @Test
    void anAccountIsOneOfficers() {
        var chat = person("พิมพ์ใจ");
        links(chat);
        var other = targets.officer("710107").id();
        var code = post(keeper, "/api/officers/" + other + "/line-code").at("/code");
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + code), "ผูกกับเจ้าหน้าที่อีกท่าน");
        // a new phone takes the place of the old one
        links(person("พิมพ์ใจ เครื่องใหม่"));
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + code), "ผูกไลน์นี้กับเจ้าหน้าที่");
    }

    @Test
    void anAccountIsUnlinkedByAnAdministratorAndWhenTheOfficerEnds() {
        links(person("พิมพ์ใจ"));
        var open = code();
        assertThat(keeper.send("/api/officers/" + officer + "/line", okhttp3.Request.Builder::delete)
                        .at("/linked"))
                .isEqualTo("false");
        assertThat(linked()).isEqualTo("false");
        var chat = person("พิมพ์ใจ เครื่องใหม่");
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + open), "ไม่พบรหัสนี้");
        links(chat);
        var last = code();
        assertThat(post(keeper, "/api/officers/" + officer + "/end").at("/linked"))
                .isEqualTo("false");
        chat.step(p -> p.says("รหัสเจ้าหน้าที่ " + last), "ไม่พบรหัสนี้");
        assertThat(post(keeper, "/api/officers/" + officer + "/line-code").at("/code"))
                .isEqualTo("officer-ended");
    }

    @Test
    void whoeverIsForgottenIsLinkedToNobody() {
        var chat = person("พิมพ์ใจ");
        links(chat);
        chat.step(p -> p.says("ขอลบข้อมูล"), "อะไรกับข้อมูล");
        chat.step(p -> p.taps("ขอลบข้อมูล"), "เรียกคืนไม่ได้");
        chat.step(p -> p.taps("ขอลบข้อมูล"), "รับคำขอแล้ว");
        var wish = bot.api.get("/api/erasures").at("/items/0/id");
        assertThat(post(bot.api, "/api/erasures/" + wish + "/approve").status()).isEqualTo(200);
        assertThat(linked()).isEqualTo("false");
    }

    @Test
    void aPhoneThatIsLostIsTheOfficersNoMore() {
        var chat = bot.villageHead("นางตัวอย่าง พิมพ์ใจ");
        links(chat);
        var member =
                one("SELECT id FROM member WHERE chat_id = '" + chat.person().id() + "'");
        assertThat(post(bot.api, "/api/members/" + member + "/unlink").status()).isEqualTo(200);
        assertThat(linked()).isEqualTo("false");
    }

    @Test
    void onlyASessionAsksForOnesOwnCode() {
        assertThat(post(keeper, "/api/session/line-code").at("/code")).isEqualTo("no-session");
        // whoever keeps officers elsewhere, or may do less than the officer, gets none
        var elsewhere = new Api(bot.app.port(), targets.keyFor("7102", Set.of(Right.ADMIN), null, null));
        assertThat(post(elsewhere, "/api/officers/" + officer + "/line-code").status())
                .isEqualTo(404);
        var mighty = targets.officer("710107");
        targets.grant(mighty, "71", Set.of(Right.NOTICE), null, null);
        assertThat(post(keeper, "/api/officers/" + mighty.id() + "/line-code").at("/code"))
                .isEqualTo("beyond-own-rights");
    }
}
