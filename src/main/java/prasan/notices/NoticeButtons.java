package prasan.notices;

import java.util.ArrayList;
import java.util.List;
import prasan.flow.Say;

/** The buttons that a notice has because of what it asks: their labels are the officer's, so that no file of texts has them. */
final class NoticeButtons {
    /** The flow that takes an answer. */
    private static final String ANSWER = "start:answer-notice=";

    /** The flow in which people write to the officers about a notice. */
    private static final String REPLY = "start:reply-notice=";

    private NoticeButtons() {}

    /**
     * Puts them on the card of the notice.
     *
     * @param reply label of the button to write to the officers
     */
    static List<Say> on(List<Say> says, Notice notice, String language, String reply) {
        var buttons = new ArrayList<Say.Button>();
        var choices = notice.facts().choices();
        for (int i = 0; i < choices.size(); i++) {
            var label = choices.get(i).in(language);
            buttons.add(new Say.Button(label, new Say.Tap.Answer(ANSWER + id(notice.asking(), i + 1), label)));
        }
        var link = notice.facts().link();
        if (link != null) {
            buttons.add(new Say.Button(link.labelIn(language), new Say.Tap.Open(link.url())));
        }
        if (notice.facts().replies()) {
            buttons.add(new Say.Button(reply, new Say.Tap.Answer(REPLY + notice.asking(), reply)));
        }
        return says.stream()
                .map(say -> say instanceof Say.Card card ? with(card, buttons) : say)
                .toList();
    }

    /** How a flow refers to one of the choices. */
    static String id(String notice, int choice) {
        return notice + "." + choice;
    }

    private static Say.Card with(Say.Card card, List<Say.Button> more) {
        var buttons = new ArrayList<>(card.buttons());
        buttons.addAll(more);
        return new Say.Card(
                card.tone(), card.title(), card.subtitle(), card.rows(), card.text(), buttons, card.preview());
    }
}
