package prasan.members;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What a part of the system keeps about people: what it shows them in their copy, and how it forgets them. Called inside the caller's transaction. */
public interface Holding {
    /**
     * What is kept about a person, in tables of rows with named fields; values are texts, numbers and moments, and none is {@code null}.
     *
     * @param chat the LINE id of the chat with them
     */
    Map<String, List<Map<String, Object>>> held(Handle handle, String chat);

    /**
     * The chat is the person's no more, as their phone is lost: what they said in it is kept as another, and what was begun in it ends.
     *
     * @param apart the id of the other, which is no account's
     */
    default void part(Handle handle, String chat, String apart) {}

    /** Removes what is the person's own and makes nobody's what has to stay. */
    void forget(Handle handle, String chat);
}
