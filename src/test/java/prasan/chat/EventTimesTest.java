package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.HandleConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.db.Database;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.flow.Engine;
import prasan.flow.Value;
import prasan.inbox.Inbox;
import prasan.line.LineClient;
import prasan.officers.HandoverActions;
import prasan.officers.Handovers;
import prasan.outbox.Errands;
import prasan.outbox.Outbox;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

/** What LINE delivers late or out of order, and what time itself has to say: with the real tables and a clock that is set. */
class EventTimesTest {
    /** A Monday, 10:00 in Bangkok. */
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private static final String CHAT = "U1";

    private final SettableClock clock = new SettableClock(NOW);
    private final Database database = TestDatabase.fresh();
    private final Inbox inbox = new Inbox(database.jdbi(), clock);
    private final Handovers handovers = new Handovers((handle, kind, topic, chats, template, values, once) -> {});
    private final Turns turns = turns();
    private int events;

    @AfterEach
    void close() {
        database.close();
    }

    private Turns turns() {
        var signatures = ShippedActions.signatures();
        var actions = new Actions();
        new HandoverActions(handovers, "034-000-000").register(actions);
        var folder = Folder.at(Path.of("conversations"));
        var engine = new Engine(Conversations.read(folder, signatures), signatures);
        database.jdbi().useHandle(handle -> Editions.keep(handle, folder, NOW));
        var nowhere = new LineClient("http://127.0.0.1:1", "http://127.0.0.1:1", "none", Duration.ofSeconds(1));
        var errands =
                new Errands(database.jdbi(), nowhere, (handle, user, language) -> {}, clock, new SimpleMeterRegistry());
        var chats = new Chats((handle, chat, at) -> {}, (handle, chat) -> {}, clock);
        return new Turns(
                database.jdbi(),
                inbox,
                new Outbox(clock, UUID::randomUUID),
                () -> engine,
                new Editions(signatures),
                new Turn(
                        actions,
                        chats,
                        new Photos(errands),
                        handovers,
                        (handle, chat, heard) -> {},
                        List.of(new ChatData()),
                        clock),
                (handle, chat, cause, now) -> {},
                chats,
                () -> {},
                clock);
    }

    /** An event that happened some time ago is delivered now, and answered. @return what is said */
    private List<String> late(Duration ago, String type, String body) {
        int before = said().size();
        var id = "01E" + ++events;
        var at = clock.instant().minus(ago);
        var raw = """
                {"type":"%s","mode":"active","webhookEventId":"%s","timestamp":%d,"replyToken":"r%s","source":{"type":"user","userId":"%s"}%s}""".formatted(type, id, at.toEpochMilli(), id, CHAT, body.isEmpty() ? "" : "," + body);
        inbox.store(List.of(new Inbox.Entry(id, CHAT, type, at, clock.instant(), raw, true)));
        turns.runOnce();
        var said = said();
        // a message that is taken back takes answers along that were not sent yet
        return said.subList(Math.min(before, said.size()), said.size());
    }

    private List<String> says(String text) {
        return late(Duration.ZERO, "message", text(text));
    }

    private String text(String text) {
        return "\"message\":{\"id\":\"m%d\",\"type\":\"text\",\"text\":\"%s\"}".formatted(events + 1, text);
    }

    private static String photo(String id, int index) {
        return "\"message\":{\"id\":\"%s\",\"type\":\"image\",\"contentProvider\":{\"type\":\"line\"},\"imageSet\":{\"id\":\"A\",\"index\":%d,\"total\":3}}"
                .formatted(id, index);
    }

    /** Time passes, and has its say. @return what is said */
    private List<String> after(Duration time) {
        int before = said().size();
        clock.advance(time);
        turns.runOnce();
        return said().subList(before, said().size());
    }

