package prasan.members;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import prasan.chat.Actions;
import prasan.flow.Input;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;
import prasan.http.Digest;

/**
 * Codes by which somebody proves to an officer that a chat is theirs: shown in that chat and told by its person, good once and for a day. Without one, whoever keeps the members of a
 * village could take the LINE account of anybody in the country who has not said who they are. Works inside the caller's transaction; safe for all threads.
 */
public final class LinkCodes {
    private static final Duration LIFE = Duration.ofDays(1);

    private static final Signature MAKE = new Signature(
                    "members.link-code", Signature.Kind.WRITE, Map.of(), Map.of("done", Map.of("code", Type.TEXT)))
            .personal("code");

    private final RandomGenerator random;

    public LinkCodes(RandomGenerator random) {
        this.random = random;
    }

    /** Lets conversations show a code. */
    public void register(Actions actions) {
        actions.action(
                MAKE,
                (context, inputs) -> new Input.Outcome(
                        "done", Map.of("code", new Value.Text(make(context.handle(), context.chat(), context.at())))));
    }

    /** Makes the code of a chat, in the place of an earlier one. */
    String make(Handle handle, String chat, Instant at) {
        handle.createUpdate("DELETE FROM link_code WHERE expires_at <= :at OR chat_id = :chat")
                .bind("at", at)
                .bind("chat", chat)
                .execute();
        var code = InvitationCode.make(random);
        handle.createUpdate("INSERT INTO link_code (chat_id, hash, expires_at) VALUES (:chat, :hash, :until)")
                .bind("chat", chat)
                .bind("hash", Digest.sha256(code))
                .bind("until", at.plus(LIFE))
                .execute();
        return InvitationCode.print(code);
    }

    /** Spends the code of a chat. @return whether it was that */
    static boolean take(Handle handle, String chat, String typed, Instant at) {
        return InvitationCode.read(typed)
                        .map(code -> handle.createUpdate(
                                        "DELETE FROM link_code WHERE chat_id = :chat AND hash = :hash AND expires_at > :at")
                                .bind("chat", chat)
                                .bind("hash", Digest.sha256(code))
                                .bind("at", at)
                                .execute())
                        .orElse(0)
                > 0;
    }
}
