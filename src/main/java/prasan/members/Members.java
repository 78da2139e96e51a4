package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import prasan.chat.Topic;
import prasan.db.Characters;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.References;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.flow.Thai;

/** The people whom the account knows. Works inside the caller's transaction; safe for all threads. */
public final class Members {
    /**
     * Which members to list; {@code null} leaves a condition out.
     *
     * @param area prefix of the code of where they live
     * @param role that they hold on the day
     * @param text how a part of the name begins
     * @param linked whether they have a LINE account
     */
    public record Filter(
            @Nullable String area,
            Member.@Nullable Role role,
            @Nullable String text,
            @Nullable Boolean linked) {}

    /**
     * The version of the privacy notice that the conversations show before they ask for a name (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.23): to be raised with its text.
     */
    static final String NOTICE_VERSION = "2";

    static final String SELECT = """
            SELECT m.id, m.code, m.chat_id AS chat, m.name, m.display_name, m.area, m.text_size, m.notice_version, m.ended_at, m.name_order FROM member m
            """;

    private static final int NAME_MIN = 2;
    private static final int NAME_MAX = 100;

    private final MemberRoles roles;
    private final Parting parting;
    private final Accounts accounts;

    /** Members of whom nothing is kept but here. */
    public Members(MemberRoles roles) {
        this(roles, (handle, chat, area, goesOn) -> {}, List.of());
    }

    /**
     * Members whose chats may change hands.
     *
     * @param parting keeps what was said in a chat with those whose it was
     * @param others what the other parts keep about people
     */
    public Members(MemberRoles roles, Parting parting, List<Holding> others) {
        this.roles = roles;
        this.parting = parting;
        this.accounts = new Accounts(others);
    }

    /** Is told, in the transaction, that a chat is a member's no more. */
    public interface Parting {
        /**
         * Keeps what was said in a chat with those whose it was.
         *
         * @param area of the member until then, {@code null} for one that had told none
         * @param goesOn whether it is the same person, so that what is under way goes along
         */
        void parted(Handle handle, String chat, @Nullable String area, boolean goesOn);
    }

    public Optional<Member> byChat(Handle handle, String chat) {
        return one(handle, "m.chat_id = :key", chat);
    }

    /** The member of that number in an office's register. */
    public Optional<Member> byCode(Handle handle, String code) {
        return one(handle, "m.code = :key", code);
    }

    public Optional<Member> find(Handle handle, long id) {
        return one(handle, "m.id = :key", id);
    }

    /**
     * The member of that id who lives where one may look.
     *
     * @throws Refused {@code unknown-member}
     */
    public Member require(Handle handle, Scope scope, long id) {
        return require(handle, scope, id, "");
    }

    private static Member require(Handle handle, Scope scope, long id, String lock) {
        var where = new Where().and("m.id = :id", "id", id).scope("m.area", scope);
        return where.bind(handle.createQuery(SELECT + "WHERE " + where + lock))
                .map(ConstructorMapper.of(Member.class))
                .findOne()
                .orElseThrow(() -> new Refused("unknown-member", Map.of("member", id)));
    }

    /** When a member was shown the privacy notice last. */
    public Optional<Instant> noticed(Handle handle, long id) {
        return handle.createQuery("SELECT notice_at FROM member WHERE id = :id AND notice_at IS NOT NULL")
                .bind("id", id)
                .mapTo(Instant.class)
                .findOne();
    }

    private static Optional<Member> one(Handle handle, String condition, Object key) {
        return handle.createQuery(SELECT + "WHERE " + condition)
                .bind("key", key)
                .map(ConstructorMapper.of(Member.class))
                .findOne();
    }

    /** As {@link #require}, locked until the transaction ends. */
    public Member lock(Handle handle, Scope scope, long id) {
        return require(handle, scope, id, " FOR UPDATE");
    }

    /** Makes a row for a person who writes for the first time; the chat has one already. Does nothing if they are known. */
    public void ensure(Handle handle, String chat, Instant at) {
        handle.createUpdate("""
                        INSERT INTO member (chat_id, created_at) VALUES (:chat, :at)
                        ON DUPLICATE KEY UPDATE chat_id = VALUES(chat_id)""").bind("chat", chat).bind("at", at).execute();
    }

    /** As {@link #introduce(Handle, String, String, Set, String, Instant)}, with one role. */
    public void introduce(Handle handle, String chat, String name, Member.Role role, String home, Instant at) {
        introduce(handle, chat, name, Set.of(role), home, at);
    }

