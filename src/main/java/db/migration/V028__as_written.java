package db.migration;

import java.util.Map;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import prasan.flow.Thai;
import prasan.members.Members;

/**
 * Mends what earlier versions wrote otherwise than it was meant: names of LINE profiles with signs that turn the direction of text, empty texts where there is none (an export could not tell
 * them apart), how names with titles are found, and grants for the parts of an area that was split, which no key opened that had opened the whole.
 */
@SuppressWarnings("MemberName") // Flyway reads the number and the name from it
public final class V028__as_written extends BaseJavaMigration {
    private static final String MAY_BE_EMPTY = """
            SELECT c.table_name AS 'table', c.column_name AS name FROM information_schema.columns c
            JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
            WHERE c.table_schema = DATABASE() AND c.table_name IN ('member', 'member_role', 'centre', 'project', 'project_stage', 'award', 'award_type', 'officer', 'officer_grant')
              AND c.collation_name IS NOT NULL AND c.data_type IN ('varchar', 'text') AND c.is_nullable = 'YES' AND c.generation_expression IS NULL""";

    private static final String TITLED =
            "[.(]|^(?:[ก-ฮ]{1,4} |ว่าที่|พล|พัน|ร้อย|จ่า|สิบ|ดาบ|นาวา|เรือ|ศาสตร|รองศาสตร|ผู้ช่วย|ผู้ใหญ่|กำนัน|อาจารย์|ดอก|ด็อก|นายแพทย์|แพทย์|ทันต|เภสัช|สัตว|นายสัตว"
                    + "|นายดาบ|นายหมวด|นายหมู่|นายกอง|พระ|หลวง|แม่ชี|สามเณร|หม่อม|ท่าน|คุณ|(?:นาย|นาง|นางสาว|เด็กชาย|เด็กหญิง)[ก-ฮ] |dr|prof|mr|ms|miss)";

    @Override
    public void migrate(Context context) {
        Jdbi.create(context.getConnection()).useHandle(handle -> {
            profiles(handle);
            empty(handle);
            titled(handle);
            split(handle);
        });
    }

    private static void profiles(Handle handle) {
        var update = handle.prepareBatch("UPDATE member SET display_name = ? WHERE id = ?");
        handle.createQuery("SELECT id, display_name FROM member WHERE display_name REGEXP '[^ -~]|  |^ | $'")
                .map((row, c) -> Map.entry(row.getLong("id"), row.getString("display_name")))
                .forEach(member -> {
                    var clean = Thai.said(member.getValue());
                    if (!clean.equals(member.getValue())) {
                        update.add(clean, member.getKey());
                    }
                });
        if (update.size() > 0) {
            update.execute();
        }
    }

    private static void empty(Handle handle) {
        handle.createQuery(MAY_BE_EMPTY)
                .map((row, c) -> Map.entry(row.getString("table"), row.getString("name")))
                .list()
                .forEach(column -> handle.execute("UPDATE IGNORE `%1$s` SET `%2$s` = NULL WHERE `%2$s` = ''"
                        .formatted(column.getKey(), column.getValue())));
    }

    private static void titled(Handle handle) {
        var delete = handle.prepareBatch("DELETE FROM member_name WHERE member_id = ?");
        var insert = handle.prepareBatch("INSERT INTO member_name (beginning, member_id) VALUES (?, ?)");
        handle.createQuery("SELECT id, name FROM member WHERE name REGEXP '" + TITLED + "'")
                .map((row, c) -> Map.entry(row.getLong("id"), row.getString("name")))
                .forEach(member -> {
                    delete.add(member.getKey());
                    Members.beginnings(member.getValue()).forEach(beginning -> insert.add(beginning, member.getKey()));
                });
        if (delete.size() > 0) {
            delete.execute();
            insert.execute();
        }
    }

    /** A grant for a part is as old as the one for the whole that it comes from. */
    private static void split(Handle handle) {
        handle.execute("""
                UPDATE officer_grant part
                JOIN area_former f ON f.code = part.area AND f.area = part.area AND f.until_at = part.created_at
                JOIN officer_grant whole ON whole.officer_id = part.officer_id AND whole.rights = part.rights AND whole.granted_by = part.granted_by
                  AND whole.from_day <=> part.from_day AND whole.until_day <=> part.until_day
                SET part.created_at = whole.created_at
                WHERE whole.area = '105082' AND part.area IN ('105002', '105003', '105005') AND whole.created_at < part.created_at""");
    }
}
