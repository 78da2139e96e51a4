package prasan.csv;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.db.Refused;

/**
 * Brings a {@link Table} into the database: all of it or nothing. A dry run does the very same work and rolls it back, so what it tells is what would happen.
 */
public final class Import {
    /** More flaws than this are counted but not listed. */
    public static final int MOST_FLAWS = 100;

    /** After so many flawed rows the rest is not read: a wrong file is told soon. */
    static final int MOST_FLAWED = 1_000;

    /** More rows than this are counted but what they change is not listed. */
    public static final int MOST_CHANGES = 1_000;

    private static final String BEFORE = "before_the_rows";

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    /** A file that is written as a whole, for lists that are too long to be written row by row. */
    public interface Sheet {
        List<String> required();

        List<String> optional();

        /** The columns whose cells may have several lines. */
        default List<String> lines() {
            return List.of();
        }

        /**
         * Reads the rows and writes what is new in them. What is wrong is noted with its row; then nothing of the file is kept.
         *
         * @param done is told what each row did that is not flawed
         */
        void take(Handle handle, List<Row> rows, Instant at, BiConsumer<Row, Change> done);

        /** What the person should know besides, after the rows were taken. */
        default List<String> notes() {
            return List.of();
        }

        /** Called when the rows are in the database for good. */
        default void written() {}
    }

    /** A file whose rows are written one by one. */
    public interface Kind extends Sheet {
        /** The column to correct when the gateway refuses a row by this code, or by a field that the file calls otherwise; {@code null} for the row as a whole. */
        @Nullable
        String column(String refusal);

        /**
         * Reads one row and writes what is new in it, doing nothing when it is there already. Empty when the row is flawed; then nothing of the file is kept.
         */
        Optional<Change> take(Handle handle, Row row, Instant at);

        /** Called before the rows are taken once again. */
        default void again() {}

        /** What one row refuses another one may make room for: a successor stands above the line that ends the term before. So rows that were refused are taken after the others once more. */
        @Override
        default void take(Handle handle, List<Row> rows, Instant at, BiConsumer<Row, Change> done) {
            handle.savepoint(BEFORE);
            var pass = new Pass(this, handle, at).take(rows);
            if (!pass.refused.isEmpty()
                    && pass.refused.size() < rows.size()
                    && rows.stream().noneMatch(Row::flawed)) {
                handle.rollbackToSavepoint(BEFORE);
                again();
                var first = pass.refused.keySet();
                pass = new Pass(this, handle, at)
                        .take(Stream.concat(rows.stream().filter(row -> !first.contains(row)), first.stream())
                                .toList());
            } else {
                handle.releaseSavepoint(BEFORE);
            }
            pass.refused.forEach(this::refused);
            for (var row : rows) {
                var change = pass.changes.get(row);
                if (change != null) {
                    done.accept(row, change);
                }
            }
        }

        private void refused(Row row, Refused refused) {
            if (refused.args().get("fields") instanceof Map<?, ?> fields) {
                fields.forEach((field, reason) -> row.flaw(
                        Objects.requireNonNullElse(column((String) field), Import.column((String) field)),
                        (String) reason));
            } else {
                row.flaw(column(refused.code()), refused.code().replace('-', ' ') + " " + refused.args());
            }
        }
    }

    /** The rows of a file, taken one after the other. */
    private static final class Pass {
        private final Kind kind;
        private final Handle handle;
        private final Instant at;
        final Map<Row, Change> changes = new HashMap<>();
        final Map<Row, Refused> refused = new LinkedHashMap<>();

        Pass(Kind kind, Handle handle, Instant at) {
            this.kind = kind;
            this.handle = handle;
            this.at = at;
        }

        Pass take(List<Row> rows) {
            int flawed = 0;
            for (var row : rows) {
                try {
                    kind.take(handle, row, at).ifPresent(change -> changes.put(row, change));
                } catch (Refused no) {
                    refused.put(row, no);
                }
                if ((row.flawed() || refused.containsKey(row)) && ++flawed == MOST_FLAWED) {
                    row.flaw(null, "correct these first: what follows was not read");
                    break;
                }
            }
            return this;
        }
    }

    /** What a row did. */
    public enum Effect {
        NEW,
        CHANGED,
        UNCHANGED
    }

    /**
     * What a row did to what it names.
     *
     * @param key the code that the row is known by, once in a file
     * @param audited the key under which the audit tells of it, which is kept for years
     * @param area where it belongs, {@code null} for nowhere or everywhere
     * @param details one line for each cell that changed
     */
    public record Change(
            String key, String audited, @Nullable String area, Effect effect, List<String> details) {
        public Change {
            details = List.copyOf(details);
        }

        public Change(String key, @Nullable String area, Effect effect, List<String> details) {
            this(key, key, area, effect, details);
        }
    }

