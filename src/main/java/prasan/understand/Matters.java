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
    /** A head that says no more than how many follow. */
    private static final Pattern COUNT = Pattern.compile(
            "(?:มี|แจ้ง|เรื่อง|ปัญหา|ทั้งหมด|[ ]|[0-9๐-๙]{1,2}|สอง|สาม|สี่|ห้า|หลาย|ข้อ|ประการ|อย่าง|คือ|ดังนี้|ดังต่อไปนี้|ต่อไปนี้)*+");

    private static final int MOST = 9;
    private static final int LEAST = 2;

    private Matters() {}

    /**
     * The matters, in their order; the text alone if it is one. A part that reports nothing belongs to the part before it, the head to the first.
     *
     * @param kind what a part is a report of; empty for what is no report
     */
    static List<String> of(String matter, Function<String, String> kind) {
        var numbers = numbers(matter);
        boolean numbered = numbers.size() >= LEAST;
        var marks = numbered ? numbers : words(matter);
        var parts = parts(matter, marks);
        var unclaimed = numbered ? head(parts.removeFirst()) : "";
        var kinds = new LinkedHashMap<String, String>();
        var last = "";
        for (var part : parts) {
            var of = kind.apply(part);
            if (of.isEmpty() && last.isEmpty()) {
                unclaimed = joined(unclaimed, part);
                continue;
            }
            last = of.isEmpty() ? last : of;
            kinds.merge(last, joined(unclaimed, part), Matters::joined);
            unclaimed = "";
        }
        return kinds.size() < LEAST || kinds.size() > MOST ? List.of(matter) : List.copyOf(kinds.values());
    }

    private static String head(String told) {
        return COUNT.matcher(told).matches() ? "" : told;
    }

    private static String joined(String one, String other) {
        return (one + " " + other).strip();
    }

    private static List<int[]> numbers(String matter) {
        var digits = prasan.flow.Thai.digits(matter);
        var marks = new ArrayList<int[]>();
        var found = NUMBER.matcher(digits);
        while (found.find()) {
            if (Integer.parseInt(found.group(1)) == marks.size() + 1) {
                marks.add(new int[] {found.start(), found.end()});
            }
        }
        return marks;
    }

    private static List<int[]> words(String matter) {
        return WORD.matcher(matter)
                .results()
                .map(found -> new int[] {found.start(), found.end()})
                .toList();
    }

    /** What stands before the first mark, perhaps nothing, and what stands behind each. */
    private static List<String> parts(String matter, List<int[]> marks) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (var mark : marks) {
            parts.add(trimmed(matter.substring(start, mark[0])));
            start = mark[1];
        }
        parts.add(trimmed(matter.substring(start)));
        return parts;
    }

    private static String trimmed(String part) {
        return part.substring(0, Courtesy.trimmed(part, 0, part.length())).strip();
    }
}
