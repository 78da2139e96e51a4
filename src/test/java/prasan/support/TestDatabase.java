package prasan.support;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import prasan.areas.Areas;
import prasan.db.Database;
import prasan.db.EmbeddedMariaDb;

/** Real databases for tests: one embedded server for the test JVM, in it a schema of its own for whoever asks. */
public final class TestDatabase {
    private static final int CONNECTIONS = 6;
    private static final String TEMPLATE = "test_template";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestDatabase() {}

    /** A new schema, migrated, empty but for the areas. Close it when done; the schema itself goes with the next run. */
    public static Database fresh() {
        var database = empty();
        database.jdbi()
                .useHandle(
                        handle -> handle.execute("INSERT INTO area SELECT * FROM " + TEMPLATE + ".area ORDER BY code"));
        return database;
    }

    /** A new schema, migrated, without even the areas. */
    public static Database empty() {
        return open(bare());
    }

    /** The URL of a schema of the server, without any option. */
    public static String url(String schema) {
        var url = Server.MARIADB.url();
        return url.substring(0, url.lastIndexOf('/') + 1) + schema;
    }

    public static String user() {
        return Server.MARIADB.user();
    }

    public static String password() {
        return Server.MARIADB.password();
    }

    /** The name of a new schema that has nothing, for migrations. */
    public static String bare() {
        var schema = "test_" + SCHEMAS.incrementAndGet();
        Server.ADMIN.useHandle(handle -> handle.execute("CREATE DATABASE " + schema));
        return schema;
    }

    private static Database open(String schema) {
        return Database.open(url(schema), user(), password(), CONNECTIONS);
    }

    /** Started by the first test that needs it, stopped with the JVM. */
    private static final class Server {
        // test JVMs run side by side
        static final String FORK = System.getProperty("test.fork", "");
        static final EmbeddedMariaDb MARIADB =
                EmbeddedMariaDb.start(Path.of("target", "test-database" + FORK), System.out::println);
        static final Jdbi ADMIN = Jdbi.create(MARIADB.url(), MARIADB.user(), MARIADB.password());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(MARIADB::close));
            ADMIN.useHandle(handle -> {
                // These databases need not survive a loss of power.
                handle.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
                handle.execute("SET GLOBAL max_connections = 500");
                handle.createQuery(
                                "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'test\\_%'")
                        .mapTo(String.class)
                        .list()
                        .forEach(schema -> handle.execute("DROP DATABASE " + schema));
                handle.execute("CREATE DATABASE " + TEMPLATE);
            });
            try (var template = Database.open(
                    MARIADB.url().replaceFirst("[^/]+$", TEMPLATE), MARIADB.user(), MARIADB.password(), 1)) {
                template.jdbi().useTransaction(Areas::load);
            }
        }
    }
}
