package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a person is, where, and from when until when. It counts from its first day to its last, both included, as days in Thailand; nothing has to be done when a term ends.
 *
 * @param seatId the seat of a ศอช. that the role is
 * @param area code of the area, {@code null} for the whole country
 * @param title more about it, such as the name of the group that a group leader leads
 * @param endsOn {@code null} as long as no end is known
 * @param verifiedBy who or which invitation vouched for it; {@code null} if nobody did
 */
public record MemberRole(
        long id,
        long memberId,
        @Nullable Long seatId,
        Member.Role role,
        @Nullable String area,
        @Nullable String title,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        Verified verified,
        @Nullable String verifiedBy,
        @Nullable Instant verifiedAt) {

    /** How it is known that somebody is what they are said to be. */
    public enum Verified {
        SELF,
        CODE,
        OFFICER
    }

    /** What is given to a person: a {@link MemberRole} to be. */
    public record Grant(
            Member.Role role,
            @Nullable String area,
            @Nullable String title,
            LocalDate startsOn,
            @Nullable LocalDate endsOn) {}

    /**
     * Who says so.
     *
     * @param by the officer's name or the invitation code's, {@code null} for the person themselves
     */
    public record Proof(Verified verified, @Nullable String by) {
        /** As the person says. */
        public static final Proof SELF = new Proof(Verified.SELF, null);

        public static Proof officer(String by) {
            return new Proof(Verified.OFFICER, by);
        }

        /** By its number: whoever read the code could use it as well. */
        public static Proof invitation(long id) {
            return new Proof(Verified.CODE, "invitation " + id);
        }
    }

    public boolean inForce(LocalDate on) {
        return !on.isBefore(startsOn) && (endsOn == null || !on.isAfter(endsOn));
    }
}
