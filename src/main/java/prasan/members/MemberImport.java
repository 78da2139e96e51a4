package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.csv.Row;
import prasan.flow.BuddhistEra;

/**
 * Members from a sheet of an office's register, one role a line; somebody with several roles has several lines of one {@code code}. A file of the list of members is one of these, with an {@code id} for those who have no number. The office vouches for the roles. A person who has
 * written to the account before they were imported is linked by an officer afterwards. One of these reads one file.
 */
public final class MemberImport implements Import.Kind {
    private static final Map<String, Member.Role> ROLES = Map.ofEntries(
            Map.entry("กำนัน", Member.Role.KAMNAN),
            Map.entry("สารวัตรกำนัน", Member.Role.KAMNAN_INSPECTOR),
            Map.entry("แพทย์ประจำตำบล", Member.Role.TAMBON_DOCTOR),
            Map.entry("ผู้ใหญ่บ้าน", Member.Role.VILLAGE_HEAD),
            Map.entry("ผู้ช่วยผู้ใหญ่บ้าน", Member.Role.ASSISTANT_HEAD),
            Map.entry("กม.", Member.Role.VILLAGE_COMMITTEE),
            Map.entry("กรรมการหมู่บ้าน", Member.Role.VILLAGE_COMMITTEE),
            Map.entry("อสม.", Member.Role.HEALTH_VOLUNTEER),
            Map.entry("สมาชิก อบต.", Member.Role.COUNCIL_MEMBER),
            Map.entry("สมาชิกเทศบาล", Member.Role.COUNCIL_MEMBER),
            Map.entry("ผู้นำ อช.", Member.Role.VOLUNTEER_LEADER),
            Map.entry("อช.", Member.Role.VOLUNTEER_LEADER),
            Map.entry("ผู้นำกลุ่ม", Member.Role.GROUP_LEADER),
            Map.entry("ประชาชน", Member.Role.RESIDENT));
    private static final String DAY = "a day like 2025-10-01 or 1/10/2568";

    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;
    private final Importer by;
    /** The roles that a line was about. */
    private final Set<Long> written = new HashSet<>();

    public MemberImport(Members members, MemberRoles roles, Areas areas, Importer by) {
        this.members = members;
        this.roles = roles;
        this.areas = areas;
        this.by = by;
    }

    @Override
    public List<String> required() {
        return List.of("code", "name", "role", "area");
    }

    @Override
    public List<String> optional() {
        return List.of("id", "home", "title", "starts_on", "ends_on", "text_size");
    }

    @Override
    public @Nullable String column(String refusal) {
        return switch (refusal) {
            case "outside-area" -> "area";
            case "role-held", "role-taken" -> "starts_on";
            default -> null;
        };
    }

    @Override
    public void again() {
        written.clear();
    }

    @Override
    public Optional<Import.Change> take(Handle handle, Row row, Instant at) {
        var old = old(handle, row);
        var code = row.optional("code");
        var name = row.text("name");
        var role = row.optional("role") == null ? null : row.code("role", Member.Role.class, ROLES);
        var area = role == null ? null : row.required("area", "the code of an area", "", cell -> area(handle, cell));
        var home = row.optional("home", "the code of an area", cell -> area(handle, cell));
        var starts = row.optional("starts_on", DAY, BuddhistEra::day);
        var ends = row.optional("ends_on", DAY, BuddhistEra::day);
        var size = row.optional("text_size") == null ? null : row.code("text_size", Member.TextSize.class, Map.of());
        if (old == null && code == null) {
            row.flaw("code", "is empty");
        }
        if (old == null && home == null && area == null) {
            row.flaw("home", "is empty, and so is area");
        }
        if (row.flawed()) {
            return Optional.empty();
        }
        var facts = new Member.Facts(
                code != null || old == null ? code : old.code(),
                name,
                home != null ? home : old != null && old.area() != null ? old.area() : area,
                size != null ? size : old != null ? old.textSize() : Member.TextSize.NORMAL);
        // where they are to live, and where the role is
        Stream.of(facts.area(), area).filter(Objects::nonNull).forEach(by.scope()::require);
        var details = new ArrayList<String>();
        var member = old != null ? changed(handle, old, facts, details) : members.create(handle, facts, at);
        if (old == null) {
            details.addAll(Import.cells(facts));
        }
        // the number in a register is a person's own
        var audited = "id " + member.id();
        var key = facts.code() != null ? facts.code() : audited;
        if (role != null && area != null) {
            var given = new Given(role, role.area(area), row.optional("title"), starts, ends);
            var held = role(handle, member, given, BuddhistEra.day(at), at, details);
            key += " " + held;
            audited += " " + held;
        }
        var effect =
                old == null ? Import.Effect.NEW : details.isEmpty() ? Import.Effect.UNCHANGED : Import.Effect.CHANGED;
        return Optional.of(new Import.Change(key, audited, facts.area(), effect, details));
    }

