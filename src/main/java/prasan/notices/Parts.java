package prasan.notices;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.chat.Topic;
import prasan.members.Member;
import prasan.officers.Job;

/** Whom notices and kept audiences are for, as rows: one for each part, so that an area that gets another code takes it along. Works inside the caller's transaction. */
final class Parts {
    private static final String NONE = "-";
    private static final int COLUMNS = 6;

    private Parts() {}

    /**
     * A column {@code parts} with all parts of an owner, for {@link #read}.
     *
     * @param owner column of the parts
     * @param id of the owner, in the statement
     */
    static String column(String owner, String id) {
        return "(SELECT GROUP_CONCAT(CONCAT_WS('|', COALESCE(p.area, '" + Notice.COUNTRY
                + "'), p.roles, p.levels, COALESCE(p.jobs, '-'), p.seats, COALESCE(p.ends_before, '-')) ORDER BY p.place SEPARATOR ';')"
                + " FROM audience_part p WHERE p." + owner + " = " + id + ") AS parts";
    }

    /** Replaces the parts of an owner. */
    static void write(Handle handle, String owner, long id, Notice.Whom whom) {
        handle.execute("DELETE FROM audience_part WHERE " + owner + " = ?", id);
        var batch = handle.prepareBatch(
                "INSERT INTO audience_part (" + owner
                        + ", place, area, roles, levels, jobs, seats, ends_before) VALUES (:id, :place, :area, :roles, :levels, :jobs, :seats, :before)");
        int place = 0;
        for (var part : whom.parts()) {
            var seats = part.seats();
            var officers = part.officers();
            batch.bind("id", id)
                    .bind("place", place++)
                    .bind("area", part.prefix().isEmpty() ? null : part.area())
                    .bind("roles", joined(part.roles()))
                    .bind("levels", joined(part.levels()))
                    .bind("jobs", officers == null ? null : joined(officers.jobs()))
                    .bind("seats", seats != null)
                    .bind("before", seats == null ? null : seats.endsBefore())
                    .add();
        }
        batch.execute();
    }

    /**
     * Reads what {@link #column} gives.
     *
     * @param area of the owner, {@code null} for the whole country
     * @param parts {@code null} for all who live there
     */
    static Notice.Whom read(@Nullable String area, String topics, @Nullable String parts) {
        var whole = area == null ? Notice.COUNTRY : area;
        var all = parts == null
                ? List.of(new Part(whole, List.of(), List.of(), null, null))
                : Stream.of(parts.split(";", -1)).map(Parts::part).toList();
        return Notice.Whom.of(whole, all, parsed(topics, Topic::valueOf));
    }

    private static Part part(String columns) {
        var column = columns.split("\\|", COLUMNS);
        return new Part(
                column[0],
                parsed(column[1], Member.Role::valueOf),
                parsed(column[2], Area.Level::valueOf),
                column[4].equals("1")
                        ? new Part.Seats(column[5].equals(NONE) ? null : LocalDate.parse(column[5]))
                        : null,
                column[3].equals(NONE) ? null : new Part.ByJob(parsed(column[3], Job::valueOf)));
    }

    static String joined(List<? extends Enum<?>> values) {
        return values.stream().distinct().map(Enum::name).collect(Collectors.joining(","));
    }

    private static <E> List<E> parsed(String names, Function<String, E> value) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(value).toList();
    }
}
