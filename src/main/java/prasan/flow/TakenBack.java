package prasan.flow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prasan.flow.Session.Asked;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Running;

/**
 * A message that its sender took back: finds what a conversation has taken from it. What was taken from a text is a part of it or, where the message is not a short one, has it as a part; rather too
 * much is forgotten, and asked again, than too little.
 *
 * @param id LINE's id of the message
 * @param words all that could be read in it
 * @param lat of a pin, WGS 84 degrees, there when {@code lon} is
 */
public record TakenBack(
        String id,
        List<String> words,
        @Nullable Double lat,
        @Nullable Double lon) {
    /** What was kept and is as short as that is in many messages by chance. */
    private static final int PART = 3;

    /** A message that is shorter, such as ครับ, is in much that others have said: it is only itself. */
    private static final int WHOLE = 8;

    private static final Pattern NO_LETTER = Pattern.compile("[\\s\\p{P}]+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]+");
    private static final Pattern LEVEL = Pattern.compile("หมู่( |ที่)*[0-9]+|ต\\.|อ\\.|จ\\.|แขวง|เขต|บ้าน|ชุมชน");

    public TakenBack {
        words = List.copyOf(words);
    }

    /** Returns true if a line of the text is from the message. */
    public boolean tells(@Nullable String text) {
        return text != null
                && text.lines()
                        .map(TakenBack::bare)
                        .filter(line -> !line.isEmpty())
                        .anyMatch(line -> words.stream()
                                .flatMap(String::lines)
                                .map(TakenBack::bare)
                                .anyMatch(said -> part(line, said, WHOLE) || part(said, line, PART)));
    }

    /** Returns true if a value, as it is printed, is from the message; that is longer than what was typed: ต.ป่าแดด อ.แม่สรวย of ป่าแดด, 500,000 บาท of 500000. */
    public boolean tellsPrinted(String value) {
        var printed = bare(value);
        return tells(value)
                || words.stream()
                        .filter(said -> !Polite.only(said))
                        .map(Polite::bare)
                        .map(TakenBack::bare)
                        .anyMatch(said -> said.length() >= PART && printed.contains(said));
    }

    private static boolean part(String whole, String part, int least) {
        return part.length() >= least ? whole.contains(part) : !part.isEmpty() && whole.equals(part);
    }

    private static String bare(String text) {
        return NO_LETTER.matcher(Thai.normalise(text)).replaceAll("");
    }

    /** Returns true for the pin of the message. */
    public boolean pinned(@Nullable Double lat, @Nullable Double lon) {
        return this.lat != null && this.lat.equals(lat) && Objects.equals(this.lon, lon);
    }

    /** The session without what it has of the message. */
    Session from(Session session) {
        var warned = session.warned();
        var receipt = session.receipt();
        var early = session.early();
        var burst = session.burst();
        return new Session(
                session.language(),
                session.prompts(),
                session.current() == null ? null : from(session.current()),
                session.drafts().stream().map(this::from).toList(),
                session.later().stream().filter(text -> !tells(text)).toList(),
                warned == null || tells(warned.text()) ? null : warned,
                receipt == null ? null : new Session.Receipt(receipt.prompt(), from(receipt.frame()), receipt.at()),
                early == null
                        ? null
                        : new Session.Early(
                                others(early.photos()),
                                early.place() == null || isFrom(early.place()) ? null : early.place(),
                                early.at()),
                burst == null
                        ? null
                        : new Session.Burst(
                                burst.shots().stream()
                                        .filter(shot -> !shot.id().equals(id))
                                        .toList(),
                                burst.over(),
                                burst.at()),
                session.times(),
                session.untold());
    }

    private Running from(Running running) {
        var asked = running.asked();
        var partial = asked.partial() == null ? null : left(asked.partial());
        return new Running(
                running.flow(),
                running.hash(),
                running.edition(),
                running.frames().stream().map(this::from).toList(),
                running.trail().stream()
                        .map(frames -> frames.stream().map(this::from).toList())
                        .toList(),
                running.mode(),
                new Asked(asked.prompt(), partial, asked.offered(), asked.page(), asked.misses(), asked.since()),
                running.silent(),
                running.at());
    }

    Frame from(Frame frame) {
        var slots = new HashMap<String, Value>();
        frame.slots().forEach((slot, value) -> {
            var left = left(value);
            if (left != null) {
                slots.put(slot, left);
            }
        });
        return new Frame(frame.flow(), frame.step(), slots);
    }

    private @Nullable Value left(Value value) {
        return switch (value) {
            case Value.Images images -> {
                var ids = others(images.ids());
                yield ids.isEmpty() && !images.ids().isEmpty() ? null : new Value.Images(ids);
            }
            case Value.Texts texts -> {
                var rest = others(texts.texts()).stream()
                        .filter(text -> !tells(text))
                        .toList();
                yield rest.isEmpty() && !texts.texts().isEmpty() ? null : new Value.Texts(rest);
            }
            default -> isFrom(value) ? null : value;
        };
    }

    private List<String> others(List<String> ids) {
        return ids.stream().filter(other -> !other.equals(id)).toList();
    }

    private boolean isFrom(Value value) {
        return switch (value) {
            case Value.Text text -> text.text().equals(id) || tells(text.text());
            case Value.Phone phone ->
                words.stream()
                        .map(said -> NO_DIGIT.matcher(Thai.digits(said)).replaceAll(""))
                        .anyMatch(digits -> digits.contains(phone.e164().replaceFirst("^\\+66", "")));
            case Value.Place place -> tells(place.words()) || pinned(place.lat(), place.lon());
            case Value.Area area -> tells(area.community()) || names(area);
            case Value.Rows rows ->
                rows.rows().stream()
                        .map(Map::values)
                        .anyMatch(row -> row.stream().anyMatch(this::isFrom));
            case Value.Texts texts -> texts.texts().stream().anyMatch(this::tells);
            case Value.Images images -> images.ids().contains(id);
            case Value.Quantity quantity -> counts(quantity.number());
            case Value.Money money -> counts(money.baht());
            case Value.Day day -> says(said -> day(said, day.day()));
            case Value.TimeOfDay time -> says(said -> time.time().equals(ThaiTimes.read(said)));
            // what was chosen, and what actions gave
            case Value.Code code -> false;
            case Value.Moment moment -> false;
            case Value.Ref ref -> false;
            case Value.None none -> false;
        };
    }

    private boolean says(Predicate<String> what) {
        return words.stream().anyMatch(what);
    }

    private boolean counts(BigDecimal number) {
        return says(said -> {
            var read = ThaiNumbers.read(said);
            return read != null && read.compareTo(number) == 0;
        });
    }

    /** Whether the day was typed, or told by how far away it was then: of that, what was typed is a day at all. */
    private static boolean day(String said, LocalDate day) {
        return ThaiDays.read(said, day) != null || ThaiDays.readPast(said, day) != null;
    }

    /** Whether the message names the area, or one that it lies in. */
    private boolean names(Value.Area area) {
        return Arrays.stream(LEVEL.split(area.th()))
                .map(TakenBack::bare)
                .filter(name -> name.length() >= PART)
                .anyMatch(name -> words.stream().anyMatch(said -> bare(said).contains(name)));
    }
}
