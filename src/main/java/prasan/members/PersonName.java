package prasan.members;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import prasan.flow.Thai;

/** How a person's name is kept so that it is found without reading all of them: by the beginnings of its parts, in small letters, without spaces and without what is put before it. */
final class PersonName {
    private PersonName() {}

    /** {@code นายสมชาย ใจดี} begins as {@code สมชายใจดี} and as {@code ใจดี}. */
    static Set<String> beginnings(String name) {
        var parts = List.copyOf(Titles.without(Thai.normalise(name))).getLast().split(" ", -1);
        var beginnings = new LinkedHashSet<String>();
        var rest = "";
        for (int i = parts.length - 1; i >= 0; i--) {
            rest = parts[i] + rest;
            beginnings.add(rest);
        }
        return beginnings;
    }

    /** A name as it is compared with others. */
    static String whole(String name) {
        return List.copyOf(beginnings(name)).getLast();
    }

    /** Whether two names may be one person's, whichever titles each of them has; คุณ may be one or the first syllable of a name. */
    static boolean same(String one, String other) {
        return !Collections.disjoint(wanted(one), wanted(other));
    }

    /** What a name must begin with to be what somebody typed; several, because นาง may be a title or the first syllable of a name. Empty when nothing was typed. */
    static Set<String> wanted(String typed) {
        var wanted = new LinkedHashSet<String>();
        for (var form : Titles.without(Thai.normalise(typed))) {
            if (!form.isBlank()) {
                wanted.add(form.replace(" ", ""));
            }
        }
        return wanted;
    }
}
