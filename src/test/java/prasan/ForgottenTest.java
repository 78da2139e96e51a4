package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prasan.support.Chat;
import prasan.support.Columns;
import prasan.support.Hook;
import prasan.support.Pictures;

/** What is taken back or erased is gone: markers enter by every door, and afterwards no text column of any table has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgottenTest {
    /** Where an official record keeps what people said, by a rule of its own. */
    private static final Set<String> RECORDS = Set.of(
            "award.achievement",
            "award.recipient",
            "report.detail",
            "report.place",
            "report_addition.detail",
            "report_addition.place",
            "report_change.note");

    /** Tables of lists, of staff and of the program itself: what people say reaches none of them. */
    private static final Set<String> LISTS = Set.of(
            "area",
            "area_former",
            "category",
            "centre",
            "seat",
            "project",
            "project_change",
            "award_type",
            "audience",
            "audience_part",
            "officer",
            "officer_grant",
            "officer_link_code",
            "api_key",
            "edition",
            "retention",
            "retention_run",
            "notice_counter",
            "report_counter",
            "scheduled_tasks");

    /** What is one of a few codes, by a CHECK or a foreign key. */
    private static final Set<String> CODES = Set.of(
            "audit.area",
            "audit.subject",
            "award.area",
            "award.code",
            "award.recipient_area",
            "award.recipient_kind",
            "award.status",
            "award.type",
            "chat.kind",
            "chat.language",
            "danger.area",
            "danger.kind",
            "handover.about",
            "handover.area",
            "data_copy.format",
            "erasure.area",
            "erasure.state",
            "errand.kind",
            "errand.state",
            "handover.parted_area",
            "invitation.area",
            "invitation.role",
            "inbox.state",
            "inbox.type",
            "member.area",
            "notice.area",
            "notice.follows_to",
            "notice.speed",
            "notice.status",
            "notice.topics",
            "notice_recipient.area",
            "notice_recipient.state",
            "member.notice_version",
            "member.text_size",
            "member_consent.notice_version",
            "member_consent.topic",
            "member_role.area",
            "member_role.role",
            "member_role.verified",
            "member_stopped_topic.topic",
            "outbox.kind",
            "outbox.sent_as",
            "outbox.state",
            "outbox.topic",
            "photo.kind",
            "photo.lost",
            "photo.media_type",
            "played_round.edition",
            "registration.area",
            "registration.role",
            "registration.state",
            "report.area",
            "report.category",
            "report.status",
            "report_change.status");

    /** Numbers of LINE's and of ours; whose a chat is, is looked for by its own number. */
    private static final Set<String> NUMBERS = Set.of(
            "chat.id",
            "danger.cause_key",
            "former_account.chat_id",
            "handover_message.line_id",
            "idempotency_key.name",
            "idempotency_key.request",
            "idempotency_key.row_key",
            "inbox.event_id",
            "invitation.code",
            "invitation_miss.chat_id",
            "link_code.chat_id",
            "notice.number",
            "notice_recipient.chat_id",
            "outbox.about",
            "outbox.cause_key",
            "outbox.line_request_id",
            "outbox.recipients",
            "outbox.reply_token",
            "photo.message_id",
            "played_round.cause_key",
            "report.filed_by",
            "report.number",
            "report_addition.cause_key",
            "report_media.message_id",
            "report_photo.message_id",
            "unsent.chat_id",
            "unsent.message_id");

    /** What officers write, and classes and places of failures. */
    private static final Set<String> OFFICERS = Set.of(
            "audit.action",
            "audit.address",
            "audit.row_key",
            "audit.who",
            "award.announced_by",
            "award.ceremony",
            "award.occupation",
            "award.prize",
            "award.title",
            "award.venue",
            "danger.note",
            "danger.seen_by",
            "erasure.decided_by",
            "errand.failure",
            "handover.closed_by",
            "handover_message.officer",
            "inbox.cause",
            "invitation.created_by",
            "invitation.revoked_by",
            "member_role.title",
            "notice.approved_by",
            "notice.created_by",
            "notice_recipient.reason",
            "notice_version.choices",
            "notice_version.link",
            "notice_version.text",
            "notice_version.text_en",
            "notice_version.title",
            "notice_version.title_en",
            "notice_version.written_by",
            "member_role.verified_by",
            "outbox.failure",
            "push_switch.changed_by",
            "push_switch.reason",
            "registration.decided_by",
            "registration.reason",
            "report_change.changed_by");

    /** In the register of an office. */
    private static final String CODE = "REGISTER-4711";

    private Bot bot;
    private Columns columns;
    private Hook hook;
    private int messages;
    private final Set<String> reached = new TreeSet<>();

    @BeforeAll
    void start() {
        bot = Bot.start();
        columns = new Columns(bot.database);
        hook = new Hook(bot.api);
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    private void settled() {
        await().atMost(Bot.PATIENCE)
                .until(() -> one("SELECT COUNT(*) FROM inbox WHERE state = 'WAITING'")
                                .equals("0")
                        && one("SELECT COUNT(*) FROM outbox WHERE state = 'WAITING'")
                                .equals("0"));
    }

    private String one(String sql) {
        return bot.database
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private Set<String> everywhere(String words) {
        var found = columns.with(words);
        reached.addAll(found);
        return found;
    }

    private String id() {
        return "55000" + ++messages;
    }

    private static String text(String id, String text) {
        return "{\"id\":\"" + id + "\",\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    /** Says it, looks where it went, takes it back, and looks again. */
    private void takenBack(Chat chat, String marker, String message) {
        var user = chat.person().id();
        hook.deliver(hook.message(user, user, message));
        settled();
        assertThat(everywhere(marker)).as(message).contains("inbox.raw");
        var id = message.replaceAll("(?s).*?\"id\":\"([0-9]+)\".*", "$1");
        hook.deliver(hook.unsend(user, user, id));
        settled();
        assertThat(everywhere(marker)).as(message).isEmpty();
    }

    @Test
    void whateverIsTakenBackIsNowhere() {
        var chat = bot.villageHead("นางตัวอย่าง ถอนคำ");
        takenBack(chat, "ปริศนาหนึ่ง", text(id(), "เสาไฟล้มขวางถนนหน้าบ้านปริศนาหนึ่ง"));
        takenBack(
                chat,
                "ปริศนาสอง",
                "{\"id\":\"" + id()
                        + "\",\"type\":\"location\",\"title\":\"บ้านปริศนาสอง\",\"address\":\"ซอยปริศนาสอง\",\"latitude\":14.1,\"longitude\":99.4}");
        takenBack(
                chat,
                "ปริศนาสาม",
                "{\"id\":\"" + id()
                        + "\",\"type\":\"file\",\"fileName\":\"ปริศนาสาม.pdf\",\"fileSize\":9,\"contentProvider\":{\"type\":\"line\"}}");
        takenBack(
                chat,
                "ปริศนาสี่",
                "{\"id\":\"" + id()
                        + "\",\"type\":\"sticker\",\"packageId\":\"1\",\"stickerId\":\"2\",\"stickerResourceType\":\"MESSAGE\",\"keywords\":[\"ปริศนาสี่\"],\"text\":\"ปริศนาสี่\"}");
        takenBack(chat, "ปริศนาห้า", text(id(), "ไฟไหม้บ้านปริศนาห้า ช่วยด้วย"));
    }

    @Test
    void whatWasTakenBackIsNotFiledAndAskedAgain() {
        var chat = bot.villageHead("นางตัวอย่าง ถามใหม่");
        var user = chat.person().id();
        chat.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        chat.step(p -> p.taps("ประปา/น้ำใช้"), "รายละเอียด");
        chat.step(p -> p.says("ท่อแตกหน้าบ้านปริศนาหก"), "ตรวจดู");
        var send = chat.button("ส่งเรื่อง");
        assertThat(everywhere("ปริศนาหก")).contains("session.state", "outbox.messages", "inbox.raw");
        hook.deliver(hook.unsend(user, user, last(chat)));
        settled();
        assertThat(everywhere("ปริศนาหก")).isEmpty();
        chat.step(p -> p.taps(send), "รายละเอียด");
        chat.step(p -> p.says("ท่อแตกหน้าวัด"), "ตรวจดู");
        chat.step(p -> p.taps("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        assertThat(one("SELECT detail FROM report ORDER BY id DESC LIMIT 1")).isEqualTo("ท่อแตกหน้าวัด");
    }

    @Test
    void aPhotoThatWasTakenBackIsNotFiled() {
        var chat = bot.villageHead("นางตัวอย่าง ถอนรูป");
        var user = chat.person().id();
        chat.step(p -> p.says("ท่อประปาแตกหน้าโรงเรียน น้ำไหลนองถนน"), "ใช่ไหมคะ");
        chat.step(p -> p.taps("ใช่ แจ้งเรื่องนี้"), "ตรวจดู");
        chat.step(p -> p.sendsPhoto(Pictures.jpeg()), "1 รูป");
        hook.deliver(hook.unsend(user, user, last(chat)));
        settled();
        chat.step(p -> p.says("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
        assertThat(one(
                        "SELECT COUNT(*) FROM report_photo p JOIN photo f ON f.message_id = p.message_id WHERE f.chat_id = '"
                                + user + "'"))
                .isEqualTo("0");
    }

    @Test
    void wordsToAnOfficerAreTakenBackToo() {
        var chat = bot.villageHead("นางตัวอย่าง ถอนเรื่อง");
        var user = chat.person().id();
        chat.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "เรื่องอะไร");
        chat.step(p -> p.says("เรื่องลูกของปริศนาเจ็ด"), "ส่งเรื่องถึงเจ้าหน้าที่แล้ว");
        assertThat(everywhere("ปริศนาเจ็ด")).contains("handover.gathered");
        var first = last(chat);
        chat.step(p -> p.says("ปริศนาแปดค่ะ"), "ส่งถึงเจ้าหน้าที่แล้ว");
        assertThat(everywhere("ปริศนาแปด")).contains("handover_message.text");
        hook.deliver(hook.unsend(user, user, last(chat)), hook.unsend(user, user, first));
        settled();
        assertThat(everywhere("ปริศนาเจ็ด")).isEmpty();
        assertThat(everywhere("ปริศนาแปด")).isEmpty();
    }

    @Test
    void aMessageThatComesWithItsEndIsNeitherAnsweredNorKept() {
        var chat = bot.villageHead("นางตัวอย่าง พร้อมกัน");
        var user = chat.person().id();
        var said = bot.line.messagesTo(chat.person()).size();
        hook.deliver(hook.message(user, user, text("8800", "ปริศนาเก้า")), hook.unsend(user, user, "8800"));
        settled();
        assertThat(columns.with("ปริศนาเก้า")).isEmpty();
        hook.deliver(hook.unsend(user, user, "8801"));
        settled();
        hook.deliver(hook.message(user, user, text("8801", "ปริศนาสิบ")));
        settled();
        assertThat(columns.with("ปริศนาสิบ")).isEmpty();
        assertThat(bot.line.messagesTo(chat.person())).hasSize(said);
    }

    @Test
    void aGroupIsHeardOnlyWhereItSpeaksToTheAccount() {
        var chat = bot.villageHead("นางตัวอย่าง ในกลุ่ม");
        var user = chat.person().id();
        var group = "C0123456789abcdef0123456789abcdef";
        hook.deliver(hook.message(user, group, text("7001", "คุยกันเรื่องปริศนา")));
        settled();
        assertThat(columns.with("คุยกันเรื่องปริศนา")).isEmpty();
        assertThat(one("SELECT CONCAT(type, raw) FROM inbox WHERE chat_id = '" + group + "'"))
                .contains("message", "7001")
                .doesNotContain(user);

        hook.deliver(hook.message(user, group, mention("7002", "ไฟไหม้บ้านปริศนากลุ่ม ช่วยด้วย")));
        settled();
        assertThat(everywhere("ปริศนากลุ่ม")).contains("inbox.raw", "danger.said");
        hook.deliver(hook.unsend(user, group, "7002"));
        settled();
        assertThat(columns.with("ปริศนากลุ่ม")).isEmpty();

        hook.deliver(hook.message(user, group, mention("7003", "ไฟไหม้บ้านปริศนาออก ช่วยด้วย")));
        settled();
        hook.deliver(hook.event(user, group, "leave", "\"x\":1"));
        settled();
        assertThat(columns.with("ปริศนาออก")).isEmpty();
    }

    @Test
    void theEndOfAMessageIsHeardHoweverLateItComes() {
        var chat = bot.villageHead("นางตัวอย่าง มาช้า");
        var user = chat.person().id();
        for (var how : new String[] {"late", "standby"}) {
            var id = id();
            hook.deliver(hook.message(user, user, text(id, "เสาไฟล้มหน้าบ้านปริศนาช้า")));
            settled();
            assertThat(columns.with("ปริศนาช้า")).isNotEmpty();
            var end = hook.unsend(user, user, id);
            hook.deliver(how.equals("late") ? late(end) : standby(end));
            settled();
            assertThat(columns.with("ปริศนาช้า")).as(how).isEmpty();
        }
        // what is not acted on is not kept
        hook.deliver(
                late(hook.message(user, user, text(id(), "ปริศนาเก่า"))),
                standby(hook.message(user, user, text(id(), "ปริศนาเฝ้า"))));
        settled();
        assertThat(columns.with("ปริศนาเก่า")).isEmpty();
        assertThat(columns.with("ปริศนาเฝ้า")).isEmpty();
    }

    private static String late(String event) {
        return event.replaceFirst(
                "\"timestamp\":[0-9]+", "\"timestamp\":" + (System.currentTimeMillis() - 172_800_000));
    }

    private static String standby(String event) {
        return event.replace("\"active\"", "\"standby\"");
    }

    @Test
    void aGroupKeepsNoNumberOfAnybodyWhoDidNotSpeakToTheAccount() {
        var group = "C1123456789abcdef0123456789abcdef";
        var user = "U1123456789abcdef0123456789abcdef";
        var named = "U2223456789abcdef0123456789abcdef";
        hook.deliver(hook.unsend(user, group, "9900"), hook.event(user, group, "join", "\"replyToken\":\"r1\""));
        settled();
        assertThat(columns.with(user)).isEmpty();
        hook.deliver(hook.message(
                user,
                group,
                mention("9901", "สวัสดี")
                        .replace(
                                "{\"index\"",
                                "{\"index\":9,\"length\":2,\"type\":\"user\",\"userId\":\"" + named
                                        + "\"},{\"index\"")));
        settled();
        assertThat(columns.with(named)).isEmpty();
        assertThat(columns.with(user)).contains("inbox.raw", "inbox.sender");

        var late = hook.message(user, group, mention("9902", "ไฟไหม้บ้านปริศนาหลังออก ช่วยด้วย"));
        hook.deliver(hook.event(user, group, "leave", "\"x\":1"));
        settled();
        hook.deliver(late);
        settled();
        assertThat(columns.with("ปริศนาหลังออก")).isEmpty();
    }

    @Test
    void whoeverHasTheLostPhoneTakesBackWhatWasSaidOnIt() {
        var chat = bot.villageHead("นางตัวอย่าง โทรศัพท์หาย");
        var user = chat.person().id();
        chat.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "เรื่องอะไร");
        chat.step(p -> p.says("เรื่องของปริศนาหาย"), "ส่งเรื่องถึงเจ้าหน้าที่แล้ว");
        var first = last(chat);
        chat.step(p -> p.says("ไฟไหม้บ้านปริศนาหาย"), "199");
        var second = last(chat);
        unlink(one("SELECT id FROM member WHERE chat_id = '" + user + "'"));
        assertThat(columns.with("ปริศนาหาย")).contains("handover.gathered", "danger.said", "inbox.raw");
        hook.deliver(hook.unsend(user, user, first), hook.unsend(user, user, second));
        settled();
        assertThat(columns.with("ปริศนาหาย")).isEmpty();
    }

    private void unlink(String member) {
        assertThat(bot.api
                        .send(
                                "/api/members/" + member + "/unlink",
                                request -> request.header("Idempotency-Key", "unlink-" + member)
                                        .post(okhttp3.RequestBody.create("", prasan.support.Api.JSON_TYPE)))
                        .status())
                .isEqualTo(200);
    }

    /** One person by every door: two phones, reports, an officer, a danger, a group, wishes; and then erased. */
    private Set<String> erased() {
        var marker = "ซ่อนเร้น";
        var lost = bot.villageHead("นางซ่อนเร้น ตัวอย่าง");
        var user = lost.person().id();
        report(lost, "น้ำประปาไม่ไหลทั้งบ้านซ่อนเร้น");
        lost.step(p -> p.says("ลูกของซ่อนเร้นไม่สบายด้วย"), "เพิ่มในเรื่องนี้");
        lost.step(p -> p.taps("เพิ่มในเรื่องนี้"), "เพิ่มให้แล้ว");
        lost.step(p -> p.says("ติดต่อเจ้าหน้าที่"), "เรื่องอะไร");
        lost.step(p -> p.says("เรื่องของซ่อนเร้น"), "ส่งเรื่องถึงเจ้าหน้าที่แล้ว");
        lost.step(p -> p.says("ซ่อนเร้นเดือดร้อนมาก"), "ส่งถึงเจ้าหน้าที่แล้ว");
        hook.deliver(
                hook.message(
                        user,
                        user,
                        "{\"id\":\"" + id()
                                + "\",\"type\":\"file\",\"fileName\":\"ซ่อนเร้น.pdf\",\"fileSize\":9,\"contentProvider\":{\"type\":\"line\"}}"));
        settled();
        everywhere(marker);
        everywhere(user);
        var member = one("SELECT id FROM member WHERE chat_id = '" + user + "'");
        // kept for when they are back: it is not for whoever has the phone then
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO outbox (cause_key, kind, chat_id, topic, retry_key, messages, state, next_attempt_at, valid_until, created_at)"
                                + " VALUES ('missed:test', 'REPORT', ?, 'REPORTS', UUID(), '[]', 'MISSED', NOW(), '2999-01-01', NOW())",
                        user));
        unlink(member);
        assertThat(one("SELECT COUNT(*) FROM outbox WHERE cause_key = 'missed:test'"))
                .isEqualTo("0");
        assertThat(everywhere(user)).doesNotContain("session.chat_id", "handover.open_chat", "photo.chat_id");

        var head = bot.chat("นางซ่อนเร้น เครื่องใหม่");
        var phone = head.person().id();
        head.step(p -> p.says("ไฟไหม้บ้านซ่อนเร้น"), "199");
        hook.deliver(
                hook.message(
                        phone,
                        phone,
                        "{\"id\":\"" + id()
                                + "\",\"type\":\"location\",\"title\":\"บ้านซ่อนเร้น\",\"address\":\"ซ่อนเร้น\",\"latitude\":14.1,\"longitude\":99.4}"));
        settled();
        var row = one("SELECT id FROM member WHERE chat_id = '" + phone + "'");
        assertThat(bot.api
                        .post("/api/members/" + member + "/link", "{\"member\":" + row + "}")
                        .status())
                .isEqualTo(200);
        hook.deliver(hook.message(
                phone, "C0000000000abcdef0123456789abcdef", mention(id(), "ไฟไหม้บ้านซ่อนเร้นในกลุ่ม ช่วยด้วย")));
        head.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        head.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        head.step(p -> p.taps("ถนน/สะพาน"), "รายละเอียด");
        head.step(p -> p.says("ถนนหน้าบ้านซ่อนเร้นพัง"), "ตรวจดู");
        head.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        head.step(p -> p.says("ข้อมูลของฉัน"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("ขอสำเนาข้อมูล"), "ทำสำเนา");
        head.step(p -> p.taps("ทำสำเนา"), "สำเนาข้อมูลพร้อมแล้ว");
        var link = head.button("เปิดเป็น JSON").path("uri").asText().replace("https://prasan.example", "");
        assertThat(columns.with(link.substring(link.lastIndexOf('/') + 1))).isEmpty();
        assertThat(bot.api.get(link).text())
                .contains(
                        "ซ่อนเร้นเดือดร้อนมาก",
                        "ไฟไหม้บ้านซ่อนเร้น",
                        "น้ำประปาไม่ไหลทั้งบ้านซ่อนเร้น",
                        "@p ไฟไหม้บ้านซ่อนเร้นในกลุ่ม ช่วยด้วย");
        registered(member);
        wants(head);
        assertThat(bot.api
                        .post("/api/erasures/" + wish() + "/refuse", "{\"reason\":\"เรื่องของซ่อนเร้นยังไม่จบ\"}")
                        .status())
                .isEqualTo(200);
        head.hears("ยังลบข้อมูลของท่านไม่ได้");
        settled();
        everywhere(marker);
        wants(head);
        settled();
        everywhere(marker);
        everywhere(user);
        everywhere(phone);
        assertThat(bot.api.post("/api/erasures/" + wish() + "/approve", "").status())
                .isEqualTo(200);
        head.hears("ลบข้อมูลของท่านแล้ว");
        settled();
        assertThat(RECORDS).containsAll(columns.with(marker));
        assertThat(columns.with(phone)).isEmpty();
        assertThat(columns.with(CODE)).isEmpty();
        // the lost phone is a stranger's
        assertThat(columns.with(user)).isSubsetOf("chat.id");
        return reached;
    }

    /** What an office writes about the person: in its register, by file and by hand, and on the list of those who get an award. */
    private void registered(String member) {
        var file = "id,code,name,role,area\n" + member + "," + CODE + ",นางซ่อนเร้น จากทะเบียน,VILLAGE_HEAD,71010705\n";
        assertThat(bot.api
                        .send(
                                "/api/imports/members?apply=true",
                                request -> request.post(okhttp3.RequestBody.create(
                                        file.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                        .status())
                .isEqualTo(200);
        assertThat(bot.api
                        .send(
                                "/api/members/" + member,
                                request -> request.patch(okhttp3.RequestBody.create(
                                        "{\"name\":\"นางซ่อนเร้น จากเจ้าหน้าที่\"}", prasan.support.Api.JSON_TYPE)))
                        .status())
                .isEqualTo(200);
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT IGNORE INTO award_type (code, name_th) VALUES ('NAKPATTANA', 'นักพัฒนาชุมชน')"));
        assertThat(bot.api
                        .post(
                                "/api/awards",
                                "{\"code\":\"AW-1\",\"type\":\"NAKPATTANA\",\"title\":\"คนดี\",\"yearBe\":2569,\"area\":\"71\",\"recipient\":\"นางซ่อนเร้น\","
                                        + "\"recipientKind\":\"PERSON\",\"recipientArea\":\"71010705\",\"achievement\":\"ซ่อนเร้นทำฝาย\",\"publishConsent\":false}")
                        .status())
                .isEqualTo(201);
        assertThat(bot.api
                        .post(
                                "/api/invitations",
                                "{\"role\":\"VILLAGE_HEAD\",\"area\":\"71010705\",\"uses\":1,\"expiresAt\":\""
                                        + java.time.Instant.now().plus(java.time.Duration.ofDays(2))
                                        + "\",\"note\":\"สำหรับนางซ่อนเร้น\"}")
                        .status())
                .isEqualTo(201);
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO invitation_use (invitation_id, member_id, used_at) SELECT MAX(id), ?, NOW() FROM invitation",
                        member));
        bot.database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO notice (number, version, topics, speed, acknowledge, status, created_by, created_at, updated_at)"
                            + " VALUES ('N-6912-0001', 1, '', 'ORDINARY', FALSE, 'FINISHED', 'test', NOW(6), NOW(6))");
            handle.execute(
                    "INSERT INTO notice_recipient (notice_id, version, person, member_id, chat_id, state, updated_at)"
                            + " SELECT n.id, 1, m.id, m.id, m.chat_id, 'ACCEPTED', NOW(6) FROM notice n JOIN member m ON m.id = ?",
                    member);
        });
        // the audit tells that it was, and nothing of it
        assertThat(columns.with(CODE)).containsExactly("member.code");
        reached.add("member.code");
        assertThat(one("SELECT COUNT(*) FROM audit WHERE subject = 'member' AND row_key LIKE 'id " + member + " %'"))
                .isEqualTo("1");
        assertThat(everywhere("ซ่อนเร้น"))
                .contains("award.recipient", "invitation.note", "member.name")
                .doesNotContain("audit.old_values", "audit.new_values", "audit.row_key");
        reached.addAll(Set.of("audit.old_values", "audit.new_values"));
    }

    private static void wants(Chat head) {
        head.step(p -> p.says("ขอลบข้อมูล"), "อะไรกับข้อมูล");
        head.step(p -> p.taps("ขอลบข้อมูล"), "เรียกคืนไม่ได้");
        head.step(p -> p.taps("ขอลบข้อมูล"), "รับคำขอแล้ว");
    }

    private String wish() {
        return bot.api.get("/api/erasures?limit=200").at("/items/0/id");
    }

    private static void report(Chat chat, String detail) {
        chat.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
        chat.step(p -> p.taps("ประปา/น้ำใช้"), "รายละเอียด");
        chat.step(p -> p.says(detail), "ตรวจดู");
        chat.step(p -> p.says("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ");
    }

    @Test
    void whoIsErasedIsNowhereAndNoColumnIsForgotten() {
        var unknown = columns.all();
        unknown.removeAll(erased());
        unknown.removeIf(column -> LISTS.contains(column.substring(0, column.indexOf('.'))));
        Stream.of(RECORDS, CODES, NUMBERS, OFFICERS).forEach(unknown::removeAll);
        assertThat(unknown)
                .as("text columns that no marker reached, and that are not declared")
                .isEmpty();
    }

    private static String mention(String id, String text) {
        return "{\"id\":\"" + id + "\",\"type\":\"text\",\"text\":\"@p " + text
                + "\",\"mention\":{\"mentionees\":[{\"index\":0,\"length\":2,\"type\":\"user\",\"isSelf\":true}]}}";
    }

    /** The number of the message that was sent last. */
    private static String last(Chat chat) {
        return chat.person().lastWebhook().body().replaceAll("(?s).*\"message\":\\{[^}]*?\"id\":\"([0-9]+)\".*", "$1");
    }
}
