package prasan.line;

import org.jspecify.annotations.Nullable;

/** What an event says, as far as Prasan uses it ("Webhook Event Objects" of LINE's Messaging API reference). */
public sealed interface Body {

    /** Returns LINE's id of the message; {@code null} for an event that is none. */
    default @Nullable String message() {
        return switch (this) {
            case Text text -> text.messageId();
            case Image image -> image.messageId();
            case Media media -> media.messageId();
            case Location place -> place.messageId();
            case OtherMessage other -> other.messageId();
            case Postback tap -> null;
            case Follow follow -> null;
            case Unfollow unfollow -> null;
            case Join join -> null;
            case Leave leave -> null;
            case Unsend unsend -> null;
            case Unknown unknown -> null;
        };
    }

    /**
     * Typed words.
     *
     * @param mentionsMe whether the text mentions the account itself, which LINE marks with {@code isSelf}
     */
    record Text(String messageId, String text, boolean mentionsMe) implements Body {}

    /**
     * One photo; photos sent together come as one event each, in any order.
     *
     * @param set names the photos that were sent together, or {@code null}
     * @param index of the photo among them from 1; 0 if LINE does not say, as is {@code total}
     * @param byLine whether LINE keeps the content, so that it can be fetched
     */
    record Image(String messageId, @Nullable String set, int index, int total, boolean byLine) implements Body {}

    /**
     * A voice message, a video or a file that LINE keeps, so that it can be fetched.
     *
     * @param kind {@code audio}, {@code video} or {@code file}
     * @param name of a file, as its sender called it
     * @param size of a file in bytes; 0 if LINE does not say
     */
    record Media(String messageId, String kind, @Nullable String name, long size) implements Body {}

    /** A place, in WGS 84 degrees. */
    record Location(
            String messageId,
            @Nullable String title,
            @Nullable String address,
            double lat,
            double lon) implements Body {}

    /** A message that nothing can be read from; {@code kind} as LINE names it: sticker or one of the future, or a voice message or video that LINE does not keep. */
    record OtherMessage(String messageId, String kind) implements Body {}

    /** A tap on a button; {@code data} is what the button carried. */
    record Postback(String data) implements Body {}

    /** The account was added as a friend, or unblocked: LINE says that the flag is not fully reliable. */
    record Follow(boolean unblocked) implements Body {}

    /** The account was blocked. */
    record Unfollow() implements Body {}

    /** The account entered a group or room. */
    record Join() implements Body {}

    /** The account left a group or room. */
    record Leave() implements Body {}

    /** A message was taken back; LINE asks to delete what was kept of it. */
    record Unsend(String messageId) implements Body {}

    /** An event of a type that is not used, or of a shape that LINE does not document. */
    record Unknown() implements Body {}
}
