package prasan.notices;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import prasan.members.Holding;
import prasan.members.PersonalData;

/** What the ledger keeps about a person: which notices were for them. The counts stay without them. */
public final class NoticeData implements Holding {
    @Override
    public Map<String, List<Map<String, Object>>> held(Handle handle, String chat) {
        return Map.of(
                "notices",
                handle.createQuery("""
                                SELECT n.number, v.title, r.state, r.updated_at AS at, r.acknowledged_at,
                                    JSON_VALUE(v.choices, CONCAT('$[', r.choice - 1, '].th')) AS answer
                                FROM notice_recipient r JOIN notice n ON n.id = r.notice_id
                                    JOIN notice_version v ON v.notice_id = r.notice_id AND v.version = r.version
                                WHERE r.chat_id = :chat ORDER BY r.id""")
                        .bind("chat", chat)
                        .mapToMap()
                        .map(PersonalData::filled)
                        .list());
    }

    @Override
    public void erase(Handle handle, String chat) {
        handle.createUpdate("""
                        UPDATE notice_recipient SET member_id = NULL, officer_id = NULL, chat_id = NULL, state = IF(state IN ('DUE', 'SENDING'), 'OVER', state)
                        WHERE chat_id = :chat""").bind("chat", chat).execute();
    }
}
