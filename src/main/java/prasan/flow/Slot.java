package prasan.flow;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a question accepts. */
public sealed interface Slot {

    /** The type of the value that a good answer gives. */
    Type type();

    /**
     * One of a vocabulary's codes. Labels, parts of labels between slashes, synonyms and the number of the option are understood.
     *
     * @param words the name of the vocabulary
     * @param except an earlier choice of the same vocabulary, whose answer is not offered again, or {@code null}
     */
    record Choice(String words, @Nullable String except) implements Slot {
        public Choice(String words) {
            this(words, null);
        }

        @Override
        public Type type() {
            return Type.CODE;
        }
    }

    /** Free words of {@code min} to {@code max} characters. */
    record Words(int min, int max) implements Slot {
        boolean fits(String text) {
            int length = text.codePointCount(0, text.length());
            return length >= min && length <= max;
        }

        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /** A number of {@code min} to {@code max}, in digits of either kind or in words. */
    record Amount(long min, long max) implements Slot {
        boolean fits(BigDecimal number) {
            return number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        }

        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** A day as Thais say it: 22 พ.ย. 69, พรุ่งนี้. */
    record Day(When when) implements Slot {
        /** Which days will do, counted from the day of the answer, which is both {@code FUTURE} and {@code PAST}. */
        public enum When {
            ANY,
            FUTURE,
            PAST
        }

        @Override
        public Type type() {
            return Type.DAY;
        }
    }

    /** A time of day as Thais say it: บ่ายสอง, 13.30 น. */
    record Time() implements Slot {
        @Override
        public Type type() {
            return Type.TIME;
        }
    }

    /** A Thai telephone number. */
    record Phone() implements Slot {
        @Override
        public Type type() {
            return Type.PHONE;
        }
    }

    /** Several texts, a message each, up to {@code max} of them. */
    record Several(int max) implements Slot {
        @Override
        public Type type() {
            return Type.TEXTS;
        }
    }

    /** Up to {@code max} photos. */
    record Images(int max) implements Slot {
        @Override
        public Type type() {
            return Type.IMAGES;
        }
    }

    /** A pin, or words. */
    record Place() implements Slot {
        @Override
        public Type type() {
            return Type.PLACE;
        }
    }

    /** An area, found by the source {@code from} with the inputs {@code with} (input name to slot name). {@code level}: any, tambon or village. */
    record Area(String from, String level, Map<String, String> with) implements Slot {
        /** Why what was found has to be chosen from, though it may be one: its name is only like the one typed, or it is not where the place is. */
        static final Set<String> CHOICES = Set.of("similar", "differs");

        /** The digits of a tambon's code. */
        static final int TAMBON = 6;

        private static final int VILLAGE = 8;

        /** The digits that the code of a good answer has at least. */
        int digits() {
            return switch (level) {
                case "village" -> VILLAGE;
                case "tambon" -> TAMBON;
                default -> 2;
            };
        }

        @Override
        public Type type() {
            return Type.AREA;
        }
    }

    /** A row of ours, found by the source {@code from}; offered as cards when {@code cards}, else as buttons. */
    record Reference(String from, Map<String, String> with, boolean cards) implements Slot {
        @Override
        public Type type() {
            return Type.REF;
        }
    }

    /** Why an answer may be refused, or not be all of it yet; a question may have its own words for each. */
    default Set<String> reasons() {
        return switch (this) {
            case Choice choice -> Set.of("choice");
            case Words words -> Set.of("words", "short", "long");
            case Amount amount -> Set.of("number", "range");
            case Day day ->
                switch (day.when()) {
                    case ANY -> Set.of("day");
                    case FUTURE -> Set.of("day", "past");
                    case PAST -> Set.of("day", "future");
                };
            case Time time -> Set.of("time");
            case Phone phone -> Set.of("phone");
            case Several several -> Set.of("words", "text-taken", "texts-full");
            case Images images -> Set.of("photos", "photos-enough", "photo-taken", "photos-complete", "photos-full");
            case Place place -> Set.of("place");
            case Area area -> Set.of("words", "none", "many", "village", "wide", "tambon", "similar", "differs");
            case Reference reference -> Set.of("words", "none", "many");
        };
    }

    /** What the source is given: its inputs to our slots. */
    default Map<String, String> with() {
        return Map.of();
    }

    /** The source that answers are found by, or {@code null}. */
    default @Nullable String source() {
        return switch (this) {
            case Area area -> area.from();
            case Reference reference -> reference.from();
            default -> null;
        };
    }
}
