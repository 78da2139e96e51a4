package prasan.notices;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.chat.Topic;
import prasan.http.About;
import prasan.members.Member;
import prasan.officers.Job;

/** Whom something is for, as it is sent over HTTP. */
record WhomBody(
        @About(value = "code of an area, for all in it; TH for the whole country", example = "7101")
        String area,

        @About(PartBody.ROLES) @Nullable List<Member.Role> roles,

        @About(PartBody.LEVELS) @Nullable List<Area.Level> levels,

        @About("leaves out those who have stopped one of them") @Nullable
        List<Topic> topics,

        @About(PartBody.SEATS) @Nullable SeatsBody seats,

        @About(PartBody.OFFICERS) @Nullable OfficersBody officers,

        @About("further parts, within the area; whoever belongs to several is told once") @Nullable
        List<PartBody> and) {

    /** A further part. */
    record PartBody(
            @About("code of an area within that of the whole; that one if left out") @Nullable
            String area,

            @About(ROLES) @Nullable List<Member.Role> roles,

            @About(LEVELS) @Nullable List<Area.Level> levels,

            @About(SEATS) @Nullable SeatsBody seats,

            @About(OFFICERS) @Nullable OfficersBody officers) {
        static final String ROLES = "those who have one of them there; all who live there if left out";
        static final String LEVELS = "of the areas of the roles";
        static final String SEATS = "only those who hold a seat of a ศอช. there today";
        static final String OFFICERS = "officers who are posted there, instead of members";

        Part part(String whole) {
            return new Part(
                    area == null ? whole : area,
                    Objects.requireNonNullElse(roles, List.of()),
                    Objects.requireNonNullElse(levels, List.of()),
                    seats == null ? null : new Part.Seats(seats.endsBefore()),
                    officers == null ? null : new Part.ByJob(Objects.requireNonNullElse(officers.jobs(), List.of())));
        }
    }

    record SeatsBody(
            @About("only those whose term ends before that day") @Nullable
            LocalDate endsBefore) {}

    record OfficersBody(
            @About("those who do one of these; all officers if left out") @Nullable
            List<Job> jobs) {}

    Notice.Whom whom() {
        var first = new PartBody(area, roles, levels, seats, officers).part(area);
        var further =
                Objects.requireNonNullElse(and, List.<PartBody>of()).stream().map(part -> part.part(area));
        return Notice.Whom.of(
                area, Stream.concat(Stream.of(first), further).toList(), Objects.requireNonNullElse(topics, List.of()));
    }
}
