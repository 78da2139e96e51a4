package prasan.areas;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import prasan.chat.Actions;
import prasan.chat.Actions.Context;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/**
 * The door from chat to the areas: {@code areas.find}.
 *
 * <p>Inputs: {@code level}, what the question needs (any, tambon or village); {@code near}, the person's own area, whose namesakes go before others; {@code place}, where the matter
 * is: what it says is looked up when nothing is typed, and a typed village elsewhere is refused as {@code differs}; {@code among}, the codes that were shown to choose from.
 * Other refusals are those of {@link AreaSearch.Found}. What a refusal is about comes back as {@link Need.Look#within}: an area, or with a หมู่ whose tambon is not known an area
 * without a code. Where several tambons of one name fit and a village is needed, the items are tambons. A tambon that answers for a village, where there are no หมู่, names its
 * {@link Value.Area#community}.
 */
public final class AreaActions {
    private static final int TAMBON = Area.Level.TAMBON.digits();
    private final Areas areas;

    public AreaActions(Areas areas) {
        this.areas = areas;
    }

    public void register(Actions actions) {
        actions.source(
                new Signature(
                                "areas.find",
                                Signature.Kind.SOURCE,
                                Map.of("level", Type.TEXT, "near", Type.AREA, "place", Type.PLACE, "among", Type.TEXTS),
                                Map.of())
                        .optional("level", "near", "place", "among"),
                this::find);
    }

    Input.Found find(Context context, Need.Look look) {
        var words = words(look);
        var place = look.inputs().get("place") instanceof Value.Place given ? given : null;
        if (words == null) {
            return place == null ? Input.Found.refused("none") : ofPlace(context, place, level(look), near(look));
        }
        var spot = place == null || place.lat() == null ? "" : tambon(context, place);
        var search =
                new AreaSearch(level(look), spot.isEmpty() ? near(look) : spot, within(look), kept(look), among(look));
        var found = search.find(context.handle(), areas, words);
        return elsewhere(found, spot)
                ? differs(context, found, spot)
                : new Input.Found(items(context, search, found), found.refused());
    }

    // ---- what the place says

    /** Looks up what a pin's address says, or words that name a หมู่ or a tambon as such: a place in words is no address. */
    private Input.Found ofPlace(Context context, Value.Place place, AreaSearch.Wanted level, String near) {
        var search = new AreaSearch(level, near, "");
        var said = place.words();
        if (said == null || (place.lat() == null && !address(context, said))) {
            return Input.Found.refused("none");
        }
        var found = search.find(context.handle(), areas, said);
        boolean usable = found.areas().size() == 1
                && (found.refused() == null || found.refused().equals("village"));
        return usable ? new Input.Found(items(context, search, found), found.refused()) : Input.Found.refused("none");
    }

    private boolean address(Context context, String said) {
        var words = PlaceWords.read(said, areas.atlas(context.handle()));
        return words.moo() != null || words.names().stream().anyMatch(name -> name.level() == Area.Level.TAMBON);
    }

    /** The tambon that the place lies in, or empty. */
    private String tambon(Context context, Value.Place place) {
        var found = ofPlace(context, place, AreaSearch.Wanted.VILLAGE, "").items();
        var code = found.isEmpty() ? "" : ((Value.Area) found.getFirst().value()).code();
        return code.length() < TAMBON ? "" : code.substring(0, TAMBON);
    }

    private static boolean elsewhere(AreaSearch.Found found, String spot) {
        return !spot.isEmpty()
                && found.areas().size() == 1
                && (found.refused() == null || found.refused().equals("village"))
                && !found.areas().getFirst().within(spot);
    }

    /** What was typed, and the tambon of the place: the person says which. */
    private Input.Found differs(Context context, AreaSearch.Found found, String spot) {
        var typed = value(context, found.areas().getFirst(), found);
        var there = areas.value(context.handle(), spot);
        return new Input.Found(items(context, List.of(typed, there)), "differs");
    }

    // ---- items

