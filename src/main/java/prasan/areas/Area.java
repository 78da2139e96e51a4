package prasan.areas;

import org.jspecify.annotations.Nullable;

/**
 * A province, district, tambon or village of Thailand.
 *
 * @param code of the Ministry of Interior: 2 digits province, 4 district, 6 tambon, 8 village, whose last two are its number in the tambon (หมู่ที่). The code of what lies inside
 *     begins with the code of what it lies in.
 * @param postcode of a tambon; some have several, this is the usual one
 */
public record Area(
        String code, String nameTh, String nameEn, @Nullable String postcode) {
    private static final String BANGKOK = "10";

    /** How much an area takes in. */
    public enum Level {
        /** The whole country, which has no code. */
        NATION(0),
        PROVINCE(2),
        DISTRICT(4),
        TAMBON(6),
        VILLAGE(8);

        private final int digits;

        Level(int digits) {
            this.digits = digits;
        }

        /** The level of a code. */
        public static Level of(String code) {
            return values()[code.length() / 2];
        }

        /** How many digits its codes have. */
        public int digits() {
            return digits;
        }
    }

    public Level level() {
        return Level.of(code);
    }

    /** Whether this area is the other one or lies inside it. */
    public boolean within(String other) {
        return code.startsWith(other);
    }

    /** Returns true for Bangkok and what lies in it, where there are no หมู่. */
    boolean inBangkok() {
        return within(BANGKOK);
    }

    /** The number of a village in its tambon. */
    int moo() {
        return Integer.parseInt(code.substring(Level.TAMBON.digits()));
    }

    /** As {@link #addressTh}, in English: Lat Ya, Moo 5 Ban Nong Bua. */
    public String addressEn() {
        return level() == Level.VILLAGE ? numbered("Moo " + moo(), nameEn) : nameEn;
    }

    private static String numbered(String number, String name) {
        return name.equals(number) ? number : number + " " + name;
    }

    /** The name as it is written in an address: ต.ลาดหญ้า, เขตพระนคร, หมู่ 5 บ้านหนองบัว. */
    public String addressTh() {
        boolean bangkok = inBangkok();
        return switch (level()) {
            case PROVINCE -> bangkok ? nameTh : "จ." + nameTh;
            case DISTRICT -> (bangkok ? "เขต" : "อ.") + nameTh;
            case TAMBON -> (bangkok ? "แขวง" : "ต.") + nameTh;
            case NATION -> nameTh;
            case VILLAGE -> numbered("หมู่ " + moo(), nameTh);
        };
    }
}
