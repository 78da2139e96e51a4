package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.support.Chat;
import prasan.support.Pictures;

/** ข้อมูลของฉัน through the whole program: what a person can see of themselves, change, take with them, and have erased. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyDataTest {
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
    void aPersonSeesWhatIsKeptAndCorrectsIt() {
        var head = bot.villageHead("นางตัวอย่าง ชื่อผิด");
        var seen = head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        assertThat(String.join("\n", seen))
                .contains(
                        "นางตัวอย่าง ชื่อผิด", "หมู่ 5 ต.ลาดหญ้า", "ยังไม่มีผู้ยืนยัน", "ฉบับที่ 2", "ข่าวสารกิจกรรม");
        head.step(p -> p.taps("แก้ไขชื่อ"), "ที่ถูกต้อง");
        head.step(p -> p.says("นางตัวอย่าง ชื่อถูก"), "ตามนี้ไหม");
        head.step(p -> p.taps("เปลี่ยนชื่อ"), "เปลี่ยนชื่อให้แล้ว");

        head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("เลือกเรื่องที่รับ"), "เรื่องใดคะ");
        head.step(p -> p.taps("ข่าวสารกิจกรรม"), "รับแจ้งเรื่องนี้");
        head.step(p -> p.taps("รับ"), "ตามนี้ไหม");
        head.step(p -> p.taps("ตั้งค่า"), "ตั้งค่าให้แล้ว");
        var again = head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        assertThat(String.join("\n", again)).contains("ชื่อถูก").doesNotContain("ข่าวสารกิจกรรม");
    }

    @Test
    void whoHasNoNameSeesWhatIsKeptAllTheSame() {
        var lost = bot.villageHead("นางตัวอย่าง โทรศัพท์หาย");
        var id = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id FROM member WHERE chat_id = ?")
                        .bind(0, lost.person().id())
                        .mapTo(long.class)
                        .one());
        assertThat(bot.api.post("/api/members/" + id + "/unlink", "").status()).isEqualTo(200);
        var seen = lost.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        assertThat(String.join("\n", seen)).doesNotContain("โทรศัพท์หาย");
        bot.chat("นายตัวอย่าง ครั้งแรก").step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
    }

    @Test
    void whoCannotReadSmallLettersGetsLargeOnes() {
        var old = bot.villageHead("นางตัวอย่าง ตามัว");
        old.step(p -> p.says("อ่านไม่ออกตัวมันเล็ก"), "ใช้ตัวหนังสือใหญ่");
        old.step(p -> p.taps("ใช้ตัวใหญ่"), "จะใหญ่ขึ้น");
        old.step(p -> p.says("ขอบคุณค่ะ"), "ยินดีค่ะ");
        var large = bot.line.messagesTo(old.person()).getLast();
        assertThat(large.path("type").asText()).isEqualTo("flex");
        assertThat(large.at("/contents/body/contents/0/size").asText()).isEqualTo("xxl");
        assertThat(large.at("/quickReply/items").isEmpty()).isFalse();
        old.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        assertThat(bot.line
                        .messagesTo(old.person())
                        .getLast()
                        .at("/contents/header/contents/0/size")
                        .asText())
                .isEqualTo("xxl");

        old.step(p -> p.says("ตัวปกติ"), "กลับไปใช้ตัวหนังสือปกติ");
        old.step(p -> p.taps("ใช้ตัวปกติ"), "ขนาดปกติ");
        old.step(p -> p.says("ขอบคุณค่ะ"), "ยินดีค่ะ");
        assertThat(bot.line.messagesTo(old.person()).getLast().path("type").asText())
                .isEqualTo("text");
        assertThat(Bot.replayed(bot.database))
                .allMatch(replayed -> replayed.differences().isEmpty());
    }

    @Test
    void aNameIsOneLineOfWhatCanBeSeen() {
        var head = bot.villageHead("นายตัวอย่าง สองบรรทัด");
        head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("แก้ไขชื่อ"), "ที่ถูกต้อง");
        head.step(p -> p.says("นายตัวอย่าง\nบรรทัด\u202Eเดียว"), "ตามนี้ไหม");
        head.step(p -> p.taps("เปลี่ยนชื่อ"), "เปลี่ยนชื่อให้แล้ว");
        assertThat(bot.api.get("/api/members?limit=200").text()).contains("นายตัวอย่าง บรรทัดเดียว");
    }

    @Test
    void aCopyIsFetchedOnceByItsLink() {
        var head = bot.villageHead("นางตัวอย่าง สำเนา");
        var number = report(head);
        head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("ขอสำเนาข้อมูล"), "ทำสำเนา");
        head.step(p -> p.taps("ทำสำเนา"), "สำเนาข้อมูลพร้อมแล้ว");
        var json = path(head, "เปิดเป็น JSON");
        var csv = path(head, "เปิดเป็นตาราง (CSV)");
        assertThat(json).matches("/me/[A-Za-z0-9_-]{22}").isNotEqualTo(csv);

        // what only looks whether the link is there does not spend it
        assertThat(bot.api.send(json, Request.Builder::head).bytes()).isEmpty();
        var copy = bot.api.send(json, request -> request.removeHeader("Authorization"));
        assertThat(copy.status()).isEqualTo(200);
        assertThat(copy.header("Cache-Control")).isEqualTo("no-store");
        assertThat(copy.header("Content-Disposition")).isEqualTo("attachment; filename=\"my-data.json\"");
        assertThat(copy.at("/person/0/name")).isEqualTo("นางตัวอย่าง สำเนา");
        assertThat(copy.at("/person/0/line_id")).isEqualTo(head.person().id());
        assertThat(copy.at("/roles/0/role")).isEqualTo("VILLAGE_HEAD");
        assertThat(copy.at("/reports/0/number")).isEqualTo(number);
        assertThat(copy.text()).contains("น้ำไม่ไหลสามวันแล้วค่ะ").doesNotContain("null");

        var table = bot.api.get(csv);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(new String(table.bytes(), StandardCharsets.UTF_8))
                .startsWith("\uFEFFtable,row,field,value")
                .contains("person,1,name,นางตัวอย่าง สำเนา");

        assertThat(bot.api.get(json).status()).isEqualTo(404);
        assertThat(bot.api.get("/me/AAAAAAAAAAAAAAAAAAAAAA").status()).isEqualTo(404);
    }

    @Test
    void aLinkThatIsADayOldOpensNothing() {
        var head = bot.villageHead("นางตัวอย่าง ช้าไป");
        head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("ขอสำเนาข้อมูล"), "ทำสำเนา");
        head.step(p -> p.taps("ทำสำเนา"), "สำเนาข้อมูลพร้อมแล้ว");
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute("UPDATE data_copy SET expires_at = expires_at - INTERVAL 1 DAY"));
        assertThat(bot.api.get(path(head, "เปิดเป็น JSON")).status()).isEqualTo(404);
    }

    @Test
    void whoIsErasedIsNobodyAndTheirReportStays() {
        var name = "นางตัวอย่าง ลืมฉันที";
        var head = bot.villageHead(name);
        var number = report(head);
        head.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "เรื่องอะไร");
        head.step(p -> p.says("ขอปรึกษาเรื่องส่วนตัวมากค่ะ"), "ส่งเรื่องถึงเจ้าหน้าที่แล้ว");
        head.person().says("ความลับของลืมฉันที");
        head.person().sendsPhoto(Pictures.jpeg());
        head.step(p -> p.says("เมนู"), "ใช่ไหมคะ");
        head.step(p -> p.taps("ใช่ ไปที่เมนู"), "ต้องการทำอะไรคะ");
        head.step(p -> p.says("ขอลบข้อมูล"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("ขอลบข้อมูล"), "เรียกคืนไม่ได้");
        head.step(p -> p.taps("ขอลบข้อมูล"), "รับคำขอแล้ว");

        var waiting = bot.api.get("/api/erasures?area=71010705");
        assertThat(waiting.at("/items/0/name")).isEqualTo(name);
        var id = waiting.at("/items/0/id");
        var seen = head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        assertThat(String.join("\n", seen)).contains("จะได้คำตอบภายใน");
        head.step(p -> p.taps("ดูอย่างเดียว"), "ดูอีกได้");

        var done = bot.api.post("/api/erasures/" + id + "/approve", "");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        head.hears("ลบข้อมูลของท่านแล้ว");
        assertThat(bot.api.post("/api/erasures/" + id + "/approve", "").status())
                .isEqualTo(409);

        var report = bot.api.get("/api/reports/" + number);
        assertThat(report.at("/detail")).isEqualTo("น้ำไม่ไหลสามวันแล้วค่ะ");
        assertThat(report.text()).doesNotContain(name);
        // the last notice is the only thing that still has the number of the chat, until it is sent
        await().untilAsserted(
                        () -> assertThat(everythingWith(head.person().id())).isEmpty());
        await().untilAsserted(() -> assertThat(everythingWith("ลืมฉันที"))
                .as("anywhere in the database")
                .isEmpty());

        // who writes again is a stranger
        assertThat(head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ").getFirst()).contains("ขอแจ้งก่อน");
        // and a change of the report is told to nobody
        assertThat(bot.api
                        .post("/api/reports/" + number + "/status", "{\"status\":\"ACKNOWLEDGED\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anErasureThatIsRefusedIsToldWithItsGround() {
        var head = bot.villageHead("นางตัวอย่าง ยังไม่ลบ");
        head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("ขอลบข้อมูล"), "เรียกคืนไม่ได้");
        head.step(p -> p.taps("ขอลบข้อมูล"), "รับคำขอแล้ว");
        var id = bot.api.get("/api/erasures").at("/items/0/id");
        var said = bot.api.post("/api/erasures/" + id + "/refuse", "{\"reason\":\"ต้องเก็บทะเบียนไว้จนครบวาระ\"}");
        assertThat(said.status()).isEqualTo(200);
        assertThat(head.hears("ยังลบข้อมูลของท่านไม่ได้").getLast()).contains("จนครบวาระ");
        assertThat(bot.api.get("/api/erasures?state=REFUSED").text()).contains("จนครบวาระ");
    }

    @Test
    void whoHasBlockedTheAccountIsToldOfNoDecision() {
        var head = bot.villageHead("นางตัวอย่าง บล็อก");
        var id = bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT r.id FROM registration r JOIN member m ON m.id = r.member_id WHERE m.chat_id = ?")
                        .bind(0, head.person().id())
                        .mapTo(Long.class)
                        .one());
        head.person().blocks();
        await().until(() -> count("SELECT COUNT(*) FROM chat WHERE blocked_at IS NOT NULL AND id = ?", head) == 1);
        assertThat(bot.api.post("/api/registrations/" + id + "/approve", "").status())
                .isEqualTo(200);
        // it is kept for when they are back
        assertThat(count(
                        "SELECT COUNT(*) FROM outbox WHERE cause_key LIKE 'registration:%' AND state <> 'MISSED' AND chat_id = ?",
                        head))
                .isZero();
    }

    private int count(String sql, Chat chat) {
        return bot.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind(0, chat.person().id())
                        .mapTo(Integer.class)
                        .one());
    }

    private static String report(Chat head) {
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        head.step(p -> p.taps("ประปา/น้ำใช้"), "รายละเอียด");
        head.step(p -> p.says("น้ำไม่ไหลสามวันแล้วค่ะ"), "ตรวจดู");
        head.step(p -> p.sendsPhoto(Pictures.jpeg()), "1 รูป");
        var thanks = head.step(p -> p.says("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        return thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1");
    }

    /** The path of the link behind a button. */
    private static String path(Chat chat, String button) {
        return chat.button(button).path("uri").asText().replace("https://prasan.example", "");
    }

    /** The tables in which some column of some row has the words. */
    private List<String> everythingWith(String words) {
        return bot.database.jdbi().withHandle(handle -> {
            var columns = handle.createQuery("""
                            SELECT table_name AS t, column_name AS c FROM information_schema.columns
                            WHERE table_schema = DATABASE() AND data_type IN ('varchar', 'char', 'text', 'longtext')""")
                    .map((row, context) -> List.of(row.getString("t"), row.getString("c")))
                    .list();
            return columns.stream()
                    .flatMap(column -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM `" + column.getFirst()
                                            + "` WHERE LOCATE(:words, CONVERT(`" + column.getLast()
                                            + "` USING utf8mb4)) > 0)")
                                    .bind("words", words)
                                    .mapTo(Boolean.class)
                                    .one()
                            ? Stream.of(column.getFirst())
                            : Stream.empty())
                    .distinct()
                    .toList();
        });
    }
}
