package prasan.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Need;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.flow.Signature;
import prasan.flow.Step;
import prasan.flow.Wording;
import prasan.line.Messages;

/** A person who does anything at all, in one chat. What must hold after every turn is asserted here. */
final class Wanderer {
    /** A way to the end takes fewer turns than this, areas that are not found included. */
    private static final int PATIENCE = 200;

    /** A question can be left within so many turns. */
    private static final int LEAVING = 4;

    private static final int OLD_BUTTONS = 50;

    private static final List<String> ODD = List.of(
            " ",
            "\u200B",
            "?",
            "0",
            "99",
            "๑๒",
            "{name}",
            "{title} {min}",
            "null",
            "<b>x</b>",
            "'; drop table inbox; --",
            "😀😀😀😀😀😀😀😀",
            "31 กุมภาพันธ์ 2570",
            "หมู่ 0",
            "๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙",
            "มากกกกกกกกก",
            "ก".repeat(5000),
            "\u0E49\u0E49\u0E49",
            "a\u0000b",
            "\uD800");

    /** Stands in what is typed, with a number, so that it is known again where it is kept. */
    private static final String MARK = "ฌาน";

    /** The engine's texts which say that something is not taken. */
    private static final Pattern NOT_TAKEN =
            Pattern.compile("refused-.*|not-.*|skipped|use-buttons.*|came-late|later-full|media-(full|not-kept)");

    private static final List<String> FORGED = List.of(
            "",
            ":",
            "start:",
            "start:nobody",
            "language:",
            "language:xx",
            "x:y",
            "-1:!yes",
            "1:#99",
            "1:#-1",
            "1:#",
            "1:!done",
            "99999999999:!send",
            "action=old");

    private final Engine engine;
    private final Map<String, Signature> signatures;
    private final Chance chance;
    private final List<String> old = new ArrayList<>();
    private Session session;
    private Instant at;
    private List<Say.Button> screen = List.of();
    private int turns;
    /** Whether what is typed may be found in lists: not what those say who have no answer. */
    private boolean finding = true;

    Wanderer(Engine engine, Map<String, Signature> signatures, Chance chance, Session session, Instant at) {
        this.engine = engine;
        this.signatures = signatures;
        this.chance = chance;
        this.session = session;
        this.at = at;
    }

    int turns() {
        return turns;
    }

    /** The flow that is being walked. */
    Optional<String> flow() {
        return Optional.ofNullable(session.current())
                .map(running -> running.top().flow());
    }

    /** Another person in the same place, who does what leads to an end, and must come to one. */
    void mustReachAnEnd(Chance fresh) {
        var other = new Wanderer(engine, signatures, fresh, session, at);
        other.end();
        turns += other.turns;
    }

    private void end() {
        var from = session;
        if (session.current() != null && !session.current().withOfficer()) {
            does(new Input.Words("ทวนคำถาม"));
        }
        while (session.current() != null) {
            does(onwards(session.current()));
            assertThat(turns).as("turns to an end from %s", place(from)).isLessThan(PATIENCE);
        }
    }

    /** Another person in the same place, who has no answer and knows no words that lead out: within four turns a button does. */
    void mustBeAbleToLeave(Chance fresh) {
        var other = new Wanderer(engine, signatures, fresh, session, at);
        other.leave();
        turns += other.turns;
    }

    private void leave() {
        var from = session;
        finding = false;
        if (from.current() == null || from.current().withOfficer()) {
            return;
        }
        does(new Input.Words("ทวนคำถาม"));
        for (int turn = 1; turn <= LEAVING && asked(from); turn++) {
            does(Stream.of(
                            "!skip",
                            "!later",
                            "!officer",
                            "!no",
                            "!done",
                            engine.library().officer())
                    .flatMap(data -> button(data).stream())
                    .findFirst()
                    .orElseGet(() -> new Input.Words("ไม่รู้เหมือนกัน")));
        }
        assertThat(asked(from))
                .as("still asked after %s turns: %s, shown %s", LEAVING, place(from), screen)
                .isFalse();
    }

    /** Returns true while it is still that question that waits for an answer. */
    private boolean asked(Session from) {
        var now = session.current();
        var then = Objects.requireNonNull(from.current());
        return now != null
                && now.mode() == then.mode()
                && now.top().flow().equals(then.top().flow())
                && now.top().step().equals(then.top().step());
    }

    private Input onwards(Session.Running running) {
        return switch (running.mode()) {
            case OFFICER, LEAVING -> new Input.HandedBack(null);
            case CANCELLING -> button("!no").orElseThrow();
            case RESUMING -> button("!yes").orElseThrow();
            case EDITING -> button("!back").orElseThrow();
            case UNDERSTOOD -> button("!other").orElseGet(() -> new Input.Words("น้ำไม่ไหลทั้งหมู่บ้าน"));
            case WALKING, LISTING, FINDING, GUESSING -> {
                if (!(step() instanceof Step.Ask ask)) {
                    yield button("!send").orElseThrow();
                }
                yield Stream.of("#0", "!done", "!skip")
                        .flatMap(data -> button(data).stream())
                        .findFirst()
                        .orElseGet(() -> chance.sensible(ask, at));
            }
        };
    }

