package prasan.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;

/**
 * The schema of a database, looked at before and after its migrations. What is not as it has to be is told in one line that says what to do, before anything is changed where that is
 * possible.
 */
final class Schema {
    /** The one Thai collation there is. A dump names it for each of its tables; a table that a migration adds later gets it from the schema. */
    static final String COLLATION = "utf8mb4_thai_520_w2";

    private static final int ACCESS_DENIED_TO_SCHEMA = 1044;
    private static final int ACCESS_DENIED = 1045;
    private static final int UNKNOWN_SCHEMA = 1049;
    private static final int HOST_NOT_ALLOWED = 1130;
    private static final int ACCESS_DENIED_BY_PLUGIN = 1698;
    /** A server that writes a binary log lets only trusted accounts make triggers. */
    private static final int NO_TRIGGERS = 1419;

    /** Tried before the others, so that they leave nothing behind. */
    private static final String DROP = "DROP TABLE IF EXISTS rights_probe";

    /** What migrations do. */
    private static final List<String> RIGHTS = List.of(
            "CREATE TABLE rights_probe (id INT PRIMARY KEY, parent INT)",
            "CREATE INDEX rights_probe_parent ON rights_probe (parent)",
            "ALTER TABLE rights_probe ADD FOREIGN KEY (parent) REFERENCES rights_probe (id)",
            "CREATE TRIGGER rights_probe_change BEFORE UPDATE ON rights_probe FOR EACH ROW SET NEW.id = OLD.id",
            "INSERT INTO rights_probe (id) VALUES (1)",
            "UPDATE rights_probe SET id = 2",
            "DELETE FROM rights_probe");

    private final String name;

    private Schema(String name) {
        this.name = name;
    }

