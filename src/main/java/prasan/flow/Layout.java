package prasan.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where everything is in the drawing of a flow, in pixels. The boxes stand in one column in the order of the file. A way to the next box runs straight down; one that passes boxes
 * leaves its box at the side, passes through the zone of the labels into its lane, and comes back above where the target's own ways leave. Ahead is on the right, back on the left. So
 * lines meet boxes and labels nowhere, whatever the flow.
 *
 * @param ahead lanes of the right side, {@code back} of the left
 * @param width of everything, {@code height} likewise
 */
record Layout(List<Box> boxes, List<Way> ways, Lanes ahead, Lanes back, int width, int height, int column, int zone) {
    static final int BOX = 380;
    static final int PAD = 16;
    static final int TEXT = 15;
    static final int SMALL = 12;
    static final int TEXT_LINE = 23;
    static final int SMALL_LINE = 18;
    static final int HEAD = 36;
    /** From the top of a box to where ways come in at its side. */
    static final int ENTRY = 18;

    static final int MARGIN = 24;
    private static final int PILL = 2 * ENTRY;
    private static final int NARROW = 170;
    private static final int GAP = 40;
    private static final int LANE = 20;
    private static final int LABEL = 200;
    private static final int TEXT_LINES = 3;
    private static final int DETAIL_LINES = 4;

    /**
     * All ways from one step to one other.
     *
     * @param from position of the step, -1 for the start; {@code to} one past the last step for the end
     * @param labels one for each way that has one
     * @param lines the labels as they are drawn
     */
    record Way(int from, int to, List<String> labels, List<String> lines) {
        boolean ahead() {
            return to > from + 1;
        }

        boolean back() {
            return to <= from;
        }

        boolean straight() {
            return to == from + 1;
        }

        /** The room of the label and of the line below it. */
        int room() {
            return lines.size() * SMALL_LINE + 8;
        }
    }

    /**
     * One step.
     *
     * @param index position of the step, -1 for the start, one past the last step for the end
     * @param ports how far below the top each way to the side leaves, by the position that it leads to
     */
    record Box(
            int index,
            Caption caption,
            List<String> text,
            List<String> details,
            int x,
            int y,
            int width,
            int height,
            Map<Integer, Integer> ports) {
        int bottom() {
            return y + height;
        }

        int right() {
            return x + width;
        }

        int middle() {
            return x + width / 2;
        }
    }

    static Layout of(Library library, Flow flow) {
        var ways = ways(library, flow);
        var ahead = Lanes.of(sources(ways.stream().filter(Way::ahead).toList()));
        var back = Lanes.of(sources(ways.stream().filter(Way::back).toList()));
        int zone = ways.stream()
                        .filter(way -> !way.straight())
                        .flatMap(way -> way.lines().stream())
                        .mapToInt(line -> Lines.width(line, SMALL))
                        .max()
                        .orElse(0)
                + 2 * PAD;
        int column = MARGIN + (back.count() == 0 ? 0 : zone + back.count() * LANE);
        int width = column + BOX + MARGIN + (ahead.count() == 0 ? 0 : zone + ahead.count() * LANE);
        var boxes = new ArrayList<Box>();
        int y = 0;
        for (int index = -1; index <= flow.steps().size(); index++) {
            int at = index;
            // the outermost lane leaves first on the way down and last on the way up: so ways of one box do not cross
            var out = ways.stream()
                    .filter(way -> way.from() == at)
                    .sorted(Comparator.comparing(way -> way.back() ? back.at(way.to()) : -ahead.at(way.to())))
                    .toList();
            if (index == flow.steps().size() && ways.stream().noneMatch(way -> way.to() == at)) {
                break;
            }
            boolean entered = ways.stream().anyMatch(way -> !way.straight() && way.to() == at);
            var box = box(index, caption(library, flow, index), out, entered, column, y);
            boxes.add(box);
            y = box.bottom()
                    + out.stream()
                            .filter(Way::straight)
                            .mapToInt(way -> Math.max(GAP, way.room() + 20))
                            .findFirst()
                            .orElse(GAP);
        }
        return new Layout(boxes, ways, ahead, back, width, boxes.getLast().bottom() + MARGIN, column, zone);
    }

