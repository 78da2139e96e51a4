package prasan.reports;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.chat.Actions.Context;
import prasan.flow.Value;

/**
 * The office that handles the reports of an area, as reporters are told.
 *
 * @param phone of the office, or {@code null}: then reporters are told none
 */
public record Office(Areas areas, @Nullable String phone) {
    private static final String BANGKOK = "10";

    /** Returns the name of the district's office, or of the province's where no district is known. */
    Value name(Context context, String area) {
        return Value.text(of(context.handle(), area)
                .map(found -> context.pick(th(found), en(found)))
                .orElse(null));
    }

    /** Returns the phone of the office, empty where none is set. */
    Value phoneOrNone() {
        return Value.text(phone);
    }

    private Optional<Area> of(Handle handle, String area) {
        int digits = Math.min(area.length(), Area.Level.DISTRICT.digits());
        return areas.byCode(handle, area.substring(0, digits));
    }

    private static String th(Area area) {
        if (area.within(BANGKOK)) {
            return "สำนักงาน" + area.addressTh();
        }
        return "สำนักงานพัฒนาชุมชน" + (area.level() == Area.Level.DISTRICT ? "อำเภอ" : "จังหวัด") + area.nameTh();
    }

    /** The community development department has no offices in Bangkok. */
    private static String en(Area area) {
        var name = area.level() == Area.Level.DISTRICT ? area.nameEn() + " District" : area.nameEn();
        return name + (area.within(BANGKOK) ? " Office" : " Community Development Office");
    }
}
