package prasan.flow;

import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Mode;

/** Words that stand for one of a question's buttons: its label, or a yes, a no, an "enough". */
record Spoken(Questions question) {

    /** The data of the button that the person means; {@code null} when none. */
    @Nullable
    String dataOf(String said) {
        for (var each : Library.languagesFrom(question.language())) {
            for (var button : question.in(each).named()) {
                if (button.tap() instanceof Say.Tap.Answer answer
                        && Polite.bare(button.label()).equals(said)) {
                    return answer.data();
                }
            }
        }
        if (question.running().mode() == Mode.UNDERSTOOD) {
            for (var each : Library.languagesFrom(question.language())) {
                var buttons = question.in(each).named();
                int place =
                        Answers.named(buttons.stream().map(Say.Button::label).toList(), said);
                if (place >= 0 && buttons.get(place).tap() instanceof Say.Tap.Answer answer) {
                    return answer.data();
                }
            }
        }
        var meant = meant(said);
        return meant == null ? null : question.data(meant);
    }

    private @Nullable String meant(String said) {
        var library = question.library();
        var mode = question.running().mode();
        boolean yes = library.means(Library.Answer.AGREE, said);
        boolean no = library.means(Library.Answer.DECLINE, said);
        if (mode == Mode.UNDERSTOOD) {
            // a bare no leaves the message: see Offer
            var agreed = question.category() != null ? Questions.YES : question.unclear() ? Questions.OTHER : null;
            return yes && agreed != null && question.offers(question.data(agreed)) ? agreed : null;
        }
        if (mode == Mode.CANCELLING || mode == Mode.RESUMING || mode == Mode.LEAVING) {
            return yes ? Questions.YES : no ? Questions.NO : null;
        }
        if (mode == Mode.WALKING && question.step() instanceof Step.Confirm confirm) {
            return yes ? Questions.SEND : no ? (!confirm.show().isEmpty() ? Questions.EDIT : Questions.CANCEL) : null;
        }
        if (question.step() instanceof Step.Ask ask && library.means(Library.Answer.ENOUGH, said)) {
            return question.gathering() ? Questions.DONE : ask.optional() ? Questions.SKIP : null;
        }
        return null;
    }
}
