package prasan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import prasan.db.Database;
import prasan.db.EmbeddedMariaDb;

/**
 * What becomes of a server with 256 MB when strangers take all that they can: starts one in a process of its own and attacks it in three ways, then prints what it answered to LINE meanwhile and how
 * soon it was itself again. Not a test: {@code java -cp … prasan.OverloadBenchmark [seconds of the flood]}; the other attacks take half as long.
 */
public final class OverloadBenchmark {
    private static final String SECRET = "channel-secret-of-the-overload";
    private static final int UNFINISHED = 300;
    private static final int UNFINISHED_BYTES = 983_040;
    private static final int IDLE = 1_500;
    private static final int WEBHOOKS_PER_SECOND = 1_000;
    private static final int PROBES_PER_SECOND = 10;
    private static final int SLOW_MILLIS = 2_000;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private final AtomicInteger pushes = new AtomicInteger();
    private final Queue<Socket> idle = new ConcurrentLinkedQueue<>();
    private final int port = App.freePort();
    private final Duration attack;
    /** The database outlives a run, and knows its events. */
    private final long began = System.currentTimeMillis();

    private OverloadBenchmark(Duration attack) {
        this.attack = attack;
    }

    public static void main(String[] args) throws Exception {
        var seconds = args.length == 0 ? 60 : Integer.parseInt(args[0]);
        new OverloadBenchmark(Duration.ofSeconds(seconds)).run();
        System.exit(0);
    }

    /** What came of the requests of LINE: how many of each status (0: none), and how long they took. */
    private static final class Answers {
        private final List<Integer> millis = Collections.synchronizedList(new ArrayList<>());
        private final Map<Integer, Integer> statuses = Collections.synchronizedMap(new TreeMap<>());

        void add(int status, long nanos) {
            statuses.merge(status, 1, Integer::sum);
            millis.add((int) TimeUnit.NANOSECONDS.toMillis(nanos));
        }

        int ok() {
            return statuses.getOrDefault(200, 0);
        }

        @Override
        public String toString() {
            int[] sorted = millis.stream().mapToInt(Integer::intValue).sorted().toArray();
            long slow = Arrays.stream(sorted).filter(m -> m > SLOW_MILLIS).count();
            return statuses + ", over 2 s: " + slow + ", median " + at(sorted, 0.5) + " ms, p99 " + at(sorted, 0.99)
                    + " ms, most " + at(sorted, 1) + " ms";
        }

