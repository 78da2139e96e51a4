package prasan.support;

import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import prasan.db.Database;

/** Searches the whole database: every text column of every table. */
public final class Columns {
    private final Database database;

    public Columns(Database database) {
        this.database = database;
    }

    /** Returns every text column, as {@code table.column}. */
    public Set<String> all() {
        return database.jdbi().withHandle(Columns::all);
    }

    private static Set<String> all(Handle handle) {
        return new TreeSet<>(handle.createQuery("""
                        SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns
                        WHERE table_schema = DATABASE() AND table_name <> 'flyway_schema_history'
                        AND data_type IN ('varchar', 'char', 'text', 'mediumtext', 'longtext')""").mapTo(String.class).list());
    }

    /** Returns the columns of which some row has the words. */
    public Set<String> with(String words) {
        return database.jdbi().withHandle(handle -> {
            var found = all(handle);
            found.removeIf(column -> !has(handle, column, words));
            return found;
        });
    }

    private static boolean has(Handle handle, String column, String words) {
        var table = column.substring(0, column.indexOf('.'));
        return handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM `%s` WHERE LOCATE(:words, CONVERT(`%s` USING utf8mb4)) > 0)"
                                .formatted(table, column.substring(table.length() + 1)))
                .bind("words", words)
                .mapTo(Boolean.class)
                .one();
    }
}
