package prasan;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.awards.Award;
import prasan.awards.Awards;
import prasan.centres.Centre;
import prasan.centres.Centres;
import prasan.centres.Position;
import prasan.centres.Seats;
import prasan.chat.Dangers;
import prasan.dangers.DangerRecords;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.flow.BuddhistEra;
import prasan.http.Caller;
import prasan.http.Right;
import prasan.http.Secrets;
import prasan.members.Member;
import prasan.members.MemberRole;
import prasan.members.MemberRoles;
import prasan.officers.ApiKeys;
import prasan.officers.Grants;
import prasan.officers.Handovers;
import prasan.officers.Officer;
import prasan.officers.Officers;
import prasan.outbox.Outbox;
import prasan.outbox.PushKind;
import prasan.plans.DoType;
import prasan.plans.PlanStage;
import prasan.plans.Project;
import prasan.plans.Projects;
import prasan.reports.Category;
import prasan.reports.Filing;
import prasan.reports.Reports;

/** Rows of a village for tests to work on, each a new one, and officers with keys. */
final class Targets {
    static final String VILLAGE = "71010705";
    private static final Caller EVERYBODY =
            new Caller("test", null, List.of(new Caller.Grant("", EnumSet.allOf(Right.class))));
    private final LocalDate today = BuddhistEra.day(Instant.now());
    private final AtomicInteger numbers = new AtomicInteger();
    private final Outbox outbox = new Outbox(Clock.systemUTC(), UUID::randomUUID);
    private final Jdbi jdbi;
    private final Areas areas = new Areas();
    private final Centres centres = new Centres(areas);
    private final Seats seats = new Seats(new MemberRoles());
    private final Officers officers = new Officers(areas);
    private final Grants grants = new Grants(areas);
    private final ApiKeys keys = new ApiKeys(new Secrets(new SecureRandom()));

    Targets(Jdbi jdbi) {
        this.jdbi = jdbi;
        // officers are posted only to villages that there are
        jdbi.useTransaction(handle -> areas.require(handle, VILLAGE));
    }

    private String next() {
        return String.valueOf(numbers.incrementAndGet());
    }

    private <T> T with(Function<Handle, T> work) {
        return jdbi.inTransaction(work::apply);
    }

    /** A leader of the village, and their chat. */
    String leader() {
        return with(handle -> {
            var chat = "U%032x".formatted(numbers.incrementAndGet());
            areas.require(handle, VILLAGE);
            handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", chat);
            handle.execute(
                    "INSERT INTO member (chat_id, name, area, notice_version, created_at) VALUES (?, 'สมหญิง ตัวอย่าง', ?, '1', NOW(6))",
                    chat,
                    VILLAGE);
            return chat;
        });
    }

    private static void photo(Handle handle, String id, String chat) {
        handle.execute(
                "INSERT INTO photo (message_id, chat_id, media_type, content, created_at) VALUES (?, ?, 'image/jpeg', 'x', NOW(6))",
                id,
                chat);
    }

    private static void media(Handle handle, String id, String chat) {
        photo(handle, id, chat);
        handle.execute("UPDATE photo SET kind = 'audio', media_type = 'audio/mp4' WHERE message_id = ?", id);
    }

    /** The number of a report with a photo and a voice message. */
    String report() {
        return report(Category.ROAD);
    }

    String report(Category category) {
        return report(category, Filing.Privacy.of(category, false, false, null));
    }

    String report(Category category, Filing.Privacy privacy) {
        var chat = leader();
        return with(handle -> {
            var photo = "p" + next();
            photo(handle, photo, chat);
            media(handle, photo + "-voice", chat);
            var reports = new Reports((h, kind, topic, chats, template, values, once) -> {}, Projects::idOf);
            return reports.file(
                    handle,
                    new Filing(
                            "test:" + next(),
                            chat,
                            category,
                            "ถนนเป็นหลุม",
                            VILLAGE,
                            null,
                            null,
                            null,
                            List.of(photo),
                            List.of(photo + "-voice"),
                            privacy,
                            Instant.now()));
        });
    }

