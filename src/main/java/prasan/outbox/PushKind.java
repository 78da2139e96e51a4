package prasan.outbox;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a row of the outbox says, by which the month's pushes are counted. Everybody who has something pushed names its kind. */
public enum PushKind {
    /** The answer to what somebody sent: free as a reply, a push where its token has run out. */
    ANSWER(true),
    /** What an officer says to a leader, and what the bot says of that conversation. */
    OFFICER(true),
    /** A conversation that nothing happened in is kept, one step from being filed. */
    DRAFT(false),
    /** A report of one's own has changed. */
    REPORT(false),
    /** A project that one follows has changed. */
    PROJECT(false),
    /** An award is announced. */
    AWARD(false),
    /** What an officer decided about a registration. */
    REGISTRATION(false),
    /** What an officer decided about an erasure. */
    ERASURE(false),
    /** A photo could not be read, and what to send instead. */
    PHOTO(false),
    /** What officers tell many people. */
    NOTICE(false),
    /** What officers tell many people at once, at any hour. */
    URGENT_NOTICE(true),
    /** A notice on trial, to the officer who writes it and waits for it. */
    NOTICE_TEST(true);

    private final boolean urgent;

    PushKind(boolean urgent) {
        this.urgent = urgent;
    }

    /** Whether, in SQL, a later row is held with an earlier one that is held: an urgent one only with another urgent one. */
    static String waits(String later, String earlier) {
        var urgent = Arrays.stream(values())
                .filter(PushKind::urgent)
                .map(kind -> "'" + kind + "'")
                .collect(Collectors.joining(", "));
        return "(%s.kind NOT IN (%s) OR %s.kind IN (%s))".formatted(later, urgent, earlier, urgent);
    }

    /** Returns true for what may use what is kept of the month when it runs short: somebody waits for it. */
    boolean urgent() {
        return urgent;
    }
}
