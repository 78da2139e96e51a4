package prasan.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import okhttp3.RequestBody;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.csv.Table;
import prasan.db.Database;
import prasan.db.Order;
import prasan.support.Api;
import prasan.support.TestDatabase;

/** What every list and every change can do, whichever feature declares it. */
class ChangesTest {
    private static final String KEY = "a-key-of-the-test";
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private static final List<Order<Long>> ORDERS = List.of(new Order<>("id", "id", Long.class, id -> id));

    private final Database database = TestDatabase.fresh();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final CyclicBarrier crossing = new CyclicBarrier(2);
    private Note note = new Note(1, "แรก", null);
    private Server server;
    private Api api;

    record Spot(@Nullable BigDecimal lat, @Nullable BigDecimal lon) {}

    record Note(long id, String text, @Nullable Spot spot) {}

    record NewText(@About(example = "สวัสดีค่ะ") String text) {}

    record Row(
            String code,
            String name,
            @Nullable LocalDate onDay,
            BigDecimal budgetBaht,
            boolean open,
            @Nullable Spot place,
            List<String> left) {}

    @BeforeEach
    void start() {
        var endpoints = List.of(
                Endpoint.get("/api/note", "readNote", "A note", request -> note)
                        .right(Right.READ)
                        .gives(Note.class)
                        .versioned(),
                Endpoint.put("/api/note", "changeNote", "Another text", this::change)
                        .right(Right.PLAN)
                        .takes(NewText.class)
                        .gives(Note.class)
                        .versioned(),
                Endpoint.post("/api/notes", "createNote", "A new note", this::create)
                        .right(Right.PLAN)
                        .takes(NewText.class)
                        .gives(Note.class)
                        .creates()
                        .once(),
                Endpoint.post("/api/crossings/{first}", "cross", "Changes two rows, that one first", this::cross)
                        .right(Right.PLAN)
                        .path("first", Integer.class, "1 or 2")
                        .gives(Note.class),
                Endpoint.get("/api/rows", "listRows", "450 rows", ChangesTest::rows)
                        .right(Right.READ)
                        .givesPage(Row.class, ORDERS));
        server = Server.start(
                "127.0.0.1",
                0,
                new Auth(KEY),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                endpoints,
                config -> {});
        api = new Api(server.port(), KEY);
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    private Object change(Request request) {
        request.seen(note);
        note = new Note(1, request.body(NewText.class).text(), null);
        return note;
    }

    private Object create(Request request) {
        var text = request.body(NewText.class).text();
        return request.made(
                database.jdbi(),
                NOW,
                handle -> {
                    int number = changes.incrementAndGet();
                    if (text.equals("พัง")) {
                        throw new IllegalStateException("a bug");
                    }
                    return new Note(number, text, null);
                },
                made -> String.valueOf(made.id()),
                (handle, id) -> new Note(Integer.parseInt(id), text, null));
    }

    /** Two of these wait for one another, each with the row that the other one wants. */
    private Object cross(Request request) {
        int first = request.path("first", Integer.class);
        boolean again = tries.incrementAndGet() > 2;
        return database.jdbi().inTransaction(handle -> {
            handle.execute("UPDATE crossing SET changes = changes + 1 WHERE id = ?", first);
            if (!again) {
                await(crossing);
            }
            handle.execute("UPDATE crossing SET changes = changes + 1 WHERE id = ?", 3 - first);
            return new Note(first, "crossed", null);
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException alone) {
            throw new IllegalStateException(alone);
        }
    }

    private static Object rows(Request request) {
        var slice = request.slice(ORDERS);
        var before = slice.after() == null ? 451 : (Long) slice.after();
        var ids = LongStream.iterate(before - 1, id -> id > 0, id -> id - 1)
                .limit(slice.limit())
                .boxed()
                .toList();
        return Paging.page(slice, ids, id -> id, ChangesTest::row);
    }

    private static Row row(long id) {
        return new Row(
                "R-" + id,
                id == 7 ? "=1+1, \"น้ำ\"\nไม่ไหล" : "ถนน " + id,
                id == 7 ? LocalDate.of(2026, 11, 22) : null,
                new BigDecimal("480000.50"),
                id % 2 == 0,
                id == 7 ? new Spot(new BigDecimal("14.1"), null) : null,
                List.of("x"));
    }

    @Test
    void aListIsAFileThatExcelOpensAndAnImportReads() {
        var answer = api.send("/api/rows?format=CSV", request -> request.get());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"listRows.csv\"");
        assertThat(answer.text()).startsWith("\uFEFFcode,name,on_day,budget_baht,open,place_lat,place_lon\r\n");
        var read = Table.read(
                answer.text().getBytes(StandardCharsets.UTF_8),
                List.of("code", "name", "on_day", "budget_baht", "open", "place_lat", "place_lon"),
                List.of(),
                List.of("name"));
        assertThat(read.flaws()).isEmpty();
        assertThat(read.rows()).hasSize(450);
        assertThat(answer.text()).contains("R-7,\"'=1+1, \"\"น้ำ\"\"\nไม่ไหล\",2026-11-22,480000.50,false,14.1,\r\n");
        assertThat(read.rows().get(443).optional("name")).startsWith("=1+1");
    }

    @Test
    void aListIsAWorkbook() throws IOException {
        var answer = api.send("/api/rows?format=XLSX", request -> request.get());
        assertThat(answer.status()).isEqualTo(200);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(451);
            assertThat(rows.getFirst().getCellText(3)).isEqualTo("budget_baht");
            var seventh = rows.get(444);
            assertThat(seventh.getCellText(1)).startsWith("=1+1");
            assertThat(seventh.getCellAsNumber(3)).contains(new BigDecimal("480000.50"));
            assertThat(seventh.getCellAsBoolean(4)).contains(false);
        }
    }

