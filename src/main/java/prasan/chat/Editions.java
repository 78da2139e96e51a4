package prasan.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The conversations that were ever in use, file by file. Safe for all threads. */
public final class Editions {
    private Editions() {}

    /** Keeps the files; they are to be kept before the first turn that uses them. Does nothing if they are kept already. */
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

    static Optional<Folder> of(Handle handle, String hash) {
        return handle.createQuery("SELECT files FROM edition WHERE hash = :hash")
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne()
                .map(Editions::read);
    }

    private static Folder read(String files) {
        try {
            return new Folder(Sessions.JSON.readValue(files, new TypeReference<TreeMap<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an edition that cannot be read", e);
        }
    }
}
