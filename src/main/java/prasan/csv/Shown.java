package prasan.csv;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a workbook shows (ECMA-376, 18.8.30): of a number in the format 00000 all its zeros, of a formula the value that was last calculated. Numbers are written plainly, without
 * what parts their thousands. What cannot be known is a flaw.
 *
 * @param text what it shows, empty where there is a flaw
 */
record Shown(String text, @Nullable String flaw) {
    /** A spreadsheet keeps no more of a number. */
    private static final int DIGITS = 15;

    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final int DAYS_MOST = 2_958_465;
    /** Excel has a 29 February 1900, which was none. */
    private static final int NO_SUCH_DAY = 60;

    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"|\\\\(.)");
    /** Colours, conditions and languages; room for a character, and what fills a cell. */
    private static final Pattern UNSEEN = Pattern.compile("\\[[^]]*]|[_*].");

    private static final Pattern MONEY = Pattern.compile("(?:[ ฿$-]|บาท|THB)*+");
    private static final Pattern GENERAL = Pattern.compile("(?:General|Standard|@)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAY = Pattern.compile("[dy]", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGIT_FORMAT = Pattern.compile("t?([#0?,]*[#0?])(?:\\.([0#?]+))?");
    private static final Pattern CODED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    static Shown of(Cell cell, boolean from1904) {
        if (cell.getType() == CellType.ERROR) {
            return none("shows an error");
        }
        return switch (cell.getValue()) {
            case null -> new Shown("", null);
            case BigDecimal number ->
                number(number, Objects.requireNonNullElse(cell.getDataFormatString(), ""), from1904);
            case Boolean yes -> new Shown(yes.toString(), null);
            default -> new Shown(decoded(cell.getValue().toString()), null);
        };
    }

    private static Shown none(String flaw) {
        return new Shown("", flaw);
    }

    private static String decoded(String text) {
        return CODED.matcher(text)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }

    private static Shown number(BigDecimal number, String format, boolean from1904) {
        var section = UNSEEN.matcher(format.split(";", 2)[0]).replaceAll("");
        var literals = LITERAL.matcher(section)
                .results()
                .map(literal -> literal.group(1) == null ? literal.group(2) : literal.group(1));
        boolean money = literals.allMatch(literal -> MONEY.matcher(literal).matches());
        var plain = LITERAL.matcher(section).replaceAll("").replaceAll("[ ฿$()]", "");
        if (GENERAL.matcher(plain).matches()) {
            return money ? plain(number) : format(format);
        }
        if (DAY.matcher(plain).find()) {
            return day(number, from1904);
        }
        var digits = DIGIT_FORMAT.matcher(plain);
        return money && digits.matches() ? digits(number, digits.group(1), digits.group(2)) : format(format);
    }

    private static Shown format(String format) {
        return none("shows a number by the format " + format + "; write what it is to be as text");
    }

    private static Shown plain(BigDecimal number) {
        if (number.abs().compareTo(BigDecimal.TEN.pow(DIGITS)) >= 0) {
            return none("has a number of more than " + DIGITS
                    + " digits, which a spreadsheet does not keep; format its column as text and type it anew");
        }
        if (number.scale() > 2 * DIGITS && number.abs().compareTo(BigDecimal.ONE.movePointLeft(DIGITS)) < 0) {
            return new Shown("0", null);
        }
        var kept = number.round(new MathContext(DIGITS));
        return new Shown(kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString(), null);
    }

    /** @param whole the format of the whole number, whose zeros are shown where it has fewer digits */
    private static Shown digits(BigDecimal number, String whole, @Nullable String fraction) {
        var exact = plain(number);
        if (exact.flaw() != null) {
            return exact;
        }
        int places = fraction == null ? 0 : fraction.length();
        var rounded = new BigDecimal(exact.text()).setScale(places, RoundingMode.HALF_UP);
        var text = (places == 0 ? rounded : rounded.stripTrailingZeros()).abs().toPlainString();
        int zeros = (int) whole.chars().filter(c -> c == '0').count();
        int point = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        return new Shown((rounded.signum() < 0 ? "-" : "") + "0".repeat(Math.max(0, zeros - point)) + text, null);
    }

    private static Shown day(BigDecimal number, boolean from1904) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(DAYS_MOST)) > 0) {
            return none("shows no day");
        }
        int days = number.intValue();
        if (from1904) {
            return new Shown(EPOCH_1904.plusDays(days).toString(), null);
        }
        return days == NO_SUCH_DAY || days == 0
                ? none("shows no day")
                : new Shown(EPOCH.plusDays(days < NO_SUCH_DAY ? days + 1 : days).toString(), null);
    }
}
