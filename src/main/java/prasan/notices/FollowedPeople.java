package prasan.notices;

import java.time.LocalDate;
import org.jdbi.v3.core.statement.SqlStatement;

/** Those of the ledger of the first notice whom one that follows it is for, by the accounts that they have now. */
record FollowedPeople(Follows follows) implements People {
    private static final String TABLE = """
            (SELECT r.person, r.member_id AS member, r.officer_id AS officer, COALESCE(m.chat_id, o.chat_id) AS chat, r.area
            FROM notice_recipient r LEFT JOIN member m ON m.id = r.member_id LEFT JOIN officer o ON o.id = r.officer_id
            WHERE r.notice_id = (SELECT f.id FROM notice f WHERE f.number = :followed)
                AND IF(r.member_id IS NULL, o.id IS NOT NULL AND o.ended_at IS NULL, m.ended_at IS NULL) AND <reached>""";

    @Override
    public String everybody() {
        return table() + ")";
    }

    @Override
    public String next(int most) {
        return table() + " AND r.person > :after ORDER BY r.person LIMIT " + most + ")";
    }

    @Override
    public String withAccount() {
        return table() + " AND COALESCE(m.chat_id, o.chat_id) = :chat)";
    }

    @Override
    public <S extends SqlStatement<S>> S bind(S statement, LocalDate on) {
        return statement.bind("followed", follows.number());
    }

    private String table() {
        return TABLE.replace(
                "<reached>",
                switch (follows.to()) {
                    case RECIPIENTS -> "(r.state IN ('SENDING', 'ACCEPTED') OR r.reason = 'UNCLEAR')";
                    // nobody is reminded twice, not even after a reminder that was cancelled half way
                    case SILENT -> """
                            r.state = 'ACCEPTED' AND r.acknowledged_at IS NULL AND NOT EXISTS (
                                SELECT 1 FROM notice k JOIN notice_recipient kr ON kr.notice_id = k.id
                                WHERE k.follows_id = r.notice_id AND k.follows_to = 'SILENT' AND k.status = 'CANCELLED'
                                    AND kr.person = r.person AND kr.state IN ('SENDING', 'ACCEPTED'))""";
                });
    }
}
