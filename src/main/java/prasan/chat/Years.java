package prasan.chat;

import java.util.List;
import java.util.OptionalInt;
import prasan.flow.BuddhistEra;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Polite;
import prasan.flow.Value;

/** The answers to "which year?": years of the Buddhist era, as references whose id is the year. */
public final class Years {
    private Years() {}

    /**
     * The years to choose from; or, when the person typed one, that one, in any of the ways in which people write it. Refuses with {@code none}.
     *
     * @param years those that have something, in the order in which they are offered
     * @param prefix goes before the year in its label: {@code ปีงบ}
     * @param current the year that ปีนี้ means
     */
    public static Input.Found choose(Need.Look look, List<Integer> years, String prefix, int current) {
        var query = look.query();
        var typed = query == null ? null : typed(query, current);
        var items = years.stream()
                .filter(year -> typed == null || typed.equals(OptionalInt.of(year)))
                .map(year -> item(year, prefix + " " + year))
                .toList();
        return items.isEmpty() ? Input.Found.refused("none") : Input.Found.of(items);
    }

    private static OptionalInt typed(String query, int current) {
        var said = Polite.bare(query).replace("งบประมาณ", "").replace("งบ", "").replace(" ", "");
        return switch (said) {
            case "ปีนี้", "ปีปัจจุบัน", "thisyear" -> OptionalInt.of(current);
            case "ปีที่แล้ว", "ปีก่อน", "ปีกลาย", "lastyear" -> OptionalInt.of(current - 1);
            case "ปีหน้า", "nextyear" -> OptionalInt.of(current + 1);
            default -> BuddhistEra.year(query);
        };
    }

    private static Input.Item item(int year, String label) {
        return new Input.Item(new Value.Ref(String.valueOf(year), label), label, label, List.of());
    }
}
