package prasan.chat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Danger;
import prasan.flow.Engine;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Polite;
import prasan.flow.Say;
import prasan.flow.Session;
import prasan.flow.Slot;
import prasan.flow.Step;
import prasan.flow.ThaiDays;
import prasan.flow.ThaiNumbers;
import prasan.flow.ThaiPhones;
import prasan.flow.ThaiTimes;
import prasan.flow.Value;
import prasan.understand.Understanding;

/**
 * Puts made-up words in place of what people wrote and of what actions told about them: of the same length and kind, and the same for the same. Codes, days, times, amounts and numbers that
 * a question took stay, as does what only the conversation gives a meaning, such as the label of a button. Not safe for threads.
 */
final class Disguise {
    private static final String FILLER = "ข้อความสมมุติ ";
    private static final String LATIN = "sample text ";
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    /** What begins the keys of messages that have become one that is understood alike. */
    private static final String LIKE = "like ";

    private static final int MOST_LIKE = 20;

    private final Map<String, String> made = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * The input, disguised.
     *
     * @param before where the conversation stood
     * @param after where it stood afterwards: an answer that a question took is kept if it cannot be about a person
     * @param seen the labels of the buttons that could be seen
     */
    Input input(Library library, Session before, Session after, List<String> seen, Input input) {
        return switch (input) {
            case Input.Words words -> new Input.Words(words(library, before, after, seen, words.text()));
            case Input.Pin pin -> new Input.Pin(13.75, 100.5, null, null);
            case Input.Photo photo -> new Input.Photo(code("photo", photo.id()), set(photo.set()));
            case Input.Media media -> new Input.Media(code("media", media.id()), media.kind());
            case Input.HandedBack back -> new Input.HandedBack(null);
            default -> input;
        };
    }

    /**
     * As {@link #input}, but several to try, the best first, for words that are typed when nothing is under way: what comes of those depends on what they are taken for.
     *
     * @see #became
     */
    List<Input> inputs(Engine engine, Session before, Session after, List<String> seen, Input input) {
        var disguised = input(engine.library(before), before, after, seen, input);
        if (!(input instanceof Input.Words words) || disguised.equals(input) || !free(engine.library(before), before)) {
            return List.of(disguised);
        }
        var again = made.get(LIKE + words.text());
        if (again != null) {
            return List.of(new Input.Words(again));
        }
        var typed = engine.library().typed();
        if (typed == null || !(typed.understands() instanceof Understanding understanding)) {
            return List.of(disguised);
        }
        var hears = engine.library().emergency().hears();
        var like = understanding
                .alike(words.text())
                .filter(text -> hears.apply(text).equals(hears.apply(words.text())))
                .filter(text -> !used.contains(text))
                .limit(MOST_LIKE)
                .map(text -> (Input) new Input.Words(text));
        return Stream.concat(like, Stream.of(disguised)).toList();
    }

    /** Whether what is typed is taken for what it says, and not only for an answer. */
    private static boolean free(Library library, Session before) {
        var now = before.current();
        if (now == null || now.mode() == Session.Mode.UNDERSTOOD) {
            return true;
        }
        var typed = library.typed();
        return typed != null
                && now.flow().equals(typed.flow())
                && asked(library, before) instanceof Step.Ask ask
                && (ask.id().equals(typed.category())
                        || ask.id().equals(typed.detail())
                        || ask.id().equals(typed.name()));
    }

    /** One of the {@link #inputs} was played: the same words become the same from here on. */
    void became(Input input, Input disguised) {
        if (input instanceof Input.Words words
                && disguised instanceof Input.Words like
                && !words.equals(like)
                && used.add(like.text())) {
            made.put(LIKE + words.text(), like.text());
            made.put(words.text(), like.text());
        }
    }

    private Input.@Nullable PhotoSet set(Input.@Nullable PhotoSet set) {
        return set == null ? null : new Input.PhotoSet(code("album", set.id()), set.index(), set.total());
    }

    private String words(Library library, Session before, Session after, List<String> seen, String text) {
        if (known(library, seen, Polite.bare(text))
                || (asked(library, before) instanceof Step.Ask ask && plain(ask, after, text, library))) {
            return text;
        }
        var answer = startedWith(library, text);
        if (answer != null && text.strip().endsWith(answer)) {
            return text.strip().substring(0, text.strip().length() - answer.length()) + text(answer);
        }
        if (asked(library, before) instanceof Step.Ask ask
                && ask.slot() instanceof Slot.Phone
                && took(ask, after, text, library)) {
            return phone(text);
        }
        // what is answered for its danger is answered for it in disguise too
        return library.emergency()
                .hears()
                .apply(text)
                .filter(Danger::certain)
                .flatMap(danger ->
                        Optional.ofNullable(library.emergency().kinds().get(danger.kind())))
                .map(kind -> kind.says() + " " + text(text))
                .orElseGet(() -> text(text));
    }

    private static boolean known(Library library, List<String> seen, String said) {
        // the number of something in a list
        return said.matches("[0-9]{1,2}")
                || library.commands().values().stream().anyMatch(all -> all.contains(said))
                || library.languages().values().stream().anyMatch(all -> all.contains(said))
                || library.answers().values().stream().anyMatch(all -> all.contains(said))
                || library.flows().values().stream()
                        .anyMatch(flow -> flow.starts().values().stream().anyMatch(all -> all.contains(said)))
                || seen.stream().anyMatch(label -> Polite.bare(label).equals(said));
    }

