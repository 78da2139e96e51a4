package prasan.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // LINE's own example in "Verify webhook signature", and one of its Java SDK's tests
                "8c570fa6dd201bb328f1c1eac23a96d8|{\"destination\":\"U8e742f61d673b39c7fff3cecb7536ef0\",\"events\":[]}"
                        + "|GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=",
                "SECRET|{}|3q8QXTAGaey18yL8FWTqdVlbMr6hcuNvM4tefa0o9nA=",
            })
    void knownAnswers(String secret, String body, String header) {
        var signature = new Signature(secret);
        assertThat(signature.of(body.getBytes(UTF_8))).isEqualTo(header);
        assertThat(signature.signs(header, body.getBytes(UTF_8))).isTrue();
        assertThat(signature.signs(header, (body + "\n").getBytes(UTF_8))).isFalse();
        assertThat(new Signature(secret + "x").signs(header, body.getBytes(UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "not base64!",
                "====",
                "3q8QXTAGaey18yL8FWTqdVlbMr6hcuNvM4tefa0o9n",
                "3q8QXTAGaey18yL8FWTqdVlbMr6hcuNvM4tefa0o9n==",
                "ลายเซ็น"
            })
    void aHeaderThatIsNotTheSignatureDoesNotSign(String header) {
        assertThat(new Signature("SECRET").signs(header, "{}".getBytes(UTF_8))).isFalse();
    }

    @Test
    void aMissingHeaderDoesNotSign() {
        assertThat(new Signature("SECRET").signs(null, "{}".getBytes(UTF_8))).isFalse();
    }
}
