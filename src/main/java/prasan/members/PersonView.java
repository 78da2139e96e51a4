package prasan.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.chat.Topic;
import prasan.http.About;

/** A member as officers see them, with all roles. */
record PersonView(
        MemberView member,

        @About("past ones and those to come too, the latest first")
        List<RoleView> roles,

        @About("topics of which they do not want to hear") List<Topic> stopped) {
    static final String HOME = "code of where they live";

    record MemberView(
            long id,

            @About("number in an office's register") @Nullable
            String code,

            @Nullable String name,
            @About("by LINE's profile") @Nullable String displayName,

            @About(value = HOME, example = "71010705") @Nullable
            String area,

            Member.TextSize textSize,
            @About("whether they have a LINE account") boolean linked,
            @Nullable Instant endedAt) {}

    record RoleView(
            long id,
            Member.Role role,

            @About("code of the area; none for the whole country") @Nullable
            String area,

            @Nullable String title,

            @About("a seat in a ศอช., which is given and ended there")
            boolean seat,

            LocalDate startsOn,
            @About("the last day") @Nullable LocalDate endsOn,
            MemberRole.Verified verified,
            @Nullable String verifiedBy,
            @Nullable Instant verifiedAt) {}

    static PersonView of(Handle handle, Member member, Members members, MemberRoles roles) {
        return new PersonView(
                view(member),
                roles.all(handle, member.id()).stream().map(PersonView::view).toList(),
                List.copyOf(members.stopped(handle, member.id())));
    }

    static MemberView view(Member member) {
        return new MemberView(
                member.id(),
                member.code(),
                member.name(),
                member.displayName(),
                member.area(),
                member.textSize(),
                member.chat() != null,
                member.endedAt());
    }

    private static RoleView view(MemberRole role) {
        return new RoleView(
                role.id(),
                role.role(),
                role.area(),
                role.title(),
                role.seatId() != null,
                role.startsOn(),
                role.endsOn(),
                role.verified(),
                role.verifiedBy(),
                role.verifiedAt());
    }
}
