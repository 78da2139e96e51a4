package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import prasan.support.Chat;
import prasan.support.FakeLine;
import prasan.support.TestDatabase;

/**
 * The promise of the whole design, tried out: the process is killed with -9 at twenty random moments while twenty people are in the middle of a report. Every one of them finishes, each
 * report is there once, and nobody hears anything twice or misses anything.
 */
class KilledTest {
    private static final int KILLS = 20;
    private static final int PEOPLE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long SEED = 20261122;

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        try (var line = FakeLine.start(Clock.systemUTC());
                var database = TestDatabase.fresh();
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = App.freePort();
            line.webhook("http://127.0.0.1:" + port + "/webhook");
            line.platform().redeliver(1000, Duration.ofMillis(500));
            var schema = Bot.schema(database);
            var process = start(line, schema, port);
            var killing = new AtomicBoolean(true);
            List<Chat> chats = new ArrayList<>();
            List<Future<List<String>>> numbers = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                var chat = new Chat(line, line.user("ผู้ใหญ่สมมุติ " + i), PATIENCE);
                chats.add(chat);
                numbers.add(people.submit(() -> dialogue(chat, killing)));
            }
            var random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                ready(port, process);
                Thread.sleep(random.nextInt(50, 1500));
                process.destroyForcibly().waitFor();
                process = start(line, schema, port);
            }
            assertThat(numbers).noneMatch(Future::isDone);
            killing.set(false);
            var confirmed = new ArrayList<String>();
            for (var number : numbers) {
                confirmed.addAll(number.get(5, TimeUnit.MINUTES));
            }
            assertThat(confirmed).doesNotHaveDuplicates();
            var filed = database.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT number FROM report")
                            .mapTo(String.class)
                            .list());
            assertThat(filed).containsExactlyInAnyOrderElementsOf(confirmed);
            // each person heard the very same conversation, once
            for (int i = 0; i < PEOPLE; i++) {
                assertThat(chats.get(i).person().texts().stream().map(KilledTest::opening))
                        .as(chats.get(i).person().person().name())
                        .containsExactlyElementsOf(expected(numbers.get(i).get().size()));
            }
            List<String> left = database.jdbi()
                    .withHandle(
                            handle -> handle.createQuery("SELECT state FROM inbox WHERE state IN ('WAITING', 'FAILED')")
                                    .mapTo(String.class)
                                    .list());
            assertThat(left).isEmpty();
            process.destroyForcibly().waitFor();
        }
    }

    /** Files reports, one after the other, until the killing is over. @return their numbers */
    private static List<String> dialogue(Chat chat, AtomicBoolean killing) {
        chat.step(p -> p.says("ลงทะเบียน"), "ขอทราบชื่อ");
        chat.step(p -> p.says("นายสมมุติ ทดลอง"), "บทบาท");
        chat.step(p -> p.taps("ผู้ใหญ่บ้าน"), "หมู่ที่เท่าไร");
        chat.step(p -> p.says("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"), "ถูกต้องไหม");
        chat.step(p -> p.taps("ถูกต้อง"), "จดจำ");
        List<String> numbers = new ArrayList<>();
        do {
            chat.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
            chat.step(p -> p.taps("ถนน/สะพาน"), "รายละเอียด");
            chat.step(p -> p.says("ถนนเป็นหลุมใหญ่ รถล้มสองคันแล้ว"), "มีรูปไหมคะ");
            chat.step(p -> p.taps("ข้าม"), "ตรงไหนคะ");
            chat.step(p -> p.says("หน้าวัด"), "หมู่ที่เท่าไร");
            chat.step(p -> p.taps(p.labels().getFirst()), "ตรวจดูก่อนส่ง");
            var thanks = chat.step(p -> p.taps("ส่งเรื่อง"), "รับเรื่องแล้วค่ะ");
            numbers.add(thanks.getLast().replaceAll("(?s).*(R-[0-9]{4}-[0-9]{4}).*", "$1"));
        } while (killing.get());
        return numbers;
    }

    private static List<String> expected(int reports) {
        var all =
                new ArrayList<>(List.of("ก่อนเริ่ม", "ขอทราบชื่", "ท่านเป็นผ", "ท่านอยู่ห", "ข้อมูลของ", "ขอบคุณค่ะ"));
        for (int i = 0; i < reports; i++) {
            all.addAll(
                    List.of("ต้องการแจ", "เล่ารายละ", "มีรูปไหมค", "จุดที่เกิ", "อยู่หมู่ท", "ตรวจดูก่อ", "รับเรื่อง"));
        }
        return all;
    }

    private static String opening(String text) {
        return text.substring(0, Math.min(9, text.length()));
    }

    private static Process start(FakeLine line, String schema, int port) throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "prasan.Main",
                        "serve")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed.log")))
                .directory(Path.of("").toAbsolutePath().toFile());
        var env = builder.environment();
        env.put("PORT", String.valueOf(port));
        env.put("DATABASE_URL", TestDatabase.url(schema));
        env.put("DATABASE_USER", TestDatabase.user());
        env.put("DATABASE_PASSWORD", TestDatabase.password());
        env.put("LINE_CHANNEL_SECRET", FakeLine.SECRET);
        env.put("LINE_CHANNEL_ACCESS_TOKEN", FakeLine.TOKEN);
        env.put("LINE_API_URL", line.apiUrl());
        env.put("LINE_DATA_URL", line.apiUrl());
        return builder.start();
    }

    private static void ready(int port, Process process) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            while (process.isAlive()) {
                try {
                    if (http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (java.io.IOException e) {
                    // not there yet
                }
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the bot did not start, see target/killed.log");
    }
}
