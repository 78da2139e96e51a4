package db.migration;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Brings the areas that came with earlier versions to the official codes, names and postcodes of 2026, and all that refers to them along. What an office has imported or changed
 * itself stays as it is. An area that was split ends: what refers to it stays there, whoever had rights in it has them in its parts, and nobody is offered it any more.
 */
@SuppressWarnings("MemberName") // Flyway reads the number and the name from it
public final class V024__areas_of_today extends BaseJavaMigration {
    /** แขวงบางบอน was divided; คลองบางพราน, the fourth part, was in the earlier list already. */
    private static final Map<String, List<String>> SPLIT = Map.of("105082", List.of("105002", "105003", "105005"));

    private static final String FORMER = """
            INSERT INTO area_former (code, name_th, name_key, area, until_at)
            SELECT code, name_th, name_key, CONCAT(:area, SUBSTRING(code, CHAR_LENGTH(:was) + 1)), :at FROM area WHERE code = :was OR parent = :inside
            ON DUPLICATE KEY UPDATE area = VALUES(area), until_at = VALUES(until_at)""";

    private static final String MOVED = " f ON f.until_at = :at AND f.area <> f.code AND f.code = ";

    /** What the list says of an area, or the table. */
    private record Facts(
            String nameTh, String nameEn, @Nullable String postcode) {}

    @Override
    public void migrate(Context context) {
        Jdbi.create(context.getConnection()).useHandle(V024__areas_of_today::migrate);
    }

    private static void migrate(Handle handle) {
        handle.execute("ALTER TABLE area ADD COLUMN IF NOT EXISTS ended_at DATETIME(6) NULL");
        var stored = stored(handle);
        if (stored.isEmpty()) {
            return;
        }
        var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (var line : lines()) {
            new Line(handle, at, line, stored).bring();
        }
        move(handle, at);
        SPLIT.forEach((whole, parts) -> split(handle, whole, parts, at));
    }

    private static Map<String, Facts> stored(Handle handle) {
        var stored = new HashMap<String, Facts>();
        handle.createQuery("SELECT code, name_th, name_en, postcode FROM area WHERE CHAR_LENGTH(code) <= 6")
                .map((row, context) -> Map.entry(
                        row.getString("code"),
                        new Facts(row.getString("name_th"), row.getString("name_en"), row.getString("postcode"))))
                .forEach(area -> stored.put(area.getKey(), area.getValue()));
        return stored;
    }

