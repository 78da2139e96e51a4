package prasan.chat;

import static prasan.flow.Type.AREA;
import static prasan.flow.Type.CODE;
import static prasan.flow.Type.DAY;
import static prasan.flow.Type.IMAGES;
import static prasan.flow.Type.MOMENT;
import static prasan.flow.Type.MONEY;
import static prasan.flow.Type.PLACE;
import static prasan.flow.Type.REF;
import static prasan.flow.Type.ROWS;
import static prasan.flow.Type.TEXT;

import java.util.HashMap;
import java.util.Map;
import prasan.flow.Signature;
import prasan.flow.Type;

final class KnownActions {
    private KnownActions() {}

    static Map<String, Signature> signatures() {
        var all = new HashMap<String, Signature>();
        for (var s : new Signature[] {
            new Signature(
                    "members.me",
                    Signature.Kind.READ,
                    Map.of(),
                    Map.of("known", Map.of("name", TEXT, "role", CODE, "area", AREA), "new", Map.of())),
            new Signature(
                    "members.introduce",
                    Signature.Kind.WRITE,
                    Map.of("name", TEXT, "role", CODE, "area", AREA),
                    Map.of("done", Map.of())),
            source("areas.find", Map.of("level", TEXT, "near", AREA)),
            new Signature(
                    "reports.file",
                    Signature.Kind.WRITE,
                    Map.of("category", CODE, "detail", TEXT, "photos", IMAGES, "place", PLACE, "area", AREA),
                    Map.of("filed", Map.of("number", TEXT))),
            source("reports.mine", Map.of()),
            new Signature(
                    "reports.read",
                    Signature.Kind.READ,
                    Map.of("report", REF),
                    Map.of(
                            "unknown",
                            Map.of(),
                            "found",
                            Map.of(
                                    "number",
                                    TEXT,
                                    "category",
                                    CODE,
                                    "status",
                                    CODE,
                                    "filed",
                                    MOMENT,
                                    "changed",
                                    MOMENT,
                                    "area",
                                    AREA,
                                    "detail",
                                    TEXT,
                                    "timeline",
                                    ROWS))),
            source("plans.years", Map.of("area", AREA)),
            source("plans.projects", Map.of("area", AREA, "year", REF)),
            new Signature(
                    "plans.read",
                    Signature.Kind.READ,
                    Map.of("project", REF),
                    Map.of("unknown", Map.of(), "found", found())),
            source("awards.years", Map.of("area", AREA)),
            source("awards.recipients", Map.of("area", AREA, "year", REF)),
            new Signature(
                    "awards.read",
                    Signature.Kind.READ,
                    Map.of("award", REF),
                    Map.of("unknown", Map.of(), "found", award())),
        }) {
            all.put(s.name(), s);
        }
        return all;
    }

    private static Map<String, Type> found() {
        var m = new HashMap<String, Type>();
        for (var t : "code name source agency year".split(" ", -1)) m.put(t, TEXT);
        for (var t : "stage next doType".split(" ", -1)) m.put(t, CODE);
        m.put("stageOn", DAY);
        m.put("budget", MONEY);
        m.put("area", AREA);
        m.put("history", ROWS);
        return m;
    }

    private static Map<String, Type> award() {
        var m = new HashMap<String, Type>();
        for (var t : "title recipient occupation achievement prize ceremony venue year".split(" ", -1)) m.put(t, TEXT);
        m.put("on", DAY);
        m.put("area", AREA);
        return m;
    }

    private static Signature source(String name, Map<String, Type> in) {
        return new Signature(name, Signature.Kind.SOURCE, in, Map.of());
    }
}
