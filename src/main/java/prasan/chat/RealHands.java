package prasan.chat;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Runs the actions of a terminal's chat, all of a round in one transaction. What is said is only shown; what a photo shows is nowhere. */
final class RealHands implements Player.Hands {
    private final Actions actions;
    private final Jdbi jdbi;
    private final Chats chats;
    private final Clock clock;
    private final String chat;
    private final String visit;
    private int rounds;

    /**
     * @param chat the id that the person at the terminal goes by
     * @param visit a text that no earlier chat in a terminal had: what is written is written once for it
     */
    RealHands(Actions actions, Jdbi jdbi, Chats chats, Clock clock, String chat, String visit) {
        this.actions = actions;
        this.jdbi = jdbi;
        this.chats = chats;
        this.clock = clock;
        this.chat = chat;
        this.visit = visit;
    }

    @Override
    public Round round(Function<Round.Doer, Round> play) {
        var once = "terminal:" + visit + ":" + ++rounds;
        return jdbi.inTransaction(handle -> {
            chats.lock(handle, List.of(chat));
            var round = play.apply((session, need, number) ->
                    actions.run(Actions.Context.of(handle, chat, session, clock.instant(), once + ":" + number), need));
            round.photos().forEach(photo -> Photos.note(handle, chat, photo, clock.instant()));
            return round;
        });
    }
}
