package prasan.officers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.chat.Actions;
import prasan.flow.Input;
import prasan.flow.Signature;
import prasan.flow.Step;
import prasan.flow.Type;
import prasan.flow.Value;
import prasan.officers.Handover.Gathered;

/** What flows can do with officers: ask for one. */
public final class HandoverActions {
    private static final Signature HAND = new Signature(
            Step.Officer.ACTION,
            Signature.Kind.WRITE,
            Map.of("gathered", Type.ROWS),
            Map.of(
                    Step.Officer.HANDED,
                    Map.of(
                            Step.Officer.HANDOVER, Type.TEXT,
                            Step.Officer.OPENS, Type.MOMENT,
                            Step.Officer.UNTIL, Type.MOMENT,
                            Step.Officer.HOURS, Type.TEXT,
                            Step.Officer.PHONE, Type.TEXT)));

    private final Handovers handovers;
    private final Whereabouts whereabouts;
    private final Titles titles;
    private final @Nullable String phone;

    /** Finds the area that words name, {@code null} for none. */
    @FunctionalInterface
    public interface Whereabouts {
        @Nullable
        String of(Handle handle, String words);
    }

    /** What the thing of that number is called, {@code null} for one that has no title. */
    @FunctionalInterface
    public interface Titles {
        @Nullable
        String of(Handle handle, String number);
    }

    /** Actions of an office that finds no areas in words. */
    public HandoverActions(Handovers handovers, @Nullable String phone) {
        this(handovers, (handle, words) -> null, (handle, number) -> null, phone);
    }

    /**
     * @param whereabouts finds the area that somebody names who has not said where they live: its officers see what they ask for
     * @param titles what something is called that is asked about
     * @param phone of the centre, or {@code null}
     */
    public HandoverActions(Handovers handovers, Whereabouts whereabouts, Titles titles, @Nullable String phone) {
        this.handovers = handovers;
        this.whereabouts = whereabouts;
        this.titles = titles;
        this.phone = phone;
    }

    public void register(Actions actions) {
        actions.action(HAND, this::hand);
    }

    Input.Outcome hand(Actions.Context context, Map<String, Value> inputs) {
        var gathered =
                inputs.get("gathered") instanceof Value.Rows given ? given.rows() : List.<Map<String, Value>>of();
        var answers = gathered.stream()
                .map(row -> new Gathered(text(row.get("label")), value(context.handle(), row)))
                .toList();
        var about = gathered.stream()
                .map(row -> text(row.get("ref")))
                .filter(ref -> !ref.isEmpty())
                .findFirst()
                .orElse(null);
        var id = handovers.open(
                context.handle(), context.chat(), answers, named(context.handle(), answers), about, context.at());
        // what was sent before the officer was asked for
        for (var sent : context.media()) {
            handovers.sent(context.handle(), context.chat(), sent, context.at());
        }
        var told = new HashMap<String, Value>();
        told.put(Step.Officer.HANDOVER, new Value.Text(String.valueOf(id)));
        told.put(Step.Officer.UNTIL, new Value.Moment(handovers.answerBy(context.at())));
        told.put(Step.Officer.HOURS, new Value.Text(handovers.hours().words(context.language())));
        if (!handovers.hours().open(context.at())) {
            told.put(Step.Officer.OPENS, new Value.Moment(handovers.hours().opens(context.at())));
        }
        if (phone != null) {
            told.put(Step.Officer.PHONE, new Value.Text(phone));
        }
        return new Input.Outcome(Step.Officer.HANDED, told);
    }

    /** The area that was named last. */
    private @Nullable String named(Handle handle, List<Gathered> answers) {
        return answers.reversed().stream()
                .map(answer -> whereabouts.of(handle, answer.value()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What was answered; for something with a title that too, since a button names no more than the number. */
    private String value(Handle handle, Map<String, Value> row) {
        var ref = text(row.get("ref"));
        var title = ref.isEmpty() ? null : titles.of(handle, ref);
        return title == null ? text(row.get("value")) : title + " (" + ref + ")";
    }

    private static String text(@Nullable Value value) {
        return value instanceof Value.Text text ? text.text() : "";
    }
}
