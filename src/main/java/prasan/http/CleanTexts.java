package prasan.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.flow.Thai;

/** A record with its texts as they are to be stored ({@link Thai#clean}), those of records and lists in it too, and {@code null} for an empty one where there may be none; passwords and the like ({@link About#verbatim}) as they were typed. */
final class CleanTexts {
    private CleanTexts() {}

    @SuppressWarnings("unchecked") // the constructor of a T
    static <T extends Record> T of(T typed) {
        var components = typed.getClass().getRecordComponents();
        try {
            var constructor = typed.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new));
            constructor.setAccessible(true);
            var values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                var value = accessor.invoke(typed);
                var about = components[i].getAnnotation(About.class);
                boolean verbatim = about != null && about.verbatim();
                var clean = verbatim ? value : value(value);
                // as an empty cell of a file is: what may be missing is, and nothing is kept as an empty text
                values[i] = "".equals(clean) && !verbatim && Schemas.nullable(components[i].getAnnotatedType())
                        ? null
                        : clean;
            }
            return (T) constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw refused.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(refused);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static @Nullable Object value(@Nullable Object typed) {
        return switch (typed) {
            case null -> null;
            case String text -> Thai.clean(text);
            case Record record -> of(record);
            case List<?> list ->
                list.stream().anyMatch(Objects::isNull)
                        ? list
                        : list.stream().map(CleanTexts::value).toList();
            default -> typed;
        };
    }
}
