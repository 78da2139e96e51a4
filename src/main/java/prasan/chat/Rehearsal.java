package prasan.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.chat.Transcript.Line;
import prasan.flow.Coverage;
import prasan.flow.Engine;
import prasan.flow.Fault;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Need;
import prasan.flow.Session;
import prasan.flow.Step;
import prasan.line.Messages;

/** Plays a {@link Transcript}. It ends at the first thing that is not as written; when answers are accepted, at the first that no answer mends. Before every round the session is read from its JSON. */
final class Rehearsal {
    static final String OLD_BUTTON = "@old-button ";
    static final String AFTER = "@after ";
    static final String HANDED_BACK = "@handed-back";
    static final String OFFICER_WROTE = "@officer";
    private static final String LATE = "@late ";
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,4})([smhd])");
    private static final Map<Character, ChronoUnit> UNITS =
            Map.of('s', ChronoUnit.SECONDS, 'm', ChronoUnit.MINUTES, 'h', ChronoUnit.HOURS, 'd', ChronoUnit.DAYS);
    private static final Pattern LANGUAGE = Pattern.compile("@language (" + String.join("|", Library.LANGUAGES) + ")");
    private static final String ANYTHING = "…";
    /** When every transcript begins. */
    static final Instant BEGINNING = Instant.parse("2026-11-22T03:00:00Z");

    private final Transcript transcript;
    private final Supplier<Engine> restart;
    private final Coverage coverage;
    private final boolean accept;
    private final List<Edit> edits = new ArrayList<>();
    private final Screen screen = new Screen();
    private final Set<String> answered = new HashSet<>();

    private Engine engine;
    private String stored = Sessions.write(Session.fresh("th"));
    private Instant now = BEGINNING;
    private boolean twice;
    private Duration late = Duration.ZERO;
    private @Nullable Last last;

    /** The lines {@code first} to before {@code end} of the file become these. */
    private record Edit(int first, int end, List<String> lines) {}

    /** What a program that dies would have to do again. */
    private record Last(String stored, Input input, Instant at, Round round) {}

    /** Something is not as written. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Fault fault;

        Stopped(Line line, String message) {
            super(message, null, false, false);
            this.fault = new Fault(line.at(), message);
        }
    }

    /**
     * @param restart gives an engine that shares nothing with an earlier one, as a new start of the program does
     * @param coverage is told which ways were taken
     * @param accept whether answers that differ are to be written anew instead of being faults
     */
    Rehearsal(Transcript transcript, Engine engine, Supplier<Engine> restart, Coverage coverage, boolean accept) {
        this.transcript = transcript;
        this.restart = restart;
        this.coverage = coverage;
        this.accept = accept;
        this.engine = engine;
    }

    /** Plays it. @return what is not as written */
    Optional<Fault> run() {
        if (!transcript.faults().isEmpty()) {
            return Optional.of(transcript.faults().getFirst());
        }
        try {
            var lines = transcript.lines();
            for (int i = 0; i < lines.size(); ) {
                var line = lines.get(i++);
                if (!line.acts()) {
                    direct(line);
                    continue;
                }
                Deque<Line> stubs = new ArrayDeque<>();
                List<Line> expected = new ArrayList<>();
                for (; i < lines.size() && "=<".indexOf(lines.get(i).kind()) >= 0; i++) {
                    (lines.get(i).kind() == '=' ? stubs : expected).add(lines.get(i));
                }
                act(line, stubs, expected, lines.get(i - 1).end());
            }
            return Optional.empty();
        } catch (Stopped stopped) {
            return Optional.of(stopped.fault);
        }
    }

    /** The transcript with the answers as they are now. */
    String rewritten() {
        var lines = new ArrayList<>(transcript.raw());
        for (var edit : edits.reversed()) {
            var old = lines.subList(edit.first, edit.end);
            // a remark or an empty line among the lines of an answer stays
            var kept = old.stream().filter(line -> line.startsWith("#")).toList();
            old.clear();
            lines.addAll(edit.first, edit.lines);
            lines.addAll(edit.first, kept);
        }
        return String.join("\n", lines);
    }

    private void direct(Line line) {
        var language = LANGUAGE.matcher(line.text());
        if (line.kind() != '@') {
            throw new Stopped(line, "this line answers nothing: a line with > comes first");
        } else if (language.matches()) {
            var session = Sessions.read(stored);
            stored = Sessions.write(session.in(language.group(1)));
        } else if (line.text().equals("@redeliver")) {
            twice = true;
        } else if (line.text().startsWith(LATE)) {
            late = readLength(line, LATE);
        } else if (line.text().equals("@crash")) {
            crash(line);
        } else {
            throw new Stopped(
                    line,
                    "not known; known are @language " + String.join(" or ", Library.LANGUAGES)
                            + ", @after, @late, @officer, @handed-back, @redeliver, @crash and @old-button");
        }
    }

    /**
     * Something happens, and is answered as written.
     *
     * @param end of the lines of this round
     */
    private void act(Line line, Deque<Line> stubs, List<Line> expected, int end) {
        var rounds = new ArrayList<Round>();
        if (line.text().startsWith(AFTER)) {
            elapse(line, stubs, rounds);
        } else {
            var input = input(line);
            for (int delivery = 1; delivery <= (twice ? 2 : 1); delivery++) {
                // an event has one row in the inbox, by its id: a second delivery adds nothing
                if (answered.add("line " + line.at().line()) && input.isPresent()) {
                    rounds.add(round(line, input.get(), stubs));
                }
            }
            twice = false;
            late = Duration.ZERO;
        }
        if (!stubs.isEmpty()) {
            throw new Stopped(stubs.getFirst(), "this was not asked for");
        }
        rounds.forEach(round -> screen.shows(round.reply()));
        compare(
                line,
                expected,
                rounds.stream()
                        .map(Round::reply)
                        .map(Script::print)
                        .flatMap(List::stream)
                        .toList(),
                end);
    }

    /** Time passes, and has its say whenever the conversation is due. */
    private void elapse(Line line, Deque<Line> stubs, List<Round> rounds) {
        var end = now.plus(readLength(line, AFTER));
        for (var due = Sessions.read(stored).due();
                due != null && !due.isAfter(end);
                due = Sessions.read(stored).due()) {
            now = due;
            rounds.add(round(line, new Input.Elapsed(), stubs));
        }
        now = end;
    }

    private static Duration readLength(Line line, String after) {
        try {
            return length(line.text().substring(after.length()));
        } catch (IllegalArgumentException e) {
            throw new Stopped(line, String.valueOf(e.getMessage()));
        }
    }

    /** Reads how long time passes. @throws IllegalArgumentException when it is not readable */
    static Duration length(String text) {
        var length = LENGTH.matcher(text.strip());
        if (!length.matches()) {
            throw new IllegalArgumentException("a length of time is written as 30m, with s, m, h or d");
        }
        return Duration.of(
                Long.parseLong(length.group(1)),
                Objects.requireNonNull(UNITS.get(length.group(2).charAt(0))));
    }

    private Optional<Input> input(Line line) {
        try {
            if (line.text().startsWith(OLD_BUTTON)) {
                return Optional.of(
                        Gesture.old(line.text().substring(OLD_BUTTON.length()).strip(), screen));
            }
            if (line.text().equals(OFFICER_WROTE)) {
                return Optional.of(new Input.OfficerWrote());
            }
            return line.text().equals(HANDED_BACK)
                    ? Optional.of(new Input.HandedBack(null))
                    : Gesture.read(line.text(), screen, "photo-" + line.at().line());
        } catch (IllegalArgumentException e) {
            throw new Stopped(line, String.valueOf(e.getMessage()));
        }
    }

    private Round round(Line line, Input input, Deque<Line> stubs) {
        var at = now.minus(late);
        var before = Sessions.read(stored);
        var played = Round.play(engine, before, input, at, (session, need, number) -> stub(line, session, need, stubs));
        var round = late.isZero() ? played : played.noticed(before, now);
        coverage.took(round.edges());
        for (var act : round.acts()) {
            if (act.answer() instanceof Input.Outcome outcome) {
                coverage.answered(act.flow(), act.step(), outcome.name());
            }
        }
        if (!round.reply().says().isEmpty()) {
            try {
                Messages.render(round.reply());
            } catch (IllegalArgumentException e) {
                throw new Stopped(line, "LINE would refuse the answer: " + e.getMessage());
            }
        }
        last = new Last(stored, input, at, played);
        stored = Sessions.write(round.session());
        return round;
    }

    private Input stub(Line line, Session session, Need need, Deque<Line> stubs) {
        if (!Sessions.read(Sessions.write(session)).equals(session)) {
            throw new Stopped(line, "the session does not come back from its JSON as it was");
        }
        var wanted = stubs.poll();
        if (wanted == null) {
            throw new Stopped(line, "a line `= " + Script.name(need) + " " + Script.print(need) + " -> …` is missing");
        }
        try {
            var stub = Stub.read(wanted.text());
            var differs = stub.differs(need);
            if (differs != null) {
                throw new Stopped(wanted, differs);
            }
            var answer = stub.answers(need);
            var possible = possible(session);
            var came = answer instanceof Input.Outcome outcome
                    ? outcome.name()
                    : answer instanceof Input.Found found ? found.refused() : null;
            if (came != null && !possible.contains(came)) {
                throw new Stopped(
                        wanted,
                        Script.name(need) + " never gives `" + came + "`; it gives "
                                + String.join(", ", new TreeSet<>(possible)));
            }
            return answer;
        } catch (IllegalArgumentException e) {
            throw new Stopped(wanted, String.valueOf(e.getMessage()));
        }
    }

    /** What may come of what the step needs. */
    private Set<String> possible(Session session) {
        var step = engine.library(session)
                .step(Objects.requireNonNull(session.current()).top());
        return step instanceof Step.Do action
                ? action.outcomes().keySet()
                : step instanceof Step.Ask ask ? ask.slot().reasons() : Set.of(Step.Officer.HANDED);
    }

    private void crash(Line line) {
        if (last == null) {
            throw new Stopped(line, "nothing has been answered yet");
        }
        engine = restart.get();
        var before = last;
        var recorded = new Recorded(before.round.acts());
        Round again;
        try {
            again = Round.play(engine, Sessions.read(before.stored), before.input, before.at, recorded);
        } catch (Recorded.Differs e) {
            throw new Stopped(line, "done again, " + e.getMessage());
        }
        if (!again.reply().equals(before.round.reply())) {
            throw new Stopped(
                    line, "done again, the answer is:\n< " + String.join("\n< ", Script.print(again.reply())));
        }
        if (!again.equals(before.round)) {
            throw new Stopped(line, "done again, the conversation stands elsewhere");
        }
    }

    private void compare(Line line, List<Line> expected, List<String> actual, int end) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            var said = i < actual.size() ? actual.get(i) : null;
            var wanted = i < expected.size() ? expected.get(i) : null;
            if (wanted != null && said != null && matches(wanted.text(), said)) {
                continue;
            }
            if (!accept) {
                throw new Stopped(
                        Objects.requireNonNullElse(wanted, line),
                        said == null
                                ? "nothing more is answered"
                                : "the answer is:\n" + String.join("\n", written(said)));
            }
            edits.add(new Edit(
                    wanted == null ? end : wanted.first(),
                    wanted == null ? end : wanted.end(),
                    said == null ? List.of() : written(said)));
        }
    }

    /** The answer as lines of a transcript. */
    static List<String> written(String said) {
        return List.of(("< " + compact(said).replace("\n", "\n  ")).split("\n"));
    }

    private static String compact(String said) {
        return said.strip().replaceAll("\n\\s*\n", "\n");
    }

    /** Whether each part of what is wanted is there, in order, with anything between two of them. */
    private static boolean matches(String wanted, String said) {
        var parts = Arrays.stream(compact(wanted).split(ANYTHING, -1))
                .map(String::strip)
                .toList();
        var text = compact(said);
        if (parts.size() == 1) {
            return text.equals(parts.getFirst());
        }
        if (!text.startsWith(parts.getFirst())) {
            return false;
        }
        // the earliest place leaves most room for the others: nothing is to be tried twice
        int from = parts.getFirst().length();
        for (var part : parts.subList(1, parts.size() - 1)) {
            int at = text.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return text.length() - parts.getLast().length() >= from && text.endsWith(parts.getLast());
    }
}
