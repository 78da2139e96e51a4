package prasan.chat;

import java.time.Duration;

/** What people are told of without having asked for it just then; each can be stopped and taken up again by itself. */
public enum Topic {
    /** One's own reports. */
    REPORTS(30),
    /** Projects of the tambon's plan, those that came of one's own reports among them. */
    PLANS(30),
    AWARDS(7),
    MEETINGS(7),
    NEWS(3),
    WARNINGS(1);

    private final Duration useful;

    Topic(int days) {
        useful = Duration.ofDays(days);
    }

    /** How long it is of use to hear of it, when it cannot be told at once. */
    Duration useful() {
        return useful;
    }
}
