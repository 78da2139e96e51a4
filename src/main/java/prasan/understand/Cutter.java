package prasan.understand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts a text without spaces into words of a list: as few words and as few letters outside of words as possible, the longer word first. {@code แตกน้ำ} is cut before {@code น้ำ},
 * so that {@code ตกน้ำ} is not found in it.
 */
final class Cutter {
    private static final int UNKNOWN_LETTER = 3;
    private static final int WORD = 2;

    private record Word(String text, boolean whole, BitSet inside) {}

    private final Trie<Word> words = new Trie<>();

    private Cutter() {}

    /** @param words to cut by; true for one that has no words inside, though it looks so */
    static Cutter of(Map<String, Boolean> words) {
        var cutter = new Cutter();
        var entries = new ArrayList<Word>();
        new TreeMap<>(words).forEach((text, whole) -> entries.add(new Word(text, whole, new BitSet())));
        entries.forEach(word -> cutter.words.add(word.text(), word));
        entries.sort(java.util.Comparator.comparing(word -> word.text().length()));
        for (var word : entries) {
            if (!word.whole()) {
                cutter.cutInside(word);
            }
        }
        return cutter;
    }

    private void cutInside(Word word) {
        var cuts = cuts(word.text(), word.text().length() - 1);
        if (cuts.stream().allMatch(cut -> cut.word() != null)) {
            cuts.forEach(cut -> cut.mark(word.inside()));
        }
    }

    private record Cut(
            int start,
            int end,
            @org.jspecify.annotations.Nullable Word word) {
        void mark(BitSet borders) {
            borders.set(start);
            borders.set(end);
            if (word != null) {
                word.inside().stream().forEach(inside -> borders.set(start + inside));
            }
        }
    }

    /**
     * A text cut into words.
     *
     * @param borders where words begin or end; between letters of no word, everywhere
     * @param unknown the letters of no word
     */
    record Pieces(BitSet borders, BitSet unknown) {
        /** Returns true if the letters are nothing but words. */
        boolean known(int start, int end) {
            int letter = unknown.nextSetBit(start);
            return letter < 0 || letter >= end;
        }

        /** Returns true if letters of no word stand on both sides. */
        boolean within(int at) {
            return at > 0 && unknown.get(at - 1) && unknown.get(at);
        }
    }

    /** Returns the text cut into words. */
    Pieces cut(String text) {
        var pieces = new Pieces(new BitSet(text.length() + 1), new BitSet(text.length()));
        for (var cut : cuts(text, Integer.MAX_VALUE)) {
            cut.mark(pieces.borders());
            pieces.unknown().set(cut.start(), cut.end(), cut.word() == null);
        }
        return pieces;
    }

    private List<Cut> cuts(String text, int longest) {
        var cost = new int[text.length() + 1];
        var best = new ArrayList<Cut>();
        for (int i = text.length() - 1; i >= 0; i--) {
            var cut = new Cut(i, i + 1, null);
            cost[i] = cost[i + 1] + UNKNOWN_LETTER;
            for (var match : words.at(text, i)) {
                if (match.end() - i <= longest && cost[match.end()] + WORD <= cost[i]) {
                    cut = new Cut(i, match.end(), match.value());
                    cost[i] = cost[match.end()] + WORD;
                }
            }
            best.add(cut);
        }
        var cuts = new ArrayList<Cut>();
        for (int i = 0; i < text.length(); i = cuts.getLast().end()) {
            cuts.add(best.get(text.length() - 1 - i));
        }
        return cuts;
    }
}
