package prasan.db;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What refers to the rows of one table: the foreign keys of the schema say it, so a table that is added later is moved with the rest without this or its feature knowing. What only
 * looks like a reference (a code in a text, in JSON) is none, and neither is one of the table to itself.
 */
public final class References {
    /** A column that refers. */
    public record Column(String table, String name) {}

    private final List<Column> columns;

    private References(List<Column> columns) {
        this.columns = columns;
    }

    /** What refers to that column; both names are from the code, never from a person. */
    public static References to(Handle handle, String table, String column) {
        return new References(handle.createQuery("""
                        SELECT table_name AS 'table', column_name AS name FROM information_schema.key_column_usage
                        WHERE table_schema = DATABASE() AND referenced_table_schema = DATABASE() AND referenced_table_name = :table
                          AND referenced_column_name = :column AND table_name <> :table
                        """)
                .bind("table", table)
                .bind("column", column)
                .map((row, context) -> new Column(row.getString("table"), row.getString("name")))
                .list());
    }

    /**
     * Points all that refers to the one value to the other.
     *
     * @throws org.jdbi.v3.core.JdbiException if a unique key allows only one of the two; the transaction is to be rolled back
     */
    public void move(Handle handle, Object from, Object to) {
        for (var column : columns) {
            handle.createUpdate("UPDATE `%s` SET `%s` = :to WHERE `%s` = :from"
                            .formatted(column.table(), column.name(), column.name()))
                    .bind("to", to)
                    .bind("from", from)
                    .execute();
        }
    }
}
