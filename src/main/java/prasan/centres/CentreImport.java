package prasan.centres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.csv.Row;
import prasan.flow.BuddhistEra;
import prasan.members.Member;
import prasan.members.MemberRole;
import prasan.members.MemberRoles;
import prasan.members.Members;

/**
 * Centres and their committees from a sheet, one seat a line; a line without a position is the centre alone, one without a name and a member's number a seat whose holder stays as it is. Who takes over a
 * seat ends the term of the one before. A person is the one of that number in the register (column {@code member}), else the only one of that name who lives in the centre's area, if it has one, else
 * somebody new without a LINE account; the dry run tells which.
 */
public final class CentreImport implements Import.Kind {
    private static final Map<String, Position> POSITIONS =
            Stream.of(Position.values()).collect(Collectors.toMap(Position::nameTh, position -> position));
    private static final String WHICH =
            ": write the number in the register of the one who is meant in the column member";
    private static final String DAY = "a day like 2025-10-01 or 1/10/2568";

    private final Centres centres;
    private final Seats seats;
    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;
    private final Importer by;

    public CentreImport(Centres centres, Seats seats, Members members, MemberRoles roles, Areas areas, Importer by) {
        this.centres = centres;
        this.seats = seats;
        this.members = members;
        this.roles = roles;
        this.areas = areas;
        this.by = by;
    }

    @Override
    public List<String> required() {
        return List.of("area", "position");
    }

    @Override
    public List<String> optional() {
        return List.of("number", "name", "member", "starts_on", "ends_on", "place", "phone");
    }

    @Override
    public @Nullable String column(String refusal) {
        return switch (refusal) {
            case "seat-taken" -> "number";
            case "seat-held" -> "starts_on";
            case "already-seated" -> "name";
            case "outside-area", "centre-exists" -> "area";
            default -> null;
        };
    }

    @Override
    public Optional<Import.Change> take(Handle handle, Row row, Instant at) {
        var code = row.required(
                "area", "the code of a province, district or tambon, or TH", "", cell -> centre(handle, cell));
        var position = row.optional("position") == null ? null : row.code("position", Position.class, POSITIONS);
        var number = row.optional(
                "number", "a whole number", cell -> Row.number(cell).map(digits -> digits.intValueExact()));
        var term = row.optional("name") == null && row.optional("member") == null ? null : term(handle, row);
        if (term != null && position == null) {
            row.flaw("position", "is empty");
        }
        if (row.flawed()) {
            return Optional.empty();
        }
        var today = BuddhistEra.day(at);
        var details = new ArrayList<String>();
        var known = centres.find(handle, by.scope(), code, today);
        boolean isNew = known.isEmpty();
        var centre = known.orElseGet(() -> centres.create(
                handle, by.scope(), code.equals(Centre.CENTRAL) ? null : code, new Centre.Facts(null, null), at));
        facts(handle, row, centre, today, at, details);
        var key = code;
        if (position != null) {
            int seatNumber = number == null ? 1 : number;
            key = code + " " + position + " " + seatNumber;
            var kept = seats.find(handle, centre.id(), position, seatNumber, term == null ? today : term.from());
            isNew = kept.isEmpty();
            var seat = kept.orElseGet(() -> seats.add(handle, centre, position, seatNumber, today));
            if (term != null) {
                hold(handle, row, centre, seat, term, at, details);
            }
        }
        if (row.flawed()) {
            return Optional.empty();
        }
        var effect = isNew ? Import.Effect.NEW : details.isEmpty() ? Import.Effect.UNCHANGED : Import.Effect.CHANGED;
        return Optional.of(new Import.Change(key, code.equals(Centre.CENTRAL) ? null : code, effect, details));
    }

    private Optional<String> centre(Handle handle, String code) {
        return code.equals(Centre.CENTRAL)
                ? Optional.of(code)
                : areas.known(handle, code).map(Area::code).filter(area -> Area.Level.of(area) != Area.Level.VILLAGE);
    }

    /** Who is to hold a seat, from when until when. */
    private record Term(String name, @Nullable Member member, LocalDate from, LocalDate until) {}

