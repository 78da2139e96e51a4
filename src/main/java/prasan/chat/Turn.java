package prasan.chat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.chat.Officers.Heard;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Print;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.flow.Step;
import prasan.inbox.Inbox.Waiting;
import prasan.line.Body;
import prasan.line.Event;
import prasan.line.Events;
import prasan.line.Source;
import prasan.outbox.Errands;

/** Answers one event: what LINE says becomes an input, the engine moves on, and what it needs done is done, until it has something to say. */
public final class Turn {
    private final Actions actions;
    private final Chats chats;
    private final Photos photos;
    private final Officers officers;

    private final Dangers dangers;
    private final List<? extends Eraser> erasers;
    private final Clock clock;

    /** @param erasers the parts of the system that forget what is taken back */
    public Turn(
            Actions actions,
            Chats chats,
            Photos photos,
            Officers officers,
            Dangers dangers,
            List<? extends Eraser> erasers,
            Clock clock) {
        this.actions = actions;
        this.chats = chats;
        this.photos = photos;
        this.officers = officers;
        this.dangers = dangers;
        this.erasers = List.copyOf(erasers);
        this.clock = clock;
    }

    /**
     * Answers an event.
     *
     * @param now by our clock
     */
    Round answer(Handle handle, Engine engine, String chat, Session session, Waiting waiting, Instant now) {
        var event = Events.read(waiting.raw());
        var at = at(event, waiting.receivedAt());
        if (withOnePerson(event)) {
            note(handle, chat, session, event, at);
        } else if (event.body() instanceof Body.Leave) {
            chats.left(handle, chat, at);
            erasers.forEach(eraser -> eraser.leave(handle, chat));
        }
        if (event.body() instanceof Body.Text text && (withOnePerson(event) || text.mentionsMe())) {
            engine.danger(text.text())
                    .map(danger -> new Dangers.Heard(
                            event.id(), danger.kind(), text.text(), !withOnePerson(event), sender(event), at))
                    .ifPresent(heard -> dangers.heard(handle, chat, heard));
        }
        if (withOnePerson(event)) {
            spot(event.body()).ifPresent(spot -> dangers.spotted(handle, chat, spot, at));
        }
        var moved = round(engine, session, event, at, doer(handle, chat, at, "event:" + event.id()));
        var round = kept(handle, engine, chat, session, event, at, moved).noticed(session, now);
        if (withOnePerson(event) && forOfficer(engine, session, round.session())) {
            overhear(handle, chat, event.body(), at);
        }
        return round;
    }

    /** Where something is, if it may be that that is said. */
    private static Optional<Dangers.Spot> spot(Body body) {
        return switch (body) {
            case Body.Text text -> Optional.of(new Dangers.Spot(text.text(), null, null));
            case Body.Location pin -> {
                var words = Stream.of(pin.title(), pin.address())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
                yield Optional.of(new Dangers.Spot(words, pin.lat(), pin.lon()));
            }
            default -> Optional.empty();
        };
    }

    /** Whether it is said to the officer, and not an answer to the question whether to leave or what leads to that question. */
    private static boolean forOfficer(Engine engine, Session before, Session after) {
        if (!withOfficer(engine, before) || !withOfficer(engine, after)) {
            return false;
        }
        return after.prompts() == before.prompts()
                && Objects.requireNonNull(after.current()).mode()
                        == Objects.requireNonNull(before.current()).mode();
    }

