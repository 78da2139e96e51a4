package prasan.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A TCP connection to somewhere else in which every question takes its time: a database in another building. */
public final class SlowLink implements AutoCloseable {
    private final ServerSocket door;
    private final int to;
    private volatile Duration delay = Duration.ZERO;

    private SlowLink(ServerSocket door, int to) {
        this.door = door;
        this.to = to;
    }

    public static SlowLink to(int port) throws IOException {
        var link = new SlowLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(link::accept);
        return link;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** From now on. */
    public void delay(Duration each) {
        delay = each;
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), to);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pump(client, server, true));
                Thread.ofVirtual().start(() -> pump(server, client, false));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pump(Socket from, Socket into, boolean slow) {
        var bytes = new byte[64 * 1024];
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (slow) {
                    Thread.sleep(delay);
                }
                out.write(bytes, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // one side hung up: so does the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
