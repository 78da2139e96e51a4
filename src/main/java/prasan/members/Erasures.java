package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.chat.ChatData;
import prasan.chat.Pusher;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.flow.Value;
import prasan.outbox.PushKind;

/**
 * People who want to be forgotten: they ask in chat, an officer decides. What has to stay, such as a report, an official record, stays and is nobody's from then on (พ.ร.บ.
 * คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.33). Works inside the caller's transaction; safe for all threads.
 */
public final class Erasures {
    /** Days to decide in: ม.30. */
    static final int DAYS = 30;

    private static final int REASON_MAX = 500;

    private static final String SELECT = """
            SELECT e.id, e.member_id, m.name, e.area, e.asked_at, e.due_on, e.state, e.decided_at, e.decided_by, e.reason
            FROM erasure e JOIN member m ON m.id = e.member_id
            """;

    private static final List<String> OWN = List.of(
            "DELETE FROM member_name WHERE member_id = :id",
            "DELETE FROM member_role WHERE member_id = :id",
            "DELETE FROM member_stopped_topic WHERE member_id = :id",
            "DELETE FROM member_consent WHERE member_id = :id",
            "DELETE FROM registration WHERE member_id = :id",
            "DELETE FROM data_copy WHERE member_id = :id",
            // why an officer has refused it before may tell of the person
            "UPDATE erasure SET reason = '•••' WHERE member_id = :id AND reason IS NOT NULL",
            "DELETE FROM invitation_miss WHERE chat_id = (SELECT chat_id FROM member WHERE id = :id) OR chat_id IN (SELECT chat_id FROM former_account WHERE member_id = :id)",
            "DELETE FROM former_account WHERE member_id = :id",
            // what officers noted of an invitation for one tells whom it was for
            "UPDATE invitation SET note = NULL WHERE uses = 1 AND id IN (SELECT invitation_id FROM invitation_use WHERE member_id = :id)",
            "UPDATE member SET code = NULL, chat_id = NULL, area = NULL, name = NULL, display_name = NULL, ended_at = :at WHERE id = :id");

    private final Members members;
    private final Pusher pusher;
    private final List<Holding> others;

    /** @param others what the other parts keep about people; the last of them forgets the chat itself */
    public Erasures(Members members, Pusher pusher, List<Holding> others) {
        this.members = members;
        this.pusher = pusher;
        this.others = List.copyOf(others);
    }

    /** Notes that a person wants to be forgotten; who asks again while it is not decided has asked once. */
    public Erasure ask(Handle handle, Member member, Instant at) {
        return waiting(handle, member.id()).orElseGet(() -> {
            handle.createUpdate(
                            "INSERT INTO erasure (member_id, area, asked_at, due_on) VALUES (:member, :area, :at, :due)")
                    .bind("member", member.id())
                    .bind("area", member.area())
                    .bind("at", at)
                    .bind("due", BuddhistEra.day(at).plusDays(DAYS))
                    .execute();
            return waiting(handle, member.id()).orElseThrow();
        });
    }

    /** What a member waits for. */
    public Optional<Erasure> waiting(Handle handle, long member) {
        return handle.createQuery(SELECT + "WHERE e.waiting = :member")
                .bind("member", member)
                .map(ConstructorMapper.of(Erasure.class))
                .findOne();
    }

    /** What lists can be sorted by, besides the order in which erasures were asked for. */
    static final List<Order<Erasure>> ORDERS = List.of(
            new Order<>("dueOn", "e.due_on", LocalDate.class, Erasure::dueOn),
            new Order<>("decidedAt", "e.decided_at", Instant.class, Erasure::decidedAt),
            new Order<>("area", "e.area", String.class, Erasure::area));

    /** A part of the erasures. */
    public List<Erasure> list(
            Handle handle, Scope scope, ErasureState state, @Nullable String area, Slice<Erasure> slice) {
        var where = new Where()
                .and("e.state = :state", "state", state)
                .scope("e.area", scope)
                .area("e.area", area)
                .slice(slice, "e.id");
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + slice.ordered("e.id")))
                .map(ConstructorMapper.of(Erasure.class))
                .list();
    }

    /**
     * The erasure of that id.
     *
     * @throws Refused {@code unknown-erasure}
     */
    public Erasure require(Handle handle, Scope scope, long id) {
        return one(handle, scope, id, "");
    }

    private static Erasure one(Handle handle, Scope scope, long id, String lock) {
        var where = new Where().and("e.id = :id", "id", id).scope("e.area", scope);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + lock))
                .map(ConstructorMapper.of(Erasure.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-erasure", Map.of("erasure", id)));
    }

    /**
     * Forgets the person, who hears it as the last thing. There is no way back.
     *
     * @throws Refused {@code unknown-erasure}, {@code already-decided}
     */
    public Erasure carryOut(Handle handle, Scope scope, long id, String by, Instant at) {
        var asked = undecided(handle, scope, id);
        tell(handle, asked, "erasure-done", ChatData.LAST);
        var chats = Accounts.of(handle, asked.memberId());
        chats.forEach(chat -> Accounts.lock(handle, chat));
        for (var forget : OWN) {
            var update = handle.createUpdate(forget).bind("id", asked.memberId());
            (forget.contains(":at") ? update.bind("at", at) : update).execute();
        }
        chats.forEach(chat -> others.forEach(holding -> holding.erase(handle, chat)));
        return decide(handle, scope, asked, ErasureState.ERASED, null, by, at);
    }

    /**
     * Says no, and tells the person why.
     *
     * @param reason the lawful ground
     * @throws Refused {@code unknown-erasure}, {@code already-decided}, {@code invalid-fields}
     */
    public Erasure refuse(Handle handle, Scope scope, long id, String reason, String by, Instant at) {
        new Fields().text("reason", reason, REASON_MAX).orRefuse();
        var asked = undecided(handle, scope, id);
        var refused = decide(handle, scope, asked, ErasureState.REFUSED, reason.strip(), by, at);
        tell(handle, refused, "erasure-refused", "erasure:");
        return refused;
    }

    private static Erasure undecided(Handle handle, Scope scope, long id) {
        var asked = one(handle, scope, id, " FOR UPDATE");
        if (asked.state() != ErasureState.WAITING) {
            throw new Refused("already-decided");
        }
        return asked;
    }

    private Erasure decide(
            Handle handle,
            Scope scope,
            Erasure asked,
            ErasureState state,
            @Nullable String reason,
            String by,
            Instant at) {
        handle.createUpdate(
                        "UPDATE erasure SET state = :state, decided_at = :at, decided_by = :by, reason = :reason WHERE id = :id")
                .bind("state", state)
                .bind("at", at)
                .bind("by", by)
                .bind("reason", reason)
                .bind("id", asked.id())
                .execute();
        return require(handle, scope, asked.id());
    }

    private Optional<String> chat(Handle handle, Erasure asked) {
        return members.find(handle, asked.memberId()).map(Member::chat);
    }

    private void tell(Handle handle, Erasure asked, String notice, String once) {
        chat(handle, asked)
                .ifPresent(chat -> pusher.push(
                        handle,
                        PushKind.ERASURE,
                        null,
                        List.of(chat),
                        notice,
                        Map.of("asked", new Value.Moment(asked.askedAt()), "reason", Value.text(asked.reason())),
                        once + asked.id()));
    }
}
