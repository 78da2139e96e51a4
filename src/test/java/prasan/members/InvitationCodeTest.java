package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"ABCD-2345", "abcd2345", " AbCd 2345 ", "ABCD–๒๓๔๕", "a b c d 2 3 4 5", "ABCD_2345"})
    void isReadHoweverItIsTyped(String typed) {
        assertThat(InvitationCode.read(typed)).contains("ABCD2345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCD-234", "ABCD-23456", "ABCD-1234", "OBCD-2345", "ไปรษณีย์", "ABCD-234๕๕"})
    void isNothingElse(String typed) {
        assertThat(InvitationCode.read(typed)).isEmpty();
    }

    @Test
    void isReadAsItIsPrinted() {
        var random = new Random(7);
        assertThat(Stream.generate(() -> InvitationCode.make(random)).limit(1000))
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(InvitationCode.read(InvitationCode.print(code)))
                        .contains(code));
    }
}
