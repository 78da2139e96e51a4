package prasan.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a slot holds: an answer of a person or an output of an action. Immutable; printed for people by {@link Print}. */
public sealed interface Value {

    /** The type that this value has in a flow. */
    Type type();

    record Text(String text) implements Value {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    record Quantity(BigDecimal number) implements Value {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** An amount of baht. */
    record Money(BigDecimal baht) implements Value {
        @Override
        public Type type() {
            return Type.MONEY;
        }
    }

    /** A day; printed with its พ.ศ. year. */
    record Day(LocalDate day) implements Value {
        @Override
        public Type type() {
            return Type.DAY;
        }
    }

    /** A time of day in Asia/Bangkok. */
    record TimeOfDay(LocalTime time) implements Value {
        @Override
        public Type type() {
            return Type.TIME;
        }
    }

    /** A Thai telephone number in E.164 form, {@code +66812345678}; printed as Thais write it. */
    record Phone(String e164) implements Value {
        @Override
        public Type type() {
            return Type.PHONE;
        }
    }

    /** Several texts. */
    record Texts(List<String> texts) implements Value {
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public Type type() {
            return Type.TEXTS;
        }
    }

    /** A moment in UTC; printed in Asia/Bangkok with its พ.ศ. year. */
    record Moment(Instant at) implements Value {
        @Override
        public Type type() {
            return Type.MOMENT;
        }
    }

    /** A code of a vocabulary ({@code words} names it, as in {@code conversations/words.yaml}); printed as its label. */
    record Code(String words, String code) implements Value {
        @Override
        public Type type() {
            return Type.CODE;
        }
    }

    /**
     * An area by its code, with its full name as people write it in both languages.
     *
     * @param community what answers for a village where there are no numbered ones: the name of a ชุมชน, or empty for the whole tambon; {@code null} for an area as it is
     */
    record Area(String code, String th, String en, @Nullable String community) implements Value {
        public Area(String code, String th, String en) {
            this(code, th, en, null);
        }

        /** Returns the same area as the place of those who live in no numbered village of it. */
        public Area whole() {
            return community == null ? new Area(code, th, en, "") : this;
        }

        /** Returns true if this answers a question that wants a code of so many digits. */
        boolean answers(int digits) {
            return code.length() >= digits || community != null;
        }

        @Override
        public Type type() {
            return Type.AREA;
        }
    }

    /** A place: a pin (WGS 84 degrees), or words, or both. At least one is there. */
    record Place(
            @Nullable Double lat,
            @Nullable Double lon,
            @Nullable String words) implements Value {
        @Override
        public Type type() {
            return Type.PLACE;
        }
    }

    /** LINE message ids of photos, in the order in which they came. */
    record Images(List<String> ids) implements Value {
        public Images {
            ids = List.copyOf(ids);
        }

        @Override
        public Type type() {
            return Type.IMAGES;
        }
    }

    /** A row of ours: its id as the source names it, and its label in the language of the chat. */
    record Ref(String id, String label) implements Value {
        @Override
        public Type type() {
            return Type.REF;
        }
    }

    /** Several rows, each with the same columns. */
    record Rows(List<Map<String, Value>> rows) implements Value {
        public Rows {
            rows = rows.stream().map(Map::copyOf).toList();
        }

        @Override
        public Type type() {
            return Type.ROWS;
        }
    }

    /** An optional question that was passed over, or an output that an action left empty. Fits every type; printed as a dash. */
    record None() implements Value {
        @Override
        public Type type() {
            return Type.NONE;
        }
    }

    static Value text(@Nullable String text) {
        return text == null || text.isBlank() ? new None() : new Text(text);
    }
}
