package prasan.members;

import org.jdbi.v3.core.Handle;

/** How large people want what they read. Works inside the caller's transaction. */
final class TextSizes {
    private TextSizes() {}

    static void set(Handle handle, long member, Member.TextSize size) {
        handle.createUpdate("UPDATE member SET text_size = :size WHERE id = :member")
                .bind("size", size)
                .bind("member", member)
                .execute();
    }
}
