package prasan.csv;

import prasan.db.Scope;

/**
 * Who brings a file in.
 *
 * @param scope where they may change anything; a row of elsewhere is flawed
 * @param name as it is written down with what they change
 */
public record Importer(Scope scope, String name) {
    /** Whoever has the machine and the database's password. */
    public static final Importer OPERATOR = new Importer(Scope.ALL, "import");
}
