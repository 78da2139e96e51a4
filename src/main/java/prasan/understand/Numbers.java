package prasan.understand;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers as people write them: 12, ๑๒ (already as digits), สิบสอง, ซาว, ร้อย. */
final class Numbers {
    private static final Map<String, Integer> UNITS = Map.ofEntries(
            Map.entry("หนึ่ง", 1),
            Map.entry("เอ็ด", 1),
            Map.entry("สอง", 2),
            Map.entry("สาม", 3),
            Map.entry("สี่", 4),
            Map.entry("ห้า", 5),
            Map.entry("หก", 6),
            Map.entry("เจ็ด", 7),
            Map.entry("แปด", 8),
            Map.entry("เก้า", 9));
    private static final String UNIT = "(?:หนึ่ง|เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)";

    /** A number in words up to a few thousand. */
    static final String WORDS =
            "(?:(?:" + UNIT + "?พัน)?(?:" + UNIT + "?ร้อย)?(?:(?:" + UNIT + "|ยี่)?สิบ|ซาว)?" + UNIT + "?)(?<=[ก-๛])";

    /** A number in digits or words. */
    static final String ANY = "(?:(?<![0-9.,])[0-9]{1,5}(?![0-9])|" + WORDS + ")";

    private static final Pattern PART = Pattern.compile("(" + UNIT + "|ยี่)?(พัน|ร้อย|สิบ|ซาว)?");

    private Numbers() {}

    /** The number, or nothing for what {@link #ANY} does not describe, and for one word after another (สองสาม: two or three). */
    static Optional<Integer> of(String text) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Integer.valueOf(text));
        }
        int sum = 0;
        int at = 0;
        int least = Integer.MAX_VALUE;
        var part = PART.matcher(text);
        while (at < text.length()) {
            if (!part.find(at) || part.start() != at || part.end() == at) {
                return Optional.empty();
            }
            int unit =
                    part.group(1) == null ? 1 : part.group(1).equals("ยี่") ? 2 : UNITS.getOrDefault(part.group(1), 1);
            int scale = scale(part.group(2));
            if (scale >= least) {
                return Optional.empty();
            }
            least = scale;
            sum += "ซาว".equals(part.group(2)) ? 20 : unit * scale;
            at = part.end();
        }
        return sum == 0 ? Optional.empty() : Optional.of(sum);
    }

    private static int scale(@org.jspecify.annotations.Nullable String word) {
        if (word == null) {
            return 1;
        }
        return switch (word) {
            case "พัน" -> 1000;
            case "ร้อย" -> 100;
            default -> 10;
        };
    }
}
