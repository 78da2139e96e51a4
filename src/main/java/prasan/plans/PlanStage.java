package prasan.plans;

import static java.util.Collections.unmodifiableSet;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a project stands on the way from the village forum to the finished work. A graph, not a line: from the tambon plan a project goes on into the plan of the local administration
 * or up through district, province and cluster, and what a community does by itself needs no budget request and no procurement.
 *
 * <p>The chain of plans is that of the Ministry of Interior's regulation on area plans of 2562; the names of the stages between are ours.
 */
public enum PlanStage {
    PROPOSED,
    VILLAGE_PLAN,
    TAMBON_REVIEW,
    TAMBON_PLAN,
    LOCAL_PLAN,
    AMPHOE_PLAN,
    PROVINCE_PLAN,
    CLUSTER_PLAN,
    BUDGET_REQUESTED,
    BUDGET_APPROVED,
    PROCUREMENT,
    IN_PROGRESS,
    COMPLETED,
    /** Put off, to be looked at again in a later year. */
    DEFERRED,
    REJECTED,
    CANCELLED;

    /** Where a project at this stage may go, whatever its history. Empty for the three final stages. */
    public Set<PlanStage> next() {
        return unmodifiableSet(
                switch (this) {
                    case PROPOSED -> EnumSet.of(VILLAGE_PLAN, DEFERRED, REJECTED, CANCELLED);
                    case VILLAGE_PLAN -> EnumSet.of(TAMBON_REVIEW, DEFERRED, REJECTED, CANCELLED);
                    case TAMBON_REVIEW -> EnumSet.of(TAMBON_PLAN, DEFERRED, REJECTED, CANCELLED);
                    case TAMBON_PLAN -> EnumSet.of(LOCAL_PLAN, AMPHOE_PLAN, DEFERRED, REJECTED, CANCELLED);
                    case LOCAL_PLAN -> EnumSet.of(BUDGET_REQUESTED, BUDGET_APPROVED, DEFERRED, REJECTED, CANCELLED);
                    case AMPHOE_PLAN -> EnumSet.of(PROVINCE_PLAN, BUDGET_REQUESTED, DEFERRED, REJECTED, CANCELLED);
                    case PROVINCE_PLAN -> EnumSet.of(CLUSTER_PLAN, BUDGET_REQUESTED, DEFERRED, REJECTED, CANCELLED);
                    case CLUSTER_PLAN -> EnumSet.of(BUDGET_REQUESTED, DEFERRED, REJECTED, CANCELLED);
                    case BUDGET_REQUESTED -> EnumSet.of(BUDGET_APPROVED, DEFERRED, REJECTED, CANCELLED);
                    case BUDGET_APPROVED -> EnumSet.of(PROCUREMENT, IN_PROGRESS, DEFERRED, CANCELLED);
                    case PROCUREMENT -> EnumSet.of(IN_PROGRESS, DEFERRED, CANCELLED);
                    case IN_PROGRESS -> EnumSet.of(COMPLETED, CANCELLED);
                    case DEFERRED -> EnumSet.of(PROPOSED, REJECTED, CANCELLED);
                    case COMPLETED, REJECTED, CANCELLED -> EnumSet.noneOf(PlanStage.class);
                });
    }

    /**
     * Where a project that has been at these stages may go now. One that was put off may come back to any stage that it has been at, so that it skips no review that it has not had.
     *
     * @param been all stages of its history
     */
    public Set<PlanStage> next(Collection<PlanStage> been) {
        if (this != DEFERRED) {
            return next();
        }
        var back = EnumSet.copyOf(next());
        back.addAll(been);
        back.remove(DEFERRED);
        return unmodifiableSet(back);
    }
}
