package prasan.understand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the cues of a message weigh together.
 *
 * @param kind of the strongest sign; empty without a sign
 * @param score the strongest sign, more when it happens now or several things happen, less when it is past, news, a request …; 0 without a sign
 * @param cry how strong a cry for help is that says nothing else; 0 for other messages
 * @param manners what the message says beside the signs: now, calm, …
 * @param cues the cues that were weighed, as explained to an officer
 */
record DangerWeight(String kind, double score, int cry, Set<String> manners, List<String> cues) {
    private static final int REACH = 14;
    private static final double NOW = 1;
    private static final double SECOND_SIGN = 1;
    private static final int SECOND_LEAST = 2;
    private static final int CRY = 2;
    private static final int SIGN_BESIDE_CRY = 3;
    /** What began yesterday may go on now. */
    private static final int GOES_ON = 2;

    private record Sign(DangerCues.Hit hit, double weight) {}

    /** @param dialect true for a message in a dialect, in which a cry for help is no request of a menu */
    static DangerWeight of(DangerCues.Found found, boolean dialect) {
        var hits = found.hits();
        int cry = found.cry() > 0 && dialect ? found.cry() + 1 : found.cry();
        var told = new ArrayList<String>();
        var manners = new TreeSet<String>();
        double calm = 0;
        boolean now = false;
        for (var hit : hits) {
            var part = hit.cue().part();
            if (part == DangerCues.Part.SIGN) {
                continue;
            }
            manners.add(part.name());
            told.add(part.name().toLowerCase(java.util.Locale.ROOT) + " "
                    + hit.cue().text() + " " + hit.cue().weight());
            now |= part == DangerCues.Part.NOW || part == DangerCues.Part.CRY;
            if (part == DangerCues.Part.CALM) {
                calm = Math.max(calm, hit.cue().weight());
            }
        }
        if (now && calm <= GOES_ON) {
            calm = 0;
        }
        var signs = signs(hits);
        signs.forEach(sign -> told.add(
                "%s %s %s".formatted(sign.hit().cue().kind(), sign.hit().cue().text(), Math.round(sign.weight()))));
        if (signs.isEmpty() || signs.getFirst().weight() <= 0) {
            return new DangerWeight(cry > 0 ? "HELP" : "", 0, cry, manners, List.copyOf(told));
        }
        var first = signs.getFirst();
        boolean second = signs.stream()
                .anyMatch(sign -> sign.weight() >= SECOND_LEAST
                        && (sign.hit().start() >= first.hit().end()
                                || sign.hit().end() <= first.hit().start()));
        // whoever cries for help beside a sign is in no training
        boolean cried = hits.stream()
                .map(DangerCues.Hit::cue)
                .anyMatch(cue -> cue.part() == DangerCues.Part.CRY && cue.weight() >= CRY);
        double against = cried && first.weight() >= SIGN_BESIDE_CRY ? 0 : calm;
        double score = first.weight() - against + (now ? NOW : 0) + (second ? SECOND_SIGN : 0);
        return new DangerWeight(first.hit().cue().kind(), Math.max(0, score), cry, manners, List.copyOf(told));
    }

    private static List<Sign> signs(List<DangerCues.Hit> hits) {
        return hits.stream()
                .filter(hit -> hit.cue().part() == DangerCues.Part.SIGN)
                .map(hit -> new Sign(hit, hit.cue().weight() - against(hit, hits)))
                .sorted(Comparator.comparing(Sign::weight)
                        .reversed()
                        .thenComparing(sign ->
                                DangerCues.KINDS.indexOf(sign.hit().cue().kind())))
                .toList();
    }

    /** Returns how much the words before and after a sign take from it. */
    private static double against(DangerCues.Hit sign, List<DangerCues.Hit> hits) {
        return hits.stream()
                .filter(hit -> switch (hit.cue().part()) {
                    case BEFORE -> !sign.overlaps(hit) && hit.start() < sign.end() && hit.end() + REACH >= sign.start();
                    case AFTER -> !sign.overlaps(hit) && hit.end() > sign.start() && hit.start() <= sign.end() + REACH;
                    default -> false;
                })
                .mapToDouble(hit -> hit.cue().weight())
                .max()
                .orElse(0);
    }
}
