package prasan.officers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** Of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesOfTheRfcAreTaken(long second, String code) {
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(second), null)).isEqualTo(second / 30);
    }

    @Test
    void aCodeIsTakenHalfAMinuteEarlyOrLateAndOnce() {
        var at = Instant.ofEpochSecond(60);
        for (long step = 0; step < 5; step++) {
            var taken = Totp.step(SECRET, Totp.code(SECRET, step), at, null);
            assertThat(taken).isEqualTo(step >= 1 && step <= 3 ? step : null);
        }
        assertThat(Totp.step(SECRET, Totp.code(SECRET, 2), at, 2L)).isNull();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, 3), at, 2L)).isEqualTo(3);
        assertThat(Totp.step(SECRET, "", at, null)).isNull();
    }

    @Test
    void aSecretIsTypedInBase32() {
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.base32("foobar".repeat(5).substring(0, 5).getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTB");
    }
}