    /** What the bot is silent about is for the officer who has taken over. */
    private void overhear(Handle handle, String chat, Body body, Instant at) {
        switch (body) {
            case Body.Text text -> officers.hear(handle, chat, new Heard(text.messageId(), text.text(), false, at));
            case Body.Image image -> {
                if (image.byLine()) {
                    photos.expect(handle, chat, image.messageId(), clock.instant());
                }
                officers.hear(handle, chat, new Heard(image.messageId(), "(photo)", image.byLine(), at));
            }
            case Body.Location place ->
                officers.hear(handle, chat, new Heard(place.messageId(), words(place), false, at));
            case Body.Media media -> {
                if (!tooLarge(media)) {
                    photos.expect(handle, chat, media, clock.instant());
                }
                officers.hear(handle, chat, new Heard(media.messageId(), words(media), false, at));
            }
            case Body.OtherMessage other ->
                officers.hear(handle, chat, new Heard(other.messageId(), "(" + other.kind() + ")", false, at));
            default -> {}
        }
    }

    private static String words(Body.Media media) {
        var kind = "(" + media.kind() + (tooLarge(media) ? ", too large to be kept)" : ")");
        return media.name() == null ? kind : kind + " " + media.name();
    }

    private static String words(Body.Location place) {
        var pin = "(place) " + place.lat() + "," + place.lon();
        return Stream.of(pin, place.title(), place.address())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** Whether a person has taken over, even if the leader is just being asked whether to leave. */
    private static boolean withOfficer(Engine engine, Session session) {
        var now = session.current();
        return now != null && engine.library(session).step(now.top()) instanceof Step.Officer;
    }

    /**
     * Moves the conversation on by an input that is no event.
     *
     * @param once a key that is the same whenever this is run again
     */
    Round advance(Handle handle, Engine engine, String chat, Session session, Input input, Instant at, String once) {
        var moved = Round.play(engine, session, input, at, doer(handle, chat, at, once));
        return kept(handle, engine, chat, session, null, at, moved);
    }

    /** What the event leads to; nothing but {@code doer} does anything. */
    static Round round(Engine engine, Session before, Event event, Instant at, Round.Doer doer) {
        if (!withOnePerson(event)) {
            return inGroup(engine, before, event);
        }
        var session = before;
        if (contacts(event)) {
            if (before.outdated(at)) {
                return Round.silent(before);
            }
            session = before.contacted(at);
        }
        var input = input(event);
        return input == null ? Round.silent(session) : Round.play(engine, session, input, at, doer);
    }

    /** When the event happened: one without a time is as old as its receipt. */
    static Instant at(Event event, Instant received) {
        return event.at().equals(Instant.EPOCH) ? received : event.at();
    }

    /** Whether somebody wrote and nothing is asked of them now, so that they can be told of something else, too: not after a danger to life, and not while an officer answers. */
    static boolean rests(Event event, Round answer, Instant at) {
        var session = answer.session();
        var warned = session.warned();
        boolean alarm = answer.reply().says().stream()
                .anyMatch(say -> say instanceof Say.Card card && card.tone() == Say.Tone.URGENT);
        return withOnePerson(event)
                && event.replyToken() != null
                && !contacts(event)
                && !alarm
                && session.current() == null
                && session.later().isEmpty()
                && (warned == null || !at.isBefore(warned.at().plus(Session.ABOUT)));
    }

    private static boolean contacts(Event event) {
        return event.body() instanceof Body.Follow || event.body() instanceof Body.Unfollow;
    }

    private Round.Doer doer(Handle handle, String chat, Instant at, String once) {
        return (session, need, number) ->
                actions.run(Actions.Context.of(handle, chat, session, at, once + ":" + number), need);
    }

    /** Writes down what a round did besides what its actions wrote. */
    private Round kept(
            Handle handle, Engine engine, String chat, Session before, @Nullable Event event, Instant at, Round round) {
        if (withOfficer(engine, before) && !withOfficer(engine, round.session())) {
            officers.left(handle, chat, at);
        }
        if (event == null && Engine.passedOn(before, round.session())) {
            officers.passOn(handle, chat, at);
        }
        for (var sent : round.photos()) {
            if (event != null && event.body() instanceof Body.Media media) {
                photos.expect(handle, chat, media, clock.instant());
            } else {
                photos.expect(handle, chat, sent, clock.instant());
            }
        }
        return round;
    }

    private static @Nullable String sender(Event event) {
        return withOnePerson(event) || event.source() == null
                ? null
                : event.source().user();
    }

    private static boolean withOnePerson(Event event) {
        return event.source() != null && event.source().kind() == Source.Kind.USER;
    }

    /** In a group nothing about a person is said: whoever calls the bot is asked to write to it alone. */
    private static Round inGroup(Engine engine, Session session, Event event) {
        boolean called =
                event.body() instanceof Body.Join || (event.body() instanceof Body.Text text && text.mentionsMe());
        if (!called) {
            return Round.silent(session);
        }
        var print = new Print(session.language(), engine.library());
        var text = engine.library().text(session.language(), "group").render(print, name -> null);
        List<Say> says = new ArrayList<>();
        if (event.body() instanceof Body.Text said) {
            says.addAll(engine.alarm(said.text(), session.language()));
        }
        says.add(new Say.Text(text));
        return Round.saying(session, says);
    }

    private void note(Handle handle, String chat, Session session, Event event, Instant at) {
        if (contacts(event) && session.outdated(at)) {
            return;
        }
        switch (event.body()) {
            case Body.Unfollow unfollow -> chats.blocked(handle, chat, at);
            default -> {}
        }
        if (!(event.body() instanceof Body.Unfollow) && event.source() != null && !HandBack.is(event)) {
            chats.heard(handle, chat, at);
        }
    }

    /** What the event is to the engine; {@code null} where it is nothing to it. */
    static @Nullable Input input(Event event) {
        if (event.standby()) {
            return null; // another answers in this chat
        }
        if (event.type().equals(HandBack.TYPE)) {
            return new Input.HandedBack(HandBack.once(event.id()));
        }
        if (event.type().equals(HandBack.WROTE)) {
            return new Input.OfficerWrote();
        }
        return switch (event.body()) {
            case Body.Text text -> new Input.Words(text.text());
            case Body.Image image ->
                image.byLine() ? new Input.Photo(image.messageId(), set(image)) : new Input.Unreadable("image");
            case Body.Location place -> new Input.Pin(place.lat(), place.lon(), place.title(), place.address());
            case Body.Media media ->
                tooLarge(media) ? new Input.Unreadable(media.kind()) : new Input.Media(media.messageId(), media.kind());
            case Body.OtherMessage other -> new Input.Unreadable(other.kind());
            case Body.Postback postback -> new Input.Tapped(postback.data());
            case Body.Follow follow -> new Input.Followed();
            case Body.Unfollow unfollow -> null;
            case Body.Unsend unsend -> null;
            case Body.Join join -> null;
            case Body.Leave leave -> null;
            case Body.Unknown unknown -> null;
        };
    }

    private static Input.@Nullable PhotoSet set(Body.Image image) {
        return image.set() == null ? null : new Input.PhotoSet(image.set(), image.index(), image.total());
    }

    /**
     * Forgets a message that was taken back.
     *
     * @return where the conversation stands without it
     */
    Session takeBack(Handle handle, Engine engine, String chat, Session session, String messageId, Instant at) {
        photos.forget(handle, chat, messageId);
        var found = Forgetting.find(handle, chat, messageId);
        for (var unsent : found) {
            photos.forget(handle, unsent.chat(), messageId);
            erasers.forEach(eraser -> eraser.unsend(handle, unsent));
        }
        var here = found.stream().filter(unsent -> unsent.chat().equals(chat)).findFirst();
        if (here.isEmpty()) {
            return session;
        }
        var first = engine.takeBack(session, here.get().message(), at);
        return Round.play(engine, first, at, doer(handle, chat, at, "unsend:" + messageId))
                .session();
    }

    /** Returns true for a file that is not kept; of voice and video LINE does not say how large they are. */
    private static boolean tooLarge(Body.Media media) {
        return media.size() > Errands.LARGEST_MEDIA;
    }
}
