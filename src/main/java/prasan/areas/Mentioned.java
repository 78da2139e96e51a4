package prasan.areas;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Understood;

/**
 * Finds the area that a person mentions in passing, so that what they say reaches those whom it concerns.
 *
 * @param understands what a text is taken for; nothing where texts are not understood
 */
public record Mentioned(Areas areas, Function<String, Optional<Understood>> understands) {
    private static final int TAMBON = Area.Level.TAMBON.digits();

    /**
     * Returns the code of the area that a text names.
     *
     * @param home code of where the person lives, {@code null} where nobody knows
     */
    public @Nullable String in(Handle handle, String text, @Nullable String home) {
        return understands
                .apply(text)
                .map(Understood::where)
                .map(where -> by(handle, where, home))
                .orElse(null);
    }

    /** Returns the code of the area that words name: of several namesakes what all of them lie in. A หมู่ alone is one of the person's own tambon. */
    public @Nullable String by(Handle handle, String where, @Nullable String home) {
        if (where.isEmpty()) {
            return null;
        }
        var near = home == null ? "" : home;
        var found = new AreaSearch(AreaSearch.Wanted.VILLAGE, near, "").find(handle, areas, where);
        if ("tambon".equals(found.refused()) && near.length() >= TAMBON) {
            found = new AreaSearch(AreaSearch.Wanted.VILLAGE, near, near.substring(0, TAMBON))
                    .find(handle, areas, where);
        }
        return found.areas().stream()
                .map(Area::code)
                .reduce(Mentioned::common)
                .filter(code -> !code.isEmpty())
                .map(code -> areas.require(handle, code).code())
                .orElse(null);
    }

    private static String common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        // a level has two digits
        return one.substring(0, same - same % 2);
    }
}
