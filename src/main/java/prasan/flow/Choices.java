package prasan.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a question lets choose from: options, or what was found. Shown in parts where there are more than fit beside the other buttons; numbers run through all parts. */
record Choices(Questions question, Step.Ask ask) {
    /** Quick replies that are left for the buttons of {@link Help}: the parts are the same with and without them. */
    private static final int SPARE = 2;

    /** The options of a choice by their codes, but for the one that another question has taken. */
    Map<String, String> options(Slot.Choice choice) {
        var options = new LinkedHashMap<>(question.library().vocabulary(question.language(), choice.words()));
        if (choice.except() != null && question.values().apply(choice.except()) instanceof Value.Code taken) {
            options.remove(taken.code());
        }
        return options;
    }

    int pages() {
        return Math.max(1, (titles().size() + size() - 1) / size());
    }

    /** The buttons of the part that is shown. */
    List<Say.Button> shown() {
        return all().stream().skip((long) page() * size()).limit(size()).toList();
    }

    /** The part that is shown, numbered: LINE on a PC shows no quick replies, and a number is an answer. Empty without a list. */
    Optional<Say> list() {
        var titles = titles();
        int from = page() * size();
        int to = Math.min(from + size(), titles.size());
        if (from >= to) {
            return Optional.empty();
        }
        var title = question.library()
                .text(question.language(), "list")
                .render(question.cards().print(), name -> switch (name) {
                    case "min" -> Answers.count(from + 1);
                    case "max" -> Answers.count(to);
                    case "count" -> Answers.count(titles.size());
                    default -> null;
                });
        var rows = IntStream.range(from, to)
                .mapToObj(i -> new Say.Row(String.valueOf(i + 1), titles.get(i)))
                .toList();
        return Optional.of(new Say.Card(Say.Tone.PLAIN, title, null, rows, null, List.of(), title));
    }

    private List<String> titles() {
        return ask.slot() instanceof Slot.Choice choice
                ? List.copyOf(options(choice).values())
                : question.running().asked().offered().stream()
                        .map(Input.Item::title)
                        .toList();
    }

    private int page() {
        return question.running().asked().page();
    }

    /** How many are shown at once: as many as fit beside the other buttons, one of which leads on. */
    private int size() {
        int room = Questions.QUICK
                - SPARE
                - (question.others(ask).size() - new Help(question).buttons().size());
        int all = titles().size();
        return all <= room ? Math.max(1, all) : room - 1;
    }

    /** All buttons, no two of which look alike. */
    private List<Say.Button> all() {
        List<Say.Button> all = new ArrayList<>();
        if (ask.slot() instanceof Slot.Choice choice) {
            options(choice).forEach((code, label) -> all.add(question.answer(label, code)));
            return all;
        }
        var offered = question.running().asked().offered();
        var labels = offered.stream()
                .map(item -> Graphemes.words(item.label(), Questions.LABEL))
                .toList();
        boolean alike = new HashSet<>(labels).size() < labels.size();
        for (int i = 0; i < offered.size(); i++) {
            var label = offered.get(i).label();
            all.add(question.answer(alike ? Graphemes.cut(i + 1 + ". " + label, Questions.LABEL) : label, "#" + i));
        }
        return all;
    }
}
