package prasan.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.chat.Chats.Reader;
import prasan.db.Outage;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Session;
import prasan.inbox.Inbox;
import prasan.inbox.Inbox.Waiting;
import prasan.line.Body;
import prasan.line.Events;
import prasan.line.Messages;
import prasan.outbox.Outbox;
import prasan.outbox.PushKind;

/**
 * Answers waiting events: several chats at a time, each in order, all in one transaction that locks the chats, moves their conversations on, and writes what is to be said. Nothing
 * inside goes over the network. If a transaction fails, each of its chats is tried alone, so that a failing one holds up no other.
 */
public final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** LINE gives a reply token one minute; this leaves time to send. */
    static final Duration REPLY = Duration.ofSeconds(50);

    /** A greeting waits so long for the language of the person's LINE. */
    static final Duration PROFILE = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Supplier<Engine> engine;
    private final Editions editions;
    private final Turn turn;
    private final Riding riding;
    private final Sessions sessions = new Sessions();
    private final Rounds rounds = new Rounds();
    private final Chats chats;
    private final Clock clock;
    private final Runnable written;
    private final Apology apology;

    /**
     * @param engine gives the engine with the conversations of now
     * @param editions has the conversations of earlier times, which those that began with them go on with
     * @param turn answers a single event
     * @param riding is told of answers that something may go along with
     * @param written called after a commit: there may be something to send
     */
    public Turns(
            Jdbi jdbi,
            Inbox inbox,
            Outbox outbox,
            Supplier<Engine> engine,
            Editions editions,
            Turn turn,
            Riding riding,
            Chats chats,
            Runnable written,
            Clock clock) {
        this.jdbi = jdbi;
        this.inbox = inbox;
        this.outbox = outbox;
        this.engine = engine;
        this.editions = editions;
        this.turn = turn;
        this.riding = riding;
        this.chats = chats;
        this.written = written;
        this.apology = new Apology(engine);
        this.clock = clock;
    }

    /** Answers what waits in these chats; those that somebody else is answering are left out. @return the chats that are to be looked at again at once */
    public Set<String> run(Collection<String> wanted) {
        try {
            jdbi.useTransaction(handle -> answer(handle, wanted, new Attempt()));
            written.run();
            return Set.of();
        } catch (RuntimeException | Error e) {
            LOG.debug("a turn of {} chats failed, each is tried alone: {}", wanted.size(), Inbox.describe(e));
            var again = new HashSet<String>();
            for (var chat : wanted) {
                if (!alone(chat)) {
                    again.add(chat);
                }
            }
            written.run();
            return again;
        }
    }

    /** Answers all that waits, in the calling thread. @return how many chats had something waiting */
    public int runOnce() {
        int answered = 0;
        for (var waiting = waiting(100); !waiting.isEmpty(); waiting = waiting(100)) {
            run(waiting);
            answered += waiting.size();
        }
        return answered;
    }

    /** The chats that have something waiting: events whose time has come, or a conversation that time has run out for. */
    Set<String> waiting(int limit) {
        var chats = new HashSet<>(inbox.chatsWaiting(limit));
        chats.addAll(jdbi.withHandle(handle -> sessions.due(handle, clock.instant(), limit)));
        return chats;
    }

    /** What a transaction is at, so that a failure can be laid to an event. */
    private static final class Attempt {
        private @Nullable Waiting event;
    }

    private boolean alone(String chat) {
        var attempt = new Attempt();
        try {
            jdbi.useTransaction(handle -> answer(handle, List.of(chat), attempt));
            return true;
        } catch (RuntimeException | Error e) {
            // an Error of one event, as a stack that is too deep for its text, is that event's failure like any other
            var event = attempt.event;
            if (Outage.is(e)) {
                // no bug: the poll comes back to it
                Outage.tell(e);
                return true;
            }
            if (event == null) {
                LOG.error("time could not be told to a chat: {}", Inbox.describe(e));
                jdbi.useTransaction(handle -> sessions.notDue(handle, chat));
                return true;
            }
            LOG.error("event {} failed, attempt {}: {}", event.eventId(), event.attempts() + 1, Inbox.describe(e));
            note(event, e);
            return false;
        }
    }

    private void note(Waiting event, Throwable failure) {
        try {
            jdbi.useTransaction(handle -> failed(handle, event, failure));
        } catch (RuntimeException unnoted) {
            // the event is tried again, and the other chats of the batch go on
            if (Outage.is(unnoted)) {
                Outage.tell(unnoted);
            } else {
                LOG.error("a failure could not be noted: {}", Inbox.describe(unnoted));
            }
        }
    }

    private void failed(Handle handle, Waiting event, Throwable cause) {
        if (inbox.failed(handle, event, cause)) {
            say(handle, event, apology.to(handle, event.chat()), "apology:" + event.eventId());
        }
    }

    private void answer(Handle handle, Collection<String> wanted, Attempt attempt) {
        var locked = chats.lock(handle, wanted);
        if (locked.isEmpty()) {
            return;
        }
        var waiting = new LinkedHashMap<String, List<Waiting>>();
        for (var event : inbox.waiting(handle, locked.keySet())) {
            waiting.computeIfAbsent(event.chat(), chat -> new ArrayList<>()).add(event);
        }
        // until an event is being answered, a failure is laid to the first that waits
        waiting.values().stream().findFirst().ifPresent(events -> attempt.event = events.getFirst());
        Map<String, Session> before = sessions.of(
                handle,
                locked.keySet(),
                chat -> Objects.requireNonNull(locked.get(chat)).language());
        Map<String, Session> after = new HashMap<>();
        List<Long> done = new ArrayList<>();
        noteUnsent(handle, waiting.values());
        var unsent = Unsent.of(handle, locked.keySet());
        var left = Chats.left(handle, locked.keySet());
        Map<String, String> forgotten = new HashMap<>();
        List<Rounds.Played> played = new ArrayList<>();
        locked.forEach((chat, reader) -> {
            var session = before.getOrDefault(chat, Session.fresh(reader.language()));
            for (var event : waiting.getOrDefault(chat, List.of())) {
                attempt.event = event;
                var read = Events.read(event.raw());
                if (reader.arrived() && read.body() instanceof Body.Follow && !read.standby()) {
                    inbox.hold(handle, event, clock.instant().plus(PROFILE));
                    return;
                }
                var message = read.body().message();
                if (message != null
                        && (unsent.contains(message)
                                || !Turn.at(read, event.receivedAt()).isAfter(left.getOrDefault(chat, Instant.MIN)))) {
                    done.add(event.id());
                    forgotten.put(message, chat);
                    continue;
                }
                var cause = "event:" + event.eventId();
                if (read.body() instanceof Body.Unsend unsend) {
                    // what was answered just now may hold it, too
                    rounds.keep(handle, played);
                    played.clear();
                    var standing = editions.engine(handle, engine.get(), session);
                    session = turn.takeBack(
                            handle, standing, chat, session, unsend.messageId(), Turn.at(read, event.receivedAt()));
                }
                var used = editions.engine(handle, engine.get(), session);
                var now = Rounds.time(clock.instant());
                var answer = turn.answer(handle, used, chat, session, event, now);
                var at = Turn.at(read, event.receivedAt());
                played.add(
                        new Rounds.Played(chat, cause, at, now, used.library().edition(), session, answer.acts()));
                session = answer.session();
                if (!answer.reply().says().isEmpty()) {
                    say(handle, event, reader.shown(Messages.render(answer.reply())), cause);
                    if (Turn.rests(read, answer, at)) {
                        riding.along(handle, chat, cause, now);
                    }
                }
                done.add(event.id());
            }
            session = elapse(handle, chat, reader, session, played);
            if (!session.equals(before.get(chat))) {
                after.put(chat, session);
            }
            if (!session.language().equals(reader.language())) {
                chats.language(handle, chat, session.language());
            }
        });
        sessions.keep(handle, after, clock.instant());
        rounds.keep(handle, played);
        inbox.done(handle, done);
        forgotten.forEach((message, chat) ->
                Forgetting.find(handle, chat, message).forEach(found -> Forgetting.message(handle, found)));
    }

    /** A message may come together with its end, which is heard first. */
    private static void noteUnsent(Handle handle, Collection<List<Waiting>> waiting) {
        waiting.stream().flatMap(List::stream).forEach(event -> {
            var read = Events.read(event.raw());
            if (read.body() instanceof Body.Unsend unsend) {
                Unsent.note(handle, event.chat(), unsend.messageId(), Turn.at(read, event.receivedAt()));
            }
        });
    }

    /** Lets time have its say: a conversation in which nothing has happened for long is put aside. */
    private Session elapse(Handle handle, String chat, Reader reader, Session session, List<Rounds.Played> played) {
        var now = Rounds.time(clock.instant());
        var due = session.due();
        if (due == null || due.isAfter(now)) {
            return session;
        }
        var once = "due:" + chat + ":" + due.toEpochMilli();
        var used = editions.engine(handle, engine.get(), session);
        var answer = turn.advance(handle, used, chat, session, new Input.Elapsed(), now, once);
        played.add(new Rounds.Played(chat, once, now, null, used.library().edition(), session, answer.acts()));
        if (!answer.reply().says().isEmpty()) {
            sayUnasked(handle, chat, session, reader.shown(Messages.render(answer.reply())), once);
        }
        return answer.session();
    }

    private void say(Handle handle, Waiting event, String messages, String cause) {
        var token = Events.read(event.raw()).replyToken();
        if (token == null) {
            var kind = HandBack.is(Events.read(event.raw())) ? PushKind.OFFICER : PushKind.ANSWER;
            push(handle, kind, event.chat(), messages, cause);
        } else {
            outbox.reply(handle, event.chat(), token, event.receivedAt().plus(REPLY), messages, cause);
        }
    }

    /** Counts photos by a reply, which is free, where their tokens are still good; says all else by a push. */
    private void sayUnasked(Handle handle, String chat, Session before, String messages, String cause) {
        var spare = before.burst() == null
                ? Optional.<Rounds.Unanswered>empty()
                : rounds.unanswered(handle, chat, clock.instant().minus(REPLY));
        var token = spare.map(event -> Events.read(event.raw()).replyToken()).orElse(null);
        if (token == null) {
            push(handle, unasked(before), chat, messages, cause);
        } else {
            outbox.reply(handle, chat, token, spare.orElseThrow().receivedAt().plus(REPLY), messages, cause);
        }
    }

    /** What time itself has led to say: that photos are counted, of a conversation with an officer, or that one is kept. */
    private static PushKind unasked(Session before) {
        if (before.burst() != null) {
            return PushKind.ANSWER;
        }
        var current = before.current();
        return current != null && current.withOfficer() ? PushKind.OFFICER : PushKind.DRAFT;
    }

    /** Says what the person is not waiting for, unless they do not want to hear from us. */
    private void push(Handle handle, PushKind kind, String chat, String messages, String cause) {
        if (!Chats.away(handle, List.of(chat)).getOrDefault(chat, true)) {
            outbox.push(handle, kind, chat, messages, cause);
        }
    }
}
