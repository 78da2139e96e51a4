package prasan.http;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * How connections are taken and kept. Accepting them and looking at what comes on them is done by platform threads: a machine that runs out of memory, or whose requests keep every
 * carrier of virtual threads, still sees who hangs up. Requests themselves run on virtual threads.
 */
final class Listener {
    /** How long a stop waits for requests in flight. */
    private static final int STOP_MILLIS = 10_000;

    private static final int SEND_BUFFER = 128 * 1024;
    private static final int MOST_THREADS = 24;
    private static final int FEWEST_THREADS = 6;

    private Listener() {}

    static void configure(JavalinConfig config, String host, int port, Bounds bounds) {
        var threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.setErrorHandler(Problems::unreadable);
        });
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(Problems::unreadable));
        config.jetty.addConnector((server, http) -> {
            http.setSendServerVersion(false);
            // the cache of headers keeps 98 KB for each idle connection, and takes a header that was sent before for
            // one in other letters: another key
            http.setHeaderCacheSize(0);
            http.setHeaderCacheCaseSensitive(true);
            var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost(host);
            connector.setPort(port);
            connector.setAcceptQueueSize(Bounds.ACCEPT_QUEUE);
            // small, so that it shows how quickly an answer is taken, and so that many slow ones fit into the memory
            connector.setAcceptedSendBufferSize(SEND_BUFFER);
            connector.setIdleTimeout(bounds.idle().toMillis());
            // without it every idle kept-alive connection makes the stop wait about a second
            connector.setShutdownIdleTimeout(50);
            var limit = new NetworkConnectionLimit(bounds.connections(), connector);
            limit.setEndPointIdleTimeout(Bounds.IDLE_WHEN_FULL.toMillis());
            server.addBean(limit);
            var connections = new Connections(connector, bounds.connections(), bounds.bytesPerSecond());
            connector.addBean(connections);
            server.insertHandler(new Bodies(bounds.bytesPerSecond(), connections));
            return connector;
        });
    }
}
