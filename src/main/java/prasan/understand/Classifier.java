package prasan.understand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Multinomial logistic regression, learned from examples in a fixed order, so that the same examples give the same numbers on every machine. It learns from
 * runs of letters alone; what the words of the lexicon say is added afterwards. (Learned together, the words explain the examples so well that the letters learn nothing, and
 * are no help with a message that has none of the words.)
 */
final class Classifier {
    /** An example as features, with its category and how much it counts. */
    record Example(Map<String, Double> features, String category, double counts) {}

    private static final int ROUNDS = Integer.getInteger("r",14);
    private static final double RATE = Double.parseDouble(System.getProperty("lr","0.5"));
    private static final double TRUST_IN_WORDS = 2.5;
    private static final int SEEN_LEAST = 2;
    /** Coprime to the number of examples or not, a large prime step visits them well mixed. */
    private static final int STEP = 7919;

    private final List<String> categories;
    private final Map<String, Integer> index;
    private final float[][] weights;

    private Classifier(List<String> categories, Map<String, Integer> index, float[][] weights) {
        this.categories = categories;
        this.index = index;
        this.weights = weights;
    }

    /** A category and how probable it is, 0 to 1. */
    record Score(String category, double probability) {}

    static Classifier learn(Collection<Example> examples) {
        var categories = List.copyOf(
                new TreeSet<>(examples.stream().map(Example::category).toList()));
        var classifier = begin(categories, examples);
        var learner = new Learner(classifier);
        var rows = examples.stream().map(learner::row).toList();
        for (int round = 0; round < ROUNDS; round++) {
            double rate = RATE / (1 + Double.parseDouble(System.getProperty("dc","0.15")) * round);
            for (int i : mixed(rows.size(), round)) {
                learner.see(rows.get(i), rate);
            }
        }
        return learner.learned();
    }

    private static Classifier begin(List<String> categories, Collection<Example> examples) {
        var seen = new LinkedHashMap<String, Integer>();
        for (var example : examples) {
            example.features().keySet().forEach(name -> seen.merge(name, 1, Integer::sum));
        }
        var index = new HashMap<String, Integer>();
        seen.forEach((name, times) -> {
            if (times >= SEEN_LEAST) {
                index.putIfAbsent(name, index.size());
            }
        });
        var weights = new float[index.size()][categories.size()];
        return new Classifier(categories, index, weights);
    }

    /** The order of a round: by steps of a prime, from another start each time. */
    private static int[] mixed(int size, int round) {
        var order = new int[size];
        var taken = new boolean[size];
        int at = round * 31 % Math.max(1, size);
        for (int i = 0; i < size; i++) {
            at = (at + STEP) % size;
            while (taken[at]) {
                at = (at + 1) % size;
            }
            taken[at] = true;
            order[i] = at;
        }
        return order;
    }

    /** An example as numbers: which features it has, how strongly, and its category. */
    private static final class Row {
        private final int[] features;
        private final float[] values;
        private final int category;
        private final double counts;

        Row(int[] features, float[] values, int category, double counts) {
            this.features = features;
            this.values = values;
            this.category = category;
            this.counts = counts;
        }
    }

    /** The weights while they change, and their sum over time, whose mean forgets the order. */
    private static final class Learner {
        private final Classifier start;
        private final float[][] weights;
        private final float[][] late;
        private int time = 1;

        Learner(Classifier start) {
            this.start = start;
            this.weights = start.weights;
            this.late = new float[weights.length][start.categories.size()];
        }

        Row row(Example example) {
            return start.row(example.features(), start.categories.indexOf(example.category()), example.counts());
        }

        void see(Row row, double rate) {
            var p = probabilities(start.scores(row));
            p[row.category] -= 1;
            var change = new float[p.length];
            for (int c = 0; c < p.length; c++) {
                change[c] = (float) (p[c] * rate * row.counts);
            }
            for (int i = 0; i < row.features.length; i++) {
                add(weights[row.features[i]], change, -row.values[i]);
                add(late[row.features[i]], change, row.values[i] * time);
            }
            time++;
        }

        private static void add(float[] to, float[] change, float times) {
            for (int c = 0; c < to.length; c++) {
                to[c] += change[c] * times;
            }
        }

        Classifier learned() {
            for (int f = 0; f < weights.length; f++) {
                add(weights[f], late[f], 1f / time);
            }
            return start;
        }
    }

    private Row row(Map<String, Double> features, int category, double counts) {
        var ids = new int[features.size()];
        var values = new float[features.size()];
        int n = 0;
        for (var feature : features.entrySet()) {
            var known = index.get(feature.getKey());
            if (known != null) {
                ids[n] = known;
                values[n++] = feature.getValue().floatValue();
            }
        }
        return new Row(Arrays.copyOf(ids, n), Arrays.copyOf(values, n), category, counts);
    }

    private double[] scores(Row row) {
        var sums = new float[categories.size()];
        for (int i = 0; i < row.features.length; i++) {
            Learner.add(sums, weights[row.features[i]], row.values[i]);
        }
        var scores = new double[sums.length];
        for (int c = 0; c < sums.length; c++) {
            scores[c] = sums[c];
        }
        return scores;
    }

    private static double[] probabilities(double[] scores) {
        double most = Arrays.stream(scores).max().orElse(0);
        var p = new double[scores.length];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            // StrictMath, because Math.exp may differ between processors
            p[c] = StrictMath.exp(scores[c] - most);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    /** All categories, the most probable first. */
    List<Score> classify(Map<String, Double> features, Map<String, Double> votes) {
        var sums = scores(row(features, -1, 1));
        for (int c = 0; c < sums.length; c++) {
            sums[c] += TRUST_IN_WORDS * votes.getOrDefault(categories.get(c), 0.0);
        }
        var p = probabilities(sums);
        var scores = new ArrayList<Score>();
        for (int c = 0; c < p.length; c++) {
            scores.add(new Score(categories.get(c), p[c]));
        }
        scores.sort(Comparator.comparing(Score::probability).reversed().thenComparing(Score::category));
        return scores;
    }

    /** What each feature adds for one category, compared with another. */
    Map<String, Double> reasons(Map<String, Double> features, String category, String against) {
        int a = categories.indexOf(category);
        int b = categories.indexOf(against);
        var reasons = new LinkedHashMap<String, Double>();
        features.forEach((name, value) -> {
            var known = index.get(name);
            if (known != null) {
                reasons.put(name, value * (weights[known][a] - weights[known][b]));
            }
        });
        return reasons;
    }
}
