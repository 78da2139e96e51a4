package prasan.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Library.Command;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.flow.Signature;

/** A chat in a terminal, to try conversations by hand: lines in, answers out. Works with pipes as well. Not safe for threads. */
public final class Player {
    private static final String HELP = """
            type an answer, [label] or the number of a button; "7" in quotes is typed, not tapped
            :photo   :pin LAT,LON ADDRESS   :sticker   :follow   :tap DATA   :old LABEL (a button of an earlier answer)
            :back   :cancel   :menu   :help   :again   :officer   :handed-back   :after 30m (time passes)   :new (a new chat)   :? (this)   :quit""";

    static final String QUIT = ":quit";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

    private final Engine engine;
    private final Hands hands;
    private final BufferedReader in;
    private final PrintWriter out;
    private final Clock clock;
    private final boolean echo;

    private Screen screen = new Screen();
    private Session session = Session.fresh("th");
    private List<Say.Button> numbered = List.of();
    private Duration passed = Duration.ZERO;
    private int photos;

    /** The person leaves while something is to be done. */
    static final class Quit extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Does what a round needs, and keeps what it leads to. */
    @FunctionalInterface
    interface Hands {
        Round round(Function<Round.Doer, Round> play);
    }

    /** @param echo whether what is read is written out, because nobody sees it being typed */
    Player(Engine engine, Hands hands, BufferedReader in, PrintWriter out, Clock clock, boolean echo) {
        this.engine = engine;
        this.hands = hands;
        this.in = in;
        this.out = out;
        this.clock = clock;
        this.echo = echo;
    }

    /** A chat in which nothing is done: what comes of an action is asked for. */
    public static Player stubbed(
            Engine engine,
            Map<String, Signature> actions,
            BufferedReader in,
            PrintWriter out,
            Clock clock,
            boolean echo) {
        var asking = new Asking(engine.library(), actions, in, out, clock, echo);
        return new Player(engine, play -> play.apply(asking), in, out, clock, echo);
    }

    /**
     * A chat in which the actions are really run.
     *
     * @param chat the id that the person at the terminal goes by
     * @param visit a text that no earlier chat in a terminal had
     */
    public static Player real(
            Engine engine,
            Actions actions,
            Jdbi jdbi,
            Chats chats,
            String chat,
            String visit,
            BufferedReader in,
            PrintWriter out,
            Clock clock,
            boolean echo) {
        return new Player(engine, new RealHands(actions, jdbi, chats, clock, chat, visit), in, out, clock, echo);
    }

    /** Plays until the lines end, or the person leaves. */
    public void run() {
        try {
            play();
        } catch (Quit quit) {
            out.flush();
        }
    }

    private void play() {
        out.println(HELP);
        act(new Input.Followed());
        for (var line = read(in, out, "> ", echo); line != null; line = read(in, out, "> ", echo)) {
            if (line.equals(QUIT)) {
                return;
            }
            try {
                did(line);
            } catch (IllegalArgumentException e) {
                out.println("! " + e.getMessage());
            }
        }
    }

    static @Nullable String read(BufferedReader in, PrintWriter out, String prompt, boolean echo) {
        try {
            out.print(prompt);
            out.flush();
            var line = in.readLine();
            if (echo || line == null) {
                out.println(line == null ? "" : line);
            }
            return line == null ? null : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void did(String line) {
        if (line.startsWith(":after ")) {
            elapse(Rehearsal.length(line.substring(":after ".length())));
        } else if (line.equals(":new")) {
            session = Session.fresh(session.language());
            screen = new Screen();
            act(new Input.Followed());
        } else if (line.equals(":?")) {
            out.println(HELP);
        } else if (!line.isEmpty()) {
            input(line).ifPresent(this::act);
        }
    }

    private Optional<Input> input(String line) {
        if (line.startsWith(":")) {
            return colon(line.substring(1));
        }
        var quoted = QUOTED.matcher(line);
        if (quoted.matches()) {
            return Optional.of(new Input.Words(quoted.group(1)));
        }
        if (NUMBER.matcher(line).matches() && Integer.parseInt(line) - 1 < numbered.size() && !line.equals("0")) {
            var button = numbered.get(Integer.parseInt(line) - 1);
            return Optional.of(new Input.Tapped(((Say.Tap.Answer) button.tap()).data()));
        }
        return Gesture.read(line, screen, "");
    }

    private Optional<Input> colon(String text) {
        var words = text.split(" ", 2);
        return switch (words[0]) {
            case "back" -> word(Command.BACK);
            case "cancel" -> word(Command.CANCEL);
            case "menu" -> word(Command.MENU);
            case "help" -> word(Command.HELP);
            case "again" -> word(Command.REPEAT);
            case "officer" -> word(Command.OFFICER);
            case "handed-back" -> Optional.of(new Input.HandedBack(null));
            case "old" -> Optional.of(Gesture.old(words.length > 1 ? words[1] : "", screen));
            case "pin" -> Gesture.read("(place " + (words.length > 1 ? words[1] : "14.128,99.409") + ")", screen, "");
            default ->
                Gesture.read(
                        "(" + text + ")", screen, "terminal-" + clock.instant().toEpochMilli() + "-" + ++photos);
        };
    }

    private Optional<Input> word(Command command) {
        return Optional.of(new Input.Words(
                Objects.requireNonNull(engine.library().commands().get(command)).getFirst()));
    }

    private void elapse(Duration length) {
        passed = passed.plus(length);
        for (var due = session.due();
                due != null && !due.isAfter(clock.instant().plus(passed));
                due = session.due()) {
            act(new Input.Elapsed());
        }
    }

    private void act(Input input) {
        var at = clock.instant().plus(passed);
        var round = hands.round(doer -> Round.play(engine, session, input, at, doer));
        session = round.session();
        if (round.reply().says().isEmpty()) {
            return;
        }
        screen.shows(round.reply());
        List<Say.Button> buttons = new ArrayList<>();
        for (var message : Script.print(round.reply(), button -> look(button, buttons))) {
            out.println();
            out.println(message);
        }
        numbered = buttons;
    }

    private static String look(Say.Button button, List<Say.Button> buttons) {
        return switch (button.tap()) {
            case Say.Tap.Answer answer -> {
                buttons.add(button);
                yield "[" + buttons.size() + " " + button.label() + "]";
            }
            case Say.Tap.Ring ring -> "[" + button.label() + ": " + ring.number() + "]";
            case Say.Tap.Open open -> "[" + button.label() + ": " + open.url() + "]";
            case Say.Tap.SendPlace place -> "[" + button.label() + ": :pin]";
            case Say.Tap.TakePhoto photo -> "[" + button.label() + ": :photo]";
            case Say.Tap.PickPhoto photo -> "[" + button.label() + ": :photo]";
        };
    }
}
