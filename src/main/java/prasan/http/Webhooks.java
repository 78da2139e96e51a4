package prasan.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/**
 * A route that takes webhooks: each has little time for its body, so many are worked on at once, and the rest gets 503, unread where the places are all taken. Only what is proved to be
 * genuine takes one of the places, so that strangers keep nobody waiting; small bodies are read beside each other, large ones a few at a time.
 */
public final class Webhooks implements Handler {
    /** What a sender of single messages needs; as many of these as there are connections fit into the memory. */
    private static final int SMALL = 32 * 1024;

    private final Gate large;
    private final Gate places;
    private final Runnable refused;
    private final Reader reader;
    private final Handler work;

    /** Reads a body, and says who sent it. */
    public interface Reader {
        /** Returns true if it is genuine; if not, the answer is given. */
        boolean reads(Context context) throws IOException;
    }

    /**
     * A route.
     *
     * @param refused runs for each that gets 503
     * @param work is done with what is genuine
     */
    public Webhooks(Bounds bounds, Runnable refused, Reader reader, Handler work) {
        large = bounds.largeWebhooks();
        places = bounds.webhookPlaces();
        this.refused = refused;
        this.reader = reader;
        this.work = work;
    }

    @Override
    public void handle(Context context) throws Exception {
        try {
            if (places.crowded()) {
                throw Gate.busy();
            }
            if (!read(context)) {
                return;
            }
            places.enter();
        } catch (Problem busy) {
            refused.run();
            throw busy;
        }
        try {
            work.handle(context);
        } finally {
            places.leave();
        }
    }

    private boolean read(Context context) throws IOException {
        Bodies.within(context.req(), Bounds.WEBHOOK_BODY);
        int length = context.contentLength();
        if (length >= 0 && length <= SMALL) {
            return reader.reads(context);
        }
        large.enter();
        try {
            return reader.reads(context);
        } finally {
            large.leave();
        }
    }
}