    private Optional<Input> button(String data) {
        return screen.stream()
                .flatMap(button -> button.tap() instanceof Say.Tap.Answer answer
                                && answer.data().endsWith(":" + data)
                        ? Stream.of((Input) new Input.Tapped(answer.data()))
                        : Stream.of())
                .findFirst();
    }

    /** Does anything. */
    void wander() {
        at = at.plusSeconds(chance.below(60));
        if (chance.in(40)) {
            at = at.plus(Duration.ofMinutes(chance.of(List.of(10, 31, 300, 10_000, 12_000))));
        }
        var due = session.due();
        if (due != null && !due.isAfter(at) && !chance.in(3)) {
            does(new Input.Elapsed());
        }
        if (chance.in(30)) {
            // LINE delivers it late
            does(anything(), at.minusSeconds(chance.below(3000)));
        } else {
            does(anything());
        }
    }

    private Input anything() {
        int lot = chance.below(100);
        if (lot < 40 && !screen.isEmpty()) {
            return tapOf(chance.of(screen));
        }
        if (lot < 60 && session.current() != null && step() instanceof Step.Ask ask) {
            return chance.sensible(ask, at);
        }
        if (lot < 68) {
            return new Input.Words(chance.in(2) ? chance.of(ODD) : chance.text(1, 400) + " " + MARK + turns);
        }
        if (lot < 74) {
            return new Input.Tapped(old.isEmpty() || chance.in(4) ? forged() : chance.of(old));
        }
        return lot < 88 ? new Input.Words(said()) : medium(lot);
    }

    private String forged() {
        return chance.in(2) || session.current() == null
                ? chance.of(FORGED)
                : session.current().asked().prompt() + chance.of(FORGED).replaceFirst("^[^:]*", "");
    }

    private Input medium(int lot) {
        return switch (lot % 6) {
            case 0 -> new Input.Photo("photo-" + turns, null);
            case 1 ->
                new Input.Photo("photo-" + turns, new Input.PhotoSet("set" + chance.below(3), 1 + chance.below(5)));
            case 2 -> new Input.Pin(chance.below(90), chance.below(180), chance.in(2) ? null : "วัด", null);
            case 3 ->
                chance.in(3)
                        ? new Input.Unreadable(chance.of(List.of("sticker", "video", "image")))
                        : new Input.Media("media-" + turns, chance.of(List.of("audio", "video", "file")));
            case 4 -> new Input.Followed();
            default ->
                chance.in(3)
                        ? new Input.HandedBack(null)
                        : chance.in(2) ? new Input.OfficerWrote() : new Input.Elapsed();
        };
    }

    /** One of the words that mean something somewhere. */
    private String said() {
        var library = engine.library();
        var words = switch (chance.below(6)) {
            case 0 -> library.languages().values();
            case 1 -> library.answers().values();
            case 2 ->
                List.of(library.emergency().kinds().values().stream()
                        .map(Library.Kind::says)
                        .toList());
            case 3 ->
                library.flows().values().stream()
                        .flatMap(flow -> flow.starts().values().stream())
                        .filter(starts -> !starts.isEmpty())
                        .toList();
            default -> library.commands().values();
        };
        return chance.of(chance.of(List.copyOf(words))) + chance.of(List.of("", "", "ค่ะ", " ครับ", "!"));
    }

    private Input tapOf(Say.Button button) {
        return switch (button.tap()) {
            case Say.Tap.Answer answer ->
                chance.in(8) ? new Input.Words(button.label()) : new Input.Tapped(answer.data());
            case Say.Tap.SendPlace() -> new Input.Pin(14.0, 99.5, null, "วัดเหนือ ต.บ้านเหนือ");
            case Say.Tap.TakePhoto() -> new Input.Photo("photo-" + turns, null);
            case Say.Tap.PickPhoto() -> new Input.Photo("photo-" + turns, null);
            case Say.Tap.Ring ring -> new Input.Words(ring.number());
            case Say.Tap.Open open -> new Input.Words(open.url());
        };
    }

    private void does(Input input) {
        does(input, at);
    }

    /** @param when it happened, which may be long ago */
    private void does(Input input, Instant when) {
        var before = session;
        Round round;
        try {
            round = Round.play(engine, session, input, when, (stands, need, number) -> {
                reread(stands);
                boolean sought = need instanceof Need.Look look && look.query() != null;
                return sought && !finding ? Input.Found.refused("none") : chance.answer(need);
            });
            session = reread(round.noticed(before, at).session());
            if (!round.reply().says().isEmpty()) {
                Messages.render(round.reply());
            }
        } catch (RuntimeException e) {
            throw new AssertionError(input + " in " + place(before), e);
        }
        boolean silent = round.reply().says().isEmpty();
        turns++;
        assertThat(silent && !mayBeSilent(before, input) && !(input instanceof Input.Followed && when.isBefore(at)))
                .as("no answer to %s in %s, done %s, then %s", input, place(before), round.acts(), place(session))
                .isFalse();
        accounted(before, input, round);
        if (input instanceof Input.Tapped tap && isOld(before, tap.data())) {
            assertThat(frames(session))
                    .as("after the old button %s in %s", tap, place(before))
                    .isEqualTo(frames(before));
        }
        if (round.acts().stream().anyMatch(act -> writes(act.need()))) {
            assertThat(before.current() != null && step(before) instanceof Step.Confirm)
                    .as("%s writes in %s", input, place(before))
                    .isTrue();
        }
        if (!silent) {
            keepOldButtons();
            screen = Stream.concat(round.reply().quick().stream(), Script.onCards(round.reply()).stream())
                    .toList();
        }
    }

