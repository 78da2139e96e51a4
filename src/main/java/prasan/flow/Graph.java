package prasan.flow;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws a flow for people who read no YAML: each step a box with its Thai words, from top to bottom as in the file, each way between them a line with its Thai name. The drawing is one
 * SVG that needs nothing else; the same flow gives the same bytes.
 */
public final class Graph {
    private static final String FONTS = "'Noto Sans Thai','Leelawadee UI',Thonburi,Sarabun,sans-serif";
    private static final String INK = "#1f2933";
    private static final String PALE = "#4a5560";
    private static final String WHITE = "#ffffff";
    private static final String MAIN = "#3c4650";
    /** Of neighbouring lanes, so that the eye can follow one. */
    private static final List<String> LANES = List.of("#1d5fbf", "#b4500b", "#1b7a3d", "#a3246b", "#6b3fb5", "#0b7478");

    private static final int TITLE = 22;
    private static final int LEAST_WIDTH = Layout.BOX + 2 * Layout.MARGIN;
    private static final int BEND = 8;
    private static final int ARROW = 8;

    private final Library library;
    private final Flow flow;
    private final Layout layout;
    private final Svg svg = new Svg();

    private Graph(Library library, Flow flow) {
        this.library = library;
        this.flow = flow;
        this.layout = Layout.of(library, flow);
    }

    /** The drawing, an SVG document. The flow must be free of faults. */
    public static String svg(Library library, Flow flow) {
        return new Graph(library, flow).draw();
    }

    private String draw() {
        var title = Caption.title(library, flow.name());
        int width = Math.max(Math.max(LEAST_WIDTH, layout.width()), Lines.width(title, TITLE) + 2 * Layout.MARGIN);
        var legend = Legend.of(layout, width);
        int top = Layout.MARGIN + TITLE + legend.height();
        int height = top + layout.height();
        svg.add(
                "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='{}' viewBox='0 0 {} {}' role='img' lang='{}'"
                        + " aria-labelledby='{}-title {}-words' font-family='{}' font-size='{}' fill='{}'>",
                width,
                height,
                width,
                height,
                Library.THAI,
                flow.name(),
                flow.name(),
                FONTS,
                Layout.SMALL,
                INK);
        svg.add("<title id='{}-title'>{}</title>", flow.name(), title);
        svg.add("<desc id='{}-words'>{}</desc>", flow.name(), description());
        svg.add("<rect width='{}' height='{}' fill='{}'/>", width, height, WHITE);
        svg.add(
                "<text x='{}' y='{}' font-size='{}' font-weight='bold'>{}</text>",
                Layout.MARGIN,
                Layout.MARGIN + TITLE / 2,
                TITLE,
                title);
        svg.add("<g transform='translate(0 {})'>", Layout.MARGIN + TITLE);
        legend.draw(svg);
        svg.add("</g>");
        svg.add("<g transform='translate(0 {})'>", top);
        layout.ways().stream().filter(Layout.Way::straight).forEach(this::straight);
        layout.boxes().forEach(box -> aside(box.index()));
        layout.boxes().forEach(this::box);
        svg.add("</g>");
        svg.add("</svg>");
        return svg.toString();
    }

    /** The whole flow in words, for those who hear the drawing. */
    private String description() {
        var all = new StringBuilder();
        for (var box : layout.boxes()) {
            if (isStep(box.index())) {
                all.append(said(box)).append('\n');
                layout.ways().stream()
                        .filter(way -> way.from() == box.index())
                        .forEach(way -> all.append(said(way)).append('\n'));
            }
        }
        return all.toString();
    }

