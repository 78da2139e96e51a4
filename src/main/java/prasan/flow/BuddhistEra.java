package prasan.flow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads years and days as people in Thailand type them: in Arabic or Thai digits, in the Buddhist era or in the common one. */
public final class BuddhistEra {
    /** The common era's year 0 in the Buddhist era. */
    public static final int OFFSET = 543;

    /** Years above are of the Buddhist era. */
    private static final int COMMON_MOST = 2400;
    /** Until 2483 a year of the Buddhist era began in April; that one ended in December 1940, and the next began in January. */
    private static final int LAST_FROM_APRIL = 1941;

    private static final int APRIL = 4;

    private static final Pattern YEAR =
            Pattern.compile("(?:ปี)?(?:งบ(?:ประมาณ)?)?(?:พ\\.?ศ\\.?|ค\\.?ศ\\.?|fy|year)?([0-9]{4}|[0-9]{2})");
    private static final Pattern ISO = Pattern.compile("([0-9]{4})([/.-])([0-9]{1,2})\\2([0-9]{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})([/. -])([0-9]{1,2})\\2([0-9]{4}|[0-9]{2})");
    private static final Pattern DOT_AFTER_LETTER = Pattern.compile("(?<![0-9])\\.");
    private static final Pattern MONTH_NAMED = Pattern.compile(
            "([0-9]{1,2})(?:st|nd|rd|th)?[ ./-]?(?:เดือน)? ?([ก-๎]+?|[a-z]+),?[ /-]?(?:(?:ปี|พศ|คศ) ?)*([0-9]{4}|[0-9]{2})");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([a-z]+) ?([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?| )([0-9]{4})");
    private static final Map<String, String> MONTHS = months(
            "มค มกรา มกราคม jan january",
            "กพ กุมภา กุมภาพันธ์ feb february",
            "มีค มีนา มีนาคม mar march",
            "เมย เมษา เมษายน apr april",
            "พค พฤษภา พฤษภาคม may",
            "มิย มิถุนา มิถุนายน jun june",
            // with the wrong one of two letters that look alike, as it is often typed
            "กค กรกฎา กรกฎาคม กรกฏา กรกฏาคม jul july",
            "สค สิงหา สิงหาคม aug august",
            "กย กันยา กันยายน sep sept september",
            "ตค ตุลา ตุลาคม oct october",
            "พย พฤศจิกา พฤศจิกายน nov november",
            "ธค ธันวา ธันวาคม dec december");

    private BuddhistEra() {}

    /** Whether a number can be a year of the Buddhist era that people speak of here: 2500 to 2699. */
    public static boolean plausible(int year) {
        return year >= 2500 && year <= 2699;
    }

    /** Whether a day is in such a year; a Buddhist year that was taken for a common one is not. */
    public static boolean plausible(LocalDate day) {
        return plausible(day.getYear() + OFFSET);
    }

    /** The month of a moment in Thailand, as numbers of what is filed begin: 6911 is November 2569. */
    public static String month(Instant at) {
        var day = day(at);
        return "%02d%02d".formatted((day.getYear() + OFFSET) % 100, day.getMonthValue());
    }

    /** The day that a moment falls on in Thailand. */
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Print.BANGKOK);
    }

    /**
     * The year in the Buddhist era: {@code 2570}, {@code ๒๕๗๐}, {@code 70}, {@code ปีงบประมาณ พ.ศ. 2570} and {@code 2027} are all 2570. Empty when two digits leave open the era:
     * {@code 26} may be 2526 or 2026.
     */
    public static OptionalInt year(String typed) {
        var match = YEAR.matcher(Thai.normalise(typed).replace(" ", ""));
        return match.matches() && !eraOpen(match.group(1)) ? OptionalInt.of(era(match.group(1))) : OptionalInt.empty();
    }

    /**
     * The day: year first ({@code 2026-11-22}, {@code 2569/11/22}), or day, month and year ({@code 22/11/2569}, {@code ๒๒/๑๑/๖๙}, {@code 22 พ.ย. 69}, {@code 22 พฤศจิกายน 2569}, {@code 22 Nov 2026}). Empty
     * when it is no day of the calendar, and when two digits after an English month, or any below 50, leave open the era: {@code 22/11/26} is
     * typed for 2026 and would be 1983.
     */
    public static Optional<LocalDate> day(String typed) {
        var text = Thai.normalise(typed);
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return day(iso.group(1), iso.group(3), iso.group(4));
        }
        var match = DAY_FIRST.matcher(text);
        if (match.matches()) {
            return eraOpen(match.group(4)) ? Optional.empty() : day(match.group(4), match.group(3), match.group(1));
        }
        var words = DOT_AFTER_LETTER.matcher(text).replaceAll("");
        var first = MONTH_FIRST.matcher(words);
        if (first.matches()) {
            return named(first.group(3), first.group(1), first.group(2));
        }
        var named = MONTH_NAMED.matcher(words);
        return named.matches() ? named(named.group(3), named.group(2), named.group(1)) : Optional.empty();
    }

    private static Optional<LocalDate> named(String year, String name, String day) {
        var month = MONTHS.get(name);
        boolean open = eraOpen(year) || (year.length() == 2 && name.charAt(0) <= 'z');
        return month == null || open ? Optional.empty() : day(year, month, day);
    }

    private static Map<String, String> months(String... names) {
        var months = new HashMap<String, String>();
        for (int i = 0; i < names.length; i++) {
            for (var name : names[i].split(" ", -1)) {
                months.put(name, String.valueOf(i + 1));
            }
        }
        return Map.copyOf(months);
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            int number = Integer.parseInt(month);
            int common = era(year) - OFFSET;
            if (Integer.parseInt(year) > COMMON_MOST && number < APRIL && common < LAST_FROM_APRIL) {
                if (common == LAST_FROM_APRIL - 1) {
                    return Optional.empty();
                }
                common++;
            }
            return Optional.of(LocalDate.of(common, number, Integer.parseInt(day)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Two digits are of this century of the Buddhist era; four above 2400 are Buddhist, the others common. */
    private static int era(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 2) {
            return 2500 + year;
        }
        return year > COMMON_MOST ? year : year + OFFSET;
    }

    /** Whether two digits may be meant for a year of this century of the common era. */
    private static boolean eraOpen(String digits) {
        return digits.length() == 2 && Integer.parseInt(digits) < 50;
    }

    /** The year of a day in the Buddhist era, as calendars of its time have it. */
    static int year(LocalDate day) {
        boolean yearBefore = day.getMonthValue() < APRIL && day.getYear() < LAST_FROM_APRIL;
        return day.getYear() + OFFSET - (yearBefore ? 1 : 0);
    }
}
