package prasan.areas;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Polite;

/**
 * What somebody means by the words that they use for a place: the one search of the chat and of the admin API. Namesakes come as choices, those near the person before others.
 *
 * @param level what is needed
 * @param near code of the person's own area, or of the place in question, or empty
 * @param within code of the area that an earlier answer named, or empty
 * @param kept words of an earlier answer with a หมู่ or ชุมชน whose tambon was not known yet, or empty
 * @param among codes of the areas that the person was shown to choose from
 */
public record AreaSearch(Wanted level, String near, String within, String kept, List<String> among) {
    public AreaSearch {
        among = List.copyOf(among);
    }

    /** A search without a question before it. */
    public AreaSearch(Wanted level, String near, String within) {
        this(level, near, within, "", List.of());
    }

    /** How exactly a place has to be named. */
    public enum Wanted {
        ANY,
        TAMBON,
        VILLAGE
    }

    /**
     * What was found.
     *
     * @param areas what the words may mean, or what the reason is about
     * @param refused {@code none}; {@code village}, a tambon is known and the number of the village is missing; {@code wide}, only a province or district is known; {@code tambon},
     *     only a หมู่ or ชุมชน is known; {@code similar}, no area has that name and these have one like it; {@code null} when the areas answer the question
     * @param moo the number of the village that the words name, or {@code null}
     * @param community as in {@link PlaceWords}
     */
    public record Found(
            List<Area> areas,
            @Nullable String refused,
            @Nullable Integer moo,
            @Nullable String community) {
        private static final Found NONE = new Found(List.of(), "none", null, null);

        private static Found of(List<Area> areas, @Nullable String refused, PlaceWords words) {
            return areas.isEmpty() && refused == null
                    ? NONE
                    : new Found(areas, refused, words.moo(), words.community());
        }
    }

    private static final int CHOICES_MAX = 30;
    private static final int MOO_MAX = 99;
    private static final int TAMBON = Area.Level.TAMBON.digits();

    /** All that the words may mean, however many that is. */
    public List<Area> all(Handle handle, Areas areas, String typed) {
        var words = PlaceWords.read(typed, areas.atlas(handle));
        var moo = words.moo();
        if (impossible(moo)) {
            return List.of();
        }
        var houses = villages(handle, areas, words);
        if (!houses.isEmpty()) {
            return houses;
        }
        var found = nearest(named(handle, areas, words));
        return moo == null ? found : numbered(handle, areas, tambons(found), moo);
    }

    /** Looks the words up, for a person who chooses: of too many, what they lie in. */
    public Found find(Handle handle, Areas areas, String typed) {
        var atlas = areas.atlas(handle);
        var words = PlaceWords.read(typed, atlas).keeping(PlaceWords.read(kept, atlas));
        var moo = words.moo();
        if (impossible(moo)) {
            return Found.NONE;
        }
        var listed = listed(handle, areas, words, typed);
        if (!listed.isEmpty()) {
            return settled(handle, areas, listed, words);
        }
        var houses = villages(handle, areas, words);
        if (!houses.isEmpty()) {
            return houses(handle, areas, houses, words);
        }
        var similar = similar(words, atlas);
        if (!similar.isEmpty()) {
            return Found.of(moo == null ? similar : numbered(handle, areas, similar, moo), "similar", words);
        }
        var found = few(handle, areas, nearest(named(handle, areas, words)));
        if (found.isEmpty() && level == Wanted.VILLAGE && (moo != null || words.community() != null)) {
            return Found.of(List.of(), words.names().isEmpty() ? "tambon" : "none", words);
        }
        return found.isEmpty() || found.size() > CHOICES_MAX ? Found.NONE : settled(handle, areas, found, words);
    }

    /** Areas with a name like one that is misspelt: among those shown, else in what the words name, else in what is known, else around the person. */
    private List<Area> similar(PlaceWords words, Atlas atlas) {
        var named = atlas.find(words, within);
        if (words.others().isEmpty() || !tambons(named).isEmpty()) {
            return List.of();
        }
        var around = !within.isEmpty() ? within : near;
        var province = around.substring(0, Math.min(around.length(), Area.Level.PROVINCE.digits()));
        var scope = !among.isEmpty()
                ? among
                : named.isEmpty()
                        ? List.of(province)
                        : named.stream().map(Area::code).toList();
        return Similar.to(words, atlas, scope).stream()
                .filter(area -> level == Wanted.ANY || area.level() == Area.Level.TAMBON)
                .toList();
    }

    /** Those of the shown areas that the words name, by a part of the name too; all of them for a หมู่ alone. */
    private List<Area> listed(Handle handle, Areas areas, PlaceWords words, String typed) {
        var shown = among.stream()
                .flatMap(code -> areas.find(handle, code).stream())
                .toList();
        var atlas = areas.atlas(handle);
        if (!words.names().isEmpty()) {
            return shown.stream()
                    .filter(area -> words.names().stream().allMatch(name -> atlas.lies(area, name)))
                    .toList();
        }
        if (words.others().isEmpty()) {
            return words.moo() == null && words.community() == null ? List.of() : shown;
        }
        var said = Polite.bare(typed);
        return shown.stream()
                .filter(area -> said.length() > 1
                        && (area.nameTh().contains(said)
                                || area.nameEn().toLowerCase(Locale.ROOT).contains(said)))
                .toList();
    }

