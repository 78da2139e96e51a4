package prasan.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prasan.support.TestDatabase;

class SchemaTest {
    private static final String PASSWORD = "a-password-of-tests";

    private final String schema = TestDatabase.bare();
    private final Jdbi admin = Jdbi.create(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password());

    private static void open(String url, String user, String password) {
        Database.open(url, user, password, 1).close();
    }

    private void open() {
        open(TestDatabase.url(schema), TestDatabase.user(), TestDatabase.password());
    }

    private void account(String name, String rights) {
        admin.useHandle(handle -> {
            handle.execute("CREATE OR REPLACE USER " + name + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
            handle.execute("GRANT " + rights + " ON " + schema + ".* TO " + name + "@'127.0.0.1'");
        });
    }

    private List<String> tables() {
        return admin.withHandle(
                handle -> handle.createQuery("SHOW TABLES").mapTo(String.class).list());
    }

    @Test
    void tablesThatAreAddedToARestoredDumpKeepThaiTextWhateverTheServerIsSetTo() {
        admin.useHandle(handle -> handle.execute("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci"));
        open();
        // as a dump restores the tables, into a schema that is made anew
        admin.useHandle(handle -> handle.execute("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci"));
        open();
        admin.useHandle(handle -> {
            handle.execute("CREATE TABLE later (word VARCHAR(20))");
            handle.execute("INSERT INTO later VALUES ('น้ำ')");
            assertThat(handle.createQuery("SELECT HEX(word) FROM later")
                            .mapTo(String.class)
                            .one())
                    .isEqualTo("E0B899E0B989E0B8B3");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"latin1", "utf8mb4 COLLATE utf8mb4_general_ci"})
    void aColumnThatLosesThaiTextIsNamed(String kept) {
        open();
        admin.useHandle(handle -> handle.execute("CREATE TABLE spoilt (word VARCHAR(20) CHARACTER SET " + kept + ")"));
        assertThatThrownBy(this::open)
                .isInstanceOf(Database.Unusable.class)
                .hasMessageContaining(
                        "in spoilt.word: restore the backup into a schema that is made by CREATE DATABASE " + schema
                                + " CHARACTER SET utf8mb4");
    }

    @Test
    void aUrlHasToNameASchemaThatThereIs() {
        var none = TestDatabase.url("");
        assertThatThrownBy(() -> open(none, TestDatabase.user(), TestDatabase.password()))
                .hasMessage("DATABASE_URL names no schema: write jdbc:mariadb://host:3306/schema");
        assertThatThrownBy(() -> open(none.replaceFirst("/$", ""), TestDatabase.user(), TestDatabase.password()))
                .hasMessage("DATABASE_URL names no schema: write jdbc:mariadb://host:3306/schema");
        assertThatThrownBy(() -> open(none + "?sslMode=trust", TestDatabase.user(), TestDatabase.password()))
                .hasMessage("DATABASE_URL names no schema: write jdbc:mariadb://host:3306/schema");
        assertThatThrownBy(() -> open(TestDatabase.url("not_there"), TestDatabase.user(), TestDatabase.password()))
                .hasMessage("there is no schema not_there: CREATE DATABASE not_there, or correct DATABASE_URL");
        assertThatThrownBy(() -> open("jdbc:mariadb://127.0.0.1:port/x", "", ""))
                .isInstanceOf(Database.Unusable.class)
                .hasMessage("DATABASE_URL cannot be read: write jdbc:mariadb://host:3306/schema");
    }

    @Test
    void anAccountThatIsRefusedIsToldAtOnce() {
        account("one", "ALL");
        assertThatThrownBy(() -> open(TestDatabase.url(schema), "one", "another-password"))
                .isInstanceOf(Database.Unusable.class)
                .hasMessage("the database refuses the account: correct DATABASE_USER or DATABASE_PASSWORD");
        assertThatThrownBy(() -> open(TestDatabase.url(TestDatabase.bare()), "one", PASSWORD))
                .hasMessageContaining("GRANT ALL ON test_");
        open(TestDatabase.url(schema), "one", PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT, INSERT, UPDATE, DELETE",
                "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES",
                "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES, TRIGGER",
                "SELECT, INSERT, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, TRIGGER"
            })
    void aRightThatIsMissingIsToldBeforeAnythingIsChanged(String rights) {
        account("two", rights);
        assertThatThrownBy(() -> open(TestDatabase.url(schema), "two", PASSWORD))
                .isInstanceOf(Database.Unusable.class)
                .hasMessageContaining("DATABASE_USER has not all rights on the schema " + schema)
                .hasMessageEndingWith("GRANT ALL ON " + schema + ".* to the account");
        assertThat(tables()).isEmpty();
    }

    @Test
    void tablesOfSomebodyElseAreLeftAlone() {
        admin.useHandle(handle -> handle.execute("CREATE TABLE theirs (id INT)"));
        assertThatThrownBy(this::open)
                .hasMessage(
                        "the schema " + schema + " holds tables of somebody else: name an empty one in DATABASE_URL");
        assertThat(tables()).containsExactly("theirs");
    }

    @Test
    void dataOfANewerVersionIsLeftToIt() {
        open();
        admin.useHandle(handle -> handle.execute("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
                VALUES (9000, '9000', 'of tomorrow', 'SQL', 'V9000__of_tomorrow.sql', 'x', 1, TRUE)"""));
        assertThatThrownBy(this::open)
                .isInstanceOf(Database.Unusable.class)
                .hasMessage("the data was written by a newer Prasan (schema 9000): start that one, or restore the"
                        + " backup of before its start");
    }

    @Test
    void anUpgradeThatBrokeOffIsTold() {
        open();
        admin.useHandle(handle -> handle.execute(
                "UPDATE flyway_schema_history SET success = FALSE ORDER BY installed_rank DESC LIMIT 1"));
        assertThatThrownBy(this::open)
                .isInstanceOf(Database.Unusable.class)
                .hasMessageContaining("broke off: restore the backup of before it, then start again");
    }

    @Test
    void aServerThatTrustsNobodyToMakeTriggersIsTold() {
        var home = Path.of("target", "logging database");
        try (var server = EmbeddedMariaDb.start(home, List.of("--log-bin", "--server-id=1"), line -> {})) {
            var root = Jdbi.create(server.url(), server.user(), server.password());
            root.useHandle(handle -> {
                handle.execute("SET foreign_key_checks = 0");
                handle.execute("CREATE OR REPLACE DATABASE logged");
                handle.execute("SET GLOBAL log_bin_trust_function_creators = 0");
                handle.execute("CREATE OR REPLACE USER three@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
                handle.execute("GRANT ALL ON logged.* TO three@'127.0.0.1'");
            });
            var url = server.url().replaceFirst("[^/]+$", "logged");
            assertThatThrownBy(() -> open(url, "three", PASSWORD))
                    .isInstanceOf(Database.Unusable.class)
                    .hasMessageEndingWith("SET GLOBAL log_bin_trust_function_creators = 1");
            root.useHandle(handle -> handle.execute("SET GLOBAL log_bin_trust_function_creators = 1"));
            open(url, "three", PASSWORD);
        }
    }
}
