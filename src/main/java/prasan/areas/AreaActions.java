package prasan.areas;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
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
    private static final int CHOICES_MAX = 30;

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
        var search = new Search(
                context,
                look.inputs().get("level") instanceof Value.Text level ? level.text() : "any",
                look.inputs().get("near") instanceof Value.Area near ? near.code() : "",
                look.within() instanceof Value.Area within ? within.code() : "");
        return search.find(PlaceWords.read(words, areas.atlas(context.handle())));
    }

    private static @Nullable String words(Need.Look look) {
        var pin = look.pin();
        if (pin == null) {
            return look.query();
        }
        return pin.address() != null ? pin.address() : pin.title();
    }

    /** One look-up. */
    private final class Search {
        private final Context context;
        private final Handle handle;
        private final String level;
        private final String near;
        private final String within;

        Search(Context context, String level, String near, String within) {
            this.context = context;
            this.handle = context.handle();
            this.level = level;
            this.near = near;
            this.within = within;
        }

        Input.Found find(PlaceWords words) {
            var moo = words.moo();
            if (moo != null && (moo < 1 || moo > 99)) {
                return Input.Found.refused("none");
            }
            var found = nearest(named(words));
            if (found.isEmpty() || found.size() > CHOICES_MAX) {
                return Input.Found.refused("none");
            }
            var tambons = found.stream()
                    .filter(area -> area.level() == Area.Level.TAMBON)
                    .toList();
            if (!level.equals("any") && tambons.isEmpty()) {
                return found.size() == 1
                        ? Input.Found.refused("wide", item(found.getFirst()))
                        : Input.Found.refused("none");
            }
            return switch (level) {
                case "village" ->
                    moo == null && tambons.size() == 1
                            ? Input.Found.refused("village", item(tambons.getFirst()))
                            : items(tambons, moo);
                case "tambon" -> items(tambons, null);
                default -> items(moo == null || tambons.isEmpty() ? found : tambons, tambons.isEmpty() ? null : moo);
            };
        }

        /** What the words name, inside the area of an earlier answer or else anywhere. Words that name nothing: that area, or with a number the person's own tambon. */
        private List<Area> named(PlaceWords words) {
            var atlas = areas.atlas(handle);
            var found = Stream.of(within, "")
                    .map(prefix -> atlas.find(words, prefix))
                    .filter(some -> !some.isEmpty())
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            boolean own = words.moo() != null && within.length() < 6 && near.length() >= 6 && near.startsWith(within);
            return atlas.get(own ? near.substring(0, 6) : within).stream().toList();
        }

        /** Namesakes: the person's own tambon alone, else those of the province, the nearest first; without either all of them. */
        private List<Area> nearest(List<Area> found) {
            var own = found.stream()
                    .filter(area -> area.level() == Area.Level.TAMBON && near.startsWith(area.code()))
                    .toList();
            if (!own.isEmpty() && !level.equals("any")) {
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

        private Input.Found items(List<Area> found, @Nullable Integer moo) {
            return Input.Found.of(found.stream()
                    .map(area -> item(moo == null ? area : areas.village(handle, area.code(), moo)))
                    .toList());
        }

        /** The label says what tells namesakes apart: the area and what it lies in. */
        private Input.Item item(Area area) {
            var value = areas.value(handle, area.code());
            var full = context.pick(value.th(), value.en());
            var parts = full.split(context.pick(" (?=[^0-9])", ", "));
            return new Input.Item(
                    value,
                    String.join(context.pick(" ", ", "), List.of(parts).subList(0, Math.min(2, parts.length))),
                    full,
                    List.of());
        }
    }
}
