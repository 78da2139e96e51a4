package prasan.areas;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import prasan.csv.Import;
import prasan.db.Database;
import prasan.support.TestDatabase;

/** A database that began with the earlier list of areas, in which a tambon of six had a code of our own. */
class AreasOfTodayTest {
    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    private static Database migrated(Consumer<Handle> written) {
        var schema = TestDatabase.bare();
        Flyway.configure()
                .dataSource(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password())
                .locations("classpath:db/migration")
                .target("18")
                .load()
                .migrate();
        Jdbi.create(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password())
                .useTransaction(handle -> {
                    earlierList(handle);
                    written.accept(handle);
                });
        return Database.open(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password(), 3);
    }

    /** The list of today with each line of the changes undone. */
    private static void earlierList(Handle handle) {
        Map<String, List<String>> list = new HashMap<>();
        for (var line : lines("areas.csv")) {
            list.put(line.getField("code"), line.getFields());
        }
        var changes = lines("changes-of-2026.csv");
        changes.forEach(line -> list.remove(line.getField("code")));
        changes.stream()
                .filter(line -> !line.getField("code_was").isEmpty())
                .forEach(line ->
                        list.put(line.getField("code_was"), line.getFields().subList(0, 4)));
        var batch = handle.prepareBatch(
                "INSERT INTO area (code, parent, name_th, name_en, postcode) VALUES (?, NULLIF(LEFT(?, CHAR_LENGTH(?) - 2), ''), ?, ?, NULLIF(?, ''))");
        list.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(area -> batch.add(
                        area.getKey(),
                        area.getKey(),
                        area.getKey(),
                        area.getValue().get(1),
                        area.getValue().get(2),
                        area.getValue().get(3)));
        batch.execute();
    }

