package prasan.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.flow.Engine;
import prasan.flow.Fault;
import prasan.flow.Library;
import prasan.flow.Mark;
import prasan.flow.Session;
import prasan.flow.Signature;

/**
 * The conversations that were ever in use, file by file, and which of them a chat goes on with: a conversation under way goes on with the edition that it began with, all else is of the
 * edition of now. Safe for all threads.
 */
public final class Editions {
    private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

    /** Conversations are under way for half an hour, those with an officer for a week: more editions than this are seldom in use at once. */
    private static final int READ = 8;

    private final Map<String, Signature> actions;
    private final Cache<String, Optional<Library>> earlier =
            Caffeine.newBuilder().maximumSize(READ).build();

    /** @param actions what flows can do */
    public Editions(Map<String, Signature> actions) {
        this.actions = Map.copyOf(actions);
    }

    /** The engine that moves this chat on. An edition that this program cannot read any more, because it knows other actions, is given up: the conversation then goes on in that of now. */
    Engine engine(Handle handle, Engine now, Session session) {
        var running = session.current();
        if (running == null || now.library().edition().equals(running.edition())) {
            return now;
        }
        return earlier.get(running.edition(), hash -> readable(handle, hash))
                .map(now::with)
                .orElse(now);
    }

    private Optional<Library> readable(Handle handle, String hash) {
        try {
            return read(handle, hash);
        } catch (Conversations.Faulty e) {
            LOG.warn(
                    "edition {} of the conversations is not for this program: {}",
                    hash,
                    e.faults().getFirst());
            return Optional.empty();
        }
    }

    /** The edition of that hash; nothing when it was never kept. @throws Conversations.Faulty when it is not for this program */
    Optional<Library> read(Handle handle, String hash) {
        return handle.createQuery("SELECT files FROM edition WHERE hash = :hash")
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne()
                .map(files -> Conversations.read(folder(files), actions));
    }

    /** Keeps the files of conversations that are about to be used, before the first turn that uses them. Does nothing if they are kept already. */
    public static void keep(Handle handle, Folder folder, Instant at) {
        try {
            handle.createUpdate("""
                            INSERT INTO edition (hash, files, first_used_at) VALUES (:hash, :files, :at)
                            ON DUPLICATE KEY UPDATE hash = VALUES(hash)""")
                    .bind("hash", folder.edition())
                    .bind("files", Sessions.JSON.writeValueAsString(folder.used()))
                    .bind("at", at)
                    .execute();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the steps that are gone at which somebody's conversation rests, where no line {@code migrate} says where it goes on. */
    public static List<Fault> gone(Handle handle, Library library) {
        var resting = new TreeMap<String, Map<String, Integer>>();
        Sessions.running(
                handle,
                running -> library.called(running.frames()).stream()
                        .filter(frame -> library.step(frame) == null)
                        .forEach(frame -> resting.computeIfAbsent(frame.flow(), flow -> new TreeMap<>())
                                .merge(frame.step(), 1, Integer::sum)));
        List<Fault> faults = new ArrayList<>();
        resting.forEach((name, steps) -> {
            var flow = library.flows().get(name);
            if (flow == null) {
                int most = steps.values().stream().mapToInt(Integer::intValue).sum();
                faults.add(new Fault(
                        new Mark(name + ".yaml", 1, 1),
                        "this flow is no more, and " + conversations(most)
                                + " in it: keep the file for 7 days, without `start`"));
            } else {
                steps.forEach((step, most) -> faults.add(new Fault(
                        flow.at(),
                        "there is no step `" + step + "` any more, and " + conversations(most)
                                + " there: say where to go on, `migrate: {" + step + ": …}`")));
            }
        });
        return faults;
    }

    private static String conversations(int number) {
        return number == 1 ? "1 conversation rests" : number + " conversations rest";
    }

    private static Folder folder(String files) {
        try {
            return new Folder(Sessions.JSON.readValue(files, new TypeReference<TreeMap<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an edition that cannot be read", e);
        }
    }
}
