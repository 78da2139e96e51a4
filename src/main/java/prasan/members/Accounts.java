package prasan.members;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The LINE accounts that a member has had. What was said with one that is theirs no more, on a phone that is lost, say, is kept apart from it: whoever writes from it is a stranger, and
 * the member's copy and erasure still know it. Works inside the caller's transaction; safe for all threads.
 */
final class Accounts {
    private final List<Holding> holdings;

    /** @param holdings what the parts of the system keep about people */
    Accounts(List<Holding> holdings) {
        this.holdings = List.copyOf(holdings);
    }

    /** Takes the account from the member: links to copies, hand-overs and what was begun on it end. */
    void end(Handle handle, long member) {
        var chat = current(handle, member);
        handle.execute("UPDATE member SET chat_id = NULL WHERE id = ?", member);
        handle.execute("DELETE FROM data_copy WHERE member_id = ?", member);
        if (chat.isEmpty() || holdings.isEmpty()) {
            return;
        }
        lock(handle, chat.get());
        var apart = handle.createQuery("SELECT CONCAT('former-', UUID())")
                .mapTo(String.class)
                .one();
        holdings.forEach(holding -> holding.unlink(handle, chat.get(), apart));
        handle.createUpdate("""
                        INSERT INTO former_account (chat_id, member_id, until_at)
                        SELECT id, :member, UTC_TIMESTAMP(6) FROM chat WHERE id = :chat""").bind("member", member).bind("chat", apart).execute();
    }

    /** Returns the chats of all accounts of a member, the one that they have now first. */
    static List<String> of(Handle handle, long member) {
        return Stream.concat(
                        current(handle, member).stream(),
                        handle
                                .createQuery(
                                        "SELECT chat_id FROM former_account WHERE member_id = :member ORDER BY until_at DESC")
                                .bind("member", member)
                                .mapTo(String.class)
                                .list()
                                .stream())
                .toList();
    }

    /** One thing at a time in a chat: what the person writes now is answered before, or as to a stranger. */
    static void lock(Handle handle, String chat) {
        handle.createQuery("SELECT id FROM chat WHERE id = :chat FOR UPDATE")
                .bind("chat", chat)
                .mapTo(String.class)
                .one();
    }

    private static Optional<String> current(Handle handle, long member) {
        return handle.createQuery("SELECT chat_id FROM member WHERE id = :member AND chat_id IS NOT NULL")
                .bind("member", member)
                .mapTo(String.class)
                .findOne();
    }
}
