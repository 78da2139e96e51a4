package prasan.members;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import prasan.flow.Thai;

/** How a person's name is kept so that it is found without reading all of them: by the beginnings of its parts, in small letters, without spaces and without what is put before it. */
final class PersonName {
    private static final Pattern BEFORE =
            Pattern.compile("^(?:ว่าที่ ?ร้อยตรี(?:หญิง)?|ว่าที่ ?ร\\.ต\\.|เด็กชาย|เด็กหญิง|ด\\.ช\\.|ด\\.ญ\\.|"
                    + "นางสาว|น\\.ส\\.|นาง|นาย|ผู้ใหญ่บ้าน|ผู้ใหญ่|กำนัน|คุณ|mrs?\\.? |ms\\.? ) ?");

    private PersonName() {}

    /** {@code นายสมชาย ใจดี} begins as {@code สมชายใจดี} and as {@code ใจดี}. */
    static Set<String> beginnings(String name) {
        var plain = Thai.normalise(name);
        var bare = BEFORE.matcher(plain).replaceFirst("");
        var parts = (bare.isBlank() ? plain : bare).split(" ", -1);
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

    /** What a name must begin with to be what somebody typed; several, because นาง may be a title or the first syllable of a name. Empty when nothing was typed. */
    static Set<String> wanted(String typed) {
        var plain = Thai.normalise(typed);
        var wanted = new LinkedHashSet<String>();
        for (var form : new String[] {plain, BEFORE.matcher(plain).replaceFirst("")}) {
            if (!form.isBlank()) {
                wanted.add(form.replace(" ", ""));
            }
        }
        return wanted;
    }
}
