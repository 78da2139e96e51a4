package prasan.flow;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number that somebody typed as an answer, in digits or in Thai words. It reads the whole answer or nothing, and nothing that can mean two numbers: {@code ห้าแสนสอง} is
 * 520,000 to one and 500,002 to another. Pure functions.
 */
public final class ThaiNumbers {
    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1000;
    private static final int MILLION = 1_000_000;

    private static final Map<String, Integer> ONES = Map.ofEntries(
            entry("หนึ่ง", 1),
            entry("นึง", 1),
            entry("สอง", 2),
            entry("สาม", 3),
            entry("สี่", 4),
            entry("ห้า", 5),
            entry("หก", 6),
            entry("เจ็ด", 7),
            entry("แปด", 8),
            entry("เก้า", 9));
    private static final Map<String, Integer> SCALES =
            Map.of("สิบ", TEN, "ร้อย", HUNDRED, "พัน", THOUSAND, "หมื่น", 10_000, "แสน", 100_000, "ล้าน", MILLION);

    /** A zero in front of more than one digit is a telephone number, a postcode or some other name. */
    private static final String NUMERAL =
            "(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0[1-9]?)(?:\\.[0-9]+)?(?![0-9.,])";

    private static final Pattern TOKEN = Pattern.compile("(?<numeral>" + NUMERAL + ")|(?<one>"
            + String.join("|", ONES.keySet()) + ")|(?<twenty>ยี่สิบ|ซาว)|(?<last>เอ็ด)|(?<scale>"
            + String.join("|", SCALES.keySet()) + ")");

    /** Only words that count: 3 กม. for 3 in a question about metres would be wrong. The longer ones go before those that they begin with. */
    private static final Pattern UNIT = Pattern.compile(
            "(?:คน|ท่าน|ราย|หลังคาเรือน|หลังคา|หลัง|ครัวเรือน|ครอบครัว|แห่ง|จุด|ครั้ง|ต้น|ตัว|ใบ"
                    + "|คัน|ดวง|บ่อ|เส้น|ชุด|ชิ้น|อัน|หมู่บ้าน|โครงการ|กลุ่ม|บาทถ้วน|บาท|people|persons?|houses?|households?|baht|thb)$");

    /** 5 is said "ha". */
    private static final Pattern LAUGHTER = Pattern.compile("5{3,}");

    private ThaiNumbers() {}

    /**
     * The number: {@code 12}, {@code ๑๒}, {@code 1,250.50}, {@code สองพันห้าร้อย}, {@code ซาวเอ็ด} (21 in the North and the North-east), {@code 2.5 ล้าน}, {@code สามคน},
     * {@code 500 บาท}; without zeros at the end of its decimals. Null for anything else, negative numbers among it,
     * and for {@code 555}, which is laughter when nothing stands with it.
     */
    public static @Nullable BigDecimal read(String typed) {
        var text = Polite.without(typed);
        if (LAUGHTER.matcher(text).matches()) {
            return null;
        }
        return number(UNIT.matcher(text.startsWith("฿") ? text.substring(1) : text)
                .replaceFirst("")
                .strip());
    }

    /** The same of a {@link Polite#without bare} text without a unit, when it is a whole number up to {@code max}. */
    static OptionalInt whole(@Nullable String bare, int max) {
        var number = bare == null ? null : number(bare);
        return number == null || number.scale() > 0 || number.compareTo(BigDecimal.valueOf(max)) > 0
                ? OptionalInt.empty()
                : OptionalInt.of(number.intValue());
    }

    private static @Nullable BigDecimal number(String bare) {
        return bare.equals("ศูนย์") ? BigDecimal.ZERO : new Sum().of(bare);
    }

    /** What a number in words has come to from left to right. */
    private static final class Sum {
        private BigDecimal millions = BigDecimal.ZERO;
        private BigDecimal sum = BigDecimal.ZERO;
        /** A digit or numeral whose scale may follow. */
        private @Nullable BigDecimal pending;

        private boolean numeral;
        /** The scale of what was added last, 0 before that; what follows must be below. */
        private int above;
        /** The number begins with a scale, as in ร้อยห้าสิบ: then หนึ่ง after it may count it (ร้อยหนึ่ง is 100 or 101). */
        private boolean bare;

        @Nullable
        BigDecimal of(String text) {
            var token = TOKEN.matcher(text);
            for (int at = 0; at < text.length(); at = token.end()) {
                if (!token.region(at, text.length()).lookingAt() || !add(token)) {
                    return null;
                }
            }
            if (text.isEmpty() || !unit()) {
                return null;
            }
            var total = millions.add(sum).stripTrailingZeros();
            return total.scale() < 0 ? total.setScale(0) : total;
        }

        private boolean add(Matcher token) {
            var digits = token.group("numeral");
            if (digits != null) {
                return hold(new BigDecimal(digits.replace(",", "")), true);
            }
            var one = ONES.get(token.group());
            if (one != null) {
                return hold(BigDecimal.valueOf(one), false);
            }
            if (token.group("twenty") != null) {
                return hold(BigDecimal.TWO, false) && scale(TEN);
            }
            if (token.group("last") != null) {
                return above != 0 && pending == null && scaled(BigDecimal.ONE, 1);
            }
            var scale = SCALES.get(token.group());
            return scale != null && (scale == MILLION ? million() : scale(scale));
        }

        private boolean hold(BigDecimal value, boolean asNumeral) {
            if (pending != null) {
                return false;
            }
            pending = value;
            numeral = asNumeral;
            return true;
        }

        private boolean scale(int scale) {
            var times = pending;
            if (times == null) {
                if (above != 0 && scale != TEN) {
                    return false;
                }
                bare = above == 0;
                times = BigDecimal.ONE;
            }
            pending = null;
            return scaled(times, scale);
        }

        private boolean scaled(BigDecimal times, int scale) {
            var value = times.multiply(BigDecimal.valueOf(scale));
            boolean decimalsBefore = sum.scale() > 0 || millions.scale() > 0;
            if (decimalsBefore
                    || value.signum() == 0
                    || (above != 0 && value.compareTo(BigDecimal.valueOf(above)) >= 0)) {
                return false;
            }
            sum = sum.add(value);
            above = scale;
            return true;
        }

        private boolean million() {
            if (millions.signum() != 0) {
                return false;
            }
            if (pending == null && above == 0) {
                sum = BigDecimal.ONE;
            } else if (!unit()) {
                return false;
            }
            millions = sum.multiply(BigDecimal.valueOf(MILLION));
            sum = BigDecimal.ZERO;
            above = MILLION;
            bare = false;
            return millions.signum() != 0 && millions.stripTrailingZeros().scale() <= 0;
        }

        /** Adds a digit that no scale follows, where it can only be that many ones. */
        private boolean unit() {
            var ones = pending;
            if (ones == null) {
                return true;
            }
            pending = null;
            if (above == 0) {
                sum = ones;
                return true;
            }
            boolean counts = bare && above == HUNDRED && ones.compareTo(BigDecimal.ONE) == 0;
            return !numeral && !counts && above < THOUSAND && scaled(ones, 1);
        }
    }
}