    /** The id of a danger that nobody has seen. */
    long danger() {
        var chat = leader();
        return with(handle -> {
            var cause = "test:" + next();
            new DangerRecords(areas, text -> Optional.empty())
                    .heard(handle, chat, new Dangers.Heard(cause, "FIRE", "ไฟไหม้บ้านค่ะ", false, Instant.now()));
            return handle.createQuery("SELECT id FROM danger WHERE cause_key = :cause")
                    .bind("cause", cause)
                    .mapTo(Long.class)
                    .one();
        });
    }

    /** The code of a project that was just proposed. */
    String project() {
        return with(handle -> {
            var code = "KRI-T-" + next();
            var facts = new Project.Facts(
                    "ซ่อมถนน",
                    "โครงสร้างพื้นฐาน",
                    null,
                    null,
                    null,
                    BigDecimal.TEN,
                    null,
                    DoType.SELF,
                    null,
                    2570,
                    VILLAGE,
                    null,
                    null,
                    null);
            var steps = List.of(new Project.Step(PlanStage.PROPOSED, LocalDate.parse("2026-01-05"), null));
            var projects = new Projects(
                    areas, (h, kind, topic, chats, template, values, once) -> {}, (h, project) -> List.of());
            return projects.create(handle, Scope.ALL, code, facts, steps, "test", Instant.now())
                    .code();
        });
    }

    /** The code of a draft. */
    String award() {
        return with(handle -> {
            var awards =
                    new Awards(areas, (h, kind, topic, chats, template, values, once) -> {}, (h, area) -> List.of());
            awards.put(handle, new Award.Type("T", "รางวัลตัวอย่าง", null));
            var facts = new Award.Facts(
                    "T",
                    "หมู่บ้านตัวอย่าง",
                    2569,
                    VILLAGE,
                    "บ้านตัวอย่าง",
                    Award.RecipientKind.VILLAGE,
                    VILLAGE,
                    null,
                    "พึ่งตนเองได้",
                    null,
                    null,
                    null,
                    null,
                    true);
            return awards.create(handle, Scope.ALL, "AWT-" + next(), facts, Instant.now())
                    .code();
        });
    }

    /** The id of a member of the village. */
    long member() {
        var chat = leader();
        return with(handle -> handle.createQuery("SELECT id FROM member WHERE chat_id = :chat")
                .bind("chat", chat)
                .mapTo(Long.class)
                .one());
    }

    /** The path of a role of a member of the village. */
    String role() {
        var member = member();
        return with(handle -> {
            var grant = new MemberRole.Grant(Member.Role.ASSISTANT_HEAD, VILLAGE, null, today, null);
            var role = new MemberRoles().give(handle, member, grant, MemberRole.Proof.SELF, Instant.now());
            return "/api/members/" + member + "/roles/" + role.id();
        });
    }

    /** The code of the tambon's centre, which there is one of. */
    String centre() {
        return with(handle -> centre(handle).code());
    }

    private Centre centre(Handle handle) {
        var code = VILLAGE.substring(0, 6);
        return centres.find(handle, Scope.ALL, code, today)
                .orElseGet(() -> centres.create(handle, Scope.ALL, code, new Centre.Facts(null, null), Instant.now()));
    }

