package prasan.notices;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.db.Fields;
import prasan.db.Refused;
import prasan.flow.PersonalWords;

/** Refuses what is a person's own in the texts of a notice: many people read it, and whoever looks at their phones. Works inside the caller's transaction. */
final class Personal {
    private Personal() {}

    /**
     * @param phone of the office, which may be named as those of all centres may; {@code null} for none
     * @throws Refused {@code invalid-fields}, which names the field and the kind and repeats nothing
     */
    static void refuse(Handle handle, Notice.Facts facts, @Nullable String phone) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        texts.put("title", facts.title());
        texts.put("text", facts.text());
        texts.put("titleEn", facts.titleEn());
        texts.put("textEn", facts.textEn());
        texts.put(
                "choices",
                facts.choices().stream()
                        .map(choice -> choice.th() + "\n" + Objects.requireNonNullElse(choice.en(), ""))
                        .collect(Collectors.joining("\n")));
        var link = facts.link();
        texts.put("link", link == null ? null : link.label() + "\n" + link.labelEn() + "\n" + link.url());
        if (texts.values().stream()
                .allMatch(text -> PersonalWords.rule(text, Set.of()).isEmpty())) {
            return;
        }
        var offices = offices(handle, phone);
        var fields = new Fields();
        texts.forEach((field, text) -> {
            var rule = PersonalWords.rule(text, offices);
            fields.that(field, rule.isEmpty(), rule);
        });
        fields.orRefuse();
    }

    private static Set<String> offices(Handle handle, @Nullable String phone) {
        var offices = new HashSet<>(handle.createQuery("SELECT phone FROM centre WHERE phone IS NOT NULL")
                .mapTo(String.class)
                .list());
        if (phone != null) {
            offices.add(phone);
        }
        return offices;
    }
}
