package prasan.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accepted retry keys: for 24 hours the same key is answered 409, after that it is a new send (LINE, "Retry failed API
 * requests"). Thread-safe.
 */
final class RetryKeys {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private record Accepted(String requestId, Instant at, ObjectNode body) {}

    private final Clock clock;
    private final Map<String, Accepted> accepted = new HashMap<>();

    RetryKeys(Clock clock) {
        this.clock = clock;
    }

    /** @throws Denied 400 if it is no UUID, 409 if a send with it was accepted within 24 hours */
    synchronized void check(@Nullable String key) {
        if (key == null) {
            return;
        }
        if (!UUID.matcher(key).matches()) {
            throw new Denied(400, "Invalid retry key");
        }
        Accepted before = accepted.get(key);
        if (before != null && clock.instant().isBefore(before.at.plus(LIFE))) {
            ObjectNode body = Answer.message("The retry key is already accepted");
            body.setAll(before.body);
            throw new Denied(new Answer(409, body, Map.of("x-line-accepted-request-id", before.requestId)));
        }
    }

    synchronized void accept(@Nullable String key, String requestId, ObjectNode body) {
        if (key != null) {
            accepted.put(key, new Accepted(requestId, clock.instant(), body));
        }
    }
}
