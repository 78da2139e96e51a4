package prasan.support;

import java.util.Map;
import prasan.flow.Library;
import prasan.flow.Print;

/** Prints values outside a conversation. */
public final class Prints {
    private Prints() {}

    /** Returns a print without any labels: a code as itself. */
    public static Print bare(String language) {
        return labelled(language, Map.of());
    }

    /** Returns a print with the Thai labels of codes, by vocabulary. */
    public static Print labelled(String language, Map<String, Map<String, String>> labels) {
        var library = new Library(
                Map.of(),
                Map.of(Library.THAI, labels),
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
                "",
                Map.of());
        return new Print(language, library);
    }
}
