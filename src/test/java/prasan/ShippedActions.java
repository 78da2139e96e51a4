package prasan;

import java.util.Map;
import java.util.function.Function;
import prasan.chat.Actions;
import prasan.flow.Print;
import prasan.flow.Signature;

/** What the shipped flows can do, for tests of conversations: the real actions, and their signatures. */
public final class ShippedActions {
    private ShippedActions() {}

    public static Map<String, Signature> signatures() {
        return actions(language -> {
                    throw new IllegalStateException("nothing is said here");
                })
                .signatures();
    }

    /** The actions, which tell nobody of what they do. */
    public static Actions actions(Function<String, Print> print) {
        return Features.of((handle, kind, topic, chats, template, values, once) -> {}, print, null)
                .actions();
    }
}