    private static List<NamedCsvRecord> lines(String name) {
        var file = Objects.requireNonNull(AreasOfTodayTest.class.getResourceAsStream("/areas/" + name));
        try (var lines = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.stream().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String one(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).one();
    }

    private static List<String> search(Handle handle, Areas areas, String typed) {
        return new AreaSearch(AreaSearch.Wanted.ANY, "", "")
                .find(handle, areas, typed).areas().stream().map(Area::code).toList();
    }

    private static void rows(Handle handle) {
        handle.execute(
                "INSERT INTO area (code, parent, name_th, name_en, name_key) VALUES"
                        + " ('10138104', '101381', 'บ้านสมมติ', 'Moo 4', 'สมมติ'), ('10508201', '105082', 'หมู่ 1', 'Moo 1', NULL)");
        handle.execute(
                "INSERT INTO officer (id, name, position, area, created_at) VALUES (1, 'นายตัวอย่าง', 'พัฒนากร', '101381', NOW(6))");
        handle.execute(
                "INSERT INTO officer_grant (officer_id, area, rights, granted_by, created_at) VALUES"
                        + " (1, '101381', 'READ', 'x', NOW(6)), (1, '10138107', 'TRIAGE', 'x', NOW(6)), (1, '105082', 'PLAN', 'x', '2026-01-01'), (1, '105004', 'PLAN', 'x', NOW(6))");
        handle.execute(
                "INSERT INTO member (id, name, area, created_at) VALUES (1, 'นางตัวอย่าง', '10138104', NOW(6)), (2, 'นายอื่น', '105082', NOW(6))");
        handle.execute(
                "INSERT INTO member_role (member_id, role, area, starts_on, verified, created_at) VALUES (1, 'KAMNAN', '101381', '2026-01-01', 'SELF', NOW(6))");
        handle.execute("INSERT INTO centre (area, created_at, updated_at) VALUES ('101381', NOW(6), NOW(6))");
        handle.execute("""
                INSERT INTO report (number, filed_by, category, detail, area, anonymous, status, created_at, updated_at)
                VALUES ('R-1', 'x', 'ROAD', 'ถนนพัง', '10138104', FALSE, 'NEW', NOW(6), NOW(6))""");
        handle.execute("UPDATE area SET name_en = 'As an office wrote it' WHERE code = '100102'");
    }

    @Test
    void allThatRefersToACodeOfOursMovesToTheOfficialOne() {
        try (var database = migrated(AreasOfTodayTest::rows);
                var handle = database.jdbi().open()) {
            assertThat(one(handle, "SELECT area FROM officer")).isEqualTo("101301");
            assertThat(handle.createQuery("SELECT CONCAT(area, ' ', rights) FROM officer_grant")
                            .mapTo(String.class)
                            .list())
                    .containsExactlyInAnyOrder(
                            "101301 READ",
                            "10130107 TRIAGE",
                            "105082 PLAN",
                            "105004 PLAN",
                            "105002 PLAN",
                            "105003 PLAN",
                            "105005 PLAN");
            assertThat(one(handle, "SELECT area FROM member WHERE id = 1")).isEqualTo("10130104");
            assertThat(one(handle, "SELECT area FROM member WHERE id = 2")).isEqualTo("105082");
            assertThat(one(handle, "SELECT area FROM member_role")).isEqualTo("101301");
            assertThat(one(handle, "SELECT code FROM centre")).isEqualTo("101301");
            assertThat(one(handle, "SELECT area FROM report")).isEqualTo("10130104");
            assertThat(one(handle, "SELECT COUNT(*) FROM area WHERE code REGEXP '^.{4}[89].$'"))
                    .isEqualTo("1");
            assertThat(one(handle, "SELECT name_en FROM area WHERE code = '100102'"))
                    .isEqualTo("As an office wrote it");
            var areas = new Areas();
            assertThat(areas.value(handle, "10138104").th())
                    .isEqualTo("หมู่ 4 บ้านสมมติ แขวงจักรวรรดิ เขตสัมพันธวงศ์ กรุงเทพมหานคร");
            assertThat(search(handle, areas, "แขวงจักรวรรดิ์")).containsExactly("101301");
            assertThat(search(handle, areas, "ต.ขามเรียน")).containsExactly("441106");
        }
    }

    @Test
    void anAreaThatWasSplitIsNoLongerOfferedAndStaysWhereItIsWritten() {
        try (var database = migrated(AreasOfTodayTest::rows);
                var handle = database.jdbi().open()) {
            var areas = new Areas();

            assertThat(search(handle, areas, "แขวงบางบอน")).containsExactly("105002", "105003", "105005");
            // a key made before the split opens what it opened: the parts of the whole
            assertThat(handle.createQuery(
                                    "SELECT area FROM officer_grant WHERE created_at = '2026-01-01' ORDER BY area")
                            .mapTo(String.class)
                            .list())
                    .containsExactly("105002", "105003", "105005", "105082");
            assertThat(areas.value(handle, "105082").th()).isEqualTo("แขวงบางบอน เขตบางบอน กรุงเทพมหานคร");
            assertThat(areas.value(handle, "10508201").th()).startsWith("หมู่ 1 แขวงบางบอน ");
            assertThat(areas.atlas(handle).inside("1050", Area.Level.TAMBON))
                    .extracting(Area::code)
                    .containsExactly("105002", "105003", "105004", "105005");
        }
    }

    @Test
    void aListThatIsImportedAfterwardsChangesNothing() throws IOException {
        try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/areas/areas.csv"));
                var database = migrated(handle -> {})) {
            var result = Import.run(
                    database.jdbi(),
                    new AreaImport(new Areas(), (h, was, code) -> {}),
                    file.readAllBytes(),
                    NOW,
                    true,
                    (h, kept) -> {});
            assertThat(result.notes()).isEmpty();
            assertThat(result.lines().getLast()).isEqualTo("0 new, 0 changed, 8441 unchanged.");
        }
    }

    @Test
    void whereAnOfficeHasWrittenBothCodesTheTwoBecomeOne() {
        try (var database = migrated(handle -> {
                    rows(handle);
                    handle.execute(
                            "INSERT INTO area (code, parent, name_th, name_en) VALUES"
                                    + " ('101301', '1013', 'จักรวรรดิ', 'Chakkrawat'), ('961301', '9613', 'ของสำนักงาน', 'Theirs')");
                    handle.execute(
                            "INSERT INTO centre (area, created_at, updated_at) VALUES ('101301', NOW(6), NOW(6))");
                });
                var handle = database.jdbi().open()) {
            assertThat(one(handle, "SELECT area FROM report")).isEqualTo("10130104");
            // one centre each: which of the two is right, only an officer can tell
            assertThat(one(handle, "SELECT COUNT(*) FROM centre")).isEqualTo("2");
            assertThat(one(handle, "SELECT ended_at IS NOT NULL FROM area WHERE code = '101381'"))
                    .isEqualTo("1");
            assertThat(one(handle, "SELECT name_th FROM area WHERE code = '961301'"))
                    .isEqualTo("ของสำนักงาน");
            assertThat(one(handle, "SELECT name_th FROM area WHERE code = '961381'"))
                    .isEqualTo("จวบ");
        }
    }
}
