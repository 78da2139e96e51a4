package prasan.flow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Album;
import prasan.flow.Session.Asked;
import prasan.flow.Session.Running;

/** Reads what a person did as the answer to a question. */
final class Answers {
    private static final int PLACE_MAX = 300;
    /** The least of a label's letters that name it. */
    private static final int NAMED = 3;

    private Answers() {}

    sealed interface Read {}

    /** The answer. */
    record Good(Value value) implements Read {}

    /** A part of the answer; {@code reason} names what to say, unless more of it is on its way and it is taken quietly. */
    record More(
            Value partial,
            List<String> photos,
            @Nullable Album album,
            boolean quiet,
            String reason,
            Map<String, Value> args)
            implements Read {}

    /** No answer; {@code reason} names the wording. */
    record Bad(String reason, Map<String, Value> args) implements Read {}

    /** A source has to find it. */
    record Ask(@Nullable String query, Input.@Nullable Pin pin) implements Read {}

    static Read read(Step.Ask ask, Input input, Walk walk) {
        var running = Objects.requireNonNull(walk.now);
        var library = walk.library;
        var language = walk.language;
        return switch (ask.slot()) {
            case Slot.Choice choice ->
                input instanceof Input.Words words
                        ? choice(choice, Polite.bare(words.text()), library, language)
                        : wrong(input, running, library, "choice");
            case Slot.Words slot ->
                input instanceof Input.Words words
                        ? words(slot, Thai.clean(words.text()))
                        : wrong(input, running, library, "words");
            case Slot.Amount number ->
                input instanceof Input.Words words
                        ? number(number, ThaiNumbers.read(words.text()))
                        : wrong(input, running, library, "number");
            case Slot.Day day ->
                input instanceof Input.Words words
                        ? day(day, words.text(), walk.at.atZone(Print.BANGKOK).toLocalDate())
                        : wrong(input, running, library, "day");
            case Slot.Time time -> {
                var read = input instanceof Input.Words words ? ThaiTimes.read(words.text()) : null;
                yield read == null ? wrong(input, running, library, "time") : new Good(new Value.TimeOfDay(read));
            }
            case Slot.Phone phone -> {
                var read = input instanceof Input.Words words ? ThaiPhones.read(words.text()) : null;
                yield read == null ? wrong(input, running, library, "phone") : new Good(new Value.Phone(read));
            }
            case Slot.Several several ->
                input instanceof Input.Words words
                        ? several(several, Thai.clean(words.text()), running.asked())
                        : wrong(input, running, library, "words");
            case Slot.Images images ->
                input instanceof Input.Photo photo
                        ? photo(images, photo, running.asked())
                        : new Bad(running.asked().partial() == null ? "photos" : "photos-enough", Map.of());
            case Slot.Place place -> place(input, running, library);
            case Slot.Area area -> find(input, running, library);
            case Slot.Reference reference -> find(input, running, library);
        };
    }

    private static Read choice(Slot.Choice choice, String said, Library library, String language) {
        var labels = library.vocabulary(language, choice.words());
        var codes = List.copyOf(labels.keySet());
        if (said.matches("[0-9]{1,2}") && Integer.parseInt(said) >= 1 && Integer.parseInt(said) <= codes.size()) {
            return new Good(new Value.Code(choice.words(), codes.get(Integer.parseInt(said) - 1)));
        }
        // a label, or one of the things that it lists between slashes
        var fits = codes.stream()
                .filter(code -> {
                    var label = Thai.normalise(String.valueOf(labels.get(code)));
                    return label.equals(said)
                            || Arrays.stream(label.split("[/,]"))
                                    .map(String::strip)
                                    .anyMatch(said::equals);
                })
                .toList();
        if (fits.isEmpty() && said.length() >= NAMED) {
            // "ผู้ใหญ่" for ผู้ใหญ่บ้าน, where only one label has it
            fits = codes.stream()
                    .filter(code ->
                            Thai.normalise(String.valueOf(labels.get(code))).contains(said))
                    .toList();
        }
        return fits.size() == 1
                ? new Good(new Value.Code(choice.words(), fits.getFirst()))
                : new Bad("choice", Map.of());
    }