    @Test
    void aFileHasAllOfTheListAndNoOtherKinds() {
        assertThat(api.get("/api/rows?format=CSV&limit=3").status()).isEqualTo(400);
        assertThat(api.get("/api/rows?format=PDF").at("/detail")).isEqualTo("\"format\" is one of CSV, XLSX");
    }

    @Test
    void whatAClientHasIsNotSentAgain() {
        var first = api.get("/api/note");
        var tag = tag(first);
        assertThat(tag).matches("\"[\\w-]{16}\"");
        var again = api.send(
                "/api/note", request -> request.header("If-None-Match", tag).get());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(api.send(
                                "/api/note",
                                request ->
                                        request.header("If-None-Match", "\"x\"").get())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aChangeIsMadeOnlyToWhatTheClientHasSeen() {
        var seen = tag(api.get("/api/note"));
        var changed = put("{\"text\":\"สอง\"}", seen);
        assertThat(changed.status()).isEqualTo(200);
        var late = put("{\"text\":\"สาม\"}", seen);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.at("/code")).isEqualTo("changed-meanwhile");
        assertThat(api.get("/api/note").at("/text")).isEqualTo("สอง");
        assertThat(put("{\"text\":\"สาม\"}", tag(changed)).status()).isEqualTo(200);
        assertThat(put("{\"text\":\"สี่\"}", "*").status()).isEqualTo(200);
    }

    private static String tag(Api.Answer answer) {
        return Objects.requireNonNull(answer.header("ETag"));
    }

    private Api.Answer put(String json, String seen) {
        return api.send(
                "/api/note", request -> request.header("If-Match", seen).put(RequestBody.create(json, Api.JSON_TYPE)));
    }

    private Api.Answer post(String json, String key) {
        return api.send(
                "/api/notes",
                request -> request.header("Idempotency-Key", key).post(RequestBody.create(json, Api.JSON_TYPE)));
    }

    @Test
    void whatIsAskedForTwiceUnderOneKeyIsDoneOnce() {
        var first = post("{\"text\":\"ก\"}", "k1");
        assertThat(first.status()).isEqualTo(201);
        var second = post("{\"text\":\"ก\"}", "k1");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(changes).hasValue(1);
        assertThat(post("{\"text\":\"ก\"}", "k2").at("/id")).isEqualTo("2");
        assertThat(post("{\"text\":\"ข\"}", "k1").at("/code")).isEqualTo("idempotency-key-used");
        assertThat(post("{\"text\":\"ก\"}", "a key").status()).isEqualTo(400);
    }

    @Test
    void whatFailedCanBeAskedForAgain() {
        assertThat(post("{\"text\":\"พัง\"}", "k1").status()).isEqualTo(500);
        assertThat(post("{\"text\":\"พัง\"}", "k1").status()).isEqualTo(500);
        assertThat(changes).hasValue(2);
    }

    @Test
    void ofTwoChangesThatWaitForOneAnotherTheOneThatTheDatabaseEndsIsDoneAgain() throws Exception {
        database.jdbi().useHandle(handle -> {
            handle.execute("CREATE TABLE crossing (id INT PRIMARY KEY, changes INT NOT NULL)");
            handle.execute("INSERT INTO crossing VALUES (1, 0), (2, 0)");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> api.post("/api/crossings/1", ""));
            var other = threads.submit(() -> api.post("/api/crossings/2", ""));
            assertThat(one.get().status()).as(one.get().text()).isEqualTo(200);
            assertThat(other.get().status()).as(other.get().text()).isEqualTo(200);
        }
        assertThat(tries).hasValue(3);
        List<Integer> changed = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT changes FROM crossing")
                        .mapTo(Integer.class)
                        .list());
        assertThat(changed).containsExactly(2, 2);
    }

