package prasan.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Thai text as somebody reads it aloud who sees it for the first time: days with their months, times and amounts in words, telephones digit by digit, abbreviations as what they stand for. Small whole
 * numbers stay digits, which everybody reads right. Pure functions.
 */
public final class ThaiAloud {
    /** A rule: what matches is said so. */
    private record Rule(Pattern written, Function<MatchResult, String> said) {
        static Rule of(String written, Function<MatchResult, String> said) {
            return new Rule(Pattern.compile(written), said);
        }

        static Rule of(String written, String said) {
            return of(written, match -> said);
        }

        String apply(String text) {
            return written.matcher(text).replaceAll(match -> Matcher.quoteReplacement(said.apply(match)));
        }
    }

    private static final List<String> MONTHS = List.of(
            "มกราคม",
            "กุมภาพันธ์",
            "มีนาคม",
            "เมษายน",
            "พฤษภาคม",
            "มิถุนายน",
            "กรกฎาคม",
            "สิงหาคม",
            "กันยายน",
            "ตุลาคม",
            "พฤศจิกายน",
            "ธันวาคม");
    private static final List<String> SHORT_MONTHS =
            List.of("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.");

    private static final String MONTH = "(?<month>" + String.join("|", MONTHS) + "|" + alternatives(SHORT_MONTHS) + ")";
    private static final String TO = " ?(?:-|–|—|ถึง) ?";
    private static final String ON = "(?<on>วัน[ก-๎]*ที่ ?)?";
    private static final String YEAR = "(?: ?(?:พ\\.ศ\\. ?)?(?<year>2[45][0-9]{2}|[5-9][0-9](?![0-9.:])))?";
    private static final String TIME = "([01]?[0-9]|2[0-4])[.:]([0-5][0-9])";
    private static final String CLOCK = "(?<![0-9])" + TIME;
    /** Not within a word, nor at the end of another abbreviation. */
    private static final String ALONE = "(?<![ก-๎.])";

    /** What abbreviations stand for, the longer before those that they begin with. */
    private static final Map<String, String> SHORT = shorts();

