package prasan.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Reply tokens: once, within a minute of delivery; a redelivered one within a minute of the redelivery, but not past 20
 * minutes after the event (Messaging API reference, "Reply token"). Thread-safe.
 */
final class ReplyTokens {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private record Issued(String chat, Instant eventAt, Instant deliveredAt, int deliveries) {}

    private final Clock clock;
    private final Map<String, Issued> open = new HashMap<>();

    ReplyTokens(Clock clock) {
        this.clock = clock;
    }

    synchronized void issue(String token, String chat) {
        Instant now = clock.instant();
        open.put(token, new Issued(chat, now, now, 0));
    }

    /** The webhook with this token is on its way to the bot, again or for the first time. */
    synchronized void delivered(String token) {
        open.computeIfPresent(
                token, (t, issued) -> new Issued(issued.chat, issued.eventAt, clock.instant(), issued.deliveries + 1));
    }

    /**
     * Uses the token up.
     *
     * @return the chat it answers
     * @throws Denied if it is unknown, used or too old
     */
    synchronized String use(String token) {
        Issued issued = open.get(token);
        Instant now = clock.instant();
        if (issued == null
                || now.isAfter(issued.deliveredAt.plus(LIFE))
                || (issued.deliveries > 1 && now.isAfter(issued.eventAt.plus(LONGEST)))) {
            throw new Denied(400, "Invalid reply token");
        }
        open.remove(token);
        return issued.chat;
    }
}