    private static String said(Layout.Box box) {
        var caption = box.caption();
        return Stream.of(String.valueOf(box.index() + 1), caption.kind().thai, caption.name(), caption.text())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String said(Layout.Way way) {
        return (String.join(", ", way.labels()) + " → " + number(way.to())).strip();
    }

    private void straight(Layout.Way way) {
        var from = layout.box(way.from());
        var to = layout.box(way.to());
        open(way);
        line("M" + from.middle() + " " + from.bottom() + "V" + (to.y() - ARROW), MAIN, false);
        arrow(to.middle(), to.y(), 0, -1, MAIN);
        label(way, from.middle() + 10, to.y() - 18, "start");
        svg.add("</g>");
    }

    /** The ways that come to the box at its sides: those of one side share a lane. */
    private void aside(int target) {
        for (boolean back : new boolean[] {false, true}) {
            var ways = layout.ways().stream()
                    .filter(way -> way.to() == target && !way.straight() && way.back() == back)
                    .toList();
            // where the lane crosses another line, the other one is interrupted: they do not join
            ways.forEach(way -> svg.add("<path d='{}' fill='none' stroke='{}' stroke-width='7'/>", path(way), WHITE));
            ways.forEach(this::aside);
        }
    }

    private void aside(Layout.Way way) {
        var to = layout.box(way.to());
        int out = way.back() ? -1 : 1;
        var lanes = way.back() ? layout.back() : layout.ahead();
        var colour = LANES.get(lanes.at(way.to()) % LANES.size());
        open(way);
        line(path(way), colour, way.back());
        arrow(way.back() ? to.x() : to.right(), to.y() + Layout.ENTRY, out, 0, colour);
        label(
                way,
                way.back() ? layout.column() - Layout.PAD : layout.column() + Layout.BOX + Layout.PAD,
                leaves(way) - 5,
                way.back() ? "end" : "start");
        svg.add("</g>");
    }

    /** From the target back to where it leaves, so that the dashes of those that share a lane fall on each other. */
    private String path(Layout.Way way) {
        var from = layout.box(way.from());
        var to = layout.box(way.to());
        int out = way.back() ? -1 : 1;
        int enters = to.y() + Layout.ENTRY;
        int leaves = leaves(way);
        int lane = layout.lane(way);
        int bend = lane - out * BEND;
        int down = leaves > enters ? BEND : -BEND;
        return "M" + ((way.back() ? to.x() : to.right()) + out * ARROW) + " " + enters + "H" + bend
                + curve(lane, enters, lane, enters + down) + "V" + (leaves - down)
                + curve(lane, leaves, bend, leaves) + "H" + (way.back() ? from.x() : from.right());
    }

    private int leaves(Layout.Way way) {
        var from = layout.box(way.from());
        return from.y() + Objects.requireNonNull(from.ports().get(way.to()));
    }

    private static String curve(int cornerX, int cornerY, int x, int y) {
        return "Q" + cornerX + " " + cornerY + " " + x + " " + y;
    }

    private void open(Layout.Way way) {
        svg.add("<g data-from='{}' data-to='{}'>", id(way.from()), id(way.to()));
        svg.add("<title>{}</title>", (way.from() < 0 ? "" : number(way.from()) + " ") + said(way));
    }

    private void line(String path, String colour, boolean dashed) {
        svg.add(
                "<path d='{}' fill='none' stroke='{}' stroke-width='2' stroke-dasharray='{}'/>",
                path,
                colour,
                dashed ? "6 3" : "none");
    }

    /** An arrowhead with its point at x, y, that comes from the direction of dx, dy. */
    private void arrow(int x, int y, int dx, int dy, String colour) {
        int half = ARROW / 2 + 1;
        int baseX = x + dx * ARROW;
        int baseY = y + dy * ARROW;
        svg.add(
                "<path d='M{} {}L{} {}L{} {}z' fill='{}'/>",
                x,
                y,
                baseX + dy * half,
                baseY + dx * half,
                baseX - dy * half,
                baseY - dx * half,
                colour);
    }

    /** The lines of the label, the last one at y. */
    private void label(Layout.Way way, int x, int y, String anchor) {
        int line = y - (way.lines().size() - 1) * Layout.SMALL_LINE;
        for (var text : way.lines()) {
            svg.add("<text x='{}' y='{}' text-anchor='{}'>{}</text>", x, line, anchor, text);
            line += Layout.SMALL_LINE;
        }
    }

    private void box(Layout.Box box) {
        var kind = box.caption().kind();
        boolean step = isStep(box.index());
        var ink = kind.fill.equals(kind.line) ? WHITE : kind.line;
        int left = box.x() + Layout.PAD;
        int head = box.y() + Layout.ENTRY;
        svg.add("<g data-step='{}'>", id(box.index()));
        if (step) {
            svg.add(
                    "<title>{} ({})</title>",
                    id(box.index()),
                    flow.steps().get(box.index()).at());
        }
        Shape.draw(svg, kind, box.x(), box.y(), box.width(), box.height());
        if (step) {
            svg.add("<circle cx='{}' cy='{}' r='11' fill='{}'/>", left + 11, head, ink);
            svg.add(
                    "<text x='{}' y='{}' text-anchor='middle' font-weight='bold' fill='{}'>{}</text>",
                    left + 11,
                    head + 4,
                    kind.fill,
                    number(box.index()));
        }
        // the start and the end have no number, and their words stand in the middle
        var anchor = step ? "start" : "middle";
        svg.add(
                "<text x='{}' y='{}' text-anchor='{}' font-size='14' font-weight='bold' fill='{}'>{}</text>",
                step ? left + 30 : box.middle(),
                head + 5,
                anchor,
                ink,
                heading(box.caption()));
        int y = box.y() + Layout.HEAD;
        for (var line : box.text()) {
            svg.add("<text x='{}' y='{}' font-size='{}'>{}</text>", left, y + 15, Layout.TEXT, line);
            y += Layout.TEXT_LINE;
        }
        for (var line : box.details()) {
            svg.add(
                    "<text x='{}' y='{}' text-anchor='{}' fill='{}'>{}</text>",
                    step ? left : box.middle(),
                    y + 13,
                    anchor,
                    step ? PALE : WHITE,
                    line);
            y += Layout.SMALL_LINE;
        }
        svg.add("</g>");
    }

    private static String heading(Caption caption) {
        return caption.name().isEmpty() ? caption.kind().thai : caption.kind().thai + Lines.BETWEEN + caption.name();
    }

    private String number(int index) {
        return Layout.number(flow, index);
    }

    private boolean isStep(int index) {
        return index >= 0 && index < flow.steps().size();
    }

    private String id(int index) {
        return isStep(index) ? flow.steps().get(index).id() : index < 0 ? "start" : "end";
    }
}
