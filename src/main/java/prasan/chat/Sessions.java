package prasan.chat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prasan.flow.Input;
import prasan.flow.Session;
import prasan.flow.Value;
import prasan.inbox.Inbox;

/** The table of sessions, and the JSON that they are kept as. Safe for all threads. */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int FETCH = 500;
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addMixIn(Value.class, Tagged.class)
            .addMixIn(Input.class, Answered.class)
            .addMixIn(Session.Asked.class, Earlier.class)
            .addMixIn(Session.Running.class, Earlier.class)
            // the same session is the same text, in every run of the program
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // what an older program knew of a conversation and this one does not is no reason to begin anew
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Values carry their kind; the flow package itself knows nothing of JSON. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Value.Text.class, name = "text"),
        @JsonSubTypes.Type(value = Value.Quantity.class, name = "number"),
        @JsonSubTypes.Type(value = Value.Money.class, name = "money"),
        @JsonSubTypes.Type(value = Value.Day.class, name = "day"),
        @JsonSubTypes.Type(value = Value.TimeOfDay.class, name = "time"),
        @JsonSubTypes.Type(value = Value.Phone.class, name = "phone"),
        @JsonSubTypes.Type(value = Value.Texts.class, name = "texts"),
        @JsonSubTypes.Type(value = Value.Moment.class, name = "moment"),
        @JsonSubTypes.Type(value = Value.Code.class, name = "code"),
        @JsonSubTypes.Type(value = Value.Area.class, name = "area"),
        @JsonSubTypes.Type(value = Value.Place.class, name = "place"),
        @JsonSubTypes.Type(value = Value.Images.class, name = "images"),
        @JsonSubTypes.Type(value = Value.Ref.class, name = "ref"),
        @JsonSubTypes.Type(value = Value.Rows.class, name = "rows"),
        @JsonSubTypes.Type(value = Value.None.class, name = "none")
    })
    private interface Tagged {}

    /** What came of something that a step needed done. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Input.Outcome.class, name = "outcome"),
        @JsonSubTypes.Type(value = Input.Found.class, name = "found")
    })
    private interface Answered {}

    /** Sessions that earlier versions stored: they counted the photos of a group with the question, and noted that the emergency numbers were shown. */
    @JsonIgnoreProperties({"album", "alarmed"})
    private interface Earlier {}

    static String write(Session session) {
        try {
            return JSON.writeValueAsString(session);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Session read(String json) {
        try {
            var session = JSON.readValue(json, Session.class);
            if (!Complete.is(session)) {
                throw new IllegalStateException("a session that lacks what this version needs");
            }
            return session;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a session that cannot be read", e);
        }
    }

    private record Stored(String chat, String state, Instant updatedAt) {}

    /**
     * The sessions of the chats; chats that have none yet are left out.
     *
     * @param language of each chat, for a session that cannot be read
     */
    Map<String, Session> of(Handle handle, Collection<String> chats, UnaryOperator<String> language) {
        var sessions = new HashMap<String, Session>();
        handle.createQuery("SELECT chat_id, state, updated_at FROM session WHERE chat_id IN (<chats>)")
                .bindList("chats", List.copyOf(chats))
                .map((row, context) -> new Stored(
                        row.getString("chat_id"),
                        row.getString("state"),
                        row.getTimestamp("updated_at").toInstant()))
                .forEach(stored -> sessions.put(
                        stored.chat(),
                        readable(stored.state()).orElseGet(() -> begunAnew(stored, language.apply(stored.chat())))));
        return sessions;
    }

    private static Session begunAnew(Stored stored, String language) {
        try {
            var state = JSON.readTree(stored.state());
            // the numbers go on, so that no old button answers a new question
            int prompts = state.path("prompts").asInt();
            return state.path("current").isObject()
                    ? Session.lost(language, prompts, stored.updatedAt())
                    : Session.fresh(language, prompts);
        } catch (JsonProcessingException e) {
            return Session.fresh(language);
        }
    }

    private static Optional<Session> readable(String state) {
        try {
            return Optional.of(read(state));
        } catch (IllegalStateException e) {
            // of a version that wrote sessions otherwise: the person begins anew rather than never
            LOG.warn("a session cannot be read and is begun anew: {}", Inbox.describe(e));
            return Optional.empty();
        }
    }

    /** Every conversation under way or put aside, of all chats. They are read one after the other; the handle does nothing else meanwhile. */
    static void running(Handle handle, Consumer<Session.Running> each) {
        handle.createQuery("SELECT state FROM session WHERE due_at IS NOT NULL")
                .setFetchSize(FETCH)
                .mapTo(String.class)
                .useStream(states -> states.flatMap(state -> readable(state).stream())
                        .flatMap(session ->
                                Stream.concat(Stream.ofNullable(session.current()), session.drafts().stream()))
                        .forEach(each));
    }

    /** The chats in whose conversations time itself has something to say. */
    List<String> due(Handle handle, Instant now, int limit) {
        return handle.createQuery("SELECT chat_id FROM session WHERE due_at <= :now LIMIT :limit")
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Time has nothing to say in this chat until something happens in it. */
    void notDue(Handle handle, String chat) {
        handle.createUpdate("UPDATE session SET due_at = NULL WHERE chat_id = :chat")
                .bind("chat", chat)
                .execute();
    }

    /** Stores the sessions in one statement. */
    void keep(Handle handle, Map<String, Session> sessions, Instant at) {
        if (sessions.isEmpty()) {
            return;
        }
        var sql = "INSERT INTO session (chat_id, state, due_at, updated_at) VALUES "
                + String.join(",", Collections.nCopies(sessions.size(), "(?, ?, ?, ?)"))
                + " ON DUPLICATE KEY UPDATE state = VALUES(state), due_at = VALUES(due_at), updated_at = VALUES(updated_at)";
        try (var update = handle.createUpdate(sql)) {
            int i = 0;
            for (var entry : sessions.entrySet()) {
                update.bind(i++, entry.getKey());
                update.bind(i++, write(entry.getValue()));
                update.bind(i++, entry.getValue().due());
                update.bind(i++, at);
            }
            update.execute();
        }
    }
}
