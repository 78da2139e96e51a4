package prasan.officers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeHoursTest {
    private static final OfficeHours USUAL = OfficeHours.parse(OfficeHours.USUAL);
    private static final OfficeHours SATURDAYS = OfficeHours.parse("Mon-Fri 08:30-16:30, Sat 09:00-12:00");

    /** Times of Bangkok; 22 November 2026 is a Sunday. */
    private static Instant at(String local) {
        return Instant.parse(local + ":00Z").minus(Duration.ofHours(7));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:29, 2026-11-23T08:30",
        "2026-11-23T08:30, 2026-11-23T08:30",
        "2026-11-23T16:29, 2026-11-23T16:29",
        "2026-11-23T16:30, 2026-11-24T08:30",
        "2026-11-27T20:00, 2026-11-30T08:30",
        "2026-11-22T03:00, 2026-11-23T08:30"
    })
    void somebodyIsThereNext(String when, String next) {
        assertThat(USUAL.opens(at(when))).isEqualTo(at(next));
        assertThat(USUAL.open(at(when))).isEqualTo(when.equals(next));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00, 2026-11-23T12:00",
        "2026-11-23T14:30, 2026-11-23T16:30",
        "2026-11-23T15:30, 2026-11-24T09:30",
        "2026-11-22T12:00, 2026-11-23T10:30",
        "2026-11-27T16:00, 2026-11-28T10:30"
    })
    void twoHoursOfTheOfficeEnd(String from, String end) {
        assertThat(SATURDAYS.plus(at(from), Duration.ofHours(2))).isEqualTo(at(end));
    }

    @Test
    void hoursAreReadByPeople() {
        assertThat(USUAL.words("th")).isEqualTo("จันทร์-ศุกร์ 08.30-16.30 น.");
        assertThat(SATURDAYS.words("en")).isEqualTo("Mon-Fri 08:30-16:30, Sat 09:00-12:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "always | is not written like \"Mon-Fri 08:30-16:30\"",
                "Mon-Fri 8:30-16:30 | is not written like \"Mon-Fri 08:30-16:30\"",
                "Mon-Fri 08:30-24:00 | is not written like \"Mon-Fri 08:30-16:30\"",
                "Mon-Fri 16:30-08:30 | ends before it begins in \"Mon-Fri 16:30-08:30\"",
                "Mon-Fri 08:30-12:00, Fri 13:00-16:30 | has Fri twice"
            })
    void whatIsNoHoursIsRefusedInOneLine(String text, String why) {
        assertThatThrownBy(() -> OfficeHours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
