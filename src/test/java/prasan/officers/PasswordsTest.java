package prasan.officers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "PASSWORD1234",
                "ｐａｓｓｗｏｒｄ１２３４",
                "P@ssw0rd2569!",
                "passwordpassword",
                "4321drowssap",
                "iloveyou2024!",
                "football2569",
                "123456789012",
                "qwertyuiop123",
                "1q2w3e4r5t6y",
                "กกกกกกกกกกกก",
                "administrator"
            })
    void aWidelyKnownPasswordAndWhatIsSoonFoundFromItAreKnown(String password) {
        assertThat(Passwords.known(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pla-nai-nong-ruay",
                "khao-suai-tem-na",
                "ปลาตัวใหญ่ในแม่น้ำแคว",
                "f3n7-kx2q-9wpm",
                "\uD83C\uDF3E\uD83D\uDC03\uD83C\uDFE1\uD83D\uDEF6\uD83D\uDC1F\uD83C\uDF3B\uD83E\uDD9C\uD83C\uDF49\uD83E\uDDC5\uD83C\uDF51\uD83D\uDC18\uD83C\uDF8B"
            })
    void aPasswordOfOnesOwnIsNot(String password) {
        assertThat(Passwords.known(password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ก", "😀"})
    void aShortOneIsKnownWhateverItIs(String password) {
        assertThat(Passwords.known(password)).isTrue();
    }
}
