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
 * Multinomial logistic regression, learned from examples in a fixed order, so that the same examples give the same numbers on every machine. It begins with trust in the lexicon
 * and learns the rest.
 */
final class Classifier {
    /** An example as features, with its category. */
    record Example(Map<String, Double> features, String category) {}

    private static final int ROUNDS = 14;
    private static final double RATE = 0.5;
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
        var rows = examples.stream().map(example -> learner.row(example)).toList();
        for (int round = 0; round < ROUNDS; round++) {
            double rate = RATE / (1 + 0.15 * round);
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
        categories.forEach(category -> index.put("#word " + category, index.size()));
        seen.forEach((name, times) -> {
            if (times >= SEEN_LEAST) {
                index.putIfAbsent(name, index.size());
            }
        });
        var weights = new float[index.size()][categories.size()];
        for (int c = 0; c < categories.size(); c++) {
            weights[c][c] = (float) TRUST_IN_WORDS;
        }
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

    private record Row(int[] features, float[] values, int category) {}

    /** The weights while they change, and their sum over time, whose mean forgets the order. */
    private static final class Learner {
        private final Classifier start;
        private final float[][] weights;
        private final float[][] late;
        private int time = 1;

        Learner(Classifier start) {
            this.start = start;
            this.weights = Arrays.stream(start.weights).map(float[]::clone).toArray(float[][]::new);
            this.late = new float[weights.length][start.categories.size()];
        }

        Row row(Example example) {
            return start.row(example.features(), start.categories.indexOf(example.category()));
        }

        void see(Row row, double rate) {
            var p = probabilities(start.scores(row, weights));
            p[row.category()] -= 1;
            for (int i = 0; i < row.features().length; i++) {
                var w = weights[row.features()[i]];
                var sum = late[row.features()[i]];
                float step = (float) (rate * row.values()[i]);
                for (int c = 0; c < p.length; c++) {
                    float change = (float) (step * p[c]);
                    w[c] -= change;
                    sum[c] += change * time;
                }
            }
            time++;
        }

        Classifier learned() {
            for (int f = 0; f < weights.length; f++) {
                for (int c = 0; c < weights[f].length; c++) {
                    weights[f][c] += late[f][c] / time;
                }
            }
            return new Classifier(start.categories, start.index, weights);
        }
    }

    private Row row(Map<String, Double> features, int category) {
        var known = new ArrayList<Map.Entry<String, Double>>();
        features.entrySet().stream()
                .filter(feature -> index.containsKey(feature.getKey()))
                .forEach(known::add);
        var ids = new int[known.size()];
        var values = new float[known.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = index.getOrDefault(known.get(i).getKey(), 0);
            values[i] = known.get(i).getValue().floatValue();
        }
        return new Row(ids, values, category);
    }

    private double[] scores(Row row, float[][] by) {
        var scores = new double[categories.size()];
        for (int i = 0; i < row.features().length; i++) {
            var w = by[row.features()[i]];
            float value = row.values()[i];
            for (int c = 0; c < scores.length; c++) {
                scores[c] += w[c] * value;
            }
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
    List<Score> classify(Map<String, Double> features) {
        var p = probabilities(scores(row(features, -1), weights));
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
