package prasan.awards;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.chat.Pusher;
import prasan.chat.Topic;
import prasan.db.Fields;
import prasan.db.Order;
import prasan.db.Refused;
import prasan.db.Scope;
import prasan.db.Slice;
import prasan.db.Where;
import prasan.flow.BuddhistEra;
import prasan.flow.Value;
import prasan.outbox.PushKind;

/** The honour awards. Works inside the caller's transaction; safe for all threads. */
public final class Awards {

    /** The chats of the members who live in an area, given by the prefix of its code. */
    @FunctionalInterface
    public interface Audience {
        List<String> chats(Handle handle, String area);
    }

    /**
     * Which awards to list; {@code null} leaves a condition out.
     *
     * @param area prefix of the codes of the recipients' areas
     * @param yearBe Buddhist era
     */
    public record Filter(
            @Nullable String area,
            @Nullable Integer yearBe,
            @Nullable AwardStatus status,
            @Nullable String text) {}

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,19}");

    /** Begins the cause of a notice that tells of an award. */
    private static final String ANNOUNCED = "award-announced:";

    private final Areas areas;
    private final Pusher pusher;
    private final Audience audience;

    public Awards(Areas areas, Pusher pusher, Audience audience) {
        this.areas = areas;
        this.pusher = pusher;
        this.audience = audience;
    }

    /** All types by code. */
    public List<Award.Type> types(Handle handle) {
        return handle.createQuery("SELECT * FROM award_type ORDER BY code")
                .map(ConstructorMapper.of(Award.Type.class))
                .list();
    }

    /**
     * Adds a type of award or replaces what is kept of it.
     *
     * @throws Refused {@code invalid-fields}
     */
    public void put(Handle handle, Award.Type type) {
        new Fields()
                .that("code", type.code().matches("[A-Z0-9][A-Z0-9_]{0,29}"), "must be 1 to 30 of A-Z, 0-9 and _")
                .text("nameTh", type.nameTh(), 200)
                .optional("prize", type.prize(), 300)
                .orRefuse();
        handle.createUpdate("""
                        INSERT INTO award_type (code, name_th, prize) VALUES (:code, :nameTh, :prize)
                        ON DUPLICATE KEY UPDATE name_th = :nameTh, prize = :prize
                        """).bindMethods(type).execute();
    }

    /**
     * Adds a draft, which nobody hears of.
     *
     * @throws Refused {@code invalid-fields}, {@code unknown-area}, {@code outside-area}, {@code code-taken}
     */
    public Award create(Handle handle, Scope scope, String code, Award.Facts facts, Instant at) {
        check(
                handle,
                scope,
                facts,
                fields(facts).that("code", CODE.matcher(code).matches(), "must be 1 to 20 of A-Z, 0-9 and -"));
        if (find(handle, code).isPresent()) {
            throw new Refused("code-taken", Map.of("award", code));
        }
        handle.createUpdate("""
                        INSERT INTO award (code, type, title, year_be, area, recipient, recipient_kind, recipient_area, occupation, achievement, prize,
                            ceremony, ceremony_on, venue, publish_consent, status, created_at, updated_at)
                        VALUES (:code, :type, :title, :yearBe, :area, :recipient, :recipientKind, :recipientArea, :occupation, :achievement, :prize,
                            :ceremony, :ceremonyOn, :venue, :publishConsent, 'DRAFT', :at, :at)
                        """)
                .bind("code", code)
                .bindMethods(facts)
                .bind("at", at)
                .execute();
        return require(handle, scope, code);
    }

    /**
     * Replaces what staff type. An announced award stays public while it is corrected; one of a person who no longer consents becomes a draft again, since consent may be taken back at
     * any time (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.19).
     *
     * @throws Refused {@code unknown-award}, {@code invalid-fields}, {@code unknown-area}, {@code outside-area}
     */
    public Award change(Handle handle, Scope scope, String code, Award.Facts facts, Instant at) {
        var award = lock(handle, scope, code);
        check(handle, scope, facts, fields(facts));
        if (award.status() == AwardStatus.ANNOUNCED) {
            requireNotAhead(facts, at);
        }
        if (award.status() == AwardStatus.ANNOUNCED && !facts.publishable()) {
            handle.createUpdate(
                            "UPDATE award SET status = 'DRAFT', announced_at = NULL, announced_by = NULL WHERE id = :id")
                    .bind("id", award.id())
                    .execute();
        }
        handle.createUpdate("""
                        UPDATE award SET type = :type, title = :title, year_be = :yearBe, area = :area, recipient = :recipient, recipient_kind = :recipientKind,
                            recipient_area = :recipientArea, occupation = :occupation, achievement = :achievement, prize = :prize, ceremony = :ceremony,
                            ceremony_on = :ceremonyOn, venue = :venue, publish_consent = :publishConsent, updated_at = :at
                        WHERE id = :id
                        """)
                .bindMethods(facts)
                .bind("id", award.id())
                .bind("at", at)
                .execute();
        return require(handle, scope, code);
    }

    /**
     * Makes an award public and tells the members of its area.
     *
     * @throws Refused {@code unknown-award}, {@code already-announced}, {@code consent-missing} when it would name a person who has not consented
     */
    public Award announce(Handle handle, Scope scope, String code, String by, Instant at) {
        var award = publish(handle, scope, code, by, at);
        var chats = audience.chats(handle, award.facts().area());
        if (!chats.isEmpty()) {
            pusher.push(
                    handle,
                    PushKind.AWARD,
                    Topic.AWARDS,
                    chats,
                    "award-announced",
                    notice(handle, award),
                    ANNOUNCED + award.id());
        }
        return award;
    }

    /** Returns false for what tells of an award that is not public any more, as when the consent was withdrawn. */
    public static boolean stillTrue(Handle handle, String about) {
        return !about.startsWith(ANNOUNCED)
                || handle.createQuery("SELECT COUNT(*) FROM award WHERE id = :id AND status = 'ANNOUNCED'")
                                .bind("id", about.substring(ANNOUNCED.length()))
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }

    /** Makes an award public without a word, as one that was announced elsewhere, before. */
    Award publish(Handle handle, Scope scope, String code, String by, Instant at) {
        var award = lock(handle, scope, code);
        if (award.status() == AwardStatus.ANNOUNCED) {
            throw new Refused("already-announced", Map.of("award", code));
        }
        if (!award.facts().publishable()) {
            throw new Refused("consent-missing", Map.of("award", code));
        }
        requireNotAhead(award.facts(), at);
        handle.createUpdate("""
                        UPDATE award SET status = 'ANNOUNCED', announced_at = :at, announced_by = :by, updated_at = :at WHERE id = :id
                        """)
                .bind("id", award.id())
                .bind("by", by)
                .bind("at", at)
                .execute();
        return require(handle, scope, code);
    }

    /** What has been announced is of this year or of one before. */
    private static void requireNotAhead(Award.Facts facts, Instant at) {
        int year = BuddhistEra.day(at).getYear() + BuddhistEra.OFFSET;
        new Fields()
                .that(
                        "yearBe",
                        facts.yearBe() <= year,
                        "must not be after this year, " + year + ", once it is announced")
                .orRefuse();
    }

    private Map<String, Value> notice(Handle handle, Award award) {
        return Map.of(
                "code", Value.text(award.code()),
                "title", Value.text(award.facts().title()),
                "year", Value.text(String.valueOf(award.facts().yearBe())),
                "area", areas.value(handle, award.facts().area()));
    }

    /** What lists can be sorted by, besides the order in which awards were entered. */
    static final List<Order<Award>> ORDERS = List.of(
            new Order<>(
                    "recipient",
                    "recipient",
                    String.class,
                    award -> award.facts().recipient()),
            new Order<>(
                    "yearBe", "year_be", Integer.class, award -> award.facts().yearBe()),
            new Order<>("updatedAt", "updated_at", Instant.class, Award::updatedAt),
            new Order<>(
                    "recipientArea",
                    "recipient_area",
                    String.class,
                    award -> award.facts().recipientArea()),
            new Order<>(
                    "ceremonyOn",
                    "ceremony_on",
                    LocalDate.class,
                    award -> award.facts().ceremonyOn()));

    /** A part of the awards that fit. */
    public List<Award> list(Handle handle, Scope scope, Filter filter, Slice<Award> slice) {
        var where = where(scope, filter).slice(slice, "id");
        return where.bind(handle.createQuery("SELECT * FROM award WHERE " + where + slice.ordered("id")))
                .map(ConstructorMapper.of(Award.class))
                .list();
    }

    /** The awards that fit in the order in which they are read out: by year, the newest first, and by code. */
    List<Award> choice(Handle handle, Filter filter, int limit) {
        return select(handle, "*", Scope.ALL, filter, "ORDER BY year_be DESC, code LIMIT :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(Award.class))
                .list();
    }

    /** The years of the announced awards of an area, Buddhist era, newest first. */
    List<Integer> years(Handle handle, String area) {
        return select(
                        handle,
                        "DISTINCT year_be",
                        Scope.ALL,
                        new Filter(area, null, AwardStatus.ANNOUNCED, null),
                        "ORDER BY year_be DESC")
                .mapTo(Integer.class)
                .list();
    }

    /** The award of this code, by which officers and chats name it. */
    public Optional<Award> find(Handle handle, String code) {
        return one(handle, code, new Where(), "");
    }

    /**
     * The award of this code, which must exist.
     *
     * @throws Refused {@code unknown-award}
     */
    public Award require(Handle handle, Scope scope, String code) {
        return one(handle, code, new Where().scope("recipient_area", scope), "").orElseThrow(() -> unknown(code));
    }

    /** The award, held against others until the transaction ends, for those who may write both to its recipient and to its audience. */
    Award lock(Handle handle, Scope scope, String code) {
        var where = new Where().scope("recipient_area", scope).scope("area", scope);
        return one(handle, code, where, " FOR UPDATE").orElseThrow(() -> unknown(code));
    }

    private static Optional<Award> one(Handle handle, String code, Where where, String lock) {
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        where.and("code = :code", "code", code);
        return where.bind(handle.createQuery("SELECT * FROM award WHERE " + where + lock))
                .map(ConstructorMapper.of(Award.class))
                .findOne();
    }

    private static Refused unknown(String code) {
        return new Refused("unknown-award", Map.of("award", code));
    }

    private static Query select(Handle handle, String columns, Scope scope, Filter filter, String rest) {
        var where = where(scope, filter);
        return where.bind(handle.createQuery("SELECT " + columns + " FROM award WHERE " + where + " " + rest));
    }

    private static Where where(Scope scope, Filter filter) {
        return new Where()
                .scope("recipient_area", scope)
                .area("recipient_area", filter.area())
                .and("year_be = :year", "year", filter.yearBe())
                .and("status = :status", "status", filter.status())
                .words("CONCAT_WS(' ', recipient, title, occupation)", "code", filter.text());
    }

    private void check(Handle handle, Scope scope, Award.Facts facts, Fields fields) {
        fields.that(
                        "type",
                        types(handle).stream().anyMatch(type -> type.code().equals(facts.type())),
                        "must be the code of a type of award")
                .orRefuse();
        scope.require(areas.require(handle, facts.area()).code());
        scope.require(areas.require(handle, facts.recipientArea()).code());
    }

    private static Fields fields(Award.Facts facts) {
        return new Fields()
                .text("title", facts.title(), 300)
                .text("recipient", facts.recipient(), 200)
                .text("achievement", facts.achievement(), 1000)
                .optional("occupation", facts.occupation(), 200)
                .optional("prize", facts.prize(), 300)
                .optional("ceremony", facts.ceremony(), 300)
                .optional("venue", facts.venue(), 300)
                .that(
                        "ceremonyOn",
                        facts.ceremonyOn() == null || BuddhistEra.plausible(facts.ceremonyOn()),
                        "must have a year of the common era")
                .that(
                        "yearBe",
                        BuddhistEra.plausible(facts.yearBe()),
                        "must be a year of the Buddhist era, 2500 to 2699");
    }
}
