package prasan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.db.Refused;
import prasan.support.Api;
import prasan.support.SettableClock;

class ServerTest {
    private static final String KEY = "a-key-of-the-test";
    private static final int LIMIT = 300;
    private static final List<prasan.db.Order<Long>> ORDERS =
            List.of(new prasan.db.Order<>("id", "id", Long.class, id -> id));
    /** How many wrong keys an address may try in a minute. */
    private static final int STRANGERS = 15;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Caller> OFFICERS = Map.of(
            "key-of-a-district",
            new Caller(
                    "พัฒนากร",
                    1L,
                    List.of(
                            new Caller.Grant("7101", Set.of(Right.READ, Right.ADMIN)),
                            new Caller.Grant("7102", Set.of(Right.READ)))),
            "key-of-nobody",
            new Caller("ว่าง", 2L, List.of()),
            "other-key-of-nobody",
            new Caller("ว่าง", 2L, List.of()));
    /** The keys of the officers, and one who is signed in; counts how often it is asked. */
    private static final class Officers implements Auth.Door {
        private final Map<String, Caller> holders = new ConcurrentHashMap<>(OFFICERS);
        private final AtomicInteger lookUps = new AtomicInteger();

        @Override
        public @Nullable Caller holder(String key) {
            lookUps.incrementAndGet();
            return holders.get(key);
        }

        @Override
        public @Nullable Caller signedIn(String token) {
            lookUps.incrementAndGet();
            return token.equals("token") ? OFFICERS.get("key-of-a-district") : null;
        }
    }

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean database = new AtomicBoolean(true);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T05:00:00Z"));
    private final Officers door = new Officers();
    private Server server;
    private Api api;

    enum Colour {
        RED,
        BLUE
    }

    record Part(
            @About(max = 5, example = "ขา") String name,
            @About(lines = true) @Nullable String note) {}

    record Order(
            @About(example = "โต๊ะ") String title,
            Colour colour,
            int count,
            LocalDate day,
            @Nullable Instant at,
            @Nullable BigDecimal price,
            List<Part> parts) {}

    record Line(long id, String text) {}

    @BeforeEach
    void start() {
        var endpoints = new ArrayList<>(new Health(Map.of("database", database::get), meters).endpoints());
        endpoints.add(Endpoint.post("/api/orders", "createOrder", "Echoes an order", r -> r.body(Order.class))
                .right(Right.PLAN)
                .takes(Order.class)
                .gives(Order.class)
                .creates());
        endpoints.add(Endpoint.get("/api/lines", "listLines", "Counts down from 120", ServerTest::lines)
                .right(Right.READ)
                .query("colour", Colour.class, "a colour")
                .query("day", LocalDate.class, "a day")
                .givesPage(Line.class, ORDERS));
        endpoints.add(Endpoint.get("/api/lines/{id}", "readLine", "Says no", ServerTest::line)
                .right(Right.READ)
                .path("id", Long.class, "the id")
                .gives(Line.class)
                .refuses(409, "taken", "Take another"));
        endpoints.add(Endpoint.get(
                        "/api/who",
                        "who",
                        "Who asks",
                        r -> new Line(1, r.caller().name()))
                .known()
                .gives(Line.class));
        endpoints.add(Endpoint.get("/api/bug", "bug", "Fails", r -> {
                    throw new IllegalStateException("secret-of-the-bug");
                })
                .right(Right.READ)
                .gives(Line.class));
        endpoints.add(Endpoint.get("/api/wait", "wait", "Waits", r -> waiting())
                .right(Right.READ)
                .gives(Line.class));
        endpoints.add(Endpoint.get(
                        "/api/where",
                        "where",
                        "Where one may read",
                        r -> new Line(1, String.join(" ", r.scope().prefixes())))
                .right(Right.READ)
                .gives(Line.class));
        endpoints.add(Endpoint.post("/api/notes", "note", "Notes nothing", r -> new Line(1, "noted"))
                .right(Right.READ)
                .gives(Line.class));
        endpoints.add(Endpoint.get("/api/run", "run", "For who runs it all", r -> new Line(1, "run"))
                .national(Right.ADMIN)
                .gives(Line.class));
        server = Server.start(
                "127.0.0.1",
                0,
                new Auth(KEY, door, new Limits(LIMIT, clock)),
                meters,
                endpoints,
                config -> config.routes.post("/raw", context -> context.result("raw " + context.bodyAsBytes().length)));
        api = new Api(server.port(), KEY);
    }

