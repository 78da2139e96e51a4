package prasan.members;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import prasan.flow.Thai;

/**
 * The code of an invitation: 8 of 30 letters and digits, none of which is easily taken for another, 39 bits. Written with a hyphen in the middle, read in small letters, with Thai
 * digits, and with or without hyphen and spaces. Other codes that people type in a chat are made and read alike.
 */
public final class InvitationCode {
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private static final int LENGTH = 8;
    private static final Pattern CODE = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}_.]+");

    private InvitationCode() {}

    public static String make(RandomGenerator random) {
        return random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /** What was typed as a code, empty if it can be none. */
    public static Optional<String> read(String typed) {
        var code =
                BETWEEN.matcher(Thai.digits(Thai.clean(typed))).replaceAll("").toUpperCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }

    /** As people see it: {@code ABCD-2345}. */
    public static String print(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }
}
