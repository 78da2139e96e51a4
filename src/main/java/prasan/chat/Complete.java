package prasan.chat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a record that was read has all that it must have: an older version may have known nothing of a part that this one cannot do without. */
final class Complete {
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            var components = type.getRecordComponents();
            Arrays.stream(components)
                    .forEach(component -> component.getAccessor().setAccessible(true));
            return List.of(components);
        }
    };

    private Complete() {}

    /** Returns false if a part of it is missing that is not {@link Nullable}, however deep. */
    static boolean is(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Record record ->
                COMPONENTS.get(record.getClass()).stream().allMatch(component -> has(record, component));
            case Collection<?> all -> all.stream().allMatch(Complete::is);
            case Map<?, ?> map -> map.values().stream().allMatch(Complete::is);
            default -> true;
        };
    }

    private static boolean has(Record record, RecordComponent component) {
        try {
            var value = component.getAccessor().invoke(record);
            return value == null
                    ? component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    : Complete.is(value);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
