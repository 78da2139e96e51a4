package prasan.reports;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import prasan.chat.Actions;
import prasan.flow.Care;
import prasan.flow.Input;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Understood;
import prasan.flow.Value;

/**
 * What care a report needs before it is filed: {@code reports.care}. A report about people in need, illness, crime, drugs or an official's conduct is filed without a name
 * (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.26), and so is any report whose reporter asks for it.
 */
public final class CareActions {
    private static final String WORDS = "yes-no";
    private static final Value YES = new Value.Code(WORDS, "YES");

    private static final Signature CARE = new Signature(
                    "reports.care",
                    Signature.Kind.READ,
                    Map.of("category", Type.CODE, "detail", Type.TEXT),
                    Map.of(
                            "ordinary",
                            Map.of(),
                            "nameless",
                            Map.of("anonymous", Type.CODE),
                            "sensitive",
                            Map.of("anonymous", Type.CODE, "sensitive", Type.CODE),
                            "official",
                            Map.of("anonymous", Type.CODE, "sensitive", Type.CODE, "official", Type.CODE)))
            .words(Map.of("category", "category", "anonymous", WORDS, "sensitive", WORDS, "official", WORDS));

    private final Function<String, Optional<Understood>> understands;

    /** @param understands what a typed text is taken for; nothing where texts are not understood */
    public CareActions(Function<String, Optional<Understood>> understands) {
        this.understands = understands;
    }

    public void register(Actions actions) {
        actions.action(CARE, (context, inputs) -> care(context.care(), inputs));
    }

    private static boolean sensitive(Understood understood) {
        return understood.sure()
                && understood.guesses().stream()
                        .limit(1)
                        .anyMatch(first -> Stream.of(Category.values())
                                .anyMatch(category -> category.name().equals(first) && category.sensitive()));
    }

    /** What words need care about: also those that surely tell of what is sensitive though another category was chosen. */
    static Set<Care> care(Understood understood) {
        var care = EnumSet.noneOf(Care.class);
        care.addAll(understood.care());
        if (sensitive(understood)) {
            care.add(Care.SENSITIVE);
        }
        return care;
    }

    /** @param heard what the messages as they were typed need; words around the matter are not in the detail */
    private Input.Outcome care(Set<Care> heard, Map<String, Value> inputs) {
        var category =
                inputs.get("category") instanceof Value.Code code ? Category.valueOf(code.code()) : Category.OTHER;
        var care = new HashSet<>(heard);
        var understood = inputs.get("detail") instanceof Value.Text detail
                ? understands.apply(detail.text())
                : Optional.<Understood>empty();
        understood.map(CareActions::care).ifPresent(care::addAll);
        if (care.contains(Care.OFFICIAL)) {
            return new Input.Outcome("official", Map.of("anonymous", YES, "sensitive", YES, "official", YES));
        }
        if (category.sensitive() || care.contains(Care.SENSITIVE)) {
            return new Input.Outcome("sensitive", Map.of("anonymous", YES, "sensitive", YES));
        }
        return care.contains(Care.NAMELESS)
                ? new Input.Outcome("nameless", Map.of("anonymous", YES))
                : new Input.Outcome("ordinary", Map.of());
    }
}
