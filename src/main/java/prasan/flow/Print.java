package prasan.flow;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints values for people in one language: พ.ศ. years in Thai, the zone Asia/Bangkok, labels instead of codes. */
public record Print(String language, Library library) {
    /** Where the days of the people are counted. */
    static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private static final Locale THAI = Locale.forLanguageTag("th");
    private static final DateTimeFormatter THAI_DAY = DateTimeFormatter.ofPattern("d MMM", THAI);
    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter THAI_TIME = DateTimeFormatter.ofPattern("HH.mm 'น.'", Locale.ROOT);
    private static final DateTimeFormatter ENGLISH_TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    public String of(Value value) {
        boolean thai = !language.equals("en");
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Quantity quantity -> number(quantity.number());
            case Value.Money money -> number(money.baht()) + (thai ? " บาท" : " baht");
            case Value.Day day -> day(day.day());
            case Value.TimeOfDay time -> (thai ? THAI_TIME : ENGLISH_TIME).format(time.time());
            case Value.Phone phone -> ThaiPhones.print(phone.e164());
            case Value.Texts texts -> String.join(", ", texts.texts());
            case Value.Moment moment -> {
                var at = moment.at().atZone(BANGKOK);
                yield day(at.toLocalDate()) + (thai ? " เวลา " + THAI_TIME.format(at) : ", " + ENGLISH_TIME.format(at));
            }
            case Value.Code code -> library.label(language, code);
            case Value.Area area -> thai ? area.th() : area.en();
            case Value.Place place -> place(place, thai);
            case Value.Images images ->
                images.ids().size() + (thai ? " รูป" : images.ids().size() == 1 ? " photo" : " photos");
            case Value.Ref ref -> ref.label();
            case Value.Rows rows -> number(BigDecimal.valueOf(rows.rows().size()));
            case Value.None none -> "–";
        };
    }

    private static String place(Value.Place place, boolean thai) {
        var words = place.words();
        if (words != null) {
            return words;
        }
        return thai ? "พิกัดที่ส่งมา" : "the pin you sent";
    }

    private String day(LocalDate day) {
        return language.equals("en") ? ENGLISH_DAY.format(day) : THAI_DAY.format(day) + " " + BuddhistEra.year(day);
    }

    private static String number(BigDecimal number) {
        // not shared: DecimalFormat is not safe for threads
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
