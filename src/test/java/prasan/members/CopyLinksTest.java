package prasan.members;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyLinksTest {
    private static final String NAMED = "https://prasan.example/me/copy.AAAAAAAAAAAAAAAAAAAAAA";

    private final CopyLinks links = new CopyLinks("secret");

    @Test
    void aButtonOpensTheCopy() {
        assertThat(links.opened("[{\"action\":{\"type\":\"uri\",\"uri\":\"" + NAMED + "\"}}]"))
                .isEqualTo("[{\"action\":{\"type\":\"uri\",\"uri\":\"https://prasan.example/me/"
                        + links.token("AAAAAAAAAAAAAAAAAAAAAA") + "\"}}]");
    }

    @Test
    void whatAPersonTypedAndHearsRepeatedOpensNothing() {
        for (var typed : new String[] {NAMED, "\\\"uri\\\":\\\"" + NAMED}) {
            var messages = "[{\"type\":\"text\",\"text\":\"" + typed + "\"}]";
            assertThat(links.opened(messages)).isEqualTo(messages);
        }
    }
}
