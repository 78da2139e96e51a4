package prasan.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells the open pages what happens in the chats, by server-sent events. One thread does all the telling, so that each
 * page hears it in order; a page that comes back says what it heard last and is told the rest.
 */
final class Stream implements Chats.Watcher, AutoCloseable {
    /** Shorter than the idle timeouts of servers. */
    private static final int HEARTBEAT_SECONDS = 10;

    private final Platform platform;
    private final Set<Page> pages = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator-stream").factory());

    private final ScheduledFuture<?> heartbeat;
    private volatile boolean closed;

    /** An open page. */
    private static final class Page {
        final SseClient client;
        /** Whether it has been told what it missed; of the telling thread alone. */
        boolean upToDate;

        Page(SseClient client) {
            this.client = client;
        }
    }

    Stream(Platform platform) {
        this.platform = platform;
        platform.chats.watch(this);
        heartbeat = teller.scheduleWithFixedDelay(
                () -> pages.forEach(page -> page.client.sendComment("")),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    /** A page came; the entries that it has not heard of are sent first. */
    void open(SseClient client) {
        Page page = new Page(client);
        client.keepAlive();
        client.onClose(() -> pages.remove(page));
        pages.add(page);
        if (closed) {
            client.close();
            return;
        }
        String heard = client.ctx().header("Last-Event-ID");
        long after = Long.parseLong(heard == null || heard.isEmpty() ? "0" : heard);
        tell(() -> {
            client.sendEvent("hello", Json.write(Json.object().put("epoch", platform.epoch())));
            platform.chats.entriesAfter(after).forEach(entry -> send(client, entry));
            page.upToDate = true;
        });
    }

    @Override
    public void shown(Entry entry) {
        tellAll(client -> send(client, entry));
    }

    @Override
    public void typing(String chat, int seconds) {
        String data = Json.write(Json.object().put("chat", chat).put("seconds", seconds));
        tellAll(client -> client.sendEvent("typing", data));
    }

    private void tellAll(Consumer<SseClient> telling) {
        tell(() -> pages.stream().filter(page -> page.upToDate).forEach(page -> telling.accept(page.client)));
    }

    private void tell(Runnable telling) {
        try {
            teller.execute(telling);
        } catch (RejectedExecutionException closed) {
            // the chats go on after the pages are closed
        }
    }

    private static void send(SseClient page, Entry entry) {
        page.sendEvent("entry", Json.write(json(entry)), Long.toString(entry.seq()));
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = Json.object()
                .put("seq", entry.seq())
                .put("chat", entry.chat())
                .put("from", entry.from())
                .put("at", entry.at().toEpochMilli())
                .put("how", entry.how().name())
                .put("preview", entry.preview());
        json.set("message", entry.message());
        return json;
    }

    @Override
    public void close() {
        closed = true;
        platform.chats.unwatch(this);
        heartbeat.cancel(false);
        teller.shutdownNow();
        pages.forEach(page -> page.client.close());
    }
}
