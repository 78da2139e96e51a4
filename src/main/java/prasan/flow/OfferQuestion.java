package prasan.flow;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The question whether a typed message is meant as a report: of one category, of which of several, or at all. */
record OfferQuestion(Questions question) {
    void put(List<Say> says) {
        says.add(asked());
        if (question.category() == null && !question.unclear()) {
            // no yes answers it
            says.add(numbered(question.named().stream().map(Say.Button::label).toList()));
        }
    }

    void buttons(List<Say.Button> quick) {
        if (question.unclear()) {
            var officer = question.answer(question.label("button-officer"), Questions.OFFICER);
            if (question.running().asked().misses() > 0) {
                quick.add(officer);
            }
            if (question.library().typed() != null
                    && question.values().apply(question.library().typed().detail()) != null) {
                quick.add(question.answer(question.label("understood-report-button"), Questions.OTHER));
            }
            if (question.running().asked().misses() == 0) {
                quick.add(officer);
            }
            quick.add(Questions.button(
                    question.label("menu-button"), "start:" + question.library().menu()));
        } else {
            var sure = question.category();
            if (sure != null) {
                quick.add(question.answer(question.label("understood-yes"), Questions.YES));
            }
            for (int i = 0; i < question.running().asked().offered().size(); i++) {
                if (question.running().asked().offered().get(i).value() instanceof Value.Code code
                        && !code.equals(sure)) {
                    quick.add(question.answer(question.library().label(question.language(), code), "#" + i));
                }
            }
            quick.add(question.answer(question.label("understood-other-button"), Questions.OTHER));
            quick.add(question.answer(question.label("understood-no"), Questions.NO));
            quick.addAll(new Help(question).buttons());
        }
    }

    /** Whether what was typed is a report: of that category, where it is clear, or of which. */
    private Say asked() {
        if (question.unclear()) {
            return question.text(question.running().asked().misses() > 0 ? "not-understood-again" : "not-understood");
        }
        var name = question.category() == null ? "understood-which" : "understood-ask";
        var typed = Objects.requireNonNull(question.library().typed());
        var text = question.library()
                .text(question.language(), name)
                .render(question.cards().print(), placeholder -> switch (placeholder) {
                    case "category" -> question.category();
                    case "where" -> question.values().apply(Typed.hint(typed.area()));
                    default -> null;
                });
        // a placeholder without a value leaves its spaces behind
        return new Say.Text(text.replaceAll(" +(?=[ ?])", ""));
    }

    private static Say numbered(List<String> titles) {
        return new Say.Text(IntStream.range(0, titles.size())
                .mapToObj(i -> i + 1 + ". " + titles.get(i))
                .collect(Collectors.joining("\n")));
    }
}