    /** What the areas are for the question: its answers, or a part of one. */
    private Found settled(Handle handle, Areas areas, List<Area> found, PlaceWords words) {
        var moo = words.moo();
        var tambons = tambons(found);
        if (level != Wanted.ANY && tambons.isEmpty()) {
            var villages = found.stream()
                    .filter(area -> area.level() == Area.Level.VILLAGE)
                    .filter(area -> moo == null || area.moo() == moo)
                    .toList();
            if (!villages.isEmpty()) {
                return Found.of(villages, null, words);
            }
            boolean town = found.size() == 1
                    && words.community() != null
                    && found.getFirst().level() == Area.Level.DISTRICT;
            return town
                    ? Found.of(town(handle, areas, found.getFirst().code()), null, words)
                    : Found.of(found, found.size() == 1 ? "wide" : null, words);
        }
        return switch (level) {
            case VILLAGE -> {
                if (moo != null) {
                    yield Found.of(numbered(handle, areas, tambons, moo), null, words);
                }
                boolean whole = words.community() != null || tambons.getFirst().inBangkok();
                yield Found.of(tambons, tambons.size() == 1 && !whole ? "village" : null, words);
            }
            case TAMBON -> Found.of(tambons, null, words);
            case ANY ->
                Found.of(
                        tambons.isEmpty() ? found : numbered(handle, areas, moo == null ? found : tambons, moo),
                        null,
                        words);
        };
    }

    /** The tambons of a town's district, the person's own first. */
    private List<Area> town(Handle handle, Areas areas, String district) {
        return areas.atlas(handle).inside(district, Area.Level.TAMBON).stream()
                .sorted(Comparator.comparing((Area area) -> !near.startsWith(area.code())))
                .toList();
    }

    private static boolean impossible(@Nullable Integer moo) {
        return moo != null && (moo < 1 || moo > MOO_MAX);
    }

    private static List<Area> tambons(List<Area> found) {
        return found.stream().filter(area -> area.level() == Area.Level.TAMBON).toList();
    }

    private static List<Area> numbered(Handle handle, Areas areas, List<Area> found, @Nullable Integer moo) {
        return moo == null
                ? found
                : found.stream()
                        .flatMap(area -> areas.find(handle, "%s%02d".formatted(area.code(), moo)).stream())
                        .toList();
    }

    /** As many as a person can choose from: the districts of too many tambons, as of the postcode 45000, and so on. */
    private static List<Area> few(Handle handle, Areas areas, List<Area> found) {
        var some = found;
        for (int digits = Area.Level.DISTRICT.digits(); some.size() > CHOICES_MAX && digits > 0; digits -= 2) {
            int most = digits;
            some = some.stream()
                    .map(area ->
                            area.code().substring(0, Math.min(most, area.code().length())))
                    .distinct()
                    .flatMap(code -> areas.byCode(handle, code).stream())
                    .toList();
        }
        return some;
    }

    /** What the words name, inside the area of an earlier answer or else anywhere. Words that name nothing: that area, or with a number the person's own tambon. */
    private List<Area> named(Handle handle, Areas areas, PlaceWords words) {
        var atlas = areas.atlas(handle);
        var found = Stream.of(within, "")
                .map(prefix -> atlas.find(words, prefix))
                .filter(some -> !some.isEmpty())
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        boolean own = (words.moo() != null || words.community() != null)
                && within.length() < TAMBON
                && near.length() >= TAMBON
                && near.startsWith(within);
        return atlas.get(own ? near.substring(0, TAMBON) : within).stream().toList();
    }

    /** Namesakes: the person's own tambon alone, else those of the province, the nearest first; without either all of them. */
    private List<Area> nearest(List<Area> found) {
        var own = found.stream()
                .filter(area -> area.level() == Area.Level.TAMBON && near.startsWith(area.code()))
                .toList();
        if (!own.isEmpty() && level != Wanted.ANY) {
            return own;
        }
        var around = found.stream()
                .filter(area -> near.length() >= 2 && area.within(near.substring(0, 2)))
                .sorted(Comparator.comparing((Area area) -> !near.startsWith(area.code()))
                        .thenComparing(area -> near.length() < 4 || !area.within(near.substring(0, 4)))
                        .thenComparing(Area::code))
                .toList();
        return around.isEmpty() ? found : around;
    }

    /** Villages that the words name: inside the areas that they name too, or else as near to the person as there are any. */
    private List<Area> villages(Handle handle, Areas areas, PlaceWords read) {
        var words = read.withHouses();
        if (words.others().isEmpty()) {
            return List.of();
        }
        var keys = words.others().stream().map(VillageName::key).toList();
        var around = words.names().isEmpty()
                ? Stream.of(TAMBON, 4, 2, 0)
                        .filter(digits -> digits <= near.length())
                        .map(digits -> near.substring(0, digits))
                        .filter(prefix -> prefix.startsWith(within))
                        .map(List::of)
                : Stream.of(areas.atlas(handle).find(words, within).stream()
                        // in a province the tambon บ้านเก่า is meant, not a village of the name
                        .filter(area -> words.equals(read) || area.level() == Area.Level.TAMBON)
                        .map(Area::code)
                        .toList());
        var moo = words.moo();
        return Stream.concat(around, words.names().isEmpty() ? Stream.of(List.of(within)) : Stream.empty())
                .filter(prefixes -> !prefixes.isEmpty() && prefixes.size() <= CHOICES_MAX)
                .map(prefixes -> areas.villages(handle, keys, prefixes, CHOICES_MAX + 1).stream()
                        .filter(village -> moo == null || village.moo() == moo)
                        .toList())
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Found houses(Handle handle, Areas areas, List<Area> villages, PlaceWords words) {
        if (villages.size() > CHOICES_MAX) {
            return Found.NONE;
        }
        return Found.of(
                level != Wanted.TAMBON
                        ? villages
                        : villages.stream()
                                .map(village -> village.code().substring(0, TAMBON))
                                .distinct()
                                .map(code -> areas.byCode(handle, code).orElseThrow())
                                .toList(),
                null,
                words);
    }
}