    /** The answer that words bring along which start a flow, or {@code null}. */
    private static @Nullable String startedWith(Library library, String text) {
        return library.flows().values().stream()
                .flatMap(flow -> Library.LANGUAGES.stream().map(language -> flow.startedBy(language, text, true)))
                .filter(Objects::nonNull)
                .flatMap(answers -> answers.values().stream())
                .map(value -> value instanceof Value.Text answer ? answer.text() : "")
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Step asked(Library library, Session before) {
        var now = before.current();
        var flow = now == null ? null : library.flows().get(now.top().flow());
        return now == null || flow == null ? null : flow.step(now.top().step());
    }

    /** Whether the question took an answer that is about nobody. */
    private static boolean plain(Step.Ask ask, Session after, String text, Library library) {
        return switch (ask.slot()) {
            case Slot.Choice choice -> took(ask, after, text, library);
            case Slot.Day day -> !ask.pii() && took(ask, after, text, library);
            case Slot.Time time -> !ask.pii() && took(ask, after, text, library);
            case Slot.Amount amount -> !ask.pii() && took(ask, after, text, library);
            default -> false;
        };
    }

    /** Whether the text became the answer. Where the conversation is over nothing is left to see it by, but the text itself. */
    private static boolean took(Step.Ask ask, Session after, String text, Library library) {
        var now = after.current();
        return now == null
                ? fits(ask.slot(), text, library)
                : now.frames().stream().anyMatch(frame -> frame.slots().containsKey(ask.id()));
    }

    private static boolean fits(Slot slot, String text, Library library) {
        return switch (slot) {
            case Slot.Choice choice ->
                Library.LANGUAGES.stream()
                        .flatMap(language -> library.vocabulary(language, choice.words()).values().stream())
                        .anyMatch(label -> Polite.bare(label).contains(Polite.bare(text)));
            case Slot.Day day -> ThaiDays.read(text, LocalDate.EPOCH) != null;
            case Slot.Time time -> ThaiTimes.read(text) != null;
            case Slot.Amount amount -> ThaiNumbers.read(text) != null;
            case Slot.Phone phone -> ThaiPhones.read(text) != null;
            default -> false;
        };
    }

    /** What came of something that was done, disguised. */
    Input answer(Input answer) {
        return switch (answer) {
            case Input.Outcome outcome -> new Input.Outcome(outcome.name(), values(outcome.values()));
            case Input.Found found ->
                new Input.Found(found.items().stream().map(this::item).toList(), found.refused());
            default -> answer;
        };
    }

    private Input.Item item(Input.Item item) {
        return new Input.Item(
                value(item.value()),
                text(item.label()),
                text(item.title()),
                item.lines().stream().map(this::text).toList());
    }

    private Map<String, Value> values(Map<String, Value> values) {
        // in their order: the same text is made up the same way in every run
        var disguised = new TreeMap<String, Value>();
        new TreeMap<>(values).forEach((name, value) -> disguised.put(name, value(value)));
        return disguised;
    }

    private Value value(Value value) {
        return switch (value) {
            case Value.Text text ->
                new Value.Text(
                        LINK.matcher(text.text()).matches()
                                ? "https://example.org/" + code("link", text.text())
                                : text(text.text()));
            case Value.Texts texts ->
                new Value.Texts(texts.texts().stream().map(this::text).toList());
            case Value.Phone phone -> new Value.Phone(phone(phone.e164()));
            case Value.Area area ->
                new Value.Area(
                        area.code().replaceAll("[0-9]", "9"),
                        text(area.th()),
                        text(area.en()),
                        area.community() == null || area.community().isEmpty()
                                ? area.community()
                                : text(area.community()));
            case Value.Place place ->
                new Value.Place(
                        place.lat() == null ? null : 13.75,
                        place.lon() == null ? null : 100.5,
                        place.words() == null ? null : text(place.words()));
            case Value.Images images ->
                new Value.Images(
                        images.ids().stream().map(id -> code("photo", id)).toList());
            case Value.Ref ref -> new Value.Ref(code("row", ref.id()), text(ref.label()));
            case Value.Rows rows ->
                new Value.Rows(rows.rows().stream().map(this::values).toList());
            case Value.Quantity quantity -> quantity;
            case Value.Money money -> money;
            case Value.Day day -> day;
            case Value.TimeOfDay time -> time;
            case Value.Moment moment -> moment;
            case Value.Code code -> code;
            case Value.None none -> none;
        };
    }

    /** A text of the same length, in Thai if it is Thai. */
    String text(String text) {
        return made.computeIfAbsent(text, original -> {
            var filler =
                    original.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.THAI)
                            ? FILLER
                            : LATIN;
            int length = Math.max(1, original.strip().length());
            var plain = filler.repeat(length / filler.length() + 1)
                    .substring(0, length)
                    .strip();
            return alone(plain.isEmpty() ? "x" : plain, length);
        });
    }

    /** Two texts stay two: from the second on, a number stands at the end of what they have become. */
    private String alone(String plain, int length) {
        var candidate = plain;
        for (int number = 2; !used.add(candidate); number++) {
            var end = " " + number;
            candidate = plain.substring(0, Math.max(0, Math.min(plain.length(), length - end.length())))
                            .strip()
                    + end;
        }
        return candidate.strip();
    }

    private String phone(String phone) {
        return made.computeIfAbsent(
                "phone " + phone.replaceAll("[^0-9]", ""),
                original -> "+6680000" + "%04d".formatted(made.size() % 10_000));
    }

    private String code(String kind, String id) {
        return made.computeIfAbsent(kind + " " + id, original -> kind + "-" + (made.size() + 1));
    }

    /** Labels as they can be seen. */
    static List<String> labels(Screen screen) {
        return screen.last().stream().map(Say.Button::label).toList();
    }
}
