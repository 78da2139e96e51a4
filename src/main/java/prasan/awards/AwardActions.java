package prasan.awards;

import static prasan.flow.Signature.Kind.READ;
import static prasan.flow.Signature.Kind.SOURCE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Years;
import prasan.flow.BuddhistEra;
import prasan.flow.Graphemes;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Print;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/** What flows can ask of the awards. Only announced ones exist here. */
public final class AwardActions {
    /** More than this nobody reads through; words of a name narrow it down. */
    private static final int MOST = 50;

    /** The other texts are short enough to stand on a card as they are. */
    private static final int ACHIEVEMENT = 600;

    private static final int LABEL = 20;

    private final Awards awards;
    private final Areas areas;
    private final Function<String, Print> print;

    /**
     * @param print how values are printed, by language
     */
    public AwardActions(Awards awards, Areas areas, Function<String, Print> print) {
        this.awards = awards;
        this.areas = areas;
        this.print = print;
    }

    public void register(Actions actions) {
        actions.source(new Signature("awards.years", SOURCE, Map.of("area", Type.AREA), Map.of()), this::years);
        actions.source(
                new Signature("awards.recipients", SOURCE, Map.of("area", Type.AREA, "year", Type.REF), Map.of()),
                this::recipients);
        actions.action(
                new Signature(
                        "awards.read",
                        READ,
                        Map.of("award", Type.REF),
                        Map.of(
                                "found",
                                Map.of(
                                        "title", Type.TEXT,
                                        "recipient", Type.TEXT,
                                        "occupation", Type.TEXT,
                                        "area", Type.AREA,
                                        "achievement", Type.TEXT,
                                        "prize", Type.TEXT,
                                        "ceremony", Type.TEXT,
                                        "on", Type.DAY,
                                        "venue", Type.TEXT,
                                        "year", Type.TEXT),
                                "unknown",
                                Map.of())),
                this::read);
    }

    Input.Found years(Actions.Context context, Need.Look look) {
        return Years.choose(
                look,
                nearest(look, area -> awards.years(context.handle(), area)),
                context.pick("ปี", "Year"),
                BuddhistEra.day(context.at()).getYear() + BuddhistEra.OFFSET);
    }

    Input.Found recipients(Actions.Context context, Need.Look look) {
        var year = look.inputs().get("year") instanceof Value.Ref ref ? Integer.valueOf(ref.id()) : null;
        var found = nearest(
                look,
                area -> awards.choice(
                        context.handle(), new Awards.Filter(area, year, AwardStatus.ANNOUNCED, look.query()), MOST));
        return found.isEmpty()
                ? Input.Found.refused("none")
                : Input.Found.of(
                        found.stream().map(award -> item(context, award)).toList());
    }

    /** What there is in the area; or, since few villages have an honour of their own, in the smallest area around it that has anything, up to its province. */
    private static <T> List<T> nearest(Need.Look look, Function<String, List<T>> in) {
        var code = look.inputs().get("area") instanceof Value.Area area ? area.code() : "";
        for (int digits = code.length(); digits >= 2; digits -= 2) {
            var found = in.apply(code.substring(0, digits));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private Input.Item item(Actions.Context context, Award award) {
        var facts = award.facts();
        return new Input.Item(
                new Value.Ref(award.code(), facts.recipient()),
                Graphemes.cut(facts.recipient(), LABEL),
                facts.recipient(),
                List.of(
                        facts.title(),
                        print.apply(context.language()).of(areas.value(context.handle(), facts.recipientArea()))));
    }

    Input.Outcome read(Actions.Context context, Map<String, Value> inputs) {
        var found = inputs.get("award") instanceof Value.Ref ref
                ? awards.find(context.handle(), ref.id())
                : Optional.<Award>empty();
        return found.filter(award -> award.status() == AwardStatus.ANNOUNCED)
                .map(award -> new Input.Outcome("found", card(context.handle(), award.facts())))
                .orElseGet(() -> new Input.Outcome("unknown", Map.of()));
    }

    private Map<String, Value> card(Handle handle, Award.Facts facts) {
        return Map.of(
                "title", Value.text(facts.title()),
                "recipient", Value.text(facts.recipient()),
                "occupation", Value.text(facts.occupation()),
                "area", areas.value(handle, facts.recipientArea()),
                "achievement", Value.text(Graphemes.cut(facts.achievement(), ACHIEVEMENT)),
                "prize", Value.text(facts.prize()),
                "ceremony", Value.text(facts.ceremony()),
                "on", facts.ceremonyOn() == null ? new Value.None() : new Value.Day(facts.ceremonyOn()),
                "venue", Value.text(facts.venue()),
                "year", Value.text(String.valueOf(facts.yearBe())));
    }
}