    /** Who is meant: the one with that id, as a file of the list has it, else the one with that number. */
    private @Nullable Member old(Handle handle, Row row) {
        var byId = row.optional(
                "id",
                "the id of a member",
                cell -> Row.number(cell)
                        .flatMap(id -> members.find(handle, id.longValueExact()).filter(this::theirs)));
        var code = row.optional("code");
        var byCode = code == null ? Optional.<Member>empty() : members.byCode(handle, code);
        if (byCode.isPresent()
                && (!theirs(byCode.get()) || (byId != null && byCode.get().id() != byId.id()))) {
            row.flaw("code", "is another member's");
        }
        return byId != null ? byId : byCode.orElse(null);
    }

    /** Whether somebody lives where the importer may change anything. */
    private boolean theirs(Member member) {
        return by.scope().covers(member.area());
    }

    private Optional<String> area(Handle handle, String code) {
        return areas.known(handle, code).map(Area::code);
    }

    private Member changed(Handle handle, Member kept, Member.Facts facts, List<String> details) {
        var before = new Member.Facts(
                kept.code(), Objects.requireNonNullElse(kept.name(), ""), kept.area(), kept.textSize());
        var differences = Import.differences(before, facts);
        details.addAll(differences);
        return differences.isEmpty() ? kept : members.change(handle, kept.id(), facts);
    }

    /** A role of the sheet, whose days may be left out. */
    private record Given(
            Member.Role role,
            String area,
            @Nullable String title,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn) {}

    private record Term(
            @Nullable String title,
            LocalDate startsOn,
            @Nullable LocalDate endsOn) {}

    /**
     * Gives the role of a line, or corrects the one that it means.
     *
     * @return what tells it from the person's other roles
     */
    private String role(Handle handle, Member member, Given given, LocalDate today, Instant at, List<String> details) {
        var kept = meant(roles.all(handle, member.id()), given);
        if (kept.isEmpty()) {
            var starts = Objects.requireNonNullElse(given.startsOn(), today);
            var grant = new MemberRole.Grant(given.role(), given.area(), given.title(), starts, given.endsOn());
            details.add("role: " + given.role() + " " + given.area());
            details.addAll(Import.cells(new Term(given.title(), starts, given.endsOn())));
            return key(roles.give(handle, member.id(), grant, MemberRole.Proof.officer(by.name()), at));
        }
        var held = kept.get();
        var before = new MemberRole.Grant(held.role(), held.area(), held.title(), held.startsOn(), held.endsOn());
        var after = new MemberRole.Grant(
                given.role(),
                given.area(),
                given.title() != null ? given.title() : held.title(),
                given.startsOn() != null ? given.startsOn() : held.startsOn(),
                given.endsOn() != null ? given.endsOn() : held.endsOn());
        var differences = Import.differences(before, after);
        details.addAll(differences);
        return key(differences.isEmpty() ? held : roles.change(handle, held.id(), after, at));
    }

    private String key(MemberRole role) {
        written.add(role.id());
        return role.role() + " " + role.area() + " " + (role.title() == null ? "" : role.title() + " ")
                + role.startsOn();
    }

    /**
     * The role that a line is about: one that has the title and the first day of the line, as far as it names them. Without one it is a correction of the latest role that no line of the file
     * was about, unless it begins after the end of that: then it is another term.
     */
    private Optional<MemberRole> meant(List<MemberRole> all, Given given) {
        var alike = all.stream()
                .filter(held ->
                        held.role() == given.role() && given.area().equals(held.area()) && held.seatId() == null)
                .toList();
        var named = alike.stream()
                .filter(held -> given.title() == null || given.title().equals(held.title()))
                .filter(held -> given.startsOn() == null || given.startsOn().equals(held.startsOn()))
                .min(Comparator.comparing(held -> !Objects.equals(given.title(), held.title())));
        return named.isPresent()
                ? named
                : alike.stream()
                        .filter(held -> !written.contains(held.id()))
                        .findFirst()
                        .filter(held -> held.endsOn() == null
                                || given.startsOn() == null
                                || !given.startsOn().isAfter(held.endsOn()));
    }
}
