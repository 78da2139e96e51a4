package prasan.flow;

import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a day that somebody typed as an answer: a date ({@link BuddhistEra#day}, also without its year or month), a weekday, or how far it is from today, in the words of the four
 * regions and in English. It reads the whole answer or nothing. Pure functions; "today" is the caller's, in the person's zone.
 */
public final class ThaiDays {
    /** Days from today, by the words for them without spaces. */
    private static final Map<String, Integer> NEAR = Map.ofEntries(
            entry("วันนี้", 0),
            entry("มื้อนี้", 0),
            entry("today", 0),
            entry("พรุ่งนี้", 1),
            entry("พรุ้งนี้", 1),
            entry("พุ่งนี้", 1),
            entry("วันพรุ่งนี้", 1),
            entry("มื้ออื่น", 1),
            entry("วันพูก", 1),
            entry("ต่อเช้า", 1),
            entry("tomorrow", 1),
            entry("มะรืน", 2),
            entry("มะรืนนี้", 2),
            entry("วันมะรืน", 2),
            entry("วันมะรืนนี้", 2),
            entry("dayaftertomorrow", 2),
            entry("เมื่อวาน", -1),
            entry("เมื่อวานนี้", -1),
            entry("วานนี้", -1),
            entry("มื้อวาน", -1),
            entry("มื้อวานนี้", -1),
            entry("ตะวา", -1),
            entry("เมื่อวา", -1),
            entry("แรกวา", -1),
            entry("แต่แรกวา", -1),
            entry("yesterday", -1),
            entry("เมื่อวานซืน", -2),
            entry("เมื่อวานซืนนี้", -2),
            entry("วานซืน", -2),
            entry("daybeforeyesterday", -2),
            // without วัน before it, อาทิตย์ is the week
            entry("อาทิตย์หน้า", 7),
            entry("สัปดาห์หน้า", 7),
            entry("nextweek", 7),
            entry("อาทิตย์ที่แล้ว", -7),
            entry("สัปดาห์ที่แล้ว", -7),
            entry("อาทิตย์ก่อน", -7),
            entry("lastweek", -7));

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "วัน", ChronoUnit.DAYS,
            "มื้อ", ChronoUnit.DAYS,
            "day", ChronoUnit.DAYS,
            "อาทิตย์", ChronoUnit.WEEKS,
            "สัปดาห์", ChronoUnit.WEEKS,
            "week", ChronoUnit.WEEKS,
            "เดือน", ChronoUnit.MONTHS,
            "month", ChronoUnit.MONTHS);

    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();
    private static final String WEEKDAY = "(" + String.join("|", WEEKDAYS.keySet()) + ")";
    private static final String UNIT = "(" + String.join("|", UNITS.keySet()) + ")s?";
    private static final String COUNT = "([0-9]{1,3}|[ก-๎]+?)";

    private static final Pattern AHEAD = Pattern.compile("(?:อีก|in)" + COUNT + UNIT + "(?:ข้างหน้า)?");
    private static final Pattern AGO =
            Pattern.compile("(?:เมื่อ)?" + COUNT + UNIT + "(?:ก่อน|ที่แล้ว|ที่ผ่านมา|มาแล้ว|ago)");
    private static final Pattern BY_WEEKDAY = Pattern.compile("(?<before>this|next|last|on)?(?:วัน)?" + WEEKDAY
            + "ฯ?(?<after>(?:ที่จะถึง)?นี้|(?:อาทิตย์|สัปดาห์)?หน้า|ที่แล้ว|ที่ผ่านมา|ก่อน)?");
    private static final Pattern DATE =
            Pattern.compile("(?<on>วันที่|(?:วัน)?" + WEEKDAY + "(?:ฯ?(?<the>ที่)|,)?|on)?(?<rest>.+)");
    /** At most: 1896 and 1904, 2096 and 2104. */
    private static final int LEAP_YEARS_APART = 8;

    private static final Pattern NO_YEAR = Pattern.compile("[0-9]{1,2}/[0-9]{1,2}|.*[ก-๎a-z].*");
    private static final Pattern DAY_OF_MONTH =
            Pattern.compile(COUNT + "(?<month>เดือนนี้|เดือนหน้า|นี้|ที่จะถึงนี้)?");
    private static final Pattern PART_OF_DAY = Pattern.compile("(?:ตอน)?(?:เช้า|บ่าย|เย็น|ค่ำ)$");

    private ThaiDays() {}

    /**
     * The day, when there is one that the words plainly mean. A year may be of either era. Without a year it is the next such day, today among them;
     * {@code วันที่ 5} is the next 5th. {@code วันศุกร์นี้} is the next Friday, today if it is one; {@code วันศุกร์หน้า} is that of the week after this one, weeks beginning on Monday,
     * except that on Sundays it is that of the week after the coming one; {@code วันศุกร์ที่แล้ว} is the last before today. {@code อาทิตย์หน้า} is today in a week. Null for anything
     * else: days that no calendar has, years outside 1900 to 2199 of the common era, a date on another weekday than the one named with it.
     */
    public static @Nullable LocalDate read(String typed, LocalDate today) {
        return read(typed, today, false);
    }

    /** As {@link #read}, of something that has happened: what leaves open which of several days it is means the last such day, today among them. */
    static @Nullable LocalDate readPast(String typed, LocalDate today) {
        return read(typed, today, true);
    }

    private static @Nullable LocalDate read(String typed, LocalDate today, boolean past) {
        var text = Polite.without(typed);
        var near = near(text, today);
        return near != null ? near : day(PART_OF_DAY.matcher(text).replaceFirst(""), today, past);
    }

    private static @Nullable LocalDate near(String text, LocalDate today) {
        var days = NEAR.get(text.startsWith("the") ? text.substring(3) : text);
        return days == null ? null : today.plusDays(days);
    }

    private static @Nullable LocalDate day(String text, LocalDate today, boolean past) {
        var near = near(text, today);
        if (near != null) {
            return near;
        }
        var counted = counted(AHEAD, 1, text, today);
        if (counted == null) {
            counted = counted(AGO, -1, text, today);
        }
        if (counted != null) {
            return counted;
        }
        var weekday = byWeekday(text, today, past);
        return weekday != null ? weekday : byDate(text, today, past);
    }

    private static @Nullable LocalDate counted(Pattern pattern, int sign, String text, LocalDate today) {
        var match = pattern.matcher(text);
        if (!match.matches()) {
            return null;
        }
        var count = ThaiNumbers.whole(match.group(1), 999);
        var unit = UNITS.get(match.group(2));
        return count.isEmpty() || unit == null ? null : today.plus((long) sign * count.getAsInt(), unit);
    }

    private static @Nullable LocalDate byWeekday(String text, LocalDate today, boolean past) {
        var match = BY_WEEKDAY.matcher(text);
        if (!match.matches() || text.startsWith("อาทิตย์")) {
            return null;
        }
        var weekday = WEEKDAYS.get(match.group(2));
        var before = match.group("before");
        var which = match.group("after") == null ? before : match.group("after");
        if (weekday == null || (which != null && before != null && !which.equals(before))) {
            return null;
        }
        var coming = today.with(TemporalAdjusters.nextOrSame(weekday));
        if (which == null && past) {
            return today.with(TemporalAdjusters.previousOrSame(weekday));
        }
        if (which == null || which.endsWith("นี้") || which.equals("this") || which.equals("on")) {
            return coming;
        }
        if (which.endsWith("หน้า") || which.equals("next")) {
            boolean thisWeek = today.getDayOfWeek() == DayOfWeek.SUNDAY
                    || weekday.getValue() >= today.getDayOfWeek().getValue();
            return thisWeek ? coming.plusWeeks(1) : coming;
        }
        return today.with(TemporalAdjusters.previous(weekday));
    }

    private static @Nullable LocalDate byDate(String text, LocalDate today, boolean past) {
        var match = DATE.matcher(text);
        if (!match.matches()) {
            return null;
        }
        var rest = match.group("rest");
        var day = BuddhistEra.day(rest)
                .filter(it -> it.getYear() >= 1900 && it.getYear() < 2200)
                .or(() -> withoutYear(rest, today, past))
                .orElseGet(() ->
                        ofMonth(rest, "วันที่".equals(match.group("on")) || match.group("the") != null, today, past));
        var weekday = match.group(2) == null ? null : WEEKDAYS.get(match.group(2));
        return day == null || (weekday != null && day.getDayOfWeek() != weekday) ? null : day;
    }

    private static Optional<LocalDate> withoutYear(String text, LocalDate today, boolean past) {
        if (!NO_YEAR.matcher(text).matches()) {
            return Optional.empty();
        }
        var separator = text.contains("/") ? "/" : " ";
        var year = Year.from(today);
        return IntStream.rangeClosed(0, LEAP_YEARS_APART)
                .mapToObj(years -> BuddhistEra.day(text + separator + year.plusYears(past ? -years : years)))
                .flatMap(Optional::stream)
                .filter(day -> past ? !day.isAfter(today) : !day.isBefore(today))
                .findFirst();
    }

    /** @param plain whether it is plain without a month that the number is a day's */
    private static @Nullable LocalDate ofMonth(String text, boolean plain, LocalDate today, boolean past) {
        var match = DAY_OF_MONTH.matcher(text);
        if (!match.matches()) {
            return null;
        }
        var which = match.group("month");
        int day = ThaiNumbers.whole(match.group(1), 31).orElse(0);
        boolean named = which != null && which.startsWith("เดือน");
        if (day == 0 || (!plain && !named)) {
            return null;
        }
        var month = YearMonth.from(today);
        if (named) {
            month = "เดือนหน้า".equals(which) ? month.plusMonths(1) : month;
            return month.isValidDay(day) ? month.atDay(day) : null;
        }
        // "นี้" is of this month or the coming one all the same
        boolean back = past && which == null;
        while (!month.isValidDay(day)
                || (back ? month.atDay(day).isAfter(today) : month.atDay(day).isBefore(today))) {
            month = month.plusMonths(back ? -1 : 1);
        }
        return month.atDay(day);
    }

    /** The longer names go before those that they begin with. */
    private static Map<String, DayOfWeek> weekdays() {
        var names = new LinkedHashMap<String, DayOfWeek>();
        var thai = List.of("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์");
        for (int i = 0; i < thai.size(); i++) {
            var weekday = DayOfWeek.of(i + 1);
            var english = weekday.name().toLowerCase(Locale.ROOT);
            names.put(thai.get(i), weekday);
            names.put(english, weekday);
            names.put(english.substring(0, 3), weekday);
        }
        names.put("พฤหัส", DayOfWeek.THURSDAY);
        return names;
    }
}
