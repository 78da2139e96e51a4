package prasan.centres;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.audit.Masked;

/**
 * A ศอช. (ศูนย์ประสานงานองค์การชุมชน): of a tambon, a district, a province or the whole country, with how its committee stands on a day.
 *
 * @param area of the centre; {@code null} for the central office
 * @param code by which it is named: the area's, or {@value #CENTRAL}
 * @param seats of its committee
 * @param held seats that somebody holds on the day
 * @param chaired whether one of them is the chair
 */
public record Centre(
        long id,
        @Nullable String area,
        String code,
        @Nullable String place,
        @Nullable String phone,
        int seats,
        int held,
        boolean chaired) {
    /** The code of the central office, which has no area. */
    public static final String CENTRAL = "TH";

    /** A committee has 9 to 25 people at each level (โครงสร้างของ ศอช.). */
    static final int FEWEST = 9;

    static final int MOST = 25;

    /** What is not as it should be. Shown and not refused: lists come in piece by piece, and terms end on different days. */
    public enum Warning {
        TOO_FEW,
        TOO_MANY,
        NO_CHAIR
    }

    /** What staff keep of a centre. */
    public record Facts(
            @Nullable String place, @Masked @Nullable String phone) {}

    public Area.Level level() {
        return Area.Level.of(area == null ? "" : area);
    }

    /** The short name of its kind. */
    public String kindTh() {
        return switch (level()) {
            case NATION -> "สำนักงานกลาง ศอช.";
            case PROVINCE -> "ศอช.จ.";
            case DISTRICT -> "ศอช.อ.";
            case TAMBON, VILLAGE -> "ศอช.ต.";
        };
    }

    public List<Warning> warnings() {
        return Stream.of(Warning.values())
                .filter(warning -> switch (warning) {
                    case TOO_FEW -> held < FEWEST;
                    case TOO_MANY -> held > MOST;
                    case NO_CHAIR -> !chaired;
                })
                .toList();
    }
}