    private List<String> said() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT messages FROM outbox ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private @Nullable String one(String sql) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(sql).mapTo(String.class).findOne().orElse(null));
    }

    private void replaysAsItWent() {
        var replayed = database.jdbi().withHandle(handle -> new Replay(handle, ShippedActions.signatures()).run(CHAT));
        assertThat(replayed.differences()).isEmpty();
        assertThat(replayed.left()).isZero();
    }

    @Test
    void aMessageThatComesLateDoesNotParkItsOwnConversation() {
        assertThat(late(Duration.ofMinutes(40), "message", text("ติดต่อเจ้าหน้าที่")))
                .singleElement()
                .asString()
                .contains("เรื่องอะไรคะ");
        assertThat(turns.waiting(10)).isEmpty();
        assertThat(after(Duration.ofMinutes(29))).isEmpty();
        assertThat(says("ขอถามเรื่องกองทุนหมู่บ้าน"))
                .singleElement()
                .asString()
                .contains("ส่งเรื่องถึงเจ้าหน้าที่แล้ว");
        replaysAsItWent();
    }

    @Test
    void anOlderMessageIsNotTheAnswerToANewerQuestion() {
        says("ติดต่อเจ้าหน้าที่");
        assertThat(late(Duration.ofSeconds(30), "message", text("สวัสดีค่ะ มีใครอยู่ไหมคะ")))
                .singleElement()
                .asString()
                .contains("ข้อความก่อนหน้านี้เพิ่งมาถึงค่ะ", "เรื่องอะไรคะ");
        assertThat(one("SELECT COUNT(*) FROM handover")).isEqualTo("0");
        replaysAsItWent();
    }

    @Test
    void anOlderUnfollowDoesNotBlockWhoHasComeBack() {
        late(Duration.ZERO, "follow", "");
        after(Turns.PROFILE);
        assertThat(late(Duration.ofSeconds(30), "unfollow", "")).isEmpty();
        assertThat(one("SELECT blocked_at FROM chat")).isNull();
        clock.advance(Duration.ofMinutes(1));
        late(Duration.ZERO, "unfollow", "");
        assertThat(late(Duration.ofSeconds(30), "follow", "")).isEmpty();
        assertThat(one("SELECT blocked_at FROM chat")).isNotNull();
        replaysAsItWent();
    }

    @Test
    void aMessageThatWasTakenBackBeforeItCameIsNeitherAnsweredNorKept() {
        late(Duration.ZERO, "unsend", "\"unsend\":{\"messageId\":\"m2\"}");
        assertThat(late(Duration.ofSeconds(5), "message", text("ติดต่อเจ้าหน้าที่")))
                .isEmpty();
        assertThat(one("SELECT COUNT(*) FROM inbox WHERE raw LIKE '%ติดต่อ%'")).isEqualTo("0");
        assertThat(one("SELECT COUNT(*) FROM inbox WHERE state <> 'DONE'")).isEqualTo("0");
    }

    @Test
    void photosOfAGroupThatIsNotCompleteAreCountedOnceByAReplyWhereItsTokenIsGood() {
        assertThat(late(Duration.ZERO, "message", photo("p2", 2))).isEmpty();
        assertThat(late(Duration.ZERO, "message", photo("p1", 1))).isEmpty();
        assertThat(after(Duration.ofSeconds(3))).isEmpty();
        assertThat(after(Duration.ofSeconds(1))).singleElement().asString().contains("เล่าเรื่องที่จะแจ้งได้เลย");
        assertThat(one("SELECT reply_token FROM outbox")).isEqualTo("r01E2");
        assertThat(one("SELECT JSON_EXTRACT(state, '$.early.photos') FROM session"))
                .isEqualTo("[\"p1\", \"p2\"]");
        // the third comes at last, long after the others
        assertThat(late(Duration.ofSeconds(4), "message", photo("p3", 3))).isEmpty();
        assertThat(after(Duration.ofMinutes(2))).singleElement().asString().contains("เล่าเรื่องที่จะแจ้งได้เลย");
        assertThat(one("SELECT COUNT(*) FROM outbox WHERE reply_token IS NULL")).isEqualTo("1");
        assertThat(one("SELECT COUNT(*) FROM photo")).isEqualTo("3");
        replaysAsItWent();
    }

    @Test
    void whoAsksOutsideOfficeHoursIsToldWhenAndOnceThatNobodyAnswered() {
        clock.set(Instant.parse("2026-11-27T10:00:00Z"));
        says("ติดต่อเจ้าหน้าที่");
        assertThat(says("ขอถามเรื่องกองทุนหมู่บ้าน")).singleElement().asString().contains("นอกเวลาทำการ", "30 พ.ย.");
        // two hours of Monday
        assertThat(after(Duration.ofDays(2).plusHours(17))).isEmpty();
        assertThat(overdue()).isFalse();
        assertThat(after(Duration.ofMinutes(30)))
                .singleElement()
                .asString()
                .contains("ยังไม่มีผู้ตอบ", "จันทร์-ศุกร์ 08.30-16.30", "034-000-000");
        assertThat(overdue()).isTrue();
        assertThat(one("SELECT COUNT(*) FROM handover WHERE passed_on IS NOT NULL"))
                .isEqualTo("1");
        assertThat(after(Duration.ofDays(1))).isEmpty();
        replaysAsItWent();
    }

    @Test
    void whoWasAnsweredInTimeIsNotToldThatNobodyDid() {
        says("ติดต่อเจ้าหน้าที่");
        says("ขอถามเรื่องกองทุนหมู่บ้าน");
        assertThat(says("รีบหน่อยนะคะ")).singleElement().asString().contains("ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        assertThat(says("ถ้าได้ค่ะ")).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        in(handle -> {
            handle.execute(
                    "INSERT INTO handover_message (handover_id, officer, text, photo, created_at) SELECT id, 'x', 'ค่ะ', FALSE, ? FROM handover",
                    clock.instant());
            handle.execute("UPDATE handover SET waiting_since = NULL, answer_by = NULL");
            new HandBack(inbox).wrote(handle, CHAT, "1", clock.instant());
        });
        turns.runOnce();
        assertThat(after(Duration.ofHours(4))).isEmpty();
        assertThat(overdue()).isFalse();
        // the leader writes again, and waits again
        assertThat(says("ขอบคุณค่ะ แล้วต้องทำอย่างไรต่อคะ"))
                .singleElement()
                .asString()
                .contains("ส่งถึงเจ้าหน้าที่แล้วค่ะ");
        assertThat(after(Duration.ofDays(1))).isEmpty();
        assertThat(overdue()).isTrue();
        replaysAsItWent();
    }

    @Test
    void aVoiceMessageToAnOfficerIsKeptAndBelongsToTheHandOver() {
        says("ติดต่อเจ้าหน้าที่");
        assertThat(
                        late(
                                Duration.ZERO,
                                "message",
                                "\"message\":{\"id\":\"v1\",\"type\":\"audio\",\"duration\":9000,\"contentProvider\":{\"type\":\"line\"}}"))
                .singleElement()
                .asString()
                .contains("เก็บเสียงไว้ให้เจ้าหน้าที่ฟังแล้วค่ะ", "ส่งเรื่องถึงเจ้าหน้าที่แล้ว");
        late(
                Duration.ZERO,
                "message",
                "\"message\":{\"id\":\"f1\",\"type\":\"file\",\"fileName\":\"หนังสือ.pdf\",\"fileSize\":99}");
        late(
                Duration.ZERO,
                "message",
                "\"message\":{\"id\":\"f2\",\"type\":\"file\",\"fileName\":\"ใหญ่.zip\",\"fileSize\":99000000}");
        assertThat(one("SELECT GROUP_CONCAT(CONCAT(message_id, ' ', kind) ORDER BY message_id) FROM photo"))
                .isEqualTo("f1 file,v1 audio");
        assertThat(one("SELECT GROUP_CONCAT(CONCAT(line_id, ' ', text) ORDER BY id) FROM handover_message"))
                .isEqualTo("v1 (media),f1 (file) หนังสือ.pdf,f2 (file, too large to be kept) ใหญ่.zip");
        assertThat(one("SELECT COUNT(*) FROM errand WHERE kind = 'CONTENT'")).isEqualTo("2");
        // taken back, it is gone
        late(Duration.ZERO, "unsend", "\"unsend\":{\"messageId\":\"f1\"}");
        assertThat(one("SELECT COUNT(*) FROM photo WHERE file_name IS NOT NULL"))
                .isEqualTo("0");
    }

    private boolean overdue() {
        return database.jdbi()
                .withHandle(handle -> handovers
                        .list(handle, Scope.ALL, null, false, Slice.latest(1))
                        .getFirst()
                        .overdue(clock.instant()));
    }

    private void in(HandleConsumer<RuntimeException> work) {
        database.jdbi().useTransaction(work);
    }

    /** Sessions of an older program are read: one that counted the photos of a group, and one without what came later. */
    @Test
    void anOlderSessionIsRead() {
        var read = Sessions.read("""
                {"language":"th","prompts":3,"drafts":[],"current":{"flow":"contact-officer","hash":"h","edition":"e",
                 "frames":[{"flow":"contact-officer","step":"topic","slots":{}}],"trail":[],"mode":"WALKING",
                 "asked":{"prompt":3,"partial":{"is":"images","ids":["a"]},"offered":[],"page":0,"misses":0,"album":{"id":"A","seen":1}},
                 "silent":false,"alarmed":false,"at":"2026-11-22T03:00:00Z"}}""");
        var asked = Objects.requireNonNull(read.current()).asked();
        assertThat(read.early()).isNull();
        assertThat(asked.partial()).isEqualTo(new Value.Images(List.of("a")));
        assertThat(asked.since()).isNull();
    }
}
