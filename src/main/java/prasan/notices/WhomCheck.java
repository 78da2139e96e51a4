package prasan.notices;

import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.db.Fields;
import prasan.db.Refused;
import prasan.db.Scope;

/** Checks whom an officer wants to tell something: all of it lies in one area, in which they have the right. Works inside the caller's transaction. */
final class WhomCheck {
    private static final int PARTS = 10;

    private WhomCheck() {}

    /**
     * Returns it with the codes that its areas have today.
     *
     * @throws Refused {@code invalid-fields}, {@code unknown-area}, {@code outside-area}
     */
    static Notice.Whom checked(Handle handle, Areas areas, Scope scope, Notice.Whom whom) {
        new Fields()
                .that(
                        "audience",
                        whom.parts().stream().allMatch(Part::sound),
                        "must ask for no roles, levels and seats where it asks for officers")
                .that("audience", whom.and().size() < PARTS, "must have at most " + PARTS + " parts")
                .orRefuse();
        var area = today(handle, areas, whom.area());
        scope.require(area);
        var parts = whom.parts().stream()
                .map(part -> new Part(
                        named(today(handle, areas, Objects.requireNonNull(part.area()))),
                        part.roles(),
                        part.levels(),
                        part.seats(),
                        part.officers()))
                .toList();
        var within = area == null ? "" : area;
        new Fields()
                .that(
                        "audience",
                        parts.stream().allMatch(part -> part.prefix().startsWith(within)),
                        "must have all its parts within its area")
                .orRefuse();
        return Notice.Whom.of(named(area), parts, whom.topics());
    }

    private static @Nullable String today(Handle handle, Areas areas, String code) {
        return code.equals(Notice.COUNTRY) ? null : areas.require(handle, code).code();
    }

    private static String named(@Nullable String area) {
        return area == null ? Notice.COUNTRY : area;
    }
}
