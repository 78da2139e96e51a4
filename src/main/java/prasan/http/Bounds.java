package prasan.http;

import java.time.Duration;

/**
 * How much of this node strangers can take up. Whatever is over a bound is refused at once, so that the rest is served.
 *
 * @param connections open at once; when most are taken, idle ones are closed
 * @param idle how long nothing may come on a connection
 * @param bytesPerSecond the least rate of a request's body and of taking an answer, after {@link #BODY} or {@link #ANSWER}
 * @param webhooks of LINE that are stored at once
 * @param webhooksWaiting for their turn; more are answered 503
 */
public record Bounds(int connections, Duration idle, int bytesPerSecond, int webhooks, int webhooksWaiting) {
    /** What the settings are by default. */
    public static final Bounds USUAL = new Bounds(1000, Duration.ofSeconds(30), 16 * 1024, 24, 100);

    /** Connections that the system keeps for us until we accept them. */
    static final int ACCEPT_QUEUE = 256;

    static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(2);
    /** How long the line and the headers of a request may take. */
    static final Duration HEAD = Duration.ofSeconds(5);
    /** How long a body may take whatever its rate. */
    static final Duration BODY = Duration.ofSeconds(5);
    /** How long an answer may take to be taken whatever its rate. */
    static final Duration ANSWER = Duration.ofSeconds(10);
    /** LINE waits two seconds: a body that takes longer than this is no good to it. */
    static final Duration WEBHOOK_BODY = Duration.ofMillis(1500);

    private static final Duration WEBHOOK_WAIT = Duration.ofMillis(700);

    Gate webhookPlaces() {
        return new Gate(webhooks, webhooksWaiting, WEBHOOK_WAIT);
    }

    /** For webhooks of many events, while they are read. Whoever sends more of them waits, which takes up less than being refused and coming again. */
    Gate largeWebhooks() {
        return new Gate(16, 1_000, WEBHOOK_BODY);
    }
}
