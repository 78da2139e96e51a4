package prasan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThaiTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "น\u0E49\u0E4D\u0E32, น้ำ, sara am in two after the tone mark",
        "น\u0E4D\u0E49\u0E32, น้ำ, sara am in two around the tone mark",
        "น\u0E33\u0E49, น้ำ, sara am before the tone mark",
        "ท\u0E4D\u0E32, ทำ, sara am in two without a tone mark",
        "เเก้, แก้, two sara e for sara ae",
        "ท\u0E48\u0E35, ที่, tone mark before the vowel",
        "ท\u0E48\u0E48\u0E35, ที่, tone mark twice and before the vowel",
        "ท\u0E35\u0E48\u0E48, ที่, tone mark twice",
        "ห\u0E19\u0E32\u0E49, หน้า, tone mark after the vowel beside it",
        "ม\u0E37\u0E37อ, มือ, vowel twice",
        "ย\u200Bก\uFEFFเลิก, ยกเลิก, invisible characters",
        "ย\u200D\u200Dก\u2061เ\u061Cลิ\u034Fก, ยกเลิก, joiners and marks that nobody sees",
        "น\uD83D้ำ, น้ำ, half of a pair",
    })
    void oneWordHasOneSequenceOfCodePoints(String typed, String word, String how) {
        assertThat(Thai.clean(typed)).as(how).isEqualTo(word);
        assertThat(Thai.normalise(typed)).as(how).isEqualTo(word);
    }

    @Test
    void cleaningKeepsWhatAPersonReads() {
        assertThat(Thai.clean("  ถนนพังมากกกก\u00A0\u00A0ม.๕ ABC \r\n\r\n  ช่วยด้วย 👩\u200D🌾\n"))
                .isEqualTo("ถนนพังมากกกก ม.๕ ABC\nช่วยด้วย 👩\u200D🌾");
    }

    @Test
    void whatIsSaidInAChatLosesWhatAStrictDoorRefuses() {
        assertThat(Thai.said("ถนน\u202Eพัง\u0007\u0000\nช่วยด้วย\uDC00")).isEqualTo("ถนนพัง\nช่วยด้วย");
        assertThat(Thai.said("\u200B\uFEFF")).isEmpty();
    }

    @Test
    void cleaningAnythingTwiceChangesNothing() {
        var parts = List.of(
                "น",
                "า",
                "ำ",
                "ํ",
                "ะ",
                "่",
                "้",
                "์",
                "ุ",
                "ี",
                "เ",
                "แ",
                " ",
                "\n",
                "\r",
                "\t",
                "\u00A0",
                "\u200B",
                "\u200D",
                "\u2028",
                "\u0085",
                "\uD83D",
                "\uDE00",
                "👩\u200D🌾",
                "a",
                "๑");
        var chance = new Random(12);
        for (int i = 0; i < 50_000; i++) {
            var text = chance.ints(chance.nextInt(1, 12), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());
            var once = Thai.clean(text);
            assertThat(Thai.clean(once))
                    .as(() -> text.chars().mapToObj(Integer::toHexString).toList() + "")
                    .isEqualTo(once);
        }
    }

    @Test
    void normalisingMakesWhatIsMeantTheSameEqual() {
        assertThat(Thai.normalise(" ยก\u200Dเลิก\n")).isEqualTo("ยกเลิก");
        assertThat(Thai.normalise("อันตรายมากกกก!!!")).isEqualTo("อันตรายมาก!");
        assertThat(Thai.normalise("R ๖๙๑๑\n๒๓")).isEqualTo("r 6911 23");
        assertThat(Thai.normalise("71000")).isEqualTo("71000");
    }

    @ParameterizedTest
    @CsvSource({
        "น\u0E4D\u0E49\u0E49\u0E32\u0E32",
        "ท\u0E48\u0E35\u0E48\u0E35",
        "เเเเ",
        "น\u0E33\u0E33\u0E49\u0E33",
        "กา\u0E49\u0E49\u0E32\u0E49"
    })
    void normalisingTwiceChangesNothing(String typed) {
        var once = Thai.normalise(typed);
        assertThat(Thai.normalise(once)).isEqualTo(once);
        assertThat(Thai.clean(Thai.clean(typed))).isEqualTo(Thai.clean(typed));
    }
}
