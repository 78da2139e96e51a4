package prasan.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.db.Outage;
import prasan.flow.Engine;
import prasan.line.Limits;
import prasan.officers.OfficeHours;
import prasan.outbox.Fates;
import prasan.outbox.Outbox;
import prasan.outbox.PushKind;

/**
 * Moves notices from the ledger into the outbox, a little at a time, and writes down what became of them. It goes by the open rows of the ledger, never by a position: whatever is killed,
 * paused or cancelled, each person is in one row of the outbox at most. Any number of nodes may run one.
 */
public final class NoticeSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** How many rows of the outbox a notice has open at once. */
    private static final int OPEN = 64;

    /** More than the people of all languages and text sizes that can be left for a fuller multicast. */
    private static final int CLAIM = 10 * Limits.RECIPIENTS;

    private final Jdbi jdbi;
    private final NoticeTexts texts;
    private final Outbox outbox;
    private final int approvalFrom;
    private final OfficeHours hours;
    private final Runnable written;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * A sender that does nothing until it is started.
     *
     * @param approvalFrom from how many recipients on a second officer approves
     * @param written is told of new rows in the outbox
     */
    public NoticeSender(
            Jdbi jdbi,
            Supplier<Engine> engine,
            Outbox outbox,
            int approvalFrom,
            OfficeHours hours,
            Runnable written,
            Clock clock) {
        this.jdbi = jdbi;
        this.approvalFrom = approvalFrom;
        this.texts = new NoticeTexts(engine);
        this.outbox = outbox;
        this.hours = hours;
        this.written = written;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("notices").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!stopping) {
            try {
                runOnce();
                Thread.sleep(PAUSE);
            } catch (InterruptedException cutOff) {
                return;
            } catch (Throwable failure) {
                tell(failure);
            }
        }
    }

    private static void tell(Throwable failure) {
        try {
            if (Outage.is(failure)) {
                Outage.tell(failure);
            } else {
                LOG.error("notices failed and go on", failure);
            }
            Thread.sleep(PAUSE);
        } catch (Throwable untold) {
            // it is tried again, and told then
        }
    }

    /** Does what there is to do for each notice, each in transactions of its own; one that fails holds up no other. */
    void runOnce() {
        for (long last = 0; ; ) {
            long before = last;
            var next = jdbi.withHandle(handle -> NoticeQueue.next(handle, before));
            if (next.isEmpty()) {
                return;
            }
            last = next.get();
            try {
                work(last);
            } catch (RuntimeException failure) {
                tell(failure);
            }
        }
    }

    private enum Done {
        NOTHING,
        PLACED,
        MORE
    }

    private void work(long id) {
        for (var done = Done.MORE; done == Done.MORE && !stopping; ) {
            done = jdbi.inTransaction(handle -> NoticeQueue.hold(handle, id)
                    .map(notice -> work(handle, notice, clock.instant()))
                    .orElse(Done.NOTHING));
            if (done == Done.PLACED) {
                written.run();
            }
        }
    }

    private Done work(Handle handle, Notice notice, Instant now) {
        var facts = notice.facts();
        boolean past = passed(facts.latestAt(), now);
        boolean late = notice.status() == NoticeStatus.WAITING ? past : passed(notice.until(), now);
        if (notice.status() == NoticeStatus.WAITING) {
            return (late || mayGo(notice, now)) && notice.releasedAt() != null
                    ? begin(handle, notice, now)
                    : Done.NOTHING;
        }
        settle(handle, notice, now);
        if (notice.status() == NoticeStatus.CANCELLED) {
            Recipients.over(handle, notice.id(), "CANCELLED", now);
        } else if (late) {
            Recipients.over(handle, notice.id(), "TOO_LATE", now);
        } else if (past && notice.status() == NoticeStatus.SENDING) {
            Recipients.pushRest(handle, notice.id(), now);
        }
        boolean placed =
                notice.status() == NoticeStatus.SENDING && !late && mayGo(notice, now) && place(handle, notice, now);
        boolean halted = notice.status() == NoticeStatus.PAUSED && !late;
        if (!placed && !halted && !Ledger.open(handle, notice.id())) {
            NoticeQueue.settled(handle, notice, now);
        }
        return placed ? Done.PLACED : Done.NOTHING;
    }

    private static boolean passed(@Nullable Instant moment, Instant now) {
        return moment != null && !moment.isAfter(now);
    }

    private Done begin(Handle handle, Notice notice, Instant now) {
        if (Recipients.write(handle, notice, now)) {
            return Done.MORE;
        }
        var counts = Ledger.counts(handle, notice.id());
        int due = counts.getOrDefault(RecipientState.DUE, 0) + counts.getOrDefault(RecipientState.RIDING, 0);
        if (notice.approvedBy() == null && due >= approvalFrom) {
            NoticeQueue.unreleased(handle, notice, now);
        } else {
            NoticeQueue.begin(handle, notice, now);
        }
        return Done.NOTHING;
    }

    private boolean mayGo(Notice notice, Instant now) {
        var starts = notice.facts().startsAt();
        return (starts == null || !starts.isAfter(now)) && (notice.facts().speed() == Speed.URGENT || hours.open(now));
    }

    /** Fills multicasts with those who read alike; fewer than a multicast takes wait until no others are due. */
    private boolean place(Handle handle, Notice notice, Instant now) {
        int room = OPEN - Batches.open(handle, notice.id()).size();
        if (room <= 0) {
            return false;
        }
        int most = Math.min(CLAIM, room * Limits.RECIPIENTS);
        var due = Recipients.due(handle, notice, now, most);
        boolean last = due.size() < most;
        boolean placed = false;
        var groups = Recipients.byReading(due);
        for (var group : groups.entrySet()) {
            var messages = texts.messages(notice, group.getKey());
            var people = group.getValue();
            for (int from = 0; from < people.size(); from += Limits.RECIPIENTS) {
                var part = people.subList(from, Math.min(from + Limits.RECIPIENTS, people.size()));
                if (part.size() == Limits.RECIPIENTS || last) {
                    place(handle, notice, part, messages, now);
                    placed = true;
                }
            }
        }
        if (!placed && room == OPEN) {
            // so many kinds of readers that none fills a multicast: the largest goes as it is
            groups.entrySet().stream()
                    .max(Comparator.comparing(group -> group.getValue().size()))
                    .ifPresent(group ->
                            place(handle, notice, group.getValue(), texts.messages(notice, group.getKey()), now));
            placed = !groups.isEmpty();
        }
        return placed;
    }

    private void place(Handle handle, Notice notice, List<Recipients.Due> part, String messages, Instant now) {
        var chats = Recipients.take(handle, notice.facts(), part, now);
        if (chats.isEmpty()) {
            return;
        }
        var about = Notices.ABOUT + notice.id();
        // each person's row is placed once, unless LINE refused it and it is tried once more: then the time differs
        var cause = about + ":" + part.getFirst().id() + ":" + now.toEpochMilli();
        outbox.tell(
                handle,
                notice.facts().speed() == Speed.URGENT ? PushKind.URGENT_NOTICE : PushKind.NOTICE,
                null,
                about,
                Duration.between(now, Objects.requireNonNull(notice.until())),
                chats,
                messages,
                cause);
        long row = Fates.ofCause(handle, cause).orElseThrow().row();
        Recipients.carried(handle, part, row);
        Batches.add(handle, notice.id(), row);
    }

    private void settle(Handle handle, Notice notice, Instant now) {
        var open = new ArrayList<>(Batches.open(handle, notice.id()));
        if (notice.facts().speed() == Speed.QUIET) {
            open.addAll(Riders.answers(handle, notice.id()));
        }
        for (var row : Fates.gone(handle, open)) {
            Recipients.settle(handle, row, null, RecipientState.OVER, Recipients.GONE, now);
            Batches.close(handle, row);
        }
        for (var fate : Fates.of(handle, open)) {
            switch (fate.end()) {
                case SENT -> {
                    Recipients.settle(handle, fate.row(), fate.chats(), RecipientState.ACCEPTED, null, now);
                    leftOut(handle, fate.row(), now);
                }
                case REFUSED -> {
                    Recipients.settle(
                            handle,
                            fate.row(),
                            fate.chats(),
                            RecipientState.REFUSED,
                            Objects.requireNonNullElse(fate.failure(), "refused"),
                            now);
                    leftOut(handle, fate.row(), now);
                }
                case UNCLEAR -> {
                    Recipients.settle(
                            handle, fate.row(), fate.chats(), RecipientState.REFUSED, Recipients.UNCLEAR, now);
                    leftOut(handle, fate.row(), now);
                }
                case ENDED -> ended(handle, notice, fate, now);
                case SPLIT -> {
                    for (var part : Fates.parts(handle, fate.row())) {
                        Recipients.move(handle, fate.row(), part.row(), part.chats());
                        Batches.add(handle, notice.id(), part.row());
                    }
                    leftOut(handle, fate.row(), now);
                }
            }
            Batches.close(handle, fate.row());
        }
    }

    /** The outbox leaves out who has blocked the account since, and of a reminder who has answered. */
    private void leftOut(Handle handle, long row, Instant now) {
        Followers.answered(handle, row, now);
        Recipients.settle(handle, row, null, RecipientState.BLOCKED, null, now);
    }

    private void ended(Handle handle, Notice notice, Fates.Fate fate, Instant now) {
        var until = Objects.requireNonNull(notice.until());
        if (fate.joined().isPresent()) {
            Recipients.move(handle, fate.row(), fate.joined().getAsLong(), fate.chats());
        } else if (fate.perhaps()) {
            Recipients.settle(handle, fate.row(), null, RecipientState.REFUSED, Recipients.UNCLEAR, now);
        } else if (notice.status() == NoticeStatus.CANCELLED) {
            Recipients.settle(handle, fate.row(), null, RecipientState.OVER, "CANCELLED", now);
        } else if (fate.notNow() || fate.answer()) {
            Recipients.back(handle, fate.row(), now);
        } else if (until.isAfter(now)) {
            leftOut(handle, fate.row(), now);
        } else {
            Recipients.settle(handle, fate.row(), null, RecipientState.OVER, "TOO_LATE", now);
        }
    }

    /** Finishes the step under way. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(PAUSE.multipliedBy(25));
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
