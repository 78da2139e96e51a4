package prasan.support;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A conversation step by step: something is done, and the answer to just that is waited for and looked at. */
public final class Chat {
    private final FakeLine line;
    private final FakePerson person;
    private final Duration patience;
    private int heard;

    public Chat(FakeLine line, FakePerson person, Duration patience) {
        this.line = line;
        this.person = person;
        this.patience = patience;
        this.heard = line.messagesTo(person).size();
    }

    /** Does it, and waits until the bot has answered with these words in its last message. @return the texts of the answer, each message on its own */
    public List<String> step(Consumer<FakePerson> does, String answer) {
        does.accept(person);
        return hears(answer);
    }

    /** Waits for what comes by itself. */
    public List<String> hears(String words) {
        await("«" + words + "» to " + person.person().name())
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> person.texts().stream().skip(heard).anyMatch(text -> text.contains(words)));
        var texts = person.texts();
        var fresh = new ArrayList<>(texts.subList(heard, texts.size()));
        heard = texts.size();
        return fresh;
    }

    /** The action of a button that is on the screen now, to be tapped later. */
    public JsonNode button(String label) {
        return person.offered().stream()
                .filter(offer -> offer.path("label").asText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    public FakePerson person() {
        return person;
    }

    public FakeLine line() {
        return line;
    }
}
