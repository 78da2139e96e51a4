package prasan.chat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import prasan.flow.Input;
import prasan.flow.Library;
import prasan.flow.Slot;
import prasan.flow.Type;
import prasan.flow.Value;

/** Values that are plainly made up, where nothing real is asked. */
record MadeUp(Library library, Instant now) {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final List<Value.Area> VILLAGES = List.of(
            new Value.Area("71010705", "หมู่ 5 ต.ลาดหญ้า", "Moo 5 Lat Ya"),
            new Value.Area("71020203", "หมู่ 3 ต.ท่าเสา", "Moo 3 Tha Sao"));

    private static final Value.Area TAMBON = new Value.Area("710107", "ต.ลาดหญ้า", "Lat Ya");

    /** A tambon, where a village is wanted. */
    static Input.Item tambon() {
        return new Input.Item(TAMBON, TAMBON.th(), TAMBON.th(), List.of());
    }

    /** The outputs of an outcome. */
    Map<String, Value> values(Map<String, Type> outputs) {
        var values = new HashMap<String, Value>();
        outputs.forEach((name, type) -> values.put(name, value(name, type)));
        return values;
    }

    private Value value(String name, Type type) {
        return switch (type) {
            case TEXT ->
                new Value.Text(
                        switch (name) {
                            case "name" -> "นางตัวอย่าง สมมุติ";
                            case "number" -> "R-6911-0001";
                            default -> name.endsWith("Link") ? "https://example.org/" : "ตัวอย่าง";
                        });
            case NUMBER -> new Value.Quantity(BigDecimal.ONE);
            case MONEY -> new Value.Money(new BigDecimal("480000"));
            case DAY -> new Value.Day(now.atZone(BANGKOK).toLocalDate());
            case TIME -> new Value.TimeOfDay(LocalTime.of(9, 30));
            case PHONE -> new Value.Phone("+66800000000");
            case TEXTS -> new Value.Texts(List.of("ตัวอย่าง"));
            case MOMENT -> new Value.Moment(now);
            case CODE -> code(name);
            case AREA -> VILLAGES.getFirst();
            case PLACE -> new Value.Place(null, null, "หน้าวัดตัวอย่าง");
            case REF -> new Value.Ref("EXAMPLE-1", "ตัวอย่าง 1");
            case IMAGES -> new Value.Images(List.of());
            case ROWS -> new Value.Rows(List.of());
            case NONE -> new Value.None();
        };
    }

    /** A code of the vocabulary that is called like the output, or ends like it: {@code stage} is one of {@code plan-stage}. */
    private Value code(String name) {
        var wanted = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        var vocabularies = library.words().getOrDefault(Library.THAI, Map.of());
        return vocabularies.entrySet().stream()
                .filter(entry -> ("-" + entry.getKey()).endsWith("-" + wanted))
                .filter(entry -> !entry.getValue().isEmpty())
                .findFirst()
                .map(entry -> (Value) new Value.Code(
                        entry.getKey(), entry.getValue().keySet().iterator().next()))
                .orElse(new Value.None());
    }

    /** Two things that the slot can hold. */
    List<Input.Item> items(Slot slot) {
        return IntStream.rangeClosed(1, 2)
                .mapToObj(i -> {
                    if (slot instanceof Slot.Area) {
                        var area = VILLAGES.get(i - 1);
                        return new Input.Item(area, area.th(), area.th(), List.of());
                    }
                    var label = "ตัวอย่าง " + i;
                    return new Input.Item(
                            new Value.Ref("EXAMPLE-" + i, label),
                            label,
                            "รายการตัวอย่างที่ " + i,
                            List.of("เพื่อทดลองเท่านั้น"));
                })
                .toList();
    }
}
