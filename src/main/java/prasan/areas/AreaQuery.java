package prasan.areas;

import org.jspecify.annotations.Nullable;
import prasan.http.Problem;
import prasan.http.Request;

/** The query parameter {@code area} of a list, which asks for what is in an area and in all below it. */
public final class AreaQuery {
    private static final String NAME = "area";

    private AreaQuery() {}

    /**
     * The code of the area, which need not exist, or {@code null} where none is asked for.
     *
     * @throws Problem 400 for anything but 2, 4, 6 or 8 digits
     */
    public static @Nullable String of(Request request) {
        var code = request.query(NAME, String.class);
        if (code != null && !Areas.CODE.matcher(code).matches()) {
            throw Problem.badParameter(NAME, "is a code of 2, 4, 6 or 8 digits");
        }
        return code;
    }
}
