package prasan.db;

import org.jdbi.v3.core.Handle;

/**
 * Moves what refers to one row over to another one of the same table: the foreign keys of the schema say what that is, so a table that is added later is moved with the rest without
 * this or its feature knowing. What only looks like a reference (a code in a text, in JSON) stays.
 */
public final class References {
    private record Column(String table, String name) {}

    private References() {}

    /**
     * Points every foreign key that names the one row to the other.
     *
     * @param table the table that is referred to, by this column; both are names from the code, never from a person
     * @throws org.jdbi.v3.core.JdbiException if a unique key allows only one of the two; the transaction is to be rolled back
     */
    public static void move(Handle handle, String table, String column, Object from, Object to) {
        handle.createQuery("""
                        SELECT table_name AS 'table', column_name AS name FROM information_schema.key_column_usage
                        WHERE table_schema = DATABASE() AND referenced_table_schema = DATABASE() AND referenced_table_name = :table AND referenced_column_name = :column
                        """)
                .bind("table", table)
                .bind("column", column)
                .map((row, context) -> new Column(row.getString("table"), row.getString("name")))
                .forEach(reference -> handle.createUpdate("UPDATE `" + reference.table() + "` SET `" + reference.name()
                                + "` = :to WHERE `" + reference.name() + "` = :from")
                        .bind("to", to)
                        .bind("from", from)
                        .execute());
    }
}
