package prasan.chat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.flow.Input;
import prasan.flow.Value;

/**
 * How what actions give back is written in a {@link Transcript}. The common kinds of values are known by their form: {@code 2026-11-22} a day, {@code 2026-11-22T03:00:00Z} a moment,
 * {@code ฿480000} money, {@code category/ROAD} a code, {@code 710107/ต.ลาดหญ้า/Lat Ya} an area, {@code @id label} a row of ours, a list rows, {@code -} nothing, all else text. The
 * rare ones name their kind: {@code {number: "12.5"}}, {@code {time: "09:30"}}, {@code {phone: "+66812345678"}}, {@code {texts: [a, b]}}, {@code {images: [id]}},
 * {@code {place: 14.1,99.4 words}}; so does a text that looks like another kind, {@code {text: "2026-11-22"}}.
 */
final class Notation {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z");
    private static final Pattern CODE = Pattern.compile("[a-z-]+/[A-Z_]+");
    private static final Pattern AREA = Pattern.compile("(?:[0-9]{2,8})?/.+/.+");
    /** The place of an area's ชุมชน among its parts. */
    private static final int COMMUNITY = 3;

    private static final Pattern PLACE = Pattern.compile("(?s)(?:(-?[0-9.]+),(-?[0-9.]+))? ?(.*)");
    /** What YAML reads as it is written, also inside brackets. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-zก-๙@฿][A-Za-zก-๙0-9@฿./ ()+_-]*");

    private Notation() {}

    // ---- reading

    static Map<String, Value> values(Map<String, Object> plain) {
        var values = new HashMap<String, Value>();
        plain.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    @SuppressWarnings("unchecked") // YAML maps have text keys
    static Value value(Object plain) {
        if (plain instanceof List<?> list) {
            return new Value.Rows(
                    list.stream().map(row -> values((Map<String, Object>) row)).toList());
        }
        if (plain instanceof Map<?, ?> map) {
            return map.size() == 1 ? named((Map<String, Object>) map) : new Value.None();
        }
        return byForm(String.valueOf(plain));
    }

    private static Value byForm(String text) {
        if (text.equals("-")) {
            return new Value.None();
        }
        if (DAY.matcher(text).matches()) {
            return new Value.Day(LocalDate.parse(text));
        }
        if (MOMENT.matcher(text).matches()) {
            return new Value.Moment(Instant.parse(text));
        }
        if (text.startsWith("฿")) {
            return new Value.Money(new BigDecimal(text.substring(1)));
        }
        if (text.startsWith("@")) {
            var parts = text.substring(1).split(" ", 2);
            return new Value.Ref(parts[0], parts.length > 1 ? parts[1] : parts[0]);
        }
        if (CODE.matcher(text).matches()) {
            var parts = text.split("/", 2);
            return new Value.Code(parts[0], parts[1]);
        }
        if (AREA.matcher(text).matches()) {
            var parts = text.split("/", 4);
            return new Value.Area(parts[0], parts[1], parts[2], parts.length > COMMUNITY ? parts[COMMUNITY] : null);
        }
        return new Value.Text(text);
    }

    private static Value named(Map<String, Object> map) {
        var kind = map.keySet().iterator().next();
        var value = Objects.requireNonNull(map.get(kind));
        var text = String.valueOf(value);
        return switch (kind) {
            case "text" -> new Value.Text(text);
            case "number" -> new Value.Quantity(new BigDecimal(text));
            case "time" -> new Value.TimeOfDay(LocalTime.parse(text));
            case "phone" -> new Value.Phone(text);
            case "texts" -> new Value.Texts(texts(value));
            case "images" -> new Value.Images(texts(value));
            case "place" -> place(text);
            default -> throw new IllegalArgumentException("no kind of value is called " + kind);
        };
    }

    private static Value place(String text) {
        var match = PLACE.matcher(text);
        if (!match.matches() || match.group(1) == null) {
            return new Value.Place(null, null, text);
        }
        var words = match.group(3).isEmpty() ? null : match.group(3);
        return new Value.Place(Double.valueOf(match.group(1)), Double.valueOf(match.group(2)), words);
    }

    private static List<String> texts(@Nullable Object plain) {
        return plain instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // YAML maps have text keys
    static List<Input.Item> items(Object plain) {
        return plain instanceof List<?> list
                ? list.stream().map(item -> item((Map<String, Object>) item)).toList()
                : List.of();
    }

    private static Input.Item item(Map<String, Object> map) {
        var lines = map.get("lines");
        return new Input.Item(
                value(map.getOrDefault("value", "-")),
                String.valueOf(map.getOrDefault("label", "")),
                String.valueOf(map.getOrDefault("title", "")),
                lines instanceof String line ? List.of(line) : texts(lines));
    }

    // ---- writing

    /** What comes back, as it stands behind the arrow. */
    static String write(Input answer) {
        return switch (answer) {
            case Input.Outcome outcome ->
                outcome.values().isEmpty() ? outcome.name() : outcome.name() + " " + write(outcome.values());
            case Input.Found found -> {
                var items = found.items().stream().map(Notation::write).collect(Collectors.joining(", ", "[", "]"));
                yield found.refused() == null
                        ? items
                        : "!" + found.refused() + (found.items().isEmpty() ? "" : " " + items);
            }
            default -> throw new IllegalArgumentException("not the answer to a need");
        };
    }

