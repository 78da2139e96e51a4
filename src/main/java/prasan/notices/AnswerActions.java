package prasan.notices;

import static prasan.flow.Signature.Kind.READ;
import static prasan.flow.Signature.Kind.SOURCE;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import prasan.chat.Actions;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/** What flows can do with the question that a notice asks: answer it. */
final class AnswerActions {
    /** As many cards as LINE puts side by side, with some left for going on. */
    private static final int MOST = 10;

    private static final Pattern CHOICE = Pattern.compile("(N-[0-9]{4}-[0-9]{4,6})[.]([1-4])");
    private static final Input.Outcome UNKNOWN = new Input.Outcome("unknown", Map.of());

    void register(Actions actions) {
        actions.source(new Signature("notices.to-answer", SOURCE, Map.of(), Map.of()), this::choose);
        // the tap is the confirmation, and another one changes it
        actions.action(
                new Signature(
                        "notices.answer",
                        READ,
                        Map.of("choice", Type.REF),
                        Map.of(
                                "done", Map.of("label", Type.TEXT),
                                "changed", Map.of("label", Type.TEXT),
                                "over", Map.of(),
                                "unknown", Map.of())),
                this::answer);
    }

    private Input.Found choose(Actions.Context context, Need.Look look) {
        var found = NoticeRows.asking(context.handle(), context.chat(), MOST).stream()
                .flatMap(notice -> items(notice, context.language()))
                .filter(item -> look.query() == null || item.label().contains(look.query()))
                .limit(MOST)
                .toList();
        return found.isEmpty() && look.query() != null ? Input.Found.refused("none") : Input.Found.of(found);
    }

    private static Stream<Input.Item> items(Notice notice, String language) {
        var choices = notice.facts().choices();
        return IntStream.range(0, choices.size()).mapToObj(i -> {
            var label = choices.get(i).in(language);
            return new Input.Item(
                    new Value.Ref(NoticeButtons.id(notice.asking(), i + 1), label),
                    label,
                    notice.facts().titleIn(language),
                    List.of(label));
        });
    }

    private Input.Outcome answer(Actions.Context context, Map<String, Value> inputs) {
        var named = inputs.get("choice") instanceof Value.Ref ref ? CHOICE.matcher(ref.id()) : null;
        if (named == null || !named.matches()) {
            return UNKNOWN;
        }
        int choice = Integer.parseInt(named.group(2));
        return sent(context, named.group(1), choice)
                .map(notice -> given(context, notice, choice))
                .orElse(UNKNOWN);
    }

    private static Optional<Notice> sent(Actions.Context context, String number, int choice) {
        return NoticeActions.sent(context, number)
                .filter(notice -> choice <= notice.facts().choices().size());
    }

    private static Input.Outcome given(Actions.Context context, Notice notice, int choice) {
        var given = Asking.give(context.handle(), notice, context.chat(), choice, context.at());
        var name = given.name().toLowerCase(Locale.ROOT);
        var label = notice.facts().choices().get(choice - 1).in(context.language());
        return new Input.Outcome(name, given == Asking.Given.OVER ? Map.of() : Map.of("label", new Value.Text(label)));
    }
}
