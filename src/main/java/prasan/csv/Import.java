package prasan.csv;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
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
 * Brings a CSV file into the database: all of it or nothing. A dry run does the very same work and rolls it back, so what it prints is what would happen. Safe for all threads.
 */
public final class Import {
    /** More flaws than this are counted but not listed. */
    public static final int MOST_FLAWS = 100;

    /** More rows than this are counted but what they change is not listed. */
    public static final int MOST_CHANGES = 1_000;

    private static final String DRY_RUN = "This was a dry run: nothing was written. Add --apply to import.";
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    /** A file that is written as a whole, for lists that are too long to be written row by row. */
    public interface Sheet {
        List<String> required();

        List<String> optional();

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
        /** The column to correct when the gateway refuses a row by this code, or {@code null} for the row as a whole. */
        @Nullable
        String column(String refusal);

        /**
         * Reads one row and writes what is new in it, doing nothing when it is there already. Empty when the row is flawed; then nothing of the file is kept.
         */
        Optional<Change> take(Handle handle, Row row, Instant at);

        @Override
        default void take(Handle handle, List<Row> rows, Instant at, BiConsumer<Row, Change> done) {
            rows.forEach(row -> taken(handle, row, at).ifPresent(change -> done.accept(row, change)));
        }

        private Optional<Change> taken(Handle handle, Row row, Instant at) {
            try {
                return take(handle, row, at);
            } catch (Refused refused) {
                if (refused.args().get("fields") instanceof Map<?, ?> fields) {
                    fields.forEach((field, reason) -> row.flaw(Import.column((String) field), (String) reason));
                } else {
                    row.flaw(column(refused.code()), refused.code().replace('-', ' ') + " " + refused.args());
                }
                return Optional.empty();
            }
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
     * @param details one line for each thing that changed
     */
    public record Change(String key, Effect effect, List<String> details) {}

    /**
     * How it went.
     *
     * @param lines to print
     * @param exitCode 0, or 1 when the file was refused
     */
    public record Result(List<String> lines, int exitCode) {
        private Result and(String line) {
            return new Result(Stream.concat(lines.stream(), Stream.of(line)).toList(), exitCode);
        }
    }

    private final Jdbi jdbi;
    private final Clock clock;

    public Import(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Imports a file in one transaction.
     *
     * @param apply {@code false} for a dry run, which keeps nothing
     */
    public Result run(Sheet kind, byte[] file, boolean apply) {
        var result = jdbi.inTransaction(handle -> {
            var done = run(handle, kind, file, clock.instant());
            if (!apply || done.exitCode() != 0) {
                handle.rollback();
            }
            return done;
        });
        if (apply && result.exitCode() == 0) {
            kind.written();
        }
        return !apply && result.exitCode() == 0 ? result.and(DRY_RUN) : result;
    }

    /** Imports a file in the caller's transaction, which is to be rolled back when the exit code is not 0. */
    public static Result run(Handle handle, Sheet kind, byte[] file, Instant at) {
        var csv = Csv.read(file, kind.required(), kind.optional());
        var changes = new ArrayList<Change>();
        var lineOf = new HashMap<String, Long>();
        kind.take(handle, csv.rows(), at, (row, change) -> {
            var before = lineOf.putIfAbsent(change.key(), row.line());
            if (before != null) {
                row.flaw(null, change.key() + " is on line " + before + " too");
            }
            changes.add(change);
        });
        return csv.flaws().isEmpty() ? done(changes, kind.notes()) : refused(csv.flaws());
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

    private static @Nullable Object value(RecordComponent component, Record of) {
        try {
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

    private static Result refused(List<Csv.Flaw> flaws) {
        var lines = new ArrayList<String>();
        flaws.stream()
                .sorted(Comparator.comparingLong(Csv.Flaw::line))
                .limit(MOST_FLAWS)
                .forEach(flaw -> lines.add(flaw.toString()));
        if (flaws.size() > MOST_FLAWS) {
            lines.add("and " + (flaws.size() - MOST_FLAWS) + " more");
        }
        lines.add("Nothing was imported: " + flaws.size() + (flaws.size() == 1 ? " error." : " errors."));
        return new Result(lines, 1);
    }

    private static Result done(List<Change> changes, List<String> notes) {
        var lines = new ArrayList<String>();
        Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
        int shown = 0;
        for (var change : changes) {
            counts.merge(change.effect(), 1, Integer::sum);
            if (change.effect() != Effect.UNCHANGED && ++shown <= MOST_CHANGES) {
                lines.add(change.effect().name().toLowerCase(Locale.ROOT) + " " + change.key());
                change.details().forEach(detail -> lines.add("    " + detail));
            }
        }
        if (shown > MOST_CHANGES) {
            lines.add("and " + (shown - MOST_CHANGES) + " more");
        }
        lines.addAll(notes);
        lines.add("%d new, %d changed, %d unchanged."
                .formatted(
                        counts.getOrDefault(Effect.NEW, 0),
                        counts.getOrDefault(Effect.CHANGED, 0),
                        counts.getOrDefault(Effect.UNCHANGED, 0)));
        return new Result(lines, 0);
    }
}
