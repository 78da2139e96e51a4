package prasan.areas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import prasan.flow.Graphemes;

/** The buttons of a list of areas: what tells them apart comes first, because LINE shows 20 characters. */
final class AreaLabels {
    private static final int MOST = 20;
    /** Village, tambon, district and province. */
    private static final int PARTS = 4;

    /** Which parts of an address tell areas apart, the first that do: 0 the area itself, 1 what it lies in, and so on. */
    private static final List<List<Integer>> TELLING = List.of(
            List.of(0),
            List.of(1),
            List.of(2),
            List.of(0, 1),
            List.of(1, 0),
            List.of(3),
            List.of(2, 1),
            List.of(2, 0),
            List.of(3, 2),
            List.of(3, 1),
            List.of(3, 0),
            List.of(3, 2, 1),
            List.of(3, 2, 1, 0));

    private AreaLabels() {}

    /**
     * Returns a label for each address.
     *
     * @param addresses the parts of each, the smallest first
     */
    static List<String> of(List<List<String>> addresses) {
        for (var telling : TELLING) {
            var labels = labels(addresses, telling);
            if (!alike(labels)) {
                return labels;
            }
        }
        return IntStream.range(0, addresses.size())
                .mapToObj(i -> Graphemes.cut(i + 1 + ". " + join(addresses.get(i), List.of(0, 1)), MOST))
                .toList();
    }

    private static boolean alike(List<String> texts) {
        return new HashSet<>(texts).size() < texts.size();
    }

    private static String join(List<String> parts, List<Integer> places) {
        return there(parts, places).stream().map(parts::get).collect(Collectors.joining(" "));
    }

    /** The places that the address has; a province lies in nothing that could tell it apart. */
    private static List<Integer> there(List<String> parts, List<Integer> places) {
        var there = places.stream().filter(place -> place < parts.size()).toList();
        return there.isEmpty() ? List.of(0) : there;
    }

    /** The telling parts, and behind them as many of the others as fit into all labels. */
    private static List<String> labels(List<List<String>> addresses, List<Integer> telling) {
        if (alike(joined(addresses, telling))) {
            return joined(addresses, telling);
        }
        if (tooLong(joined(addresses, telling))) {
            return addresses.stream().map(parts -> shortened(parts, telling)).toList();
        }
        var places = new ArrayList<>(telling);
        for (int place = 0; place < PARTS; place++) {
            var more = new ArrayList<>(places);
            more.add(place);
            if (!telling.contains(place)) {
                if (tooLong(joined(addresses, more))) {
                    break;
                }
                places = more;
            }
        }
        return joined(addresses, places);
    }

    private static boolean tooLong(List<String> texts) {
        return texts.stream().anyMatch(text -> Graphemes.count(text) > MOST);
    }

    private static List<String> joined(List<List<String>> addresses, List<Integer> places) {
        return addresses.stream().map(parts -> join(parts, places)).toList();
    }

    private static String shortened(List<String> parts, List<Integer> telling) {
        var there = there(parts, telling);
        int room = (MOST - there.size() + 1) / there.size();
        return there.stream()
                .map(place -> Graphemes.cut(parts.get(place), room))
                .collect(Collectors.joining(" "));
    }
}
