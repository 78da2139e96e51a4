package prasan.flow;

import java.util.ArrayList;
import java.util.List;

/** What the shapes and lines of a drawing mean: of those that are in it, in as many rows as the width asks for. */
record Legend(List<Sample> samples, List<String> notes, int height) {
    private static final int ROW = 26;
    private static final int SIZE = 13;
    private static final int SHAPE = 30;
    private static final int SHAPE_HEIGHT = 18;
    private static final int SPACE = 8;

    private record Sample(Caption.Kind kind, int x, int y) {}

    static Legend of(Layout layout, int width) {
        var kinds = layout.boxes().stream()
                .map(box -> box.caption().kind())
                .filter(kind -> kind != Caption.Kind.START)
                .distinct()
                .sorted()
                .toList();
        List<Sample> samples = new ArrayList<>();
        int x = Layout.MARGIN;
        int y = 0;
        for (var kind : kinds) {
            int room = SHAPE + SPACE + Lines.width(kind.thai, SIZE);
            if (x + room > width - Layout.MARGIN) {
                x = Layout.MARGIN;
                y += ROW;
            }
            samples.add(new Sample(kind, x, y));
            x += room + 2 * SPACE;
        }
        List<String> notes = new ArrayList<>();
        if (layout.ways().stream().anyMatch(way -> !way.straight())) {
            notes.add("→ 5 คือ ไปต่อที่ขั้น 5 ตามเส้น");
        }
        if (layout.ways().stream().anyMatch(Layout.Way::back)) {
            notes.add("เส้นประด้านซ้าย คือ ย้อนขึ้นไปขั้นก่อน");
        }
        return new Legend(samples, notes, y + ROW + notes.size() * Layout.SMALL_LINE + 2 * SPACE);
    }

    void draw(Svg svg) {
        int y = 0;
        for (var sample : samples) {
            y = sample.y;
            Shape.draw(svg, sample.kind, sample.x, y, SHAPE, SHAPE_HEIGHT);
            svg.add(
                    "<text x='{}' y='{}' font-size='{}'>{}</text>",
                    sample.x + SHAPE + SPACE,
                    y + 14,
                    SIZE,
                    sample.kind.thai);
        }
        y += ROW;
        for (var note : notes) {
            y += Layout.SMALL_LINE;
            svg.add("<text x='{}' y='{}'>{}</text>", Layout.MARGIN, y - 5, note);
        }
    }
}
