package prasan.flow;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is a person's own in a text that many people are to read. Pure functions.
 *
 * <p>Officers have to give something by which they are reached, so these are fine: fixed lines and short numbers (034-511-200, 1669), an office's own telephone even where it is a mobile, addresses of
 * state offices and schools ({@code …go.th}, {@code …ac.th}), and the tax numbers of offices and companies, which have the 13 digits of a person's and begin with 0. Other mobiles and mailboxes are
 * somebody's own, whoever that is. No account is fine: a message that asks for money is what swindlers send. Names are not looked for: a notice names who opens a meeting.
 */
public final class PersonalWords {

    /** What is found, and what to do about it. */
    public enum Kind {
        NATIONAL_ID("no national ID number"),
        MOBILE("no mobile number: give the office's telephone"),
        ACCOUNT("no bank account: attach the letter that names it"),
        EMAIL("no e-mail address, but one of an office (go.th, or.th, ac.th, mi.th)");

        private final String rule;

        Kind(String rule) {
            this.rule = rule;
        }
    }

    private static final Pattern ID_AS_PRINTED =
            Pattern.compile("(?<![0-9])[1-8][ ./_-]?[0-9]{4}[ ./_-]?[0-9]{5}[ ./_-]?[0-9]{2}[ ./_-]?[0-9](?![0-9])");
    private static final Pattern GROUPS = Pattern.compile("[0-9]+(?:[ -]{1,3}[0-9]+)*");
    private static final Pattern BETWEEN = Pattern.compile("[ -]+");
    private static final int ID_DIGITS = 13;

    /** A day, or a time of day, which numbers may follow. */
    private static final String MOMENT =
            "[0-9]{1,2}[ ./-]+[0-9]{1,2}[ ./-]+(?:2[0-9])?[0-9]{2}(?![0-9])|[0-9]{1,2}[.:][0-9]{2}(?![0-9])";

    private static final Pattern MOBILE = Pattern.compile("(?<![0-9])(?!" + MOMENT
            + ")(?:(?:\\+|00)66[ .()-]{0,2}0?|66|0)[ .()-]{0,2}[689](?:[ .()-]{0,2}[0-9]){8}(?![0-9])");
    private static final Pattern ACCOUNT_AS_PRINTED =
            Pattern.compile("(?<![0-9])[0-9]{3} ?- ?[0-9] ?- ?[0-9]{5} ?- ?[0-9](?![0-9])");
    private static final Pattern ACCOUNT =
            Pattern.compile("(?<![0-9])(?!" + MOMENT + ")[0-9](?:[ -]{0,2}[0-9]){9,14}(?![0-9])");
    private static final Pattern OF_A_BANK = Pattern.compile(
            "บัญชี|ธนาคาร|พร้อมเพย์|โอน|ธ\\.ก\\.ส|ธกส|ออมสิน|กรุงไทย|กสิกร|ไทยพาณิชย์|promptpay|bank|account|transfer");
    private static final int BEFORE = 40;
    private static final int AFTER = 25;

    private static final Pattern EMAIL = Pattern.compile("[a-z0-9._%+-]+@(?<host>[a-z0-9-]+(?:\\.[a-z0-9-]+)+)");
    private static final Pattern OFFICIAL = Pattern.compile(".*\\.(?:go|or|ac|mi)\\.th");

    private PersonalWords() {}

    /**
     * Returns the kinds that a text has.
     *
     * @param offices the telephones of offices, which may be given
     */
    public static Set<Kind> in(String text, Collection<String> offices) {
        var plain = plain(text);
        var found = EnumSet.noneOf(Kind.class);
        if (id(plain)) {
            found.add(Kind.NATIONAL_ID);
        }
        if (mobile(plain, offices)) {
            found.add(Kind.MOBILE);
        }
        if (account(plain)) {
            found.add(Kind.ACCOUNT);
        }
        if (EMAIL.matcher(plain)
                .results()
                .anyMatch(match -> !OFFICIAL.matcher(match.group("host")).matches())) {
            found.add(Kind.EMAIL);
        }
        return found;
    }

    /** Returns what a text must not have, for whoever wrote it: {@code must have no national ID number; no mobile number: …}; empty where it has nothing of the kind. */
    public static String rule(@Nullable String text, Collection<String> offices) {
        var found = text == null ? Set.<Kind>of() : in(text, offices);
        return found.isEmpty()
                ? ""
                : found.stream().map(kind -> kind.rule).collect(Collectors.joining("; ", "must have ", ""));
    }

    /** Digits of any script as 0-9, every dash as a hyphen, Latin letters small. */
    private static String plain(String text) {
        var out = new StringBuilder();
        Thai.clean(text).codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                out.append(digit);
            } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212') {
                out.append('-');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** In its printed groups, or in any others that begin and end where groups do. */
    private static boolean id(String text) {
        return ID_AS_PRINTED.matcher(text).results().anyMatch(match -> checks(match.group()))
                || GROUPS.matcher(text)
                        .results()
                        .anyMatch(match ->
                                idOf(Arrays.asList(BETWEEN.split(match.group())).toArray(String[]::new)));
    }

    private static boolean idOf(String[] groups) {
        for (int from = 0; from < groups.length; from++) {
            var digits = new StringBuilder();
            for (int to = from; to < groups.length && digits.length() < ID_DIGITS; to++) {
                digits.append(groups[to]);
            }
            if (checks(digits.toString())) {
                return true;
            }
        }
        return false;
    }

    /** The last of the thirteen digits is computed from the others; those of companies and offices begin with 0. */
    private static boolean checks(String written) {
        var digits = written.replaceAll("[^0-9]", "");
        if (digits.length() != ID_DIGITS || digits.charAt(0) == '0' || digits.charAt(0) == '9') {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < ID_DIGITS - 1; i++) {
            sum += (digits.charAt(i) - '0') * (ID_DIGITS - i);
        }
        return (11 - sum % 11) % 10 == digits.charAt(ID_DIGITS - 1) - '0';
    }

    private static boolean mobile(String text, Collection<String> offices) {
        var given =
                offices.stream().map(ThaiPhones::read).filter(Objects::nonNull).collect(Collectors.toSet());
        return MOBILE.matcher(text)
                .results()
                .map(match -> ThaiPhones.read(match.group()))
                .anyMatch(number -> number == null || !given.contains(number));
    }

    private static boolean account(String text) {
        return ACCOUNT_AS_PRINTED.matcher(text).find()
                || ACCOUNT.matcher(text)
                        .results()
                        .anyMatch(match -> OF_A_BANK
                                .matcher(text)
                                .region(
                                        Math.max(0, match.start() - BEFORE),
                                        Math.min(text.length(), match.end() + AFTER))
                                .find());
    }
}