    /**
     * Keeps who a person says they are, who has read the privacy notice. Again, it replaces what was kept: a role that they no longer speak of ends the day before, verified or not,
     * for it would have to be verified again; one that stays the same stays verified, and a seat in a committee is not theirs to give up here.
     *
     * @param told a role that cannot be held where they live counts as a resident's
     * @param home code of an area that has a row
     * @return the member's id
     * @throws Refused {@code bad-name} if the name has fewer than 2 or more than 100 characters
     */
    public long introduce(Handle handle, String chat, String name, Set<Member.Role> told, String home, Instant at) {
        long id = name(handle, chat, name, home, at);
        var today = BuddhistEra.day(at);
        var meant = Member.Role.at(told, home);
        var missing = EnumSet.copyOf(meant);
        for (var held : roles.inForce(handle, id, today)) {
            if (meant.contains(held.role()) && held.role().area(home).equals(held.area())) {
                missing.remove(held.role());
            } else if (held.seatId() == null) {
                roles.end(handle, held, today.minusDays(1), at);
            }
        }
        missing.forEach(role -> roles.begin(handle, id, role, role.area(home), MemberRole.Proof.SELF, at));
        return id;
    }

    /**
     * Keeps the name and the home of a person who has read the privacy notice. Their roles stay, but those for areas that the home does not lie in and that are no seats.
     *
     * @param home code of an area that has a row
     * @return the member's id
     * @throws Refused {@code bad-name}
     */
    public long settle(Handle handle, String chat, String name, String home, Instant at) {
        long id = name(handle, chat, name, home, at);
        var today = BuddhistEra.day(at);
        for (var held : roles.inForce(handle, id, today)) {
            if (held.seatId() == null && held.area() != null && !home.startsWith(held.area())) {
                roles.end(handle, held, today.minusDays(1), at);
            }
        }
        return id;
    }

    private long name(Handle handle, String chat, String name, String home, Instant at) {
        var clean = Thai.clean(Characters.inOneLine(name));
        int length = clean.codePointCount(0, clean.length());
        if (length < NAME_MIN || length > NAME_MAX) {
            throw new Refused("bad-name");
        }
        ensure(handle, chat, at);
        handle.createUpdate("""
                        UPDATE member SET name = :name, area = :home, notice_version = :notice, notice_at = :at WHERE chat_id = :chat""")
                .bind("name", clean)
                .bind("home", home)
                .bind("notice", NOTICE_VERSION)
                .bind("at", at)
                .bind("chat", chat)
                .execute();
        long id = byChat(handle, chat).orElseThrow().id();
        named(handle, id, clean);
        return id;
    }

    /**
     * Adds a person whom the staff knows of and who has not written yet.
     *
     * @throws Refused {@code invalid-fields}, {@code code-taken}
     */
    public Member create(Handle handle, Member.Facts facts, Instant at) {
        var clean = checked(handle, facts, 0);
        long id = handle.createUpdate("""
                        INSERT INTO member (code, name, area, text_size, created_at) VALUES (:code, :name, :area, :textSize, :at)""")
                .bindMethods(clean)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        named(handle, id, clean.name());
        return find(handle, id).orElseThrow();
    }

    /**
     * Replaces what is kept of a person; their roles stay.
     *
     * @throws Refused {@code invalid-fields}, {@code code-taken}, {@code member-ended}
     */
    public Member change(Handle handle, long id, Member.Facts facts) {
        if (find(handle, id).map(Member::endedAt).isPresent()) {
            throw new Refused("member-ended", Map.of("member", id));
        }
        var clean = checked(handle, facts, id);
        handle.createUpdate(
                        "UPDATE member SET code = :code, name = :name, area = :area, text_size = :textSize WHERE id = :id")
                .bindMethods(clean)
                .bind("id", id)
                .execute();
        named(handle, id, clean.name());
        return find(handle, id).orElseThrow();
    }

    private Member.Facts checked(Handle handle, Member.Facts facts, long id) {
        var name = Thai.clean(Characters.inOneLine(facts.name()));
        int length = name.codePointCount(0, name.length());
        var code = facts.code();
        new Fields()
                .that("name", length >= NAME_MIN && length <= NAME_MAX, "must have 2 to 100 characters")
                .that(
                        "code",
                        code == null || code.matches("[A-Za-z0-9][A-Za-z0-9./-]{0,29}"),
                        "must be 1 to 30 of A-Z, 0-9, /, . and -")
                .orRefuse();
        if (code != null
                && byCode(handle, code).filter(other -> other.id() != id).isPresent()) {
            throw new Refused("code-taken", Map.of("code", code));
        }
        return new Member.Facts(code, name, facts.area(), facts.textSize());
    }

