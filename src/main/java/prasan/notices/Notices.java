package prasan.notices;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.officers.OfficeHours;
import prasan.outbox.Wanted;

/**
 * The notices and what officers do with them. Works inside the caller's transaction; safe for all threads.
 *
 * <p>A notice is for people of an area, and belongs to the officers who have the right there.
 */
public final class Notices {
    static final int TITLE = 100;
    static final int TEXT = 1000;
    /** Begins what the outbox says that a row is about. */
    public static final String ABOUT = "notice:";

    /** What lists can be sorted by. */
    static final List<Order<Notice>> ORDERS =
            List.of(new Order<>("updatedAt", "n.updated_at", Instant.class, Notice::updatedAt));

    private final Areas areas;
    private final @Nullable String phone;
    private final Audiences audiences;

    /** @param phone of the office, which a text may name; {@code null} for none */
    public Notices(Areas areas, @Nullable String phone) {
        this.areas = areas;
        this.phone = phone;
        this.audiences = new Audiences(areas);
    }

    /** Those that a notice can be made of. */
    Audiences audiences() {
        return audiences;
    }

    /**
     * Who acts.
     *
     * @param officer {@code null} for the administrator of the settings
     */
    record Writer(String name, @Nullable Long officer) {}

    /**
     * Writes a draft.
     *
     * @throws Refused {@code invalid-fields}, {@code unknown-area}, {@code outside-area}, and as {@link Followers#checked}
     */
    Notice create(Handle handle, Scope scope, Notice.Facts wanted, Writer by, Instant at) {
        var facts = checked(handle, scope, Followers.checked(handle, wanted, at));
        var number = number(handle, at);
        handle.createUpdate("""
                        INSERT INTO notice (number, follows_id, follows_to, version, area, topics, speed, push_rest, acknowledge, greet, replies, starts_at, latest_at, status, created_by, created_at, updated_at)
                        VALUES (:number, (SELECT f.id FROM notice f WHERE f.number = :follows), :followsTo, 1, :area, :topics, :speed, :pushRest, :acknowledge, :greet, :replies, :startsAt, :latestAt, 'DRAFT', :by, :at, :at)""")
                .bind("number", number)
                .bind("by", by.name())
                .bind("at", at)
                .bindMap(columns(facts))
                .execute();
        var made = locked(handle, number);
        Parts.write(handle, "notice_id", made, facts.audience());
        version(handle, made, 1, facts, by, at);
        return require(handle, scope, number);
    }

    /**
     * Replaces what an officer wrote. Whatever is changed makes a version, which says who wrote it: they do not approve it.
     *
     * @throws Refused {@code unknown-notice}, {@code not-draft}, and as {@link #create}
     */
    Notice change(Handle handle, Scope scope, String number, Notice.Facts wanted, Writer by, Instant at) {
        var notice = lock(handle, scope, number);
        only(notice, NoticeStatus.DRAFT);
        var facts = checked(handle, scope, Followers.unmoved(notice, wanted));
        int version = notice.facts().equals(facts) ? notice.version() : notice.version() + 1;
        update(handle, """
                        UPDATE notice SET version = :version, area = :area, topics = :topics, speed = :speed, push_rest = :pushRest,
                            acknowledge = :acknowledge, greet = :greet, replies = :replies, starts_at = :startsAt, latest_at = :latestAt, updated_at = :at WHERE id = :id""", notice, at)
                .bind("version", version)
                .bindMap(columns(facts))
                .execute();
        Parts.write(handle, "notice_id", notice.id(), facts.audience());
        if (version > notice.version()) {
            version(handle, notice.id(), version, facts, by, at);
        }
        return require(handle, scope, number);
    }

    private static void version(Handle handle, long notice, int version, Notice.Facts facts, Writer by, Instant at) {
        handle.createUpdate("""
                        INSERT INTO notice_version (notice_id, version, title, text, title_en, text_en, choices, link, written_by, officer_id, written_at)
                        VALUES (:notice, :version, :title, :text, :titleEn, :textEn, :choicesJson, :linkJson, :name, :officer, :at)""")
                .bind("notice", notice)
                .bind("version", version)
                .bindMethods(facts)
                .bind("choicesJson", Choice.written(facts.choices()))
                .bind("linkJson", Link.written(facts.link()))
                .bind("name", by.name())
                .bind("officer", by.officer())
                .bind("at", at)
                .execute();
    }

    private static Map<String, Object> columns(Notice.Facts facts) {
        var whom = facts.audience();
        var columns = new java.util.HashMap<String, Object>();
        columns.put("area", whom.area().equals(Notice.COUNTRY) ? null : whom.area());
        columns.put("topics", Parts.joined(whom.topics()));
        columns.put("speed", facts.speed());
        columns.put("pushRest", facts.pushRest());
        columns.put("acknowledge", facts.acknowledge());
        columns.put("greet", facts.greet());
        columns.put("replies", facts.replies());
        var follows = facts.follows();
        columns.put("follows", follows == null ? null : follows.number());
        columns.put("followsTo", follows == null ? null : follows.to());
        columns.put("startsAt", facts.startsAt());
        columns.put("latestAt", facts.latestAt());
        return columns;
    }

