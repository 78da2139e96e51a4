package prasan.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import prasan.http.Csv;

/**
 * All that is kept about a person, in one place and in forms that people and programs read (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.30, 31): JSON, and CSV for a spreadsheet. Works inside the caller's transaction; safe for all threads.
 */
public final class PersonalData {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final List<String> HEADING = List.of("table", "row", "field", "value");

    /** What this feature keeps, by the name of the table in the copy. Every query has the member's id as {@code :id}. */
    private static final Map<String, String> OWN = own();

    private final List<Holding> others;

    /** @param others what the other parts keep */
    public PersonalData(List<Holding> others) {
        this.others = List.copyOf(others);
    }

    private static Map<String, String> own() {
        var queries = new LinkedHashMap<String, String>();
        queries.put(
                "person",
                "SELECT code, chat_id AS line_id, name, display_name AS line_name, area, text_size, notice_version, notice_at, created_at FROM member WHERE id = :id");
        queries.put(
                "roles",
                "SELECT role, area, title, starts_on, ends_on, verified, verified_by, verified_at FROM member_role WHERE member_id = :id ORDER BY id");
        queries.put(
                "registrations",
                "SELECT role, area, state, asked_at, decided_at, reason FROM registration WHERE member_id = :id ORDER BY id");
        queries.put(
                "stopped", "SELECT topic, stopped_at FROM member_stopped_topic WHERE member_id = :id ORDER BY topic");
        queries.put(
                "consents",
                "SELECT topic, notice_version, given_at, withdrawn_at FROM member_consent WHERE member_id = :id ORDER BY id");
        queries.put(
                "erasures",
                "SELECT asked_at, due_on, state, decided_at, reason FROM erasure WHERE member_id = :id ORDER BY id");
        return queries;
    }

    /** Writes what is kept about a member. */
    public byte[] copy(Handle handle, long member, Copies.Format format) {
        var all = new LinkedHashMap<String, List<Map<String, Object>>>();
        OWN.forEach((table, query) -> all.put(table, rows(handle, query, member)));
        for (var chat : Accounts.of(handle, member)) {
            others.forEach(holding ->
                    holding.held(handle, chat).forEach((table, rows) -> all.merge(table, rows, PersonalData::both)));
        }
        return switch (format) {
            case JSON -> json(all);
            case CSV -> csv(all);
        };
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static List<Map<String, Object>> rows(Handle handle, String query, long member) {
        return handle.createQuery(query).bind("id", member).mapToMap().stream()
                .map(PersonalData::filled)
                .toList();
    }

    /** Returns a row as {@link Holding#held} has it: without the fields that are empty, and with moments. */
    public static Map<String, Object> filled(Map<String, Object> row) {
        var filled = new LinkedHashMap<String, Object>();
        row.forEach((field, value) -> {
            if (value != null) {
                filled.put(field, value instanceof java.sql.Timestamp time ? time.toInstant() : value);
            }
        });
        return filled;
    }

    private static byte[] json(Map<String, List<Map<String, Object>>> all) {
        try {
            return JSON.writeValueAsBytes(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line for each field, since every table has others. */
    private static byte[] csv(Map<String, List<Map<String, Object>>> all) {
        var text = new StringWriter();
        var lines = new ArrayList<List<String>>(List.of(HEADING));
        all.forEach((table, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
                var number = String.valueOf(i + 1);
                rows.get(i)
                        .forEach((field, value) ->
                                lines.add(List.of(table, number, field, Csv.written(value.toString()))));
            }
        });
        try (var writer = Csv.begin(text)) {
            lines.forEach(writer::writeRecord);
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
