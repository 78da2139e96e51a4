package prasan.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lanes beside the boxes in which ways run past steps: one for all ways to the same step, the shortest nearest to the boxes. Two that run past the same step have different lanes.
 *
 * @param of the lane of each target, 0 being the nearest
 */
record Lanes(Map<Integer, Integer> of) {

    private record Run(int target, int first, int last) {
        boolean meets(Run other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** @param sources the positions that ways come from, by the position that they lead to */
    static Lanes of(Map<Integer, List<Integer>> sources) {
        var runs = sources.entrySet().stream()
                .map(way -> {
                    int target = way.getKey();
                    var ends =
                            way.getValue().stream().mapToInt(Integer::intValue).summaryStatistics();
                    return new Run(target, Math.min(target, ends.getMin()), Math.max(target, ends.getMax()));
                })
                .sorted(Comparator.comparingInt((Run run) -> run.last - run.first)
                        .thenComparingInt(Run::target))
                .toList();
        var lanes = new TreeMap<Integer, Integer>();
        for (var run : runs) {
            int lane = 0;
            while (taken(runs, lanes, run, lane)) {
                lane++;
            }
            lanes.put(run.target, lane);
        }
        return new Lanes(lanes);
    }

    private static boolean taken(List<Run> runs, Map<Integer, Integer> lanes, Run run, int lane) {
        return runs.stream()
                .anyMatch(other -> Integer.valueOf(lane).equals(lanes.get(other.target)) && other.meets(run));
    }

    int at(int target) {
        return of.getOrDefault(target, 0);
    }

    int count() {
        return of.values().stream().mapToInt(lane -> lane + 1).max().orElse(0);
    }
}
