package prasan.members;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaImport;
import prasan.areas.Areas;
import prasan.csv.Import;

/**
 * A made-up country of any size in a database that has the packaged areas: villages, centres with their seats, and members with their roles, two of three of whom have agreed to news. The same numbers give the same country.
 * Its names are put together from syllables.
 */
public final class Nation {
    static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final LocalDate TERM = LocalDate.parse("2025-10-01");
    private static final LocalDate TERM_ENDS = LocalDate.parse("2029-09-30");
    private static final LocalDate ENDED = LocalDate.parse("2026-09-30");
    private static final int BATCH = 5_000;
    private static final List<String> POSITIONS = List.of(
            "CHAIR 1",
            "VICE_CHAIR 1",
            "VICE_CHAIR 2",
            "SECRETARY 1",
            "TREASURER 1",
            "PUBLIC_RELATIONS 1",
            "REGISTRAR 1",
            "COMMITTEE 1",
            "COMMITTEE 2",
            "COMMITTEE 3",
            "COMMITTEE 4",
            "COMMITTEE 5",
            "COMMITTEE 6",
            "COMMITTEE 7",
            "COMMITTEE 8");
    private static final List<Member.Role> OTHERS =
            List.of(Member.Role.VILLAGE_COMMITTEE, Member.Role.VOLUNTEER_LEADER, Member.Role.GROUP_LEADER);
    private static final String[] TITLES = {"นาย", "นาง", "นางสาว", "ว่าที่ร้อยตรี "};
    private static final String[] FIRST = {
        "สม", "วิ", "ประ", "ชัย", "อัม", "ณัฐ", "กิตติ", "ธน", "พร", "ศิริ", "มา", "บุญ", "จันทร์", "ทอง", "สุ", "อุ",
        "ปรี", "เพ็ญ", "ดวง", "แสง", "คำ", "นิ", "รัช", "วรา", "อร", "ภัทร", "ไพ", "เกษ", "ขวัญ", "ละ"
    };
    private static final String[] SECOND = {
        "ชาย", "หญิง", "ชัย", "พร", "ดา", "นา", "รัตน์", "ศักดิ์", "พล", "เดช", "ใจ", "มาศ", "ทิพย์", "วรรณ", "ลักษณ์",
        "ไล", "เสริฐ", "จิต", "ภา", "นันท์", "ยา", "ศรี", "เพชร", "มณี", "สุข", "ธร", "วัฒน์", "กร", "พงษ์", "มล"
    };
    private static final String[] LAST = {
        "ใจ", "ทอง", "แก้ว", "บุญ", "ศรี", "สุข", "วงศ์", "พันธุ์", "รุ่ง", "เจริญ", "มั่น", "คง", "แสน", "ไชย", "เพชร",
        "นาค", "ปาน", "อ่อน", "โพธิ์", "จันทร์", "ดี", "งาม", "เกิด", "สว่าง", "ทรัพย์"
    };
    private static final String[] VILLAGES = {
        "หนอง", "โคก", "ห้วย", "ดอน", "ทุ่ง", "วัง", "ท่า", "เขา", "คลอง", "นา", "ป่า", "สระ", "บึง", "โพน", "ไร่"
    };
    private static final String[] OF = {
        "บัว", "ไผ่", "ยาง", "มะม่วง", "ตะเคียน", "แดง", "ใหญ่", "น้อย", "กลาง", "ขาม", "หว้า", "ไทร", "ปลาไหล",
        "กระทุ่ม", "หิน", "ทราย", "สูง", "ใต้", "เหนือ", "งาม"
    };

    private final Jdbi jdbi;
    private final Random random;
    private List<String> tambons = List.of();
    private List<String> villages = List.of();
    private final Map<String, List<Long>> living = new HashMap<>();

