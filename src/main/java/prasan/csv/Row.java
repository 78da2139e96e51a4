package prasan.csv;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.db.Characters;
import prasan.flow.BuddhistEra;
import prasan.flow.Thai;

/** One line of a file. What is wrong with a cell is noted with its line and column, and reading goes on, so that everything wrong with a file is told at once. */
public final class Row {
    private static final Map<String, Boolean> YES_OR_NO = Map.ofEntries(
            Map.entry("1", true),
            Map.entry("yes", true),
            Map.entry("true", true),
            Map.entry("ใช่", true),
            Map.entry("ยินยอม", true),
            Map.entry("0", false),
            Map.entry("no", false),
            Map.entry("false", false),
            Map.entry("ไม่", false),
            Map.entry("ไม่ยินยอม", false));

    /** Without an exponent: a short cell could otherwise mean a number that fills the memory. */
    private static final Pattern NUMBER =
            Pattern.compile("(-?(?:[0-9]{1,20}|[0-9]{1,3}(?:,[0-9]{3}){1,6}))(\\.[0-9]{1,20})?");

    /** Nobody corrects so many at once. */
    private static final int MOST_KEPT = 10_000;

    private final long line;
    private final List<String> columns;
    private final List<String> cells;
    private final List<Table.Flaw> flaws;
    private final List<Table.Flaw> spoilt = new ArrayList<>();
    private boolean flawed;

    /** @param columns of all rows, in the order of the cells */
    Row(long line, List<String> columns, List<String> cells, List<Table.Flaw> flaws) {
        this.line = line;
        this.columns = columns;
        this.cells = cells;
        this.flaws = flaws;
    }

    public long line() {
        return line;
    }

    /** Whether anything was wrong so far: what was read is then not to be used. */
    public boolean flawed() {
        return flawed;
    }

    /** Notes what is wrong with a cell; {@code null} for the line as a whole. */
    public void flaw(@Nullable String column, String reason) {
        flawed = true;
        if (flaws.size() < MOST_KEPT) {
            flaws.add(new Table.Flaw(line, column, reason));
        }
    }

    /** Notes a cell that was spoilt on its way, as it seems. The row is read as it is: when it changes nothing, it is what somebody wrote. */
    void spoilt(String column, String reason) {
        var flaw = new Table.Flaw(line, column, reason);
        spoilt.add(flaw);
        flaws.add(flaw);
    }

    /** Takes back what was noted as {@link #spoilt}: it is kept so already. */
    void unchanged() {
        if (!spoilt.isEmpty()) {
            flaws.removeAll(spoilt);
        }
    }

    /** The cell, or {@code null} when it is empty or the file has no such column. */
    public @Nullable String optional(String column) {
        int at = columns.indexOf(column);
        return at < 0 || cells.get(at).isEmpty() ? null : cells.get(at);
    }

    /** Whether the file has the column: what it leaves out stays as it is. */
    public boolean has(String column) {
        return columns.contains(column);
    }

    /** The cell, {@code null} when it is empty; where the file has no such column, what is kept. */
    public @Nullable String optional(String column, @Nullable String kept) {
        return has(column) ? optional(column) : kept;
    }

    /** The cell; an empty one is a flaw. */
    public String text(String column) {
        var cell = optional(column);
        if (cell == null) {
            flaw(column, "is empty");
            return "";
        }
        return cell;
    }

    /**
     * What the cell means, or {@code null} when it is empty; a cell that means nothing is a flaw.
     *
     * @param wanted what the cell should be, for the person who typed it
     * @param meaning empty for a text that means nothing; may throw {@link IllegalArgumentException} or {@link ArithmeticException} instead
     */
    public <T> @Nullable T optional(String column, String wanted, Function<String, Optional<T>> meaning) {
        var cell = optional(column);
        if (cell == null) {
            return null;
        }
        try {
            var read = meaning.apply(cell);
            if (read.isPresent()) {
                return read.get();
            }
        } catch (IllegalArgumentException | ArithmeticException notThat) {
            // told below, as the empty meaning is
        }
        flaw(column, "\"" + Characters.shown(cell) + "\" is not " + wanted);
        return null;
    }

    /** As {@link #optional(String, String, Function)}; an empty cell is a flaw too, and {@code otherwise} stands in for what could not be read. */
    public <T> T required(String column, String wanted, T otherwise, Function<String, Optional<T>> meaning) {
        if (text(column).isEmpty()) {
            return otherwise;
        }
        var read = optional(column, wanted, meaning);
        return read == null ? otherwise : read;
    }

    /** The code of an enumeration, in any case; or one of the other words for it. */
    public <E extends Enum<E>> E code(String column, Class<E> type, Map<String, E> otherWords) {
        var words = new LinkedHashMap<String, E>();
        for (var code : type.getEnumConstants()) {
            words.put(code.name(), code);
        }
        words.putAll(new TreeMap<>(otherWords));
        return required(
                column,
                "one of " + String.join(", ", words.keySet()),
                type.getEnumConstants()[0],
                cell -> Optional.ofNullable(words.getOrDefault(cell, words.get(cell.toUpperCase(Locale.ROOT)))));
    }

    /** A year, given in the Buddhist era. */
    public int year(String column) {
        return required(
                column,
                "a year like 2570",
                0,
                cell -> BuddhistEra.year(cell).stream().boxed().findFirst());
    }

    /** Yes or no. */
    public boolean yes(String column) {
        return required(
                column, "yes or no", false, cell -> Optional.ofNullable(YES_OR_NO.get(cell.toLowerCase(Locale.ROOT))));
    }

    /** Reads a number with commas between its thousands or without, in Arabic or Thai digits. A comma elsewhere is somebody's point, or a slip. */
    public static Optional<BigDecimal> number(String cell) {
        var plain = Thai.normalise(cell);
        return NUMBER.matcher(plain).matches() ? Optional.of(new BigDecimal(plain.replace(",", ""))) : Optional.empty();
    }
}
