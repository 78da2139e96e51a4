package prasan.flow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Asked;

/** Reads what a person did as the answer to a question. */
final class Answers {
    private static final int PLACE_MAX = 300;
    /** The least of a label's letters that name it. */
    private static final int NAMED = 3;

    private static final Pattern ITEM = Pattern.compile("(?:ข้อ(?:ที่)? ?)?([1-9][0-9]?)");

    private Answers() {}

    sealed interface Read {}

    /** The answer. */
    record Good(Value value) implements Read {}

    /** A part of the answer; {@code reason} names what to say. */
    record More(Value partial, String reason, Map<String, Value> args) implements Read {}

    /** No answer; {@code reason} names the wording. */
    record Bad(String reason, Map<String, Value> args) implements Read {}

    /** A source has to find it. */
    record Ask(@Nullable String query, Input.@Nullable Pin pin) implements Read {}

    static Read read(Step.Ask ask, Input input, Walk walk) {
        var running = Objects.requireNonNull(walk.now);
        var library = walk.library;
        return switch (ask.slot()) {
            case Slot.Choice choice ->
                input instanceof Input.Words words
                        ? choice(ask, choice, Polite.bare(words.text()), walk)
                        : new Bad("choice", Map.of());
            case Slot.Words slot ->
                input instanceof Input.Words words
                        ? words(slot, Thai.clean(words.text()), library)
                        : new Bad("words", Map.of());
            case Slot.Amount number ->
                input instanceof Input.Words words
                        ? number(number, ThaiNumbers.read(words.text()))
                        : new Bad("number", Map.of());
            case Slot.Day day ->
                input instanceof Input.Words words
                        ? day(day, words.text(), walk.at.atZone(Print.BANGKOK).toLocalDate())
                        : new Bad("day", Map.of());
            case Slot.Time time -> {
                var read = input instanceof Input.Words words ? ThaiTimes.read(words.text()) : null;
                yield read == null ? new Bad("time", Map.of()) : new Good(new Value.TimeOfDay(read));
            }
            case Slot.Phone phone -> {
                var read = input instanceof Input.Words words ? ThaiPhones.read(words.text()) : null;
                yield read == null ? new Bad("phone", Map.of()) : new Good(new Value.Phone(read));
            }
            case Slot.Several several ->
                input instanceof Input.Words words
                        ? several(several, Thai.clean(words.text()), running.asked())
                        : new Bad("words", Map.of());
            case Slot.Images images ->
                new Bad(running.asked().partial() == null ? "photos" : "photos-enough", Map.of());
            case Slot.Place place -> place(input);
            case Slot.Area area -> find(input, walk);
            case Slot.Reference reference -> find(input, walk);
        };
    }

    private static Read choice(Step.Ask ask, Slot.Choice choice, String said, Walk walk) {
        for (var each : Library.languagesFrom(walk.language)) {
            var options = new Choices(walk.questions().in(each), ask).options(choice);
            boolean taken = walk.library.vocabulary(each, choice.words()).entrySet().stream()
                    .anyMatch(option -> !options.containsKey(option.getKey())
                            && Polite.bare(option.getValue()).equals(said));
            if (taken) {
                // a part of another label is not what is meant
                return new Bad("choice", Map.of());
            }
            var codes = List.copyOf(options.keySet());
            int place = named(List.copyOf(options.values()), said);
            var synonym = walk.library.synonym(choice.words(), said);
            if (synonym != null && codes.contains(synonym)) {
                return new Good(new Value.Code(choice.words(), synonym));
            }
            if (place >= 0) {
                return new Good(new Value.Code(choice.words(), codes.get(place)));
            }
        }
        return new Bad("choice", Map.of());
    }

    /**
     * Which label of a list is meant by its number, the label itself, one of the things that it lists between slashes, or a part that only one label has; -1 if none is.
     *
     * @param said {@link Polite#bare}
     */
    static int named(List<String> labels, String said) {
        var number = ITEM.matcher(said);
        if (number.matches()) {
            int place = Integer.parseInt(number.group(1)) - 1;
            return place < labels.size() ? place : -1;
        }
        var plain = labels.stream().map(Polite::bare).toList();
        var fits = IntStream.range(0, plain.size())
                .filter(i -> plain.get(i).equals(said)
                        || Arrays.stream(plain.get(i).split("[/,]"))
                                .map(String::strip)
                                .anyMatch(said::equals))
                .toArray();
        if (fits.length == 0 && said.length() >= NAMED) {
            // "ผู้ใหญ่" for ผู้ใหญ่บ้าน, where one thing that is listed begins with it, or only one label has it
            fits = IntStream.range(0, plain.size())
                    .filter(i -> Arrays.stream(plain.get(i).split("[/, ]")).anyMatch(part -> part.startsWith(said)))
                    .toArray();
            if (fits.length == 0) {
                fits = IntStream.range(0, plain.size())
                        .filter(i -> plain.get(i).contains(said))
                        .toArray();
            }
        }
        return fits.length == 1 ? fits[0] : -1;
    }