    private static final List<Rule> RULES = List.of(
            // what cannot be said
            Rule.of("https?://\\S+", ""),
            Rule.of("[\\p{So}\\p{Sk}\\x{1F000}-\\x{1FAFF}\\x{FE0F}\\x{200D}]+", ""),
            Rule.of("(?m)^ ?[-–•*·] ?", ""),
            Rule.of("(?<![0-9])\\+?[0-9][0-9 ()-]{7,14}[0-9](?![0-9])", ThaiAloud::phone),
            Rule.of(
                    "(โทร(?:ศัพท์)?\\.?|สายด่วน|หมายเลข|เบอร์) ?([0-9]{3,4})(?![0-9-])",
                    match -> called(match.group(1)) + " " + ThaiNumberWords.each(match.group(2))),
            // days
            Rule.of(ON + "(?<![0-9/.])([0-9]{1,2})/([0-9]{1,2})/(2[45][0-9]{2})(?![0-9/])", ThaiAloud::inFigures),
            Rule.of(
                    ON + "(?<![0-9./])(?<day>[0-9]{1,2})(?:" + TO + "(?<until>[0-9]{1,2}))? ?" + MONTH + YEAR,
                    ThaiAloud::day),
            Rule.of(ALONE + "(" + alternatives(SHORT_MONTHS) + ")", match -> month(match.group(1))),
            Rule.of("(?:พ\\.ศ\\.|พศ\\.) ?(?=[0-9])", "พุทธศักราช "),
            Rule.of("ค\\.ศ\\. ?(?=[0-9])", "คริสต์ศักราช "),
            // times
            Rule.of(
                    CLOCK + "(?: ?น\\.)?" + TO + TIME + " ?(?:น\\.|นาฬิกา)?",
                    match -> time(match.group(1), match.group(2)) + "ถึง" + time(match.group(3), match.group(4))),
            Rule.of(CLOCK + " ?(?:น\\.|นาฬิกา)", match -> time(match.group(1), match.group(2))),
            Rule.of(
                    "(เวลา|ตั้งแต่|ถึง) ?" + CLOCK + "(?![0-9])",
                    match -> match.group(1) + " " + time(match.group(2), match.group(3))),
            // places
            Rule.of(ALONE + "(?:หมู่(?:ที่)?|ม\\.) ?([0-9]{1,2})(?![0-9])", match -> "หมู่ที่ " + match.group(1)),
            Rule.of(ALONE + "ต\\. ?(?=[ก-๎])", "ตำบล"),
            Rule.of(ALONE + "อ\\. ?(?=[ก-๎])", "อำเภอ"),
            Rule.of(ALONE + "จ\\. ?(?=[ก-๎])", "จังหวัด"),
            Rule.of(ALONE + "ถ\\. ?(?=[ก-๎])", "ถนน"),
            Rule.of(ALONE + "ซ\\. ?(?=[ก-๎0-9])", "ซอย"),
            // measures
            Rule.of("(?<=[0-9]) ?ตร\\.?ม\\.", " ตารางเมตร"),
            Rule.of("(?<=[0-9]) ?กม\\.", " กิโลเมตร"),
            Rule.of("(?<=[0-9]) ?ซม\\.", " เซนติเมตร"),
            Rule.of("(?<=[0-9]) ?กก\\.", " กิโลกรัม"),
            Rule.of("(?<=[0-9]) ?ชม\\.", " ชั่วโมง"),
            Rule.of("(?<=[0-9]) ?ม\\.", " เมตร"),
            Rule.of("(?<=[0-9]) ?บ\\.", " บาท"),
            Rule.of("(?<=[0-9]) ?%", " เปอร์เซ็นต์"),
            // abbreviations, after the measures: กม. is a committee where no number stands before it
            Rule.of(
                    ALONE + "(" + alternatives(SHORT.keySet()) + ")",
                    match -> SHORT.getOrDefault(match.group(1), match.group(1))),
            Rule.of(ALONE + "โทร(?![ก-๎]) ?", "โทรศัพท์ "),
            // numbers
            Rule.of("(?<![0-9,.])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{5,12})(?:\\.([0-9]+))?(?![0-9,])", ThaiAloud::number),
            Rule.of("(?<![0-9,.])([0-9]{1,12})\\.([0-9]+)(?![0-9.])", ThaiAloud::number),
            Rule.of("(?<=[0-9])/(?=[0-9])", " ทับ "),
            Rule.of("(?<=[0-9]) ?[-–—] ?(?=[0-9])", " ถึง "),
            Rule.of(" {2,}", " "),
            Rule.of("(?m) +$", ""));

    private ThaiAloud() {}

    /** Returns how a text is read. */
    public static String of(String text) {
        var said = Thai.digits(Thai.clean(text));
        for (var rule : RULES) {
            said = rule.apply(said);
        }
        return said.strip();
    }

