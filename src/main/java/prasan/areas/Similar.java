package prasan.areas;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import prasan.flow.Thai;

/** Tambons and districts whose names sound like what somebody typed: ลาดหย้า for ลาดหญ้า. They are offered as a question and never taken silently. */
final class Similar {
    private static final int MOST = 5;
    private static final int LETTERS_MIN = 3;
    /** The lengths from which one and two letters may differ. */
    private static final int ONE_DIFFERS = 4;

    private static final int TWO_DIFFER = 8;

    /** Letters that sound alike, by the first of them. */
    private static final Map<Character, Character> SOUNDS = Map.ofEntries(
            Map.entry('ญ', 'ย'),
            Map.entry('ณ', 'น'),
            Map.entry('ศ', 'ส'),
            Map.entry('ษ', 'ส'),
            Map.entry('ฆ', 'ค'),
            Map.entry('ฌ', 'ช'),
            Map.entry('ฎ', 'ด'),
            Map.entry('ฏ', 'ต'),
            Map.entry('ฐ', 'ท'),
            Map.entry('ฑ', 'ท'),
            Map.entry('ฒ', 'ท'),
            Map.entry('ธ', 'ท'),
            Map.entry('ถ', 'ท'),
            Map.entry('ภ', 'พ'),
            Map.entry('ฬ', 'ล'),
            Map.entry('ร', 'ล'),
            Map.entry('ฃ', 'ข'),
            Map.entry('ฅ', 'ค'),
            Map.entry('ใ', 'ไ'));

    /** Letters with ์ are not spoken, and tone marks are the first thing that is mistyped. */
    private static final Pattern SILENT = Pattern.compile("[ก-ฮ][ิุ]?์|[็-๎]|[ .-]");

    private Similar() {}

    /** An area and how far its name is from what was typed. */
    private record Near(Area area, int distance) {}

    /**
     * Returns areas with names like a word that names nothing, the most similar first.
     *
     * @param within codes of where to look; with an empty one, in the whole country, only those that sound the same
     */
    static List<Area> to(PlaceWords words, Atlas atlas, List<String> within) {
        var typed = Stream.concat(words.others().stream(), Stream.of(String.join("", words.others())))
                .filter(word -> !word.startsWith(VillageName.HOUSE))
                .map(Similar::sound)
                .filter(sound -> sound.length() >= LETTERS_MIN)
                .distinct()
                .toList();
        if (typed.isEmpty()) {
            return List.of();
        }
        boolean everywhere = within.contains("");
        return within.stream()
                .flatMap(code -> Stream.of(Area.Level.DISTRICT, Area.Level.TAMBON)
                        .flatMap(level -> atlas.inside(code, level).stream()))
                .filter(area -> words.names().stream().allMatch(name -> atlas.lies(area, name)))
                .map(area -> new Near(area, distance(typed, area)))
                .filter(near -> near.distance() == 0 || (near.distance() > 0 && !everywhere))
                .sorted(Comparator.comparing(Near::distance)
                        .thenComparing(near -> near.area().level() != Area.Level.TAMBON)
                        .thenComparing(near -> near.area().code()))
                .map(Near::area)
                .limit(MOST)
                .toList();
    }

    /** -1 if the name is like none of the words. */
    private static int distance(List<String> typed, Area area) {
        return Stream.of(area.nameTh(), area.nameEn())
                .map(Similar::sound)
                .flatMap(name -> typed.stream()
                        .filter(word -> Math.abs(word.length() - name.length()) <= allowed(word))
                        .map(word -> edits(word, name))
                        .filter(edits -> edits <= allowed(name)))
                .min(Comparator.naturalOrder())
                .orElse(-1);
    }

    private static int allowed(String word) {
        return word.length() >= TWO_DIFFER ? 2 : word.length() >= ONE_DIFFERS ? 1 : 0;
    }

    private static String sound(String name) {
        var spoken = SILENT.matcher(Thai.normalise(name))
                .replaceAll("")
                .replace("หญ", "ย")
                .replace("หย", "ย");
        var sound = new StringBuilder();
        spoken.chars().forEach(c -> sound.append(SOUNDS.getOrDefault((char) c, (char) c)));
        return sound.toString();
    }

    /** Returns how many letters have to be added, left out or changed to make one word of the other. */
    private static int edits(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
