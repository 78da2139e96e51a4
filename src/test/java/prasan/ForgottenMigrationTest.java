package prasan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import prasan.db.Database;
import prasan.support.Columns;
import prasan.support.TestDatabase;

/** What older versions wrote is masked and forgotten as what is written now. */
class ForgottenMigrationTest {
    private static Database database;

    @BeforeAll
    static void migrate() {
        var schema = TestDatabase.bare();
        Flyway.configure()
                .dataSource(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password())
                .locations("classpath:db/migration")
                .target("21")
                .load()
                .migrate();
        Jdbi.create(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password())
                .useTransaction(ForgottenMigrationTest::rows);
        database = Database.open(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password(), 3);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static void rows(Handle handle) {
        for (var chat : List.of("U1", "U2", "C1")) {
            handle.execute(
                    "INSERT INTO chat (id, kind, created_at) VALUES (?, ?, NOW(6))",
                    chat,
                    chat.equals("C1") ? "group" : "user");
        }
        handle.execute(
                "INSERT INTO member (id, chat_id, code, name, created_at) VALUES (7, 'U1', 'REG-7', NULL, NOW(6)), (8, NULL, NULL, NULL, NOW(6))");
        audit(
                handle,
                "importMembers",
                "member",
                "REG-7 VILLAGE_HEAD 71010705 2026-01-01",
                null,
                "{\"changes\":[\"role\"]}");
        audit(handle, "import", "member", "SECRET 9 KAMNAN 710107 กำนัน 2026-01-01", null, null);
        audit(handle, "import", "member", "SECRET-10", null, null);
        audit(handle, "changeMember", "member", "7", "{\"code\":\"SECRET-7\"}", "{\"code\":\"REG-7\"}");
        audit(
                handle,
                "refuseRegistration",
                "registration",
                "1",
                null,
                "{\"reason\":\"SECRET ไม่ใช่\",\"state\":\"REFUSED\"}");
        audit(handle, "changeCentre", "centre", "71", "{\"phone\":\"SECRET\"}", "{\"phone\":\"SECRET\"}");
        audit(handle, "invite", "invitation", "1", null, "{\"note\":\"SECRET\"}");
        audit(
                handle,
                "createAward",
                "award",
                "A-1",
                null,
                "{\"recipient\":\"SECRET\",\"achievement\":\"SECRET\",\"title\":\"คนดี\"}");
        audit(
                handle,
                "importAwards",
                "award",
                "A-2",
                null,
                "{\"changes\":[\"recipient: SECRET → \\\"SECRET\\\"\",\"year_be: 2568 → 2569\"]}");
        event(handle, "e1", "C1", "message", "DONE", """
                {"type":"message","source":{"type":"group","groupId":"C1","userId":"U1"},"message":{"id":"1","type":"text","text":"@p",
                 "mention":{"mentionees":[{"isSelf":true},{"userId":"USECRET"}]}}}""");
        event(handle, "e2", "C1", "unsend", "DONE", """
                {"type":"unsend","source":{"type":"group","groupId":"C1","userId":"USECRET"},"unsend":{"messageId":"1"}}""");
        event(handle, "e3", "U1", "message", "STORED", """
                {"type":"message","mode":"standby","source":{"type":"user","userId":"U1"},"message":{"id":"2","type":"text","text":"SECRET"}}""");
        event(
                handle,
                "e4",
                "C1",
                "leave",
                "DONE",
                "{\"type\":\"leave\",\"source\":{\"type\":\"group\",\"groupId\":\"C1\"}}");
        handle.execute(
                "INSERT INTO danger (cause_key, kind, chat_id, said, from_group, heard_at) VALUES ('e1', 'FIRE', 'C1', 'ไฟ', TRUE, NOW(6))");
        handle.execute(
                "INSERT INTO erasure (id, member_id, asked_at, due_on, state, decided_at, decided_by) VALUES (5, 8, NOW(6), NOW(), 'ERASED', NOW(6), 'x')");
        handle.execute(
                "INSERT INTO outbox (cause_key, chat_id, retry_key, messages, state, next_attempt_at, valid_until, created_at) VALUES ('erasure:5:th', 'UERASED', UUID(), '[\"SECRET\"]', 'SENT', NOW(6), NOW(6), NOW(6))");
        handle.execute("INSERT INTO unsent (message_id, chat_id, at) VALUES ('taken', 'U1', NOW(6) - INTERVAL 9 DAY)");
        handle.execute(
                "INSERT INTO photo (message_id, chat_id, created_at) VALUES ('taken', 'U1', NOW(6)), ('lost', 'U1', NOW(6)), ('old', 'U1', NOW(6) - INTERVAL 20 DAY)");
        handle.execute(
                "INSERT INTO handover (chat_id, gathered, opened_at, closed_at, closed_by, parted, parted_area) VALUES ('U2', '[]', NOW(6), NOW(6), 'x', TRUE, '99999999')");
    }

    private static void audit(
            Handle handle, String action, String subject, String key, @Nullable String before, @Nullable String after) {
        handle.execute(
                "INSERT INTO audit (at, who, address, action, subject, row_key, old_values, new_values) VALUES (NOW(6), 'x', '', ?, ?, ?, ?, ?)",
                action,
                subject,
                key,
                before,
                after);
    }

    private static void event(Handle handle, String id, String chat, String type, String state, String raw) {
        handle.execute(
                "INSERT INTO inbox (event_id, chat_id, type, occurred_at, received_at, raw, state) VALUES (?, ?, ?, NOW(3), NOW(6), ?, ?)",
                id,
                chat,
                type,
                raw,
                state);
    }

    private static List<String> column(String sql) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void noSecretIsLeft() {
        var columns = new Columns(database);
        assertThat(columns.with("SECRET")).isEmpty();
        assertThat(columns.with("UERASED")).isEmpty();
    }

    @Test
    void theAuditStillTellsWhatChangedAndInWhichRow() {
        assertThat(column("SELECT row_key FROM audit WHERE subject = 'member' ORDER BY id"))
                .containsExactly(
                        "id 7 VILLAGE_HEAD 71010705 2026-01-01", "••• KAMNAN 710107 กำนัน 2026-01-01", "•••", "7");
        assertThat(column("SELECT new_values FROM audit WHERE subject = 'award' ORDER BY id"))
                .containsExactly(
                        "{\"recipient\": \"•••\", \"achievement\": \"•••\", \"title\": \"คนดี\"}",
                        "{\"changes\":[\"recipient\",\"year_be: 2568 → 2569\"]}");
        assertThat(
                        column(
                                "SELECT CONCAT(JSON_VALUE(new_values, '$.reason'), JSON_VALUE(new_values, '$.state')) FROM audit WHERE subject = 'registration'"))
                .containsExactly("•••REFUSED");
    }

    @Test
    void whatWasSaidInGroupsHasItsSenderAndItsEnd() {
        assertThat(column("SELECT sender FROM danger")).containsExactly("U1");
        assertThat(column("SELECT COUNT(*) FROM chat WHERE left_at IS NOT NULL"))
                .containsExactly("1");
        assertThat(column("SELECT sender IS NULL FROM inbox WHERE event_id = 'e2'"))
                .containsExactly("1");
    }

    @Test
    void aPhotoThatNobodyTookBackIsCalledLostWhereThatCanBeTold() {
        assertThat(column("SELECT CONCAT(message_id, ' ', lost) FROM photo ORDER BY message_id"))
                .containsExactly("lost UNFETCHED", "old TAKEN_BACK", "taken TAKEN_BACK");
    }

    @Test
    void anAreaThatIsNotThereIsNone() {
        assertThat(column("SELECT COUNT(*) FROM handover WHERE parted_area IS NULL"))
                .containsExactly("1");
    }
}