    private static Read words(Slot.Words slot, String text, Library library) {
        int length = text.codePointCount(0, text.length());
        if (length < slot.min() || empty(Polite.bare(text), library)) {
            return new Bad("short", Map.of("min", count(slot.min())));
        }
        return length > slot.max()
                ? new Bad("long", Map.of("max", count(slot.max()), "length", count(length)))
                : new Good(new Value.Text(text));
    }

    /** A polite word, or a yes or no to what was said before the question, as after the privacy notice: it answers nothing that is asked in words. */
    private static boolean empty(String bare, Library library) {
        return bare.isEmpty() || library.isYesOrNo(bare);
    }

    private static Read number(Slot.Amount slot, @Nullable BigDecimal number) {
        if (number == null) {
            return new Bad("number", Map.of());
        }
        return slot.fits(number)
                ? new Good(new Value.Quantity(number))
                : new Bad(
                        "range",
                        Map.of(
                                "min", new Value.Quantity(BigDecimal.valueOf(slot.min())),
                                "max", new Value.Quantity(BigDecimal.valueOf(slot.max()))));
    }

    private static Read day(Slot.Day slot, String text, LocalDate today) {
        var day = slot.when() == Slot.Day.When.PAST ? ThaiDays.readPast(text, today) : ThaiDays.read(text, today);
        if (day == null) {
            return new Bad("day", Map.of());
        }
        return switch (slot.when()) {
            case FUTURE ->
                day.isBefore(today) ? new Bad("past", Map.of("day", new Value.Day(day))) : new Good(new Value.Day(day));
            case PAST ->
                day.isAfter(today)
                        ? new Bad("future", Map.of("day", new Value.Day(day)))
                        : new Good(new Value.Day(day));
            case ANY -> new Good(new Value.Day(day));
        };
    }

    private static Read several(Slot.Several slot, String text, Asked asked) {
        var texts = new ArrayList<>(asked.partial() instanceof Value.Texts before ? before.texts() : List.of());
        if (texts.size() >= slot.max()) {
            return new Bad("texts-full", Map.of("max", count(slot.max())));
        }
        texts.add(text);
        var args = Map.<String, Value>of("count", count(texts.size()), "max", count(slot.max()));
        return new More(new Value.Texts(texts), "text-taken", args);
    }

    private static Read place(Input input) {
        return switch (input) {
            case Input.Pin pin -> new Good(placeOf(pin));
            case Input.Words words -> {
                var text = Thai.clean(words.text());
                int length = text.codePointCount(0, text.length());
                yield length < 2 || length > PLACE_MAX
                        ? new Bad("place", Map.of("max", count(PLACE_MAX)))
                        : new Good(new Value.Place(null, null, text));
            }
            default -> new Bad("place", Map.of());
        };
    }

    /** The place that a pin stands for. */
    static Value.Place placeOf(Input.Pin pin) {
        var words = pin.address() != null ? pin.address() : pin.title();
        return new Value.Place(
                pin.lat(),
                pin.lon(),
                words == null || words.isBlank() ? null : Graphemes.fit(Thai.clean(words), PLACE_MAX));
    }

    /** The item of the list with that number, or what a source has to find. A list of one is a question: yes takes it. */
    private static Read find(Input input, Walk walk) {
        var offered = Objects.requireNonNull(walk.now).asked().offered();
        return switch (input) {
            case Input.Words words -> {
                var said = Polite.bare(words.text());
                var number = ITEM.matcher(said);
                int place = number.matches() ? Integer.parseInt(number.group(1)) : 0;
                if (place >= 1 && place <= offered.size()) {
                    yield new Good(offered.get(place - 1).value());
                }
                if (offered.size() == 1 && walk.library.means(Library.Answer.AGREE, said)) {
                    yield new Good(offered.getFirst().value());
                }
                // a number beyond the list is none of it, and no village either
                yield place > 0
                                && !offered.isEmpty()
                                && walk.step() instanceof Step.Ask ask
                                && ask.slot() instanceof Slot.Area
                        ? new Bad("many", Map.of())
                        : new Ask(Thai.clean(words.text()), null);
            }
            case Input.Pin pin -> new Ask(null, pin);
            default -> new Bad("words", Map.of());
        };
    }

    static Value count(int number) {
        return new Value.Quantity(BigDecimal.valueOf(number));
    }
}
