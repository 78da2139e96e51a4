package prasan;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.awards.Awards;
import prasan.chat.Chats;
import prasan.chat.Topic;
import prasan.members.Members;
import prasan.notices.Followers;
import prasan.notices.Notices;
import prasan.officers.OfficeHours;
import prasan.outbox.Wanted;

/** Who may be told of what, by what people have stopped, what is still true, and who has blocked the account. */
final class Wishes implements Wanted {
    private final OfficeHours hours;
    private final Clock clock;

    /** @param hours in which notices go that are not urgent */
    Wishes(OfficeHours hours, Clock clock) {
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public Standing of(Handle handle, @Nullable String topic, @Nullable String about, List<String> chats) {
        if (about != null && !(Awards.stillTrue(handle, about) && Notices.stillTrue(handle, about))) {
            return new Standing(List.of(), List.of());
        }
        var wanting = topic == null ? chats : Members.wanting(handle, Topic.valueOf(topic), chats);
        var away = Chats.away(handle, wanting);
        if (about != null && about.startsWith(Notices.ABOUT)) {
            // the ledger says who had blocked the account; when they are back, they find it among the news
            return new Standing(
                    Followers.silent(handle, about, wanting).stream()
                            .filter(chat -> !away.getOrDefault(chat, false))
                            .toList(),
                    List.of(),
                    Notices.time(handle, about, hours, clock.instant()));
        }
        return new Standing(
                wanting.stream().filter(chat -> !away.getOrDefault(chat, false)).toList(),
                wanting.stream().filter(chat -> away.getOrDefault(chat, false)).toList());
    }
}
