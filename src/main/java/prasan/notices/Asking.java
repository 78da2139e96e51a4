package prasan.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.flow.Graphemes;

/** The one question that a notice may ask, and what was answered. Works inside the caller's transaction. */
final class Asking {
    /** As long as LINE lets a label be. */
    static final int LABEL = 20;

    static final String RULE =
            "must be empty, or %d to %d different labels of 1 to %d characters, with English ones where the text has English"
                    .formatted(Choice.FEWEST, Choice.MOST, LABEL);

    private Asking() {}

    static boolean fits(Notice.Facts facts) {
        var choices = facts.choices();
        boolean english = facts.textEn() != null;
        return choices.isEmpty()
                || (choices.size() >= Choice.FEWEST
                        && choices.size() <= Choice.MOST
                        && choices.stream().allMatch(choice -> label(choice.th()) && english == label(choice.en()))
                        && choices.stream().map(Choice::th).distinct().count() == choices.size()
                        && (!english
                                || choices.stream().map(Choice::en).distinct().count() == choices.size()));
    }

    static boolean label(@Nullable String label) {
        return label != null && !label.isBlank() && Graphemes.count(label) <= LABEL;
    }

    /** What becomes of an answer. */
    enum Given {
        DONE,
        CHANGED,
        /** The notice asks no more. */
        OVER
    }

    /** Writes down the answer of somebody who got it; the last one counts, until the notice is over. */
    static Given give(Handle handle, Notice notice, String chat, int choice, Instant at) {
        var latest = notice.facts().latestAt();
        if (notice.status() == NoticeStatus.CANCELLED || (latest != null && !latest.isAfter(at))) {
            return Given.OVER;
        }
        boolean first = handle.createQuery(
                        "SELECT acknowledged_at IS NULL FROM notice_recipient WHERE notice_id = :notice AND chat_id = :chat FOR UPDATE")
                .bind("notice", notice.id())
                .bind("chat", chat)
                .mapTo(Boolean.class)
                .first();
        handle.createUpdate(
                        "UPDATE notice_recipient SET choice = :choice, acknowledged_at = :at WHERE notice_id = :notice AND chat_id = :chat")
                .bind("choice", choice)
                .bind("at", at)
                .bind("notice", notice.id())
                .bind("chat", chat)
                .execute();
        Followers.answered(handle, notice.id(), chat, at);
        return first ? Given.DONE : Given.CHANGED;
    }

    /** How many chose each of the choices, in their order. */
    static List<Integer> counts(Handle handle, Notice notice) {
        var counts = new ArrayList<Integer>();
        for (int i = 0; i < notice.facts().choices().size(); i++) {
            counts.add(0);
        }
        handle.createQuery(
                        "SELECT choice, COUNT(*) AS people FROM notice_recipient WHERE notice_id = :notice AND choice IS NOT NULL GROUP BY choice")
                .bind("notice", notice.id())
                .map((row, context) -> new int[] {row.getInt("choice"), row.getInt("people")})
                .forEach(one -> counts.set(one[0] - 1, one[1]));
        return counts;
    }
}
