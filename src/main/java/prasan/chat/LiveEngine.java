package prasan.chat;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prasan.flow.Engine;

/** The engine in use; a reload puts another in its place. Safe for all threads. */
public final class LiveEngine implements Supplier<Engine> {
    private volatile @Nullable Engine now;

    /** @throws NullPointerException before the conversations have been read */
    @Override
    public Engine get() {
        return Objects.requireNonNull(now, "the conversations have not been read yet");
    }

    public void use(Engine engine) {
        now = engine;
    }
}
