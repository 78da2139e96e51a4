package prasan.reports;

import java.util.Arrays;
import java.util.stream.Collectors;
import prasan.db.Scope;
import prasan.db.Where;

/**
 * Whose reports somebody may see. What is told of people in need, of illness or of crime is sensitive (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.26): without the right to it, such a
 * report is as if it did not exist.
 *
 * @param scope where they may see reports
 * @param sensitive where, of those, also the sensitive ones
 */
public record Sight(Scope scope, Scope sensitive) {
    /** Everything, for the chat and for what the system does itself. */
    public static final Sight ALL = new Sight(Scope.ALL, Scope.ALL);

    private static final String HARMLESS = "r.category NOT IN "
            + Arrays.stream(Category.values())
                    .filter(Category::sensitive)
                    .map(category -> "'" + category + "'")
                    .collect(Collectors.joining(", ", "(", ")"));

    /** The conditions on the report {@code r}. */
    Where where() {
        return new Where().scope("r.area", scope).scope("r.area", sensitive, HARMLESS);
    }
}
