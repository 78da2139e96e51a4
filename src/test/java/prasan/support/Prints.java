package prasan.support;

import java.util.List;
import java.util.Map;
import prasan.flow.Library;
import prasan.flow.Mark;
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
            new Library.Alarm(List.of(), List.of(), List.of(), List.of(), Map.of(), "", "", new Mark("", 1, 1)),
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