    private static Object lines(Request request) {
        request.query("colour", Colour.class);
        request.query("day", LocalDate.class);
        var slice = request.slice(ORDERS);
        var before = slice.after() == null ? 121 : (Long) slice.after();
        var rows = LongStream.iterate(before - 1, id -> id > 0, id -> id - 1)
                .limit(slice.limit())
                .boxed()
                .toList();
        return Paging.page(slice, rows, id -> id, id -> new Line(id, "บรรทัด " + id));
    }

    private static boolean isOpen(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private Object waiting() {
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException cut) {
            return new Line(1, "cut");
        }
        return new Line(1, "waited");
    }

    private static Object line(Request request) {
        throw new Refused(
                switch (request.path("id", Long.class).intValue()) {
                    case 1 -> "unknown-line";
                    case 2 -> "taken";
                    default -> "odd";
                },
                Map.of("allowed", List.of("RED")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void withoutTheKeyTheApiIsClosedAndSaysHowToOpenIt() {
        var none = api.send("/api/who", request -> request.removeHeader("Authorization"));
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"prasan\"");
        assertThat(none.at("/code")).isEqualTo("no-key");

        var wrong = api.send("/api/who", request -> request.header("Authorization", "Bearer " + KEY + "x"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(api.send("/api/who", request -> request.header("Authorization", "Basic " + KEY))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theHolderOfTheKeyIsTheAdmin() {
        assertThat(get("/api/who").at("/text")).isEqualTo("admin");
    }

    @Test
    void whoLacksTheRightEverywhereIsToldWhichOneItIs() {
        var none = as("key-of-nobody", "/api/where");
        assertThat(none.status()).isEqualTo(403);
        assertThat(none.at("/code")).isEqualTo("right-missing");
        assertThat(none.at("/right")).isEqualTo("READ");
        assertThat(as("key-of-nobody", "/api/who").at("/text")).isEqualTo("ว่าง");
    }

    @Test
    void theCodeIsToldWhereTheCallerHasTheRight() {
        assertThat(as("key-of-a-district", "/api/where").at("/text")).isEqualTo("7101 7102");
        assertThat(get("/api/where").at("/text")).isEmpty();
    }

    @Test
    void whatBelongsToNoAreaIsForThoseWhoHaveTheRightInTheWholeCountry() {
        assertThat(as("key-of-a-district", "/api/run").status()).isEqualTo(403);
        assertThat(get("/api/run").status()).isEqualTo(200);
    }

    @Test
    void anEndpointThatDoesNotSayWhoMayUseItStopsTheStart() {
        var unsaid = Endpoint.get("/api/unsaid", "unsaid", "Unsaid", r -> "").gives(Line.class);
        assertThatThrownBy(() -> Server.start("127.0.0.1", 0, new Auth(KEY), meters, List.of(unsaid), c -> {}))
                .hasMessage("say who may use GET /api/unsaid");
    }

    @Test
    void whoIsSignedInByCookieChangesNothingWithoutTheProofThatThisSiteAskedForIt() {
        assertThat(signedIn("token", "/api/where", null, null).at("/text")).isEqualTo("7101 7102");
        assertThat(signedIn("token", "/api/notes", "{}", null).at("/code")).isEqualTo("csrf");
        assertThat(signedIn("token", "/api/notes", "{}", SessionCookie.csrf("other"))
                        .at("/code"))
                .isEqualTo("csrf");
        assertThat(signedIn("token", "/api/notes", "{}", SessionCookie.csrf("token"))
                        .status())
                .isEqualTo(200);
        assertThat(signedIn("old", "/api/where", null, null).at("/code")).isEqualTo("signed-out");
    }

    private Api.Answer signedIn(String token, String path, @Nullable String body, @Nullable String csrf) {
        return api.send(path, request -> {
            request.removeHeader("Authorization").header("Cookie", "__Host-prasan=" + token);
            if (body != null) {
                request.post(RequestBody.create(body, MediaType.get("application/json")));
            }
            return csrf == null ? request : request.header("X-CSRF-Token", csrf);
        });
    }

    private Api.Answer as(String key, String path) {
        return api.send(path, request -> request.header("Authorization", "Bearer " + key));
    }

    @Test
    void aBodyIsReadWithDaysTimesEnumsAndMoneyAsWritten() {
        var order = post("""
                {"title":"ถนน","colour":"RED","count":2,"day":"2026-11-22","at":"2026-11-22T05:00:00Z","price":1250000.50,
                 "parts":[{"name":"หิน","note":"ก\\nข"}]}""");
        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text())
                .isEqualTo(
                        "{\"title\":\"ถนน\",\"colour\":\"RED\",\"count\":2,\"day\":\"2026-11-22\",\"at\":\"2026-11-22T05:00:00Z\","
                                + "\"price\":1250000.50,\"parts\":[{\"name\":\"หิน\",\"note\":\"ก\\nข\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    "colour":"GREEN"            | colour        | "colour" is one of RED, BLUE
                    "colour":1                  | colour        | "colour" is one of RED, BLUE
                    "day":"22/11/2569"          | day           | "day" is a day such as 2026-11-22
                    "at":"yesterday"            | at            | "at" is a moment such as 2026-11-22T05:00:00Z
                    "count":"2"                 | count         | "count" is a number
                    "count":2.5                 | count         | "count" is a number
                    "count":null                | count         | "count" is a number
                    "title":7                   | title         | "title" is a text
                    "title":"  "                | title         | "title" is blank
                    "title":null                | title         | "title" is missing
                    "colur":"RED"               | colur         | "colur" is not known here
                    "parts":[{}]                | parts[0].name | "parts[0].name" is missing
                    "parts":[{"name":"123456"}] | parts[0].name | "parts[0].name" has at most 5 characters
                    "title":"a\\nb"             | title         | "title" has to be one line
                    "title":"a\\u202Eb"         | title         | "title" has the character U+202E, which cannot be seen
                    "parts":[{"name":"a","note":"\\u0000"}] | parts[0].note | "parts[0].note" has the character U+0000, which cannot be seen
                    "parts":[{"name":"a\\tb"}]  | parts[0].name | "parts[0].name" has the character U+0009, which cannot be seen
                    "c\\u0000l":1               | cl            | "cl" is not known here
                    "parts":[null]              | parts[0]      | "parts[0]" is missing
                    "parts":[{"nam":1}]         | parts[0].nam  | "parts[0].nam" is not known here""")
    void aFieldThatDoesNotFitIsNamedWithItsRule(String field, String name, String detail) throws IOException {
        var body = (ObjectNode)
                JSON.readTree("{\"title\":\"t\",\"colour\":\"RED\",\"count\":1,\"day\":\"2026-11-22\",\"parts\":[]}");
        body.setAll((ObjectNode) JSON.readTree("{" + field + "}"));
        var problem = post(body.toString());
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.at("/code")).isEqualTo("bad-field");
        assertThat(problem.at("/field")).isEqualTo(name);
        assertThat(problem.at("/detail")).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    {"title":"t",}           | 1 | 14
                    {"title":"t","title":""} | 1 | 21
                    {"title":                | 1 | 10""")
    void jsonThatIsNoneIsPointedAtByLineAndColumn(String body, int line, int column) {
        var problem = post(body);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.at("/code")).as(problem.text()).isEqualTo("bad-json");
        assertThat(problem.json().get("line").asInt()).isEqualTo(line);
        assertThat(problem.json().get("column").asInt()).as(problem.text()).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "7", ""})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertThat(post(body).at("/code")).isEqualTo("bad-json");
    }

    @Test
    void aBodyThatIsNotCalledJsonIs415AndOneThatIsTooLongIs413() {
        var text =
                api.send("/api/orders", request -> request.post(RequestBody.create("{}", MediaType.get("text/plain"))));
        assertThat(text.status()).isEqualTo(415);
        assertThat(text.at("/code")).isEqualTo("not-json");
        var large = post("\"" + "ก".repeat((1 << 20) / 3) + "\"");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.at("/code")).isEqualTo("too-large");
    }

    @Test
    void anUnknownPathIs404AndAWrongMethodIs405WithThoseAllowed() {
        var unknown = get("/api/nothing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/code")).isEqualTo("no-such-path");
        var method = api.send("/api/orders", okhttp3.Request.Builder::delete);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("POST");
        assertThat(method.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aRuleThatSaysNoIsAProblemAsTheEndpointDeclaresItOrByItsName() {
        assertThat(get("/api/lines/1").status()).isEqualTo(404);
        var declared = get("/api/lines/2");
        assertThat(declared.status()).isEqualTo(409);
        assertThat(declared.at("/type")).isEqualTo("urn:prasan:problem:taken");
        assertThat(declared.at("/title")).isEqualTo("Take another");
        assertThat(declared.json().get("allowed").get(0).asText()).isEqualTo("RED");
        assertThat(get("/api/lines/3").status()).isEqualTo(422);
        assertThat(get("/api/lines/x").at("/parameter")).isEqualTo("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/lines/%00", "/api/lines/%ZZ", "/api/lines/%FF", "/%2e%2e/api"})
    void aPathThatCannotBeReadIsAProblemThatDoesNotRepeatIt(String path) throws IOException {
        // a client library would correct the path
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json")
                    .endsWith("\"status\":400,\"code\":\"unreadable\"}")
                    .doesNotContain(path);
        }
    }

    @Test
    void aRequestInFlightIsAnsweredWhileTheServerCloses() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> get("/api/wait"));
            begun.await();
            var closed = threads.submit(() -> server.close());
            // whoever comes now is not let in
            Awaitility.await().until(() -> !isOpen(server.port()));
            release.countDown();
            assertThat(answer.get().text()).isEqualTo("{\"id\":1,\"text\":\"waited\"}");
            closed.get();
        }
    }

    @Test
    void aBugIs500WithAnIdAndNothingOfTheBug() {
        var bug = get("/api/bug");
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.at("/id")).hasSize(36);
        assertThat(bug.text()).doesNotContain("secret-of-the-bug").doesNotContain("Exception");
    }

    @Test
    void aListIsReadPageByPageToItsEnd() {
        var first = get("/api/lines").json();
        assertThat(first.get("items")).hasSize(50);
        assertThat(first.get("items").get(0).get("id").asLong()).isEqualTo(120);
        var all = new ArrayList<Long>();
        String next = "/api/lines?limit=60";
        while (next != null) {
            var page = get(next).json();
            page.get("items").forEach(item -> all.add(item.get("id").asLong()));
            next = page.get("next").isNull()
                    ? null
                    : "/api/lines?limit=60&after=" + page.get("next").asText();
        }
        assertThat(all).hasSize(120).doesNotHaveDuplicates().startsWith(120L).endsWith(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=x",
                "limit=1&limit=2",
                "after=!!",
                "after=MTI",
                "colour=GREEN",
                "day=2569-13-01",
                "day=2569-11-22",
                "day=1483-11-22",
                "colour=red",
                "day=22",
                "page=2"
            })
    void aParameterThatCannotBeReadIsRefused(String query) {
        var problem = get("/api/lines?" + query);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.at("/code")).isIn("bad-parameter", "unknown-parameter", "bad-query");
    }

    @Test
    void everyAnswerForbidsWhatABrowserCouldDoWithIt() {
        for (var path : List.of("/healthz", "/api/nothing", "/api/lines", "/openapi.json")) {
            var answer = get(path);
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).as(path).startsWith("default-src 'none'");
            assertThat(answer.header("Server")).as(path).isNull();
        }
    }

    @Test
    void readinessFollowsItsChecksAndMetricsCountTheRequests() {
        assertThat(get("/healthz").text()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(get("/readyz").status()).isEqualTo(200);
        database.set(false);
        var notReady = get("/readyz");
        assertThat(notReady.status()).isEqualTo(503);
        assertThat(notReady.json().get("failing").get(0).asText()).isEqualTo("database");
        get("/api/lines/1");
        assertThat(get("/metrics").text())
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",path=\"/api/lines/{id}\",status=\"404\"} 1");
    }

    @Test
    void rawRoutesLiveBesideTheEndpoints() {
        assertThat(api.send("/raw", request -> request.post(RequestBody.create(new byte[9])))
                        .text())
                .isEqualTo("raw 9");
    }

    @Test
    void theDescriptionHoldsEveryEndpointAndResolvesInItself() {
        var document = get("/openapi.json").json();
        assertThat(document.get("openapi").asText()).startsWith("3.1");
        var paths = new ArrayList<String>();
        document.get("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "/healthz",
                        "/readyz",
                        "/metrics",
                        "/api/orders",
                        "/api/lines",
                        "/api/lines/{id}",
                        "/api/who",
                        "/api/bug",
                        "/api/wait",
                        "/api/where",
                        "/api/notes",
                        "/api/run",
                        "/openapi.json");
        for (var reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue();
        }
        var order = document.at("/components/schemas/Order");
        assertThat(order.get("required"))
                .extracting(JsonNode::asText)
                .containsExactly("title", "colour", "count", "day", "parts");
        assertThat(order.at("/properties/at").toString())
                .isEqualTo("{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}");
        assertThat(document.at("/paths/~1api~1lines~1{id}/get/responses/409/description")
                        .asText())
                .isEqualTo("taken: Take another");
    }

    @Test
    void theDescriptionShowsWhatIsAnsweredAndEachProblem() {
        var paths = get("/openapi.json").json().get("paths");
        assertThat(paths.at("/~1api~1lines/get/responses/200/content/application~1json/example")
                        .toString())
                .isEqualTo("{\"items\":[{\"id\":1,\"text\":\"…\"}],\"next\":null}");
        var order = paths.at("/~1api~1orders/post/responses/201/content/application~1json/example");
        assertThat(order.at("/title").asText()).isEqualTo("โต๊ะ");
        assertThat(order.at("/at").asText()).isEqualTo("2026-11-22T05:00:00Z");
        assertThat(order.at("/parts/0/note").isNull()).isTrue();
        var taken = paths.at("/~1api~1lines~1{id}/get/responses/409/content/application~1problem+json/examples/taken");
        assertThat(taken.get("value").toString())
                .isEqualTo(
                        "{\"type\":\"urn:prasan:problem:taken\",\"title\":\"Take another\",\"status\":409,\"code\":\"taken\"}");
        assertThat(paths.at("/~1api~1lines/get/responses/401/content/application~1problem+json/examples"))
                .hasSize(3);
    }

    @Test
    void anEndpointCannotReadWhatItDoesNotDeclare() {
        var undeclared =
                Endpoint.get("/api/{id}", "undeclared", "", r -> "").open().gives(Line.class);
        assertThatThrownBy(() -> Server.start("127.0.0.1", 0, new Auth(KEY), meters, List.of(undeclared), c -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/api/{id}");
    }

    private Api.Answer get(String path) {
        return api.get(path);
    }

    private Api.Answer post(String body) {
        return api.post("/api/orders", body);
    }

    @Test
    void aKeyThatAsksTooMuchIsToldWhenToComeBackAndOthersAreNot() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(as("key-of-nobody", "/api/who").status()).isEqualTo(200);
        }
        int before = door.lookUps.get();
        var refused = as("key-of-nobody", "/api/who");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.at("/code")).isEqualTo("too-many-requests");
        assertThat(refused.at("/retryAfterSeconds")).isEqualTo("1");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(door.lookUps).hasValue(before);

        assertThat(as("other-key-of-nobody", "/api/who").status()).isEqualTo(200);
        assertThat(get("/api/who").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(as("key-of-nobody", "/api/who").status()).isEqualTo(200);
    }

    @Test
    void anAddressThatTriesWrongKeysAndCookiesIsNotEvenLookedUpButRightOnesFromThereGetIn() {
        assertThat(as("key-of-nobody", "/api/who").status()).isEqualTo(200);
        for (int i = 0; i < STRANGERS; i++) {
            var wrong = i % 2 == 0 ? as("wrong-" + i, "/api/who") : signedIn("wrong-" + i, "/api/who", null, null);
            assertThat(wrong.status()).isEqualTo(401);
        }
        int before = door.lookUps.get();
        var refused = as("wrong", "/api/who");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(signedIn("wrong", "/api/who", null, null).status()).isEqualTo(429);
        assertThat(door.lookUps).hasValue(before);

        assertThat(as("key-of-nobody", "/api/who").status()).isEqualTo(200);
        assertThat(get("/api/who").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(4));
        assertThat(as("key-of-a-district", "/api/who").status()).isEqualTo(200);
        assertThat(as("wrong", "/api/who").status()).isEqualTo(401);
        assertThat(as("wrong", "/api/who").status()).isEqualTo(429);
    }

    @Test
    void rightKeysAreNotCountedForTheirAddressUntilTheyAreOver() {
        for (int i = 0; i < STRANGERS * 2; i++) {
            door.holders.put("right-" + i, Caller.administrator("one of many"));
            assertThat(as("right-" + i, "/api/who").status()).isEqualTo(200);
        }
        door.holders.clear();
        for (int i = 0; i < STRANGERS; i++) {
            // the first time it is still known as one that was right
            assertThat(as("right-0", "/api/who").status()).isEqualTo(401);
        }
        assertThat(as("right-0", "/api/who").status()).isEqualTo(401);
        assertThat(as("right-0", "/api/who").status()).isEqualTo(429);
    }
}
