package prasan.flow;

import java.time.LocalTime;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a time of day that somebody typed as an answer, by the clock ({@code 13.30 น.}) or as it is spoken ({@code บ่ายโมงครึ่ง}). It reads the whole answer or nothing, and
 * nothing that can mean two times: {@code หกโมง} is 6:00 to one and 18:00 to another, {@code สามโมง} 15:00 or 9:00. Pure functions.
 */
public final class ThaiTimes {
    private static final String NUMBER = "([0-9]{1,2}|[ก-๎]+?)";
    /** Where no โมง need follow, a second number is minutes: ตีสองสิบห้า is 2:15. */
    private static final String TO_FIVE = "([1-5]|หนึ่ง|นึง|สอง|สาม|สี่|ห้า)";

    private static final String MINUTES = "(?:ตรง|(ครึ่ง|[0-9]{1,2}(?:นาที)?|[ก-๎]+?))?";
    private static final int NONE = -1;

    /** A way of speaking: the number in it (1 when it is not said) becomes the hour, 0 to 24. */
    private record Way(Pattern pattern, IntUnaryOperator hour) {
        static Way of(String regex, IntUnaryOperator hour) {
            return new Way(Pattern.compile(regex + MINUTES), hour);
        }

        static Way of(String regex, int from, int to, int plus) {
            return of(regex, said -> said >= from && said <= to ? said + plus : NONE);
        }
    }

    private static final List<Way> WAYS = List.of(
            Way.of(NUMBER + "นาฬิกา", 0, 23, 0),
            Way.of(NUMBER + "?โมงเช้า", 6, 11, 0),
            // counted from six, as older people do
            Way.of(NUMBER + "?โมงเช้า", 1, 5, 6),
            Way.of(NUMBER + "โมง(?:เย็น|แลง)", 3, 6, 12),
            Way.of(NUMBER + "โมงบ่าย", 1, 4, 12),
            Way.of(NUMBER + "โมง", 7, 12, 0),
            Way.of("บ่าย(?:" + TO_FIVE + "(?:โมง)?|โมง)", 1, 5, 12),
            Way.of("ตี" + TO_FIVE, 1, 5, 0),
            Way.of("ทุ่ม(หนึ่ง|นึง)", 1, 1, 18),
            Way.of(NUMBER + "?ทุ่ม", 1, 6, 18),
            Way.of("()เที่ยงคืน", said -> 24),
            Way.of("()เที่ยง(?:วัน)?", said -> 12),
            Way.of("()midnight", said -> 24),
            Way.of("()noon", said -> 12));

    private static final Pattern CLOCK =
            Pattern.compile("([01]?[0-9]|2[0-3]|24(?=[.:]00))[.:]([0-5][0-9])(?:น|นาฬิกา)?");
    private static final Pattern HOUR = Pattern.compile("([01]?[0-9]|2[0-3])น()");
    private static final Pattern HALF_DAY = Pattern.compile("(0?[1-9]|1[0-2])(?:[.:]([0-5][0-9]))?([ap])\\.?m");
    private static final Pattern LABEL = Pattern.compile("^(?:เวลา|ตอน|at(?![a-z]))");
    /** เก้าโมงครึ่งตอนเช้า is เก้าโมงเช้าครึ่ง. */
    private static final Pattern PART_OF_DAY_LAST = Pattern.compile("(.*โมง)(.*?)(?:ตอน)?(เช้า|เย็น|แลง|บ่าย)");

    private ThaiTimes() {}

    /**
     * The time: {@code 9 โมงเช้า}, {@code บ่ายสอง}, {@code ตีสอง}, {@code สองทุ่มครึ่ง}, {@code เที่ยงคืน}, {@code 09.00 น.}, {@code ๑๓:๔๕}, {@code 9.30 a.m.}; to the minute.
     * {@code 24.00} is midnight. Null for anything else.
     */
    public static @Nullable LocalTime read(String typed) {
        var text = LABEL.matcher(Polite.without(typed)).replaceFirst("");
        for (var pattern : List.of(CLOCK, HOUR)) {
            var clock = pattern.matcher(text);
            if (clock.matches()) {
                return LocalTime.of(Integer.parseInt(clock.group(1)) % 24, number(clock.group(2)));
            }
        }
        var half = HALF_DAY.matcher(text);
        if (half.matches()) {
            int hour = Integer.parseInt(half.group(1)) % 12 + (half.group(3).equals("p") ? 12 : 0);
            return LocalTime.of(hour, number(half.group(2)));
        }
        return spoken(PART_OF_DAY_LAST.matcher(text).replaceFirst("$1$3$2"));
    }

    private static int number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static @Nullable LocalTime spoken(String text) {
        for (var way : WAYS) {
            var match = way.pattern().matcher(text);
            if (match.matches()) {
                var said = match.group(1);
                var count = said == null || said.isEmpty()
                        ? 1
                        : ThaiNumbers.whole(said, 24).orElse(NONE);
                int hour = way.hour().applyAsInt(count);
                int minute = minute(match.group(2));
                if (hour != NONE && minute != NONE) {
                    return LocalTime.of(hour % 24, minute);
                }
            }
        }
        return null;
    }

    private static int minute(@Nullable String said) {
        if (said == null) {
            return 0;
        }
        if (said.equals("ครึ่ง")) {
            return 30;
        }
        boolean told = said.endsWith("นาที");
        var number = told ? said.substring(0, said.length() - "นาที".length()) : said;
        int minute = ThaiNumbers.whole(number, 59).orElse(NONE);
        return told || minute >= 10 || number.matches("[0-9]{2}") ? minute : NONE;
    }
}