    /**
     * The schema that a URL names, once its server answers.
     *
     * @throws Database.Unusable if the URL names none, if the account is refused, or if nobody answers for so long
     */
    static Schema reach(String url, String user, String password, Duration patience) {
        var schema = new Schema(named(url));
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try (var connection = DriverManager.getConnection(url, user, password)) {
                Objects.requireNonNull(connection);
                return schema;
            } catch (SQLException no) {
                var line = schema.refused(no);
                if (line != null) {
                    throw new Database.Unusable(line, no);
                } else if (System.nanoTime() > end) {
                    throw new Database.Unusable(
                            "no MariaDB answers at the address of DATABASE_URL: start it, or correct the address", no);
                }
                rest();
            }
        }
    }

    private static String named(String url) {
        try {
            var configuration = Configuration.parse(url);
            var name = configuration == null ? null : configuration.database();
            if (name == null || name.isBlank()) {
                throw new Database.Unusable(
                        "DATABASE_URL names no schema: write jdbc:mariadb://host:3306/schema", null);
            }
            return name;
        } catch (SQLException unreadable) {
            throw new Database.Unusable(
                    "DATABASE_URL cannot be read: write jdbc:mariadb://host:3306/schema", unreadable);
        }
    }

    /** Why waiting is of no use, or {@code null} if the server may only just be starting. */
    private @Nullable String refused(SQLException no) {
        return switch (no.getErrorCode()) {
            case ACCESS_DENIED, ACCESS_DENIED_BY_PLUGIN ->
                "the database refuses the account: correct DATABASE_USER or DATABASE_PASSWORD";
            case ACCESS_DENIED_TO_SCHEMA ->
                "DATABASE_USER may not use the schema " + name + ", or there is none: as an administrator of the"
                        + " database, CREATE DATABASE " + name + " and GRANT ALL ON " + name + ".* to the account";
            case UNKNOWN_SCHEMA ->
                "there is no schema " + name + ": CREATE DATABASE " + name + ", or correct DATABASE_URL";
            case HOST_NOT_ALLOWED ->
                "the database lets nobody in from this machine: make the account of DATABASE_USER for this host";
            default -> null;
        };
    }

    private static void rest() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was awaited", cutOff);
        }
    }

    /**
     * Brings the schema up to date.
     *
     * @param source whose connections wait as long as a migration takes
     * @throws Database.Unusable if this program must not or cannot do so
     * @throws org.flywaydb.core.api.FlywayException if a migration is not the one that was run, or fails
     */
    void migrate(DataSource source) {
        // one node at a time: another one that starts waits, and finds all done
        try (var connection = source.getConnection();
                var lock = connection.prepareStatement("DO GET_LOCK(CONCAT('prasan-', DATABASE()), 3600)");
                var unlock = connection.prepareStatement("DO RELEASE_LOCK(CONCAT('prasan-', DATABASE()))")) {
            lock.execute();
            migrateAlone(source);
            unlock.execute();
        } catch (SQLException broken) {
            throw new Database.Unusable("the database broke off: " + broken.getMessage(), broken);
        }
    }

    private void migrateAlone(DataSource source) throws SQLException {
        var flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                // what is merged later may have the lower number
                .outOfOrder(true)
                .load();
        var info = flyway.info();
        check(info.all());
        var begins = info.applied().length == 0;
        var changes = info.pending().length > 0;
        with(source, connection -> prepare(connection, begins, changes));
        flyway.migrate();
        with(source, this::checkColumns);
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static void with(DataSource source, Work work) throws SQLException {
        try (var connection = source.getConnection()) {
            work.on(connection);
        }
    }

    private void prepare(Connection connection, boolean begins, boolean changes) throws SQLException {
        if (begins && !tables(connection).isEmpty()) {
            throw new Database.Unusable(
                    "the schema " + name + " holds tables of somebody else: name an empty one in DATABASE_URL", null);
        }
        if (changes) {
            tryRights(connection);
        }
        collate(connection);
    }

    private static void check(MigrationInfo[] migrations) {
        for (var migration : migrations) {
            var state = migration.getState();
            if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
                throw new Database.Unusable(
                        "the data was written by a newer Prasan (schema " + migration.getVersion()
                                + "): start that one, or restore the backup of before its start",
                        null);
            } else if (state == MigrationState.FAILED) {
                throw new Database.Unusable(
                        "the upgrade of the schema to " + migration.getVersion()
                                + " broke off: restore the backup of before it, then start again",
                        null);
            }
        }
    }

    private void tryRights(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(DROP);
            try {
                for (var right : RIGHTS) {
                    statement.execute(right);
                }
            } finally {
                statement.execute(DROP);
            }
        } catch (SQLException no) {
            throw new Database.Unusable(
                    no.getErrorCode() == NO_TRIGGERS
                            ? "the database keeps a binary log and lets DATABASE_USER make no triggers: as an"
                                    + " administrator of the database, SET GLOBAL log_bin_trust_function_creators = 1"
                            : "DATABASE_USER has not all rights on the schema " + name + " (" + no.getMessage()
                                    + "): as an administrator of the database, GRANT ALL ON " + name
                                    + ".* to the account",
                    no);
        }
    }

    /** A dump that is restored into a schema of another character set would lose Thai text in the tables that are added from then on. */
    private static void collate(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@collation_database")) {
            row.next();
            if (!row.getString(1).equals(COLLATION)) {
                statement.execute("ALTER DATABASE CHARACTER SET utf8mb4 COLLATE " + COLLATION);
            }
        }
    }

    private void checkColumns(Connection connection) throws SQLException {
        var wrong = list(connection, """
                SELECT CONCAT(c.table_name, '.', c.column_name) FROM information_schema.columns c
                JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND c.table_name <> 'flyway_schema_history'
                    AND (character_set_name <> 'utf8mb4' OR collation_name NOT LIKE '%bin' AND collation_name NOT LIKE '%thai%')
                ORDER BY c.table_name, c.ordinal_position""");
        if (!wrong.isEmpty()) {
            throw new Database.Unusable(
                    "Thai text is lost or sorted wrongly in " + String.join(", ", wrong)
                            + ": restore the backup into a schema that is made by CREATE DATABASE " + name
                            + " CHARACTER SET utf8mb4 COLLATE " + COLLATION,
                    null);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        // a first start that was cut off leaves these
        return list(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
                        + " AND table_name NOT IN ('flyway_schema_history', 'rights_probe')");
    }

    private static List<String> list(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
