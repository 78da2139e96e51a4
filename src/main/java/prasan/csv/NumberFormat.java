package prasan.csv;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.db.Characters;

/**
 * What a number shows in a format of a workbook (ECMA-376, 18.8.30): in 00000 all its zeros, in d/m/yyyy a day. It is written plainly, without what parts its thousands and without the
 * name of the money. A format that shows anything else is a flaw that names it.
 */
final class NumberFormat {
    /** A spreadsheet keeps no more of a number. */
    private static final int DIGITS = 15;

    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final int DAYS_MOST = 2_958_465;
    /** Excel has a 29 February 1900, which was none. */
    private static final int NO_SUCH_DAY = 60;

    private static final int MOST_LETTERS = 255;

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?<text>[^\"]*+)\"|\\\\(?<one>.)|[_*](?<room>.)|\\[(?<bracket>[^\\]]*+)]|(?<end>;)|(?<sign>.)",
            Pattern.DOTALL);
    private static final Pattern COLOUR =
            Pattern.compile("(?:black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]+)");
    private static final Pattern MONEY = Pattern.compile("(?:[ \u00A0฿$]|บาท|THB)*+");
    /** Stands for a text that is shown beside the number, and for what makes of it another one. */
    private static final char TEXT = '\uFFFE';

    private static final char OTHER = '\uFFFF';

    private static final Pattern BLANK = Pattern.compile("[ \u00A0]");
    private static final Pattern GENERAL = Pattern.compile("(?:general|standard|@)?");
    private static final Pattern PLACES = Pattern.compile("t?([#0?,]*[#0?])(?:\\.([0#?]*))?");
    private static final Pattern MINUTES = Pattern.compile("(?<=h[^a-z]{0,3})m{1,2}(?!m)|(?<!m)m{1,2}(?=[^a-z]{0,3}s)");
    private static final Pattern DAY =
            Pattern.compile("(?=.*(?<!d)dd?(?!d))(?=.*m)(?=.*[yeb])[dmyebghs .,:/\\-\uFFFE]+(?:\\.0+)?(?:am/pm|a/p)?");

    private NumberFormat() {}

    static CellText shown(BigDecimal number, String format, boolean from1904) {
        if (format.length() > MOST_LETTERS) {
            return flaw(format);
        }
        var sections = sections(format);
        var shape = sections.get(section(number, sections.size()));
        if (shape.isBlank() && sections.size() > 1) {
            return flaw(format);
        }
        var day = MINUTES.matcher(shape).replaceAll("");
        if (DAY.matcher(day).matches()) {
            return day(number, from1904, day.indexOf('h') >= 0 || day.indexOf('s') >= 0);
        }
        var digits = BLANK.matcher(shape).replaceAll("");
        var amount = sections.size() == 1 || number.signum() > 0
                ? amount(number, digits)
                : number.signum() == 0 ? zero(digits) : below(number.negate(), digits);
        return amount == null ? flaw(format) : amount;
    }

    private static CellText flaw(String format) {
        return CellText.flawed("shows a number by the format " + Characters.shown(format)
                + "; format the cell as text and write what it is to be");
    }

    private static int section(BigDecimal number, int sections) {
        return switch (number.signum()) {
            case -1 -> sections > 1 ? 1 : 0;
            case 0 -> sections > 2 ? 2 : 0;
            default -> 0;
        };
    }

    /** The sections with what shows in them, in small letters, without colours, languages, room and the name of the money; blanks part what is a day. */
    private static List<String> sections(String format) {
        var sections = new ArrayList<String>();
        var shape = new StringBuilder();
        var token = TOKEN.matcher(format);
        while (token.find()) {
            if (token.group("end") != null) {
                sections.add(shape.toString());
                shape.setLength(0);
            } else if (token.group("room") == null) {
                shape.append(
                        shape(token.group("text"), token.group("one"), token.group("bracket"), token.group("sign")));
            }
        }
        sections.add(shape.toString());
        return sections;
    }

