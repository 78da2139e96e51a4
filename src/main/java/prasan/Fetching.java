package prasan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.chat.Chats;
import prasan.chat.PushTexts;
import prasan.flow.BuddhistEra;
import prasan.inbox.Inbox;
import prasan.outbox.Errands;
import prasan.outbox.PushKind;

/** What follows when something was fetched from LINE, or cannot be had. */
record Fetching(Inbox inbox, PushTexts texts) implements Errands.Reader {
    /** Greets a newcomer in the language of their LINE. */
    @Override
    public void known(Handle handle, String chat, @Nullable String language) {
        if (language != null) {
            Chats.greetIn(handle, chat, language);
        }
        inbox.goOn(handle, chat);
    }

    /** Tells what to send instead, once a day: an album brings many photos of one kind. */
    @Override
    public void unreadable(Handle handle, String chat, Instant at) {
        texts.push(
                handle,
                PushKind.PHOTO,
                null,
                List.of(chat),
                "photo-unreadable",
                Map.of(),
                "photo-unreadable:" + chat + ":" + BuddhistEra.day(at));
    }
}
