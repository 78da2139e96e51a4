package prasan.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.line.LineClient;
import prasan.simulator.BotApi;
import prasan.support.FakeLine;
import prasan.support.FakePerson;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

/** What pushes may cost, by their kind, and the switch that stops all of them. */
class PushesTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T05:00:00Z"));
    private final FakeLine line = FakeLine.start(clock);
    private final Database database = TestDatabase.empty();
    private final LineClient client =
            new LineClient(line.apiUrl(), line.apiUrl(), FakeLine.TOKEN, Duration.ofSeconds(10));
    private final Outbox outbox = new Outbox(clock, UUID::randomUUID);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakePerson one = line.user("คนหนึ่ง");
    private final FakePerson two = line.user("คนสอง");
    private final FakePerson three = line.user("คนสาม");
    private int causes;

    @AfterEach
    void stop() {
        client.close();
        line.close();
        database.close();
    }

    @Test
    void whatNobodyWaitsForGivesWayWhenTheMonthRunsShort() {
        line.platform().quota(10);
        var sender = sender(6);
        push(sender, PushKind.REPORT, one, two);
        push(sender, PushKind.AWARD, one, two, three);
        push(sender, PushKind.PROJECT, one);
        push(sender, PushKind.REPORT, three);
        push(sender, PushKind.DRAFT, three);
        assertThat(rows())
                .containsExactly(
                        "REPORT SENT",
                        // two of three fit
                        "AWARD SPLIT what is left of the month is kept for what is urgent",
                        "AWARD SENT",
                        "AWARD HELD what is left of the month is kept for what is urgent",
                        "PROJECT HELD what is left of the month is kept for what is urgent",
                        "REPORT HELD the month's quota is used up",
                        "DRAFT HELD the month's quota is used up");
        // what is held for them keeps back nothing urgent
        push(sender, PushKind.URGENT_NOTICE, three);
        push(sender, PushKind.OFFICER, three);
        push(sender, PushKind.URGENT_NOTICE, one, two, three);
        assertThat(rows().subList(7, 10)).containsExactly("URGENT_NOTICE SENT", "OFFICER SENT", "URGENT_NOTICE SENT");
        assertThat(meters.counter("prasan.outbox", "how", "multicast", "state", "sent", "kind", "urgent_notice")
                        .count())
                .isEqualTo(1);

        line.platform().quota(100);
        for (int i = 0; i < 2; i++) {
            // those that are tried while LINE is asked go by what was known before
            clock.advance(Quota.REST);
            drain(sender);
        }
        assertThat(rows()).allMatch(row -> row.endsWith("SENT") || row.contains("SPLIT"));
    }

    @Test
    void theSwitchStopsAllPushesAndNoReply() {
        var sender = sender(0);
        turn(true);
        push(sender, PushKind.URGENT_NOTICE, one, two);
        push(sender, PushKind.ANSWER, one);
        assertThat(rows()).containsExactly("URGENT_NOTICE WAITING", "ANSWER WAITING");
        one.says("สวัสดีค่ะ");
        database.jdbi()
                .useHandle(handle -> outbox.reply(
                        handle, one.id(), "f".repeat(32), clock.instant().plusSeconds(50), MESSAGES, "reply"));
        sender.runOnce();
        assertThat(line.calls(BotApi.REPLY)).hasSize(1);
        assertThat(line.calls(BotApi.PUSH)).isEmpty();

        turn(false);
        drain(sender);
        assertThat(rows()).allMatch(row -> row.endsWith("SENT") || row.contains("SPLIT"));
    }

    private static final String MESSAGES = "[{\"type\":\"text\",\"text\":\"สวัสดีค่ะ\"}]";

    private void turn(boolean stop) {
        database.jdbi().useHandle(handle -> PushSwitch.turn(handle, stop, "ตรวจสอบ", "somebody", clock.instant()));
    }

    private Sender sender(long reserve) {
        Wanted wanted = (handle, topic, about, chats) -> new Wanted.Standing(chats, List.of());
        return new Sender(
                database.jdbi(),
                outbox,
                wanted,
                client,
                new Quota(client, reserve),
                (handle, chat) -> MESSAGES,
                clock,
                meters);
    }

    private void push(Sender sender, PushKind kind, FakePerson... people) {
        var chats = Stream.of(people).map(FakePerson::id).toList();
        database.jdbi()
                .useHandle(handle -> outbox.tell(
                        handle, kind, null, "test", Duration.ofDays(1), chats, MESSAGES, "test:" + causes++));
        drain(sender);
    }

    private static void drain(Sender sender) {
        while (sender.runOnce() > 0) {
            // again
        }
    }

    private List<String> rows() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT CONCAT_WS(' ', kind, state, failure) FROM outbox ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }
}
