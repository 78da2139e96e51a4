package prasan.understand;

import prasan.flow.Thai;

/**
 * A message in the forms that are needed.
 *
 * @param typed clean, digits as typed
 * @param digits the same with digits 0-9 and small Latin letters
 */
record Message(String typed, String digits, Places.Found places, Spelling.Told standard) {
    private static final int TEXT_MOST = 5000;

    static Message of(String text, Spelling spelling, Places places) {
        var typed = Thai.clean(text.length() > TEXT_MOST ? text.substring(0, TEXT_MOST) : text);
        var digits = new StringBuilder(typed);
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c >= '๐' && c <= '๙') {
                digits.setCharAt(i, (char) (c - '๐' + '0'));
            } else if (c >= 'A' && c <= 'Z') {
                digits.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        var found = places.find(digits.toString());
        var words = Slots.inWords(found.rest().replaceAll("\u25C7+", " \u25C7 "));
        return new Message(typed, digits.toString(), found, spelling.standard(Thai.normalise(words)));
    }

    Plain plain() {
        return Plain.of(standard.text());
    }

    Plain withoutParticles(Spelling spelling) {
        return Plain.of(spelling.withoutParticles(standard.text()));
    }

    Reading reading(Spelling spelling, Lexicon lexicon, Manners manners) {
        return Reading.of(plain(), withoutParticles(spelling), lexicon, manners);
    }
}