        private static int at(int[] sorted, double part) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
        }
    }

    private void run() throws Exception {
        var line = line();
        try (var mariadb = EmbeddedMariaDb.start(Path.of("target", "overload"), OverloadBenchmark::told)) {
            Database.open(mariadb.url(), mariadb.user(), mariadb.password(), 1).close();
            var process = serve(mariadb, line.getAddress().getPort());
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            try {
                await("/readyz", Duration.ofMinutes(2));
                // the first of everything is slow
                var warm = new Answers();
                during(Duration.ofSeconds(5), () -> {}, warm);
                say("before", warm, process);
                attacked("300 bodies of 0.94 MiB that never finish", this::unfinished, process);
                attacked("1,500 idle connections", this::idleConnection, process);
                flood(process);
            } finally {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
                process.destroyForcibly();
            }
        } finally {
            line.stop(0);
        }
    }

    private static void told(String progress) {
        System.out.println(progress);
    }

    private void attacked(String name, AttackerFactory attackers, Process process) throws Exception {
        var answers = new Answers();
        during(attack.dividedBy(2), attackers.start(), answers);
        say(name, answers, process);
        recovered(process);
    }

    /** Starts the attackers and gives what stops them. */
    private interface AttackerFactory {
        Runnable start();
    }

    private Runnable unfinished() {
        var on = new AtomicBoolean(true);
        for (int i = 0; i < UNFINISHED; i++) {
            clients.execute(() -> {
                while (on.get()) {
                    try (var socket = connect()) {
                        write(
                                socket,
                                "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: " + UNFINISHED_BYTES
                                        + "\r\n\r\n");
                        write(socket, "x".repeat(UNFINISHED_BYTES - 1));
                        var unused = socket.getInputStream().readAllBytes();
                    } catch (IOException closed) {
                        // and again
                    }
                }
            });
        }
        return () -> on.set(false);
    }

    private Runnable idleConnection() {
        var on = new AtomicBoolean(true);
        for (int i = 0; i < IDLE; i++) {
            clients.execute(() -> {
                while (on.get()) {
                    try (var socket = connect()) {
                        write(socket, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Filler: " + "y".repeat(4000) + "\r\n\r\n");
                        var unused = socket.getInputStream().readAllBytes();
                    } catch (IOException closed) {
                        // and again
                    }
                }
            });
        }
        return () -> on.set(false);
    }

    /** While somebody attacks, LINE delivers ten webhooks a second. */
    private void during(Duration time, Runnable stop, Answers answers) throws Exception {
        deliver(time, PROBES_PER_SECOND, answers);
        stop.run();
    }

    private void flood(Process process) throws Exception {
        int before = answered();
        int pushed = pushes.get();
        var answers = new Answers();
        deliver(attack, WEBHOOKS_PER_SECOND, answers);
        say("1,000 webhooks a second", answers, process);
        recovered(process);
        long from = System.nanoTime();
        while (answered() - before < answers.ok() && System.nanoTime() - from < TimeUnit.MINUTES.toNanos(10)) {
            Thread.sleep(100);
        }
        System.out.printf(
                "  answered %d of %d that were taken, %d by a push, the last %d s after the flood%n",
                answered() - before,
                answers.ok(),
                pushes.get() - pushed,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from));
    }

    private int answered() {
        return replies.get() + pushes.get();
    }

    private void deliver(Duration time, int perSecond, Answers answers) throws Exception {
        var open = new AtomicInteger();
        long begun = System.nanoTime();
        long count = time.toSeconds() * perSecond;
        for (long i = 0; i < count; i++) {
            long due = begun + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            open.incrementAndGet();
            clients.execute(() -> {
                long from = System.nanoTime();
                answers.add(webhook(), System.nanoTime() - from);
                open.decrementAndGet();
            });
        }
        while (open.get() > 0) {
            Thread.sleep(20);
        }
    }

    private int webhook() {
        var id = events.incrementAndGet();
        var body =
                """
                {"destination":"U0","events":[{"type":"message","mode":"active","timestamp":%d,"source":{"type":"user","userId":"U%032x"},"webhookEventId":"E%d-%d",\
                "deliveryContext":{"isRedelivery":false},"replyToken":"%032x","message":{"id":"%d","type":"text","text":"สวัสดี"}}]}""".formatted(System.currentTimeMillis(), id, began, id, id, id).getBytes(UTF_8);
        var head = "POST /webhook HTTP/1.1\r\nHost: x\r\nX-Line-Signature: " + signature(body) + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        var bytes = (head + new String(body, UTF_8)).getBytes(UTF_8);
        var kept = idle.poll();
        int status = kept == null ? 0 : deliver(kept, bytes);
        // like any client: a kept connection that has ended meanwhile says nothing, and is replaced
        return status == 0 ? deliver(null, bytes) : status;
    }

    private int deliver(@Nullable Socket kept, byte[] request) {
        var socket = kept;
        try {
            socket = socket == null ? connect() : socket;
            socket.getOutputStream().write(request);
            var answer = answer(socket);
            if (answer.closes()) {
                socket.close();
            } else {
                idle.add(socket);
            }
            return answer.status();
        } catch (IOException none) {
            close(socket);
            return 0;
        }
    }

    private record Answer(int status, boolean closes) {}

    private static Answer answer(Socket socket) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream(), 512);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer");
            }
            head.append((char) next);
        }
        var text = head.toString();
        int length = 0;
        for (var header : text.split("\r\n", -1)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.readNBytes(length);
        return new Answer(
                Integer.parseInt(text.substring(9, 12)),
                text.toLowerCase(java.util.Locale.ROOT).contains("connection: close"));
    }

    private static String signature(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 30_000);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closed) {
            // that is what was wanted
        }
    }

    private int get(String path) {
        try (var socket = connect()) {
            socket.setSoTimeout(1_000);
            write(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return answer(socket).status();
        } catch (IOException none) {
            return 0;
        }
    }

    private void await(String path, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (get(path) != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no 200 from " + path + ", see target/overload.log");
            }
            Thread.sleep(100);
        }
    }

    private void recovered(Process process) throws Exception {
        long from = System.nanoTime();
        for (int good = 0; good < 5; ) {
            good = get("/readyz") == 200 ? good + 1 : 0;
            if (!process.isAlive() || System.nanoTime() - from > TimeUnit.MINUTES.toNanos(2)) {
                System.out.println("  NOT RECOVERED");
                return;
            }
        }
        System.out.printf("  itself again after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
    }

    private static void say(String name, Answers answers, Process process) throws IOException {
        var memory = process.isAlive()
                ? Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                        .lines()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\D", "")
                : "";
        System.out.println(name + ": " + answers + ", memory at most "
                + (memory.isEmpty() ? "? (it ended)" : Integer.parseInt(memory) / 1024 + " MB"));
    }

    /** LINE, which takes everything. */
    private HttpServer line() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(clients);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith("/message/reply")) {
                replies.incrementAndGet();
            } else if (path.endsWith("/message/push")) {
                pushes.incrementAndGet();
            }
            var answer = (path.contains("/profile/")
                            ? "{\"userId\":\"U\",\"displayName\":\"สมมุติ\",\"language\":\"th\"}"
                            : "{\"sentMessages\":[]}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Process serve(EmbeddedMariaDb mariadb, int line) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "prasan.Main",
                        "serve")
                .redirectErrorStream(true)
                .redirectOutput(new File("target/overload.log"));
        var env = builder.environment();
        env.put("PORT", String.valueOf(port));
        env.put("DATABASE_URL", mariadb.url());
        env.put("DATABASE_USER", mariadb.user());
        env.put("DATABASE_PASSWORD", mariadb.password());
        env.put("PRASAN_ADMIN_KEY", "an-administrator-of-the-overload-benchmark");
        env.put("LINE_CHANNEL_SECRET", SECRET);
        env.put("LINE_CHANNEL_ACCESS_TOKEN", "token");
        env.put("LINE_API_URL", "http://127.0.0.1:" + line);
        env.put("LINE_DATA_URL", "http://127.0.0.1:" + line);
        return builder.start();
    }
}
