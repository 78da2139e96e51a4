package prasan.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;

/**
 * A whole schema as SQL, gzipped: its tables, its triggers and its rows, statement by statement, with an empty line after each. Of the areas only one province and one district are kept.
 *
 * @param at when it was made
 */
public record SchemaDump(Instant at, List<String> statements) {
    private static final String AT = "-- made at ";
    private static final String END = ";\n\n";
    /** จังหวัดกาญจนบุรี, and of กรุงเทพมหานคร the first district. */
    private static final String AREAS = " WHERE code LIKE '71%' OR code = '10' OR code LIKE '1001%'";

    /** Reads the schema that the handle is in. */
    public static SchemaDump of(Handle handle, Instant at) {
        var statements = new ArrayList<String>();
        for (var table : texts(
                handle,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name")) {
            statements.add(handle.createQuery("SHOW CREATE TABLE `" + table + "`")
                    .map((row, context) -> row.getString(2))
                    .one());
            rows(handle, table, statements);
        }
        for (var trigger : texts(
                handle,
                "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY trigger_name")) {
            statements.add(handle.createQuery("SHOW CREATE TRIGGER `" + trigger + "`")
                    .map((row, context) -> row.getString(3))
                    .one()
                    .replaceFirst("DEFINER=\\S+ ", ""));
        }
        return new SchemaDump(at, statements);
    }

    private static void rows(Handle handle, String table, List<String> statements) {
        var columns = texts(handle, """
                SELECT column_name FROM information_schema.columns
                WHERE table_schema = DATABASE() AND table_name = '%s' AND extra NOT LIKE '%%GENERATED%%' ORDER BY ordinal_position""".formatted(table));
        var binary = texts(handle, """
                SELECT column_name FROM information_schema.columns
                WHERE table_schema = DATABASE() AND table_name = '%s' AND (data_type LIKE '%%blob' OR data_type LIKE '%%binary' OR data_type = 'uuid')""".formatted(table));
        var values = columns.stream()
                .map(column -> binary.contains(column)
                        ? "IFNULL(CONCAT('0x', HEX(`" + column + "`)), 'NULL') COLLATE utf8mb4_bin"
                        : "QUOTE(CONVERT(`" + column + "` USING utf8mb4)) COLLATE utf8mb4_bin")
                .collect(Collectors.joining(", ", "CONCAT_WS(', ', ", ")"));
        var rows = texts(handle, "SELECT " + values + " FROM `" + table + "`" + (table.equals("area") ? AREAS : ""));
        if (!rows.isEmpty()) {
            statements.add(rows.stream()
                    .map(row -> "(" + row.replace("\n", "\\n") + ")")
                    .collect(Collectors.joining(
                            ",\n",
                            "INSERT INTO `" + table + "` (`" + String.join("`, `", columns) + "`) VALUES\n",
                            "")));
        }
    }

    private static List<String> texts(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).list();
    }

    /** Makes the tables and rows in the schema that the handle is in, which has none. */
    public void load(Handle handle) throws SQLException {
        // as they are: what people wrote may look like a parameter
        try (var statement = handle.getConnection().createStatement()) {
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
            for (var sql : statements) {
                statement.execute(sql);
            }
            statement.execute("SET FOREIGN_KEY_CHECKS = 1");
        }
    }

    public static SchemaDump read(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var at = text.lines().findFirst().orElseThrow().substring(AT.length());
            return new SchemaDump(
                    Instant.parse(at),
                    List.of(text.substring(text.indexOf('\n') + 1).split(END, -1)));
        }
    }

    public void write(Path file) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((AT + at + "\n" + String.join(END, statements)).getBytes(StandardCharsets.UTF_8));
        }
    }
}
