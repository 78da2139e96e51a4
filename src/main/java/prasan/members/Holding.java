package prasan.members;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import prasan.chat.Eraser;

/** What a part of the system keeps about people: what it shows them in their copy, and how it forgets them. Called inside the caller's transaction. */
public interface Holding extends Eraser {
    /**
     * What is kept about a person, in tables of rows with named fields; values are texts, numbers and moments, and none is {@code null}.
     *
     * @param chat the LINE id of the chat with them
     */
    Map<String, List<Map<String, Object>>> held(Handle handle, String chat);
}
