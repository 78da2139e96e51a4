package prasan.simulator;

import java.time.Duration;

/** What can go wrong with a call of the bot, on purpose. */
public sealed interface Fault {

    /** Answered with this status, nothing done: 500, 429 (the rate), … */
    record Status(int status) implements Fault {}

    /** Done, but the connection is cut before the answer: the bot cannot know. */
    record CutAfter() implements Fault {}

    /** The connection is cut and nothing was done: to the bot it looks the same as {@link CutAfter}. */
    record CutBefore() implements Fault {}

    /** Done after this time. */
    record Delay(Duration by) implements Fault {}
}
