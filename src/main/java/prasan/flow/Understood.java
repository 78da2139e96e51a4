package prasan.flow;

import java.util.List;

/**
 * What a typed message is taken for.
 *
 * @param guesses codes of what it may be, the most probable first; codes of the category of reports, and others for what is no report
 * @param sure whether the first may be acted on without asking which
 * @param where หมู่, ตำบล, อำเภอ and จังหวัด that it names, as words for a look-up; empty if none
 * @param place the spot or the name of the village that it names; empty if none
 */
public record Understood(List<String> guesses, boolean sure, String where, String place) {
    public Understood {
        guesses = List.copyOf(guesses);
    }
}
