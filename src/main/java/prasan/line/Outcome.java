package prasan.line;

import org.jspecify.annotations.Nullable;

/** What came of one attempt to send messages. */
public sealed interface Outcome {

    /** LINE took it, now or (409) at an earlier attempt with the same retry key; {@code requestId} is what LINE asks for when something has to be looked up. */
    record Sent(@Nullable String requestId) implements Outcome {}

    /** Nothing was sent, and the same may go well later: no connection, or an access token that LINE does not know (yet). */
    record Retry(String reason) implements Outcome {}

    /** 429, nothing was sent: the rate limit or the month's quota. LINE's answer does not tell which; {@link LineClient#quota} does. */
    record Limited() implements Outcome {}

    /**
     * LINE said no; nothing was sent, and the same will be refused again.
     *
     * @param message LINE's words, which are not guaranteed to stay the same
     * @param property the part of the messages that is wrong, or {@code null} if LINE named none: then the receiver or the reply token is
     */
    record Refused(int status, String message, @Nullable String property) implements Outcome {}

    /** It may have arrived: time ran out, the line was cut, or LINE failed while it worked on it (5xx). */
    record Unclear(String reason) implements Outcome {}
}
