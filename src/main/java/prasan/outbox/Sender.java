package prasan.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.db.Outage;
import prasan.line.LineClient;
import prasan.line.Outcome;
import prasan.outbox.Rules.How;
import prasan.outbox.Verdict.State;

/**
 * Sends what is in the outbox, each chat's rows in their order, many chats at once. A row is claimed in one short transaction, sent outside of any, and its outcome written in another; a
 * claim that nobody finishes (the process died) ends by itself and counts as an attempt that may have arrived. {@link Rules} says what an outcome means. Any number of nodes may run one.
 */
public final class Sender {
    /** Longer than a call to LINE can take. */
    static final Duration LEASE = Duration.ofSeconds(15);
    /** As long as a reply can take, and short, so that one whose sender died is tried several times while its token lives. */
    static final Duration REPLY_LEASE = LineClient.REPLY.plusSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    /** Rows of one claim, which are in flight at once. */
    private static final int CLAIM = 64;

    /** A reply is not put off for longer. */
    private static final Duration REPLY_LONGEST = Duration.ofSeconds(10);

    private static final int REPLY_LOOPS = 2;
    private static final int PUSH_LOOPS = 2;
    /** Threads that each use a connection to the database. */
    public static final int LOOPS = REPLY_LOOPS + PUSH_LOOPS;

    // An earlier row of the chat goes first; but what costs nothing waits for nothing that costs: a reply goes before
    // all pushes, which may be held or limited for long. A push that is held makes later pushes held too,
    // an urgent one only if it is urgent itself. Late answers that are put off keep back other late ones alone.
    private static final String EARLIER =
            "NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.chat_id = o.chat_id AND e.id < o.id AND ";

    private static final Claims<Delivery> REPLIES = new Claims<>(
            "outbox",
            "outbox_replies",
            "reply_until",
            REPLY_LONGEST,
            Delivery.COLUMNS,
            "o.reply_until IS NOT NULL AND " + free("o") + " AND " + EARLIER + "e.state = 'WAITING' AND " + free("e")
                    + ")",
            Delivery::read);

    private static final Claims<Delivery> PUSHES = new Claims<>(
            "outbox",
            "outbox_waiting",
            "next_attempt_at",
            Claims.LONGEST,
            Delivery.COLUMNS,
            "NOT " + free("o") + " AND " + EARLIER
                    + "(e.state = 'WAITING' AND NOT (o.reply_until IS NULL AND e.failure <=> '" + LateAnswers.MANY
                    + "') OR e.state = 'HELD' AND o.state = 'HELD' AND " + PushKind.waits("o", "e") + "))",
            Delivery::read);

    /** As {@link Rules#how} decides between reply and push. */
    static String free(String row) {
        return "(%1$s.reply_until IS NOT NULL AND (%1$s.reply_until > :now OR %1$s.attempts = 0))".formatted(row);
    }

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final Recheck recheck;
    private final LineClient line;
    private final Apology apology;
    private final Quota quota;
    private final Pace pace = new Pace();
    private final Breaker replyBreaker;
    private final Breaker pushBreaker;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Loop replying = new Loop("replies", REPLY_LOOPS, this::replies);
    private final Loop pushing = new Loop("pushes", PUSH_LOOPS, this::pushes);

    /** What is said in a chat when LINE takes no other answer. */
    @FunctionalInterface
    public interface Apology {
        /** Returns it as {@link prasan.line.Messages} renders it. */
        String to(Handle handle, String chat);
    }

