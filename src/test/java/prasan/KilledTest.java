package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.support.Api;
import prasan.support.Chat;
import prasan.support.FakeLine;
import prasan.support.Pictures;
import prasan.support.TestDatabase;

/**
 * The promise of the whole design, tried out: the process is killed with -9 at twenty random moments while twenty people are in the middle of a report, some with a photo, and an officer
 * moves what was filed. Every one of them finishes, each report is there once, and nobody misses anything or hears anything twice, but for an answer that was being sent when the process was
 * killed, and of which nobody could know any more, once it was up again, whether it had arrived.
 */
class KilledTest {
    private static final int KILLS = 20;
    private static final int PEOPLE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final long SEED = 20261122;
    private static final String KEY = "an-administrator-of-a-test-of-kills";
    private static final String NEWS = "ความคืบหน้า";
    private static final Pattern NUMBER = Pattern.compile("R-[0-9]{4}-[0-9]{4}");
    private static final byte[] PHOTO = Pictures.jpeg();
    private static final String NOTHING_MORE = "";
    /** Where the officer moves each report, and what the reporter is told. Without a note the same move again is refused, so that it can be tried until there is an answer. */
    private static final Map<String, String> MOVES = new LinkedHashMap<>();

    static {
        MOVES.put("ACKNOWLEDGED", "รับเรื่องแล้ว");
        MOVES.put("IN_PROGRESS", "กำลังดำเนินการ");
    }

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        int port = App.freePort();
        try (var line = FakeLine.start(Clock.systemUTC());
                var database = TestDatabase.fresh();
                var bot = new Serving(line, Bot.schema(database), port);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            line.webhook("http://127.0.0.1:" + port + "/webhook");
            line.platform().redeliver(1000, Duration.ofMillis(500));
            var killing = new AtomicBoolean(true);
            var filed = new LinkedBlockingQueue<String>();
            List<Leader> leaders = new ArrayList<>();
            List<Future<?>> dialogues = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                var chat = new Chat(line, line.user("ผู้ใหญ่สมมุติ " + i), PATIENCE);
                var leader = new Leader(chat, i % 3 == 0, filed, new CopyOnWriteArrayList<>());
                leaders.add(leader);
                dialogues.add(people.submit(() -> leader.reports(killing)));
            }
            var officer = people.submit(() -> {
                moves(new Api(port, KEY), filed);
                return true;
            });
            var random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                bot.ready();
                Thread.sleep(random.nextInt(50, 1500));
                bot.kill();
                bot.start();
            }
            var early = dialogues.stream().filter(Future::isDone).toList();
            killing.set(false);
            assertThat(early).isEmpty();
            for (var dialogue : dialogues) {
                try {
                    dialogue.get(5, TimeUnit.MINUTES);
                } catch (ExecutionException stuck) {
                    throw new AssertionError(odd(database), stuck.getCause());
                } catch (TimeoutException stuck) {
                    throw new AssertionError(odd(database) + " " + leaders, stuck);
                }
            }
            filed.add(NOTHING_MORE);
            officer.get(1, TimeUnit.MINUTES);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> outbox(database).stream()
                            .noneMatch(sent -> sent.state().equals("WAITING")));

            assertThat(Bot.replayed(database))
                    .hasSize(PEOPLE)
                    .allMatch(replayed -> replayed.differences().isEmpty() && replayed.left() == 0);
            var confirmed = leaders.stream()
                    .flatMap(leader -> leader.numbers().stream())
                    .toList();
            assertThat(confirmed).doesNotHaveDuplicates();
            assertThat(texts(database, "SELECT number FROM report")).containsExactlyInAnyOrderElementsOf(confirmed);
            for (var leader : leaders) {
                var person = leader.chat().person();
                var heard = person.texts().stream().collect(Collectors.partitioningBy(text -> text.startsWith(NEWS)));
                // each heard the very same conversation, once, and of each change of each own report, once
                var openings = Objects.requireNonNull(heard.get(false)).stream()
                        .map(KilledTest::opening)
                        .toList();
                assertThat(withoutSecond(openings, leader.expected(), doubtful(database, person.id())))
                        .as(person.person().name())
                        .containsExactlyElementsOf(leader.expected());
                assertThat(Objects.requireNonNull(heard.get(true)).stream().map(KilledTest::news))
                        .as("news for " + person.person().name())
                        .containsExactlyElementsOf(leader.changes());
            }
            eachWasSentOnce(line, database);
            eachPhotoIsKept(database, leaders);
            assertThat(texts(database, "SELECT state FROM inbox WHERE state IN ('WAITING', 'FAILED')"))
                    .isEmpty();
        }
    }

    /** What LINE took is what there was to send: each row by its reply token or by its retry key, and none of these twice. */
    private static void eachWasSentOnce(FakeLine line, Database database) {
        var outbox = outbox(database);
        assertThat(outbox.stream().filter(sent -> !sent.state().equals("SENT"))).isEmpty();
        var taken = line.calls().stream()
                .filter(call -> call.status() == 200 && call.path().startsWith("/v2/bot/message/"))
                .filter(call -> !call.messages().isEmpty())
                .map(call -> Objects.requireNonNullElse(call.replyToken(), call.retryKey()))
                .toList();
        int doubtful = (int) outbox.stream().filter(Sent::doubtful).count();
        assertThat(taken.size()).as("sends that LINE took").isBetween(outbox.size(), outbox.size() + doubtful);
        assertThat(taken.stream().distinct().count())
                .as("different tokens and keys among them")
                .isEqualTo(taken.size());
        var unknown = new HashSet<>(taken);
        outbox.forEach(sent -> unknown.remove(sent.key()));
        assertThat(unknown).as("sends that no row tells of").hasSize(taken.size() - outbox.size());
    }

    /** How many answers to the person were pushed though they may have arrived as replies. */
    private static int doubtful(Database database, String chat) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM outbox WHERE chat_id = ? AND sent_as = 'PUSH' AND reply_tried_at IS NOT NULL")
                        .bind(0, chat)
                        .mapTo(Integer.class)
                        .one());
    }

    /** What was heard, without as many answers as may be there for the second time. */
    private static List<String> withoutSecond(List<String> heard, List<String> expected, int doubtful) {
        var once = new ArrayList<String>();
        int left = doubtful;
        for (var text : heard) {
            boolean wanted =
                    once.size() < expected.size() && expected.get(once.size()).equals(text);
            if (!wanted && left > 0 && once.contains(text)) {
                left--;
            } else {
                once.add(text);
            }
        }
        return once;
    }

    /** One photo of each report of those who photograph; every one with its bytes. */
    private static void eachPhotoIsKept(Database database, List<Leader> leaders) {
        int sent = leaders.stream()
                .filter(Leader::photographs)
                .mapToInt(leader -> leader.numbers().size())
                .sum();
        assertThat(sent).isPositive();
        // fetched after the turn, and again when a kill came in between
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                texts(
                                        database,
                                        "SELECT p.message_id FROM report_photo rp JOIN photo p USING (message_id) WHERE p.content IS NOT NULL"))
                        .hasSize(sent));
        var kept = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT content FROM photo")
                        .mapTo(byte[].class)
                        .list());
        assertThat(kept).hasSize(sent).allMatch(bytes -> Arrays.equals(bytes, PHOTO));
    }

    /** A row of the outbox, and how it ended. */
    public record Sent(
            String state,
            @Nullable String sentAs,
            @Nullable String replyToken,
            String retryKey,
            boolean doubtful,
            @Nullable String failure) {
        /** What it went with, as LINE saw it. */
        String key() {
            return "REPLY".equals(sentAs) ? String.valueOf(replyToken) : retryKey;
        }
    }

    private static List<Sent> outbox(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT state, sent_as, reply_token, retry_key, sent_as <=> 'PUSH' AND reply_tried_at IS NOT NULL AS doubtful, failure FROM outbox")
                        .map(ConstructorMapper.of(Sent.class))
                        .list());
    }

    /** What may be why somebody waits in vain. */
    private static String odd(Database database) {
        var sent = outbox(database).stream()
                .filter(row -> !row.state().equals("SENT"))
                .toList();
        return sent + " "
                + texts(
                        database,
                        "SELECT CONCAT(state, ' ', attempts, ' ', COALESCE(cause, '')) FROM inbox WHERE state <> 'DONE'");
    }

    private static List<String> texts(Database database, String sql) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** Moves each report that is filed, one move after the other, and each until there is an answer. */
    private static void moves(Api api, BlockingQueue<String> filed) throws InterruptedException {
        for (var number = next(filed); !number.equals(NOTHING_MORE); number = next(filed)) {
            for (var status : MOVES.keySet()) {
                var path = "/api/reports/" + number + "/status";
                var json = "{\"status\":\"" + status + "\"}";
                // 422: it stands there already, so that the answer to an earlier try was lost
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                        .until(() -> api.post(path, json).status(), answer -> answer == 200 || answer == 422);
            }
        }
    }

    private static String next(BlockingQueue<String> filed) throws InterruptedException {
        return Objects.requireNonNullElse(filed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), NOTHING_MORE);
    }

    /** Somebody who files reports, one after the other. */
    private record Leader(Chat chat, boolean photographs, Queue<String> filed, List<String> numbers) {

        /** Until the killing is over. */
        void reports(AtomicBoolean killing) {
            chat.step(p -> p.says("ลงทะเบียน"), "รหัสเชิญ");
            chat.step(p -> p.taps("ไม่มีรหัส"), "ขอทราบชื่อ");
            chat.step(p -> p.says("นายสมมุติ ทดลอง"), "หมู่ที่เท่าไร");
            chat.step(p -> p.says("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี"), "บทบาทใด");
            chat.step(p -> p.taps("ประชาชนในพื้นที่"), "ข่าวสาร");
            chat.step(p -> p.taps("ไม่รับ"), "ถูกต้องไหม");
            chat.step(p -> p.taps("ถูกต้อง"), "จดจำ");
            do {
                chat.step(p -> p.says("แจ้งปัญหา"), "เรื่องใดคะ");
                answers("ถนน/สะพาน", "เล่ารายละเอียด");
                chat.step(p -> p.says("ถนนเป็นหลุมใหญ่ กว้างสองเมตร"), "ตรวจดูก่อนส่ง");
                if (photographs) {
                    chat.step(p -> p.sendsPhoto(PHOTO), "1 รูป");
                }
                var number =
                        NUMBER.matcher(chat.step(p -> p.taps("ส่งเรื่อง"), "ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ").stream()
                                .filter(text -> text.contains("ส่งเรื่องถึงเจ้าหน้าที่แล้วค่ะ"))
                                .findFirst()
                                .orElseThrow());
                assertThat(number.find()).isTrue();
                numbers.add(number.group());
                filed.add(number.group());
            } while (killing.get());
        }

        /** Taps the quick reply, or types it when news has come since: it takes the quick replies off the screen. */
        private void answers(String label, String then) {
            var button = chat.person().offered().stream()
                    .filter(offer -> offer.path("label").asText().equals(label))
                    .findFirst();
            chat.step(p -> button.ifPresentOrElse(p::taps, () -> p.says(label)), then);
        }

        /** How what was said to this person begins, news left out. */
        List<String> expected() {
            var all = new ArrayList<>(List.of(
                    "ถ้าได้รหั",
                    "ขอแจ้งก่อ",
                    "ขอทราบชื่",
                    "ท่านอยู่ห",
                    "ท่านเป็นผ",
                    "ยินดีรับข",
                    "ข้อมูลของ",
                    "จดจำข้อมู"));
            for (int i = 0; i < numbers.size(); i++) {
                all.addAll(List.of("ต้องการแจ", "เล่ารายละ", "ตรวจดูก่อ"));
                if (photographs) {
                    all.addAll(List.of("เก็บรูปไว", "ตรวจดูก่อ"));
                }
                all.add("ส่งเรื่อง");
            }
            return all;
        }

        /** The news of each own report, in their order. */
        List<String> changes() {
            return numbers.stream()
                    .flatMap(number -> MOVES.values().stream().map(status -> number + " " + status))
                    .toList();
        }
    }

    private static String opening(String text) {
        return text.substring(0, Math.min(9, text.length()));
    }

    private static String news(String text) {
        var number = NUMBER.matcher(text);
        assertThat(number.find()).isTrue();
        return number.group() + " "
                + MOVES.values().stream().filter(text::contains).collect(Collectors.joining(", "));
    }

    /** The bot in a process of its own, killed at the latest when the test ends. */
    private static final class Serving implements AutoCloseable {
        private final FakeLine line;
        private final String schema;
        private final int port;
        private Process process;

        Serving(FakeLine line, String schema, int port) throws IOException {
            this.line = line;
            this.schema = schema;
            this.port = port;
            this.process = serve();
        }

        void start() throws IOException {
            process = serve();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }

        private Process serve() throws IOException {
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
            env.put("PRASAN_ADMIN_KEY", KEY);
            env.put("LINE_CHANNEL_SECRET", FakeLine.SECRET);
            env.put("LINE_CHANNEL_ACCESS_TOKEN", FakeLine.TOKEN);
            env.put("LINE_API_URL", line.apiUrl());
            env.put("LINE_DATA_URL", line.apiUrl());
            return builder.start();
        }

        void ready() {
            try (var http = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .failFast("the bot did not start, see target/killed.log", () -> !process.isAlive())
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
            }
        }
    }
}
