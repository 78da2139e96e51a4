package prasan.flow;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and prints telephone numbers of Thailand. After the country's 66 or the 0 before it, mobile numbers have nine digits and begin with 6, 8 or 9; those of fixed lines have
 * eight and begin with 2 (Bangkok and around) or an area's two digits. From the national numbering plan that the NBTC communicates to the ITU (E.164, country code 66). Pure functions.
 */
public final class ThaiPhones {
    private static final Pattern LABEL = Pattern.compile("^(?:เบอร์)?(?:โทรศัพท์|โทร|tel|phone)?[.:]*");
    private static final Pattern SEPARATOR = Pattern.compile("[ .()\u2010-\u2015-]");
    private static final String NATIONAL =
            "(?<mobile>[689][0-9]{8})|(?<bangkok>2[0-9]{7})|(?<area>(?:3[2-9]|4[2-5]|5[2-6]|7[3-7])[0-9]{6})";
    // +66 (0)81 … is written, too
    private static final Pattern TYPED = Pattern.compile("(?:(?:\\+|00)?660?|0)(?<number>" + NATIONAL + ")");
    private static final Pattern E164 = Pattern.compile("\\+66(?:" + NATIONAL + ")");

    private ThaiPhones() {}

    /**
     * The number as E.164 ({@code +66812345678}): {@code 0812345678}, {@code ๐๘๑-๒๓๔-๕๖๗๘}, {@code 08 1234 5678}, {@code +66 81 234 5678}, {@code 034-123-456},
     * {@code 02-123-4567}. Null for anything else: short numbers such as 1300, those of other countries, two numbers, an extension.
     */
    public static @Nullable String read(String typed) {
        var text = LABEL.matcher(Polite.without(typed)).replaceFirst("");
        var match = TYPED.matcher(SEPARATOR.matcher(text).replaceAll(""));
        return match.matches() ? "+66" + match.group("number") : null;
    }

    /**
     * The number as people here write it: {@code 081-234-5678}, {@code 034-123-456}, {@code 02-123-4567}.
     *
     * @throws IllegalArgumentException when it is none that {@link #read} gives; the message does not tell the number
     */
    public static String print(String e164) {
        var match = E164.matcher(e164);
        if (!match.matches()) {
            throw new IllegalArgumentException("no telephone number of Thailand in E.164");
        }
        var number = "0" + e164.substring(3);
        int area = match.group("bangkok") == null ? 3 : 2;
        return number.substring(0, area) + "-" + number.substring(area, area + 3) + "-" + number.substring(area + 3);
    }
}
