package prasan.simulator;

import io.javalin.config.RoutesConfig;

/**
 * Puts the platform on a Javalin server: LINE's API for the bot, and the chat page for people at {@code /simulator}.
 *
 * <p>There is no login on the page: add it in the {@code demo} command and in tests only, and bind that server to the
 * loopback address.
 */
public final class Simulator implements AutoCloseable {
    /** What LINE_API_URL and LINE_DATA_URL end with. */
    public static final String LINE_PREFIX = "/simulator/line";

    private final Platform platform;
    private final Stream stream;

    public Simulator(Platform platform) {
        this.platform = platform;
        stream = new Stream(platform);
    }

    /** Called in {@code Javalin.create(config -> simulator.add(config.routes))}. */
    public void add(RoutesConfig routes) {
        new BotApi(platform).add(routes, LINE_PREFIX);
        new ChatPage(platform, stream).add(routes);
    }

    /** Ends the pages' event streams, which would hold up the server's stop, and redelivery. Call before stopping it. */
    @Override
    public void close() {
        stream.close();
        platform.close();
    }
}
