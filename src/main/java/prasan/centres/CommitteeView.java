package prasan.centres;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.http.About;

/** A centre as officers see it, with all seats of its committee. */
record CommitteeView(CentreView centre, List<SeatView> committee) {
    static final String CODE = "the area's code, or TH for the central office";

    record CentreView(
            @About(value = CODE, example = "710107") String code,
            Area.Level level,

            @About(example = "ศอช.ต. ต.ลาดหญ้า อ.เมืองกาญจนบุรี จ.กาญจนบุรี")
            String name,

            @Nullable String place,
            @Nullable String phone,
            int seats,
            @About("seats that somebody holds") int held,

            @About("a committee has 9 to 25 people and a chair")
            List<Centre.Warning> warnings) {}

    record SeatView(
            long id,
            Position position,
            String positionTh,
            int number,
            @About("vacant without one") @Nullable HolderView holder) {}

    record HolderView(
            long member,
            String name,
            @About("whether the person has a LINE account") boolean linked,
            LocalDate startsOn,
            @About("the last day of the term") LocalDate endsOn) {}

    static CommitteeView of(Handle handle, Centre centre, LocalDate on, Seats seats, Areas areas) {
        return new CommitteeView(
                view(handle, centre, areas),
                seats.of(handle, centre.id(), on).stream()
                        .map(CommitteeView::view)
                        .toList());
    }

    static CentreView view(Handle handle, Centre centre, Areas areas) {
        var area = centre.area();
        return new CentreView(
                centre.code(),
                centre.level(),
                area == null
                        ? centre.kindTh()
                        : centre.kindTh() + " " + areas.value(handle, area).th(),
                centre.place(),
                centre.phone(),
                centre.seats(),
                centre.held(),
                centre.warnings());
    }

    private static SeatView view(Seat seat) {
        var holder = seat.holder();
        return new SeatView(
                seat.id(),
                seat.position(),
                seat.position().nameTh(),
                seat.number(),
                holder == null
                        ? null
                        : new HolderView(
                                holder.member(), holder.name(), holder.linked(), holder.startsOn(), holder.endsOn()));
    }
}
