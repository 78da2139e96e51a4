package prasan.flow;

/** Numbers as they are said: 21 is ยี่สิบเอ็ด, 1,000,001 หนึ่งล้านเอ็ด. Pure functions. */
final class ThaiNumberWords {
    private static final String[] DIGITS = {"ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"};
    private static final String[] SCALES = {"", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"};
    private static final long MILLION = 1_000_000;

    private ThaiNumberWords() {}

    /** Returns a whole number that is not negative in words. */
    static String of(long number) {
        if (number < MILLION) {
            return number == 0 ? DIGITS[0] : below(number, false);
        }
        long rest = number % MILLION;
        return of(number / MILLION) + "ล้าน" + (rest == 0 ? "" : below(rest, true));
    }

    /** Returns digits one by one: those of a telephone, or behind a decimal point. */
    static String each(String digits) {
        var words = new StringBuilder();
        digits.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> words.append(DIGITS[c - '0']));
        return words.toString();
    }

    /** @param follows whether something greater was said before: then a last 1 is เอ็ด */
    private static String below(long number, boolean follows) {
        var words = new StringBuilder();
        var digits = Long.toString(number);
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int scale = digits.length() - 1 - i;
            if (digit == 0) {
                continue;
            }
            if (scale == 1 && digit <= 2) {
                words.append(digit == 2 ? "ยี่" : "");
            } else if (scale == 0 && digit == 1 && (follows || digits.length() > 1)) {
                words.append("เอ็ด");
            } else {
                words.append(DIGITS[digit]);
            }
            words.append(SCALES[scale]);
        }
        return words.toString();
    }
}
