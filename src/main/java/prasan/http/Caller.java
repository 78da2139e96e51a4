package prasan.http;

import java.time.LocalDate;
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
     * @param until the last day in Thailand, {@code null} for good
     */
    public record Grant(
            String area, Set<Right> rights, @Nullable LocalDate until) {
        public Grant {
            rights = Set.copyOf(rights);
        }

        public Grant(String area, Set<Right> rights) {
            this(area, rights, null);
        }

        private boolean lasts(@Nullable LocalDate to) {
            return until == null || (to != null && !to.isAfter(until));
        }
    }

    /** Whoever may do everything everywhere. */
    static Caller administrator(String name) {
        return new Caller(name, null, List.of(new Grant("", EnumSet.allOf(Right.class))));
    }

    /** Where they have any right. */
    List<String> areas() {
        return grants.stream().map(Grant::area).distinct().toList();
    }

    /** Where they have a right. */
    public Scope scope(Right right) {
        return new Scope(grants.stream()
                .filter(grant -> grant.rights().contains(right))
                .map(Grant::area)
                .toList());
    }

    /** Whether they have every one of the rights in all of the area, and for as long: nobody gives more than they have. */
    public boolean may(String area, Set<Right> rights, @Nullable LocalDate until) {
        return rights.stream()
                .allMatch(right -> grants.stream()
                        .anyMatch(grant ->
                                grant.rights().contains(right) && area.startsWith(grant.area()) && grant.lasts(until)));
    }
}
