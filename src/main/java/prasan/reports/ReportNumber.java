package prasan.reports;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Thai;

/** The numbers of reports: {@code R-6911-0023} is the 23rd of November 2569. */
final class ReportNumber {
    private static final Pattern TYPED =
            Pattern.compile("[rร]?[ \\-–/]*([0-9]{4})(?:[ \\-–/]+([0-9]{1,6})|([0-9]{4,6}))");

    private static final Pattern VALID = Pattern.compile("R-[0-9]{4}-[0-9]{4,6}");

    private ReportNumber() {}

    static String of(String month, int count) {
        return "R-%s-%04d".formatted(month, count);
    }

    static boolean valid(String number) {
        return VALID.matcher(number).matches();
    }

    /** The number that somebody typed, in whatever way ({@code r 6911 23}, {@code ร๖๙๑๑-๐๐๒๓}), or {@code null} when it is none. */
    static @Nullable String typed(String words) {
        var match = TYPED.matcher(Thai.normalise(words));
        if (!match.matches()) {
            return null;
        }
        return of(match.group(1), Integer.parseInt(match.group(2) == null ? match.group(3) : match.group(2)));
    }
}
