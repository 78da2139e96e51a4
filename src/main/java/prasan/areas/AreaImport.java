package prasan.areas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.csv.Import;
import prasan.csv.Row;
import prasan.flow.Thai;

/**
 * A newer list of areas, or a part of one: provinces, districts, tambons or villages, in any order. What is not in the file stays, so nothing that is referred to vanishes. A changed
 * name is kept beside the new one. An area that gets another code takes along all that lies in it and refers to it: the column {@code code_was} says so, and a tambon with one of the
 * packaged list's provisional codes (see NOTICE) gives way by itself to the tambon of its name and district. One object for one import; not safe for threads.
 */
public final class AreaImport implements Import.Sheet {
    private static final Pattern CODE = Pattern.compile("[1-9][0-9]([0-9]{2}){0,3}");
    private static final Pattern POSTCODE = Pattern.compile("[1-9][0-9]{4}");
    private static final int NAME_MAX = 100;
    /** No tambon has such a number; the packaged list gives them out where it does not know the code. */
    private static final int PROVISIONAL_FROM = 81;

    /** Told of every code that changes, for those who keep codes without a foreign key. */
    @FunctionalInterface
    public interface Recoded {
        void recoded(Handle handle, String was, String code);
    }

    private final Areas areas;
    private final Recoded recoded;
    private final Map<String, Area> kept = new HashMap<>();
    private final Map<String, List<Area>> provisional = new HashMap<>();
    private final TreeSet<String> districts = new TreeSet<>();
    private final TreeMap<String, String> moved = new TreeMap<>();

    public AreaImport(Areas areas, Recoded recoded) {
        this.areas = areas;
        this.recoded = recoded;
    }

    @Override
    public List<String> required() {
        return List.of("code", "name_th");
    }

    @Override
    public List<String> optional() {
        return List.of("name_en", "postcode", "code_was");
    }

    /** One row that could be read. */
    private record Read(Row row, Area area, @Nullable Area old) {
        Import.Change change() {
            if (old == null) {
                return new Import.Change(area.code(), area.code(), Import.Effect.NEW, Import.cells(area));
            }
            var details = Import.differences(old, area);
            return new Import.Change(
                    area.code(),
                    area.code(),
                    details.isEmpty() ? Import.Effect.UNCHANGED : Import.Effect.CHANGED,
                    details);
        }
    }

    @Override
    public void take(Handle handle, List<Row> rows, Instant at, BiConsumer<Row, Import.Change> done) {
        var ended = areas.ended(handle);
        for (var area : areas.all(handle)) {
            kept.put(area.code(), area);
            if (provisional(area) && !ended.contains(area.code())) {
                provisional.computeIfAbsent(name(area), n -> new ArrayList<>()).add(area);
            }
        }
        var read = new ArrayList<Read>();
        rows.forEach(row -> read(row).ifPresent(read::add));
        parents(read);
        read.forEach(one -> done.accept(one.row(), one.change()));
        if (rows.stream().noneMatch(Row::flawed)) {
            new AreaWriter(handle, at, kept)
                    .write(read.stream().map(Read::area).toList(), moved)
                    .forEach((was, code) -> recoded.recoded(handle, was, code));
        }
    }

    @Override
    public void written() {
        areas.changed();
    }

    private Optional<Read> read(Row row) {
        var code = row.required("code", "2, 4, 6 or 8 digits", "", cell -> code(Thai.normalise(cell)));
        var moo = code.length() == Area.Level.VILLAGE.digits() ? Integer.parseInt(code.substring(6)) : -1;
        var name = moo >= 0 ? row.optional("name_th") : row.text("name_th");
        var english = row.optional("name_en");
        var postcode = row.optional(
                "postcode",
                "5 digits",
                cell -> Optional.of(Thai.normalise(cell))
                        .filter(digits -> POSTCODE.matcher(digits).matches()));
        if (moo == 0) {
            row.flaw("code", "the number of a village is 01 to 99");
        }
        if (postcode != null && code.length() != Area.Level.TAMBON.digits()) {
            row.flaw("postcode", "only a tambon has one");
        }
        shortEnough(row, "name_th", name);
        shortEnough(row, "name_en", english);
        if (row.flawed()) {
            return Optional.empty();
        }
        var old = former(row, code, name);
        if (row.flawed()) {
            return Optional.empty();
        }
        var now = new Area(
                code,
                name != null ? name : old != null ? old.nameTh() : "หมู่ " + moo,
                english != null ? english : old != null ? old.nameEn() : moo > 0 ? "Moo " + moo : String.valueOf(name),
                postcode != null || old == null ? postcode : old.postcode());
        if (code.length() == Area.Level.TAMBON.digits()) {
            districts.add(code.substring(0, Area.Level.DISTRICT.digits()));
        }
        return Optional.of(new Read(row, now, old));
    }

