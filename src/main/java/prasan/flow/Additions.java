package prasan.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Running;

/** Puts what a typed message says into the answers of a report: into free questions as an answer, into the detail as a further line. */
final class Additions {
    private static final int PLACE_MAX = 300;
    /** "About the electricity" names a category and tells nothing. */
    private static final Pattern NAMES_ONLY = Pattern.compile("(?:เรื่อง|ปัญหา|about ).{0,12}");

    private final Walk walk;

    Additions(Walk walk) {
        this.walk = walk;
    }

    /** Returns the answers that a first message gives. */
    Map<String, Value> slots(Understood understood, String text) {
        return slots(understood, text, Map.of());
    }

    /** Returns the answers with those that a message about the matter gives: the detail, and what is not answered yet. */
    Map<String, Value> slots(Understood understood, String text, Map<String, Value> before) {
        var typed = typed();
        var slots = new HashMap<>(before);
        var matter = matter(understood, text);
        if (!NAMES_ONLY.matcher(matter).matches() && fits(typed, matter)) {
            slots.put(typed.detail(), new Value.Text(matter));
        }
        around(typed, understood, slots, false);
        return slots;
    }

    /** Returns a report with the answers that a message gives, and with its category where that is clear. */
    Running report(String text) {
        var typed = typed();
        var understood = typed.understands().apply(text);
        var slots = new HashMap<>(slots(understood, text));
        var code = understood.guesses().getFirst();
        if (understood.sure()
                && walk.library.vocabulary(Library.THAI, categories(typed)).containsKey(code)) {
            slots.put(typed.category(), new Value.Code(categories(typed), code));
        }
        return walk.begun(typed.flow(), slots);
    }

    /** Adds a further message to the answers, as a line of the detail, and to what is not answered yet; and says what became of it. */
    Running add(Running running, Understood understood, String text) {
        var typed = typed();
        var root = running.frames().getFirst();
        var slots = new HashMap<>(root.slots());
        var matter = matter(understood, text);
        var before = slots.get(typed.detail()) instanceof Value.Text detail ? detail.text() + "\n" : "";
        boolean where = onlyWhere(understood, matter);
        if (where) {
            walk.say("where-kept");
        } else if (fits(typed, before + matter)) {
            slots.put(typed.detail(), new Value.Text(before + matter));
            walk.say("added");
        } else {
            walk.say("not-added");
        }
        around(typed, understood, slots, where);
        return running.rooted(slots);
    }

    private static String matter(Understood understood, String text) {
        return understood.matter().isEmpty() ? Thai.clean(text) : understood.matter();
    }

    /** Returns true if a text that names a category names no matter: "about the electricity". */
    static boolean namesOnly(String text) {
        return NAMES_ONLY.matcher(text).matches();
    }

    /** Returns true if the message says no more than where something is. */
    static boolean onlyWhere(Understood understood, String matter) {
        return !understood.where().isEmpty()
                && bare(matter).length()
                        <= bare(understood.where()).length()
                                + bare(understood.place()).length()
                                + 4;
    }

    private static String bare(String text) {
        return text.replaceAll("[ .]|ที่|ตำบล|อำเภอ|จังหวัด|บ้าน|หมู่|อยู่|ต\\.|อ\\.|จ\\.|ม\\.", "");
    }

    /**
     * Fills place, area, name and role where they are not answered yet.
     *
     * @param moves whether the area that is named replaces one that was named before
     */
    private void around(Typed typed, Understood understood, Map<String, Value> slots, boolean moves) {
        Care.add(slots, understood);
        var place = understood.place();
        if (!place.isEmpty() && place.codePointCount(0, place.length()) <= PLACE_MAX) {
            free(slots, typed.place(), new Value.Place(null, null, place));
        }
        var hint = Typed.hint(typed.area());
        boolean named = slots.containsKey(hint) || slots.containsKey(typed.area());
        if (!understood.where().isEmpty() && (moves || !named)) {
            slots.put(hint, new Value.Text(joined(understood.where(), slots.get(hint))));
            slots.remove(typed.area());
        }
        if (typed.name() != null && !understood.name().isEmpty()) {
            free(slots, typed.name(), new Value.Text(understood.name()));
        }
        var ask = typed.role() == null ? null : walk.library.flow(typed.flow()).ask(typed.role());
        if (ask != null
                && ask.slot() instanceof Slot.Choice choice
                && walk.library.vocabulary(Library.THAI, choice.words()).containsKey(understood.role())) {
            free(slots, ask.id(), new Value.Code(choice.words(), understood.role()));
        }
    }

    /** A number of a village belongs to the tambon that was named before. */
    private static String joined(String where, @Nullable Value before) {
        int tambon = before instanceof Value.Text text ? text.text().indexOf("ต.") : -1;
        return tambon >= 0 && before instanceof Value.Text text && !where.contains("ต.")
                ? where + " " + text.text().substring(tambon)
                : where;
    }

    private static void free(Map<String, Value> slots, String slot, Value value) {
        if (!slots.containsKey(slot) || slots.get(slot) instanceof Value.None) {
            slots.put(slot, value);
        }
    }

    boolean fits(Typed typed, String detail) {
        var ask = walk.library.flow(typed.flow()).ask(typed.detail());
        return ask != null && ask.slot() instanceof Slot.Words words && words.fits(detail);
    }

    /** Returns the name of the vocabulary of categories. */
    String categories(Typed typed) {
        var ask = walk.library.flow(typed.flow()).ask(typed.category());
        return ask != null && ask.slot() instanceof Slot.Choice choice ? choice.words() : "";
    }

    Typed typed() {
        return Objects.requireNonNull(walk.library.typed());
    }
}
