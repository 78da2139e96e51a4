package prasan.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.db.Characters;
import prasan.db.Outage;
import prasan.line.Fetched;
import prasan.line.LineClient;

/**
 * What a turn needs from LINE and must not wait for: the bytes of a photo, the name that a person is shown by. A row written by the turn, done after its commit and claimed as in {@link
 * Sender}. What does not come within a day is given up: LINE keeps contents for an unstated time.
 */
public final class Errands {
    /** The largest photo that LINE itself shows has 10 MB ("Image message"). */
    private static final int LARGEST_PHOTO = 10_000_000;

    /** The largest voice message, video or file that is kept: what the database takes in one packet by default. */
    public static final int LARGEST_MEDIA = 15_000_000;

    /** Longer than a call to LINE can take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofDays(1);
    /** Few, for each may hold a whole photo. */
    public static final int LOOPS = 3;

    /** So many attempts may end without a word, as when the server ends: what ends it must not do so for ever. */
    private static final int SILENT = 5;

    private static final int DISPLAY_NAME = 100;
    private static final Claims<Errand> CLAIMS = new Claims<>(
            "errand",
            "errand_waiting",
            "next_attempt_at",
            Claims.LONGEST,
            "id, kind, subject, attempts, silent, created_at",
            "TRUE",
            Errand::read);

    /** Told, in the transaction that keeps a profile, in which language the person's LINE is. */
    @FunctionalInterface
    public interface Reader {
        void known(Handle handle, String user, @Nullable String language);

        /** Told, in the transaction that gives up a photo, that what the person sent is no picture that can be shown. */
        default void unreadable(Handle handle, String chat, Instant at) {}
    }

    private final Jdbi jdbi;
    private final LineClient line;
    private final Reader reader;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Loop loop = new Loop("errands", LOOPS, this::runOnce);

    /**
     * Errands that are not run until started.
     *
     * @param meters gets the counter {@code prasan.errands} by {@code kind} (content, profile) and {@code state} after the attempt
     */
    public Errands(Jdbi jdbi, LineClient line, Reader reader, Clock clock, MeterRegistry meters) {
        this.jdbi = jdbi;
        this.line = line;
        this.reader = reader;
        this.clock = clock;
        this.meters = meters;
    }

    private enum Kind {
        CONTENT,
        PROFILE
    }

    /** @param silent how many of the attempts before, one after the other, ended without an outcome */
    private record Errand(long id, Kind kind, String subject, int attempts, int silent, Instant createdAt) {
        static Errand read(ResultSet row) throws SQLException {
            return new Errand(
                    row.getLong("id"),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("subject"),
                    row.getInt("attempts"),
                    row.getInt("silent"),
                    row.getTimestamp("created_at").toInstant());
        }
    }

    /** Fetch the content of that message into its row in {@code photo}, once. */
    public void content(Handle handle, String messageId) {
        insert(handle, Kind.CONTENT, messageId, "kind = kind");
    }

    /** Fetch that person's display name and language; each time it is asked for, as names change. */
    public void profile(Handle handle, String userId) {
        insert(
                handle,
                Kind.PROFILE,
                userId,
                "state = 'WAITING', next_attempt_at = :now, created_at = :now, failure = NULL, done_at = NULL");
    }

    /** The message was taken back: its content is not fetched any more. */
    public void forget(Handle handle, String messageId) {
        handle.createUpdate("DELETE FROM errand WHERE kind = 'CONTENT' AND subject = :message")
                .bind("message", messageId)
                .execute();
    }

    private void insert(Handle handle, Kind kind, String subject, String again) {
        handle.createUpdate(
                        "INSERT INTO errand (kind, subject, next_attempt_at, created_at) VALUES (:kind, :subject, :now, :now)"
                                + " ON DUPLICATE KEY UPDATE " + again)
                .bind("kind", kind.name())
                .bind("subject", subject)
                .bind("now", clock.instant())
                .execute();
    }

    public void start() {
        loop.start();
    }

    /** Rows were written and committed. Returns at once. */
    public void wake() {
        loop.wake();
    }

    /**
     * Claims nothing more and waits for what is in flight.
     *
     * @return whether all of it finished in time
     */
    public boolean stop(Duration patience) throws InterruptedException {
        return loop.stop(patience);
    }

    /**
     * Does one errand that is due.
     *
     * @return the number of errands done: 0 or 1
     */
    public int runOnce() {
        var claimed = jdbi.inTransaction(handle -> {
            var now = clock.instant();
            var due = CLAIMS.due(handle, "WAITING", now, 1);
            CLAIMS.lease(handle, due.stream().map(Errand::id).toList(), now, now.plus(LEASE), ", silent = silent + 1");
            return due;
        });
        claimed.forEach(this::run);
        return claimed.size();
    }

    private void run(Errand errand) {
        try {
            attempt(errand);
        } catch (RuntimeException failure) {
            if (Outage.is(failure)) {
                // the database, not what was fetched: no attempt of those that end without a word
                jdbi.useHandle(handle -> handle.execute("UPDATE errand SET silent = 0 WHERE id = ?", errand.id()));
            }
            throw failure;
        }
    }