    /** The middle of a lane. */
    int lane(Way way) {
        return way.back()
                ? column - zone - LANE / 2 - back.at(way.to()) * LANE
                : column + BOX + zone + LANE / 2 + ahead.at(way.to()) * LANE;
    }

    Box box(int index) {
        return boxes.get(index + 1);
    }

    private static List<Way> ways(Library library, Flow flow) {
        List<Way> ways = new ArrayList<>();
        ways.add(new Way(-1, 0, List.of(), List.of()));
        for (int from = 0; from < flow.steps().size(); from++) {
            var step = flow.steps().get(from);
            var labels = new LinkedHashMap<Integer, List<String>>();
            for (var exit : Caption.exits(library, flow, step)) {
                var label = Caption.label(library, flow, step, exit);
                labels.computeIfAbsent(exit.target(flow, from), to -> new ArrayList<>())
                        .add(label);
            }
            for (var way : labels.entrySet()) {
                int to = way.getKey();
                // where a refused answer leads to the same step as a good one both are named
                boolean several = way.getValue().size() > 1;
                var said = way.getValue().stream()
                        .map(label -> label.isEmpty() && several ? Caption.ANSWERED : label)
                        .filter(label -> !label.isEmpty())
                        .distinct()
                        .toList();
                ways.add(new Way(from, to, said, lines(said, to == from + 1 ? "" : "→\u00A0" + number(flow, to))));
            }
        }
        return ways;
    }

    private static List<String> lines(List<String> labels, String whither) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            var end = i + 1 < labels.size() || whither.isEmpty() ? "" : "\u00A0" + whither;
            lines.addAll(Lines.wrap(labels.get(i) + end, LABEL, SMALL));
        }
        if (labels.isEmpty() && !whither.isEmpty()) {
            lines.add(whither);
        }
        return lines;
    }

    /** What a step is called in labels. */
    static String number(Flow flow, int index) {
        return index < flow.steps().size() ? String.valueOf(index + 1) : Caption.Kind.END.thai;
    }

    private static Map<Integer, List<Integer>> sources(List<Way> ways) {
        var sources = new TreeMap<Integer, List<Integer>>();
        ways.forEach(way ->
                sources.computeIfAbsent(way.to(), to -> new ArrayList<>()).add(way.from()));
        return sources;
    }

    private static Caption caption(Library library, Flow flow, int index) {
        if (index < 0) {
            return Caption.start(library, flow);
        }
        return index < flow.steps().size()
                ? Caption.of(library, flow, flow.steps().get(index))
                : new Caption(Caption.Kind.END, "", "", List.of());
    }

    private static Box box(int index, Caption caption, List<Way> out, boolean entered, int column, int y) {
        int inner = BOX - 2 * PAD;
        var text = Lines.wrap(caption.text(), inner, TEXT, TEXT_LINES);
        var details = caption.details().stream()
                .flatMap(detail -> Lines.wrap(detail, inner, SMALL, DETAIL_LINES).stream())
                .toList();
        int height = HEAD
                + text.size() * TEXT_LINE
                + details.size() * SMALL_LINE
                + (text.isEmpty() && details.isEmpty() ? 0 : PAD / 2);
        var ports = new HashMap<Integer, Integer>();
        int right = entered ? ENTRY + 6 : 4;
        int left = right;
        for (var way : out) {
            if (way.ahead()) {
                right += way.room();
                ports.put(way.to(), right);
            } else if (way.back()) {
                left += way.room();
                ports.put(way.to(), left);
            }
        }
        int sides = ports.isEmpty() ? 0 : Math.max(right, left) + PAD / 2 + 4;
        boolean narrow = text.isEmpty() && details.isEmpty();
        int width = narrow ? NARROW : BOX;
        return new Box(
                index,
                caption,
                text,
                details,
                column + (BOX - width) / 2,
                y,
                width,
                Math.max(Math.max(height, PILL), sides),
                ports);
    }
}