    /** Makes room for a centre that has no seats. */
    void noCentre(String area) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM centre WHERE area = ?", area));
    }

    /** The path of a vacant seat. */
    String seat(Position position) {
        return with(handle -> {
            var centre = centre(handle);
            var seat = seats.add(handle, centre, position, null, today);
            return "/api/centres/" + centre.code() + "/seats/" + seat.id();
        });
    }

    /** The path of a seat that somebody holds. */
    String heldSeat(Position position) {
        var member = member();
        return with(handle -> {
            var centre = centre(handle);
            var seat = seats.add(handle, centre, position, null, today);
            seats.give(handle, centre, seat, member, today, today.plusYears(4), "test", Instant.now());
            return "/api/centres/" + centre.code() + "/seats/" + seat.id();
        });
    }

    /** The id of an invitation. */
    long invitation() {
        return with(handle -> handle.createUpdate(
                        "INSERT INTO invitation (code, role, area, uses, expires_at, created_by, created_at) VALUES (:code, 'KAMNAN', '710107', 1, '2999-01-01', 'test', NOW(6))")
                .bind("code", "T%07d".formatted(numbers.incrementAndGet()))
                .executeAndReturnGeneratedKeys()
                .mapTo(Long.class)
                .one());
    }

    /** The id of what a leader of the village waits for. */
    long registration() {
        var chat = leader();
        return with(handle -> handle.createUpdate(
                        "INSERT INTO registration (member_id, role, area, asked_at) SELECT id, 'ASSISTANT_HEAD', area, NOW(6) FROM member WHERE chat_id = :chat")
                .bind("chat", chat)
                .executeAndReturnGeneratedKeys()
                .mapTo(Long.class)
                .one());
    }

    /** The id of the wish of a leader of the village to be forgotten. */
    long erasure() {
        var member = member();
        return with(handle -> handle.createUpdate(
                        "INSERT INTO erasure (member_id, area, asked_at, due_on) SELECT id, area, NOW(6), CURDATE() FROM member WHERE id = :id")
                .bind("id", member)
                .executeAndReturnGeneratedKeys()
                .mapTo(Long.class)
                .one());
    }

    /** The id of an open hand-over. */
    long handover() {
        var chat = leader();
        return with(handle -> {
            var handovers = new Handovers((h, kind, topic, chats, template, values, once) -> {});
            handovers.open(handle, chat, List.of(), Instant.now());
            return handovers
                    .list(handle, Scope.ALL, null, false, Slice.latest(1))
                    .getFirst()
                    .id();
        });
    }

    /** The path of a photo that a leader sent to an officer. */
    String handoverPhoto() {
        return handoverSent("photo");
    }

    /** The path of a voice message that a leader sent to an officer. */
    String handoverMedia() {
        return handoverSent("media");
    }

    private String handoverSent(String what) {
        var id = handover();
        return with(handle -> {
            var line = "h" + next();
            var chat = handle.createQuery("SELECT chat_id FROM handover WHERE id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one();
            if (what.equals("photo")) {
                photo(handle, line, chat);
            } else {
                media(handle, line, chat);
            }
            var message = handle.createUpdate(
                            "INSERT INTO handover_message (handover_id, line_id, text, photo, created_at) VALUES (:id, :line, '-', TRUE, NOW(6))")
                    .bind("id", id)
                    .bind("line", line)
                    .executeAndReturnGeneratedKeys()
                    .mapTo(Long.class)
                    .one();
            return "/api/handovers/" + id + "/messages/" + message + "/" + what;
        });
    }

    /** The id of an event that was given up. */
    long failedEvent() {
        return with(handle -> handle.createUpdate(
                        "INSERT INTO inbox (event_id, chat_id, type, occurred_at, received_at, raw, state, done_at) VALUES (:id, 'U0', 'x', NOW(), NOW(), '{}', 'FAILED', NOW())")
                .bind("id", "E" + next())
                .executeAndReturnGeneratedKeys()
                .mapTo(Long.class)
                .one());
    }

    /** Something that waits to be sent. */
    long delivery() {
        var cause = "test:" + next();
        return with(handle -> {
            outbox.push(handle, PushKind.ANSWER, "U0", "[{\"type\":\"text\",\"text\":\"ค่ะ\"}]", cause);
            return handle.createQuery("SELECT id FROM outbox WHERE cause_key = :cause")
                    .bind("cause", cause)
                    .mapTo(Long.class)
                    .one();
        });
    }

    /** An officer who is posted in the village and may do nothing. */
    Officer officer() {
        return officer(VILLAGE);
    }

    Officer officer(String area) {
        var facts = new Officer.Facts("พิมพ์ใจ ตัวอย่าง", "พัฒนากร", null, null, area, "u" + next() + "x");
        return with(handle -> officers.create(handle, Scope.ALL, facts, Instant.now()));
    }

    /** The id of a grant of theirs. */
    long grant(Officer officer, String area, Set<Right> rights, @Nullable LocalDate from, @Nullable LocalDate until) {
        var wanted = new Grants.Wanted(area, rights, from, until, null);
        return with(handle -> grants.add(handle, officer, wanted, EVERYBODY, Instant.now()))
                .id();
    }

    ApiKeys.Made key(Officer officer) {
        var at = Instant.now();
        return with(handle -> keys.create(handle, officer, "test", at.plusSeconds(86_400), "test", at));
    }

    /** The key of an officer who has just that. */
    String notice() {
        return notice("DRAFT");
    }

    /** The id of an audience that is kept. */
    long audience() {
        return with(handle -> handle.createUpdate(
                        "INSERT INTO audience (area, name, topics, created_by, created_at, updated_at) VALUES ('71010705', 'ทุกคน', '', 'test', NOW(6), NOW(6))")
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** A notice that stands there, and that another officer wrote. */
    String notice(String status) {
        var number = "N-6912-%04d".formatted(numbers.incrementAndGet());
        long officer = officer().id();
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO notice (number, version, area, topics, speed, acknowledge, latest_at, status, begun_at, ended_at, created_by, created_at, updated_at)"
                            + " VALUES (?, 1, '71010705', '', 'ORDINARY', FALSE, '2999-01-01', ?, ?, ?, 'test', NOW(6), NOW(6))",
                    number,
                    status,
                    status.equals("DRAFT") || status.equals("WAITING") ? null : Instant.now(),
                    status.equals("FINISHED") ? Instant.now() : null);
            handle.execute(
                    "INSERT INTO notice_version (notice_id, version, title, text, written_by, officer_id, written_at)"
                            + " SELECT MAX(id), 1, 'ประชุม', 'ขอเชิญประชุม', 'test', ?, NOW(6) FROM notice",
                    officer);
            // one who is due, and cannot be reached: nothing ends it by itself
            handle.execute(
                    "INSERT INTO notice_recipient (notice_id, version, person, state, updated_at)"
                            + " SELECT id, 1, 0, 'DUE', NOW(6) FROM notice WHERE number = ? AND begun_at IS NOT NULL",
                    number);
        });
        return number;
    }

    /** A finished notice that asks to be acknowledged, and that somebody has got and not answered. */
    String unansweredNotice() {
        var number = notice("FINISHED");
        jdbi.useTransaction(handle -> {
            var chat = "U" + number;
            handle.execute("UPDATE notice SET acknowledge = TRUE WHERE number = ?", number);
            handle.execute("INSERT INTO chat (id, kind, created_at) VALUES (?, 'user', NOW(6))", chat);
            handle.execute(
                    "INSERT INTO member (chat_id, name, area, created_at) VALUES (?, 'นางเงียบ ตัวอย่าง', '71010705', NOW(6))",
                    chat);
            handle.execute(
                    "INSERT INTO notice_recipient (notice_id, version, person, member_id, chat_id, state, updated_at)"
                            + " SELECT n.id, 1, m.id, m.id, m.chat_id, 'ACCEPTED', NOW(6) FROM notice n JOIN member m WHERE n.number = ? AND m.chat_id = ?",
                    number,
                    chat);
        });
        return number;
    }

    String keyFor(String area, Set<Right> rights, @Nullable LocalDate from, @Nullable LocalDate until) {
        var officer = officer(area);
        if (!rights.isEmpty()) {
            grant(officer, area, rights, from, until);
        }
        return key(officer).secret();
    }

    String expiredKey() {
        var made = key(officer());
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE api_key SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ?",
                made.key().id()));
        return made.secret();
    }
}
