package prasan.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who there is, and what stands in each chat. Thread-safe. */
final class Chats {
    /** What a person is to the bot. */
    enum Bond {
        STRANGER,
        FRIEND,
        BLOCKED
    }

    /** Hears of what happens in the chats. Called in order, under the lock: must hand on and return. */
    interface Watcher {
        void shown(Entry entry);

        /** The bot seems to type, for so many seconds or until it says something. */
        void typing(String chat, int seconds);
    }

    /** A push reaches a stranger who wrote within these days. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Clock clock;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Bond> bonds = new HashMap<>();
    private final Map<String, Instant> wrote = new HashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Entry>> byChat = new HashMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    Chats(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Person person, Bond bond) {
        people.put(person.id(), person);
        bonds.put(person.id(), bond);
    }

    synchronized void add(Group group) {
        groups.put(group.id(), group);
    }

    synchronized List<Person> people() {
        return List.copyOf(people.values());
    }

    synchronized List<Group> groups() {
        return List.copyOf(groups.values());
    }

    synchronized @Nullable Person person(String id) {
        return people.get(id);
    }

    synchronized @Nullable Group group(String id) {
        return groups.get(id);
    }

    synchronized Bond bond(String user) {
        return bonds.getOrDefault(user, Bond.STRANGER);
    }

    synchronized void bond(String user, Bond bond) {
        bonds.put(user, bond);
    }

    /** How many people a push to this chat would reach now. */
    synchronized int reached(String chat) {
        Group group = groups.get(chat);
        if (group != null) {
            return group.members().size();
        }
        Instant last = wrote.get(chat);
        boolean reaches = switch (bond(chat)) {
            case FRIEND -> true;
            case STRANGER -> last != null && clock.instant().isBefore(last.plus(REMEMBERED));
            case BLOCKED -> false;
        };
        return reaches ? 1 : 0;
    }

    /** A person's line; in a chat with the bot alone it makes the person one who wrote. */
    synchronized void says(Person who, String chat, ObjectNode message) {
        if (chat.equals(who.id())) {
            wrote.put(chat, clock.instant());
        }
        show(chat, who.id(), Entry.How.PERSON, message);
    }

    synchronized void botSays(String chat, Entry.How how, JsonNode messages) {
        messages.forEach(message -> show(chat, null, how, message.deepCopy()));
    }

    synchronized void note(String chat, @Nullable String from, String note) {
        show(chat, from, Entry.How.NOTE, Json.object().put("type", "note").put("note", note));
    }

    synchronized void typing(String chat, int seconds) {
        watchers.forEach(watcher -> watcher.typing(chat, seconds));
    }

    /** All entries after the given number, oldest first. */
    synchronized List<Entry> entriesAfter(long seq) {
        return List.copyOf(entries.subList((int) Math.min(Math.max(seq, 0), entries.size()), entries.size()));
    }

    synchronized List<Entry> entries(String chat) {
        return List.copyOf(byChat.getOrDefault(chat, List.of()));
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    private void show(String chat, @Nullable String from, Entry.How how, ObjectNode message) {
        Entry entry = new Entry(entries.size() + 1L, chat, from, clock.instant(), how, message, preview(message));
        entries.add(entry);
        byChat.computeIfAbsent(chat, c -> new ArrayList<>()).add(entry);
        watchers.forEach(watcher -> watcher.shown(entry));
    }

    private static String preview(ObjectNode message) {
        return switch (message.path("type").asText()) {
            case "text" -> message.path("text").asText();
            case "flex" -> message.path("altText").asText();
            case "image" -> "ส่งรูปภาพ";
            case "location" -> "ส่งตำแหน่งที่ตั้ง";
            case "sticker" -> "ส่งสติกเกอร์";
            default -> "";
        };
    }
}
