package prasan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prasan.chat.Conversations;
import prasan.support.Chat;
import prasan.support.TestDatabase;

/** Conversations are changed while people are in them. */
class ReloadTest {
    private static final String CAR = """
            flow: car
            title: จองรถ
            start: [จองรถ]
            steps:
              - ask: where
                type: text
                text: ไปที่ใดคะ
                label: ที่ไป
              - ask: seats
                type: text
                text: กี่ที่นั่งคะ
                label: ที่นั่ง
              - ask: note
                type: text
                text: ใช้ทำอะไรคะ
                label: งาน
              - confirm: [where, seats, note]
                text: ถูกต้องไหมคะ
              - id: thanks
                say: ขอบคุณค่ะ
            """;
    private static final String ENGLISH = """
            flow: car
            title: Book a car
            steps:
              where: {text: Where to?, label: To}
              seats: {text: How many seats?, label: Seats}
              note: {text: What for?, label: For}
              confirm: Is this right?
              thanks: Thank you
            """;

    @TempDir
    private Path folder;

    private Bot bot;

    @BeforeEach
    void start() throws IOException {
        try (var shipped = Files.list(Path.of("conversations"))) {
            for (var file : shipped.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        write(CAR);
        bot = Bot.start(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        bot.app.close();
        assertThat(Bot.replayed(bot.database))
                .allMatch(result -> result.differences().isEmpty());
        bot.line.close();
        bot.database.close();
    }

    private void write(String flow) throws IOException {
        Files.writeString(folder.resolve("car.yaml"), flow);
        Files.writeString(folder.resolve("car.en.yaml"), ENGLISH);
    }

    /** The same conversation in other words, and with a number for its seats. */
    private static String newer() {
        return CAR.replace("ไปที่ใดคะ", "ไปจังหวัดใดคะ")
                .replace("ask: seats\n    type: text", "ask: seats\n    type: number\n    min: 1\n    max: 9")
                .replace("กี่ที่นั่งคะ", "ต้องการกี่ที่นั่งคะ")
                .replace("ใช้ทำอะไรคะ", "ใช้ทำงานอะไรคะ");
    }

    private int reload() {
        return bot.api.post("/api/conversations/reload", "").status();
    }

    private Chat atTheLastQuestion(String name) {
        var chat = bot.chat(name);
        chat.step(p -> p.says("จองรถ"), "ไปที่ใดคะ");
        chat.step(p -> p.says("เชียงใหม่"), "กี่ที่นั่งคะ");
        chat.step(p -> p.says("สามที่"), "ใช้ทำอะไรคะ");
        return chat;
    }

    @Test
    void aConversationUnderWayGoesOnAsItBeganAndTheNextOneIsTheNewOne() throws IOException {
        var chat = bot.chat("นางตัวอย่าง หนึ่ง");
        chat.step(p -> p.says("จองรถ"), "ไปที่ใดคะ");
        write(newer());
        assertThat(reload()).isEqualTo(200);
        chat.step(p -> p.says("เชียงใหม่"), "กี่ที่นั่งคะ");
        assertThat(chat.step(p -> p.says("สามที่"), "ใช้ทำอะไรคะ")).noneMatch(text -> text.contains("ใช้ทำงานอะไรคะ"));
        chat.step(p -> p.says("ไปประชุม"), "ถูกต้องไหมคะ");
        chat.step(p -> p.taps("ส่งเรื่อง"), "ขอบคุณค่ะ");
        chat.step(p -> p.says("จองรถ"), "ไปจังหวัดใดคะ");
        chat.step(p -> p.says("เชียงใหม่"), "ต้องการกี่ที่นั่งคะ");
    }

    @Test
    void whatWasPutAsideIsPickedUpInTheNewOneAtItsFirstOpenQuestion() throws IOException {
        var chat = atTheLastQuestion("นางตัวอย่าง สอง");
        chat.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        write(newer());
        assertThat(reload()).isEqualTo(200);
        chat.step(p -> p.says("จองรถ"), "ที่ทำค้างไว้");
        assertThat(chat.step(p -> p.taps("ทำต่อจากเดิม"), "ต้องการกี่ที่นั่งคะ"))
                .as("answers that still are some are not asked for again")
                .hasSize(1);
        chat.step(p -> p.says("3"), "ใช้ทำงานอะไรคะ");
        chat.step(p -> p.says("ไปประชุม"), "ถูกต้องไหมคะ");
    }

    @Test
    void whatIsParkedAfterTheChangeIsPickedUpInTheNewOneToo() throws IOException {
        var chat = atTheLastQuestion("นางตัวอย่าง สาม");
        write(newer());
        assertThat(reload()).isEqualTo(200);
        chat.step(p -> p.says("เมนู"), "ต้องการทำอะไรคะ");
        chat.step(p -> p.says("จองรถ"), "ที่ทำค้างไว้");
        chat.step(p -> p.taps("ทำต่อจากเดิม"), "ต้องการกี่ที่นั่งคะ");
    }

    @Test
    void aStepWhereSomebodyStandsIsNotTakenAwayWithoutSayingWhereTheyGoOn() throws IOException {
        atTheLastQuestion("นางตัวอย่าง สี่");
        var without = CAR.replace("ask: note", "ask: purpose").replace("seats, note]", "seats, purpose]");
        write(without);
        Files.writeString(folder.resolve("car.en.yaml"), ENGLISH.replace("note:", "purpose:"));
        var refused = bot.api.post("/api/conversations/reload", "");
        assertThat(refused.status()).isEqualTo(422);
        var fault = "car.yaml:1:1: there is no step `note` any more, and 1 conversation rests there: "
                + "say where to go on, `migrate: {note: …}`";
        assertThat(refused.at("/faults/0")).isEqualTo(fault);
        assertThatThrownBy(() -> App.start(
                        Bot.config(bot.line, TestDatabase.url(Bot.schema(bot.database)), folder),
                        false,
                        Clock.systemUTC(),
                        progress -> {}))
                .isInstanceOf(Conversations.Faulty.class)
                .hasMessage(fault);

        Files.writeString(
                folder.resolve("car.yaml"), without.replace("steps:\n", "migrate: {note: purpose}\nsteps:\n"));
        assertThat(reload()).isEqualTo(200);
    }

    @Test
    void aConversationWhoseEditionThisProgramCannotReadGoesOnInTheNewOne() throws IOException {
        var chat = atTheLastQuestion("นางตัวอย่าง ห้า");
        bot.app.close();
        bot.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE edition SET files = REPLACE(files, 'type: text', 'type: txet')"));
        write(newer());
        try (var again = App.start(
                Bot.config(bot.line, TestDatabase.url(Bot.schema(bot.database)), folder),
                false,
                Clock.systemUTC(),
                progress -> {})) {
            bot.line.webhook("http://127.0.0.1:" + again.port() + "/webhook");
            chat.step(p -> p.says("ไปประชุม"), "ต้องการกี่ที่นั่งคะ");
            chat.step(p -> p.says("3"), "ใช้ทำงานอะไรคะ");
        }
        bot.database.jdbi().useHandle(handle -> handle.execute("DELETE FROM played_round"));
    }
}
