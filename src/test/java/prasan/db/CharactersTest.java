package prasan.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
    @ParameterizedTest
    @ValueSource(
            ints = {0, 7, 8, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xD800, 0xDFFF})
    void whatCannotBeSeenIsNamedInOneLineAndInSeveral(int character) {
        var text = "นาย" + (char) character + "สมมติ";
        var fault = "has the character U+%04X, which cannot be seen".formatted(character);
        assertThat(Characters.fault(text, false)).isEqualTo(fault);
        assertThat(Characters.fault(text, true)).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"หนึ่ง\nสอง", "หนึ่ง\r\nสอง"})
    void aLineBreakIsForTextsOfSeveralLines(String text) {
        assertThat(Characters.fault(text, false)).isEqualTo("has to be one line");
        assertThat(Characters.fault(text, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "นายสมมติ ตัวอย่าง", "น้ำ", "👨‍👩‍👧", "ก\u200Cข", "Zoë", "🇹🇭"})
    void whatPeopleWriteIsTaken(String text) {
        assertThat(Characters.fault(text, false)).isNull();
    }

    @Test
    void whatWasTypedInSeveralLinesIsMadeOne() {
        assertThat(Characters.inOneLine("นาย\tสมมติ\r\nตัว\u202Eอย่าง\u0000")).isEqualTo("นาย สมมติ ตัวอย่าง");
    }

    @Test
    void whatIsShownIsShortAndSeen() {
        assertThat(Characters.shown("nmae")).isEqualTo("nmae");
        assertThat(Characters.shown("ก้".repeat(40))).isEqualTo("ก้".repeat(40));
        assertThat(Characters.shown("ก้".repeat(100_000))).isEqualTo("ก้".repeat(40) + "…");
        assertThat(Characters.shown("ก" + "้".repeat(100_000)))
                .hasSizeLessThan(500)
                .endsWith("…");
        assertThat(Characters.shown("a\u202Eb\nc\u0000d")).isEqualTo("abcd");
    }
}