    /** What was sent is kept, or handed on, or refused with a word. */
    private void accounted(Session before, Input input, Round round) {
        var sent = switch (input) {
            case Input.Words words ->
                words.text().matches("(?s)[^↩].*" + MARK + "[0-9]+")
                        ? words.text().substring(words.text().lastIndexOf(MARK))
                        : "";
            case Input.Photo photo -> photo.id();
            case Input.Media media -> media.id();
            default -> "";
        };
        if (sent.isEmpty() || (before.current() != null && before.current().withOfficer())) {
            return;
        }
        var kept = Sessions.write(session) + round.acts();
        // what comes of an action is told by the flow, as that a report is not there any more
        boolean told = round.acts().stream().anyMatch(act -> act.need() instanceof Need.Act);
        assertThat(kept.contains(sent) || notTaken(round) || told)
                .as("%s is neither kept nor refused in %s: %s", input, place(before), round.reply())
                .isTrue();
    }

    /** Returns true if a word of refusal was said, or what is answered to thanks, anger and the like. */
    private boolean notTaken(Round round) {
        var said = round.reply().says().toString();
        var refusals = engine.library().texts().values().stream()
                .flatMap(texts -> texts.entrySet().stream())
                .filter(text -> NOT_TAKEN.matcher(text.getKey()).matches())
                .map(Map.Entry::getValue);
        var answers = Objects.requireNonNull(engine.library().typed()).others().values().stream()
                .flatMap(wordings -> wordings.values().stream())
                .flatMap(wording -> Stream.of(
                        Optional.ofNullable(wording.text()),
                        Optional.ofNullable(wording.card()).map(Wording.Card::title)))
                .flatMap(Optional::stream);
        var own = engine.library().flows().values().stream()
                .flatMap(flow -> flow.steps().stream())
                .flatMap(step -> step.wordings().values().stream())
                .flatMap(wording -> wording.refused().values().stream());
        return Stream.of(refusals, answers, own)
                .flatMap(texts -> texts)
                .map(text -> text.source().replaceFirst("(?s)^(\\{[a-z]+} ?)?([^{\n]+).*", "$2"))
                .anyMatch(said::contains);
    }

    private void keepOldButtons() {
        for (var button : screen) {
            if (button.tap() instanceof Say.Tap.Answer answer) {
                old.add(answer.data());
            }
        }
        while (old.size() > OLD_BUTTONS) {
            old.removeFirst();
        }
    }

    /** It has been acknowledged that the officers get all of it, the photos are counted later, or the person did nothing. */
    private boolean mayBeSilent(Session before, Input input) {
        boolean acknowledged = before.current() != null
                && before.current().withOfficer()
                && before.current().top().slots().containsKey("#acknowledged");
        boolean counted = input instanceof Input.Photo && session.burst() != null;
        return acknowledged
                || counted
                || input instanceof Input.Elapsed
                || input instanceof Input.OfficerWrote
                || input instanceof Input.HandedBack;
    }

    /** A button of a question that is over, while another one waits. */
    private static boolean isOld(Session before, String data) {
        int colon = data.indexOf(':');
        var head = colon < 0 ? "" : data.substring(0, colon);
        return before.current() != null
                && !head.equals("start")
                && !head.equals("language")
                && !head.equals("danger")
                && !head.equals(String.valueOf(before.current().asked().prompt()));
    }

    private static String place(Session session) {
        var running = session.current();
        return running == null
                ? "no conversation"
                : running.mode() + " at " + running.top().flow() + "/"
                        + running.top().step() + " " + running.top().slots().keySet();
    }

    private static @Nullable Object frames(Session session) {
        return session.current() == null ? null : session.current().frames();
    }

    private boolean writes(Need need) {
        return need instanceof Need.Act act
                && !act.action().equals(Step.Officer.ACTION)
                && Objects.requireNonNull(signatures.get(act.action())).kind() == Signature.Kind.WRITE;
    }

    private Step step() {
        return step(session);
    }

    private Step step(Session session) {
        var top = Objects.requireNonNull(session.current()).top();
        return Objects.requireNonNull(engine.library().flow(top.flow()).step(top.step()));
    }

    private static Session reread(Session session) {
        var read = Sessions.read(Sessions.write(session));
        assertThat(read).isEqualTo(session);
        return read;
    }
}
