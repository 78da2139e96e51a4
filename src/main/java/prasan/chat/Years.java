package prasan.chat;

import java.util.List;
import java.util.OptionalInt;
import prasan.flow.BuddhistEra;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Value;

/** The answers to "which year?": years of the Buddhist era, as references whose id is the year. */
public final class Years {
    private Years() {}

    /**
     * The years to choose from; or, when the person typed one, that one, in any of the ways in which people write it. Refuses with {@code none}.
     *
     * @param years those that have something, in the order in which they are offered
     * @param prefix goes before the year in its label: {@code ปีงบ}
     */
    public static Input.Found choose(Need.Look look, List<Integer> years, String prefix) {
        var query = look.query();
        var typed = query == null ? null : BuddhistEra.year(query);
        var items = years.stream()
                .filter(year -> typed == null || typed.equals(OptionalInt.of(year)))
                .map(year -> item(year, prefix + " " + year))
                .toList();
        return items.isEmpty() ? Input.Found.refused("none") : Input.Found.of(items);
    }

    private static Input.Item item(int year, String label) {
        return new Input.Item(new Value.Ref(String.valueOf(year), label), label, label, List.of());
    }
}
