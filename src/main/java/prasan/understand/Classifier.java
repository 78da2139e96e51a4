package prasan.understand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Multinomial logistic regression, learned from examples in a fixed order, so that the same examples give the same numbers on every machine. It learns from
 * runs of letters alone; what the words of the lexicon say is added afterwards. (Learned together, the words explain the examples so well that the letters learn nothing, and
 * are no help with a message that has none of the words.)
 */
final class Classifier {
    /** An example as features, with its category and how much it counts. */
    record Example(Map<String, Double> features, String category, double counts) {}

    private static final int ROUNDS = 6;
    private static final double RATE = 0.8;
    private static final double SLOWER = 0.15;
    /** An example that is missed by less has nothing to teach in this round; most of them, later on. */
    private static final double LEARNED = 0.01;

    private static final double TRUST_IN_WORDS = 2.5;
    private static final int SEEN_LEAST = 2;
    /** Coprime to the number of examples or not, a large prime step visits them well mixed. */
    private static final int STEP = 7919;

    private final List<String> categories;
    private final Map<String, Integer> index;
    /** Feature by feature, in each the weights of all categories: one array, because learning is mostly waiting for memory. */
    private final float[] weights;

    private Classifier(List<String> categories, Map<String, Integer> index, float[] weights) {
        this.categories = categories;
        this.index = index;
        this.weights = weights;
    }

    /** A category and how probable it is, 0 to 1. */
    record Score(String category, double probability) {}

    /** Learns from the examples, which are read once and not kept. */
    static Classifier learn(Stream<Example> examples) {
        var read = new Examples();
        examples.forEach(read::add);
        var classifier = read.classifier();
        var rows = read.rows(classifier);
        var learner = new Learner(classifier);
        for (int round = 0; round < ROUNDS; round++) {
            double rate = RATE / (1 + SLOWER * round);
            for (int i : mixed(rows.size(), round)) {
                learner.see(rows.get(i), rate);
            }
        }
        return learner.learned();
    }

    /** The examples as numbers, so that all of them together are small. */
    private static final class Examples {
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private final List<Integer> seen = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<String> told = new ArrayList<>();

        void add(Example example) {
            var ids = new int[example.features().size()];
            var values = new float[ids.length];
            int n = 0;
            for (var feature : example.features().entrySet()) {
                int id = names.computeIfAbsent(feature.getKey(), name -> {
                    seen.add(0);
                    return seen.size() - 1;
                });
                seen.set(id, seen.get(id) + 1);
                ids[n] = id;
                values[n++] = feature.getValue().floatValue();
            }
            rows.add(new Row(ids, values, -1, example.counts()));
            told.add(example.category());
        }

        /** Returns the classifier that has learned nothing yet, of the features that were seen often enough. */
        Classifier classifier() {
            var categories = List.copyOf(new TreeSet<>(told));
            var index = new HashMap<String, Integer>();
            names.forEach((name, id) -> {
                if (seen.get(id) >= SEEN_LEAST) {
                    index.put(name, index.size());
                }
            });
            return new Classifier(categories, index, new float[index.size() * categories.size()]);
        }

        /** Returns the examples with the features that the classifier knows. */
        List<Row> rows(Classifier classifier) {
            var known = new int[names.size()];
            names.forEach((name, id) -> known[id] = classifier.index.getOrDefault(name, -1));
            var all = new ArrayList<Row>();
            for (int i = 0; i < rows.size(); i++) {
                all.add(rows.get(i).of(known, classifier.categories.indexOf(told.get(i))));
            }
            return all;
        }
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

        /** Returns the same with its features numbered anew, those without a number left out. */
        Row of(int[] known, int category) {
            var ids = new int[features.length];
            var some = new float[features.length];
            int n = 0;
            for (int i = 0; i < features.length; i++) {
                if (known[features[i]] >= 0) {
                    ids[n] = known[features[i]];
                    some[n++] = values[i];
                }
            }
            return new Row(Arrays.copyOf(ids, n), Arrays.copyOf(some, n), category, counts);
        }
    }

    /** The weights while they change, and their sum over time, whose mean forgets the order. */
    private static final class Learner {
        private final Classifier start;
        private final int categories;
        private final float[] weights;
        private final float[] late;
        private int time = 1;

        Learner(Classifier start) {
            this.start = start;
            this.categories = start.categories.size();
            this.weights = start.weights;
            this.late = new float[weights.length];
        }

        void see(Row row, double rate) {
            var p = probabilities(start.scores(row));
            time++;
            p[row.category] -= 1;
            if (-p[row.category] < LEARNED) {
                return;
            }
            var change = new float[categories];
            for (int c = 0; c < categories; c++) {
                change[c] = (float) (p[c] * rate * row.counts);
            }
            for (int i = 0; i < row.features.length; i++) {
                int at = row.features[i] * categories;
                float value = row.values[i];
                float since = value * time;
                for (int c = 0; c < categories; c++) {
                    weights[at + c] -= change[c] * value;
                    late[at + c] += change[c] * since;
                }
            }
        }

        Classifier learned() {
            for (int i = 0; i < weights.length; i++) {
                weights[i] += late[i] / time;
            }
            return start;
        }
    }

    private Row row(Map<String, Double> features) {
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
        return new Row(Arrays.copyOf(ids, n), Arrays.copyOf(values, n), -1, 1);
    }

    private double[] scores(Row row) {
        int n = categories.size();
        var sums = new float[n];
        for (int i = 0; i < row.features.length; i++) {
            int at = row.features[i] * n;
            float value = row.values[i];
            for (int c = 0; c < n; c++) {
                sums[c] += weights[at + c] * value;
            }
        }
        var scores = new double[n];
        for (int c = 0; c < n; c++) {
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
        var sums = scores(row(features));
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
        int n = categories.size();
        var reasons = new LinkedHashMap<String, Double>();
        features.forEach((name, value) -> {
            var known = index.get(name);
            if (known != null) {
                reasons.put(name, value * (weights[known * n + a] - weights[known * n + b]));
            }
        });
        return reasons;
    }
}
