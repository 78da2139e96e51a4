package prasan.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import prasan.simulator.ApiCall;
import prasan.simulator.Group;
import prasan.simulator.Platform;
import prasan.simulator.Simulator;

/**
 * LINE on a port of its own, so that the bot can be killed while LINE lives on.
 *
 * <pre>{@code
 * try (FakeLine line = FakeLine.start(clock)) {
 *     // start the bot with line.apiUrl(), FakeLine.SECRET, FakeLine.TOKEN
 *     line.webhook("http://127.0.0.1:" + port + "/webhook");
 *     FakePerson head = line.user("ผู้ใหญ่สมมติ").says("แจ้งปัญหา");
 *     head.hears(1);
 *     head.taps("ถนน");
 * }
 * }</pre>
 */
public final class FakeLine implements AutoCloseable {
    public static final String SECRET = "channel-secret-of-a-test";
    public static final String TOKEN = "channel-access-token-of-a-test";

    private final Platform platform;
    private final Simulator simulator;
    private final Javalin server;
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger before = new AtomicInteger();
    private volatile boolean away;

    private FakeLine(Clock clock, long seed) {
        platform = new Platform(clock, new Random(seed), SECRET, TOKEN);
        simulator = new Simulator(platform);
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.addConnector((jetty, http) -> {
                ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
                connector.setHost("127.0.0.1");
                connector.setShutdownIdleTimeout(50);
                return connector;
            });
            config.routes.before(Simulator.LINE_PREFIX + "/*", this::awayFor);
            simulator.add(config.routes);
        });
    }

    /** Starts on any free port, deaf until {@link #webhook}. Redelivery is off, as it is with LINE. */
    public static FakeLine start(Clock clock) {
        return start(clock, 1);
    }

    /**
     * Starts on any free port, deaf until {@link #webhook}.
     *
     * @param seed of the ids of people, events and messages: another one gives other ids
     */
    public static FakeLine start(Clock clock, long seed) {
        FakeLine line = new FakeLine(clock, seed);
        line.server.start();
        return line;
    }

    /** What LINE_API_URL and LINE_DATA_URL must be. */
    public String apiUrl() {
        return origin() + Simulator.LINE_PREFIX;
    }

    /** Where the chat page is. */
    public String pageUrl() {
        return origin() + "/simulator";
    }

    /** The bot's address, with {@code /webhook}. */
    public void webhook(String address) {
        platform.webhook(URI.create(address));
    }

    /** A new friend of the bot. */
    public FakePerson user(String name) {
        return user(name, "th");
    }

    /** A new friend of the bot, whose LINE is in that language. */
    public FakePerson user(String name, String language) {
        return new FakePerson(platform, platform.friend(name, language, ""));
    }

    /** A friend of the bot whom it knows by that id from an earlier life. */
    public FakePerson known(String id) {
        return new FakePerson(platform, platform.known(id));
    }

    /** A group of these people with the bot in it. */
    public Group group(String name, FakePerson... members) {
        return platform.group(
                name, List.of(members).stream().map(FakePerson::person).toList());
    }

    /** What the bot said to a person in private, oldest first, each LINE message on its own. */
    public List<JsonNode> messagesTo(FakePerson person) {
        return platform.said(person.id());
    }

    /** Every call of the bot, oldest first. */
    public List<ApiCall> calls() {
        return platform.calls();
    }

    /** The calls of one path, such as {@code /v2/bot/message/reply}. */
    public List<ApiCall> calls(String path) {
        return platform.calls().stream()
                .filter(call -> call.path().equals(path))
                .toList();
    }

    /** Everything else: faults, quota, rates, redelivery, several events in one call. */
    public Platform platform() {
        return platform;
    }

    /** Answers nothing but 503 from now on, but for the first calls that send something. */
    public void away(int first) {
        before.set(first);
        away = true;
    }

    /** Answers again. @return how many calls it has turned away */
    public int back() {
        away = false;
        return turnedAway.get();
    }

    public int turnedAway() {
        return turnedAway.get();
    }

    private void awayFor(Context call) {
        boolean sends = call.method().equals(HandlerType.POST);
        if (away && !(sends && before.getAndDecrement() > 0)) {
            turnedAway.incrementAndGet();
            call.status(503).skipRemainingHandlers();
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        simulator.close();
        server.stop();
    }
}
