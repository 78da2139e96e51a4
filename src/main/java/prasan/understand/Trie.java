package prasan.understand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words to be looked for in texts that have no spaces. Filled once, then only read. */
final class Trie<T> {
    private static final class Node<T> {
        private final Map<Character, Node<T>> next = new HashMap<>();
        private final List<T> here = new ArrayList<>();
    }

    /** A word that begins at the place asked for; {@code end} is behind its last character. */
    record Match<T>(int end, T value) {}

    private final Node<T> root = new Node<>();

    void add(String word, T value) {
        var node = root;
        for (int i = 0; i < word.length(); i++) {
            node = node.next.computeIfAbsent(word.charAt(i), c -> new Node<>());
        }
        node.here.add(value);
    }

    /** All words that begin there and end where a word may end, the shortest first. */
    List<Match<T>> at(String text, int start) {
        if (!mayStart(text, start)) {
            return List.of();
        }
        List<Match<T>> found = List.of();
        var node = root;
        for (int i = start; i < text.length(); i++) {
            node = node.next.get(text.charAt(i));
            if (node == null) {
                break;
            }
            if (!node.here.isEmpty() && mayEnd(text, i + 1)) {
                if (found.isEmpty()) {
                    found = new ArrayList<>();
                }
                for (var value : node.here) {
                    found.add(new Match<>(i + 1, value));
                }
            }
        }
        return found;
    }

    /** Not between a vowel that is written first and its consonant, nor within a Latin word. */
    static boolean mayStart(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        return (before < 'เ' || before > 'ไ') && !(latin(before) && latin(text.charAt(start)));
    }

    /** Not between a consonant and what stands on, under or behind it, nor within a Latin word. */
    static boolean mayEnd(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char after = text.charAt(end);
        boolean belongs = (after >= 'ะ' && after <= 'ฺ') || after == 'ๅ' || (after >= '็' && after <= '๎');
        return !belongs && !(latin(after) && latin(text.charAt(end - 1)));
    }

    private static boolean latin(char c) {
        return c >= 'a' && c <= 'z';
    }
}
