package prasan.officers;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When officers read what leaders write, on days of the week in Bangkok. Holidays are not known. Immutable.
 *
 * @param spans in the order in which they were written
 */
public record OfficeHours(List<Span> spans) {
    /** How the usual hours of a state office are written. */
    public static final String USUAL = "Mon-Fri 08:30-16:30";

    /** An officer is to answer within this long, counted in office hours. */
    public static final Duration PATIENCE = Duration.ofHours(2);

    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> THAI =
            List.of("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์");
    private static final Pattern SPAN = Pattern.compile(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))? ([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])");

    public OfficeHours {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("an office that is never open");
        }
    }

    /** From an hour to an hour, on each of these days. */
    public record Span(DayOfWeek from, DayOfWeek to, LocalTime opens, LocalTime closes) {
        boolean on(DayOfWeek day) {
            int last = Math.floorMod(to.getValue() - from.getValue(), 7);
            return Math.floorMod(day.getValue() - from.getValue(), 7) <= last;
        }
    }

    /**
     * Reads hours as {@code Mon-Fri 08:30-16:30} or {@code Mon-Fri 08:30-16:30, Sat 09:00-12:00}.
     *
     * @throws IllegalArgumentException saying how they are written, or that a day is given twice
     */
    public static OfficeHours parse(String text) {
        List<Span> spans = new ArrayList<>();
        Set<DayOfWeek> given = EnumSet.noneOf(DayOfWeek.class);
        for (var part : text.split(",", -1)) {
            var match = SPAN.matcher(part.strip());
            if (!match.matches()) {
                throw new IllegalArgumentException("is not written like \"" + USUAL + "\"");
            }
            var from = day(match.group(1));
            var span = new Span(
                    from,
                    match.group(2) == null ? from : day(match.group(2)),
                    LocalTime.parse(match.group(3) + ":" + match.group(4)),
                    LocalTime.parse(match.group(5) + ":" + match.group(6)));
            if (!span.opens().isBefore(span.closes())) {
                throw new IllegalArgumentException("ends before it begins in \"" + part.strip() + "\"");
            }
            for (var day : DayOfWeek.values()) {
                if (span.on(day) && !given.add(day)) {
                    throw new IllegalArgumentException("has " + DAYS.get(day.getValue() - 1) + " twice");
                }
            }
            spans.add(span);
        }
        return new OfficeHours(spans);
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(DAYS.indexOf(name) + 1);
    }

    /** Returns true while officers are there. */
    public boolean open(Instant at) {
        return !next(at).opens.isAfter(at);
    }

    /** Returns when officers are there next: at that time itself while they are. */
    public Instant opens(Instant at) {
        var next = next(at).opens;
        return next.isAfter(at) ? next : at;
    }

    /** Returns the end of a time that is counted in office hours. */
    public Instant plus(Instant from, Duration hours) {
        var at = opens(from);
        var left = hours;
        while (true) {
            var here = Duration.between(at, next(at).closes);
            if (left.compareTo(here) <= 0) {
                return at.plus(left);
            }
            left = left.minus(here);
            at = opens(next(at).closes);
        }
    }

    private record Open(Instant opens, Instant closes) {}

    /** The opening that ends after that time. */
    private Open next(Instant at) {
        var today = LocalDate.ofInstant(at, BANGKOK);
        for (int days = 0; days <= 7; days++) {
            var day = today.plusDays(days);
            for (var span : spans) {
                var closes = day.atTime(span.closes()).atZone(BANGKOK).toInstant();
                if (span.on(day.getDayOfWeek()) && closes.isAfter(at)) {
                    return new Open(day.atTime(span.opens()).atZone(BANGKOK).toInstant(), closes);
                }
            }
        }
        throw new IllegalStateException("no opening within a week");
    }

    /** Returns the hours as people read them. */
    public String words(String language) {
        boolean thai = !language.equals("en");
        return spans.stream()
                .map(span -> Arrays.asList(span.from(), span.to()).stream()
                                .distinct()
                                .map(day -> (thai ? THAI : DAYS).get(day.getValue() - 1))
                                .collect(Collectors.joining("-"))
                        + " "
                        + time(span.opens(), thai)
                        + "-"
                        + time(span.closes(), thai)
                        + (thai ? " น." : ""))
                .collect(Collectors.joining(", "));
    }

    private static String time(LocalTime time, boolean thai) {
        return String.format(Locale.ROOT, "%02d%s%02d", time.getHour(), thai ? "." : ":", time.getMinute());
    }
}