    private static String write(Map<String, Value> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> key(entry.getKey()) + ": " + write(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String write(Input.Item item) {
        List<String> parts = new ArrayList<>();
        parts.add("value: " + write(item.value()));
        parts.add("label: " + quoted(item.label()));
        parts.add("title: " + quoted(item.title()));
        if (!item.lines().isEmpty()) {
            parts.add(
                    "lines: " + (item.lines().size() == 1 ? quoted(item.lines().getFirst()) : list(item.lines())));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    static String write(Value value) {
        return switch (value) {
            case Value.Text text ->
                byForm(text.text()).equals(text) ? quoted(text.text()) : "{text: " + quoted(text.text()) + "}";
            case Value.Quantity quantity ->
                "{number: " + quoted(quantity.number().toPlainString()) + "}";
            case Value.Money money -> "฿" + money.baht().toPlainString();
            case Value.Day day -> quoted(day.day().toString());
            case Value.TimeOfDay time -> "{time: " + quoted(time.time().toString()) + "}";
            case Value.Phone phone -> "{phone: " + quoted(phone.e164()) + "}";
            case Value.Texts texts -> "{texts: " + list(texts.texts()) + "}";
            case Value.Moment moment -> quoted(moment.at().toString());
            case Value.Code code -> code.words() + "/" + code.code();
            case Value.Area area ->
                quoted(area.code() + "/" + area.th() + "/" + area.en()
                        + (area.community() == null ? "" : "/" + area.community()));
            case Value.Place place -> {
                var pin = place.lat() == null ? "" : place.lat() + "," + place.lon();
                yield "{place: " + quoted((pin + " " + Objects.requireNonNullElse(place.words(), "")).strip()) + "}";
            }
            case Value.Images images -> "{images: " + list(images.ids()) + "}";
            case Value.Ref ref -> quoted("@" + ref.id() + " " + ref.label());
            case Value.Rows rows ->
                rows.rows().stream().map(Notation::write).collect(Collectors.joining(", ", "[", "]"));
            case Value.None none -> quoted("-");
        };
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Notation::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** YAML of older readers takes some plain words for yes and no; in quotes they are safe everywhere. */
    private static String key(String name) {
        return name.matches("on|off|yes|no|y|n|true|false") ? "\"" + name + "\"" : name;
    }

    static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !text.endsWith(" ") && key(text).equals(text)) {
            // "@" cannot begin a plain word
            if (!text.startsWith("@")) {
                return text;
            }
        }
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t") + "\"";
    }
}
