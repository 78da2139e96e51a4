package prasan.support;

import java.util.Map;
import prasan.flow.Library;
import prasan.flow.Print;

/** Prints values without any labels: a code as itself. */
public final class Prints {
    private static final Library NO_LABELS = new Library(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Library.Emergency.none(),
            null,
            "",
            "",
            "",
            "");

    private Prints() {}

    public static Print bare(String language) {
        return new Print(language, NO_LABELS);
    }
}