    private static List<NamedCsvRecord> lines() {
        var file = Objects.requireNonNull(V024__areas_of_today.class.getResourceAsStream("/areas/changes-of-2026.csv"));
        try (var lines = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line: an area that is new, that is called otherwise, or that has another code. */
    private record Line(Handle handle, Instant at, NamedCsvRecord line, Map<String, Facts> stored) {

        void bring() {
            var was = line.getField("code_was");
            var code = line.getField("code");
            var kept = stored.get(was);
            if (code.isEmpty() || !stored.containsKey(code.substring(0, Math.min(code.length(), 4)))) {
                return;
            }
            if (was.isEmpty()) {
                insert(code, now());
            } else if (was.equals(code) && kept != null) {
                rename(code, kept);
            } else if (kept != null) {
                recode(was, code, kept);
            }
        }

        private Facts now() {
            return facts("name_th", "name_en", "postcode");
        }

        private Facts facts(String nameTh, String nameEn, String postcode) {
            var digits = line.getField(postcode);
            return new Facts(line.getField(nameTh), line.getField(nameEn), digits.isEmpty() ? null : digits);
        }

        /** Each fact as the list has it now, where the table still has what the list had before. */
        private Facts newer(Facts kept) {
            var before = facts("name_th_was", "name_en_was", "postcode_was");
            var now = now();
            return new Facts(
                    kept.nameTh().equals(before.nameTh()) ? now.nameTh() : kept.nameTh(),
                    kept.nameEn().equals(before.nameEn()) ? now.nameEn() : kept.nameEn(),
                    Objects.equals(kept.postcode(), before.postcode()) ? now.postcode() : kept.postcode());
        }

        private void insert(String code, Facts facts) {
            handle.createUpdate("""
                            INSERT INTO area (code, parent, name_th, name_en, postcode) VALUES (:code, LEFT(:code, 4), :nameTh, :nameEn, :postcode)
                            ON DUPLICATE KEY UPDATE area.code = area.code""")
                    .bind("code", code)
                    .bind("nameTh", facts.nameTh())
                    .bind("nameEn", facts.nameEn())
                    .bind("postcode", facts.postcode())
                    .execute();
        }

        private void rename(String code, Facts kept) {
            var now = newer(kept);
            if (!now.nameTh().equals(kept.nameTh())) {
                former(code, code, "");
            }
            handle.createUpdate(
                            "UPDATE area SET name_th = :nameTh, name_en = :nameEn, postcode = :postcode WHERE code = :code")
                    .bind("code", code)
                    .bind("nameTh", now.nameTh())
                    .bind("nameEn", now.nameEn())
                    .bind("postcode", now.postcode())
                    .execute();
        }

        private void recode(String was, String code, Facts kept) {
            var there = stored.get(code);
            if (there != null && !List.of(kept.nameTh(), now().nameTh()).contains(there.nameTh())) {
                return; // an office gave the code to another area: only they can tell
            }
            insert(code, newer(kept));
            handle.createUpdate("""
                            INSERT INTO area (code, parent, name_th, name_en, name_key)
                            SELECT CONCAT(:code, SUBSTRING(code, 7)), :code, name_th, name_en, name_key FROM area inside WHERE parent = :was
                            ON DUPLICATE KEY UPDATE area.code = area.code""").bind("code", code).bind("was", was).execute();
            former(was, code, was);
        }

        /** @param inside {@code was} to remember what lies in it as well */
        private void former(String was, String area, String inside) {
            handle.createUpdate(FORMER)
                    .bind("was", was)
                    .bind("area", area)
                    .bind("inside", inside)
                    .bind("at", at)
                    .execute();
        }
    }

    /** Points all that refers to an area by its earlier code to it, and removes that code. Where a unique key allows only one of two, the earlier area stays, ended. */
    private static void move(Handle handle, Instant at) {
        var columns = handle.createQuery("""
                        SELECT table_name AS 'table', column_name AS name FROM information_schema.key_column_usage
                        WHERE table_schema = DATABASE() AND referenced_table_schema = DATABASE() AND referenced_table_name = 'area'
                          AND referenced_column_name = 'code' AND table_name <> 'area'""")
                .map((row, context) -> Map.entry(row.getString("table"), row.getString("name")))
                .list();
        for (var column : columns) {
            handle.createUpdate("UPDATE IGNORE `%1$s` t JOIN area_former%3$s t.`%2$s` SET t.`%2$s` = f.area"
                            .formatted(column.getKey(), column.getValue(), MOVED))
                    .bind("at", at)
                    .execute();
        }
        // what these have is the beginning of codes and no reference
        for (var table : List.of("officer", "officer_grant")) {
            handle.createUpdate("UPDATE " + table + " t JOIN area_former" + MOVED
                            + "LEFT(t.area, 6) SET t.area = CONCAT(f.area, SUBSTRING(t.area, 7))")
                    .bind("at", at)
                    .execute();
        }
        for (int digits : new int[] {8, 6}) {
            handle.createUpdate("DELETE IGNORE a FROM area a JOIN area_former" + MOVED
                            + "a.code WHERE CHAR_LENGTH(a.code) = :digits")
                    .bind("at", at)
                    .bind("digits", digits)
                    .execute();
        }
        handle.createUpdate("UPDATE area a JOIN area_former" + MOVED + "a.code SET a.ended_at = :at")
                .bind("at", at)
                .execute();
    }

    private static void split(Handle handle, String whole, List<String> parts, Instant at) {
        int ended = handle.createUpdate("UPDATE area SET ended_at = :at WHERE code = :whole")
                .bind("at", at)
                .bind("whole", whole)
                .execute();
        if (ended == 0) {
            return;
        }
        for (var part : parts) {
            handle.createUpdate("""
                            INSERT INTO area_former (code, name_th, area, until_at)
                            SELECT p.code, w.name_th, p.code, :at FROM area p JOIN area w ON w.code = :whole WHERE p.code = :part
                            ON DUPLICATE KEY UPDATE area_former.area = area_former.area""")
                    .bind("at", at)
                    .bind("whole", whole)
                    .bind("part", part)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO officer_grant (officer_id, area, rights, from_day, until_day, acting_for, granted_by, created_at)
                            SELECT officer_id, :part, rights, from_day, until_day, acting_for, granted_by, :at FROM officer_grant
                            WHERE area = :whole AND ended_at IS NULL""")
                    .bind("at", at)
                    .bind("whole", whole)
                    .bind("part", part)
                    .execute();
        }
    }
}
