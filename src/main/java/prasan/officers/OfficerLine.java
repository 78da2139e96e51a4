package prasan.officers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import prasan.audit.Audit;
import prasan.db.Refused;
import prasan.http.Digest;
import prasan.members.CodeTries;
import prasan.members.Holding;
import prasan.members.InvitationCode;
import prasan.members.PersonalData;

/**
 * The LINE accounts of officers. An officer links one by typing a code in its chat, which the API gives them: good once, for half an hour, and kept only by its hash. Works inside the
 * caller's transaction; safe for all threads.
 */
public final class OfficerLine implements Holding {
    static final Duration LIFE = Duration.ofMinutes(30);

    /** A code for somebody to type. */
    record Made(String code, Instant expiresAt) {}

    /** What the audit tells of it: whether an account is linked, but not which. */
    record Linked(boolean linked) {}

    private final RandomGenerator random;

    /** @param random nobody can foresee what it gives */
    public OfficerLine(RandomGenerator random) {
        this.random = random;
    }

    /** Makes the code of an officer, in the place of an earlier one. */
    Made code(Handle handle, long officer, String by, Instant at) {
        handle.createUpdate("DELETE FROM officer_link_code WHERE expires_at <= :at OR officer_id = :officer")
                .bind("at", at)
                .bind("officer", officer)
                .execute();
        var code = InvitationCode.make(random);
        var until = at.plus(LIFE);
        handle.createUpdate("""
                        INSERT INTO officer_link_code (officer_id, hash, made_by, expires_at) VALUES (:officer, :hash, :by, :until)""")
                .bind("officer", officer)
                .bind("hash", Digest.sha256(code))
                .bind("by", by)
                .bind("until", until)
                .execute();
        return new Made(InvitationCode.print(code), until);
    }

    /**
     * Finds the officer whose code somebody types in a chat. A wrong one is noted, as with invitations.
     *
     * @throws Refused {@code blocked} for a chat that has named too many wrong codes; {@code taken} if its account is another officer's
     */
    Optional<Officer> look(Handle handle, String chat, String typed, Instant at) {
        CodeTries.require(handle, chat, at);
        var code = InvitationCode.read(typed);
        var found = code.flatMap(read -> byCode(handle, read, at));
        // what is no code guesses at none
        if (code.isPresent() && found.isEmpty()) {
            CodeTries.missed(handle, chat, at);
        }
        if (found.isPresent() && !free(handle, found.get(), chat)) {
            throw new Refused("taken");
        }
        return found;
    }

    /**
     * Links the account of a chat to the officer of a code, which is spent; an account that they had before is theirs no more.
     *
     * @return the officer; empty if the code is good no more, or the account is another officer's meanwhile
     */
    Optional<Officer> link(Handle handle, String chat, String typed, Instant at) {
        var found = InvitationCode.read(typed)
                .flatMap(code -> byCode(handle, code, at))
                .filter(officer -> free(handle, officer, chat));
        found.ifPresent(officer -> {
            var by = handle.createQuery("SELECT made_by FROM officer_link_code WHERE officer_id = :officer")
                    .bind("officer", officer.id())
                    .mapTo(String.class)
                    .one();
            handle.execute("DELETE FROM officer_link_code WHERE officer_id = ?", officer.id());
            handle.execute("UPDATE officer SET chat_id = ? WHERE id = ?", chat, officer.id());
            var act = new Audit.Act(officer.facts().name(), officer.id(), "LINE, code of " + by, "linkOfficerLine");
            var deed = new Audit.Deed(OfficerRoutes.row(officer), new Linked(officer.linked()), new Linked(true));
            Audit.write(handle, act, List.of(deed), at);
        });
        return found;
    }

    /** Takes the account from an officer, and the code that would link one. */
    static void unlink(Handle handle, long officer) {
        handle.execute("UPDATE officer SET chat_id = NULL WHERE id = ?", officer);
        handle.execute("DELETE FROM officer_link_code WHERE officer_id = ?", officer);
    }

    private static Optional<Officer> byCode(Handle handle, String code, Instant at) {
        return handle.createQuery(
                        Officers.SELECT
                                + "WHERE ended_at IS NULL AND id = (SELECT c.officer_id FROM officer_link_code c WHERE c.hash = :hash AND c.expires_at > :at) FOR UPDATE")
                .bind("hash", Digest.sha256(code))
                .bind("at", at)
                .map(ConstructorMapper.of(Officer.class))
                .findOne();
    }

    private static boolean free(Handle handle, Officer officer, String chat) {
        return !handle.createQuery("SELECT EXISTS (SELECT 1 FROM officer WHERE chat_id = :chat AND id <> :officer)")
                .bind("chat", chat)
                .bind("officer", officer.id())
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public Map<String, List<Map<String, Object>>> held(Handle handle, String chat) {
        return Map.of(
                "officer",
                handle.createQuery("SELECT name, position, area FROM officer WHERE chat_id = :chat")
                        .bind("chat", chat)
                        .mapToMap()
                        .map(PersonalData::filled)
                        .list());
    }

    /** A phone that is lost is the officer's no more, either. */
    @Override
    public void unlink(Handle handle, String chat, String apart) {
        erase(handle, chat);
    }

    @Override
    public void erase(Handle handle, String chat) {
        handle.execute("UPDATE officer SET chat_id = NULL WHERE chat_id = ?", chat);
    }
}
