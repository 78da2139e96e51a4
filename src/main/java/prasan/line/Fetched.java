package prasan.line;

import java.util.function.Function;

/** What came of one attempt to fetch something from LINE. */
public sealed interface Fetched<T> {

    record Got<T>(T value) implements Fetched<T> {}

    /** Not now: LINE is still preparing it, is busy, or cannot be reached. */
    record Later<T>(String reason) implements Fetched<T> {}

    /** There is no such thing, or it may not be had. */
    record Never<T>(String reason) implements Fetched<T> {}

    /** Goes on with what was got, if it was. */
    default <R> Fetched<R> then(Function<T, Fetched<R>> next) {
        return switch (this) {
            case Got<T> got -> next.apply(got.value());
            case Later<T> later -> new Later<>(later.reason());
            case Never<T> never -> new Never<>(never.reason());
        };
    }
}
