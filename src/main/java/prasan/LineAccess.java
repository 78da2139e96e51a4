package prasan;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.line.LineClient;

/** Whether LINE takes the settings of the channel, asked of LINE itself after the start until it does: a wrong one is said in the log and by the readiness check, with its name. */
final class LineAccess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineAccess.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    /** LINE tests a webhook sixty times an hour at most. */
    private static final Duration SECRET_AGAIN = Duration.ofMinutes(2);

    private final LineClient line;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("line-access").unstarted(this::ask);
    private volatile boolean wrongToken;
    private volatile boolean wrongSecret;

    LineAccess(LineClient line) {
        this.line = line;
    }

    /** For the readiness check: neither is known to be wrong. */
    Map<String, BooleanSupplier> checks() {
        return Map.of("LINE_CHANNEL_ACCESS_TOKEN", () -> !wrongToken, "LINE_CHANNEL_SECRET", () -> !wrongSecret);
    }

    void start() {
        thread.start();
    }

    private void ask() {
        try {
            while (!granted()) {
                Thread.sleep(AGAIN);
            }
            while (!rightSecret()) {
                Thread.sleep(SECRET_AGAIN);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean granted() {
        var access = line.access();
        if (access == LineClient.Access.REFUSED && !wrongToken) {
            LOG.error("LINE_CHANNEL_ACCESS_TOKEN is refused by LINE: nobody is answered until it is set right");
        }
        wrongToken = access == LineClient.Access.REFUSED;
        return access == LineClient.Access.GRANTED;
    }

    /** LINE sends a webhook without events on demand, and says what we answered; when it says nothing, nothing more is known. */
    private boolean rightSecret() {
        var answer = line.webhookAnswer();
        if (answer.isEmpty()) {
            return false;
        }
        boolean wrong = answer.get() == 401;
        if (wrong && !wrongSecret) {
            LOG.error(
                    "LINE_CHANNEL_SECRET is not the one that LINE signs with: no message is taken until it is set right");
        }
        wrongSecret = wrong;
        // anything but "taken" or a wrong signature comes of the way to us, and tells nothing of the secret
        return answer.get() == 200;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
