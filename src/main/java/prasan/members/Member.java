package prasan.members;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;

/**
 * A person who writes to the account, or whom the staff knows of. One person is one LINE account; what they are in the community are their {@link MemberRole}s, several at once.
 *
 * @param code their number in an office's own register, if they came from one
 * @param chat the LINE id of the chat with the person; none for somebody known only by name, or whose phone is gone
 * @param displayName what LINE's profile says; the person's own name goes before it
 * @param area code of the village or tambon that they live in
 * @param noticeVersion of the privacy notice that they were shown last
 * @param endedAt when an officer ended the membership
 * @param nameOrder what lists of names sort it by: without what is put before a name; of LINE's profile where the person has told none
 */
public record Member(
        long id,
        @Nullable String code,
        @Nullable String chat,
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String area,
        TextSize textSize,
        @Nullable String noticeVersion,
        @Nullable Instant endedAt,
        String nameOrder) {

    /**
     * What staff keep of a person.
     *
     * @param area code of an area that has a row
     */
    public record Facts(
            @Nullable String code, String name, @Nullable String area, TextSize textSize) {}

    /**
     * What a leader is in the community, those who speak for more people first; the labels are in the conversations' vocabulary {@code role}. CON_COMMITTEE is a seat in a ศอช. where
     * the role has one, and only what somebody says of themselves where it has none.
     */
    public enum Role {
        KAMNAN,
        KAMNAN_INSPECTOR,
        TAMBON_DOCTOR,
        VILLAGE_HEAD,
        ASSISTANT_HEAD,
        CON_COMMITTEE,
        COUNCIL_MEMBER,
        VILLAGE_COMMITTEE,
        HEALTH_VOLUNTEER,
        VOLUNTEER_LEADER,
        GROUP_LEADER,
        RESIDENT;

        private static final int TAMBON_DIGITS = Area.Level.TAMBON.digits();
        private static final Set<Role> OF_A_TAMBON =
                Set.of(KAMNAN, KAMNAN_INSPECTOR, TAMBON_DOCTOR, CON_COMMITTEE, COUNCIL_MEMBER);

        /** Of these an area has one person at a time. */
        static final Set<Role> ONE_AN_AREA = Set.of(KAMNAN, VILLAGE_HEAD);

        /** Of the areas that it is held for. */
        Set<Area.Level> levels() {
            return switch (this) {
                case KAMNAN, KAMNAN_INSPECTOR, TAMBON_DOCTOR -> EnumSet.of(Area.Level.TAMBON);
                case VILLAGE_HEAD, ASSISTANT_HEAD, VILLAGE_COMMITTEE -> EnumSet.of(Area.Level.VILLAGE);
                case CON_COMMITTEE -> EnumSet.complementOf(EnumSet.of(Area.Level.VILLAGE));
                case COUNCIL_MEMBER, HEALTH_VOLUNTEER, VOLUNTEER_LEADER, GROUP_LEADER, RESIDENT ->
                    EnumSet.complementOf(EnumSet.of(Area.Level.NATION));
            };
        }

        /** The area of this role of somebody who lives there: a kamnan's is the tambon. */
        String area(String home) {
            boolean tambon = OF_A_TAMBON.contains(this) && home.length() > TAMBON_DIGITS;
            return tambon ? home.substring(0, TAMBON_DIGITS) : home;
        }

        /** Returns the roles that somebody can have who lives there: a place without villages has residents, but no village head. */
        static Set<Role> at(Set<Role> told, String home) {
            return told.stream()
                    .map(role -> role.levels().contains(Area.Level.of(role.area(home))) ? role : RESIDENT)
                    .collect(Collectors.toSet());
        }
    }

    /** How large a person wants what they read. */
    public enum TextSize {
        NORMAL,
        LARGE
    }
}
