package prasan.members;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import prasan.flow.Thai;

/** How a person's name is kept so that it is found without reading all of them: by the beginnings of its parts, in small letters, without spaces and without what is put before it. */
final class PersonName {
    private PersonName() {}

    /** {@code นายสมชาย ใจดี} begins as {@code สมชายใจดี} and as {@code ใจดี}; {@code คุณธรรม ใจดี} besides as {@code คุณธรรมใจดี}, for คุณ may be one syllable of it. */
    static Set<String> beginnings(String name) {
        var beginnings = new LinkedHashSet<String>();
        for (boolean polite : new boolean[] {false, true}) {
            var parts = bare(name, polite).split(" ", -1);
            var rest = "";
            for (int i = parts.length - 1; i >= 0; i--) {
                rest = parts[i] + rest;
                beginnings.add(rest);
            }
        }
        return beginnings;
    }

    private static String bare(String name, boolean polite) {
        return List.copyOf(Titles.without(Thai.normalise(name), polite)).getLast();
    }

    /** A name as it is compared with others. */
    static String whole(String name) {
        return bare(name, true).replace(" ", "");
    }

    /** Whether two names may be one person's, whichever titles each of them has; คุณ may be one or the first syllable of a name. */
    static boolean same(String one, String other) {
        return !Collections.disjoint(wanted(one), wanted(other));
    }

    /** Whether they are, even if คุณ is a syllable of the name. */
    static boolean surelySame(String one, String other) {
        return !Collections.disjoint(wanted(one, false), wanted(other, false));
    }

    /** What a name must begin with to be what somebody typed; several, because นาง may be a title or the first syllable of a name. Empty when nothing was typed. */
    static Set<String> wanted(String typed) {
        return wanted(typed, true);
    }

    private static Set<String> wanted(String typed, boolean polite) {
        var wanted = new LinkedHashSet<String>();
        for (var form : Titles.without(Thai.normalise(typed), polite)) {
            if (!form.isBlank()) {
                wanted.add(form.replace(" ", ""));
            }
        }
        return wanted;
    }
}