    private void attempt(Errand errand) {
        if (errand.silent() >= SILENT) {
            finish(errand, new Fetched.Never<Picture>("no attempt came to an end"), this::keep);
            return;
        }
        switch (errand.kind()) {
            case CONTENT -> content(errand);
            case PROFILE -> finish(errand, line.profile(errand.subject()), this::keep);
        }
    }

    private void content(Errand errand) {
        if (kindOf(errand.subject()).equals("photo")) {
            finish(errand, line.content(errand.subject(), LARGEST_PHOTO).then(Errands::picture), this::keep);
        } else {
            finish(
                    errand,
                    line.content(errand.subject(), LARGEST_MEDIA),
                    (handle, id, bytes) -> keep(handle, id, MediaTypes.of(bytes), bytes));
        }
    }

    private String kindOf(String messageId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT kind FROM photo WHERE message_id = :id")
                .bind("id", messageId)
                .mapTo(String.class)
                .findOne()
                .orElse("photo"));
    }

    private static Fetched<Picture> picture(byte[] raw) {
        try {
            return new Fetched.Got<>(Picture.of(raw));
        } catch (IllegalArgumentException unreadable) {
            return new Fetched.Never<>(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Keeps what was fetched. */
    private interface Keeper<T> {
        void keep(Handle handle, String subject, T value);
    }

    private void keep(Handle handle, String messageId, Picture picture) {
        keep(handle, messageId, picture.mediaType(), picture.bytes());
    }

    private void keep(Handle handle, String messageId, String mediaType, byte[] content) {
        // no row any more if the person took the photo back
        handle.createUpdate(
                        "UPDATE photo SET content = :content, media_type = :type WHERE message_id = :id AND lost IS NULL")
                .bind("content", content)
                .bind("type", mediaType)
                .bind("id", messageId)
                .execute();
    }

    private void keep(Handle handle, String user, LineClient.Profile profile) {
        // a name that turns the direction of text, or hides a part of itself, is made to look like another one
        var name = Characters.inOneLine(profile.name()).strip();
        handle.createUpdate("UPDATE member SET display_name = NULLIF(:name, '') WHERE chat_id = :chat")
                .bind(
                        "name",
                        name.codePointCount(0, name.length()) <= DISPLAY_NAME
                                ? name
                                : name.substring(0, name.offsetByCodePoints(0, DISPLAY_NAME)))
                .bind("chat", user)
                .execute();
        reader.known(handle, user, profile.language());
    }

    private <T> void finish(Errand errand, Fetched<T> fetched, Keeper<T> keeper) {
        var now = clock.instant();
        jdbi.useTransaction(handle -> {
            switch (fetched) {
                case Fetched.Got<T> got -> {
                    if (update(handle, errand, "DONE", null, now)) {
                        keeper.keep(handle, errand.subject(), got.value());
                    }
                }
                case Fetched.Never<T> never -> giveUp(handle, errand, never.reason(), now);
                case Fetched.Later<T> later -> {
                    if (now.isAfter(errand.createdAt().plus(PATIENCE))) {
                        giveUp(handle, errand, later.reason(), now);
                    } else {
                        update(handle, errand, "WAITING", later.reason(), now);
                    }
                }
            }
        });
    }

    private void giveUp(Handle handle, Errand errand, String reason, Instant now) {
        if (!update(handle, errand, "FAILED", reason, now) || errand.kind() != Kind.CONTENT) {
            return;
        }
        int lost = handle.execute(
                "UPDATE photo SET lost = 'UNFETCHED' WHERE message_id = ? AND content IS NULL AND lost IS NULL",
                errand.subject());
        if (lost == 1 && Picture.UNREADABLE.contains(reason)) {
            reader.unreadable(
                    handle,
                    handle.createQuery("SELECT chat_id FROM photo WHERE message_id = :id")
                            .bind("id", errand.subject())
                            .mapTo(String.class)
                            .one(),
                    now);
        }
    }

    private boolean update(Handle handle, Errand errand, String state, @Nullable String failure, Instant now) {
        var over = !state.equals("WAITING");
        meters.counter(
                        "prasan.errands",
                        "kind",
                        errand.kind().name().toLowerCase(Locale.ROOT),
                        "state",
                        state.toLowerCase(Locale.ROOT))
                .increment();
        return handle.createUpdate("""
                        UPDATE errand SET state = :state, silent = 0, failure = :failure, next_attempt_at = :next, done_at = :done
                        WHERE id = :id AND attempts = :attempts AND state = 'WAITING'""")
                        .bind("state", state)
                        .bind("failure", failure)
                        .bind("next", over ? now : now.plus(Backoff.after(errand.attempts() + 1, errand.id())))
                        .bind("done", over ? now : null)
                        .bind("id", errand.id())
                        .bind("attempts", errand.attempts() + 1)
                        .execute()
                == 1;
    }
}
