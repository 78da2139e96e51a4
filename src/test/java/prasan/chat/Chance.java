package prasan.chat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Need;
import prasan.flow.Signature;
import prasan.flow.Slot;
import prasan.flow.Step;
import prasan.flow.Type;
import prasan.flow.Value;
import prasan.flow.Wording;

/** Does what the engine needs done by drawing lots: any outcome that a signature names, with any values of its types. The same seed draws the same. */
final class Chance {
    /** What a column of a database holds at most, in code points. */
    private static final int TEXT = 300;

    private static final int[] LETTERS = "กขคงจชดตนบปพมยรลวสอะาิีึืุูเแโใไ่้๊๋์ abcXYZ019๐๙.,-/()\"'{}%\n😀👍🏽"
            .codePoints()
            .toArray();

    private final Library library;
    private final Map<String, Signature> signatures;
    private final Random random;
    private final Set<String> columns = new TreeSet<>();

    Chance(Library library, Map<String, Signature> signatures, Random random) {
        this.library = library;
        this.signatures = signatures;
        this.random = random;
        library.flows().values().stream()
                .flatMap(flow -> flow.steps().stream())
                .flatMap(step -> step.wordings().values().stream())
                .map(Wording::card)
                .flatMap(card -> card == null || card.each() == null ? Stream.of() : Stream.of(card.each()))
                .forEach(each -> {
                    columns.addAll(each.label().placeholders());
                    columns.addAll(each.value().placeholders());
                });
    }

    boolean in(int many) {
        return random.nextInt(many) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** The answer to what the engine needs. */
    Input answer(Need need) {
        return switch (need) {
            case Need.Act act -> {
                var outcomes =
                        Objects.requireNonNull(signatures.get(act.action())).outcomes();
                var name = of(outcomes.keySet().stream().sorted().toList());
                var values = new HashMap<String, Value>();
                Objects.requireNonNull(outcomes.get(name))
                        .forEach((output, type) -> values.put(
                                output,
                                output.endsWith("Link")
                                        ? new Value.Text("https://example.org/" + below(1000))
                                        : value(type)));
                yield new Input.Outcome(name, values);
            }
            case Need.Look look ->
                look.inputs().containsKey("level") ? areas(look) : Input.Found.of(rows(look.query() == null ? 30 : 3));
        };
    }

    private Input areas(Need.Look look) {
        return switch (below(6)) {
            case 0 -> Input.Found.refused("none");
            case 1 -> Input.Found.refused("village", item(area(6)));
            case 2 -> Input.Found.refused("wide", item(area(4)));
            case 3 ->
                Input.Found.of(Stream.generate(() -> item(area(8)))
                        .limit(2 + below(28))
                        .toList());
            default -> Input.Found.of(List.of(item(area(look.query() == null ? 6 : 8))));
        };
    }

    private List<Input.Item> rows(int most) {
        return Stream.generate(() -> item((Value.Ref) value(Type.REF, false)))
                .limit(below(most))
                .toList();
    }

    private Input.Item item(Value.Area area) {
        return new Input.Item(area, text(1, 60), area.th(), List.of());
    }

    private Input.Item item(Value.Ref ref) {
        var lines = Stream.generate(() -> text(1, 100)).limit(below(4)).toList();
        return new Input.Item(ref, text(1, 60), text(1, TEXT), lines);
    }

    private Value.Area area(int digits) {
        var code = "7101010123".substring(0, digits);
        return new Value.Area(code, text(2, 80), text(2, 80));
    }

    private Value value(Type type) {
        return value(type, in(5));
    }

    private Value value(Type type, boolean none) {
        if (none) {
            return new Value.None();
        }
        return switch (type) {
            case TEXT -> new Value.Text(text(1, TEXT));
            case NUMBER -> new Value.Quantity(BigDecimal.valueOf(random.nextInt(1_000_000)));
            case MONEY -> new Value.Money(BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 2));
            case DAY -> new Value.Day(LocalDate.of(2020, 1, 1).plusDays(below(4000)));
            case TIME -> new Value.TimeOfDay(LocalTime.of(below(24), below(60)));
            case PHONE -> new Value.Phone("+668" + (10_000_000 + below(89_999_999)));
            case TEXTS ->
                new Value.Texts(
                        Stream.generate(() -> text(1, 50)).limit(below(5)).toList());
            case MOMENT -> new Value.Moment(Play.NOW.minus(Duration.ofMinutes(below(1_000_000))));
            case CODE -> {
                var words = of(library.words().getOrDefault(Library.THAI, Map.of()).keySet().stream()
                        .sorted()
                        .toList());
                var codes = library.vocabulary(Library.THAI, words).keySet();
                yield new Value.Code(words, of(List.copyOf(codes)));
            }
            case AREA -> area(of(List.of(2, 4, 6, 8)));
            case PLACE -> in(2) ? new Value.Place(14.02, 99.53, null) : new Value.Place(null, null, text(2, TEXT));
            case IMAGES ->
                new Value.Images(
                        Stream.generate(() -> "p" + below(1000)).limit(below(4)).toList());
            case REF -> new Value.Ref("R-" + below(100_000), text(1, 60));
            case ROWS -> rowsOfColumns();
            case NONE -> new Value.None();
        };
    }

    private Value rowsOfColumns() {
        List<Map<String, Value>> rows = new ArrayList<>();
        for (int i = below(8); i > 0; i--) {
            var row = new HashMap<String, Value>();
            for (var column : columns) {
                row.put(column, in(5) ? new Value.None() : new Value.Text(text(1, 60)));
            }
            rows.add(row);
        }
        return new Value.Rows(rows);
    }

    /** Any text of so many code points that is not blank. */
    String text(int min, int max) {
        var out = new StringBuilder("ก");
        for (int i = min + below(Math.max(1, max - min)); i > 1; i--) {
            out.appendCodePoint(LETTERS[below(LETTERS.length)]);
        }
        return out.toString();
    }

    /** What a person may well answer; some of it will not do, and that is told. */
    Input sensible(Step.Ask ask, Instant at) {
        return switch (ask.slot()) {
            // the number of an option is understood in every language
            case Slot.Choice choice ->
                new Input.Words(String.valueOf(1
                        + below(library.vocabulary(Library.THAI, choice.words()).size())));
            case Slot.Words words ->
                new Input.Words("กขคง".repeat(words.min() + 1).substring(0, words.min() + 1));
            case Slot.Amount amount -> new Input.Words(String.valueOf(amount.min() + below(5)));
            case Slot.Day day -> new Input.Words("วันนี้");
            case Slot.Time time -> new Input.Words(of(List.of("บ่ายสอง", "9 โมง", "13.30 น.")));
            case Slot.Phone phone -> new Input.Words("081-234-5678");
            case Slot.Several several -> new Input.Words(text(2, 30));
            case Slot.Images images -> new Input.Photo("p" + at.toEpochMilli(), null);
            case Slot.Place place -> in(2) ? new Input.Words("หน้าวัด") : new Input.Pin(14.0, 99.5, null, "วัดเหนือ");
            case Slot.Area area -> new Input.Words("หมู่ 5 ต.ลาดหญ้า อ.เมืองกาญจนบุรี");
            case Slot.Reference reference -> new Input.Words("1");
        };
    }
}
