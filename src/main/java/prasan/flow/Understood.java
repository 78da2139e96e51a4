package prasan.flow;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a typed message is taken for.
 *
 * @param guesses codes of what it may be, the most probable first; codes of the category of reports, and others for what is no report
 * @param sure whether the first may be acted on without asking which
 * @param where หมู่, ตำบล, อำเภอ and จังหวัด that it names, as words for a look-up; empty if none
 * @param place the spot or the name of the village that it names; empty if none
 * @param matter the text without greeting, introduction, thanks and official prose around it; empty if nothing else is said
 * @param name the name by which the sender introduces themselves; empty if none
 * @param role code of the role by which the sender introduces themselves; empty if none
 * @param matters the matters of a text that numbers or lists several; the single matter, or none, otherwise
 * @param sensitive whether it tells of people in need, illness, crime, drugs or of an official's conduct
 * @param nameless whether the sender asks not to be named
 * @param official whether it complains about the conduct of an official
 * @param problem whether words of the lists tell of a problem
 */
public record Understood(
        List<String> guesses,
        boolean sure,
        String where,
        String place,
        String matter,
        String name,
        String role,
        List<String> matters,
        boolean sensitive,
        boolean nameless,
        boolean official,
        boolean problem) {
    public Understood {
        guesses = List.copyOf(guesses);
        matters = List.copyOf(matters);
    }

    /** Returns the same as a part of that text: told by the same sender, with the same wish not to be named. */
    Understood by(Understood whole) {
        return new Understood(
                guesses,
                sure,
                where,
                place.isEmpty() ? whole.place : place,
                matter,
                name.isEmpty() ? whole.name : name,
                role.isEmpty() ? whole.role : role,
                matters,
                sensitive,
                nameless || whole.nameless,
                official,
                problem);
    }

    /** Returns what a report of this message needs care about. */
    public Set<Care> care() {
        var care = EnumSet.noneOf(Care.class);
        if (nameless) {
            care.add(Care.NAMELESS);
        }
        if (sensitive) {
            care.add(Care.SENSITIVE);
        }
        if (official) {
            care.add(Care.OFFICIAL);
        }
        return care;
    }
}
