package prasan.plans;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/** A project of a tambon development plan. {@code stageChangedOn} is a day in Thailand; the moments are UTC. */
public record Project(
        long id,
        String code,
        @Nested Facts facts,
        PlanStage stage,
        LocalDate stageChangedOn,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What staff may change at any time; the stage only moves.
     *
     * @param budgetBaht whole amount in baht, to the satang
     * @param fiscalYearBe Buddhist era; a Thai fiscal year begins on 1 October and has the number of the year in which it ends
     * @param area code of the area that it serves
     * @param priority 1 is the most urgent
     * @param lat WGS 84 degrees, like {@code lon}; both or none
     */
    public record Facts(
            String name,
            String dimension,
            @Nullable String objective,
            @Nullable String target,
            @Nullable String indicator,
            BigDecimal budgetBaht,
            @Nullable String budgetSource,
            DoType doType,
            @Nullable String agency,
            int fiscalYearBe,
            String area,
            @Nullable Integer priority,
            @Nullable BigDecimal lat,
            @Nullable BigDecimal lon) {
        public Facts {
            budgetBaht = budgetBaht.setScale(2, HALF_UP);
            lat = degrees(lat);
            lon = degrees(lon);
        }

        private static @Nullable BigDecimal degrees(@Nullable BigDecimal angle) {
            return angle == null ? null : angle.setScale(5, HALF_UP);
        }
    }

    /** One arrival at a stage, on a day in Thailand. */
    public record Step(
            PlanStage stage, LocalDate changedOn, @Nullable String note) {}

    /** A step as it is kept: who took it, and its place in the history. */
    public record Change(
            int seq,
            PlanStage stage,
            LocalDate changedOn,
            @Nullable String note,
            String changedBy) {}
}