    private static void shortEnough(Row row, String column, @Nullable String cell) {
        if (cell != null && cell.codePointCount(0, cell.length()) > NAME_MAX) {
            row.flaw(column, "has more than " + NAME_MAX + " characters");
        }
    }

    private static Optional<String> code(String digits) {
        return Optional.of(digits).filter(some -> CODE.matcher(some).matches());
    }

    /** The area as it is kept, under this code or the one that it had. */
    private @Nullable Area former(Row row, String code, @Nullable String name) {
        var same = kept.get(code);
        var was = row.optional("code_was", "a code", cell -> code(Thai.normalise(cell)));
        var namesake = provisional.getOrDefault(name(code, name), List.of());
        if (was == null && same == null && namesake.size() == 1) {
            was = namesake.getFirst().code();
        }
        if (was == null || was.equals(code)) {
            if (same != null && !namesake.isEmpty() && !namesake.contains(same)) {
                row.flaw(
                        "code",
                        "is kept as " + same.nameTh() + ", and " + name + " as "
                                + namesake.getFirst().code() + ": give that one another code first");
            }
            return same;
        }
        var old = kept.get(was);
        if (same != null) {
            // imported before: the old code is gone, or it is another area's
            if (old != null) {
                row.flaw(
                        "code_was",
                        "both " + was + " and " + code + " are kept: " + old.nameTh() + ", " + same.nameTh());
            }
            return same;
        }
        if (old == null) {
            row.flaw("code_was", "there is no area " + was);
        } else if (old.level() != Area.Level.of(code)) {
            row.flaw("code_was", was + " is of another level");
        } else if (moved.put(was, code) != null) {
            row.flaw("code_was", was + " is on another line too");
        }
        return old;
    }

    /** Whether it is a tambon that is only called so until its code is known. */
    private static boolean provisional(Area area) {
        return area.level() == Area.Level.TAMBON && Integer.parseInt(area.code().substring(4)) >= PROVISIONAL_FROM;
    }

    private static String name(Area tambon) {
        return name(tambon.code(), tambon.nameTh());
    }

    private static String name(String code, @Nullable String name) {
        return Area.Level.of(code) == Area.Level.TAMBON && name != null
                ? code.substring(0, 4) + Thai.normalise(name)
                : "";
    }

    /** What an area lies in must be kept or in the file. */
    private void parents(List<Read> read) {
        var known = new TreeSet<>(kept.keySet());
        read.forEach(one -> known.add(one.area().code()));
        for (var one : read) {
            var code = one.area().code();
            var parent = code.substring(0, code.length() - 2);
            if (!parent.isEmpty() && (!known.contains(parent) || moved.containsKey(parent))) {
                one.row().flaw("code", "there is no " + parent + " that it lies in");
            }
        }
    }

    @Override
    public List<String> notes() {
        var left = new TreeMap<String, String>();
        provisional.values().stream()
                .flatMap(List::stream)
                .filter(area -> districts.contains(area.code().substring(0, 4)) && !moved.containsKey(area.code()))
                .sorted(Comparator.comparing(Area::code))
                .forEach(area -> left.put(area.code(), area.nameTh()));
        return left.entrySet().stream()
                .map(
                        one -> one.getKey() + " " + one.getValue()
                                + " keeps its provisional code: if it is a tambon of the file by another name, say so there in code_was")
                .toList();
    }
}
