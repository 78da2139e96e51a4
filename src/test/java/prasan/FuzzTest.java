package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 100,000 requests to all routes, each with something odd in its path, query, headers or body: none is answered with a failure of ours, or with anything about our code. */
class FuzzTest {
    private static final int REQUESTS = 100_000;
    private static final int THREADS = 4;
    private static final long SEED = 20261122;
    /** What takes long by design: a slow hash of a password, and proving all conversations. */
    private static final Pattern SLOW = Pattern.compile("/api/(session|conversations/reload|officers/\\{id}/password)");

    private static final Pattern CODE =
            Pattern.compile("\\tat |Exception|java\\.|org\\.jdbi|SQL|prasan\\.[a-z]+\\.[A-Z]");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "ก",
            "น้ำไม่ไหล",
            "๑๒๓",
            "'",
            "\"",
            "' OR 1=1 --",
            "%",
            "_%",
            "\\",
            "<script>",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "../../etc/passwd",
            "null",
            "true",
            "NaN",
            "1e999",
            "-1",
            "0",
            "99999999999999999999",
            "2026-02-30",
            "2026-11-22T25:00:00Z",
            "\u0000",
            "\u200B",
            "\uFEFF",
            "\uD83D\uDE00".repeat(50),
            "ก่ก่ก่ก่",
            "\r\nX: y",
            "R-6911-0001",
            "71010705",
            "7101",
            "ABC".repeat(3000));
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "2147483648",
            "-9223372036854775809",
            "1e400",
            "1E+999999999",
            "0.1",
            "1e-400",
            "12345678901234567890.123456789",
            "007");
    private static final List<String> PATHS = List.of(
            "%00",
            "%ZZ",
            "%",
            "%E0%B8",
            "..%2f..",
            "a b",
            "{id}",
            "1;x=1",
            "%2e%2e",
            "\u0E01",
            "-",
            "0",
            "-1",
            "99999999999999999999",
            "R-0000-0000",
            "'",
            "x".repeat(2000));
    private static final List<String> HEADERS = List.of(
            "If-Match: \"",
            "If-Match: *",
            "If-None-Match: W/\"x\", *",
            "Idempotency-Key: ",
            "Idempotency-Key: same",
            "Idempotency-Key: " + "k".repeat(65),
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: ;;;",
            "Accept: application/xml",
            "Accept-Language: th;q=x",
            "Range: bytes=0-1",
            "Cookie: session=x; session=y; =",
            "X-Forwarded-For: ,,, ::1",
            "Expect: 100-continue-not",
            "Origin: null",
            "X-HTTP-Method-Override: DELETE");

    /** How a route is called when nothing is wrong. */
    private record Route(
            String method,
            String path,
            List<String> query,
            @Nullable JsonNode body) {}

    private record Answer(int status, String body) {}

    @Test
    void nothingOddMakesTheProgramFailOrTellOfItself() throws Exception {
        var bot = Bot.start();
        try {
            var routes = routes(bot.api.get("/openapi.json").json());
            var targets = new Targets(bot.database.jdbi());
            var known = List.of(targets.report(), targets.project(), targets.award(), "1", "2", "3", Targets.VILLAGE);
            var statuses = Collections.synchronizedMap(new TreeMap<Integer, Integer>());
            var wrong = Collections.synchronizedList(new ArrayList<String>());
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    var random = new Random(SEED + thread);
                    all.add(threads.submit(() -> {
                        try (var client = new Client(bot.app.port())) {
                            for (int i = 0; i < REQUESTS / THREADS; i++) {
                                var request = request(random, routes, known);
                                var answer = client.send(request);
                                statuses.merge(answer.status(), 1, Integer::sum);
                                if (answer.status() >= 500
                                        || CODE.matcher(answer.body()).find()) {
                                    wrong.add(answer + " to "
                                            + new String(request, StandardCharsets.UTF_8)
                                                    .replaceAll("(?s)(.{300}).*", "$1…"));
                                }
                            }
                        }
                        return null;
                    }));
                }
                for (var one : all) {
                    one.get();
                }
            }
            System.out.println(REQUESTS + " odd requests to " + routes.size() + " routes, answered " + statuses);
            assertThat(wrong).isEmpty();
            assertThat(statuses.keySet()).contains(200, 400, 401, 404, 415);
            assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(REQUESTS);
            assertThat(bot.api.get("/readyz").status()).isEqualTo(200);
        } finally {
            bot.close();
        }
    }

    private static List<Route> routes(JsonNode document) {
        var routes = new ArrayList<Route>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var query = new ArrayList<String>();
                    operation.getValue().path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("query")) {
                            query.add(parameter.path("name").asText());
                        }
                    });
                    var schema = operation.getValue().at("/requestBody/content/application~1json/schema");
                    routes.add(new Route(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            query,
                            schema.isMissingNode() ? null : example(document, schema)));
                }));
        return routes;
    }

    private static JsonNode example(JsonNode document, JsonNode schema) {
        if (schema.has("$ref")) {
            return example(document, document.at(schema.path("$ref").asText().substring(1)));
        }
        if (schema.has("examples")) {
            return schema.path("examples").path(0);
        }
        if (schema.has("anyOf")) {
            return example(document, schema.path("anyOf").path(0));
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        var json = JsonNodeFactory.instance;
        var type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "object" -> {
                var object = json.objectNode();
                schema.path("properties")
                        .properties()
                        .forEach(property -> object.set(property.getKey(), example(document, property.getValue())));
                yield object;
            }
            case "array" -> json.arrayNode().add(example(document, schema.path("items")));
            case "integer" -> json.numberNode(1);
            case "number" -> json.numberNode(1.5);
            case "boolean" -> json.booleanNode(true);
            default ->
                json.textNode(
                        switch (schema.path("format").asText()) {
                            case "date" -> "2026-11-22";
                            case "date-time" -> "2026-11-22T03:00:00Z";
                            default -> "71010705";
                        });
        };
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] request(Random random, List<Route> routes, List<String> known) {
        var route = any(random, routes);
        while (SLOW.matcher(route.path()).matches() && random.nextInt(400) > 0) {
            route = any(random, routes);
        }
        var path = new StringBuilder();
        for (var segment : route.path().substring(1).split("/", -1)) {
            boolean variable = segment.startsWith("{");
            path.append('/')
                    .append(
                            variable && random.nextInt(3) > 0
                                    ? any(random, known)
                                    : variable || random.nextInt(60) == 0 ? any(random, PATHS) : segment);
        }
        for (int i = random.nextInt(3), n = 0; n < i; n++) {
            var name = route.query().isEmpty() || random.nextInt(8) == 0 ? "x" : any(random, route.query());
            var value = random.nextInt(3) == 0 ? any(random, PATHS) : encoded(any(random, TEXTS));
            path.append(n == 0 ? '?' : '&').append(name).append('=').append(value);
        }
        var method = random.nextInt(25) == 0
                ? any(random, List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW"))
                : route.method();
        var body = body(random, route.body());
        var head =
                new StringBuilder(method + " " + path.toString().replace(" ", "%20") + " HTTP/1.1\r\nHost: test\r\n");
        if (random.nextInt(12) > 0) {
            head.append("Authorization: Bearer ")
                    .append(random.nextInt(12) > 0 ? Bot.KEY : any(random, List.of("", "x", "ก", "a b")))
                    .append("\r\n");
        }
        if (route.body() != null && random.nextInt(10) > 0) {
            head.append("Content-Type: application/json\r\n");
        } else if (random.nextInt(2) == 0) {
            head.append(any(random, HEADERS)).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] body(Random random, @Nullable JsonNode example) {
        if (example == null) {
            return random.nextInt(20) > 0 ? new byte[0] : any(random, TEXTS).getBytes(StandardCharsets.UTF_8);
        }
        JsonNode mutated = example.deepCopy();
        for (int i = random.nextInt(3); i >= 0 && mutated instanceof ObjectNode object; i--) {
            mutate(random, object);
        }
        var json = mutated.toString();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(30)) {
            case 0 -> new byte[0];
            case 1 -> "null".getBytes(StandardCharsets.UTF_8);
            case 2 -> ("[" + json + "]").getBytes(StandardCharsets.UTF_8);
            case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 4 -> "[".repeat(5000).getBytes(StandardCharsets.UTF_8);
            case 5 -> {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 6 -> json.replaceFirst("[0-9]+", any(random, NUMBERS)).getBytes(StandardCharsets.UTF_8);
            case 7 -> (json + json).getBytes(StandardCharsets.UTF_8);
            default -> bytes;
        };
    }

    private static void mutate(Random random, ObjectNode object) {
        var names = object.properties().stream().map(Map.Entry::getKey).toList();
        if (names.isEmpty()) {
            return;
        }
        var name = any(random, names);
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name, any(random, TEXTS));
            case 3 -> object.put(name, new BigDecimal(any(random, NUMBERS)));
            case 4 -> object.putArray(name).add(any(random, TEXTS)).addNull();
            case 5 -> object.putObject(name).put("x", 1);
            case 6 -> object.put(any(random, TEXTS), 1);
            default -> {
                if (object.get(name) instanceof ObjectNode inner) {
                    mutate(random, inner);
                }
            }
        }
    }

    /** Writes bytes as they are, which no well-behaved client does; the connection is kept while the server keeps it. */
    private static final class Client implements AutoCloseable {
        private final int port;
        private @Nullable Socket socket;

        Client(int port) {
            this.port = port;
        }

        Answer send(byte[] request) throws IOException {
            try {
                return exchange(request);
            } catch (IOException closed) {
                // an answer before the whole request was read ends the connection
                close();
                return exchange(request);
            }
        }

        private Answer exchange(byte[] request) throws IOException {
            var open = socket;
            if (open == null) {
                open = new Socket(InetAddress.getLoopbackAddress(), port);
                open.setSoTimeout(60_000);
                socket = open;
            }
            open.getOutputStream().write(request);
            open.getOutputStream().flush();
            var in = new BufferedInputStream(open.getInputStream());
            var head = new ArrayList<String>();
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                head.add(line.toLowerCase(Locale.ROOT));
            }
            if (head.isEmpty()) {
                throw new IOException("no answer");
            }
            int status = Integer.parseInt(head.getFirst().split(" ", 3)[1]);
            boolean bodiless = status == 304
                    || status == 204
                    || new String(request, 0, 5, StandardCharsets.US_ASCII).equals("HEAD ");
            var body = bodiless ? "" : new String(body(in, head), StandardCharsets.UTF_8);
            if (head.contains("connection: close")) {
                close();
            }
            return new Answer(status, body);
        }

        private static byte[] body(InputStream in, List<String> head) throws IOException {
            for (var header : head) {
                if (header.startsWith("content-length:")) {
                    return in.readNBytes(Integer.parseInt(header.substring(15).strip()));
                }
            }
            if (!head.contains("transfer-encoding: chunked")) {
                return in.readAllBytes();
            }
            var all = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                all.writeBytes(in.readNBytes(size));
                line(in);
            }
            line(in);
            return all.toByteArray();
        }

        private static String line(InputStream in) throws IOException {
            var bytes = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the connection ended");
                }
                if (b != '\r') {
                    bytes.write(b);
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        }
    }
}
