package prasan.chat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** Answers one event: what LINE says becomes an input, the engine moves on, and what it needs done is done, until it has something to say. */
public final class Turn {
    private final Actions actions;
    private final Chats chats;
    private final Photos photos;
    private final Officers officers;

    @SuppressWarnings("UnusedVariable") // for what understanding takes for a danger
    private final Dangers dangers;

    private final Clock clock;

    public Turn(Actions actions, Chats chats, Photos photos, Officers officers, Dangers dangers, Clock clock) {
        this.actions = actions;
        this.chats = chats;
        this.photos = photos;
        this.officers = officers;
        this.dangers = dangers;
        this.clock = clock;
    }

    Round answer(Handle handle, Engine engine, String chat, Session session, Waiting waiting) {
        var event = Events.read(waiting.raw());
        if (withOnePerson(event)) {
            note(handle, chat, event);
        }
        var at = at(event, waiting.receivedAt());
        var moved = round(engine, session, event, at, doer(handle, chat, at, "event:" + event.id()));
        var round = kept(handle, engine, chat, session, at, moved);
        if (withOnePerson(event)
                && withOfficer(engine, round.session())
                && forOfficer(engine, session, event.body(), round)) {
            overhear(handle, chat, event.body(), at);
        }
        return round;
    }

    /** Whether a person means it: the bot says nothing to it, or no more than whom to ring in danger. */
    private static boolean forOfficer(Engine engine, Session before, Body body, Round round) {
        return round.reply().says().isEmpty()
                || (withOfficer(engine, before)
                        && body instanceof Body.Text text
                        && round.reply().says().equals(engine.alarm(text.text(), before.language())));
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
            case Body.OtherMessage other ->
                officers.hear(handle, chat, new Heard(other.messageId(), "(" + other.kind() + ")", false, at));
            default -> {}
        }
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
        return kept(handle, engine, chat, session, at, moved);
    }

    /** What the event leads to; nothing but {@code doer} does anything. */
    static Round round(Engine engine, Session session, Event event, Instant at, Round.Doer doer) {
        if (!withOnePerson(event)) {
            return inGroup(engine, session, event);
        }
        var input = input(event);
        return input == null ? Round.silent(session) : Round.play(engine, session, input, at, doer);
    }

    /** When the event happened: one without a time is as old as its receipt. */
    static Instant at(Event event, Instant received) {
        return event.at().equals(Instant.EPOCH) ? received : event.at();
    }

    private Round.Doer doer(Handle handle, String chat, Instant at, String once) {
        return (session, need, number) ->
                actions.run(new Actions.Context(handle, chat, session.language(), at, once + ":" + number), need);
    }

    /** Writes down what a round did besides what its actions wrote. */
    private Round kept(Handle handle, Engine engine, String chat, Session before, Instant at, Round round) {
        if (withOfficer(engine, before) && !withOfficer(engine, round.session())) {
            officers.left(handle, chat, at);
        }
        for (var photo : round.photos()) {
            photos.expect(handle, chat, photo, clock.instant());
        }
        return round;
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

    private void note(Handle handle, String chat, Event event) {
        switch (event.body()) {
            case Body.Follow follow -> chats.blocked(handle, chat, null);
            case Body.Unfollow unfollow -> chats.blocked(handle, chat, event.at());
            case Body.Unsend unsend -> {
                photos.forget(handle, chat, unsend.messageId());
                officers.forget(handle, chat, unsend.messageId());
            }
            default -> {}
        }
    }

    /** What the event is to the engine; {@code null} where it is nothing to it. */
    static @Nullable Input input(Event event) {
        if (event.type().equals(HandBack.TYPE)) {
            return new Input.HandedBack(HandBack.once(event.id()));
        }
        return switch (event.body()) {
            case Body.Text text -> new Input.Words(text.text());
            case Body.Image image ->
                image.byLine() ? new Input.Photo(image.messageId(), set(image)) : new Input.Unreadable("image");
            case Body.Location place -> new Input.Pin(place.lat(), place.lon(), place.title(), place.address());
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
        return image.set() == null ? null : new Input.PhotoSet(image.set(), image.total());
    }
}