    /** Keeps how the name is found. */
    public static void named(Handle handle, long id, String name) {
        handle.createUpdate("DELETE FROM member_name WHERE member_id = :id")
                .bind("id", id)
                .execute();
        var batch = handle.prepareBatch("INSERT INTO member_name (beginning, member_id) VALUES (:beginning, :id)");
        beginnings(name)
                .forEach(beginning ->
                        batch.bind("beginning", beginning).bind("id", id).add());
        batch.execute();
    }

    /** What a search for a name can begin with: its parts without titles and spaces. */
    public static Set<String> beginnings(String name) {
        return PersonName.beginnings(name);
    }

    /** What lists can be sorted by, besides the order in which members came. */
    static final List<Order<Member>> ORDERS = List.of(
            new Order<>("name", "m.name_order", String.class, Member::nameOrder),
            new Order<>("area", "m.area", String.class, Member::area));

    /** A part of the members who fit. */
    public List<Member> list(Handle handle, Scope scope, Filter filter, LocalDate on, Slice<Member> slice) {
        return MemberSearch.list(handle, scope, filter, on, slice);
    }

    /** Whether two names are the same but for the titles before them: นาย สมชาย ใจดี and ร.ต.อ.สมชาย ใจดี. */
    public static boolean sameName(String one, String other) {
        return PersonName.same(one, other);
    }

    /** Whether they are the same even if คุณ is no title but the first syllable: คุณธรรม ใจดี is perhaps not นายธรรม ใจดี. */
    public static boolean surelySameName(String one, String other) {
        return PersonName.surelySame(one, other);
    }

    /** Members of exactly that name who live in an area or inside it. */
    public List<Member> namesakes(Handle handle, String name, String area) {
        return handle.createQuery(SELECT + """
                        JOIN member_name n ON n.member_id = m.id
                        WHERE n.beginning = :whole AND m.ended_at IS NULL AND m.area LIKE CONCAT(:area, '%') ORDER BY m.id""")
                .bind("whole", PersonName.whole(name))
                .bind("area", area)
                .map(ConstructorMapper.of(Member.class))
                .filter(member -> member.name() != null && sameName(member.name(), name))
                .list();
    }

    /** The chats of an audience, on a day. */
    public List<String> audience(Handle handle, Audience audience, LocalDate on) {
        return audience.bind(
                        handle.createQuery("SELECT DISTINCT m.chat_id " + audience.from() + " ORDER BY m.chat_id"), on)
                .mapTo(String.class)
                .list();
    }

    /** The chats of all who live in an area or inside it and have not stopped the topic. */
    public List<String> living(Handle handle, String area, Topic topic) {
        return audience(handle, Audience.living(area, topic), LocalDate.EPOCH);
    }

    /** How many an audience is, on a day. */
    public int count(Handle handle, Audience audience, LocalDate on) {
        return audience.bind(
                        handle.createQuery(
                                "SELECT COUNT(" + (audience.byRole() ? "DISTINCT m.id" : "*") + ") " + audience.from()),
                        on)
                .mapTo(Integer.class)
                .one();
    }

    /** The topics that a member has stopped. */
    public Set<Topic> stopped(Handle handle, long member) {
        var stopped = EnumSet.noneOf(Topic.class);
        handle.createQuery("SELECT topic FROM member_stopped_topic WHERE member_id = :member")
                .bind("member", member)
                .mapTo(Topic.class)
                .forEach(stopped::add);
        return stopped;
    }

    /** Those of the chats whose people want to hear of a topic; of {@code NEWS} those who have agreed to it. */
    public static List<String> wanting(Handle handle, Topic topic, List<String> chats) {
        if (chats.isEmpty()) {
            return List.of();
        }
        var not = handle.createQuery("""
                        SELECT m.chat_id FROM member m WHERE m.chat_id IN (<chats>) AND (
                            EXISTS (SELECT 1 FROM member_stopped_topic s WHERE s.topic = :topic AND s.member_id = m.id)
                            OR :topic = 'NEWS' AND NOT EXISTS (SELECT 1 FROM member_consent k
                                WHERE k.member_id = m.id AND k.topic = 'NEWS' AND k.withdrawn_at IS NULL))""")
                .bindList("chats", chats)
                .bind("topic", topic)
                .mapTo(String.class)
                .set();
        return chats.stream().filter(chat -> !not.contains(chat)).toList();
    }

    /** Tells a member no more of a topic, from now on. */
    public void stop(Handle handle, long member, Topic topic, Instant at) {
        handle.createUpdate("""
                        INSERT INTO member_stopped_topic (topic, member_id, stopped_at) VALUES (:topic, :member, :at)
                        ON DUPLICATE KEY UPDATE topic = VALUES(topic)""")
                .bind("topic", topic)
                .bind("member", member)
                .bind("at", at)
                .execute();
    }

