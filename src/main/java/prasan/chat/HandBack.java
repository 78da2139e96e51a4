package prasan.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import prasan.inbox.Inbox;
import prasan.line.Event;

/**
 * Tells the bot what an officer has done in a conversation that they have taken over, giving it back or writing to the leader: by an event of our own, which waits in the inbox for its
 * turn as LINE's events do, so that it is neither lost nor out of order. Safe for all threads.
 */
public final class HandBack {
    /** LINE's own types have no dot. */
    static final String TYPE = "prasan.handback";

    static final String WROTE = "prasan.officer";

    private static final String ID = "handback:";

    private final Inbox inbox;

    public HandBack(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * Has the conversation given back once the caller's transaction is committed.
     *
     * @param once what ends with this: the id under which the action {@code officers.hand} gave it to the conversation, unique for ever and at most 50 ASCII characters; the same a second
     *     time changes nothing
     */
    public void give(Handle handle, String chat, String once, Instant at) {
        store(handle, chat, TYPE, ID + once, at);
    }

    /**
     * Has the bot know, once the caller's transaction is committed, that an officer has written.
     *
     * @param once names what was written, unique for ever and at most 50 ASCII characters
     */
    public void wrote(Handle handle, String chat, String once, Instant at) {
        store(handle, chat, WROTE, "officer:" + once, at);
    }

    private void store(Handle handle, String chat, String type, String id, Instant at) {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("webhookEventId", id)
                .put("timestamp", at.toEpochMilli());
        event.putObject("source").put("type", "user").put("userId", chat);
        inbox.store(handle, new Inbox.Entry(id, chat, type, at, at, event.toString(), true));
    }

    /** Whether the event is one of ours: no sign of life of the person. */
    static boolean is(Event event) {
        return event.type().equals(TYPE) || event.type().equals(WROTE);
    }

    /** What ends with an event of ours. */
    static String once(String eventId) {
        return eventId.substring(ID.length());
    }
}