    /** Returns it with the codes that its areas have today. */
    private Notice.Facts checked(Handle handle, Scope scope, Notice.Facts facts) {
        new Fields()
                .text("title", facts.title(), TITLE)
                .text("text", facts.text(), TEXT)
                .optional("titleEn", facts.titleEn(), TITLE)
                .optional("textEn", facts.textEn(), TEXT)
                .that(
                        "textEn",
                        (facts.titleEn() == null) == (facts.textEn() == null),
                        "must be there when titleEn is, and only then")
                .that(
                        "latestAt",
                        facts.latestAt() == null
                                || facts.startsAt() == null
                                || facts.latestAt().isAfter(facts.startsAt()),
                        "must be after startsAt")
                .that(
                        "pushRest",
                        !facts.pushRest() || facts.speed() == Speed.QUIET,
                        "must be false unless speed is QUIET")
                .that("latestAt", !facts.pushRest() || facts.latestAt() != null, "must be there when pushRest is true")
                .that(
                        "choices",
                        facts.choices().isEmpty() || !facts.acknowledge(),
                        "must be empty for one to acknowledge")
                .that("choices", Asking.fits(facts), Asking.RULE)
                .that("link", facts.link() == null || facts.link().fits(facts.textEn() != null), Link.RULE)
                .orRefuse();
        Personal.refuse(handle, facts, phone);
        return new Notice.Facts(
                facts.title(),
                facts.text(),
                facts.titleEn(),
                facts.textEn(),
                WhomCheck.checked(handle, areas, scope, facts.audience()),
                facts.speed(),
                facts.pushRest(),
                facts.acknowledge(),
                facts.greet(),
                facts.choices(),
                facts.link(),
                facts.replies(),
                facts.follows(),
                facts.startsAt(),
                facts.latestAt());
    }

    /**
     * Sends a draft: at its time, or after a second officer has approved it.
     *
     * @param notice {@linkplain #lock held}, as for all steps
     * @throws Refused {@code not-draft}, {@code too-late}
     */
    Notice send(Handle handle, Notice notice, boolean approvalNeeded, Instant at) {
        only(notice, NoticeStatus.DRAFT);
        inTime(notice, at);
        update(
                        handle,
                        "UPDATE notice SET status = 'WAITING', released_at = :released, updated_at = :at WHERE id = :id",
                        notice,
                        at)
                .bind("released", approvalNeeded ? null : at)
                .execute();
        return NoticeRows.get(handle, notice.id());
    }

    /**
     * Lets a notice go that waits for it. Whoever wrote any of its texts never does, by whatever grant or key.
     *
     * @throws Refused {@code not-waiting}, {@code own-notice}, {@code too-late}
     */
    Notice approve(Handle handle, Notice notice, Writer by, Instant at) {
        if (!notice.approvalNeeded()) {
            throw new Refused("not-waiting", Map.of("status", notice.status()));
        }
        boolean own = handle.createQuery(
                                "SELECT COUNT(*) FROM notice_version WHERE notice_id = :id AND officer_id <=> :officer")
                        .bind("id", notice.id())
                        .bind("officer", by.officer())
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (own) {
            throw new Refused("own-notice");
        }
        inTime(notice, at);
        update(
                        handle,
                        "UPDATE notice SET approved_by = :by, released_at = :at, updated_at = :at WHERE id = :id",
                        notice,
                        at)
                .bind("by", by.name())
                .execute();
        return NoticeRows.get(handle, notice.id());
    }

    /**
     * Halts or goes on.
     *
     * @throws Refused {@code not-sending}, {@code not-paused}
     */
    Notice pause(Handle handle, Notice notice, boolean pause, Instant at) {
        var from = pause ? NoticeStatus.SENDING : NoticeStatus.PAUSED;
        only(notice, from);
        update(handle, "UPDATE notice SET status = :status, updated_at = :at WHERE id = :id", notice, at)
                .bind("status", pause ? NoticeStatus.PAUSED : NoticeStatus.SENDING)
                .execute();
        return NoticeRows.get(handle, notice.id());
    }

    /**
     * Ends a notice for all whom it has not been sent to yet.
     *
     * @throws Refused {@code already-ended}
     */
    Notice cancel(Handle handle, Notice notice, Instant at) {
        if (notice.status() == NoticeStatus.FINISHED || notice.status() == NoticeStatus.CANCELLED) {
            throw new Refused("already-ended", Map.of("status", notice.status()));
        }
        update(
                        handle,
                        "UPDATE notice SET status = 'CANCELLED', ended_at = :at, updated_at = :at WHERE id = :id",
                        notice,
                        at)
                .execute();
        return NoticeRows.get(handle, notice.id());
    }

