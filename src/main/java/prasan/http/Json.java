package prasan.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prasan.db.Characters;

/** JSON of the API: camelCase, times and days as ISO 8601 texts, money as plain numbers. Requests are read strictly. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** Written out, a number with an exponent would otherwise fill the memory. */
    private static final int MOST_DIGITS = 100;

    private Json() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), bug);
        }
    }

    /**
     * Reads a record: no unknown or repeated field, every field that is not nullable present and not blank, no text longer than {@link About#max}, none of several lines but where
     * {@link About#lines} allows it, and no character that is not seen. Texts are cleaned as those of every other door are.
     */
    static <T extends Record> T read(byte[] json, Class<T> type) {
        var body = parsed(json, type);
        seen(body, "");
        return fitting(body);
    }

    /** The record with its texts cleaned, in which all is there that has to be. */
    private static <T extends Record> T fitting(T typed) {
        var body = CleanTexts.of(typed);
        check(body, "");
        return body;
    }

    private static <T extends Record> T parsed(byte[] json, Class<T> type) {
        try {
            @Nullable T body = MAPPER.readValue(json, type);
            if (body == null) {
                throw new Problem(400, "bad-json", "Send a JSON object", Map.of());
            }
            return body;
        } catch (UnrecognizedPropertyException unknown) {
            throw Problem.badField(path(unknown), "is not known here");
        } catch (MismatchedInputException unfit) {
            throw unfit.getPath().isEmpty()
                    ? new Problem(400, "bad-json", "Send a JSON object", Map.of())
                    : Problem.badField(path(unfit), Request.rule(unfit.getTargetType()));
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            throw new Problem(
                    400,
                    "bad-json",
                    "Correct the JSON at the line and column",
                    at == null ? Map.of() : Map.of("line", at.getLineNr(), "column", at.getColumnNr()));
        } catch (IOException unreadable) {
            // bytes that are no text in the encoding that they begin in
            throw new Problem(400, "bad-json", "Send JSON in UTF-8", Map.of());
        }
    }

    /** The record with the fields that the JSON object names in the place of its own, in which nothing is missing or blank that has to be there. */
    @SuppressWarnings("unchecked") // the class of a T
    static <T extends Record> T patched(T old, byte[] json) {
        try {
            ObjectNode fields = MAPPER.valueToTree(old);
            fields.setAll(MAPPER.readerFor(ObjectNode.class)
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .<ObjectNode>readValue(json));
            for (var component : old.getClass().getRecordComponents()) {
                if (fields.path(component.getName()).isNull() && !Schemas.nullable(component.getAnnotatedType())) {
                    throw Problem.badField(component.getName(), "is missing");
                }
            }
            return fitting(parsed(write(fields), (Class<T>) old.getClass()));
        } catch (IOException unread) {
            throw new IllegalArgumentException("no JSON object", unread);
        }
    }

    private static String path(JsonMappingException problem) {
        var path = new StringBuilder();
        for (var step : problem.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Characters.shown(step.getFieldName()));
            }
        }
        return path.toString();
    }

    private static void check(Record body, String within) {
        for (var component : body.getClass().getRecordComponents()) {
            check(component, value(component, body), within + component.getName());
        }
    }

    private static void check(RecordComponent component, @Nullable Object value, String field) {
        if (value == null) {
            if (!Schemas.nullable(component.getAnnotatedType())) {
                throw Problem.badField(field, "is missing");
            }
            return;
        }
        var about = component.getAnnotation(About.class);
        if (value instanceof String text) {
            if (text.isBlank() && !Schemas.nullable(component.getAnnotatedType())) {
                throw Problem.badField(field, "is blank");
            }
            if (about != null && about.max() > 0 && text.codePointCount(0, text.length()) > about.max()) {
                throw Problem.badField(field, "has at most " + about.max() + " characters");
            }
        } else if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw Problem.badField(field, Request.rule(BigDecimal.class));
        } else if (value instanceof Instant moment
                && !Request.inReach(moment.atOffset(ZoneOffset.UTC).toLocalDate())) {
            throw Problem.badField(field, Request.rule(Instant.class));
        } else if (value instanceof LocalDate day && !Request.inReach(day)) {
            throw Problem.badField(field, Request.rule(LocalDate.class));
        } else if (value instanceof Record inner) {
            check(inner, field + ".");
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) == null) {
                    throw Problem.badField(field + "[" + i + "]", "is missing");
                }
                if (list.get(i) instanceof Record inner) {
                    check(inner, field + "[" + i + "].");
                }
            }
        }
    }

    /** Checks the characters of all texts. */
    private static void seen(Record body, String within) {
        for (var component : body.getClass().getRecordComponents()) {
            var about = component.getAnnotation(About.class);
            var field = within + component.getName();
            var value = value(component, body);
            if (value instanceof String text) {
                var fault = Characters.fault(text, about != null && about.lines());
                if (fault != null) {
                    throw Problem.badField(field, fault);
                }
            } else if (value instanceof Record inner) {
                seen(inner, field + ".");
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Record inner) {
                        seen(inner, field + "[" + i + "].");
                    }
                }
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record body) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(body);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
