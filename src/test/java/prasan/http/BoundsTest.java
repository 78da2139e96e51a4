package prasan.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What strangers can take up of a node, tried over plain sockets. */
class BoundsTest {
    private static final String KEY = "a-key-of-the-test";
    private static final Bounds BOUNDS = new Bounds(10, Duration.ofSeconds(30), 16 * 1024, 1, 0);

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger noted = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();

    record Note(@About(example = "read") String text) {}

    private static final String PAGE = "x".repeat(20_000_000);

    private final Server server = Server.start(
            "127.0.0.1",
            0,
            BOUNDS,
            new Auth(KEY),
            new SimpleMeterRegistry(),
            List.of(
                    Endpoint.post("/api/notes", "note", "Notes", request -> {
                                noted.incrementAndGet();
                                return request.body(Note.class);
                            })
                            .right(Right.READ)
                            .takes(Note.class)
                            .gives(Note.class),
                    Endpoint.post("/api/session", "signIn", "Signs in", request -> request.body(Note.class))
                            .open()
                            .takes(Note.class)
                            .gives(Note.class),
                    Endpoint.get("/page", "page", "Reads", request -> new Note(PAGE))
                            .open()
                            .gives(Note.class),
                    Endpoint.get("/api/notes", "notes", "Reads", request -> new Note("read"))
                            .right(Right.READ)
                            .gives(Note.class)),
            config -> config.routes.post(
                    "/webhook",
                    new Webhooks(
                            BOUNDS, refused::incrementAndGet, context -> context.bodyAsBytes().length > 0, context -> {
                                context.result("read " + context.bodyAsBytes().length);
                                if (context.header("X-Slow") != null) {
                                    Thread.sleep(2000);
                                }
                            })));

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void aBodyThatTricklesIsEndedBeforeAnythingIsDone() throws Exception {
        var slow = post("/api/notes", "Content-Length: 100\r\n");
        long from = System.nanoTime();
        var trickle = Thread.ofVirtual().start(() -> trickle(slow, " "));
        assertThat(answer(slow)).startsWith("HTTP/1.1 408");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
        assertThat(noted).hasValue(0);
        slow.close();
        trickle.join();
    }

    @Test
    void whoeverNeverFinishesSigningInKeepsNobodyElseOut() throws Exception {
        for (int i = 0; i < BOUNDS.connections() - 4; i++) {
            post("/api/session", "Content-Length: 1000\r\n");
        }
        var good = post("/api/session", "Content-Length: 14\r\n");
        write(good, "{\"text\":\"me\"} ");
        assertThat(answer(good)).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoeverTakesAnAnswerTooSlowlyIsCutOff() throws Exception {
        var slow = open();
        write(slow, "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        long taken = 0;
        for (int i = 0; i < 110; i++) {
            taken += Math.max(0, slow.getInputStream().read(new byte[1000]));
            Thread.sleep(200);
        }
        // what was on its way still comes
        taken += answer(slow).length();
        assertThat(taken).isLessThan(PAGE.length());
    }

    @Test
    void headersThatTrickleAreEnded() throws Exception {
        var slow = open();
        write(slow, "GET /api/notes HTTP/1.1\r\n");
        var trickle = Thread.ofVirtual().start(() -> trickle(slow, "X-A: b\r\n"));
        assertThat(answer(slow)).isEmpty();
        slow.close();
        trickle.join();
    }

    @Test
    void brokenChunksAreTheSendersFault() throws Exception {
        var broken = post("/api/notes", "Transfer-Encoding: chunked\r\n");
        write(broken, "zz\r\n{}\r\n");
        assertThat(answer(broken)).startsWith("HTTP/1.1 400");
        var webhook = post("/webhook", "Transfer-Encoding: chunked\r\n");
        write(webhook, "zz\r\n{}\r\n");
        assertThat(answer(webhook)).startsWith("HTTP/1.1 400");
    }

    @Test
    void aWebhookTooManyIsRefusedUnreadAndToldWhenToComeBack() throws Exception {
        var slow = post("/webhook", "X-Slow: yes\r\nContent-Length: 2\r\n");
        write(slow, "{}");
        Awaitility.await().until(() -> {
            var other = answer(post("/webhook", "Content-Length: 900\r\n"));
            return other.startsWith("HTTP/1.1 503") && other.contains("Retry-After: 1");
        });
        assertThat(refused.get()).isPositive();
        assertThat(answer(slow)).startsWith("HTTP/1.1 200");
        var good = post("/webhook", "Content-Length: 2\r\n");
        write(good, "{}");
        assertThat(answer(good)).startsWith("HTTP/1.1 200").contains("read 2");
    }

    @Test
    void webhooksThatAreNeverFinishedEndSoonAndKeepNoOtherWaiting() throws Exception {
        var unfinished = post("/webhook", "Content-Length: 900000\r\n");
        write(unfinished, "x".repeat(5000));
        var good = post("/webhook", "Content-Length: 2\r\n");
        write(good, "{}");
        assertThat(answer(good)).startsWith("HTTP/1.1 200");
        // 503 if it came just while the other had the place
        assertThat(answer(unfinished)).matches("(?s)HTTP/1.1 (408|503) .*");
    }

    @Test
    void idleConnectionsGiveWayWhenAllAreTaken() throws Exception {
        for (int i = 0; i < 3 * BOUNDS.connections(); i++) {
            open();
        }
        Awaitility.await().atMost(Duration.ofSeconds(15)).ignoreExceptions().until(() -> {
            var request = open();
            write(
                    request,
                    "GET /api/notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + KEY
                            + "\r\n\r\n");
            return answer(request).startsWith("HTTP/1.1 200");
        });
    }

    @Test
    void headGoesThroughTheSameDoorAsGet() throws Exception {
        var stranger = open();
        write(stranger, "HEAD /api/notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer(stranger)).startsWith("HTTP/1.1 401");
        var known = open();
        write(
                known,
                "HEAD /api/notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + KEY
                        + "\r\n\r\n");
        assertThat(answer(known)).startsWith("HTTP/1.1 200").doesNotContain("\"text\"");
    }

    @Test
    void noHeaderMakesAnotherMethodOfARequest() throws Exception {
        var request = open();
        write(
                request,
                "GET /api/notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-HTTP-Method-Override: POST\r\nAuthorization: Bearer "
                        + KEY + "\r\n\r\n");
        assertThat(answer(request)).startsWith("HTTP/1.1 200").contains("read");
        assertThat(noted).hasValue(0);
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }

    private Socket post(String path, String headers) throws IOException {
        var socket = open();
        write(
                socket,
                "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + KEY + "\r\nConnection: close\r\n" + headers + "\r\n");
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void trickle(Socket socket, String text) {
        try {
            while (true) {
                write(socket, text);
                Thread.sleep(300);
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that is answered until the connection ends. */
    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }
}
