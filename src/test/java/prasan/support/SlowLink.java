package prasan.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP connection to somewhere else in which every question takes its time, or that dies without a word: a database in another building. */
public final class SlowLink implements AutoCloseable {
    private final ServerSocket door;
    private final int to;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile boolean away;
    private volatile Duration delay = Duration.ZERO;

    private SlowLink(ServerSocket door, int to) {
        this.door = door;
        this.to = to;
    }

    public static SlowLink to(int port) {
        try {
            var link = new SlowLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** From now on. */
    public void delay(Duration each) {
        delay = each;
    }

    /** What is open now leads nowhere any more: neither side hears of it, not even that the other hangs up. New connections work. */
    public void die() {
        deaths.incrementAndGet();
    }

    /** Whether nobody is there: what is open is cut off, and new connections are, too. */
    public void away(boolean now) {
        away = now;
        if (now) {
            open.forEach(SlowLink::hangUp);
        }
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                var client = door.accept();
                if (away) {
                    hangUp(client);
                    continue;
                }
                var server = new Socket(InetAddress.getLoopbackAddress(), to);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.addAll(List.of(client, server));
                int born = deaths.get();
                Thread.ofVirtual().start(() -> pump(client, server, true, born));
                Thread.ofVirtual().start(() -> pump(server, client, false, born));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pump(Socket from, Socket into, boolean slow, int born) {
        var bytes = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (slow) {
                    Thread.sleep(delay);
                }
                if (born == deaths.get()) {
                    out.write(bytes, 0, n);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // one side hung up: so does the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (born == deaths.get()) {
            hangUp(from);
            hangUp(into);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(SlowLink::hangUp);
    }
}
