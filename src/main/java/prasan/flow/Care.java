package prasan.flow;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Running;

/** What a report needs care about. It is read in every message as it was typed, for the detail alone does not have the words around it. */
public enum Care {
    /** The sender asks not to be named. */
    NAMELESS,
    /** It tells of people in need, illness, crime, drugs or of an official's conduct. */
    SENSITIVE,
    /** It complains about the conduct of an official. */
    OFFICIAL;

    /** Not a name that a flow can give to a slot. */
    private static final String SLOT = "#care";

    /** Adds what a message needs to what earlier ones needed. */
    static void add(Map<String, Value> slots, Understood understood) {
        add(slots, understood.care());
    }

    /** Adds what the messages of other answers needed. */
    static void add(Map<String, Value> slots, Map<String, Value> others) {
        add(slots, of(others.get(SLOT)));
    }

    private static void add(Map<String, Value> slots, Set<Care> care) {
        var all = new TreeSet<>(of(slots.get(SLOT)));
        all.addAll(care);
        if (!all.isEmpty()) {
            slots.put(SLOT, new Value.Texts(all.stream().map(Care::name).toList()));
        }
    }

    /** Returns what the messages of a conversation need. */
    static Set<Care> of(@Nullable Running running) {
        return running == null
                ? Set.of()
                : of(running.frames().getFirst().slots().get(SLOT));
    }

    /** Returns true if what a conversation has gathered is for fewer eyes than others are. */
    static boolean delicate(Running running) {
        return !of(running).isEmpty()
                || running.frames().stream()
                        .flatMap(frame -> frame.slots().keySet().stream())
                        .anyMatch(slot -> slot.endsWith(".anonymous"));
    }

    private static Set<Care> of(@Nullable Value value) {
        var all = EnumSet.noneOf(Care.class);
        if (value instanceof Value.Texts kept) {
            kept.texts().forEach(name -> all.add(valueOf(name)));
        }
        return all;
    }
}
