package prasan.understand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The matters of a text that lists several: 1. … 2. …, ข้อแรก … ข้อสอง …, เรื่องแรก … อีกเรื่อง …. Several sentences about one problem are one matter. */
final class Matters {
    private static final Pattern NUMBER = Pattern.compile(
            "(?<=^|[\\s])(?:(?:ข้อ|เรื่อง)(?:ที่)? ?)?([1-9])(?:[.)]|(?<=(?:ข้อ|ที่) ?[1-9]))(?![0-9]) ?");
    private static final Pattern WORD = Pattern.compile(
            "(?:ข้อ|เรื่อง|ประการ|อย่าง)(?:ที่)?(?:แรก|หนึ่ง|สอง|สาม|สี่|ห้า|สุดท้าย)(?:คือ|ก็คือ|ครับ|ค่ะ|นะครับ|นะคะ)? ?|(?:(?:แล้ว(?:ก็)?|และ|กับ|มี)?อีก(?:เรื่อง|อย่าง|ข้อ|ประเด็น)(?:หนึ่ง|นึง)?|นอกจากนี้(?:แล้ว)?(?:ยัง)?|แล้วก็(?=เรื่อง))(?:คือ|ก็คือ|ครับ|ค่ะ|นะครับ|นะคะ)? ?|(?<=\\s)(?:also|second(?:ly)?|another problem is),? ");
    private static final int MOST = 9;
    private static final int LEAST = 2;

    private Matters() {}

    /**
     * The matters, in their order; the text alone if it is one.
     *
     * @param kind what a part is a report of; empty for what is no report
     */
    static List<String> of(String matter, Function<String, String> kind) {
        var parts = numbered(matter);
        if (parts.size() < LEAST) {
            parts = parts(
                    matter,
                    WORD.matcher(matter)
                            .results()
                            .map(found -> new int[] {found.start(), found.end()})
                            .toList(),
                    true);
        }
        var kinds = new LinkedHashMap<String, String>();
        for (var part : parts) {
            var of = kind.apply(part);
            if (!of.isEmpty()) {
                kinds.merge(of, part, (one, other) -> one + " " + other);
            }
        }
        return kinds.size() < LEAST || kinds.size() > MOST ? List.of(matter) : List.copyOf(kinds.values());
    }

    private static List<String> numbered(String matter) {
        var digits = prasan.flow.Thai.digits(matter);
        var marks = new ArrayList<int[]>();
        var found = NUMBER.matcher(digits);
        while (found.find()) {
            if (Integer.parseInt(found.group(1)) == marks.size() + 1) {
                marks.add(new int[] {found.start(), found.end()});
            }
        }
        return marks.size() < LEAST ? List.of() : parts(matter, marks, false);
    }

    /** @param first whether what stands before the first mark is a part as well */
    private static List<String> parts(String matter, List<int[]> marks, boolean first) {
        var parts = new ArrayList<String>();
        if (first && !marks.isEmpty()) {
            parts.add(matter.substring(0, marks.getFirst()[0]));
        }
        for (int i = 0; i < marks.size(); i++) {
            parts.add(matter.substring(marks.get(i)[1], i + 1 < marks.size() ? marks.get(i + 1)[0] : matter.length()));
        }
        parts.replaceAll(part ->
                part.substring(0, Courtesy.trimmed(part, 0, part.length())).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
