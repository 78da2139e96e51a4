package prasan.reports;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How far a report has come. */
public enum ReportStatus {
    NEW,
    ACKNOWLEDGED,
    FORWARDED,
    IN_PROGRESS,
    LINKED_TO_PLAN,
    RESOLVED,
    CLOSED,
    REJECTED,
    REOPENED,
    /** By the reporter, before anybody had it in hand. */
    WITHDRAWN;

    /** Where an officer may move a report from here. Staying is no move: see {@link #takesNotes}. */
    public Set<ReportStatus> next() {
        var next = switch (this) {
            case NEW -> EnumSet.of(ACKNOWLEDGED, FORWARDED, IN_PROGRESS, LINKED_TO_PLAN, REJECTED);
            case ACKNOWLEDGED, REOPENED -> EnumSet.of(FORWARDED, IN_PROGRESS, LINKED_TO_PLAN, RESOLVED, REJECTED);
            case FORWARDED -> EnumSet.of(IN_PROGRESS, LINKED_TO_PLAN, RESOLVED, REJECTED);
            case IN_PROGRESS -> EnumSet.of(FORWARDED, LINKED_TO_PLAN, RESOLVED, REJECTED);
            case LINKED_TO_PLAN -> EnumSet.of(FORWARDED, IN_PROGRESS, RESOLVED, REJECTED);
            case RESOLVED -> EnumSet.of(CLOSED, REOPENED);
            case CLOSED, REJECTED -> EnumSet.of(REOPENED);
            case WITHDRAWN -> EnumSet.noneOf(ReportStatus.class);
        };
        return Collections.unmodifiableSet(next);
    }

    /** Whether news can be written down, and told, while a report stays here. */
    boolean takesNotes() {
        return this != CLOSED && this != WITHDRAWN;
    }

    /** Returns true if nothing more is to be done. */
    public boolean ended() {
        return this == RESOLVED || this == CLOSED || this == REJECTED || this == WITHDRAWN;
    }

    /** Returns true as long as the reporter may withdraw it: nobody has it in hand. */
    boolean withdrawable() {
        return this == NEW || this == ACKNOWLEDGED;
    }
}
