package prasan.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.chat.Topic;
import prasan.flow.Library;
import prasan.flow.Value;
import prasan.members.Member;

/**
 * What officers send to many people at once. The moments are UTC.
 *
 * @param number {@code N-6912-0003} is the third of December 2569
 * @param version counts the texts that it has had
 * @param approvedBy {@code null} where it needs no approval, or has none yet
 * @param releasedAt when nothing stood in its way any more but time
 * @param begunAt when its recipients were written down
 */
public record Notice(
        long id,
        String number,
        Facts facts,
        int version,
        NoticeStatus status,
        String createdBy,
        @Nullable String approvedBy,
        @Nullable Instant releasedAt,
        @Nullable Instant begunAt,
        @Nullable Instant endedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Until when it is of use; those whom a quiet notice did not reach may be told by a push after its latest time. */
    @Nullable
    Instant until() {
        var latest = facts.latestAt();
        return latest == null || !facts.pushRest() ? latest : latest.plus(USEFUL);
    }

    /** Whether a second officer has to approve it yet. */
    boolean approvalNeeded() {
        return status == NoticeStatus.WAITING && releasedAt == null;
    }

    /** How long a notice is of use that does not say so, and a push of what did not ride along. */
    static final Duration USEFUL = Duration.ofDays(3);
    /** The same as its writer gets it for a test. */
    Notice test() {
        return new Notice(
                id,
                number,
                facts.titled("ทดสอบ: " + facts.title(), facts.titleEn() == null ? null : "Test: " + facts.titleEn()),
                version,
                status,
                createdBy,
                approvedBy,
                releasedAt,
                begunAt,
                endedAt,
                createdAt,
                updatedAt);
    }

    /** The number of the notice that an answer to this one is for: of the first, where it reminds of one. */
    String asking() {
        var first = facts.follows();
        return first != null && facts.reminds() ? first.number() : number;
    }

    /** How the whole country is named where a notice says whom it is for. */
    static final String COUNTRY = "TH";

    /**
     * Whom it is for: a first {@link Part}, whose fields are here, and others, all within its area. Each person is told once.
     *
     * @param topics leaves out who has stopped one of them
     */
    public record Whom(
            String area,
            List<Member.Role> roles,
            List<Area.Level> levels,
            List<Topic> topics,
            Part.@Nullable Seats seats,
            Part.@Nullable ByJob officers,
            List<Part> and) {
        /** A list that a change leaves out is empty. */
        public Whom {
            roles = List.copyOf(Objects.requireNonNullElse(roles, List.of()));
            levels = List.copyOf(Objects.requireNonNullElse(levels, List.of()));
            topics = List.copyOf(Objects.requireNonNullElse(topics, List.of()));
            and = Objects.requireNonNullElse(and, List.<Part>of()).stream()
                    .map(part -> part.in(area))
                    .toList();
        }

        /** Whom these parts are, of which there is one at least. */
        static Whom of(String area, List<Part> parts, List<Topic> topics) {
            var first = parts.getFirst();
            return new Whom(
                    area,
                    first.roles(),
                    first.levels(),
                    topics,
                    first.seats(),
                    first.officers(),
                    parts.subList(1, parts.size()));
        }

        /** Of the codes of all its areas; empty for the whole country. */
        String prefix() {
            return area.equals(COUNTRY) ? "" : area;
        }

        List<Part> parts() {
            return Stream.concat(Stream.of(new Part(area, roles, levels, seats, officers)), and.stream())
                    .toList();
        }
    }

    /**
     * What an officer writes. The texts have no personal data: whoever looks at a locked phone may see them.
     *
     * @param pushRest of a quiet notice: whether those who have not written by its latest time are told by a push then
     * @param acknowledge whether the recipients are asked to say that they have read it
     * @param greet whether its recipients are addressed by their roles
     * @param choices the answers to the one question that it asks, two to four; empty for one that asks none
     * @param link a page that a button opens, or {@code null}
     * @param replies whether a button lets its recipients write to the officers about it
     * @param follows the notice that this one corrects or reminds of; {@code null} for most
     * @param latestAt from when it is of no use any more
     */
    public record Facts(
            String title,
            String text,
            @Nullable String titleEn,
            @Nullable String textEn,
            Whom audience,
            Speed speed,
            boolean pushRest,
            boolean acknowledge,
            boolean greet,
            List<Choice> choices,
            @Nullable Link link,
            boolean replies,
            @Nullable Follows follows,
            @Nullable Instant startsAt,
            @Nullable Instant latestAt) {
        /** What a change leaves out is empty. */
        public Facts {
            choices = List.copyOf(Objects.requireNonNullElse(choices, List.of()));
        }

        /** Those whom it is for: of the ledger of the first, where it follows one. */
        People people() {
            return follows == null ? new AudiencePeople(audience.parts()) : new FollowedPeople(follows);
        }

        private Facts titled(String title, @Nullable String titleEn) {
            return new Facts(
                    title,
                    text,
                    titleEn,
                    textEn,
                    audience,
                    speed,
                    pushRest,
                    acknowledge,
                    greet,
                    choices,
                    link,
                    replies,
                    follows,
                    startsAt,
                    latestAt);
        }

        boolean reminds() {
            return follows != null && follows.to() == Follows.To.SILENT;
        }

        /** What it is called where it is shown, as a code of the vocabulary {@code notice-kind}. */
        Value.Code kind() {
            var code = follows == null ? "NEWS" : reminds() ? "REMINDER" : "CORRECTION";
            return new Value.Code("notice-kind", code);
        }

        /** Whether it asks its recipients for anything. */
        boolean asks() {
            return acknowledge || !choices.isEmpty();
        }

        /** Returns the title for those who read a language: the Thai one where there is no other. */
        String titleIn(String language) {
            return titleEn == null || language.equals(Library.THAI) ? title : titleEn;
        }

        /** As {@link #titleIn}. */
        String textIn(String language) {
            return textEn == null || language.equals(Library.THAI) ? text : textEn;
        }

        /** Returns the topics that leave out who has stopped one of them: where none is said, what urgent notices are, and all others. */
        List<Topic> heeded() {
            var topics = audience.topics();
            return topics.isEmpty() ? List.of(speed == Speed.URGENT ? Topic.WARNINGS : Topic.NEWS) : topics;
        }
    }
}