    private List<Input.Item> items(Context context, AreaSearch search, AreaSearch.Found found) {
        if (Objects.equals(found.refused(), "tambon")) {
            return List.of(keeping(context, new Value.Area("", "", ""), found));
        }
        if (Objects.equals(found.refused(), "wide")) {
            return List.of(keeping(
                    context,
                    areas.value(context.handle(), found.areas().getFirst().code()),
                    found));
        }
        boolean village = search.level() == AreaSearch.Wanted.VILLAGE;
        return items(
                context,
                found.areas().stream()
                        .map(area -> village && found.refused() == null
                                ? value(context, area, found)
                                : areas.value(context.handle(), area.code()))
                        .toList());
    }

    /** An area that answers for a village if it is one, or if there are no หมู่ in it. */
    private Value.Area value(Context context, Area area, AreaSearch.Found found) {
        var value = areas.value(context.handle(), area.code());
        var community = found.community() == null && area.inBangkok() ? "" : found.community();
        if (area.level() != Area.Level.TAMBON || community == null) {
            return value;
        }
        var before = community.isEmpty() ? "" : community + " ";
        return new Value.Area(value.code(), before + value.th(), before + value.en(), community);
    }

    /** What is known before the tambon is: the หมู่ or ชุมชน goes on standing before the name of what it lies in. */
    private static Input.Item keeping(Context context, Value.Area wide, AreaSearch.Found found) {
        var moo = found.moo();
        var community = found.community();
        var th = moo != null ? "หมู่ " + moo : community == null ? "" : community.isEmpty() ? "ไม่มีหมู่" : community;
        var en = moo != null ? "Moo " + moo : community == null ? "" : community.isEmpty() ? "No moo" : community;
        var kept = new Value.Area(wide.code(), (th + " " + wide.th()).strip(), (en + " " + wide.en()).strip());
        var title = context.pick(kept.th(), kept.en());
        return new Input.Item(kept, title, title, List.of());
    }

    private List<Input.Item> items(Context context, List<Value.Area> values) {
        var labels = AreaLabels.of(values.stream()
                .map(value -> areas.chain(context.handle(), value.code()).stream()
                        .map(part -> context.pick(shortTh(part), shortEn(part)))
                        .toList())
                .toList());
        var titles = values.stream()
                .map(value -> context.pick(value.th(), value.en()))
                .toList();
        return IntStream.range(0, values.size())
                .mapToObj(i -> new Input.Item(
                        values.get(i),
                        labels.get(i),
                        // Thai names that differ may be one in Latin letters
                        Collections.frequency(titles, titles.get(i)) > 1
                                ? titles.get(i) + " (" + values.get(i).th() + ")"
                                : titles.get(i),
                        List.of()))
                .toList();
    }

    /** A village by its number alone: its name may fill the label. */
    private static String shortTh(Area area) {
        return area.level() == Area.Level.VILLAGE ? "หมู่ " + area.moo() : area.addressTh();
    }

    private static String shortEn(Area area) {
        return area.level() == Area.Level.VILLAGE ? "Moo " + area.moo() : area.nameEn();
    }

    // ---- what the look-up says

    private static AreaSearch.Wanted level(Need.Look look) {
        return look.inputs().get("level") instanceof Value.Text level
                ? AreaSearch.Wanted.valueOf(level.text().toUpperCase(Locale.ROOT))
                : AreaSearch.Wanted.ANY;
    }

    private static String near(Need.Look look) {
        return look.inputs().get("near") instanceof Value.Area near ? near.code() : "";
    }

    private static String within(Need.Look look) {
        return look.within() instanceof Value.Area within ? within.code() : "";
    }

    /** Below a tambon nothing is kept: a หมู่ would have answered the question. */
    private static String kept(Need.Look look) {
        return look.within() instanceof Value.Area within && within.code().length() < TAMBON ? within.th() : "";
    }

    private static List<String> among(Need.Look look) {
        return look.inputs().get("among") instanceof Value.Texts among ? among.texts() : List.of();
    }

    private static @Nullable String words(Need.Look look) {
        var pin = look.pin();
        if (pin == null) {
            return look.query();
        }
        return pin.address() != null ? pin.address() : pin.title();
    }
}
