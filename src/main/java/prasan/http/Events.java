package prasan.http;

import java.util.function.Supplier;

/**
 * A response that goes on while something changes, as server-sent events: one whenever what {@code now} gives has changed, at most one a second.
 *
 * @param name of the events
 * @param now is asked again and again, outside of any transaction
 */
public record Events(String name, Supplier<Now> now) {
    static final String MEDIA_TYPE = "text/event-stream";

    /**
     * How something stands.
     *
     * @param value a record
     * @param last whether it changes no more, so that the stream ends
     */
    public record Now(Record value, boolean last) {}
}
