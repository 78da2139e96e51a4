package prasan.areas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import prasan.db.References;

/** Writes a list of areas that was found to be right, in batches. Works inside the caller's transaction. */
final class AreaWriter {
    private static final int BATCH = 2_000;

    private final Handle handle;
    private final Instant at;
    private final TreeMap<String, Area> kept;

    /** @param kept all areas as they are, by code */
    AreaWriter(Handle handle, Instant at, Map<String, Area> kept) {
        this.handle = handle;
        this.at = at;
        this.kept = new TreeMap<>(kept);
    }

    /** What an area was. */
    private record Former(String code, String nameTh, String area) {}

    /**
     * Writes what is new or different.
     *
     * @param moved new codes by old ones
     * @return the same, with what lies inside
     */
    Map<String, String> write(Collection<Area> list, Map<String, String> moved) {
        var now = new TreeMap<String, Area>();
        list.forEach(area -> now.put(area.code(), area));
        var codes = codes(moved);
        // what lies in an area that moves, and is not in the list, moves as it is
        codes.forEach((was, code) -> now.putIfAbsent(code, as(before(was), code)));
        insert(now.values().stream()
                .filter(area -> !kept.containsKey(area.code()))
                .toList());
        var changed = now.values().stream()
                .filter(area -> kept.containsKey(area.code()) && !area.equals(kept.get(area.code())))
                .toList();
        update(changed);
        var former = new ArrayList<Former>();
        changed.forEach(
                area -> former.add(new Former(area.code(), before(area.code()).nameTh(), area.code())));
        codes.forEach((was, code) -> former.add(new Former(was, before(was).nameTh(), code)));
        remember(former);
        move(codes);
        return codes;
    }

    /** All codes that change: those of the areas that move and of what lies in them. */
    private SortedMap<String, String> codes(Map<String, String> moved) {
        var codes = new TreeMap<String, String>();
        new TreeMap<>(moved)
                .forEach((was, code) -> kept.subMap(was, was + ":")
                        .keySet()
                        .forEach(inside -> codes.put(inside, code + inside.substring(was.length()))));
        return codes;
    }

    private Area before(String code) {
        return Objects.requireNonNull(kept.get(code));
    }

    private static Area as(Area area, String code) {
        return new Area(code, area.nameTh(), area.nameEn(), area.postcode());
    }

    private void insert(List<Area> areas) {
        each(areas, """
                INSERT INTO area (code, parent, name_th, name_en, postcode, name_key)
                VALUES (:code, NULLIF(LEFT(:code, CHAR_LENGTH(:code) - 2), ''), :nameTh, :nameEn, :postcode, :key)""", AreaWriter::bind);
    }

    private void update(List<Area> areas) {
        each(
                areas,
                "UPDATE area SET name_th = :nameTh, name_en = :nameEn, postcode = :postcode, name_key = :key WHERE code = :code",
                AreaWriter::bind);
    }

    private static void bind(PreparedBatch batch, Area area) {
        batch.bindMethods(area).bind("key", VillageName.key(area.code(), area.nameTh()));
    }

    private void remember(List<Former> former) {
        each(
                former,
                """
                INSERT INTO area_former (code, name_th, name_key, area, until_at) VALUES (:code, :nameTh, :key, :area, :at)
                ON DUPLICATE KEY UPDATE area = VALUES(area), until_at = VALUES(until_at)""",
                (batch, was) -> batch.bind("code", was.code())
                        .bind("nameTh", was.nameTh())
                        .bind("area", was.area())
                        .bind("key", VillageName.key(was.code(), was.nameTh()))
                        .bind("at", at));
    }

    private void move(Map<String, String> codes) {
        if (codes.isEmpty()) {
            return;
        }
        var references = References.to(handle, "area", "code");
        codes.forEach((was, code) -> references.move(handle, was, code));
        // what lies inside goes first
        each(
                codes.keySet().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .toList(),
                "DELETE FROM area WHERE code = :code",
                (batch, was) -> batch.bind("code", was));
    }

    private <T> void each(List<T> rows, String sql, BiConsumer<PreparedBatch, T> bind) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            var batch = handle.prepareBatch(sql);
            rows.subList(from, Math.min(from + BATCH, rows.size())).forEach(row -> {
                bind.accept(batch, row);
                batch.add();
            });
            batch.execute();
        }
    }
}
