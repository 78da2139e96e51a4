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

    private static final String DRY_RUN = "This was a dry run: nothing was written. Add --apply to import.";
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    /** What one kind of file holds. */
    public interface Kind {
        List<String> required();

        List<String> optional();

        /** The column to correct when the gateway refuses a row by this code, or {@code null} for the row as a whole. */
        @Nullable
        String column(String refusal);

        /**
         * Reads one row and writes what is new in it, doing nothing when it is there already. Empty when the row is flawed; then nothing of the file is kept.
         */
        Optional<Change> take(Handle handle, Row row, Instant at);
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
    public Result run(Kind kind, byte[] file, boolean apply) {
        return jdbi.inTransaction(handle -> {
            var result = run(handle, kind, file, clock.instant());
            if (apply && result.exitCode() == 0) {
                return result;
            }
            handle.rollback();
            return result.exitCode() == 0 ? result.and(DRY_RUN) : result;
        });
    }

    /** Imports a file in the caller's transaction, which is to be rolled back when the exit code is not 0. */
    public static Result run(Handle handle, Kind kind, byte[] file, Instant at) {
        var csv = Csv.read(file, kind.required(), kind.optional());
        var changes = new ArrayList<Change>();
        var lineOf = new HashMap<String, Long>();
        for (var row : csv.rows()) {
            take(handle, kind, row, at).ifPresent(change -> {
                var before = lineOf.putIfAbsent(change.key(), row.line());
                if (before != null) {
                    row.flaw(null, change.key() + " is on line " + before + " too");
                }
                changes.add(change);
            });
        }
        return csv.flaws().isEmpty() ? done(changes) : refused(csv.flaws());
    }

    private static Optional<Change> take(Handle handle, Kind kind, Row row, Instant at) {
        try {
            return kind.take(handle, row, at);
        } catch (Refused refused) {
            if (refused.args().get("fields") instanceof Map<?, ?> fields) {
                fields.forEach((field, reason) -> row.flaw(column((String) field), (String) reason));
            } else {
                row.flaw(kind.column(refused.code()), refused.code().replace('-', ' ') + " " + refused.args());
            }
            return Optional.empty();
        }
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

    private static Result done(List<Change> changes) {
        var lines = new ArrayList<String>();
        Map<Effect, Integer> counts = new EnumMap<>(Effect.class);
        for (var change : changes) {
            counts.merge(change.effect(), 1, Integer::sum);
            if (change.effect() != Effect.UNCHANGED) {
                lines.add(change.effect().name().toLowerCase(Locale.ROOT) + " " + change.key());
                change.details().forEach(detail -> lines.add("    " + detail));
            }
        }
        lines.add("%d new, %d changed, %d unchanged."
                .formatted(
                        counts.getOrDefault(Effect.NEW, 0),
                        counts.getOrDefault(Effect.CHANGED, 0),
                        counts.getOrDefault(Effect.UNCHANGED, 0)));
        return new Result(lines, 0);
    }
}
