package prasan.areas;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
 * <p>Inputs: {@code level}, what the question needs (any, tambon or village), and {@code near}, the person's own area, whose namesakes go before others. Refusals: {@code none};
 * {@code village}, a tambon is known and the number of the village is missing; {@code wide}, only a province or district is known. The last two carry that area, which comes
 * back as {@link Need.Look#within}. Where several tambons of one name fit and a village is needed, the items are tambons.
 */
public final class AreaActions {
    private final Areas areas;

    public AreaActions(Areas areas) {
        this.areas = areas;
    }

    public void register(Actions actions) {
        actions.source(
                new Signature(
                                "areas.find",
                                Signature.Kind.SOURCE,
                                Map.of("level", Type.TEXT, "near", Type.AREA),
                                Map.of())
                        .optional("level", "near"),
                this::find);
    }

    Input.Found find(Context context, Need.Look look) {
        var words = words(look);
        if (words == null) {
            return Input.Found.refused("none");
        }
        var search = new AreaSearch(
                look.inputs().get("level") instanceof Value.Text level
                        ? AreaSearch.Wanted.valueOf(level.text().toUpperCase(Locale.ROOT))
                        : AreaSearch.Wanted.ANY,
                look.inputs().get("near") instanceof Value.Area near ? near.code() : "",
                look.within() instanceof Value.Area within ? within.code() : "");
        var found = search.find(context.handle(), areas, words);
        return new Input.Found(
                found.areas().stream().map(area -> item(context, area)).toList(), found.refused());
    }

    /** The label says what tells namesakes apart: the area and what it lies in. */
    private Input.Item item(Context context, Area area) {
        var chain = areas.chain(context.handle(), area.code());
        var label = chain.stream().limit(2).map(part -> context.pick(shortTh(part), shortEn(part)));
        var value = areas.value(context.handle(), area.code());
        return new Input.Item(
                value,
                label.collect(Collectors.joining(context.pick(" ", ", "))),
                context.pick(value.th(), value.en()),
                List.of());
    }

    /** A village by its number alone: its name may fill the label. */
    private static String shortTh(Area area) {
        return area.level() == Area.Level.VILLAGE ? "หมู่ " + area.moo() : area.addressTh();
    }

    private static String shortEn(Area area) {
        return area.level() == Area.Level.VILLAGE ? "Moo " + area.moo() : area.nameEn();
    }

    private static @Nullable String words(Need.Look look) {
        var pin = look.pin();
        if (pin == null) {
            return look.query();
        }
        return pin.address() != null ? pin.address() : pin.title();
    }
}
