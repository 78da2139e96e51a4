package prasan.simulator;

import java.time.Instant;

/**
 * One attempt to hand events to the bot.
 *
 * @param body the exact text that was signed and sent
 * @param status the bot's answer; 0: none within two seconds, or no connection
 */
public record WebhookCall(Instant at, String body, int status) {

    /** LINE counts any 2xx as taken. */
    public boolean taken() {
        return status >= 200 && status < 300;
    }
}
