package prasan.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON Schemas (2020-12, as OpenAPI 3.1 has them) of records, enums and simple types. Records and enums become named components. */
final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Map<String, Class<?>> owners = new HashMap<>();
    private final Map<String, ObjectNode> named = new TreeMap<>();

    /** All named schemas met so far, by name. */
    ObjectNode components() {
        var all = JSON.objectNode();
        named.forEach(all::set);
        return all;
    }

    static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    ObjectNode of(Class<?> type) {
        if (type == String.class) {
            return simple("string");
        } else if (type == int.class || type == Integer.class) {
            return simple("integer").put("format", "int32");
        } else if (type == long.class || type == Long.class) {
            return simple("integer").put("format", "int64");
        } else if (type == double.class || type == Double.class) {
            return simple("number").put("format", "double");
        } else if (type == BigDecimal.class) {
            return simple("number");
        } else if (type == boolean.class || type == Boolean.class) {
            return simple("boolean");
        } else if (type == Instant.class) {
            return simple("string").put("format", "date-time");
        } else if (type == LocalDate.class) {
            return simple("string").put("format", "date");
        } else if (type.isEnum()) {
            return reference(type, this::enumeration);
        } else if (type.isRecord()) {
            return reference(type, this::object);
        }
        throw new IllegalArgumentException("no JSON Schema for " + type);
    }

    /** The schema of bytes that are sent as they are. */
    static ObjectNode bytes() {
        return simple("string").put("format", "binary");
    }

    /** The schema of a {@link Page} of a record. */
    ObjectNode page(Class<?> item) {
        var page = simple("object");
        var properties = page.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", of(item));
        properties.set("next", orNull(simple("string")).put("description", "for ?after=; null at the end"));
        page.putArray("required").add("items");
        return page;
    }

    private ObjectNode of(AnnotatedType type) {
        ObjectNode schema;
        if (type instanceof AnnotatedParameterizedType parameterized
                && parameterized.getType() instanceof ParameterizedType generic
                && generic.getRawType() == List.class) {
            schema = simple("array");
            schema.set("items", of(parameterized.getAnnotatedActualTypeArguments()[0]));
        } else if (type.getType() instanceof Class<?> plain) {
            schema = of(plain);
        } else {
            throw new IllegalArgumentException("no JSON Schema for " + type);
        }
        return nullable(type) ? orNull(schema) : schema;
    }

    private ObjectNode object(Class<?> record) {
        var schema = simple("object");
        var properties = schema.putObject("properties");
        var required = JSON.arrayNode();
        for (var component : record.getRecordComponents()) {
            properties.set(component.getName(), property(component));
            if (!nullable(component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        schema.set("required", required);
        return schema;
    }

    private ObjectNode property(RecordComponent component) {
        var schema = of(component.getAnnotatedType());
        var about = component.getAnnotation(About.class);
        if (about != null) {
            if (!about.value().isEmpty()) {
                schema.put("description", about.value());
            }
            if (about.max() > 0) {
                schema.put("maxLength", about.max());
            }
            if (!about.example().isEmpty()) {
                schema.putArray("examples").add(about.example());
            }
        }
        return schema;
    }

    private ObjectNode enumeration(Class<?> type) {
        var schema = simple("string");
        var values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(constant.toString());
        }
        return schema;
    }

    private ObjectNode reference(Class<?> type, Function<Class<?>, ObjectNode> describe) {
        var name = type.getSimpleName();
        var owner = owners.putIfAbsent(name, type);
        if (owner == null) {
            named.put(name, describe.apply(type));
        } else if (owner != type) {
            throw new IllegalStateException("two schemas are called " + name + ": " + owner + ", " + type);
        }
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type == null) {
            var either = JSON.objectNode();
            either.putArray("anyOf").add(schema).add(simple("null"));
            return either;
        }
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static ObjectNode simple(String type) {
        return JSON.objectNode().put("type", type);
    }
}
