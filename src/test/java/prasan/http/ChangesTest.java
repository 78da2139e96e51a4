package prasan.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        return request.once(database.jdbi(), NOW, handle -> {
            int number = changes.incrementAndGet();
            if (text.equals("พัง")) {
                throw new IllegalStateException("a bug");
            }
            return new Note(number, text, null);
        });
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
