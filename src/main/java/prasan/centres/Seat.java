package prasan.centres;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A place in a committee and who holds it on a day; without a holder it is vacant.
 *
 * @param number tells apart the seats of one position
 */
public record Seat(
        long id,
        long centreId,
        Position position,
        int number,
        @Nullable Holder holder) {

    /**
     * Who holds it.
     *
     * @param role id of the member's role, which is the term
     * @param linked whether the person has a LINE account
     * @param endsOn the last day of the term
     */
    public record Holder(long role, long member, String name, boolean linked, LocalDate startsOn, LocalDate endsOn) {}
}
