package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prasan.http.Right;
import prasan.simulator.BotApi;
import prasan.simulator.Fault;
import prasan.support.FakePerson;

/**
 * A notice on two bad days: the month's quota is gone when four of ten have it, LINE goes away in the middle of a call, is away for an hour in which the office closes, and comes back in the
 * evening. {@link #main} does it with 300,000 people and prints how long it took.
 */
class NoticeTroubleTest {
    private static final Instant BEFORE_CLOSING = Instant.parse("2026-12-01T08:45:00Z");
    private static final Instant CLOSED = Instant.parse("2026-12-01T09:45:00Z");
    private static final Instant NEXT_MORNING = Instant.parse("2026-12-02T02:00:00Z");

    private static final int MULTICAST = 500;

    private final NoticeDesk desk = new NoticeDesk();
    private List<FakePerson> people = List.of();
    private Duration patience = Duration.ofMinutes(1);

    public static void main(String[] args) {
        var test = new NoticeTroubleTest();
        test.patience = Duration.ofMinutes(10);
        var begun = Instant.now();
        try {
            test.happens(300_000);
            System.out.println("300,000 people, after " + Duration.between(begun, Instant.now()));
        } finally {
            test.close();
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void eachHearsItOnceOnTwoBadDays() {
        happens(5_000);
    }

    private void happens(int many) {
        people = desk.members(many);
        var line = desk.bot.line;
        int fourOfTen = people.size() * 4 / 10;
        line.platform().quota(fourOfTen);
        var number = desk.draft(",\"latestAt\":\"" + NoticeDesk.NOW.plus(Duration.ofDays(3)) + "\"");
        assertThat(desk.step(number, "send").status()).isEqualTo(200);
        var approver = desk.officer("7101", Right.NOTICE);
        assertThat(NoticeDesk.step(approver, number, "approve").status()).isEqualTo(200);
        until(number, "/counts/accepted", String.valueOf(fourOfTen));
        until(number, "/waitsFor", "QUOTA");
        assertThat(desk.bot.api.get("/metrics").text())
                .contains(
                        "prasan_quota_limit " + (double) fourOfTen, "prasan_quota_left 0.0", "prasan_quota_rests 1.0");

        // the first that goes arrives, and nobody is told so
        line.platform().fault(BotApi.MULTICAST, new Fault.CutAfter(), 1);
        line.away(1);
        line.platform().quota(null);
        desk.clock.set(BEFORE_CLOSING);
        until(() -> line.turnedAway() > 1);
        desk.clock.set(CLOSED);
        line.back();
        until(number, "/waitsFor", "OFFICE_HOURS");
        assertThat(told()).isEqualTo(fourOfTen + MULTICAST);

        desk.clock.set(NEXT_MORNING);
        until(number, "/status", "FINISHED");
        assertThat(people).allSatisfy(person -> assertThat(heard(person)).isEqualTo(1));
        assertThat(desk.read(number).json().path("counts").path("accepted").asInt())
                .isEqualTo(people.size());
    }

    /** How many have heard it, once or more. */
    private int told() {
        return (int) people.stream().filter(person -> heard(person) > 0).count();
    }

    private static long heard(FakePerson person) {
        return person.texts().stream()
                .filter(text -> text.contains(NoticeDesk.WORDS))
                .count();
    }

    private void until(Callable<Boolean> done) {
        await().atMost(patience).until(() -> {
            desk.clock.advance(Duration.ofSeconds(1));
            return done.call();
        });
    }

    /** Waits while the clock goes on. */
    private void until(String number, String field, String value) {
        await().atMost(patience).untilAsserted(() -> {
            desk.clock.advance(Duration.ofSeconds(1));
            assertThat(desk.read(number).at(field)).as(desk.read(number).text()).isEqualTo(value);
        });
    }
}
