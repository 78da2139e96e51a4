package prasan.notices;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.members.Member;
import prasan.officers.Job;

/**
 * A part of whom something is for: members who live in an area, those who hold a role or a seat there, or officers who are posted there.
 *
 * @param area the code of an area, for what is in it and below it; {@code TH} for the whole country, {@code null} for that of the whole
 * @param levels of the areas that the roles are for
 * @param seats only those who hold a seat of a ศอช.; {@code null} for all
 * @param officers officers instead of members; {@code null} for members
 */
public record Part(
        @Nullable String area,
        List<Member.Role> roles,
        List<Area.Level> levels,
        @Nullable Seats seats,
        @Nullable ByJob officers) {

    /** A list that is left out is empty. */
    public Part {
        roles = List.copyOf(Objects.requireNonNullElse(roles, List.of()));
        levels = List.copyOf(Objects.requireNonNullElse(levels, List.of()));
    }

    /**
     * Those who hold a seat of a ศอช. today.
     *
     * @param endsBefore only those whose term ends before that day
     */
    public record Seats(@Nullable LocalDate endsBefore) {}

    /**
     * Officers by what they do.
     *
     * @param jobs any of these; empty for all
     */
    public record ByJob(List<Job> jobs) {
        /** A list that is left out is empty. */
        public ByJob {
            jobs = List.copyOf(Objects.requireNonNullElse(jobs, List.of()));
        }
    }

    /** Returns the beginning of the codes of its areas; empty for the whole country. */
    String prefix() {
        return area == null || area.equals(Notice.COUNTRY) ? "" : area;
    }

    /** Returns the same, with an area. */
    Part in(String whole) {
        return area == null ? new Part(whole, roles, levels, seats, officers) : this;
    }

    /** Whether it can be: officers have no roles, levels and seats of members. */
    boolean sound() {
        return officers == null || (roles.isEmpty() && levels.isEmpty() && seats == null);
    }
}
