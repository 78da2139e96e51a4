package prasan.flow;

/** The outline of a box: each kind of step has its own, so that colours are not needed to tell them apart. */
final class Shape {
    private static final int CORNER = 12;
    private static final int ROUND = 18;

    private Shape() {}

    static void draw(Svg svg, Caption.Kind kind, int x, int y, int width, int height) {
        switch (kind) {
            case SAY, START, END -> box(svg, kind, x, y, width, height, Math.min(ROUND, height / 2), "1.5", "none");
            case ASK -> box(svg, kind, x, y, width, height, 4, "1.5", "none");
            case JUMP -> box(svg, kind, x, y, width, height, 9, "1.5", "none");
            case CALL -> box(svg, kind, x, y, width, height, 4, "2", "7 4");
            case OFFICER -> box(svg, kind, x, y, width, height, 4, "4", "none");
            case CONFIRM -> {
                box(svg, kind, x, y, width, height, 4, "1.5", "none");
                svg.add(
                        "<rect x='{}' y='{}' width='{}' height='{}' fill='none' stroke='{}'/>",
                        x + 4,
                        y + 4,
                        width - 8,
                        height - 8,
                        kind.line);
            }
            case DO -> {
                box(svg, kind, x, y, width, height, 0, "1.5", "none");
                svg.add(
                        "<path d='M{} {}v{}M{} {}v{}' stroke='{}'/>",
                        x + 6,
                        y,
                        height,
                        x + width - 6,
                        y,
                        height,
                        kind.line);
            }
            case WHEN ->
                svg.add(
                        "<polygon points='{}' fill='{}' stroke='{}' stroke-width='1.5'/>",
                        cornered(x, y, width, height),
                        kind.fill,
                        kind.line);
        }
    }

    private static void box(
            Svg svg, Caption.Kind kind, int x, int y, int width, int height, int round, String stroke, String dashes) {
        svg.add(
                "<rect x='{}' y='{}' width='{}' height='{}' rx='{}' fill='{}' stroke='{}' stroke-width='{}' stroke-dasharray='{}'/>",
                x,
                y,
                width,
                height,
                round,
                kind.fill,
                kind.line,
                stroke,
                dashes);
    }

    private static String cornered(int x, int y, int width, int height) {
        int cut = Math.min(CORNER, height / 3);
        int right = x + width;
        int bottom = y + height;
        return String.join(
                " ",
                (x + cut) + "," + y,
                (right - cut) + "," + y,
                right + "," + (y + cut),
                right + "," + (bottom - cut),
                (right - cut) + "," + bottom,
                (x + cut) + "," + bottom,
                x + "," + (bottom - cut),
                x + "," + (y + cut));
    }
}
