package prasan.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies of requests and answers as they may be sent, made of what the fields say by {@link About#example}. */
final class Examples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What texts of requests say, by package and field. */
    private final Map<String, String> sent = new HashMap<>();

    /** @param endpoints whose requests lend their texts to the answers of the same feature */
    Examples(List<Endpoint> endpoints) {
        for (var endpoint : endpoints) {
            var components = endpoint.takes == null ? new RecordComponent[0] : endpoint.takes.getRecordComponents();
            Arrays.stream(components)
                    .filter(component -> !said(component).isEmpty())
                    .forEach(component -> sent.putIfAbsent(key(component), said(component)));
        }
    }

    /** An answer with all of its fields; a text of which nothing is known is an ellipsis. */
    ObjectNode answer(Class<?> record) {
        var example = JSON.objectNode();
        for (var component : record.getRecordComponents()) {
            var said = said(component);
            example.set(
                    component.getName(),
                    said.isEmpty()
                            ? answer(component.getAnnotatedType(), key(component))
                            : said(component.getType(), said));
        }
        return example;
    }

    /** The last page of a list, with one item. */
    ObjectNode page(Class<?> item) {
        var page = JSON.objectNode();
        page.putArray("items").add(answer(item));
        return page.putNull("next");
    }

    private JsonNode answer(AnnotatedType annotated, String key) {
        if (annotated instanceof AnnotatedParameterizedType list) {
            return JSON.arrayNode().add(answer(list.getAnnotatedActualTypeArguments()[0], key));
        } else if (annotated.getType() instanceof Class<?> type && type.isRecord()) {
            return answer(type);
        } else if (annotated.getType() == String.class) {
            var text = sent.get(key);
            return text == null && Schemas.nullable(annotated)
                    ? JSON.nullNode()
                    : JSON.textNode(Objects.requireNonNullElse(text, "…"));
        }
        return Objects.requireNonNullElse(usual(annotated), JSON.nullNode());
    }

    private static String key(RecordComponent component) {
        return component.getDeclaringRecord().getPackageName() + " " + component.getName();
    }

    private static String said(RecordComponent component) {
        var about = component.getAnnotation(About.class);
        return about == null ? "" : about.example();
    }

    /**
     * A body with every field that has to be there, and of the others those that have an example.
     *
     * @throws IllegalStateException for a text that has to be there and has no example
     */
    static ObjectNode of(Class<?> record) {
        var example = JSON.objectNode();
        for (var component : record.getRecordComponents()) {
            var value = value(component);
            if (value != null) {
                example.set(component.getName(), value);
            }
        }
        return example;
    }

    private static @Nullable JsonNode value(RecordComponent component) {
        var said = said(component);
        var type = component.getAnnotatedType();
        if (!said.isEmpty()) {
            return said(component.getType(), said);
        }
        if (Schemas.nullable(type)) {
            return null;
        }
        var usual = usual(type);
        if (usual == null) {
            throw new IllegalStateException("give an example of " + component.getName() + " in "
                    + component.getDeclaringRecord().getSimpleName());
        }
        return usual;
    }

    private static JsonNode said(Class<?> type, String example) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return JSON.numberNode(Long.parseLong(example));
        } else if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return JSON.numberNode(new BigDecimal(example));
        } else if (type == List.class) {
            var all = JSON.arrayNode();
            List.of(example.split(", ")).forEach(all::add);
            return all;
        }
        return JSON.textNode(example);
    }

    private static @Nullable JsonNode usual(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType list) {
            var item = usual(list.getAnnotatedActualTypeArguments()[0]);
            return item == null ? null : JSON.arrayNode().add(item);
        }
        if (!(annotated.getType() instanceof Class<?> type)) {
            return null;
        } else if (type.isEnum()) {
            return JSON.textNode(type.getEnumConstants()[0].toString());
        } else if (type.isRecord()) {
            return of(type);
        } else if (type == boolean.class || type == Boolean.class) {
            return JSON.booleanNode(true);
        } else if (type == LocalDate.class) {
            return JSON.textNode("2026-11-22");
        } else if (type == Instant.class) {
            return JSON.textNode("2026-11-22T05:00:00Z");
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return JSON.numberNode(1);
        }
        return null;
    }
}
