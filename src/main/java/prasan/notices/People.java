package prasan.notices;

import java.time.LocalDate;
import org.jdbi.v3.core.statement.SqlStatement;

/** Whom a notice is for, as SQL: a table with {@code person}, {@code member}, {@code officer}, {@code chat} and {@code area}. */
sealed interface People permits AudiencePeople, FollowedPeople {
    /** All of them; whoever belongs to two parts of an audience, or holds two roles, is there twice. */
    String everybody();

    /** The next of them behind {@code :after} in the order of {@code person}, and so many at most of each part. */
    String next(int most);

    /** Those of them who have the account {@code :chat}, one at most of each part but for their roles. */
    String withAccount();

    /** Binds what the table names. */
    <S extends SqlStatement<S>> S bind(S statement, LocalDate on);
}
