package prasan.notices;

import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import prasan.chat.Riding;
import prasan.flow.Engine;
import prasan.outbox.Outbox;

/** Lets quiet notices go along with answers, one with each. Safe for all threads. */
public final class NoticeRider implements Riding {
    private final NoticeTexts texts;
    private final Outbox outbox;

    public NoticeRider(Supplier<Engine> engine, Outbox outbox) {
        this.texts = new NoticeTexts(engine);
        this.outbox = outbox;
    }

    @Override
    public void along(Handle handle, String chat, String cause, Instant now) {
        Riders.riding(handle, chat, now).ifPresent(waiting -> {
            var notice = NoticeRows.get(handle, waiting.notice());
            if (Riders.ride(handle, notice, waiting.row(), now)) {
                var reading = waiting.reading().addressed(Riders.role(handle, notice, waiting.row(), now));
                Riders.rides(handle, waiting.row(), outbox.before(handle, cause, texts.messages(notice, reading)));
            }
        });
    }
}
