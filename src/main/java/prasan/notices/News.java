package prasan.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What concerns somebody: what was sent to them, and what was sent to people like them before they came. Works inside the caller's transaction. */
final class News {
    /** How long ago a notice may have begun that is shown to whoever came later. */
    private static final Duration RECENT = Duration.ofDays(60);

    /** So many of the latest are looked at, each by the account, so that nobody waits for a large audience. */
    private static final int LOOKED_AT = 50;

    /** As many as LINE puts side by side, with some left for going on. */
    private static final int MOST = 10;

    private News() {}

    /** The latest first. */
    static List<Notice> of(Handle handle, String chat, Instant at) {
        var others = NoticeRows.others(handle, chat, at.minus(RECENT), LOOKED_AT).stream()
                .filter(notice -> Headcount.concerns(handle, notice.facts(), chat, at));
        return Stream.concat(NoticeRows.of(handle, chat, MOST).stream(), others)
                .sorted(Comparator.comparing(Notice::id).reversed())
                .limit(MOST)
                .toList();
    }

    /** The notice of that number if it concerns somebody, who has read it then. */
    static Optional<Notice> read(Handle handle, String number, String chat, Instant at) {
        var known = NoticeRows.find(handle, number)
                .filter(notice -> Ledger.has(handle, notice.id(), chat)
                        || of(handle, chat, at).stream().anyMatch(mine -> mine.id() == notice.id()));
        known.ifPresent(notice -> Ledger.read(handle, notice, chat, at));
        return known;
    }
}
