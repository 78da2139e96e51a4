package prasan;

import java.util.Map;
import prasan.flow.Signature;

/** What the shipped flows can do, for tests of conversations: the signatures of the real actions. */
public final class ShippedActions {
    private ShippedActions() {}

    public static Map<String, Signature> signatures() {
        return Features.of((handle, chats, template, values, once) -> {}, language -> {
                    throw new IllegalStateException("nothing is said here");
                })
                .actions()
                .signatures();
    }
}
