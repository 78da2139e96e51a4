package prasan.awards;

import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;
import prasan.audit.Masked;

/** One honour for one recipient. The moments are UTC. */
public record Award(
        long id,
        String code,
        @Nested Facts facts,
        AwardStatus status,
        @Nullable Instant announcedAt,
        @Nullable String announcedBy,
        Instant createdAt,
        Instant updatedAt) {

    /** Who is honoured. A person is named in public only after consenting; groups and villages need no consent. */
    public enum RecipientKind {
        PERSON,
        GROUP,
        VILLAGE
    }

    /**
     * A kind of award that is given again and again.
     *
     * @param nameTh its Thai name
     * @param prize what usually goes with it
     */
    public record Type(String code, String nameTh, @Nullable String prize) {}

    /**
     * What staff type. The wording of royal awards is fixed by custom, so no text of an award is ever composed by a machine.
     *
     * @param type code of the {@link Type}
     * @param yearBe Buddhist era
     * @param area code of the area whose people hear of it: a province's award is told to the whole province
     * @param recipientArea code of the area where the recipient lives or works
     * @param ceremonyOn a day in Thailand
     * @param publishConsent whether the recipient agreed to be named in public (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.19)
     */
    public record Facts(
            String type,
            String title,
            int yearBe,
            String area,
            @Masked String recipient,
            RecipientKind recipientKind,
            String recipientArea,
            @Masked @Nullable String occupation,
            @Masked String achievement,
            @Nullable String prize,
            @Nullable String ceremony,
            @Nullable LocalDate ceremonyOn,
            @Nullable String venue,
            boolean publishConsent) {

        /** Whether the recipient may be named in public. */
        public boolean publishable() {
            return recipientKind != RecipientKind.PERSON || publishConsent;
        }
    }
}
