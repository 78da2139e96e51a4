package prasan.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Say;
import prasan.flow.Session;

/**
 * Retells what happened in a chat as a {@link Transcript}, with made-up words for what is personal. The disguised inputs are played by the engine, and what it says then is written down: the
 * transcript agrees with the conversations. Where made-up words would lead elsewhere than the real ones did, it ends and says so. Not safe for threads.
 */
final class Retelling {
    /** How many of a unit of time a transcript can write. */
    private static final int LONGEST = 9999;

    private final List<String> lines = new ArrayList<>();
    private final Disguise disguise = new Disguise();
    private final Screen screen = new Screen();
    private @Nullable Session session;
    private Instant now = Rehearsal.BEGINNING;
    private @Nullable Instant last;
    private boolean over;

    /** What is done in disguise is not what was done. */
    private static final class Elsewhere extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A round as it was played: {@code input} is {@code null} where nothing was for the engine. */
    record Told(Engine engine, @Nullable Input input, Instant at, Session before, Round round) {}

    /** Retells one more round. */
    void tell(Told told) {
        var input = told.input();
        if (over || input == null) {
            return;
        }
        if (session == null && !begin(told.before())) {
            return;
        }
        if (input instanceof Input.HandedBack && told.round().session().equals(told.before())) {
            // an earlier hand-over was given back: nothing came of it
            return;
        }
        var stands = Objects.requireNonNull(session);
        var candidates =
                disguise.inputs(told.engine(), told.before(), told.round().session(), Disguise.labels(screen), input);
        var answers = told.round().acts().stream()
                .map(act -> new Round.Act(act.flow(), act.step(), act.need(), disguise.answer(act.answer())))
                .toList();
        passes(told.at(), input);
        var at = input instanceof Input.Elapsed ? Objects.requireNonNullElse(stands.due(), now) : now;
        for (var disguised : candidates) {
            List<String> stubs = new ArrayList<>();
            var round = played(told, stands, disguised, at, answers, stubs);
            if (round != null) {
                disguise.became(input, disguised);
                write(input, disguised, stubs, round);
                return;
            }
        }
        end("with made-up words the conversation goes elsewhere from here");
    }

    /** The round with made-up words, if it goes as the real one went. */
    private static @Nullable Round played(
            Told told, Session stands, Input disguised, Instant at, List<Round.Act> answers, List<String> stubs) {
        try {
            var round = Round.play(
                    told.engine(), stands, disguised, at, (where, need, number) -> done(answers, need, number, stubs));
            boolean same = round.acts().size() == answers.size()
                    && where(round.session()).equals(where(told.round().session()))
                    && shape(round.reply()).equals(shape(told.round().reply()));
            return same ? round : null;
        } catch (Elsewhere e) {
            return null;
        }
    }

    private void write(Input input, Input disguised, List<String> stubs, Round round) {
        if (!(input instanceof Input.Elapsed)) {
            lines.add(gesture(disguised));
        }
        lines.addAll(stubs);
        Script.print(round.reply()).forEach(said -> lines.addAll(Rehearsal.written(said)));
        screen.shows(round.reply());
        session = round.session();
    }

    /** What comes cannot be told: a message was taken back, say. */
    void end(String why) {
        if (session != null && !over) {
            lines.add("# " + why);
            over = true;
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** A transcript begins where nothing is under way and nothing was put aside. */
    private boolean begin(Session before) {
        if (before.current() != null || !before.drafts().isEmpty()) {
            return false;
        }
        session = before;
        if (!before.language().equals("th")) {
            lines.add("@language " + before.language());
        }
        return true;
    }

    private void passes(Instant at, Input input) {
        var passed = last == null ? Duration.ZERO : Duration.between(last, at);
        // rounded up, so that what was due is due
        long minutes = passed.toSeconds() / 60 + (input instanceof Input.Elapsed ? 1 : 0);
        if (minutes > 0) {
            var length = minutes <= LONGEST ? minutes + "m" : Math.min(LONGEST, minutes / 60) + "h";
            lines.add(Rehearsal.AFTER + length);
            now = now.plus(Rehearsal.length(length));
        }
        last = at;
    }

    private static Input done(List<Round.Act> answers, Need need, int number, List<String> stubs) {
        if (number > answers.size()
                || !Script.name(answers.get(number - 1).need()).equals(Script.name(need))) {
            throw new Elsewhere();
        }
        var answer = answers.get(number - 1).answer();
        var given = Script.inputs(need).entrySet().stream()
                .filter(entry -> !entry.getValue().equals("-"))
                .map(entry -> entry.getKey() + ": " + Notation.quoted(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        stubs.add("= " + Script.name(need) + " " + given + " -> " + Notation.write(answer));
        return answer;
    }

    /** The flows and steps that a session is in. */
    private static String where(Session session) {
        var now = session.current();
        return now == null
                ? "-"
                : now.mode()
                        + now.frames().stream()
                                .map(frame -> frame.flow() + "." + frame.step())
                                .toList()
                                .toString();
    }

    /** What a reply is like, whatever its words are. */
    private static List<String> shape(Say.Reply reply) {
        return Stream.concat(
                        reply.says().stream().map(Retelling::shape),
                        reply.quick().stream().map(Retelling::shape))
                .toList();
    }

    private static String shape(Say say) {
        return switch (say) {
            case Say.Card card ->
                "card of " + card.rows().size() + " rows and "
                        + card.buttons().stream().map(Retelling::shape).toList();
            case Say.Cards cards ->
                cards.cards().stream().map(Retelling::shape).toList().toString();
            case Say.Text text -> "text";
            case Say.Picture picture -> "picture";
        };
    }

    private static String shape(Say.Button button) {
        return button.tap().getClass().getSimpleName();
    }

    private String gesture(Input input) {
        return switch (input) {
            case Input.Words words -> "> " + words.text().replaceAll("\\s+", " ");
            case Input.Tapped tapped -> tap(tapped.data());
            case Input.Photo photo -> {
                var set = photo.set();
                yield set == null
                        ? "> (photo)"
                        : "> (photo " + set.id() + " " + set.total() + (set.index() == 0 ? "" : " " + set.index())
                                + ")";
            }
            case Input.Pin pin -> "> (place " + pin.lat() + "," + pin.lon() + ")";
            case Input.Media media -> "> (" + media.kind() + ")";
            case Input.Unreadable other -> "> (" + (other.kind().equals("image") ? "file" : other.kind()) + ")";
            case Input.Followed followed -> "> (follow)";
            case Input.HandedBack back -> Rehearsal.HANDED_BACK;
            case Input.OfficerWrote wrote -> Rehearsal.OFFICER_WROTE;
            case Input.Elapsed elapsed -> "";
            case Input.Outcome outcome -> throw new IllegalArgumentException("nobody does this");
            case Input.Found found -> throw new IllegalArgumentException("nobody does this");
        };
    }

    /** A tap is written as the label that was seen, if that leads to the same button. */
    private String tap(String data) {
        for (var button : screen.last()) {
            if (button.tap() instanceof Say.Tap.Answer answer
                    && answer.data().equals(data)
                    && screen.data(button.label()).filter(data::equals).isPresent()) {
                return "> [" + button.label() + "]";
            }
        }
        return "> (tap " + data + ")";
    }
}
