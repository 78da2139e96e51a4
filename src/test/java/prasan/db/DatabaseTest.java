package prasan.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prasan.support.TestDatabase;

class DatabaseTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aUrlGetsTheOptionsThatItLacksAndKeepsTheOthers() {
        assertThat(Database.complete("jdbc:mariadb://db/prasan"))
                .startsWith("jdbc:mariadb://db/prasan?timezone=UTC&preserveInstants=true&connectionCollation=");
        assertThat(Database.complete("jdbc:mariadb://db/prasan?timezone=auto&sslMode=trust"))
                .startsWith("jdbc:mariadb://db/prasan?timezone=auto&sslMode=trust&preserveInstants=true&")
                .doesNotContain("timezone=UTC");
    }

    @Test
    void wordsThatDifferInAToneMarkAreDifferentForAUniqueKey() {
        var inserted = List.of("ป่า", "ปา", "ป้า", "ABC");
        database.jdbi().useHandle(handle -> {
            handle.execute("CREATE TABLE word (word VARCHAR(50) NOT NULL UNIQUE)");
            inserted.forEach(word -> handle.execute("INSERT INTO word VALUES (?)", word));
            assertThat(count(handle, "word")).isEqualTo(inserted.size());
            assertThatThrownBy(() -> handle.execute("INSERT INTO word VALUES (?)", "ป้า"))
                    .isInstanceOf(JdbiException.class);
            assertThatThrownBy(() -> handle.execute("INSERT INTO word VALUES (?)", "abc"))
                    .isInstanceOf(JdbiException.class);
        });
    }

    @Test
    void thaiWordsComeInTheOrderOfTheDictionary() {
        var order = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT word FROM (SELECT 'ขา' word UNION ALL SELECT 'ไก่' UNION ALL SELECT 'แก' UNION ALL SELECT 'เกา'"
                                        + " UNION ALL SELECT 'ก้า' UNION ALL SELECT 'กา') words ORDER BY word")
                        .mapTo(String.class)
                        .list());
        assertThat(order).containsExactly("กา", "ก้า", "เกา", "แก", "ไก่", "ขา");
    }

    @Test
    void momentsAndDaysKeepTheirMeaningOnAMachineInBangkok() {
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("Asia/Bangkok"));
        var moment = Instant.parse("2026-11-22T17:30:00.123456Z");
        var day = LocalDate.of(2026, 11, 23);
        database.jdbi().useHandle(handle -> {
            handle.execute("CREATE TABLE moment (at DATETIME(6) NOT NULL, day DATE NOT NULL)");
            handle.createUpdate("INSERT INTO moment VALUES (:at, :day)")
                    .bind("at", moment)
                    .bind("day", day)
                    .execute();
            assertThat(one(handle, "SELECT CONCAT(at, ' ', day) FROM moment", String.class))
                    .isEqualTo("2026-11-22 17:30:00.123456 2026-11-23");
            assertThat(one(handle, "SELECT at FROM moment", Instant.class)).isEqualTo(moment);
            assertThat(one(handle, "SELECT day FROM moment", LocalDate.class)).isEqualTo(day);
            // what the server calls now is UTC as well
            assertThat(one(handle, "SELECT @@session.time_zone", String.class)).isIn("UTC", "+00:00");
        });
    }

    @Test
    void openingASchemaAgainMigratesNothingAndKeepsItsRows() {
        var schema = database.jdbi().withHandle(handle -> one(handle, "SELECT DATABASE()", String.class));
        int before = database.jdbi().withHandle(handle -> count(handle, "area"));
        int migrations = database.jdbi().withHandle(handle -> count(handle, "flyway_schema_history"));
        try (var again = Database.open(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password(), 1)) {
            assertThat(again.ready()).isTrue();
            again.jdbi().useHandle(handle -> {
                assertThat(count(handle, "flyway_schema_history")).isEqualTo(migrations);
                assertThat(count(handle, "area")).isEqualTo(before);
            });
        }
    }

    @Test
    void isNotReadyWhenAMigrationFailedOrNothingAnswers() {
        var other = TestDatabase.empty();
        assertThat(other.ready()).isTrue();
        other.jdbi().useHandle(handle -> handle.execute("UPDATE flyway_schema_history SET success = FALSE"));
        assertThat(other.ready()).isFalse();
        other.jdbi().useHandle(handle -> handle.execute("UPDATE flyway_schema_history SET success = TRUE"));
        other.close();
        assertThat(other.ready()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            area_code         | INSERT INTO area (code, parent, name_th, name_en) VALUES ('711', '7', 'ก', 'a')
            area_parent_code  | INSERT INTO area (code, parent, name_th, name_en) VALUES ('7199', '72', 'ก', 'a')
            area_parent       | INSERT INTO area (code, parent, name_th, name_en) VALUES ('719901', '7199', 'ก', 'a')
            chat_kind         | INSERT INTO chat (id, kind, created_at) VALUES ('U1', 'bot', NOW())
            session_chat      | INSERT INTO session (chat_id, state, updated_at) VALUES ('U-nobody', '{}', NOW())
            member_named      | INSERT INTO member (area, created_at) VALUES ('71', NOW())
            member_text_size  | INSERT INTO member (name, text_size, created_at) VALUES ('นามสมมติ', 'HUGE', NOW())
            outbox_to         | INSERT INTO outbox (cause_key, kind, retry_key, messages, next_attempt_at, valid_until, created_at) VALUES ('x', 'ANSWER', UUID(), '[]', NOW(), NOW(), NOW())
            outbox_somebody   | INSERT INTO outbox (cause_key, kind, recipients, retry_key, messages, next_attempt_at, valid_until, created_at) VALUES ('x', 'ANSWER', '[]', UUID(), '[]', NOW(), NOW(), NOW())
            push_switch_one   | INSERT INTO push_switch (id, stopped) VALUES (2, FALSE)
            push_switch_why   | UPDATE push_switch SET stopped = TRUE
            award_consent     | INSERT INTO award (code, type, title, year_be, area, recipient, recipient_kind, recipient_area, achievement, publish_consent, status, announced_at, announced_by, created_at, updated_at) VALUES ('A', 'T', 't', 2569, '71', 'r', 'PERSON', '71', 'a', FALSE, 'ANNOUNCED', NOW(), 'x', NOW(), NOW())
            """)
    void theSchemaItselfRefusesWhatMustNotBe(String constraint, String sql) {
        assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(sql)))
                .hasMessageContaining("`" + constraint + "`");
    }

    private static int count(Handle handle, String table) {
        return one(handle, "SELECT COUNT(*) FROM " + table, Integer.class);
    }

    private static <T> T one(Handle handle, String sql, Class<T> type) {
        return handle.createQuery(sql).mapTo(type).one();
    }
}