    public Nation(Jdbi jdbi, long seed) {
        this.jdbi = jdbi;
        this.random = new Random(seed);
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    /** A full name; the second parts of names are more varied than the first, as they are. */
    String name() {
        return any(TITLES) + any(FIRST) + any(SECOND) + " " + any(LAST) + any(FIRST) + any(LAST);
    }

    /** A village of the country that has been made. */
    String village() {
        return villages.get(random.nextInt(villages.size()));
    }

    /** The name of a village, as people type it. */
    String villageName() {
        return "บ้าน" + any(VILLAGES) + any(OF);
    }

    /** Imports villages, spread over the tambons, and gives how long that took, in milliseconds. */
    public long villages(int count) {
        tambons = jdbi.withHandle(
                handle -> handle.createQuery("SELECT code FROM area WHERE CHAR_LENGTH(code) = 6 ORDER BY code")
                        .mapTo(String.class)
                        .list());
        villages = new ArrayList<>();
        var file = new StringBuilder("code,name_th\n");
        for (int i = 0; i < count; i++) {
            var code = "%s%02d".formatted(tambons.get(i % tambons.size()), i / tambons.size() + 1);
            villages.add(code);
            file.append(code).append(',').append(villageName()).append('\n');
        }
        var bytes = file.toString().getBytes(StandardCharsets.UTF_8);
        long from = System.nanoTime();
        var kind = new AreaImport(new Areas(), (handle, was, code) -> {});
        var result = Import.run(jdbi, kind, bytes, Instant.EPOCH, true, (handle, brought) -> {});
        if (result.refused()) {
            throw new IllegalStateException(result.flaws().getFirst().toString());
        }
        return (System.nanoTime() - from) / 1_000_000;
    }

    /** Somebody of the country. */
    private record Person(long id, String name, String village, Member.Role role, boolean linked, boolean stopped) {}

    /** Adds members, four of five of them with LINE: first a kamnan for each tambon, then a head for each village, then others. */
    public void members(int count) {
        var people = new ArrayList<Person>();
        for (int i = 0; i < count; i++) {
            var village =
                    villages.get(i < tambons.size() ? i % villages.size() : (int) ((i * 7919L) % villages.size()));
            var role = i < Math.min(tambons.size(), count / 20)
                    ? Member.Role.KAMNAN
                    : i < count / 4
                            ? Member.Role.VILLAGE_HEAD
                            : random.nextInt(3) == 0 ? OTHERS.get(random.nextInt(OTHERS.size())) : Member.Role.RESIDENT;
            var person = new Person(i + 1L, name(), village, role, random.nextInt(5) > 0, random.nextInt(20) == 0);
            people.add(person);
            living.computeIfAbsent(village.substring(0, 6), tambon -> new ArrayList<>())
                    .add(person.id());
        }
        write(
                people.stream().filter(Person::linked).toList(),
                "INSERT INTO chat (id, kind, created_at) VALUES (:chat, 'user', NOW(6))",
                (batch, person) -> batch.bind("chat", chat(person)));
        write(
                people,
                "INSERT INTO member (id, chat_id, name, area, notice_version, created_at) VALUES (:id, :chat, :name, :area, '1', NOW(6))",
                (batch, person) -> batch.bind("id", person.id())
                        .bind("chat", chat(person))
                        .bind("name", person.name())
                        .bind("area", person.village()));
        write(
                people,
                """
                INSERT INTO member_role (member_id, role, area, starts_on, verified, verified_by, verified_at, created_at)
                VALUES (:id, :role, :area, :from, 'OFFICER', 'x', NOW(6), NOW(6))""",
                (batch, person) -> batch.bind("id", person.id())
                        .bind("role", person.role())
                        .bind("area", person.role().area(person.village()))
                        .bind("from", TERM));
        var names = people.stream()
                .flatMap(person ->
                        PersonName.beginnings(person.name()).stream().map(part -> Map.entry(person.id(), part)))
                .toList();
        write(
                names,
                "INSERT IGNORE INTO member_name (beginning, member_id) VALUES (:part, :id)",
                (batch, name) -> batch.bind("part", name.getValue()).bind("id", name.getKey()));
        write(
                people.stream().filter(Person::stopped).toList(),
                "INSERT INTO member_stopped_topic (topic, member_id, stopped_at) VALUES ('MEETINGS', :id, NOW(6))",
                (batch, person) -> batch.bind("id", person.id()));
        write(
                people.stream().filter(person -> person.id() % 3 > 0).toList(),
                "INSERT INTO member_consent (topic, member_id, notice_version, given_at) VALUES ('NEWS', :id, '1', NOW(6))",
                (batch, person) -> batch.bind("id", person.id()));
    }

    private static @Nullable String chat(Person person) {
        return person.linked() ? "U%032x".formatted(person.id()) : null;
    }

    /** A place in a committee, of the centre and with the holder of that id. */
    private record Place(
            long id,
            long centre,
            String area,
            String position,
            @Nullable Long holder) {}

    /** Adds centres: the country's, those of provinces and districts, and as many tambons' as there is room for. */
    public void centres(int count) {
        var areas = new ArrayList<String>(List.of(""));
        areas.addAll(jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT code FROM area WHERE CHAR_LENGTH(code) <= 6 AND code NOT LIKE '10%' ORDER BY CHAR_LENGTH(code), code LIMIT :count")
                .bind("count", count - 1)
                .mapTo(String.class)
                .list()));
        var seats = new ArrayList<Place>();
        for (int i = 0; i < areas.size(); i++) {
            for (var position : POSITIONS) {
                seats.add(new Place(seats.size() + 1L, i + 1L, areas.get(i), position, holder(areas.get(i))));
            }
        }
        var ids = new ArrayList<Integer>();
        for (int i = 0; i < areas.size(); i++) {
            ids.add(i);
        }
        write(
                ids,
                "INSERT INTO centre (id, area, created_at, updated_at) VALUES (:id, NULLIF(:area, ''), NOW(6), NOW(6))",
                (batch, i) -> batch.bind("id", i + 1L).bind("area", areas.get(i)));
        write(
                seats,
                "INSERT INTO seat (id, centre_id, position, number) VALUES (:id, :centre, :position, :number)",
                (batch, seat) -> batch.bind("id", seat.id())
                        .bind("centre", seat.centre())
                        .bind("position", seat.position().split(" ", 2)[0])
                        .bind("number", seat.position().split(" ", 2)[1]));
        write(
                seats.stream().filter(seat -> seat.holder() != null).toList(),
                """
                INSERT INTO member_role (member_id, seat_id, role, area, starts_on, ends_on, verified, verified_by, verified_at, created_at)
                VALUES (:member, :seat, 'CON_COMMITTEE', NULLIF(:area, ''), :from, :until, 'OFFICER', 'x', NOW(6), NOW(6))""",
                (batch, seat) -> batch.bind("member", seat.holder())
                        .bind("seat", seat.id())
                        .bind("area", seat.area())
                        .bind("from", TERM)
                        .bind("until", seat.id() % 10 == 0 ? ENDED : TERM_ENDS));
        jdbi.useHandle(
                handle -> handle.execute(
                        "ANALYZE TABLE area, chat, member, member_role, member_name, member_stopped_topic, member_consent, centre, seat"));
    }

    /** One in ten seats is vacant. */
    private @Nullable Long holder(String area) {
        var tambon = area.length() == 6 ? area : tambons.get(random.nextInt(tambons.size()));
        var people = living.getOrDefault(tambon, List.of());
        return people.isEmpty() || random.nextInt(10) == 0 ? null : people.get(random.nextInt(people.size()));
    }

    private <T> void write(List<T> rows, String sql, BiConsumer<PreparedBatch, T> bind) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            var part = rows.subList(from, Math.min(from + BATCH, rows.size()));
            jdbi.useTransaction(handle -> {
                var batch = handle.prepareBatch(sql);
                part.forEach(row -> {
                    bind.accept(batch, row);
                    batch.add();
                });
                batch.execute();
            });
        }
    }
}
