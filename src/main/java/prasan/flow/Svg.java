package prasan.flow;

/** Gathers SVG, a tag a line. The forms are ours; whatever is put into them is escaped, here and nowhere else. */
final class Svg {
    private static final String HOLE = "{}";

    private final StringBuilder out = new StringBuilder();

    /** Adds a line; each {@code {}} of the form stands for the next value. Attributes of the form are quoted with {@code '}. */
    void add(String form, Object... values) {
        int from = 0;
        for (var value : values) {
            int hole = form.indexOf(HOLE, from);
            out.append(form, from, hole);
            escape(String.valueOf(value));
            from = hole + HOLE.length();
        }
        out.append(form, from, form.length()).append('\n');
    }

    /** Characters that XML 1.0 cannot hold, not even escaped, are left out. */
    private void escape(String text) {
        text.codePoints().filter(Svg::allowed).forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(c);
            }
        });
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c > 0xFFFF;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
