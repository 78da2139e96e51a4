package prasan.areas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.Value;

/**
 * The areas of Thailand. Provinces, districts and tambons change about once a year and are kept in memory for ten minutes; villages get their row from a list or when somebody first names them.
 * Safe for all threads.
 */
public final class Areas {
    private static final int VILLAGES_MAX = 99;
    private static final int TAMBON_DIGITS = 6;
    private static final String SELECT = "SELECT code, name_th, name_en, postcode FROM area WHERE ";
    static final Pattern CODE = Pattern.compile("([0-9]{2}){1,4}");
    private final Cache<String, Atlas> atlas =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(10)).build();
    private volatile Runnable changed = () -> {};

    /**
     * Fills the table with the packaged provinces, districts and tambons if it is empty; where their facts come from is told in the file NOTICE.
     *
     * @return how many rows were added
     */
    public static int load(Handle handle) {
        if (handle.createQuery("SELECT EXISTS (SELECT 1 FROM area)")
                .mapTo(Boolean.class)
                .one()) {
            return 0;
        }
        // Sorted by code, so that a parent comes before its children. A second node that loads at the same time does no
        // harm.
        var batch = handle.prepareBatch("""
                INSERT INTO area (code, parent, name_th, name_en, postcode)
                VALUES (:code, NULLIF(LEFT(:code, CHAR_LENGTH(:code) - 2), ''), :name_th, :name_en, NULLIF(:postcode, ''))
                ON DUPLICATE KEY UPDATE area.code = area.code""");
        packaged(row -> batch.bindMap(row.getFieldsAsMap()).add());
        return batch.execute().length;
    }

    private static void packaged(Consumer<NamedCsvRecord> each) {
        var resource = Objects.requireNonNull(Areas.class.getResourceAsStream("/areas/areas.csv"));
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            rows.forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The area of that code, or which had it before; a village only if it has a row. */
    public Optional<Area> byCode(Handle handle, String code) {
        return code.length() <= TAMBON_DIGITS
                ? atlas(handle).get(code)
                : select(
                                handle,
                                "code = :value OR code = (SELECT f.area FROM area_former f WHERE f.code = :value AND f.area <> f.code LIMIT 1)",
                                code)
                        .stream()
                        .findFirst();
    }

    /** The area of a code that somebody wrote; a village of a known tambon also where it has no row yet. */
    public Optional<Area> find(Handle handle, String code) {
        return coded(handle, code, UnaryOperator.identity());
    }

    /** As {@link #find}, to be written down: a village gets its row if it has none yet. */
    public Optional<Area> known(Handle handle, String code) {
        return coded(handle, code, village -> written(handle, village));
    }

    private Optional<Area> coded(Handle handle, String code, UnaryOperator<Area> rowless) {
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        var inMemory = code.length() <= TAMBON_DIGITS ? code : code.substring(0, TAMBON_DIGITS);
        int moo = code.length() <= TAMBON_DIGITS ? 0 : Integer.parseInt(code.substring(TAMBON_DIGITS));
        if (code.length() > TAMBON_DIGITS && moo == 0) {
            return Optional.empty();
        }
        return byCode(handle, inMemory).map(area -> moo > 0 ? numbered(handle, area.code(), moo, rowless) : area);
    }

    /** The village of that number in a tambon that there is; {@code rowless} makes one of those that have no row. */
    private Area numbered(Handle handle, String tambon, int moo, UnaryOperator<Area> rowless) {
        var code = "%s%02d".formatted(tambon, moo);
        return byCode(handle, code).orElseGet(() -> rowless.apply(new Area(code, "หมู่ " + moo, "Moo " + moo, null)));
    }

    private static Area written(Handle handle, Area village) {
        handle.createUpdate("""
                        INSERT INTO area (code, parent, name_th, name_en) VALUES (:code, LEFT(:code, 6), :nameTh, :nameEn)
                        ON DUPLICATE KEY UPDATE area.code = area.code""").bindMethods(village).execute();
        return village;
    }

    /**
     * As {@link #known}, for a code that must be one.
     *
     * @throws Refused {@code unknown-area}
     */
    public Area require(Handle handle, String code) {
        return known(handle, code).orElseThrow(() -> new Refused("unknown-area", Map.of("area", code)));
    }

    /**
     * Where an area is, as it is written in an address: หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี, or Moo 5, Lat Ya, Mueang Kanchanaburi, Kanchanaburi.
     *
     * @throws NoSuchElementException if there is none of that code
     */
    public Value.Area value(Handle handle, String code) {
        var chain = chain(handle, code);
        return new Value.Area(
                chain.getFirst().code(),
                chain.stream().map(Area::addressTh).collect(Collectors.joining(" ")),
                chain.stream().map(Area::addressEn).collect(Collectors.joining(", ")));
    }

    /**
     * An area and what it lies in, the smallest first.
     *
     * @throws NoSuchElementException if there is none of that code
     */
    List<Area> chain(Handle handle, String code) {
        var smallest = find(handle, code).orElseThrow();
        return Stream.iterate(smallest.code(), part -> !part.isEmpty(), part -> part.substring(0, part.length() - 2))
                .map(part -> part.equals(smallest.code())
                        ? smallest
                        : byCode(handle, part).orElseThrow())
                .toList();
    }

    /** What lists can be sorted by, besides the code. */
    static final List<Order<Area>> ORDERS = List.of(
            new Order<>("nameTh", "name_th", String.class, Area::nameTh),
            new Order<>("postcode", "postcode", String.class, Area::postcode));

    /** A part of the areas directly inside one; of the provinces for an empty code. */
    List<Area> inside(Handle handle, String code, Slice<Area> slice) {
        return list(part(
                handle, new Where().and("parent <=> NULLIF(:code, '') AND ended_at IS NULL", "code", code), slice));
    }

    /** A part of an area and all below it. */
    List<Area> all(Handle handle, String within, Slice<Area> slice) {
        return list(part(handle, new Where().area("code", within).and("ended_at IS NULL", Map.of()), slice));
    }

    /** A part of these areas, which need no rows. */
    static List<Area> part(List<Area> these, Slice<Area> slice) {
        var order = slice.order();
        var byCode = Comparator.comparing(Area::code);
        var sorted = order == null
                ? byCode
                : Comparator.<Area, String>comparing(
                                area -> (String) order.key().apply(area),
                                Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(byCode);
        var after = slice.after() == null ? null : slice.after().toString();
        var all = these.stream()
                .sorted(order != null && slice.descending() ? sorted.reversed() : sorted)
                .toList();
        return all.stream()
                .skip(after == null ? 0 : all.stream().map(Area::code).toList().indexOf(after) + 1L)
                .limit(slice.limit())
                .toList();
    }

    /** Of areas the code is the id, which begins with no zero. Without another order they come by their codes. */
    private static Query part(Handle handle, Where where, Slice<Area> asked) {
        var order = asked.order();
        var after = asked.after() == null ? null : asked.after().toString();
        var slice = new Slice<>(order, order != null && asked.descending(), asked.key(), after, asked.limit());
        where.slice(slice, "code");
        return where.bind(handle.createQuery(SELECT + where + slice.ordered("code")));
    }

    private static List<Area> list(Query query) {
        return query.map(ConstructorMapper.of(Area.class)).list();
    }

    /** Villages that are or were called so, by {@link VillageName#key}, inside any of the areas, in the order of their codes. */
    List<Area> villages(Handle handle, List<String> keys, List<String> within, int most) {
        var inside = new ArrayList<String>();
        for (int i = 0; i < within.size(); i++) {
            inside.add("code LIKE CONCAT(:within" + i + ", '%')");
        }
        var query = handle.createQuery("""
                SELECT code, name_th, name_en, postcode
                FROM (SELECT code AS named FROM area WHERE name_key IN (<keys>) UNION SELECT area FROM area_former WHERE name_key IN (<keys>)) n
                JOIN area ON code = named WHERE ended_at IS NULL AND %s ORDER BY code LIMIT :most""".formatted("(" + String.join(" OR ", inside) + ")"));
        for (int i = 0; i < within.size(); i++) {
            query.bind("within" + i, within.get(i));
        }
        return query.bindList("keys", keys)
                .bind("most", most)
                .map(ConstructorMapper.of(Area.class))
                .list();
    }

    /**
     * The village of that number, which gets its row if it has none yet.
     *
     * @throws Refused {@code unknown-area} if there is no such tambon, or the number is not 1 to 99
     */
    public Area village(Handle handle, String tambon, int moo) {
        var known = tambon.length() == TAMBON_DIGITS && moo >= 1 && moo <= VILLAGES_MAX
                ? byCode(handle, tambon)
                : Optional.<Area>empty();
        return known.map(area -> numbered(handle, area.code(), moo, village -> written(handle, village)))
                .orElseThrow(() -> new Refused("unknown-area"));
    }

    /** Provinces, districts and tambons in memory, at most ten minutes old. */
    Atlas atlas(Handle handle) {
        var known = atlas.getIfPresent("");
        if (known == null) {
            var areas = select(handle, "ended_at IS NULL AND CHAR_LENGTH(code) <= :value", 6);
            var ended = select(handle, "ended_at IS NOT NULL AND CHAR_LENGTH(code) <= :value", 6);
            known = new Atlas(areas, ended, former(handle));
            if (!areas.isEmpty()) {
                atlas.put("", known);
            }
        }
        return known;
    }

    /** All areas, as the database has them. */
    List<Area> all(Handle handle) {
        return select(handle, "code LIKE :value ORDER BY code", "%");
    }

    /** The codes of those that are no more, but are kept for what refers to them. */
    Set<String> ended(Handle handle) {
        return handle.createQuery("SELECT code FROM area WHERE ended_at IS NOT NULL")
                .mapTo(String.class)
                .set();
    }

    /** Forgets what is in memory, because the table was changed. */
    void changed() {
        atlas.invalidateAll();
        changed.run();
    }

    /** Calls this after every import of areas. */
    public void onChange(Runnable changed) {
        this.changed = changed;
    }

    /** Returns the names of tambons and provinces that do not come with the program, a level and a name a line; empty for none. */
    public static String importedNames(Handle handle) {
        var packaged = new HashSet<String>();
        packaged(row -> packaged.add(row.getField("code").length() + row.getField("name_th")));
        return handle
                .createQuery(
                        "SELECT CHAR_LENGTH(code) AS digits, name_th FROM area WHERE CHAR_LENGTH(code) IN (2, 6)"
                                + " UNION SELECT CHAR_LENGTH(area), name_th FROM area_former WHERE CHAR_LENGTH(area) IN (2, 6) ORDER BY 1, 2")
                .map((row, context) -> Map.entry(row.getInt("digits"), row.getString("name_th")))
                .list()
                .stream()
                .filter(name -> !packaged.contains(name.getKey() + name.getValue()))
                .map(name -> (name.getKey() == TAMBON_DIGITS ? "tambon" : "province") + "\t" + name.getValue() + "\n")
                .distinct()
                .collect(Collectors.joining());
    }

    private static List<Atlas.Former> former(Handle handle) {
        return handle.createQuery(
                        "SELECT code, name_th, area FROM area_former WHERE CHAR_LENGTH(code) <= 6 ORDER BY until_at")
                .map((row, context) ->
                        new Atlas.Former(row.getString("code"), row.getString("name_th"), row.getString("area")))
                .list();
    }

    private static List<Area> select(Handle handle, String condition, Object value) {
        return list(handle.createQuery(SELECT + condition).bind("value", value));
    }
}
