package prasan.areas;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.flow.Thai;

/** Provinces, districts and tambons in memory, found by code, name in either language, or postcode. Immutable. */
final class Atlas {
    /** What people call some provinces. */
    private static final Map<String, String> ALSO_CALLED =
            Map.of("กรุงเทพ", "10", "กรุงเทพฯ", "10", "กทม", "10", "กทม.", "10", "โคราช", "30", "อยุธยา", "14");

    private static final int LONGEST_NAME = 40;

    /** A name or a code that an area had before, by which it is found as well. */
    record Former(String code, String nameTh, String area) {}

    private final Map<String, Area> byCode;
    private final List<Area> inUse;
    private final Map<String, Set<Area>> byName = new HashMap<>();
    private final Map<String, List<Area>> byPostcode;

    /** @param ended areas that rows may still refer to, by their codes: nobody is offered one of them */
    Atlas(Collection<Area> areas, Collection<Area> ended, Collection<Former> former) {
        byCode = new HashMap<>(areas.stream().collect(Collectors.toMap(Area::code, area -> area)));
        byPostcode =
                areas.stream().filter(area -> area.postcode() != null).collect(Collectors.groupingBy(Area::postcode));
        for (var area : areas) {
            name(area.nameTh(), area);
            name(area.nameEn(), area);
            // อ.เมือง is the district that has the province's name after it
            if (area.level() == Area.Level.DISTRICT
                    && area.nameTh()
                            .equals("เมือง" + parent(area).map(Area::nameTh).orElse(""))) {
                name("เมือง", area);
                name("mueang", area);
            }
        }
        for (var before : former) {
            get(before.area()).ifPresent(now -> {
                name(before.nameTh(), now);
                byCode.putIfAbsent(before.code(), now);
            });
        }
        inUse = List.copyOf(areas);
        ended.forEach(area -> byCode.put(area.code(), area));
        ALSO_CALLED.forEach((name, code) -> get(code).ifPresent(area -> name(name, area)));
    }

    private void name(String name, Area area) {
        byName.computeIfAbsent(Thai.normalise(name), n -> new TreeSet<>(Comparator.comparing(Area::code)))
                .add(area);
    }

    Optional<Area> get(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    private Optional<Area> parent(Area area) {
        return get(area.code().substring(0, area.code().length() - 2));
    }

    /** All of that name (normalised) and level; of every level when that is {@code null}. In the order of their codes. */
    List<Area> named(String name, Area.@Nullable Level level) {
        return byName.getOrDefault(name, Set.of()).stream()
                .filter(area -> level == null || area.level() == level)
                .toList();
    }

    /** The longest name of that level that the text begins with, as long as the rest may follow a name; empty if there is none. */
    String nameAtStart(String text, Area.@Nullable Level level, Predicate<String> mayFollow) {
        for (int end = Math.min(text.length(), LONGEST_NAME); end > 0; end--) {
            var name = text.substring(0, end);
            if (mayFollow.test(text.substring(end)) && !named(name, level).isEmpty()) {
                return name;
            }
        }
        return "";
    }

    /** Returns the names that a word without spaces consists of, a place and what it lies in: ลาดหญ้ากาญจนบุรี. Empty if it consists of none. */
    List<String> joined(String word) {
        for (int end = word.length() - 2; end > 1; end--) {
            var name = word.substring(0, end);
            var inside = named(word.substring(end), null);
            if (!inside.isEmpty()
                    && named(name, null).stream()
                            .anyMatch(area -> inside.stream()
                                    .anyMatch(wider -> area.within(wider.code()) && !area.equals(wider)))) {
                return List.of(name, word.substring(end));
            }
        }
        return List.of();
    }

    /** Returns the areas of a level within an area, in the order of their codes. */
    List<Area> inside(String within, Area.Level level) {
        return inUse.stream()
                .filter(area -> area.level() == level && area.within(within))
                .sorted(Comparator.comparing(Area::code))
                .toList();
    }

    /** What fits the words best, among what lies within that area; several if the words do not tell them apart, none if they name nothing. */
    List<Area> find(PlaceWords words, String within) {
        if (words.names().isEmpty()) {
            var postcode = words.postcode();
            return postcode == null
                    ? List.of()
                    : byPostcode.getOrDefault(postcode, List.of()).stream()
                            .filter(area -> area.within(within))
                            .toList();
        }
        var fits = words.names().stream()
                .flatMap(name -> named(name.text(), name.level()).stream())
                .filter(area -> area.within(within))
                .distinct()
                .collect(Collectors.groupingBy(area -> fit(area, words)));
        return fits.entrySet().stream()
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    /** Returns true if the area, or what it lies in, has that name. */
    boolean lies(Area area, PlaceWords.Name name) {
        return named(name.text(), name.level()).stream().anyMatch(named -> area.within(named.code()));
    }

    /** How many of the names are those of the area or of what it lies in; the postcode, which is not always sure, only decides between equals. */
    private int fit(Area area, PlaceWords words) {
        long names = words.names().stream().filter(name -> lies(area, name)).count();
        return (int) names * 2 + (words.postcode() != null && words.postcode().equals(area.postcode()) ? 1 : 0);
    }
}
