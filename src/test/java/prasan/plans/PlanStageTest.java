package prasan.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanStageTest {
    private static final Set<PlanStage> FINAL =
            EnumSet.of(PlanStage.COMPLETED, PlanStage.REJECTED, PlanStage.CANCELLED);

    @Test
    void everyStageCanBeReachedFromTheProposal() {
        assertThat(reachable(PlanStage.PROPOSED)).containsExactlyInAnyOrder(PlanStage.values());
    }

    @ParameterizedTest
    @EnumSource
    void everyStageButTheFinalOnesHasAWayOut(PlanStage stage) {
        assertThat(stage.next().isEmpty()).isEqualTo(FINAL.contains(stage));
    }

    @ParameterizedTest
    @EnumSource
    void everyStageButTheFinalOnesCanStillBeCompletedAndCancelled(PlanStage stage) {
        if (!FINAL.contains(stage)) {
            assertThat(reachable(stage)).contains(PlanStage.COMPLETED);
            assertThat(stage.next()).contains(PlanStage.CANCELLED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noStageLeadsToItself(PlanStage stage) {
        assertThat(stage.next(List.of(stage))).doesNotContain(stage);
    }

    @Test
    void workThatHasBegunCanNoLongerBeRejectedOrPutOff() {
        assertThat(PlanStage.IN_PROGRESS.next()).doesNotContain(PlanStage.REJECTED, PlanStage.DEFERRED);
    }

    @Test
    void aDeferredProjectComesBackOnlyToWhereItHasBeen() {
        var been = List.of(PlanStage.PROPOSED, PlanStage.VILLAGE_PLAN, PlanStage.TAMBON_REVIEW, PlanStage.DEFERRED);
        assertThat(PlanStage.DEFERRED.next(been))
                .containsExactlyInAnyOrder(
                        PlanStage.PROPOSED,
                        PlanStage.VILLAGE_PLAN,
                        PlanStage.TAMBON_REVIEW,
                        PlanStage.REJECTED,
                        PlanStage.CANCELLED);
    }

    private static Set<PlanStage> reachable(PlanStage from) {
        var seen = EnumSet.of(from);
        var open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (var next : open.remove().next()) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }
}
