package prasan.members;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import prasan.db.Refused;
import prasan.flow.Thai;

/** The people whom the account knows. Safe for all threads. */
public final class Members {
    /**
     * The version of the privacy notice that the conversations show before they ask for a name (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.23): to be raised with its text.
     */
    static final String NOTICE_VERSION = "1";

    private static final int NAME_MIN = 2;
    private static final int NAME_MAX = 100;

    public Optional<Member> byChat(Handle handle, String chat) {
        return handle.createQuery("SELECT id, chat_id AS chat, name, role, area FROM member WHERE chat_id = :chat")
                .bind("chat", chat)
                .map(ConstructorMapper.of(Member.class))
                .findOne();
    }

    /** Makes a row for a person who writes for the first time; the chat has one already. Does nothing if they are known. */
    public void ensure(Handle handle, String chat, Instant at) {
        handle.createUpdate("""
                        INSERT INTO member (chat_id, created_at) VALUES (:chat, :at)
                        ON DUPLICATE KEY UPDATE chat_id = VALUES(chat_id)""").bind("chat", chat).bind("at", at).execute();
    }

    /**
     * Keeps who a person is, who has read the privacy notice; again, it replaces what was kept.
     *
     * @param area code of an area that has a row
     * @throws Refused {@code bad-name} if the name has fewer than 2 or more than 100 characters
     */
    public void introduce(Handle handle, String chat, String name, Member.Role role, String area, Instant at) {
        var clean = Thai.clean(name);
        int length = clean.codePointCount(0, clean.length());
        if (length < NAME_MIN || length > NAME_MAX) {
            throw new Refused("bad-name");
        }
        ensure(handle, chat, at);
        handle.createUpdate("""
                        UPDATE member SET name = :name, role = :role, area = :area, notice_version = :notice, notice_at = :at
                        WHERE chat_id = :chat""")
                .bind("name", clean)
                .bind("role", role)
                .bind("area", area)
                .bind("notice", NOTICE_VERSION)
                .bind("at", at)
                .bind("chat", chat)
                .execute();
    }

    /** The chats of all who live in an area or in one inside it. */
    public List<String> inArea(Handle handle, String area) {
        return handle.createQuery("""
                        SELECT chat_id FROM member WHERE area LIKE CONCAT(:area, '%') AND chat_id IS NOT NULL ORDER BY id""").bind("area", area).mapTo(String.class).list();
    }
}
