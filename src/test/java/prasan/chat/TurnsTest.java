package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.db.Database;
import prasan.db.Slice;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Session;
import prasan.flow.Signature;
import prasan.inbox.Inbox;
import prasan.officers.Handovers;
import prasan.outbox.Outbox;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final String FRAIL = """
            flow: frail
            title: ทดสอบ
            start: [ทดสอบ]
            steps:
              - ask: word
                type: text
                text: พิมพ์อะไรก็ได้ค่ะ
              - do: test.act
                with: {word: word}
                outcomes: {done: next}
              - id: thanks
                say: ขอบคุณค่ะ
            """;
    private static final String FRAIL_EN = """
            flow: frail
            title: Test
            steps:
              word: {text: Type anything}
              thanks: Thank you
            """;

    private static final String BOOK = """
            flow: book
            title: จอง
            start: [จอง]
            steps:
              - ask: room
                type: text
                text: จองห้องใดคะ
                label: ห้อง
              - ask: when
                type: text
                text: ใช้เมื่อไรคะ
                label: เวลา
              - confirm: [room, when]
                text: ถูกต้องไหมคะ
            """;
    private static final String BOOK_EN = """
            flow: book
            title: Book
            steps:
              room: {text: Which room?, label: Room}
              when: {text: When?, label: Time}
              confirm: Is this right?
            """;

    private final SettableClock clock = new SettableClock(NOW);
    private final Database database = TestDatabase.fresh();
    private final Inbox inbox = new Inbox(database.jdbi(), clock);
    private final Outbox outbox = new Outbox(clock, UUID::randomUUID);
    private final Chats chats = new Chats((handle, chat, at) -> {}, outbox::back, clock);
    private final Turns turns = turns();
    private int event;

    @AfterEach
    void close() {
        database.close();
    }

    /** The shipped conversations and one with an action that fails when it is told to. */
    private Turns turns() {
        var files = new HashMap<>(Folder.at(Path.of("conversations")).files());
        files.put("frail.yaml", FRAIL);
        files.put("frail.en.yaml", FRAIL_EN);
        files.put("book.yaml", BOOK);
        files.put("book.en.yaml", BOOK_EN);
        var signatures = new HashMap<>(ShippedActions.signatures());
        var actions = new Actions();
        var act = new Signature(
                "test.act", Signature.Kind.READ, Map.of("word", prasan.flow.Type.TEXT), Map.of("done", Map.of()));
        signatures.put("test.act", act);
        actions.action(act, (context, inputs) -> {
            if (inputs.toString().contains("พัง")) {
                throw new IllegalStateException("a bug");
            }
            if (inputs.toString().contains("ลึก")) {
                throw new StackOverflowError();
            }
            return new Input.Outcome("done", Map.of());
        });
        var folder = new Folder(files);
        var engine = new Engine(Conversations.read(folder, signatures), signatures);
        database.jdbi().useHandle(handle -> Editions.keep(handle, folder, NOW));
        var errands = new prasan.outbox.Errands(
                database.jdbi(),
                new prasan.line.LineClient("http://127.0.0.1:1", "http://127.0.0.1:1", "none", Duration.ofSeconds(1)),
                (handle, user, language) -> {},
                clock,
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
        var turn = new Turn(
                actions,
                chats,
                new Photos(errands),
                new Handovers((handle, kind, topic, wanted, template, values, once) -> {}),
                (handle, chat, heard) -> {},
                List.of(new ChatData()),
                clock);
        return new Turns(
                database.jdbi(),
                inbox,
                outbox,
                () -> engine,
                new Editions(signatures),
                turn,
                (handle, chat, cause, now) -> {},
                chats,
                () -> {},
                clock);
    }

    private void says(String chat, String text) {
        store(chat, text, "01TEST" + event++);
    }

    private void store(String chat, String text, String id) {
        var raw = """
                {"type":"message","mode":"active","webhookEventId":"%s","timestamp":%d,"replyToken":"r%s","source":{"type":"user","userId":"%s"},
                 "message":{"id":"m%s","type":"text","text":"%s"},"deliveryContext":{"isRedelivery":false}}""".formatted(id, clock.instant().toEpochMilli() + event, id, chat, id, text);
        inbox.store(List.of(
                new Inbox.Entry(id, chat, "message", clock.instant().plusMillis(event), clock.instant(), raw, true)));
    }

    private List<String> answers(String chat) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT COALESCE(JSON_VALUE(messages, '$[0].text'), JSON_VALUE(messages, '$[0].altText')) FROM outbox WHERE chat_id = ? ORDER BY id")
                        .bind(0, chat)
                        .map((row, context) -> String.valueOf(row.getString(1)))
                        .list());
    }

    private List<String> states() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT state FROM inbox ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void messagesOfAChatAreAnsweredInTheirOrderInOneGo() {
        says("U1", "ทดสอบ");
        says("U1", "สวย");
        assertThat(turns.runOnce()).isEqualTo(1);
        assertThat(answers("U1")).containsExactly("พิมพ์อะไรก็ได้ค่ะ", "ขอบคุณค่ะ");
        assertThat(states()).containsOnly("DONE");
    }

    @Test
    void theSameEventAgainHasNoSecondEffect() {
        store("U1", "ทดสอบ", "01SAME");
        store("U1", "ทดสอบ", "01SAME");
        turns.runOnce();
        store("U1", "ทดสอบ", "01SAME");
        turns.runOnce();
        assertThat(answers("U1")).containsExactly("พิมพ์อะไรก็ได้ค่ะ");
    }

    @Test
    void manyWorkersOnTheSameChatsAnswerEachEventOnce() throws Exception {
        var people = IntStream.range(0, 30).mapToObj(i -> "U" + i).toList();
        people.forEach(person -> says(person, "ทดสอบ"));
        var go = new CountDownLatch(1);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = IntStream.range(0, 6)
                    .mapToObj(i -> workers.submit(() -> {
                        go.await();
                        return turns.run(people);
                    }))
                    .toList();
            go.countDown();
            for (var run : runs) {
                assertThat(run.get()).isEmpty();
            }
        }
        turns.runOnce();
        people.forEach(person -> assertThat(answers(person)).as(person).hasSize(1));
    }

    @Test
    void anEventThatFailsByABugIsTriedAgainThenGivenUpWithOneApologyAndHoldsUpNobody() {
        says("U1", "ทดสอบ");
        says("U1", "พัง");
        says("U2", "ทดสอบ");
        for (int attempt = 0; attempt < 5; attempt++) {
            turns.runOnce();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(answers("U1")).hasSize(2);
        assertThat(answers("U1").getLast()).startsWith("ขออภัยค่ะ ระบบขัดข้อง");
        assertThat(answers("U2")).containsExactly("พิมพ์อะไรก็ได้ค่ะ");
        assertThat(states()).containsExactly("DONE", "FAILED", "DONE");
        var cause = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT cause FROM inbox WHERE state = 'FAILED'")
                        .mapTo(String.class)
                        .one());
        assertThat(cause)
                .contains("IllegalStateException at prasan.chat.TurnsTest")
                .doesNotContain("พัง");

        // an officer sees it, without what was written, and may have it tried again
        var seen = database.jdbi().withHandle(handle -> inbox.failures(handle, Slice.latest(10)));
        assertThat(seen)
                .singleElement()
                .satisfies(failure -> assertThat(failure.attempts()).isEqualTo(3));
        database.jdbi()
                .useTransaction(handle -> inbox.retry(handle, seen.getFirst().id()));
        assertThat(states()).containsExactly("DONE", "WAITING", "DONE");
        for (int attempt = 0; attempt < 4; attempt++) {
            turns.runOnce();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(answers("U1")).hasSize(2);

        // the chat goes on where it stood before the failed message
        says("U1", "สวย");
        turns.runOnce();
        assertThat(answers("U1").getLast()).isEqualTo("ขอบคุณค่ะ");
    }

    @Test
    void aSecondDeliveryDoesNotWaitForTheTurnThatHasTheFirstInHand() {
        store("U1", "ทดสอบ", "01AGAIN");
        database.jdbi().useTransaction(turn -> {
            turn.createQuery("SELECT id FROM inbox WHERE event_id = '01AGAIN' FOR UPDATE")
                    .mapTo(Long.class)
                    .one();
            store("U1", "ทดสอบ", "01AGAIN");
        });
        turns.runOnce();
        assertThat(answers("U1")).hasSize(1);
    }

    /** LINE takes a token for a minute after the last delivery. */
    @Test
    void anEventThatIsDeliveredAgainWhileItWaitsHasItsMinuteAnew() {
        store("U1", "ทดสอบ", "01AGAIN");
        clock.advance(Duration.ofSeconds(50));
        store("U1", "ทดสอบ", "01AGAIN");
        turns.runOnce();
        assertThat(answers("U1")).hasSize(1);
        var until = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT reply_until FROM outbox")
                        .mapTo(Instant.class)
                        .one());
        assertThat(until).isAfter(NOW.plusSeconds(60));
    }

    @Test
    void anErrorOfOneEventIsThatEventsFailure() {
        says("U1", "ทดสอบ");
        says("U1", "ลึก");
        says("U2", "ทดสอบ");
        for (int attempt = 0; attempt < 5; attempt++) {
            turns.runOnce();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(answers("U1").getLast()).startsWith("ขออภัยค่ะ ระบบขัดข้อง");
        assertThat(answers("U2")).containsExactly("พิมพ์อะไรก็ได้ค่ะ");
        assertThat(states()).containsExactly("DONE", "FAILED", "DONE");
    }

    @Test
    void whatWaitsIsAnsweredThoughTheClockIsSetBack() {
        says("U1", "ทดสอบ");
        says("U1", "พัง");
        turns.runOnce();
        clock.advance(Duration.ofHours(-1));
        for (int attempt = 0; attempt < 5; attempt++) {
            turns.runOnce();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(states()).containsExactly("DONE", "FAILED");
    }

    @Test
    void onlyWhatWasOneTapFromBeingSentIsWorthAPush() {
        says("U1", "จอง");
        says("U1", "ห้องประชุมใหญ่");
        says("U1", "พรุ่งนี้เช้า");
        says("U2", "จอง");
        says("U2", "ห้องเล็ก");
        turns.runOnce();
        int before = answers("U2").size();
        clock.advance(Session.IDLE.plusSeconds(1));
        turns.runOnce();
        assertThat(answers("U1").getLast()).startsWith("เรื่อง \"จอง\" ยังไม่ได้ส่งนะคะ");
        assertThat(answers("U2")).hasSize(before);
        assertThat(pushes()).containsExactly("DRAFT U1");

        // the other hears of it with the next answer, once
        says("U2", "ขอบคุณค่ะ");
        says("U2", "ขอบคุณค่ะ");
        turns.runOnce();
        assertThat(answers("U2").subList(before, before + 2))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("เรื่อง \"จอง\" ยังไม่ได้ส่งนะคะ"),
                        second -> assertThat(second).startsWith("ยินดีค่ะ"));
        assertThat(pushes()).containsExactly("DRAFT U1");
    }

    private List<String> pushes() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT CONCAT(kind, ' ', chat_id) FROM outbox WHERE reply_token IS NULL ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void aConversationThatNobodyGoesOnWithIsPutAsideAndOfferedAgainForAWeek() {
        says("U1", "จอง");
        says("U1", "ห้องประชุมใหญ่");
        turns.runOnce();
        clock.advance(Duration.ofMinutes(29));
        assertThat(turns.runOnce()).isZero();

        int before = answers("U1").size();
        clock.advance(Duration.ofSeconds(61));
        turns.runOnce();
        // a push would cost
        assertThat(answers("U1")).hasSize(before);
        assertThat(turns.runOnce()).isZero();

        // who comes back is asked whether to go on
        clock.advance(Duration.ofDays(6));
        says("U1", "อืม");
        turns.runOnce();
        assertThat(answers("U1").getLast()).startsWith("มีเรื่อง \"จอง\" ที่ทำค้างไว้ค่ะ");
        says("U1", "ทำต่อจากเดิม");
        turns.runOnce();
        assertThat(answers("U1").getLast()).isEqualTo("ใช้เมื่อไรคะ");

        // and a week after it was put aside it is forgotten, without a word
        says("U1", "เมนู");
        turns.runOnce();
        int said = answers("U1").size();
        clock.advance(Duration.ofDays(7).plusSeconds(1));
        turns.runOnce();
        assertThat(answers("U1")).hasSize(said);
        assertThat(turns.waiting(10)).isEmpty();
        says("U1", "จอง");
        turns.runOnce();
        assertThat(answers("U1").getLast()).isEqualTo("จองห้องใดคะ");
    }
}