    @Test
    void aHeaderThatPromisesWhatAChangeDoesNotHeedIsRefused() {
        var body = RequestBody.create("{\"text\":\"ก\"}", Api.JSON_TYPE);
        var unseen = api.send(
                "/api/notes", request -> request.header("If-Match", "\"x\"").post(body));
        var twice = api.send(
                "/api/note", request -> request.header("Idempotency-Key", "k1").put(body));
        for (var refused : List.of(unseen, twice)) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.at("/code")).isEqualTo("unknown-header");
        }
        assertThat(unseen.at("/header")).isEqualTo("If-Match");
        assertThat(twice.at("/header")).isEqualTo("Idempotency-Key");
        assertThat(changes).hasValue(0);
        assertThat(note.text()).isEqualTo("แรก");
        assertThat(api.send(
                                "/api/rows",
                                request -> request.header("If-Match", "*").get())
                        .status())
                .isEqualTo(200);
    }

    private Api.Answer post(byte[] body, String mediaType, @Nullable String key) {
        return api.send("/api/notes", request -> {
            request.post(RequestBody.create(body)).header("Content-Type", mediaType);
            return key == null ? request : request.header("Idempotency-Key", key);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void jsonIsReadByItsBytesWhateverTheyAreCalled(String charset) {
        var body = "{\"text\":\"น้ำไม่ไหล\"}".getBytes(Charset.forName(charset));
        for (var called : List.of("UTF-8", charset, "no-such-charset", "\"", "")) {
            for (var key : new @Nullable String[] {null, charset}) {
                var answer = post(body, "application/json; charset=" + called, key);
                assertThat(answer.status()).as(called).isEqualTo(201);
                assertThat(answer.at("/text")).isEqualTo("น้ำไม่ไหล");
            }
        }
        assertThat(changes).hasValue(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000007BFFFFFFFF",
                "7B000000FFFFFFFF",
                "0000FEFF0000007B00110000",
                "FEFF007B0022D800",
                "7B2274FF"
            })
    void bytesThatAreNoTextAreNoJson(String hex) {
        for (var key : new @Nullable String[] {null, "k1"}) {
            var refused = post(HexFormat.of().parseHex(hex), "application/json", key);
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.at("/code")).isEqualTo("bad-json");
        }
        assertThat(changes).hasValue(0);
    }

    @Test
    void ofManyAtOnceOneIsDone() throws Exception {
        var together = new CyclicBarrier(4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> ask = () -> {
                together.await();
                return post("{\"text\":\"ก\"}", "same").at("/id");
            };
            var answers = new ArrayList<Future<String>>();
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(ask));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo("1");
            }
        }
        assertThat(changes).hasValue(1);
    }
}