    /**
     * How it went.
     *
     * @param changes what each row did, in the order of the file
     * @param flaws what is wrong, by line; when there is anything, nothing is kept
     * @param notes what the person should know besides
     */
    public record Result(List<Change> changes, List<Table.Flaw> flaws, List<String> notes) {
        public Result {
            changes = List.copyOf(changes);
            flaws = flaws.stream()
                    .sorted(Comparator.comparingLong(Table.Flaw::line))
                    .toList();
            notes = List.copyOf(notes);
        }

        public boolean refused() {
            return !flaws.isEmpty();
        }

        public long count(Effect effect) {
            return changes.stream().filter(change -> change.effect() == effect).count();
        }

        /** All of it for a person to read. */
        public List<String> lines() {
            return refused() ? told(flaws, "Nothing was imported: ") : told();
        }

        private static List<String> told(List<Table.Flaw> flaws, String end) {
            var lines = new ArrayList<String>();
            flaws.stream().limit(MOST_FLAWS).forEach(flaw -> lines.add(flaw.toString()));
            if (flaws.size() > MOST_FLAWS) {
                lines.add("and " + (flaws.size() - MOST_FLAWS) + " more");
            }
            lines.add(end + flaws.size() + (flaws.size() == 1 ? " error." : " errors."));
            return lines;
        }

        private List<String> told() {
            var lines = new ArrayList<String>();
            var different =
                    changes.stream().filter(c -> c.effect() != Effect.UNCHANGED).toList();
            for (var change : different.subList(0, Math.min(different.size(), MOST_CHANGES))) {
                lines.add(change.effect().name().toLowerCase(Locale.ROOT) + " " + change.key());
                change.details().forEach(detail -> lines.add("    " + detail));
            }
            if (different.size() > MOST_CHANGES) {
                lines.add("and " + (different.size() - MOST_CHANGES) + " more");
            }
            lines.addAll(notes);
            lines.add("%d new, %d changed, %d unchanged."
                    .formatted(count(Effect.NEW), count(Effect.CHANGED), count(Effect.UNCHANGED)));
            return lines;
        }
    }

    private Import() {}

    /**
     * Brings a file in, in one transaction.
     *
     * @param apply {@code false} for a dry run, which keeps nothing
     * @param kept told, in the transaction, of what is to be kept; of a dry run too, so that nothing fails only when it is applied
     */
    public static Result run(
            Jdbi jdbi, Sheet kind, byte[] file, Instant at, boolean apply, BiConsumer<Handle, Result> kept) {
        // no connection waits while a file is read
        var table = Table.read(file, kind.required(), kind.optional(), kind.lines());
        var result = jdbi.inTransaction(handle -> {
            var done = run(handle, kind, table, at);
            if (!done.refused()) {
                kept.accept(handle, done);
            }
            if (!apply || done.refused()) {
                handle.rollback();
            }
            return done;
        });
        if (apply && !result.refused()) {
            kind.written();
        }
        return result;
    }

    /** Brings a file in, in the caller's transaction, which is to be rolled back when the result is refused. */
    public static Result run(Handle handle, Sheet kind, byte[] file, Instant at) {
        return run(handle, kind, Table.read(file, kind.required(), kind.optional(), kind.lines()), at);
    }

    private static Result run(Handle handle, Sheet kind, Table table, Instant at) {
        var changes = new ArrayList<Change>();
        var lineOf = new HashMap<String, Long>();
        kind.take(handle, table.rows(), at, (row, change) -> {
            var before = lineOf.putIfAbsent(change.key(), row.line());
            if (before != null) {
                row.flaw(null, change.key() + " is on line " + before + " too");
            }
            if (change.effect() == Effect.UNCHANGED) {
                row.unchanged();
            }
            changes.add(change);
        });
        return table.flaws().isEmpty()
                ? new Result(changes, List.of(), kind.notes())
                : new Result(List.of(), table.flaws(), List.of());
    }

    /** What differs between two versions of a row, one line a column: {@code budget_baht: 480000.00 → 500000.00}. */
    public static List<String> differences(Record old, Record now) {
        var lines = new ArrayList<String>();
        for (var component : old.getClass().getRecordComponents()) {
            var before = value(component, old);
            var after = value(component, now);
            if (!Objects.equals(before, after)) {
                lines.add(column(component.getName()) + ": " + show(before) + " → " + show(after));
            }
        }
        return lines;
    }

    /** What a row that is new has, one line a column that is not empty: {@code name: …}. */
    public static List<String> cells(Record now) {
        var lines = new ArrayList<String>();
        for (var component : now.getClass().getRecordComponents()) {
            var value = value(component, now);
            if (value != null) {
                lines.add(column(component.getName()) + ": " + value);
            }
        }
        return lines;
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static String show(@Nullable Object value) {
        return value == null ? "(empty)" : value.toString();
    }

    private static String column(String field) {
        return CAPITAL.matcher(field).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }
}
