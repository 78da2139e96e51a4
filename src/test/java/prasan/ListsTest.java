package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Collator;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every list that {@code /openapi.json} has, in every order that it offers: a list that is added is tried here without a word, and needs only rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {
    private static final Pattern OFFERED = Pattern.compile("is one of (.*), with a - ");
    /** What is not in the field that is called like the order. */
    private static final Map<String, String> FIELDS =
            Map.of("/api/handovers area", "/leader/area", "/api/centres area", "/code");

    private static final Pattern TITLE = Pattern.compile("^(นางสาว|นาง|นาย) ?");

    private final Bot bot = Bot.start();

    /** A list, with what it is asked for, and one of its orders. */
    private record Sorting(String path, String order) {
        String ask(int limit, String sort) {
            return path + (path.contains("?") ? "&" : "?") + "limit=" + limit + "&sort=" + sort;
        }
    }

    private String keysOf = "";
    private String recipientsOf = "";

    @BeforeAll
    void rows() {
        var targets = new Targets(bot.database.jdbi());
        var officer = targets.officer();
        keysOf = "/api/officers/" + officer.id() + "/keys";
        for (int i = 0; i < 6; i++) {
            targets.report();
            targets.project();
            targets.award();
            targets.member();
            targets.invitation();
            targets.registration();
            targets.erasure();
            targets.handover();
            targets.danger();
            targets.failedEvent();
            targets.delivery();
            targets.notice();
            targets.audience();
            targets.officer(i % 2 == 0 ? "7101" : "");
            targets.key(officer);
            bot.api.post("/api/members", "{\"name\":\"นายสมมติ ตัวอย่าง\",\"area\":\"71010705\"}");
        }
        bot.api.post("/api/retention/runs", "");
        var notice = targets.notice("FINISHED");
        recipientsOf = "/api/notices/" + notice + "/recipients";
        bot.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO notice_recipient (notice_id, version, person, member_id, area, state, reason, updated_at)"
                                + " SELECT n.id, 1, m.id, m.id, ELT(m.id % 3 + 1, NULL, '710107', '7101'), 'SKIPPED', 'NO_LINE', NOW(6) FROM notice n JOIN member m WHERE n.number = ?",
                        notice));
        // some rows have the same, and some have nothing
        Stream.of(
                        "UPDATE member SET name = ELT(id % 6 + 1, 'นายกล้า ใจดี', 'นางสาวเกด ดี', 'นาง ขวัญ ดี', 'แก้ว งาม', 'นายกล้า ใจดี', 'นางเอก ดี')",
                        "UPDATE member SET area = ELT(id % 3 + 1, NULL, '710107', '7101')",
                        "UPDATE report SET created_at = created_at + INTERVAL (id % 3) DAY, area = ELT(id % 2 + 1, '71010705', '710107')",
                        "UPDATE project SET name = ELT(id % 3 + 1, 'เขื่อน', 'ขยายถนน', 'แก้มลิง'), budget_baht = id % 2, priority = ELT(id % 3 + 1, NULL, 10, 9), fiscal_year_be = 2569 + id % 2",
                        "UPDATE award SET recipient = ELT(id % 3 + 1, 'โคก', 'กลาง', 'เก่า'), ceremony_on = ELT(id % 3 + 1, NULL, '2026-12-01', '2026-12-05')",
                        "UPDATE invitation SET expires_at = expires_at + INTERVAL (id % 2) DAY, area = ELT(id % 2 + 1, '71', '710107')",
                        "UPDATE registration SET area = ELT(id % 2 + 1, '71', '710107')",
                        "UPDATE erasure SET due_on = due_on + INTERVAL (id % 3) DAY, area = ELT(id % 2 + 1, NULL, '710107')",
                        "UPDATE danger SET heard_at = heard_at - INTERVAL (id % 3) HOUR, seen_at = IF(id % 2, NULL, NOW()), seen_by = IF(id % 2, NULL, 'test')",
                        "UPDATE handover SET opened_at = opened_at - INTERVAL (id % 3) HOUR, about = '" + notice + "'",
                        "UPDATE inbox SET type = ELT(id % 2 + 1, 'message', 'postback'), occurred_at = occurred_at + INTERVAL (id % 3) SECOND",
                        "UPDATE outbox SET state = 'ENDED', done_at = NOW(), next_attempt_at = next_attempt_at + INTERVAL (id % 3) DAY",
                        "UPDATE audience SET name = ELT(id % 3 + 1, 'ผู้นำ', 'กรรมการ', 'ทุกคน')",
                        "UPDATE officer SET name = ELT(id % 3 + 1, 'แพร', 'เพชร', 'กร'), position = ELT(id % 2 + 1, 'พัฒนากร', 'ปลัด')",
                        "UPDATE api_key SET last_used_at = IF(id % 3 = 0, NULL, created_at - INTERVAL (id % 3) DAY), expires_at = expires_at + INTERVAL (id % 2) DAY",
                        "UPDATE retention_run SET row_count = id % 3",
                        "UPDATE area SET postcode = NULL WHERE code = '710105'",
                        "INSERT INTO centre (area, created_at, updated_at) VALUES ('710102', NOW(), NOW()), (NULL, NOW(), NOW()), ('71', NOW(), NOW()), ('7101', NOW(), NOW()), ('710101', NOW(), NOW())")
                .forEach(sql -> bot.database.jdbi().useHandle(handle -> handle.execute(sql)));
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    private Stream<Sorting> sortings() {
        return bot.api.get("/openapi.json").json().get("paths").properties().stream()
                .flatMap(path -> stream(path.getValue().at("/get/parameters"))
                        .filter(parameter -> parameter.at("/name").asText().equals("sort"))
                        .flatMap(parameter ->
                                offered(parameter.at("/description").asText()))
                        .map(order -> new Sorting(asked(path.getKey()), order)));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<String> offered(String text) {
        var rule = OFFERED.matcher(text);
        assertThat(rule.find()).as(text).isTrue();
        return Stream.of(rule.group(1).split(", "));
    }

    private String asked(String path) {
        return switch (path) {
            case "/api/areas" -> "/api/areas?area=7101";
            case "/api/officers/{id}/keys" -> keysOf;
            case "/api/notices/{number}/recipients" -> recipientsOf;
            case "/api/notices/{number}/unreachable" -> recipientsOf.replace("/recipients", "/unreachable");
            case "/api/notices/{number}/replies" -> recipientsOf.replace("recipients", "replies");
            default -> path;
        };
    }

    /** The whole list, read in pages. */
    private List<JsonNode> read(Sorting sorting, int limit, String sort) {
        var items = new ArrayList<JsonNode>();
        for (var path = sorting.ask(limit, sort); ; ) {
            var page = bot.api.get(path);
            assertThat(page.status()).as(path + ": " + page.text()).isEqualTo(200);
            page.json().get("items").forEach(items::add);
            if (page.json().get("next").isNull()) {
                return items;
            }
            path = sorting.ask(limit, sort) + "&after=" + page.at("/next");
        }
    }

    private static @Nullable Object key(Sorting sorting, JsonNode item) {
        var value = item.at(FIELDS.getOrDefault(sorting.path() + " " + sorting.order(), "/" + sorting.order()));
        assertThat(value.isMissingNode()).as(sorting + " of " + item).isFalse();
        if (value.isNull() || value.asText().equals("TH")) {
            return null;
        } else if (value.isNumber()) {
            return new BigDecimal(value.asText());
        } else if (value.asText().matches("\\d{4}-.*Z")) {
            return DateTimeFormatter.ISO_INSTANT.parse(value.asText(), Instant::from);
        }
        var text = value.asText();
        return sorting.path().equals("/api/members") ? TITLE.matcher(text).replaceFirst("") : text;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compared(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String && other instanceof String) {
            return Collator.getInstance(Locale.forLanguageTag("th")).compare(one, other);
        }
        return Comparator.nullsFirst((Comparator<Object>) (a, b) -> ((Comparable) a).compareTo(b))
                .compare(one, other);
    }

    @ParameterizedTest
    @MethodSource("sortings")
    void aListHasItsRowsInTheOrderThatIsAskedForOnceEachHoweverItIsRead(Sorting sorting) {
        var all = read(sorting, 200, sorting.order());
        assertThat(all).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        assertThat(all.stream().map(item -> key(sorting, item)).toList()).isSortedAccordingTo(ListsTest::compared);
        assertThat(read(sorting, 2, sorting.order())).isEqualTo(all);
        assertThat(read(sorting, 200, "-" + sorting.order())).isEqualTo(all.reversed());
        assertThat(read(sorting, 2, "-" + sorting.order())).isEqualTo(all.reversed());
        assertThat(read(sorting, 2, "")).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @MethodSource("sortings")
    void aPlaceInOneOrderIsNoneInAnother(Sorting sorting) {
        var next = bot.api.get(sorting.ask(2, sorting.order())).at("/next");
        for (var other : List.of("", "-" + sorting.order())) {
            var answer = bot.api.get(sorting.ask(2, other) + "&after=" + next);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/parameter")).isEqualTo("after");
        }
        var entered = bot.api.get(sorting.ask(2, "")).at("/next");
        assertThat(bot.api
                        .get(sorting.ask(2, sorting.order()) + "&after=" + entered)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsChangedOrGoneWhileAListIsReadHidesNothingElse() {
        var sorting = new Sorting("/api/members", "name");
        var all = read(sorting, 200, "name");
        var first = bot.api.get(sorting.ask(2, "name"));
        var rest = all.subList(2, all.size());
        var moved = first.at("/items/1/id");
        bot.database.jdbi().useHandle(handle -> {
            handle.execute("UPDATE member SET name = 'ฮ' WHERE id = ?", moved);
            handle.execute(
                    "UPDATE member SET name = 'ก' WHERE id = ?",
                    rest.getFirst().get("id").asLong());
        });
        var ids = new ArrayList<String>();
        for (var next = first.at("/next"); !next.equals("null"); ) {
            var page = bot.api.get(sorting.ask(2, "name") + "&after=" + next);
            page.json().get("items").forEach(item -> ids.add(item.get("id").asText()));
            next = page.at("/next");
        }
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(moved),
                                rest.stream().skip(1).map(item -> item.get("id").asText()))
                        .toList());
    }
}
