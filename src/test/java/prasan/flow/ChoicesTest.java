package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.chat.Conversations;
import prasan.chat.Folder;

/** Every list of every shipped flow, in both languages, after any number of refusals: 13 buttons at most, no two alike, and each item behind one of them under its number. */
class ChoicesTest {
    private static final Library LIBRARY =
            Conversations.read(Folder.at(Path.of("conversations")), ShippedActions.signatures());
    private static final int FOUND = 30;
    private static final int MISSES = 4;

    @Test
    void everyItemHasAButtonThatLooksLikeNoOther() {
        int lists = 0;
        for (var flow : LIBRARY.flows().values()) {
            for (var step : flow.steps()) {
                if (step instanceof Step.Ask ask && lists(ask.slot())) {
                    for (var language : Library.LANGUAGES) {
                        IntStream.range(0, MISSES).forEach(misses -> paged(flow, ask, language, misses));
                    }
                    lists++;
                }
            }
        }
        assertThat(lists).isGreaterThan(10);
    }

    private static boolean lists(Slot slot) {
        return slot instanceof Slot.Choice || slot instanceof Slot.Reference || slot instanceof Slot.Area;
    }

    private static void paged(Flow flow, Step.Ask ask, String language, int misses) {
        var first = question(flow, ask, language, misses, 0);
        var seen = new ArrayList<String>();
        for (int page = 0; page < first.pages(); page++) {
            var question = question(flow, ask, language, misses, page);
            var buttons = new ArrayList<Say.Button>();
            question.buttons(buttons);
            var name = flow.name() + "." + ask.id() + " " + language + " page " + page;
            assertThat(buttons).as(name).hasSizeLessThanOrEqualTo(Questions.QUICK);
            assertThat(buttons.stream().map(Say.Button::label)).as(name).doesNotHaveDuplicates();
            assertThat(buttons)
                    .as(name)
                    .allSatisfy(button ->
                            assertThat(Graphemes.count(button.label())).isBetween(1, Questions.LABEL));
            var says = new ArrayList<Say>();
            question.list(says);
            if (!cards(ask)) {
                assertThat(says).as(name).hasSize(1);
                ((Say.Card) says.getFirst()).rows().forEach(row -> seen.add(row.label()));
            }
        }
        int all = ask.slot() instanceof Slot.Choice choice
                ? new Choices(first, ask).options(choice).size()
                : FOUND;
        if (!cards(ask)) {
            assertThat(seen)
                    .isEqualTo(IntStream.rangeClosed(1, all)
                            .mapToObj(String::valueOf)
                            .toList());
        }
    }

    private static boolean cards(Step.Ask ask) {
        return ask.slot() instanceof Slot.Reference reference && reference.cards();
    }

    /** The question as it stands after an earlier answer, with namesakes to choose from where it lists what is found. */
    private static Questions question(Flow flow, Step.Ask ask, String language, int misses, int page) {
        var offered = ask.slot() instanceof Slot.Choice
                ? List.<Input.Item>of()
                : IntStream.range(0, FOUND)
                        .mapToObj(i -> new Input.Item(
                                new Value.Ref("R" + i, "x"),
                                "โครงการปรับปรุงถนนคอนกรีตสาย " + i,
                                "โครงการ " + i,
                                List.of()))
                        .toList();
        var frame = new Session.Frame(flow.name(), ask.id(), Map.of());
        var asked = Session.Asked.NONE.offering(offered, page);
        for (int i = 0; i < misses; i++) {
            asked = asked.missed();
        }
        var running = new Session.Running(
                        flow.name(),
                        flow.hash(),
                        LIBRARY.edition(),
                        List.of(frame),
                        List.of(List.of(frame)),
                        Session.Mode.WALKING,
                        asked,
                        false,
                        Instant.EPOCH)
                .asking(asked);
        return new Questions(LIBRARY, language, running, new Cards(new Print(language, LIBRARY)), slot -> null);
    }
}