    private static Read words(Slot.Words slot, String text) {
        int length = text.codePointCount(0, text.length());
        if (length < slot.min()) {
            return new Bad("short", Map.of("min", count(slot.min())));
        }
        return length > slot.max()
                ? new Bad("long", Map.of("max", count(slot.max()), "length", count(length)))
                : new Good(new Value.Text(text));
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
        return new More(new Value.Texts(texts), List.of(), null, false, "text-taken", args);
    }

    private static Read photo(Slot.Images images, Input.Photo photo, Asked asked) {
        var ids = new ArrayList<>(asked.partial() instanceof Value.Images before ? before.ids() : List.of());
        var set = photo.set();
        // photos that were sent together are answered together, when the last of them is here
        var album = set == null
                ? null
                : asked.album() != null && asked.album().id().equals(set.id())
                        ? new Album(set.id(), asked.album().seen() + 1)
                        : new Album(set.id(), 1);
        boolean quiet = set != null && album != null && album.seen() < set.total();
        boolean full = ids.size() >= images.max();
        if (!full) {
            ids.add(photo.id());
        } else if (album == null) {
            return new Bad("photos-full", Map.of("max", count(images.max())));
        }
        var args = Map.<String, Value>of(
                "count", count(ids.size()), "left", count(images.max() - ids.size()), "max", count(images.max()));
        var reason = full ? "photos-full" : ids.size() == images.max() ? "photos-complete" : "photo-taken";
        return new More(new Value.Images(ids), full ? List.of() : List.of(photo.id()), album, quiet, reason, args);
    }

    private static Read place(Input input, Running running, Library library) {
        return switch (input) {
            case Input.Pin pin -> {
                var words = pin.address() != null ? pin.address() : pin.title();
                yield new Good(new Value.Place(
                        pin.lat(),
                        pin.lon(),
                        words == null || words.isBlank() ? null : Graphemes.cut(Thai.clean(words), PLACE_MAX)));
            }
            case Input.Words words -> {
                var text = Thai.clean(words.text());
                yield text.length() < 2 || text.length() > PLACE_MAX
                        ? new Bad("place", Map.of("max", count(PLACE_MAX)))
                        : new Good(new Value.Place(null, null, text));
            }
            default -> wrong(input, running, library, "place");
        };
    }

    private static Read find(Input input, Running running, Library library) {
        return switch (input) {
            case Input.Words words -> {
                var said = Thai.normalise(words.text());
                int number = said.matches("[0-9]{1,2}") ? Integer.parseInt(said) : 0;
                yield number >= 1 && number <= running.asked().offered().size()
                        ? new Good(running.asked().offered().get(number - 1).value())
                        : new Ask(Thai.clean(words.text()), null);
            }
            case Input.Pin pin -> new Ask(null, pin);
            default -> wrong(input, running, library, "words");
        };
    }

    /** A kind of message that cannot be the answer. One photo too many for an earlier question is told so. */
    private static Bad wrong(Input input, Running running, Library library, String reason) {
        if (input instanceof Input.Photo) {
            for (var entry : running.top().slots().entrySet()) {
                if (entry.getValue() instanceof Value.Images images
                        && library.flow(running.top().flow()).step(entry.getKey()) instanceof Step.Ask ask
                        && ask.slot() instanceof Slot.Images slot
                        && images.ids().size() >= slot.max()) {
                    return new Bad("photos-full", Map.of("max", count(slot.max())));
                }
            }
        }
        return new Bad(reason, Map.of());
    }

    private static Value count(int number) {
        return new Value.Quantity(BigDecimal.valueOf(number));
    }
}
