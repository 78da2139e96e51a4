package prasan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import prasan.db.Database;
import prasan.db.EmbeddedMariaDb;
import prasan.support.FakeLine;

/**
 * A notice to 300,000 people, with a LINE of no latency that counts who hears it how often: once undisturbed; once with the server killed five times, the notice halted twice, one person whom
 * LINE does not know, and a time in which LINE says "too many". Prints what the ledger says beside what LINE heard, and how long people wait who write meanwhile. Not a test.
 */
public final class NoticesBenchmark {
    private static final int PEOPLE = 300_000;
    private static final Duration ALONE = Duration.ofSeconds(20);
    private static final String KEY = "an-administrator-of-the-notices-benchmark";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicIntegerArray heard = new AtomicIntegerArray(PEOPLE + 1);
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger multicasts = new AtomicInteger();
    private final AtomicInteger pushes = new AtomicInteger();
    private final AtomicInteger limited = new AtomicInteger();
    private final ArrayDeque<Long> lately = new ArrayDeque<>();
    private final int port;
    private final Askers askers;
    private int fastest;
    private volatile boolean storm;
    private volatile int unknown;

    private NoticesBenchmark() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        askers = new Askers(port, NoticesBenchmark::id);
    }

    public static void main(String[] args) throws Exception {
        new NoticesBenchmark().run();
    }

    private void run() throws Exception {
        var line = line();
        try (var mariadb = EmbeddedMariaDb.start(Path.of("target", "broadcast"), NoticesBenchmark::told)) {
            people(mariadb);
            var process = serve(mariadb, line.getAddress().getPort());
            try {
                undisturbed(process);
                process = disturbed(mariadb, line.getAddress().getPort(), process);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            line.stop(0);
        }
    }

    private static void told(String progress) {
        System.out.println(progress);
    }

    private static void people(EmbeddedMariaDb mariadb) {
        try (var database = Database.open(mariadb.url(), mariadb.user(), mariadb.password(), 1)) {
            database.jdbi().useTransaction(handle -> {
                handle.execute("SET max_recursive_iterations = " + (PEOPLE + 1));
                var numbers =
                        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < " + PEOPLE + ") ";
                handle.execute("INSERT IGNORE INTO chat (id, kind, created_at) " + numbers
                        + "SELECT CONCAT('U', LPAD(i, 32, '0')), 'user', NOW(6) FROM n");
                handle.execute("INSERT IGNORE INTO member (chat_id, name, created_at) " + numbers
                        + "SELECT CONCAT('U', LPAD(i, 32, '0')), CONCAT('นายสมมุติ ', i), NOW(6) FROM n");
            });
        }
    }

    private void undisturbed(Process process) throws Exception {
        awaitReady();
        askers.begin();
        Thread.sleep(ALONE.toMillis());
        askers.end();
        askers.begin();
        Thread.sleep(ALONE.toMillis());
        System.out.println("before it: " + askers.end());
        askers.begin();
        var number = send();
        var begun = Instant.now();
        var written = await(number, notice -> !notice.path("begunAt").isNull());
        System.out.println(
                "rows written after " + Duration.between(begun, Instant.now()).toMillis() + " ms");
        System.out.println("while they were written: " + askers.end());
        askers.begin();
        int before = -1;
        JsonNode now = written;
        while (!now.path("status").asText().equals("FINISHED")) {
            Thread.sleep(200);
            now = notice(number);
            int accepted = now.path("counts").path("accepted").asInt();
            if (accepted < before || total(now) != PEOPLE) {
                System.out.println("WRONG PROGRESS " + now.path("counts"));
            }
            before = accepted;
        }
        result("undisturbed", begun, now, process);
        System.out.println("while it was sent: " + askers.end());
    }

    private Process disturbed(EmbeddedMariaDb mariadb, int line, Process first) throws Exception {
        var process = first;
        for (int i = 0; i <= PEOPLE; i++) {
            heard.set(i, 0);
        }
        multicasts.set(0);
        pushes.set(0);
        unknown = PEOPLE / 3;
        var number = send();
        var begun = Instant.now();
        await(number, notice -> notice.path("counts").path("sending").asInt() > 0);
        storm = true;
        Thread.sleep(2000);
        storm = false;
        for (int i = 0; i < 5; i++) {
            if (i < 2) {
                step(number, "pause");
                Thread.sleep(500);
                step(number, "resume");
            }
            Thread.sleep(100 + RandomGenerator.getDefault().nextInt(400));
            process.destroyForcibly().waitFor();
            process = serve(mariadb, line);
            awaitReady();
        }
        var end = await(number, notice -> notice.path("status").asText().equals("FINISHED"));
        result("killed five times, halted twice, one unknown, LINE saying too many", begun, end, process);
        return process;
    }

    private static int total(JsonNode notice) {
        int sum = 0;
        for (var name : Set.of("due", "sending", "accepted", "refused", "blocked", "skipped", "over")) {
            sum += notice.path("counts").path(name).asInt();
        }
        return sum;
    }

    private void result(String name, Instant begun, JsonNode notice, Process process) throws IOException {
        var seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        int never = 0;
        int once = 0;
        int often = 0;
        for (int i = 1; i <= PEOPLE; i++) {
            int times = heard.get(i);
            never += times == 0 ? 1 : 0;
            once += times == 1 ? 1 : 0;
            often += times > 1 ? 1 : 0;
        }
        var memory = Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(text -> text.startsWith("VmHWM"))
                .findFirst()
                .orElse("0")
                .replaceAll("\\D", "");
        System.out.printf(
                "%s: %.1f s, %.0f people a second; %d multicasts and %d pushes taken, %d in the busiest second, %d limited; heard by %d once, %d never, %d more often; ledger %s; memory at most %d MB%n",
                name,
                seconds,
                PEOPLE / seconds,
                multicasts.get(),
                pushes.get(),
                fastest,
                limited.get(),
                once,
                never,
                often,
                notice.path("counts"),
                Integer.parseInt(memory) / 1024);
    }

    private String send() throws Exception {
        var made = call(
                "POST",
                "/api/notices",
                "{\"title\":\"ประชุม\",\"text\":\"ขอเชิญประชุมประจำเดือน\",\"audience\":{\"area\":\"TH\"},\"speed\":\"ORDINARY\"}");
        var number = made.path("number").asText();
        long asked = System.nanoTime();
        System.out.println("price " + call("GET", "/api/notices/" + number + "/price", null) + " in "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked) + " ms");
        step(number, "send");
        return number;
    }

    private void step(String number, String step) throws Exception {
        call("POST", "/api/notices/" + number + "/" + step, "");
    }

    private JsonNode notice(String number) throws Exception {
        return call("GET", "/api/notices/" + number, null);
    }

    private JsonNode await(String number, java.util.function.Predicate<JsonNode> condition) throws Exception {
        for (var notice = notice(number); ; notice = notice(number)) {
            if (condition.test(notice)) {
                return notice;
            }
            Thread.sleep(50);
        }
    }

    private void awaitReady() throws InterruptedException {
        for (boolean ready = false; !ready; ) {
            try {
                ready = http.send(request("GET", "/readyz", null), HttpResponse.BodyHandlers.ofString())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                ready = false;
            }
            Thread.sleep(20);
        }
    }

    private JsonNode call(String method, String path, @Nullable String body) throws Exception {
        return JSON.readTree(http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** LINE, which takes what it is given, once for each retry key. */
    private HttpServer line() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody());
        var path = exchange.getRequestURI().getPath();
        int status = 200;
        var answer = "{}";
        if (path.endsWith("/message/multicast") || path.endsWith("/message/push")) {
            boolean many = path.endsWith("multicast");
            count();
            var to = body.path("to");
            var key = exchange.getRequestHeaders().getFirst("X-Line-Retry-Key");
            int bad = unknown == 0 ? -1 : place(to, id(unknown));
            if (storm) {
                limited.incrementAndGet();
                status = 429;
                answer = "{\"message\":\"The API rate limit has been exceeded. Try again later.\"}";
            } else if (bad >= 0) {
                status = 400;
                answer = "{\"message\":\"The property, to" + (many ? "[" + bad + "]" : "")
                        + ", in the request body is invalid\"}";
            } else if (!keys.add(String.valueOf(key))) {
                status = 409;
                answer = "{\"message\":\"The retry key is already accepted\"}";
                exchange.getResponseHeaders().add("x-line-accepted-request-id", "accepted");
            } else {
                (many ? multicasts : pushes).incrementAndGet();
                if (many) {
                    to.forEach(one ->
                            heard.incrementAndGet(Integer.parseInt(one.asText().substring(1))));
                } else {
                    heard.incrementAndGet(Integer.parseInt(to.asText().substring(1)));
                }
            }
        }
        if (path.endsWith("/message/reply")) {
            askers.answered(body.path("replyToken").asText());
        }
        var bytes = answer.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("x-line-request-id", "request");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String id(int person) {
        return "U%032d".formatted(person);
    }

    private static int place(JsonNode to, String id) {
        if (to.isTextual()) {
            return to.asText().equals(id) ? 0 : -1;
        }
        for (int i = 0; i < to.size(); i++) {
            if (to.path(i).asText().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private synchronized void count() {
        long now = System.nanoTime();
        lately.addLast(now);
        while (now - lately.getFirst() > TimeUnit.SECONDS.toNanos(1)) {
            lately.removeFirst();
        }
        fastest = Math.max(fastest, lately.size());
    }

    private Process serve(EmbeddedMariaDb mariadb, int line) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                        java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), "prasan.Main", "serve")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/broadcast.log")));
        builder.environment()
                .putAll(Map.of(
                        "PORT",
                        String.valueOf(port),
                        "DATABASE_URL",
                        mariadb.url(),
                        "DATABASE_USER",
                        mariadb.user(),
                        "DATABASE_PASSWORD",
                        mariadb.password(),
                        "PRASAN_ADMIN_KEY",
                        KEY,
                        "LINE_CHANNEL_SECRET",
                        FakeLine.SECRET,
                        "LINE_CHANNEL_ACCESS_TOKEN",
                        "token",
                        "LINE_API_URL",
                        "http://127.0.0.1:" + line,
                        "NOTICE_APPROVAL_FROM",
                        "1000000",
                        "OFFICE_HOURS",
                        "Mon-Sun 00:00-23:59"));
        return builder.start();
    }
}
