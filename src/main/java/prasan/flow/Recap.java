package prasan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The summary of a conversation before it is sent: the answers, what may be added beside them, and the buttons. */
record Recap(Questions question, Step.Confirm confirm) {
    /** More of an answer than this is not read on a card. */
    private static final int ON_CARD = 300;

    /** The card. */
    Say.Card card() {
        List<Say.Row> rows = new ArrayList<>();
        for (var slot : confirm.show()) {
            var value = question.values().apply(slot);
            var ask = question.library().flow(question.running().top().flow()).ask(slot);
            boolean passed = value instanceof Value.None
                    && ask != null
                    && (ask.beside() || !ask.unless().isEmpty());
            if (value != null && !passed) {
                rows.add(new Say.Row(
                        question.slotLabel(slot),
                        Graphemes.cut(question.cards().print().of(value), ON_CARD)));
            }
        }
        var wording = question.wording();
        var title = wording.text() == null
                ? ""
                : wording.text().render(question.cards().print(), question.values());
        boolean media = beside().anyMatch(ask -> question.values().apply(ask.id()) instanceof Value.None
                && (ask.slot() instanceof Slot.Images || ask.slot() instanceof Slot.Place));
        return new Say.Card(
                Say.Tone.PLAIN, title, null, rows, media ? question.label("summary-beside") : null, buttons(), title);
    }

    /** The questions of a summary that are asked beside it. */
    Stream<Step.Ask> beside() {
        var flow = question.library().flow(question.running().top().flow());
        return confirm.show().stream()
                .flatMap(slot -> Stream.ofNullable(flow.ask(slot)))
                .filter(ask -> ask.beside()
                        && ask.unless().stream()
                                .allMatch(slot -> question.values().apply(slot) == null));
    }

    /** Its buttons; without any answers there is nothing to edit. */
    List<Say.Button> buttons() {
        var send = question.answer(question.label("send", "button-send"), Questions.SEND);
        var cancel = question.answer(question.label("button-cancel"), Questions.CANCEL);
        if (confirm.show().isEmpty()) {
            return List.of(send, cancel);
        }
        var edit = question.answer(question.label("button-edit"), Questions.EDIT);
        var typed = question.library().typed();
        return typed != null && question.running().flow().equals(typed.addition())
                ? List.of(send, question.answer(question.label("button-anew-report"), Questions.OTHER), edit, cancel)
                : List.of(send, edit, cancel);
    }
}
