package prasan;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import prasan.chat.ChatData;
import prasan.dangers.DangerRecords;
import prasan.db.Slice;
import prasan.members.Holding;
import prasan.notices.NoticeData;
import prasan.officers.Handovers;
import prasan.officers.OfficerLine;
import prasan.reports.Report;
import prasan.reports.Reports;
import prasan.reports.Search;
import prasan.reports.Sight;

/**
 * What each part of the system keeps about people besides who they are: for their copy, and for forgetting what they said. A new part that keeps something is added here; the chat itself, which the
 * others look into, is the last to forget.
 */
final class Holdings {
    private static final int MOST = 10_000;

    private Holdings() {}

    static List<Holding> of(Reports reports, Handovers handovers, DangerRecords dangers) {
        return List.of(
                new OfReports(reports),
                handovers,
                dangers,
                new NoticeData(),
                new OfficerLine(new SecureRandom()),
                new OfChats(new ChatData()));
    }

    /** A report stays, as an official record; its reporter is nobody when their own row says so. */
    private record OfReports(Reports reports) implements Holding {
        @Override
        public Map<String, List<Map<String, Object>>> held(Handle handle, String chat) {
            var search = new Search(null, null, null, null, chat);
            return Map.of(
                    "reports",
                    reports.list(handle, Sight.ALL, search, Slice.latest(MOST)).stream()
                            .map(OfReports::row)
                            .toList());
        }

        private static Map<String, Object> row(Report report) {
            var row = new LinkedHashMap<String, Object>();
            row.put("number", report.number());
            row.put("filed_at", report.createdAt());
            row.put("category", report.category());
            row.put("status", report.status());
            row.put("area", report.area());
            row.put("detail", report.detail());
            if (report.place() != null) {
                row.put("place", report.place());
            }
            if (report.lat() != null && report.lon() != null) {
                row.put("lat", report.lat());
                row.put("lon", report.lon());
            }
            row.put("photos", report.photos());
            return row;
        }
    }

    private record OfChats(ChatData chats) implements Holding {
        @Override
        public Map<String, List<Map<String, Object>>> held(Handle handle, String chat) {
            return Map.of("messages", ChatData.written(handle, chat));
        }

        @Override
        public void unsend(Handle handle, Unsent unsent) {
            chats.unsend(handle, unsent);
        }

        @Override
        public void leave(Handle handle, String chat) {
            chats.leave(handle, chat);
        }

        @Override
        public void unlink(Handle handle, String chat, String apart) {
            chats.unlink(handle, chat, apart);
        }

        @Override
        public void erase(Handle handle, String chat) {
            chats.erase(handle, chat);
        }
    }
}