    /**
     * Opens a finished notice again, for those whom it is sent to once more.
     *
     * @throws Refused {@code not-finished}, {@code too-late}
     */
    Notice reopen(Handle handle, Notice notice, Instant at) {
        only(notice, NoticeStatus.FINISHED);
        inTime(notice, at);
        update(
                        handle,
                        "UPDATE notice SET status = 'SENDING', settled = FALSE, ended_at = NULL, updated_at = :at WHERE id = :id",
                        notice,
                        at)
                .execute();
        return NoticeRows.get(handle, notice.id());
    }

    private static void only(Notice notice, NoticeStatus status) {
        if (notice.status() != status) {
            throw new Refused("not-" + status.name().toLowerCase(Locale.ROOT), Map.of("status", notice.status()));
        }
    }

    private static void inTime(Notice notice, Instant at) {
        var latest = notice.facts().latestAt();
        if (latest != null && !latest.isAfter(at)) {
            throw new Refused("too-late", Map.of("latestAt", latest));
        }
    }

    static Update update(Handle handle, String sql, Notice notice, Instant at) {
        return handle.createUpdate(sql).bind("id", notice.id()).bind("at", at);
    }

    /** A part of the notices, the latest first. */
    List<Notice> list(Handle handle, Scope scope, @Nullable NoticeStatus status, Slice<Notice> slice) {
        var where = new Where().and("n.status = :status", "status", status).scope("n.area", scope);
        where.slice(slice, "n.id");
        return where.bind(handle.createQuery(NoticeRows.SELECT + "WHERE " + where + slice.ordered("n.id")))
                .map(NoticeRows.NOTICE)
                .list();
    }

    /**
     * A notice.
     *
     * @throws Refused {@code unknown-notice}
     */
    Notice require(Handle handle, Scope scope, String number) {
        var where = new Where()
                .and("n.number = :number", "number", NoticeRows.valid(number))
                .scope("n.area", scope);
        return where.bind(handle.createQuery(NoticeRows.SELECT + "WHERE " + where))
                .map(NoticeRows.NOTICE)
                .findOne()
                .orElseThrow(() -> new Refused("unknown-notice"));
    }

    /**
     * As {@link #require}, held until the transaction ends.
     *
     * @throws Refused {@code unknown-notice}
     */
    Notice lock(Handle handle, Scope scope, String number) {
        require(handle, scope, number);
        locked(handle, number);
        return require(handle, scope, number);
    }

    /** Whose people a notice is for, as in an address: ต.ลาดหญ้า; {@code null} for the whole country. */
    @Nullable
    String address(Handle handle, Notice notice) {
        var code = notice.facts().audience().area();
        return code.equals(Notice.COUNTRY)
                ? null
                : areas.find(handle, code).map(Area::addressTh).orElse(null);
    }

    private static long locked(Handle handle, String number) {
        return handle.createQuery("SELECT id FROM notice WHERE number = :number FOR UPDATE")
                .bind("number", number)
                .mapTo(Long.class)
                .one();
    }

    /** What the notice of that number is called; {@code null} where there is none. */
    public static @Nullable String title(Handle handle, String number) {
        return NoticeRows.find(handle, number)
                .map(notice -> notice.facts().title())
                .orElse(null);
    }

    /** Returns false for a notice that was cancelled, so that what of it still waits in the outbox is not sent. */
    public static boolean stillTrue(Handle handle, String about) {
        return !about.startsWith(ABOUT)
                || handle.createQuery("SELECT COUNT(*) FROM notice WHERE id = :id AND status <> 'CANCELLED'")
                                .bind("id", about.substring(ABOUT.length()))
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }

    /** Returns whether what of a notice waits in the outbox may be sent now, and not while it is halted or its hours are over. */
    public static Wanted.Time time(Handle handle, String about, OfficeHours hours, Instant at) {
        var halted = handle.createQuery(
                        "SELECT status = 'PAUSED' FROM notice WHERE id = :id AND (status = 'PAUSED' OR speed <> 'URGENT')")
                .bind("id", about.substring(ABOUT.length()))
                .mapTo(Boolean.class)
                .findOne();
        if (halted.orElse(false)) {
            return Wanted.Time.HALTED;
        }
        return halted.isEmpty() || hours.open(at) ? Wanted.Time.NOW : Wanted.Time.LATER;
    }

    private static String number(Handle handle, Instant at) {
        var month = BuddhistEra.month(at);
        var last = handle.createQuery("""
                        INSERT INTO notice_counter (month, last) VALUES (:month, 1)
                        ON DUPLICATE KEY UPDATE last = last + 1 RETURNING last""").bind("month", month).mapTo(int.class).one();
        return "N-%s-%04d".formatted(month, last);
    }
}
