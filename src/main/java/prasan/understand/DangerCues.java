package prasan.understand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import prasan.flow.Fault;
import prasan.flow.Mark;

/** What speaks for danger to life in a message and what against it; from {@code understanding-danger.tsv}. Words count where the text is cut into words. */
final class DangerCues {
    /** What a row of the file is for. */
    enum Part {
        /** A group of words, which a sign names as {@code <group>}. */
        GROUP,
        /** What happens: speaks for a kind of danger. */
        SIGN,
        /** What sounds like danger and is none, longer than the sign inside. */
        HIDE,
        /** It happens now. */
        NOW,
        /** No danger now, for the whole message: past, news, drill, request. */
        CALM,
        /** No danger now, for what follows: fear, condition, refusal. */
        BEFORE,
        /** No danger now, for what it follows: again and again, long ago. */
        AFTER,
        /** A cry for help that says nothing else. */
        CRY,
        /** May stand between the words of a sign. */
        FILLER,
        /** An everyday word, which is not cut. */
        WORD;

        static Optional<Part> of(String name) {
            return List.of(values()).stream()
                    .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    /** The kinds of danger, in the order in which one is taken when two are as strong. */
    static final List<String> KINDS =
            List.of("SUICIDE", "MEDICAL", "FIRE", "DISASTER", "RESCUE", "POWER_LINE", "FAMILY", "CRIME", "HELP");

    private static final int GAP_MOST = 20;
    private static final int FILLERS_MOST = 4;

    /** @param far true when other words may stand before it */
    record Step(String item, boolean far) {}

    /**
     * Words to be found.
     *
     * @param kind of danger for a sign; else empty
     * @param weight 1 to 4
     */
    record Cue(Part part, String kind, int weight, String text, List<Step> steps) {}

    /** A cue found in a text; {@code spans} are start and end of each of its words. */
    record Hit(Cue cue, List<int[]> spans) {
        int start() {
            return spans.getFirst()[0];
        }

        int end() {
            return spans.getLast()[1];
        }

        /** Returns true if the other shares a word with this one; what stands in a gap shares none. */
        boolean overlaps(Hit other) {
            return spans.stream().anyMatch(a -> other.spans.stream().anyMatch(b -> a[0] < b[1] && b[0] < a[1]));
        }

        boolean covers(Hit other) {
            return start() <= other.start() && end() >= other.end() && end() - start() > other.end() - other.start();
        }
    }

    final Map<String, List<Cue>> byFirst = new HashMap<>();
    final Trie<String> toned = new Trie<>();
    final Trie<String> bare = new Trie<>();
    final Set<String> fillers = new java.util.HashSet<>();
    Cutter cutter = Cutter.of(Map.of());

    static DangerCues read(String file, String text, UnaryOperator<String> standard, List<Fault> faults) {
        var reader = new DangerCueReader(standard, faults);
        var rows = Tsv.rows(file, text, 4, 4, faults);
        rows.stream().filter(row -> row.cell(0).equals("group")).forEach(reader::group);
        rows.stream().filter(row -> !row.cell(0).equals("group")).forEach(reader::row);
        if (faults.isEmpty() && !reader.hasSigns()) {
            faults.add(new Fault(new Mark(file, 1, 1), "there must be a sign of danger at least"));
        }
        return reader.done();
    }

    /** Words at their places: for each place where a word begins, the items there and where they end. */
    private final class Places {
        private final BitSet borders;
        private final Set<String> present = new java.util.HashSet<>();
        private final List<Map<String, List<Integer>>> items = new ArrayList<>();

        Places(Plain text) {
            var pieces = cutter.cut(text.toned());
            borders = pieces.borders();
            for (int i = 0; i <= text.toned().length(); i++) {
                items.add(Map.of());
                if (borders.get(i) && i < text.toned().length()) {
                    for (var match : toned.at(text.toned(), i)) {
                        put(i, match.end(), match.value());
                    }
                }
            }
            for (int i = 0; i < text.bare().length(); i++) {
                for (var match : bare.at(text.bare(), i)) {
                    // What is written in words that are no misspelling is meant so: ซ้อม is not ซ่อม.
                    if (!pieces.known(text.origin(i), text.origin(match.end())) && !pieces.within(text.origin(i))) {
                        put(text.origin(i), text.origin(match.end()), match.value());
                    }
                }
            }
        }

        private void put(int start, int end, String item) {
            if (!borders.get(start) || !borders.get(end)) {
                return;
            }
            if (items.get(start).isEmpty()) {
                items.set(start, new LinkedHashMap<>());
            }
            present.add(item);
            var ends = items.get(start).computeIfAbsent(item, i -> new ArrayList<>());
            if (!ends.contains(end)) {
                ends.add(end);
            }
        }

        /** Returns false when a word of the cue is nowhere in the text: most cues, at little cost. */
        boolean mayHave(Cue cue) {
            for (var step : cue.steps()) {
                if (!present.contains(step.item())) {
                    return false;
                }
            }
            return true;
        }

        /** Returns the places of the steps from this one on, the longest that stand there; empty if they do not. */
        List<int[]> spans(List<Step> steps, int step, int at) {
            List<int[]> longest = List.of();
            for (int end : items.get(at).getOrDefault(steps.get(step).item(), List.of())) {
                boolean last = step + 1 == steps.size();
                var rest = last ? List.<int[]>of() : next(steps, step + 1, end);
                if ((last || !rest.isEmpty())
                        && (longest.isEmpty() || (last ? end : rest.getLast()[1]) > longest.getLast()[1])) {
                    longest = new ArrayList<>(rest);
                    longest.addFirst(new int[] {at, end});
                }
            }
            return longest;
        }

        private List<int[]> next(List<Step> steps, int step, int at) {
            int last = Math.min(items.size() - 1, at + GAP_MOST);
            int fillersLeft = FILLERS_MOST;
            boolean far = steps.get(step).far();
            for (int i = at; i >= 0 && i <= last; ) {
                var spans = spans(steps, step, i);
                if (!spans.isEmpty()) {
                    return spans;
                }
                i = far ? borders.nextSetBit(i + 1) : fillersLeft-- > 0 ? behindFiller(i) : -1;
            }
            return List.of();
        }

        List<String> words(String text) {
            var words = new ArrayList<String>();
            for (int i = 0; i < text.length(); ) {
                int start = i;
                int next = borders.nextSetBit(i + 1);
                int end = next < 0 ? text.length() : next;
                words.add(items.get(i).entrySet().stream()
                        .filter(item ->
                                item.getKey().startsWith("<") && item.getValue().contains(end))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(text.substring(start, end)));
                i = end;
            }
            return words;
        }

        private int behindFiller(int at) {
            int behind = -1;
            for (var item : items.get(at).entrySet()) {
                if (fillers.contains(item.getKey())) {
                    for (int end : item.getValue()) {
                        behind = Math.max(behind, end);
                    }
                }
            }
            return behind;
        }
    }

    /**
     * What a text says.
     *
     * @param hits the cues in the order of the text, without those inside of a longer one that hides them
     * @param cry how strong a cry for help is that says nothing else; 0 for other messages
     * @param words its words in their order; instead of a word of a group, the group
     */
    record Found(List<Hit> hits, int cry, List<String> words) {}

    /** Returns the cues of the text. */
    Found find(Plain text) {
        var places = new Places(text);
        var found = new ArrayList<Hit>();
        for (int i = 0; i < places.items.size(); i++) {
            for (var item : places.items.get(i).entrySet()) {
                for (var cue : byFirst.getOrDefault(item.getKey(), List.of())) {
                    var spans = places.mayHave(cue) ? places.spans(cue.steps(), 0, i) : List.<int[]>of();
                    if (!spans.isEmpty()) {
                        found.add(new Hit(cue, spans));
                    }
                }
            }
        }
        var hiding = found.stream().filter(hit -> hit.cue().part() == Part.HIDE).toList();
        var hits = found.stream()
                .filter(hit -> hiding.stream().noneMatch(hide -> hide.covers(hit)))
                .sorted(Comparator.comparing(Hit::start).thenComparing(Hit::end))
                .toList();
        return new Found(hits, onlyCries(text, hits, places) ? cry(hits) : 0, places.words(text.toned()));
    }

    private static int cry(List<Hit> hits) {
        var cries = hits.stream().filter(hit -> hit.cue().part() == Part.CRY).toList();
        boolean urgent = hits.stream()
                .anyMatch(hit -> hit.cue().part() == Part.NOW && cries.stream().noneMatch(hit::overlaps));
        int strongest = cries.stream().mapToInt(hit -> hit.cue().weight()).max().orElse(0);
        return strongest + (urgent ? 1 : 0);
    }

    private static boolean onlyCries(Plain text, List<Hit> hits, Places places) {
        if (hits.stream().noneMatch(hit -> hit.cue().part() == Part.CRY)) {
            return false;
        }
        var said = new BitSet();
        hits.stream()
                .filter(hit -> hit.cue().part() == Part.CRY || hit.cue().part() == Part.NOW)
                .forEach(hit -> said.set(hit.start(), hit.end()));
        for (int i = 0; i < places.items.size(); i++) {
            int behind = places.behindFiller(i);
            if (behind >= 0) {
                said.set(i, behind);
            }
        }
        return IntStream.range(0, text.toned().length())
                .allMatch(i -> said.get(i) || !Character.isLetter(text.toned().charAt(i)));
    }
}
