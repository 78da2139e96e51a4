package prasan.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prasan.db.Scope;

/**
 * Who makes a request.
 *
 * @param name as it is written down with changes and in the audit
 * @param officer id of the officer, {@code null} for the holder of the key that the system was started with
 * @param grants what they may do where, as far as it is in force now
 */
public record Caller(String name, @Nullable Long officer, List<Grant> grants) {
    public Caller {
        grants = List.copyOf(grants);
    }

    /**
     * What somebody may do in one area.
     *
     * @param area beginning of area codes; empty for the whole country
     */
    public record Grant(String area, Set<Right> rights) {
        public Grant {
            rights = Set.copyOf(rights);
        }
    }

    /** Whoever may do everything everywhere. */
    static Caller administrator(String name) {
        return new Caller(name, null, List.of(new Grant("", EnumSet.allOf(Right.class))));
    }

    /** Where they have a right. */
    public Scope scope(Right right) {
        return new Scope(grants.stream()
                .filter(grant -> grant.rights().contains(right))
                .map(Grant::area)
                .toList());
    }

    /** Whether they have every right that is asked for, in all of the area. */
    public boolean may(String area, Right... rights) {
        return Arrays.stream(rights).allMatch(right -> scope(right).covers(area));
    }
}