    /** Tells a member of a topic again. */
    public void follow(Handle handle, long member, Topic topic) {
        handle.createUpdate("DELETE FROM member_stopped_topic WHERE topic = :topic AND member_id = :member")
                .bind("topic", topic)
                .bind("member", member)
                .execute();
    }

    /** Ends a membership: every role ends with that day, nothing waits for an officer, and the LINE account is nobody's. What the person filed stays theirs. */
    public Member end(Handle handle, long id, Instant at) {
        decidedFirst(handle, id);
        var today = BuddhistEra.day(at);
        roles.all(handle, id).stream()
                .filter(role -> role.endsOn() == null || role.endsOn().isAfter(today))
                .forEach(role -> roles.end(handle, role, today, at));
        Waiting.settle(handle, roles, id, at);
        accounts.end(handle, id);
        handle.createUpdate("UPDATE member SET ended_at = :at WHERE id = :id AND ended_at IS NULL")
                .bind("at", at)
                .bind("id", id)
                .execute();
        return find(handle, id).orElseThrow();
    }

    /** Takes the LINE account from a member, whose phone is lost: nothing is sent to it in their name any more, and nothing that was begun on it goes on. */
    public Member unlink(Handle handle, long id) {
        decidedFirst(handle, id);
        find(handle, id).ifPresent(member -> part(handle, member, false));
        accounts.end(handle, id);
        return find(handle, id).orElseThrow();
    }

    private void part(Handle handle, Member member, boolean goesOn) {
        var chat = member.chat();
        if (chat != null) {
            parting.parted(handle, chat, member.area(), goesOn);
        }
    }

    /** Who waits to be forgotten is forgotten with the LINE account that they wrote from, so it stays theirs until that is decided. */
    private static void decidedFirst(Handle handle, long id) {
        handle.createQuery("SELECT id FROM erasure WHERE waiting = :member")
                .bind("member", id)
                .mapTo(Long.class)
                .findOne()
                .ifPresent(erasure -> {
                    throw new Refused("erasure-waiting", Map.of("erasure", erasure));
                });
    }

    /**
     * Gives a member the LINE account of another row, which is the same person: on a new phone, or known to the staff before they wrote. What the other row filed becomes the
     * member's, and so does which privacy notice it was shown and what LINE calls the person; what it said of itself, its name, area and unverified roles, is forgotten with it.
     *
     * @param same the row of the person's LINE account, which goes away
     * @throws Refused {@code not-linked} if that row has no LINE account; {@code same-member}
     */
    public Member link(Handle handle, long id, long same, Instant at) {
        return link(handle, id, same, false, at);
    }

    /** @param proved whether the person has shown that the account is theirs: then what they are saying to officers goes along */
    Member link(Handle handle, long id, long same, boolean proved, Instant at) {
        if (id == same) {
            throw new Refused("same-member");
        }
        decidedFirst(handle, id);
        var now = find(handle, same).map(Member::chat).orElseThrow(() -> new Refused("not-linked"));
        decidedFirst(handle, same);
        accounts.end(handle, id);
        find(handle, same).ifPresent(phone -> part(handle, phone, proved));
        handle.execute("UPDATE member SET chat_id = NULL WHERE id = ?", same);
        handle.execute("DELETE FROM data_copy WHERE member_id = ?", same);
        handle.execute(
                "UPDATE member m JOIN member phone ON phone.id = ? SET m.display_name = COALESCE(phone.display_name, m.display_name),"
                        + " m.notice_version = COALESCE(phone.notice_version, m.notice_version), m.notice_at = COALESCE(phone.notice_at, m.notice_at)"
                        + " WHERE m.id = ?",
                same,
                id);
        handle.execute("DELETE FROM member_role WHERE member_id = ? AND verified = 'SELF'", same);
        handle.execute("DELETE FROM member_name WHERE member_id = ?", same);
        // what they stopped on the new phone is stopped
        handle.execute(
                "INSERT IGNORE INTO member_stopped_topic SELECT topic, ?, stopped_at FROM member_stopped_topic WHERE member_id = ?",
                id,
                same);
        handle.execute("DELETE FROM member_stopped_topic WHERE member_id = ?", same);
        References.to(handle, "member", "id").move(handle, same, id);
        handle.execute("DELETE FROM member WHERE id = ?", same);
        handle.createUpdate("UPDATE member SET chat_id = :chat, ended_at = NULL WHERE id = :id")
                .bind("chat", now)
                .bind("id", id)
                .execute();
        Waiting.settle(handle, roles, id, at);
        return find(handle, id).orElseThrow();
    }
}
