package prasan.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.line.LineClient;
import prasan.support.SettableClock;
import prasan.support.TestDatabase;

class ErrandsTest {
    private static final Database DATABASE = TestDatabase.empty();
    /** Cut off in its first chunk of pixels. */
    private static final byte[] PNG =
            "\u0089PNG\r\n\u001a\n\u007f\u00ff\u00ff\u00ffIDAT and so on".getBytes(ISO_8859_1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T05:00:00Z"));
    private final MockWebServer api = new MockWebServer();
    private final MockWebServer data = new MockWebServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private LineClient client;
    private Errands errands;

    @BeforeEach
    void start() throws IOException {
        DATABASE.jdbi().useHandle(handle -> {
            for (var table : List.of("errand", "photo", "member", "chat")) {
                handle.execute("DELETE FROM " + table);
            }
            handle.execute("INSERT INTO chat (id, kind, created_at) VALUES ('U1', 'user', NOW(6))");
            handle.execute("INSERT INTO photo (message_id, chat_id, created_at) VALUES ('m1', 'U1', NOW(6))");
            handle.execute("INSERT INTO member (chat_id, created_at) VALUES ('U1', NOW(6))");
        });
        api.start();
        data.start();
        client = new LineClient(api.url("/").toString(), data.url("/").toString(), "token", Duration.ofSeconds(10));
        errands = new Errands(DATABASE.jdbi(), client, (handle, user, language) -> {}, clock, meters);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
        data.close();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void fetchesAPhotoOnceLineHasPreparedIt() {
        data.enqueue(answer(202, ""));
        data.enqueue(bytes(PNG));
        content("m1");
        content("m1");
        assertThat(errands.runOnce()).isEqualTo(1);
        assertThat(errands.runOnce()).isZero();
        assertThat(column("SELECT content IS NULL FROM photo")).containsExactly("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(errands.runOnce()).isEqualTo(1);
        assertThat(column("SELECT CONCAT(media_type, ' ', HEX(content)) FROM photo"))
                .containsExactly(
                        "image/png " + java.util.HexFormat.of().withUpperCase().formatHex(PNG));
        assertThat(column("SELECT CONCAT(kind, ' ', state, ' ', attempts) FROM errand"))
                .containsExactly("CONTENT DONE 2");
        assertThat(meters.counter("prasan.errands", "kind", "content", "state", "done")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void fetchesAVoiceMessageAndAFileAsTheyAreOnceLineHasPreparedThem() {
        DATABASE.jdbi().useHandle(handle -> {
            handle.execute("UPDATE photo SET kind = 'audio'");
            handle.execute(
                    "INSERT INTO photo (message_id, chat_id, kind, file_name, created_at) VALUES ('m2', 'U1', 'file', 'a.html', NOW(6))");
            handle.execute(
                    "INSERT INTO photo (message_id, chat_id, kind, created_at) VALUES ('m3', 'U1', 'video', NOW(6))");
        });
        content("m1");
        data.enqueue(answer(202, ""));
        data.enqueue(bytes("....ftypM4A ....".getBytes(ISO_8859_1)));
        drain();
        clock.advance(Duration.ofSeconds(1));
        drain();
        content("m2");
        data.enqueue(bytes("<html>".getBytes(ISO_8859_1)));
        drain();
        content("m3");
        data.enqueue(bytes(new byte[Errands.LARGEST_MEDIA + 1]));
        drain();
        assertThat(column("SELECT CONCAT(message_id, ' ', IFNULL(media_type, '-')) FROM photo ORDER BY message_id"))
                .containsExactly("m1 audio/mp4", "m2 application/octet-stream", "m3 -");
        assertThat(column("SELECT failure FROM errand WHERE state = 'FAILED'"))
                .containsExactly("larger than 15000000 bytes");
    }

    @Test
    void keepsAVideoOfFifteenMegabytes() {
        DATABASE.jdbi().useHandle(handle -> handle.execute("UPDATE photo SET kind = 'video'"));
        // bytes of which the driver has to escape some
        var large = new byte[Errands.LARGEST_MEDIA];
        new java.util.Random(1).nextBytes(large);
        data.enqueue(bytes(large));
        content("m1");
        drain();
        assertThat(column("SELECT LENGTH(content) FROM photo")).containsExactly("15000000");
    }

    @Test
    void aPhotoThatIsGoneOrTooLargeOrNoneFailsAndSaysWhy() {
        data.enqueue(answer(410, "{\"message\":\"unsent\"}"));
        data.enqueue(bytes("<svg onload='alert(1)'/>".getBytes(ISO_8859_1)));
        data.enqueue(bytes(new byte[10_000_001]));
        content("m1");
        content("m2");
        content("m3");
        drain();
        assertThat(column("SELECT CONCAT(subject, ' ', state, ' ', failure) FROM errand ORDER BY subject"))
                .containsExactly(
                        "m1 FAILED 410 unsent",
                        "m2 FAILED neither JPEG nor PNG",
                        "m3 FAILED larger than 10000000 bytes");
        assertThat(column("SELECT content IS NULL FROM photo")).containsExactly("1");
    }

    @Test
    void whoeverSendsWhatIsNoJpegOrPngIsToldUnlessTheyTookItBack() {
        var told = new java.util.ArrayList<String>();
        errands = new Errands(
                DATABASE.jdbi(),
                client,
                new Errands.Reader() {
                    @Override
                    public void known(
                            org.jdbi.v3.core.Handle handle,
                            String user,
                            @org.jspecify.annotations.Nullable String language) {}

                    @Override
                    public void unreadable(org.jdbi.v3.core.Handle handle, String chat, Instant at) {
                        told.add(chat);
                    }
                },
                clock,
                meters);
        DATABASE.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO photo (message_id, chat_id, created_at, lost) VALUES ('m2', 'U1', NOW(6), 'TAKEN_BACK'), ('m3', 'U1', NOW(6), NULL)"));
        content("m1");
        content("m2");
        content("m3");
        data.enqueue(bytes("\0\0\0\u0018ftypheic....".getBytes(ISO_8859_1)));
        data.enqueue(bytes("\0\0\0\u0018ftypheic....".getBytes(ISO_8859_1)));
        data.enqueue(answer(410, "{\"message\":\"unsent\"}"));
        drain();
        assertThat(told).containsExactly("U1");
        assertThat(column("SELECT lost FROM photo ORDER BY message_id"))
                .containsExactly("UNFETCHED", "TAKEN_BACK", "UNFETCHED");
    }

    @Test
    void whatEndsTheServerEachTimeIsGivenUp() {
        content("m1");
        // as five servers left it that ended while they were at it
        DATABASE.jdbi().useHandle(handle -> handle.execute("UPDATE errand SET attempts = 9, silent = 5"));
        drain();
        assertThat(column("SELECT CONCAT(state, ' ', failure) FROM errand"))
                .containsExactly("FAILED no attempt came to an end");
        assertThat(data.getRequestCount()).isZero();
    }

    @Test
    void anAttemptWithAnOutcomeIsNotSilent() {
        content("m1");
        data.enqueue(answer(503, "<html>"));
        drain();
        assertThat(column("SELECT CONCAT(attempts, ' ', silent) FROM errand")).containsExactly("1 0");
    }

    @Test
    void keepsAPhotoOfTenMegabytes() {
        var large = java.util.Arrays.copyOf(PNG, 10_000_000);
        data.enqueue(bytes(large));
        content("m1");
        drain();
        assertThat(column("SELECT LENGTH(content) FROM photo")).containsExactly("10000000");
    }

    @Test
    void whatLineDoesNotGiveWithinADayIsGivenUp() {
        content("m1");
        for (int i = 0; i < 20; i++) {
            data.enqueue(answer(503, "<html>"));
        }
        for (int hour = 0; hour <= 26; hour++) {
            if (column("SELECT id FROM errand WHERE state = 'WAITING'").isEmpty()) {
                break;
            }
            data.enqueue(answer(503, "<html>"));
            errands.runOnce();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(column("SELECT CONCAT(state, ' ', failure) FROM errand")).containsExactly("FAILED 503 no message");
    }

    @Test
    void anErrandWhoseRunnerDiedIsDoneAgainWhenItsLeaseEnds() {
        content("m1");
        DATABASE.jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE errand SET attempts = 1, next_attempt_at = :until")
                        .bind("until", clock.instant().plusSeconds(120))
                        .execute());
        data.enqueue(bytes(PNG));
        assertThat(errands.runOnce()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(errands.runOnce()).isEqualTo(1);
        assertThat(column("SELECT media_type FROM photo")).containsExactly("image/png");
    }

    @Test
    void aPhotoThatWasTakenBackMeanwhileIsNotKept() {
        content("m1");
        DATABASE.jdbi().useHandle(handle -> handle.execute("DELETE FROM photo"));
        data.enqueue(bytes(PNG));
        drain();
        assertThat(column("SELECT message_id FROM photo")).isEmpty();
        assertThat(column("SELECT state FROM errand")).containsExactly("DONE");
    }

    @Test
    void keepsTheDisplayNameOfAProfileAndNothingElseEachTimeItIsAskedFor() {
        api.enqueue(answer(200, "{\"displayName\":\"สมมติ 🙏\",\"userId\":\"U1\",\"statusMessage\":\"ลับ\"}"));
        profile();
        drain();
        assertThat(column("SELECT display_name FROM member")).containsExactly("สมมติ 🙏");

        api.enqueue(answer(404, "{\"message\":\"Not found\"}"));
        profile();
        drain();
        assertThat(column("SELECT display_name FROM member")).containsExactly("สมมติ 🙏");
        assertThat(column("SELECT state FROM errand")).containsExactly("FAILED");

        api.enqueue(answer(200, "{\"displayName\":\"\\u202Eกข\\u0000\\nค\"}"));
        profile();
        drain();
        assertThat(column("SELECT display_name FROM member")).containsExactly("กข ค");

        api.enqueue(
                answer(
                        200,
                        "{\"displayName\":\"\u200Eเเก้น\u0E4D\u0E49\u0E32\u200F \u061C\u200B\uFEFFท\u0E48\u0E48\u0E35\u00AD\uDB40\uDC41👨\u200D🌾\"}"));
        profile();
        drain();
        assertThat(column("SELECT display_name FROM member")).containsExactly("แก้น้ำ ที่👨\u200D🌾");

        api.enqueue(answer(200, "{\"displayName\":\"\u200E \u3164\"}"));
        profile();
        drain();
        assertThat(column("SELECT COALESCE(display_name, 'none') FROM member")).containsExactly("none");

        api.enqueue(answer(200, "{\"displayName\":\"" + "🙏".repeat(101) + "\"}"));
        profile();
        drain();
        assertThat(column("SELECT display_name FROM member")).containsExactly("🙏".repeat(100));
    }

    @Test
    void isWokenByWhoeverWroteTheRow() throws Exception {
        errands.start();
        data.enqueue(bytes(PNG));
        content("m1");
        errands.wake();
        await().until(() ->
                !column("SELECT id FROM errand WHERE state = 'DONE'").isEmpty());
        assertThat(errands.stop(Duration.ofSeconds(10))).isTrue();
    }

    private void content(String messageId) {
        DATABASE.jdbi().useHandle(handle -> errands.content(handle, messageId));
    }

    private void profile() {
        DATABASE.jdbi().useHandle(handle -> errands.profile(handle, "U1"));
    }

    private void drain() {
        while (errands.runOnce() > 0) {
            // again
        }
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static MockResponse bytes(byte[] bytes) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "image/jpeg")
                .body(new Buffer().write(bytes))
                .build();
    }

    private static List<String> column(String sql) {
        return DATABASE.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