    private Term term(Handle handle, Row row) {
        var member = row.optional(
                "member",
                "the number of a member in the register",
                code -> members.byCode(handle, code).filter(known -> by.scope().covers(known.area())));
        var name = row.optional("name");
        if (member != null && member.name() != null && name != null && !Members.sameName(member.name(), name)) {
            row.flaw("member", "is the number of " + shown(member) + ", whose name is another");
        }
        return new Term(
                name == null && member != null && member.name() != null ? member.name() : String.valueOf(name),
                member,
                row.required("starts_on", DAY, LocalDate.EPOCH, BuddhistEra::day),
                row.required("ends_on", DAY, LocalDate.EPOCH, BuddhistEra::day));
    }

    private void facts(Handle handle, Row row, Centre kept, LocalDate today, Instant at, List<String> details) {
        var place = row.optional("place");
        var phone = row.optional("phone");
        var after = new Centre.Facts(place == null ? kept.place() : place, phone == null ? kept.phone() : phone);
        var differences = Import.differences(new Centre.Facts(kept.place(), kept.phone()), after);
        if (!differences.isEmpty()) {
            centres.change(handle, by.scope(), kept.code(), after, today, at);
            details.addAll(differences);
        }
    }

    private void hold(Handle handle, Row row, Centre centre, Seat seat, Term term, Instant at, List<String> details) {
        var holder = seat.holder();
        if (holder != null
                && term.member() == null
                && Members.sameName(holder.name(), term.name())
                && !Members.surelySameName(holder.name(), term.name())) {
            row.flaw("name", "may be " + holder.name() + " (member " + holder.member() + ")" + WHICH);
            return;
        }
        if (holder != null
                && (term.member() == null
                        ? Members.sameName(holder.name(), term.name())
                        : holder.member() == term.member().id())) {
            extend(handle, roles.require(handle, holder.role()), term, at, details);
            return;
        }
        if (holder != null) {
            details.add("ends: " + holder.name() + " " + term.from().minusDays(1));
            seats.end(handle, centre, seat, term.from().minusDays(1), at);
        }
        var person = person(handle, row, centre, term, at, details);
        if (person == null) {
            return;
        }
        seats.give(handle, centre, seat, person, term.from(), term.until(), by.name(), at);
        details.add("starts_on: " + term.from());
        details.add("ends_on: " + term.until());
    }

    private void extend(Handle handle, MemberRole role, Term term, Instant at, List<String> details) {
        var before = new MemberRole.Grant(role.role(), role.area(), role.title(), role.startsOn(), role.endsOn());
        var after = new MemberRole.Grant(role.role(), role.area(), role.title(), term.from(), term.until());
        var differences = Import.differences(before, after);
        if (!differences.isEmpty()) {
            roles.change(handle, role.id(), after, at);
            details.addAll(differences);
        }
    }

    /** The member who is meant; {@code null}, with a flaw, where there are several. */
    private @Nullable Long person(Handle handle, Row row, Centre centre, Term term, Instant at, List<String> details) {
        var area = centre.area();
        var namesakes = term.member() != null
                ? List.of(term.member())
                : area == null ? List.<Member>of() : members.namesakes(handle, term.name(), area);
        boolean sure =
                namesakes.stream().allMatch(one -> Members.surelySameName(String.valueOf(one.name()), term.name()));
        if (namesakes.size() > 1 || (term.member() == null && !sure)) {
            row.flaw(
                    "name",
                    "may be " + namesakes.stream().map(CentreImport::shown).collect(Collectors.joining(", ")) + WHICH);
            return null;
        }
        if (namesakes.size() == 1) {
            var member = namesakes.getFirst();
            details.add("holder: " + term.name() + " (member " + member.id() + ")");
            return member.id();
        }
        details.add("holder: " + term.name() + " (new)");
        return members.create(handle, new Member.Facts(null, term.name(), area, Member.TextSize.NORMAL), at)
                .id();
    }

    private static String shown(Member member) {
        return member.name() + " (member " + member.id() + (member.code() == null ? "" : ", " + member.code()) + ")";
    }
}
