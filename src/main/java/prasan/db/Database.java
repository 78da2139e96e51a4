package prasan.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The MariaDB that everything is kept in: a pool of connections to a schema that is migrated. Safe for all threads; close it last.
 *
 * <p>Transactions read what is committed (READ COMMITTED): whoever waited for a row's lock then sees what the other one did, and no gaps between rows are locked.
 */
public final class Database implements AutoCloseable {
    // Without the first two the driver writes an Instant in the JVM's own zone. The third is the one Thai collation
    // there is. The
    // others (milliseconds) end the wait for a server that has gone without a word.
    private static final List<String> OPTIONS = List.of(
            "timezone=UTC",
            "preserveInstants=true",
            "connectionCollation=" + Schema.COLLATION,
            "connectTimeout=3000",
            "socketTimeout=60000");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** For the admin API and for imports, which work long in one transaction, but not without a statement. */
    private static final Patience USUAL =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(60));

    private final String url;
    private final HikariDataSource pool;
    private final List<HikariDataSource> reserved = new ArrayList<>();
    private final Jdbi jdbi;

    private Database(String url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
        this.jdbi = on(pool);
    }

    private static Jdbi on(HikariDataSource pool) {
        var jdbi = Jdbi.create(pool)
                .registerArgument(new Days())
                .registerColumnMapper(
                        LocalDate.class, (row, column, context) -> row.getObject(column, LocalDate.class));
        // by default an exception quotes the values of its statement: what people wrote would be in the log
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    /**
     * Connects, waiting up to 30 seconds for a database that is only just starting, and brings the schema up to date.
     *
     * @param url {@code jdbc:mariadb://host:port/schema}; the options for UTC, Thai text and timeouts are added where they are missing
     * @throws Unusable if it cannot be used as it is
     * @throws RuntimeException if a migration fails
     */
    public static Database open(String url, String user, String password, int poolSize) {
        var complete = complete(url);
        Schema.reach(complete, user, password, PATIENCE).migrate(unhurried(complete, user, password));
        return new Database(
                complete, pool("prasan", USUAL.url(complete), user, password, poolSize, USUAL.connection()));
    }

    /** A migration may take minutes for one statement. */
    private static DataSource unhurried(String url, String user, String password) {
        try {
            var source = new MariaDbDataSource(url.replaceFirst("socketTimeout=[0-9]+", "socketTimeout=0"));
            source.setUser(user);
            source.setPassword(password);
            return source;
        } catch (SQLException unreadable) {
            throw new Unusable("DATABASE_URL cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The database cannot be used as it is. The message is one line for whoever started the program, and says what to do. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * How long is waited for the database by what people wait for. A transaction that does nothing for long is ended by the server, with its locks: when the way to it dies without a word,
     * nobody else would end it.
     *
     * @param connection for one that is free
     * @param lock for a row that another transaction has; whole seconds
     * @param answer for what the database says to a statement
     * @param idle for the next statement of a transaction; the server itself ends it then
     */
    public record Patience(Duration connection, Duration lock, Duration answer, Duration idle) {
        String url(String url) {
            var variables = "idle_transaction_timeout=%d,innodb_lock_wait_timeout=%d"
                    .formatted(idle.toSeconds(), lock.toSeconds());
            var quick = url.replaceFirst("socketTimeout=[0-9]+", "socketTimeout=" + answer.toMillis());
            // those that the operator sets come last, and so win
            return quick.contains("sessionVariables=")
                    ? quick.replaceFirst("sessionVariables=", "sessionVariables=" + variables + ",")
                    : quick + "&sessionVariables=" + variables;
        }
    }

    private static HikariDataSource pool(
            String name, String url, String user, String password, int size, Duration patience) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setInitializationFailTimeout(PATIENCE.toMillis());
        config.setConnectionTimeout(patience.toMillis());
        // dead connections are found one after the other; 250 is the least that the pool takes
        config.setValidationTimeout(Math.max(250, Math.min(500, patience.toMillis() / 2)));
        return new HikariDataSource(config);
    }

    /**
     * Connections set apart, all of them open when this returns: for what must not wait behind the rest. Closed with the database.
     *
     * @param patience how long they wait for the database
     * @throws RuntimeException if they cannot be had
     */
    public Jdbi reserve(int connections, Patience patience) {
        var apart = pool(
                "prasan-reserved",
                patience.url(url),
                pool.getUsername(),
                pool.getPassword(),
                connections,
                patience.connection());
        reserved.add(apart);
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(apart.getConnection());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no connection could be set apart", e);
        } finally {
            for (var connection : open) {
                giveBack(connection);
            }
        }
        return on(apart);
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String complete(String url) {
        var complete = new StringBuilder(url);
        for (var option : OPTIONS) {
            if (!url.contains(option.substring(0, option.indexOf('=') + 1))) {
                complete.append(complete.indexOf("?") < 0 ? '?' : '&').append(option);
            }
        }
        return complete.toString();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** The same connections, for libraries that do not know Jdbi. */
    public DataSource source() {
        return pool;
    }

    /** Whether the database answers and every migration that was begun has succeeded; for the readiness check, throws nothing. */
    public boolean ready() {
        try {
            return jdbi.withHandle(handle -> handle.createQuery("SELECT MIN(success) FROM flyway_schema_history")
                    .mapTo(Boolean.class)
                    .one());
        } catch (JdbiException e) {
            return false;
        }
    }

    @Override
    public void close() {
        reserved.forEach(HikariDataSource::close);
        pool.close();
    }

    /** A day as a day. Jdbi of itself makes a moment of it, midnight in the JVM's zone, which in UTC is the day before. */
    private static final class Days extends AbstractArgumentFactory<LocalDate> {
        Days() {
            super(Types.DATE);
        }

        @Override
        protected Argument build(LocalDate day, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, day);
        }
    }
}