    private static String shape(
            @Nullable String text, @Nullable String one, @Nullable String bracket, @Nullable String sign) {
        if (sign != null) {
            return sign.isBlank() || !MONEY.matcher(sign).matches() ? sign.toLowerCase(Locale.ROOT) : "";
        }
        if (bracket == null) {
            return literal(text == null ? String.valueOf(one) : text);
        }
        if (bracket.startsWith("$")) {
            // without a text: a language alone
            return literal(bracket.substring(1, bracket.indexOf('-') < 0 ? bracket.length() : bracket.indexOf('-')));
        }
        return COLOUR.matcher(bracket.toLowerCase(Locale.ROOT)).matches() ? "" : String.valueOf(OTHER);
    }

    private static String literal(String text) {
        if (text.equals("(") || text.equals(")")) {
            // of numbers below zero
            return text;
        }
        return MONEY.matcher(text).matches() ? " " : text.strip().equals("-") ? "-" : String.valueOf(TEXT);
    }

    /** A number in its own section: nothing but the places of its digits, or none for as many as it has. */
    private static @Nullable CellText amount(BigDecimal number, String shape) {
        if (GENERAL.matcher(shape).matches()) {
            return plain(number);
        }
        var places = PLACES.matcher(shape);
        return places.matches() ? digits(number, places.group(1), places.group(2)) : null;
    }

    /** In sheets of accounts a dash stands for nothing. */
    private static @Nullable CellText zero(String shape) {
        return shape.startsWith("-") && shape.chars().skip(1).allMatch(c -> c == '?' || c == '#')
                ? CellText.of("0")
                : amount(BigDecimal.ZERO, shape);
    }

    /** The section of numbers below zero has to say itself that they are. */
    private static @Nullable CellText below(BigDecimal number, String shape) {
        boolean dash = shape.startsWith("-");
        var inside = dash ? shape.substring(1) : shape;
        boolean brackets = inside.startsWith("(") && inside.endsWith(")");
        var shown =
                dash || brackets ? amount(number, brackets ? inside.substring(1, inside.length() - 1) : inside) : null;
        return shown == null || shown.flaw() != null || shown.text().equals("0")
                ? shown
                : CellText.of("-" + shown.text());
    }

    private static CellText plain(BigDecimal number) {
        if (number.abs().compareTo(BigDecimal.TEN.pow(DIGITS)) >= 0) {
            return CellText.flawed("has a number of more than " + DIGITS
                    + " digits, which a spreadsheet does not keep; format its column as text and type it anew");
        }
        if (number.scale() > 2 * DIGITS && number.abs().compareTo(BigDecimal.ONE.movePointLeft(DIGITS)) < 0) {
            return CellText.of("0");
        }
        var kept = number.round(new MathContext(DIGITS));
        return CellText.of(kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString());
    }

    /**
     * @param whole the places before the point: all from the first 0 on are shown
     * @return {@code null} where nothing would be shown
     */
    private static @Nullable CellText digits(BigDecimal number, String whole, @Nullable String fraction) {
        var exact = plain(number);
        if (exact.flaw() != null) {
            return exact;
        }
        int places = fraction == null ? 0 : fraction.length();
        var rounded = new BigDecimal(exact.text()).setScale(places, RoundingMode.HALF_UP);
        var digits = whole.replace(",", "");
        int zeros = digits.indexOf('0') < 0 ? 0 : digits.length() - digits.indexOf('0');
        boolean nothing = rounded.signum() == 0 && zeros == 0 && (fraction == null || fraction.indexOf('0') < 0);
        if (nothing || digits.substring(digits.length() - zeros).indexOf('?') >= 0) {
            return null;
        }
        var text = (places == 0 ? rounded : rounded.stripTrailingZeros()).abs().toPlainString();
        int point = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        return CellText.of((rounded.signum() < 0 ? "-" : "") + "0".repeat(Math.max(0, zeros - point)) + text);
    }

    private static CellText day(BigDecimal number, boolean from1904, boolean withTime) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(DAYS_MOST)) > 0) {
            return CellText.flawed("shows no day");
        }
        int days = number.intValue();
        if (withTime && number.compareTo(BigDecimal.valueOf(days)) != 0) {
            return CellText.flawed("shows a day with a time of it; write the day alone");
        }
        if (from1904) {
            return CellText.of(EPOCH_1904.plusDays(days).toString());
        }
        return days == NO_SUCH_DAY || days == 0
                ? CellText.flawed("shows no day")
                : CellText.of(
                        EPOCH.plusDays(days < NO_SUCH_DAY ? days + 1 : days).toString());
    }
}
