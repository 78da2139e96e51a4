package prasan.notices;

import java.util.Map;
import prasan.db.Refused;
import prasan.http.Request;
import prasan.http.Right;

/** Who may let a notice go that wakes people at night: a right of its own, in all of the area that the notice is for. */
final class Urgency {
    static final String MISSING = "urgent-right-missing";

    static final String HINT =
            "Have somebody do it who has the right URGENT in all of the notice's area, or make it ORDINARY";

    private Urgency() {}

    /** @throws Refused {@code urgent-right-missing} for an urgent notice to an area where the caller has not the right */
    static void require(Request request, Notice notice) {
        var facts = notice.facts();
        if (facts.speed() == Speed.URGENT
                && !request.caller().scope(Right.URGENT).covers(facts.audience().prefix())) {
            throw new Refused(MISSING, Map.of("right", Right.URGENT));
        }
    }
}
