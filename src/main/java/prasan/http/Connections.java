package prasan.http;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections that strangers hold: those on which a request's line and headers do not come to an end, for a byte now and then would otherwise keep each of them for ever; those that
 * take their answer too slowly; and when most of all connections are taken, those that have been idle the longest, so that there is always room for one more. Looks at all of them four times
 * a second.
 */
final class Connections extends AbstractLifeCycle {
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final AbstractConnector connector;
    private final int most;
    private final int bytesPerSecond;
    private final Set<EndPoint> answering = ConcurrentHashMap.newKeySet();
    private final Map<EndPoint, Seen> seen = new HashMap<>();
    private final Map<EndPoint, Slow> slow = new HashMap<>();

    /**
     * A connection that no request is being answered on.
     *
     * @param bytes that had come when its last request was answered
     * @param answers that it had got
     * @param since when nothing more had come, in nanoseconds
     */
    private record Seen(long bytes, long answers, long since) {}

    /**
     * A connection whose answer waits to be taken.
     *
     * @param bytes that had been taken then
     * @param since when it waits, in nanoseconds
     */
    private record Slow(long bytes, long since) {}

    /**
     * @param most connections that may be open
     * @param bytesPerSecond the least rate at which an answer is taken
     */
    Connections(AbstractConnector connector, int most, int bytesPerSecond) {
        this.connector = connector;
        this.most = most;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** The headers of a request are here. */
    void came(EndPoint connection) {
        answering.add(connection);
    }

    void answered(EndPoint connection) {
        answering.remove(connection);
    }

    @Override
    protected void doStart() {
        again();
    }

    private void again() {
        connector.getScheduler().schedule(this::look, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        try {
            var open = connector.getConnectedEndPoints();
            seen.keySet().removeIf(connection -> !connection.isOpen());
            slow.keySet().removeIf(connection -> !connection.isOpen());
            answering.removeIf(connection -> !connection.isOpen());
            open.forEach(this::look);
            makeRoom(open);
        } finally {
            again();
        }
    }

    private void makeRoom(Collection<EndPoint> open) {
        if (open.size() < most / 4 * 3) {
            return;
        }
        open.stream()
                .filter(connection -> !answering.contains(connection))
                .filter(AbstractEndPoint.class::isInstance)
                .map(AbstractEndPoint.class::cast)
                .sorted(Comparator.comparingLong(AbstractEndPoint::getIdleFor).reversed())
                .limit(open.size() - most / 2)
                .forEach(EndPoint::close);
    }

    /** An answer that waits to be taken; a live stream that has nothing to say does not. */
    private void lookAtAnswer(EndPoint endPoint) {
        if (!(endPoint instanceof AbstractEndPoint writing)
                || !writing.getWriteFlusher().isPending()) {
            slow.remove(endPoint);
            return;
        }
        long now = System.nanoTime();
        long bytes = endPoint.getConnection().getBytesOut();
        var begun = slow.computeIfAbsent(endPoint, one -> new Slow(bytes, now));
        long allowed = Bounds.ANSWER.toMillis() + (bytes - begun.bytes()) * 1000 / bytesPerSecond;
        if (TimeUnit.NANOSECONDS.toMillis(now - begun.since()) > allowed) {
            // as if they had hung up, which is nothing to log
            endPoint.close(new EofException("the answer was taken too slowly"));
        }
    }

    private void look(EndPoint endPoint) {
        var connection = endPoint.getConnection();
        if (connection == null || answering.contains(endPoint)) {
            seen.remove(endPoint);
            lookAtAnswer(endPoint);
            return;
        }
        slow.remove(endPoint);
        long now = System.nanoTime();
        long answers = connection.getMessagesOut();
        long bytes = connection.getBytesIn();
        var before = seen.get(endPoint);
        if (before == null || before.answers() != answers) {
            seen.put(endPoint, new Seen(answers == 0 ? 0 : bytes, answers, now));
        } else if (before.bytes() == bytes) {
            seen.put(endPoint, new Seen(bytes, answers, now));
        } else if (now - before.since() > Bounds.HEAD.toNanos()) {
            endPoint.close();
        }
    }
}
