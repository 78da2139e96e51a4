package prasan.flow;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Receipt;

/** Remembers what was said after something was sent, so that a second tap shows it again. */
final class Receipts {
    private final Walk walk;

    Receipts(Walk walk) {
        this.walk = walk;
    }

    /** Returns the receipt that a message is, with no more slots than the message says and the category that it is about. */
    static Receipt of(int prompt, Step.Message message, Frame frame, Instant at) {
        var said = message.wordings().values().stream()
                .flatMap(wording -> Stream.concat(
                        wording.templates().stream().flatMap(template -> template.placeholders().stream()),
                        wording.card() != null && wording.card().each() != null
                                ? Stream.of(wording.card().each().slot())
                                : Stream.of()))
                .collect(Collectors.toCollection(HashSet::new));
        var slots = frame.slots().entrySet().stream()
                .filter(slot -> said.contains(slot.getKey()) || slot.getValue() instanceof Value.Code)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Receipt(prompt, new Frame(frame.flow(), message.id(), slots), at);
    }

    /** Returns the flow that adds to the report last sent, if what follows may belong to that report and to no newer draft. */
    Optional<String> addition() {
        var typed = walk.latest.typed();
        return typed == null || typed.addition() == null
                ? Optional.empty()
                : Optional.ofNullable(walk.receipt)
                        .filter(last -> last.at().plus(Session.ABOUT).isAfter(walk.at))
                        .filter(last -> List.of(typed.flow(), typed.addition())
                                .contains(last.frame().flow()))
                        .filter(last -> walk.drafts.all().stream()
                                .allMatch(draft -> draft.at().isBefore(last.at())))
                        .map(last -> typed.addition());
    }

    /**
     * Shows the receipt again to a second tap on the button that sent it.
     *
     * @return false, with nothing said, for any other button
     */
    boolean again(String data) {
        var receipt = walk.receipt;
        if (receipt == null
                || !data.equals(receipt.prompt() + ":" + Questions.SEND)
                || !(walk.latest.step(receipt.frame()) instanceof Step.Message message)) {
            return false;
        }
        var wording = Library.wording(message.wordings(), walk.language);
        walk.says.addAll(walk.cards().says(wording, receipt.frame().slots()::get));
        if (walk.now == null) {
            walk.over();
        } else {
            walk.again();
        }
        return true;
    }
}
