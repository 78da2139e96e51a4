package prasan.simulator;

import io.javalin.config.RoutesConfig;

/**
 * Puts the platform on a Javalin server.
 *
 * <p>There is no login on its pages: add it in the {@code demo} command and in tests only, and bind that server to the
 * loopback address.
 */
public final class Simulator implements AutoCloseable {
    /** What LINE_API_URL and LINE_DATA_URL end with. */
    public static final String LINE_PREFIX = "/simulator/line";

    private final Platform platform;

    public Simulator(Platform platform) {
        this.platform = platform;
    }

    /** Called in {@code Javalin.create(config -> simulator.add(config.routes))}. */
    public void add(RoutesConfig routes) {
        new BotApi(platform).add(routes, LINE_PREFIX);
    }

    /** Ends the pages' event streams, which would hold up the server's stop, and redelivery. Call before stopping it. */
    @Override
    public void close() {
        platform.close();
    }
}
