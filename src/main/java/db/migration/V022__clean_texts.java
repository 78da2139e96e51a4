package db.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import prasan.flow.Thai;
import prasan.members.Members;

/**
 * Cleans the texts that were stored before every door cleaned them, so that searches find them and an export that is imported again changes nothing. Which columns have texts of people
 * is told by their collation: codes and JSON have another one. The audit and what LINE sent stay as they were written. Names with titles are found anew, too.
 */
@SuppressWarnings("MemberName") // Flyway reads the number and the name from it
public final class V022__clean_texts extends BaseJavaMigration {
    private static final String PEOPLES_TEXTS = """
            SELECT c.table_name AS 'table', c.column_name AS name FROM information_schema.columns c
            JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
            WHERE c.table_schema = DATABASE() AND c.collation_name LIKE 'utf8mb4\\_thai%' AND c.generation_expression IS NULL
              AND c.table_name NOT IN ('audit', 'inbox', 'outbox', 'edition', 'played_round', 'flyway_schema_history', 'scheduled_tasks')
            ORDER BY 1, 2""";

    /** Most texts have nothing but letters, digits and single spaces, and are not read. */
    private static final String PERHAPS_UNCLEAN =
            "REGEXP '[^\\\\x{0E01}-\\\\x{0E5B} -~]|\\\\x{0E40}{2}|[\\\\x{0E31}\\\\x{0E33}-\\\\x{0E3A}\\\\x{0E47}-\\\\x{0E4E}]{2}"
                    + "|[\\\\x{0E30}\\\\x{0E32}][\\\\x{0E48}-\\\\x{0E4B}]|\\\\x{0E4D}|  |^ | $'";

    /** Names that may have a title which was not taken for one, or the other way round: how they are found is written anew. */
    private static final String TITLED =
            "[.]|^(?:ว่าที่|พล|พัน|ร้อย|จ่า|สิบ|ดาบ|นาวา|เรือ|ศาสตร|รองศาสตร|ผู้ช่วย|ดอก|ด็อก|นายแพทย์|แพทย์|ทันต"
                    + "|พระ|หลวง|แม่ชี|สามเณร|หม่อม|ท่าน|คุณ|dr|miss)";

    private record Column(String table, String name) {}

    @Override
    public void migrate(Context context) {
        Jdbi.create(context.getConnection()).useHandle(handle -> {
            handle.createQuery(PEOPLES_TEXTS)
                    .map((row, c) -> new Column(row.getString("table"), row.getString("name")))
                    .list()
                    .forEach(column -> clean(handle, column));
            handle.createQuery("SELECT id, name FROM member WHERE name REGEXP '" + TITLED + "'")
                    .map((row, c) -> Map.entry(row.getLong("id"), row.getString("name")))
                    .list()
                    .forEach(member -> named(handle, member.getKey(), member.getValue()));
        });
    }

    private static void named(Handle handle, long id, String name) {
        handle.execute("DELETE FROM member_name WHERE member_id = ?", id);
        var batch = handle.prepareBatch("INSERT INTO member_name (beginning, member_id) VALUES (?, ?)");
        Members.beginnings(name).forEach(beginning -> batch.add(beginning, id));
        batch.execute();
    }

    private static void clean(Handle handle, Column column) {
        var key = handle.createQuery("""
                        SELECT column_name FROM information_schema.key_column_usage
                        WHERE table_schema = DATABASE() AND table_name = :table AND constraint_name = 'PRIMARY' ORDER BY ordinal_position""")
                .bind("table", column.table())
                .mapTo(String.class)
                .list();
        if (key.isEmpty()) {
            return;
        }
        var columns = key.stream().map(part -> "`" + part + "`").collect(Collectors.joining(", "));
        var rows = handle.createQuery("SELECT `%1$s`, %2$s FROM `%3$s` WHERE `%1$s` %4$s"
                        .formatted(column.name(), columns, column.table(), PERHAPS_UNCLEAN))
                .map((row, c) -> {
                    var values = new ArrayList<Object>();
                    for (int i = 1; i <= key.size() + 1; i++) {
                        values.add(row.getObject(i));
                    }
                    return values;
                })
                .list();
        var where = key.stream().map(part -> "`" + part + "` = ?").collect(Collectors.joining(" AND "));
        // IGNORE: of two rows that may not have the same text, and a text of which nothing is left, stay as they are
        var update = handle.prepareBatch(
                "UPDATE IGNORE `%s` SET `%s` = ? WHERE %s".formatted(column.table(), column.name(), where));
        for (List<Object> row : rows) {
            var text = (String) row.getFirst();
            var clean = Thai.clean(text);
            if (!clean.equals(text)) {
                row.set(0, clean);
                update.add(row.toArray());
            }
        }
        if (update.size() > 0) {
            update.execute();
        }
    }
}
