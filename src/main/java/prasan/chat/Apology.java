package prasan.chat;

import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import prasan.flow.Engine;
import prasan.flow.Print;
import prasan.flow.Say;
import prasan.line.Messages;
import prasan.outbox.Sender;

/** Says sorry to somebody who gets no other answer, in the words of the conversations. Safe for all threads. */
public final class Apology implements Sender.Apology {
    private final Supplier<Engine> engine;

    public Apology(Supplier<Engine> engine) {
        this.engine = engine;
    }

    @Override
    public String to(Handle handle, String chat) {
        var library = engine.get().library();
        var language = Chats.language(handle, chat);
        var text = library.text(language, "apology").render(new Print(language, library), name -> null);
        return Messages.render(new Say.Reply(List.of(new Say.Text(text)), List.of()));
    }
}
