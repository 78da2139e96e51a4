package prasan.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import prasan.flow.Say;

/** The buttons that a person has before them. Quick replies vanish with the next answer, buttons on cards stay in the chat. Not safe for threads. */
final class Screen {
    private final List<Say.Reply> answers = new ArrayList<>();

    void shows(Say.Reply reply) {
        if (!reply.says().isEmpty()) {
            answers.add(reply);
        }
    }

    /** What is to be seen of the last answer. */
    List<Say.Button> last() {
        return answers.isEmpty() ? List.of() : buttons(answers.getLast()).toList();
    }

    /** What a button of that label carries: a quick reply of the last answer, or a button on a card, the newest one. */
    Optional<String> data(String label) {
        var cards = answers.reversed().stream().flatMap(answer -> Script.onCards(answer).stream());
        return data(
                Stream.concat(last().stream(), cards), button -> button.label().equals(label));
    }

    /** What the newest button of that label carries that an answer before the last one had. */
    Optional<String> old(String label) {
        var old = answers.reversed().stream().skip(1).flatMap(Screen::buttons);
        return data(old, button -> button.label().equals(label));
    }

    private static Stream<Say.Button> buttons(Say.Reply reply) {
        return Stream.concat(reply.quick().stream(), Script.onCards(reply).stream());
    }

    private static Optional<String> data(Stream<Say.Button> buttons, Predicate<Say.Button> wanted) {
        return buttons.filter(wanted)
                .map(Say.Button::tap)
                .filter(Say.Tap.Answer.class::isInstance)
                .map(tap -> ((Say.Tap.Answer) tap).data())
                .findFirst();
    }
}
