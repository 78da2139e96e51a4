package prasan.reports;

import prasan.areas.Area;
import prasan.db.Scope;
import prasan.db.Where;
import prasan.http.Caller;
import prasan.http.Right;

/**
 * Whose reports somebody may see. What is told of people in need, of illness or of crime is sensitive (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.26): without the right to it, such a
 * report is as if it did not exist. The column {@code restricted} says so, which is set by the category or by the words.
 *
 * <p>A complaint about an official is sensitive, and exists only for those who have both rights for a whole district, province or the country: whoever is complained of, and
 * whoever acts for that village or tambon alone, cannot see it. The reporter sees it in chat, like all of their own.
 *
 * @param scope where they may see reports
 * @param sensitive where, of those, also the sensitive ones
 */
public record Sight(Scope scope, Scope sensitive) {
    /** Everything, for the chat and for what the system does itself. */
    public static final Sight ALL = new Sight(Scope.ALL, Scope.ALL);

    /** Returns what somebody may see who reads reports. */
    public static Sight of(Caller caller) {
        return new Sight(caller.scope(Right.READ), caller.scope(Right.SENSITIVE));
    }

    /** The conditions on the report {@code r}. */
    Where where() {
        return on(new Where());
    }

    /** Adds the conditions on the report {@code r}. */
    public Where on(Where where) {
        return where.scope("r.area", scope)
                .scope("r.area", sensitive, "NOT r.restricted")
                .scope("r.area", wide(scope), "NOT r.about_official")
                .scope("r.area", wide(sensitive), "NOT r.about_official");
    }

    private static Scope wide(Scope scope) {
        return new Scope(scope.prefixes().stream()
                .filter(prefix -> prefix.length() <= Area.Level.DISTRICT.digits())
                .toList());
    }
}