    /**
     * A sender that does nothing until it is started.
     *
     * @param wanted who may still be told of what waited
     * @param meters gets the counters {@code prasan.outbox} by {@code how} (reply, push, multicast), {@code state} after the attempt and {@code kind}, {@code prasan.outbox.perhaps.twice} of answers
     *     that were pushed because nothing shows whether they had arrived, {@code prasan.outbox.limited} of pushes that LINE said "too many" to, {@code by} the quota or the rate, and {@code prasan.outbox.malformed} of messages that LINE does not take for what they are
     */
    public Sender(
            Jdbi jdbi,
            Outbox outbox,
            Wanted wanted,
            LineClient line,
            Quota quota,
            Apology apology,
            Clock clock,
            MeterRegistry meters) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.recheck = new Recheck(outbox, wanted);
        this.line = line;
        this.apology = apology;
        this.quota = quota;
        BooleanSupplier back = () -> line.access() == LineClient.Access.GRANTED;
        this.replyBreaker = new Breaker(back, clock);
        this.pushBreaker = new Breaker(back, clock);
        this.clock = clock;
        this.meters = meters;
        // there from the start, for alarms
        meters.counter("prasan.outbox.malformed");
    }

    public void start() {
        replying.start();
        pushing.start();
    }

    /** Rows were written and committed. Returns at once. */
    public void wake() {
        replying.wake();
        pushing.wake();
    }

    /**
     * Claims nothing more and waits for what is in flight.
     *
     * @return whether all of it finished in time
     */
    public boolean stop(Duration patience) throws InterruptedException {
        long begun = System.nanoTime();
        boolean replied = replying.stop(patience);
        return pushing.stop(patience.minusNanos(System.nanoTime() - begun)) && replied;
    }

    /** A claimed row and the way to send it. */
    private record Attempt(Delivery delivery, How how) {}

    /**
     * What came of it.
     *
     * @param malformed whether LINE does not take the messages for what they are
     */
    private record Result(Delivery delivery, @Nullable How how, Verdict verdict, boolean malformed) {
        Result(Delivery delivery, @Nullable How how, Verdict verdict) {
            this(delivery, how, verdict, false);
        }
    }

    /**
     * Claims rows that are due, sends them all at once, and writes down the outcomes as they come.
     *
     * @return the number of rows claimed
     */
    public int runOnce() {
        return replies() + pushes();
    }

    // each has threads of its own: a push that LINE takes long over keeps no answer waiting
    private int replies() {
        return replyBreaker.lets() ? run(REPLIES) : 0;
    }

    private int pushes() {
        return !jdbi.withHandle(PushSwitch::stopped) && pushBreaker.lets() ? run(PUSHES) : 0;
    }

    private int run(Claims<Delivery> claims) {
        var attempts = new ArrayList<Attempt>();
        var claimed = jdbi.inTransaction(handle -> claim(handle, claims, attempts));
        var results = new LinkedBlockingQueue<Result>();
        for (var attempt : attempts) {
            Thread.startVirtualThread(() -> results.add(safe(attempt)));
        }
        try {
            for (int open = attempts.size(); open > 0; ) {
                var group = new ArrayList<Result>();
                group.add(results.take());
                results.drainTo(group);
                jdbi.useTransaction(handle -> record(handle, group));
                open -= group.size();
            }
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        }
        return claimed;
    }

    private int claim(Handle handle, Claims<Delivery> claims, List<Attempt> attempts) {
        var now = clock.instant();
        var due = new ArrayList<>(claims.due(handle, State.WAITING.name(), now, CLAIM));
        if (due.isEmpty()) {
            due.addAll(claims.due(handle, State.HELD.name(), now, CLAIM));
        }
        var replies = new ArrayList<Long>();
        var pushes = new ArrayList<Long>();
        var decided = new ArrayList<Result>();
        for (var row : due) {
            var how = Rules.how(row, now);
            var checked = how == null || how == How.REPLY
                    ? new Recheck.Checked(row, how == null ? Rules.givenUp() : null)
                    : checked(handle, row, how, now);
            var delivery = checked.delivery();
            if (how == null || checked.verdict() != null) {
                decided.add(new Result(delivery, null, Objects.requireNonNull(checked.verdict())));
            } else if (how != How.REPLY && delivery.heldUntil() != null) {
                decided.add(new Result(delivery, how, Rules.held(delivery, how, delivery.heldUntil())));
            } else {
                (how == How.REPLY ? replies : pushes).add(delivery.id());
                attempts.add(new Attempt(delivery, how));
            }
        }
        var until = now.plus(LEASE);
        // before the first attempt of the kind: if this process dies, the row tells that it may have arrived
        REPLIES.lease(handle, replies, now, now.plus(REPLY_LEASE), ", reply_tried_at = COALESCE(reply_tried_at, :now)");
        PUSHES.lease(handle, pushes, now, until, ", push_tried_at = COALESCE(push_tried_at, :now)");
        PUSHES.lease(
                handle, decided.stream().map(result -> result.delivery().id()).toList(), now, until, "");
        record(handle, decided);
        return due.size();
    }

    /** A row that cannot be looked at is tried later; it holds up no other. */
    private Recheck.Checked checked(Handle handle, Delivery row, How how, Instant now) {
        try {
            return recheck.of(handle, row, now);
        } catch (RuntimeException bug) {
            if (Outage.is(bug)) {
                throw bug;
            }
            log.error("outbox row {} cannot be looked at", row.id(), bug);
            var failure = new Outcome.Retry(bug.getClass().getName());
            return new Recheck.Checked(row, Rules.verdict(row, how, failure, now, false));
        }
    }

    /** Whatever happens, each attempt has a result: the thread that waits for it would wait for ever. */
    private Result safe(Attempt attempt) {
        try {
            return result(attempt);
        } catch (Throwable bug) {
            log.error("outbox row {} could not be sent", attempt.delivery().id(), bug);
            var unclear = new Outcome.Unclear(bug.getClass().getName());
            return new Result(
                    attempt.delivery(),
                    attempt.how(),
                    Rules.verdict(attempt.delivery(), attempt.how(), unclear, clock.instant(), false));
        }
    }

    private Result result(Attempt attempt) {
        var delivery = attempt.delivery();
        var how = attempt.how();
        var started = clock.instant();
        if (how != How.REPLY && quota.rests(started)) {
            return new Result(delivery, how, Rules.held(delivery, how, quota.until(started)));
        }
        if (how != How.REPLY && !quota.take(delivery, started)) {
            return new Result(delivery, how, Rules.keptBack(delivery, how, quota.fits(delivery), quota.until(started)));
        }
        if (how == How.REPLY && Rules.how(delivery, started) != How.REPLY) {
            return new Result(delivery, how, Rules.late(delivery, started));
        }
        Outcome outcome;
        try {
            outcome = send(delivery, how);
        } catch (RuntimeException bug) {
            log.error("outbox row {} could not be sent", delivery.id(), bug);
            outcome = new Outcome.Unclear(bug.getClass().getName());
        }
        if (how != How.REPLY && !(outcome instanceof Outcome.Sent)) {
            quota.giveBack(delivery);
        }
        boolean away = (how == How.REPLY ? replyBreaker : pushBreaker).saw(delivery.id(), outcome);
        var now = clock.instant();
        var verdict = outcome instanceof Outcome.Limited && how != How.REPLY
                ? limited(delivery, how, now)
                : Rules.verdict(delivery, how, outcome, now, away);
        return new Result(delivery, how, verdict, verdict.state() == State.REFUSED && Rules.malformed(outcome));
    }

    /** LINE says "too many" for two reasons, which only the quota tells apart. */
    private Verdict limited(Delivery delivery, How how, Instant now) {
        long left = quota.left(now);
        meters.counter("prasan.outbox.limited", "by", left <= 0 ? "quota" : "rate")
                .increment();
        return left <= 0
                ? Rules.held(delivery, how, quota.until(now))
                : Rules.limited(delivery, how, left, now.plus(Quota.REST), now);
    }

    private Outcome send(Delivery delivery, How how) {
        pace.await(how);
        return switch (how) {
            case REPLY -> line.reply(Objects.requireNonNull(delivery.replyToken()), delivery.messages());
            case PUSH -> line.push(Objects.requireNonNull(delivery.chat()), delivery.messages(), delivery.retryKey());
            case MULTICAST -> line.multicast(delivery.recipients(), delivery.messages(), delivery.retryKey());
        };
    }

    private void record(Handle handle, List<Result> results) {
        var now = clock.instant();
        var over = handle.prepareBatch("""
                UPDATE outbox SET state = :state, sent_as = :how, line_request_id = :requestId, failure = :failure, done_at = :now,
                    messages = IF(cause_key LIKE 'erased:%', '[]', messages), recipients = IF(cause_key LIKE 'erased:%', '[]', recipients),
                    chat_id = IF(cause_key LIKE 'erased:%', NULL, chat_id)
                WHERE id = :id AND attempts = :attempts AND state IN ('WAITING', 'HELD')""");
        var again = handle.prepareBatch("""
                UPDATE outbox SET state = :state, failure = :failure, next_attempt_at = :next,
                    reply_tried_at = :replyTriedAt, push_tried_at = :pushTriedAt,
                    reply_until = IF(:push, LEAST(reply_until, :now), reply_until)
                WHERE id = :id AND attempts = :attempts AND state IN ('WAITING', 'HELD')""");
        try (over;
                again) {
            for (var result : results) {
                var delivery = result.delivery();
                var verdict = result.verdict();
                var batch = verdict instanceof Verdict.Again ? again : over;
                batch.bind("id", delivery.id())
                        .bind("attempts", delivery.attempts() + 1)
                        .bind("state", verdict.state().name())
                        .bind("failure", verdict.failure());
                switch (verdict) {
                    case Verdict.Over end ->
                        batch.bind("how", end.state() == State.SENT ? String.valueOf(result.how()) : null)
                                .bind("requestId", end.requestId())
                                .bind("now", now);
                    case Verdict.Split split ->
                        batch.bind("how", (String) null)
                                .bind("requestId", (String) null)
                                .bind("now", now);
                    case Verdict.Again next ->
                        batch.bind("next", next.next())
                                .bind("replyTriedAt", next.replyTriedAt())
                                .bind("pushTriedAt", next.pushTriedAt())
                                .bind("push", next.push())
                                .bind("now", now);
                }
                batch.add();
                if (verdict instanceof Verdict.Split split) {
                    outbox.split(handle, delivery, split);
                }
                if (result.malformed()) {
                    malformed(handle, delivery, verdict);
                }
                count(result);
            }
            if (over.size() > 0) {
                over.execute();
            }
            if (again.size() > 0) {
                again.execute();
            }
        }
    }

    /** An alarm: it is a bug of ours. Whoever waits for the answer hears at least that there is none. */
    private void malformed(Handle handle, Delivery delivery, Verdict verdict) {
        meters.counter("prasan.outbox.malformed").increment();
        log.error("LINE takes outbox row {} for malformed: {}", delivery.id(), verdict.failure());
        var chat = delivery.chat();
        if (delivery.terms().answers() && chat != null && !outbox.apologises(handle, delivery)) {
            outbox.apologise(handle, delivery, apology.to(handle, chat));
        }
    }

    private void count(Result result) {
        meters.counter(
                        "prasan.outbox",
                        "how",
                        lower(result.how()),
                        "state",
                        lower(result.verdict().state()),
                        "kind",
                        lower(result.delivery().terms().kind()))
                .increment();
        if (result.verdict().state() == State.SENT
                && result.how() != How.REPLY
                && result.delivery().replyTriedAt() != null) {
            meters.counter("prasan.outbox.perhaps.twice").increment();
        }
    }

    private static String lower(@Nullable Enum<?> value) {
        return value == null ? "none" : value.name().toLowerCase(Locale.ROOT);
    }
}
