package prasan.line;

import org.jspecify.annotations.Nullable;

/** What an event says, as far as Prasan uses it ("Webhook Event Objects" of LINE's Messaging API reference). */
public sealed interface Body {

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
     * @param byLine whether LINE keeps the content, so that it can be fetched
     */
    record Image(String messageId, @Nullable String set, int total, boolean byLine) implements Body {}

    /** A place, in WGS 84 degrees. */
    record Location(
            String messageId,
            @Nullable String title,
            @Nullable String address,
            double lat,
            double lon) implements Body {}

    /** A message that nothing can be read from; {@code kind} as LINE names it: sticker, video, audio, file or one of the future. */
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
