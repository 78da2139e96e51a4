package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import prasan.ShippedActions;
import prasan.flow.Engine;
import prasan.flow.Session;

/** People who do anything at all, in the conversations that are shipped. Drawn by lot from a fixed seed, so that a fault that it meets is met again. */
class RandomWalkTest {
    private static final long SEED = 20261122;
    private static final int TURNS = 100_000;
    private static final int TURNS_OF_A_CHAT = 250;
    /** From one place in so many the way to an end is walked. */
    private static final int SAMPLED = 25;
    /** From one place in so many somebody leaves who has no answer. */
    private static final int LEFT = 7;

    @Test
    void everyTurnIsAnsweredWithinLinesLimitsAndEveryQuestionCanBeLeft() {
        var signatures = ShippedActions.signatures();
        var engine = new Engine(Conversations.read(Folder.at(Path.of("conversations")), signatures), signatures);
        var begun = new TreeMap<String, Integer>();
        int turns = 0;
        int ends = 0;
        int left = 0;
        for (int chat = 0; turns < TURNS; chat++) {
            var chance = new Chance(engine.library(), signatures, new Random(SEED + chat));
            var person = new Wanderer(
                    engine,
                    signatures,
                    chance,
                    Session.fresh(chat % 4 == 3 ? "en" : "th"),
                    Play.NOW.plus(Duration.ofDays(chat)));
            for (int i = 1; i <= TURNS_OF_A_CHAT; i++) {
                person.wander();
                person.flow().ifPresent(flow -> begun.merge(flow, 1, Integer::sum));
                if (i % SAMPLED == 0) {
                    person.mustReachAnEnd(new Chance(engine.library(), signatures, new Random(SEED + chat + i)));
                    ends++;
                } else if (i % LEFT == 0) {
                    person.mustBeAbleToLeave(new Chance(engine.library(), signatures, new Random(SEED + chat + i)));
                    left++;
                }
            }
            turns += person.turns();
        }
        System.out.println("Random walk: " + turns + " turns, " + ends + " ways to an end, " + left
                + " questions left, turns by flow " + begun);
        // flows that only say something are over within the turn that began them
        assertThat(begun.keySet())
                .containsAll(engine.library().flows().values().stream()
                        .filter(flow -> flow.steps().stream().anyMatch(step -> step instanceof prasan.flow.Step.Ask))
                        .map(prasan.flow.Flow::name)
                        .toList());
    }
}
