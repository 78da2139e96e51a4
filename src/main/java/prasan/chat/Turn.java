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
import prasan.line.Limits;
import prasan.line.Source;

/** Answers one event: what LINE says becomes an input, the engine moves on, and what it needs done is done, until it has something to say. */
public final class Turn {
    private final Actions actions;
    private final Chats chats;
    private final Photos photos;
    private final Officers officers;
    private final Clock clock;

    public Turn(Actions actions, Chats chats, Photos photos, Officers officers, Clock clock) {
        this.actions = actions;
        this.chats = chats;
        this.photos = photos;
        this.officers = officers;
        this.clock = clock;
    }

    record Answer(Session session, Say.Reply reply) {}

    Answer answer(Handle handle, Engine engine, String chat, Session session, Waiting waiting) {
        var event = Events.read(waiting.raw());
        var source = event.source();
        if (source == null || source.kind() != Source.Kind.USER) {
            return new Answer(session, inGroup(engine, session, event));
        }
        note(handle, chat, event);
        var input = input(event);
        if (input == null) {
            return new Answer(session, new Say.Reply(List.of(), List.of()));
        }
        // an event without a time is as old as its receipt
        var at = event.at().equals(Instant.EPOCH) ? waiting.receivedAt() : event.at();
        var answer = advance(handle, engine, chat, session, input, at, "event:" + event.id());
        if (answer.reply().says().isEmpty() && withOfficer(engine, answer.session())) {
            overhear(handle, chat, event.body(), at);
        }
        return answer;
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
        var flow = now == null ? null : engine.library().flows().get(now.top().flow());
        return now != null && flow != null && flow.step(now.top().step()) instanceof Step.Officer;
    }

    /**
     * Moves the conversation on by one input, doing what the engine needs done on the way.
     *
     * @param once a key that is the same whenever this is run again
     */
    Answer advance(Handle handle, Engine engine, String chat, Session session, Input input, Instant at, String once) {
        var turn = engine.advance(session, input, at);
        var says = new ArrayList<>(turn.says());
        var taken = new ArrayList<>(turn.photos());
        for (int step = 1; turn.need() != null; step++) {
            var context = new Actions.Context(handle, chat, turn.session().language(), at, once + ":" + step);
            turn = engine.advance(turn.session(), actions.run(context, turn.need()), at);
            says.addAll(turn.says());
            taken.addAll(turn.photos());
        }
        if (withOfficer(engine, session) && !withOfficer(engine, turn.session())) {
            officers.left(handle, chat, at);
        }
        for (var photo : taken) {
            photos.expect(handle, chat, photo, clock.instant());
        }
        return new Answer(turn.session(), new Say.Reply(compact(says), turn.quick()));
    }

    /** In a group nothing about a person is said: whoever calls the bot is asked to write to it alone. */
    private static Say.Reply inGroup(Engine engine, Session session, Event event) {
        boolean called =
                event.body() instanceof Body.Join || (event.body() instanceof Body.Text text && text.mentionsMe());
        if (!called) {
            return new Say.Reply(List.of(), List.of());
        }
        var print = new Print(session.language(), engine.library());
        var text = engine.library().text(session.language(), "group").render(print, name -> null);
        List<Say> says = new ArrayList<>();
        if (event.body() instanceof Body.Text said) {
            says.addAll(engine.alarm(said.text(), session.language()));
        }
        says.add(new Say.Text(text));
        return new Say.Reply(says, List.of());
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

    private static @Nullable Input input(Event event) {
        if (event.type().equals(HandBack.TYPE)) {
            return new Input.HandedBack();
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

    /** LINE takes five messages at once: texts that follow each other become one where there are more. */
    private static List<Say> compact(List<Say> says) {
        var compact = new ArrayList<>(says);
        for (int i = 0; compact.size() > Limits.MESSAGES && i + 1 < compact.size(); ) {
            if (compact.get(i) instanceof Say.Text first && compact.get(i + 1) instanceof Say.Text second) {
                compact.set(i, new Say.Text(first.text() + "\n\n" + second.text()));
                compact.remove(i + 1);
            } else {
                i++;
            }
        }
        return compact;
    }
}
