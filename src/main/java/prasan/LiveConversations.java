package prasan;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Conversations;
import prasan.chat.Editions;
import prasan.chat.Folder;
import prasan.chat.LiveEngine;
import prasan.flow.Engine;

/**
 * Brings conversations into use: the files of the folder and, beside them, the names of imported areas, by which free text is read. An edition keeps both, so that a replay knows
 * the same names. Safe for all threads.
 */
final class LiveConversations {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConversations.class);

    private final Actions actions;
    private final LiveEngine engine;
    private final Jdbi jdbi;
    private final Clock clock;
    private final boolean packaged;
    private Folder used;

    /**
     * @param used the folder that the engine was read from
     * @param packaged whether they came with the program: then nobody here can mend them, and the program has to start
     */
    LiveConversations(Folder used, boolean packaged, Actions actions, LiveEngine engine, Jdbi jdbi, Clock clock) {
        this.used = used;
        this.packaged = packaged;
        this.actions = actions;
        this.engine = engine;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Proves and keeps the files for use, and learns from their examples.
     *
     * @throws Conversations.Faulty for files that do not hold together, or that are not packaged and have no place any more where somebody's conversation rests
     */
    synchronized Engine edition(Folder folder) {
        var named = folder.withAreas(jdbi.withHandle(Areas::importedNames));
        var now = named.edition().equals(engine.get().library().edition()) ? engine.get() : read(named);
        jdbi.useTransaction(handle -> {
            var gone = Editions.gone(handle, now.library());
            if (!gone.isEmpty() && !packaged) {
                throw new Conversations.Faulty(gone);
            }
            gone.forEach(fault -> LOG.warn("whose own edition is not to be had begins anew: {}", fault));
            Editions.keep(handle, named, clock.instant());
        });
        used = named;
        return now;
    }

    /** Goes on with the names of areas that were imported. */
    synchronized void areasChanged() {
        try {
            engine.use(edition(used));
        } catch (Conversations.Faulty faulty) {
            LOG.warn(
                    "the names of imported areas wait for a reload: {}",
                    faulty.faults().getFirst());
        }
    }

    private Engine read(Folder folder) {
        var read = new Engine(Conversations.read(folder, actions.signatures()), actions.signatures());
        App.learn(read);
        return read;
    }
}