    private static Map<String, String> shorts() {
        var shorts = new LinkedHashMap<String, String>();
        shorts.put("ศอช.ต.", "ศูนย์ประสานงานองค์การชุมชนระดับตำบล");
        shorts.put("ศอช.อ.", "ศูนย์ประสานงานองค์การชุมชนระดับอำเภอ");
        shorts.put("ศอช.จ.", "ศูนย์ประสานงานองค์การชุมชนระดับจังหวัด");
        shorts.put("ศอช.", "ศูนย์ประสานงานองค์การชุมชน");
        shorts.put("ก.บ.ต.", "คณะกรรมการบริหารงานตำบลแบบบูรณาการ");
        shorts.put("รพ.สต.", "โรงพยาบาลส่งเสริมสุขภาพตำบล");
        shorts.put("รพ.", "โรงพยาบาล");
        shorts.put("รร.", "โรงเรียน");
        shorts.put("อบต.", "องค์การบริหารส่วนตำบล");
        shorts.put("อบจ.", "องค์การบริหารส่วนจังหวัด");
        shorts.put("อปท.", "องค์กรปกครองส่วนท้องถิ่น");
        shorts.put("ทต.", "เทศบาลตำบล");
        shorts.put("ทม.", "เทศบาลเมือง");
        shorts.put("ทน.", "เทศบาลนคร");
        shorts.put("อสม.", "อาสาสมัครสาธารณสุขประจำหมู่บ้าน");
        shorts.put("อช.", "อาสาพัฒนาชุมชน");
        shorts.put("อปพร.", "อาสาสมัครป้องกันภัยฝ่ายพลเรือน");
        shorts.put("ชรบ.", "ชุดรักษาความปลอดภัยหมู่บ้าน");
        shorts.put("ผญบ.", "ผู้ใหญ่บ้าน");
        shorts.put("ผช.", "ผู้ช่วย");
        shorts.put("กม.", "คณะกรรมการหมู่บ้าน");
        shorts.put("พช.", "กรมการพัฒนาชุมชน");
        shorts.put("สพจ.", "สำนักงานพัฒนาชุมชนจังหวัด");
        shorts.put("สพอ.", "สำนักงานพัฒนาชุมชนอำเภอ");
        shorts.put("สนง.", "สำนักงาน");
        shorts.put("ผวจ.", "ผู้ว่าราชการจังหวัด");
        shorts.put("นอภ.", "นายอำเภอ");
        shorts.put("ธ.ก.ส.", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร");
        shorts.put("จปฐ.", "ความจำเป็นพื้นฐาน");
        shorts.put("ฯลฯ", "และอื่น ๆ");
        shorts.put("โทร.", "โทรศัพท์");
        return shorts;
    }

    private static String alternatives(Iterable<String> words) {
        var all = new java.util.StringJoiner("|");
        words.forEach(word -> all.add(Pattern.quote(word)));
        return all.toString();
    }

    private static String called(String word) {
        return word.startsWith("โทร") ? "โทรศัพท์" : word;
    }

    /** In the groups in which it is printed. */
    private static String phone(MatchResult match) {
        var number = ThaiPhones.read(match.group());
        if (number == null) {
            return match.group();
        }
        var groups = new java.util.StringJoiner(" ");
        for (var group : ThaiPhones.print(number).split("-", -1)) {
            groups.add(ThaiNumberWords.each(group));
        }
        return groups.toString();
    }

    private static String inFigures(MatchResult match) {
        int month = Integer.parseInt(match.group(3));
        return month < 1 || month > MONTHS.size()
                ? match.group()
                : on(match) + plain(match.group(2)) + " " + MONTHS.get(month - 1) + " พุทธศักราช " + match.group(4);
    }

    private static String day(MatchResult match) {
        var until = match.group("until");
        var year = match.group("year");
        return on(match)
                + plain(match.group("day"))
                + (until == null ? "" : " ถึง " + plain(until))
                + " "
                + month(match.group("month"))
                + (year == null ? "" : " พุทธศักราช " + (year.length() == 2 ? "25" + year : year));
    }

    private static String on(MatchResult match) {
        var on = match.group("on");
        return (on == null ? "วันที่" : on.strip()) + " ";
    }

    /** 05 is 5. */
    private static String plain(String day) {
        return String.valueOf(Integer.parseInt(day));
    }

    private static String month(String written) {
        int index = SHORT_MONTHS.indexOf(written);
        return index < 0 ? written : MONTHS.get(index);
    }

    private static String time(String hour, String minute) {
        int minutes = Integer.parseInt(minute);
        return ThaiNumberWords.of(Integer.parseInt(hour))
                + "นาฬิกา"
                + (minutes == 0 ? "" : ThaiNumberWords.of(minutes) + "นาที");
    }

    private static String number(MatchResult match) {
        var decimals = match.group(2);
        return ThaiNumberWords.of(Long.parseLong(match.group(1).replace(",", "")))
                + (decimals == null ? "" : "จุด" + ThaiNumberWords.each(decimals));
    }
}
