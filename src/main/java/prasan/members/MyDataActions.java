package prasan.members;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Actions.Context;
import prasan.chat.Topic;
import prasan.flow.BuddhistEra;
import prasan.flow.Input;
import prasan.flow.Print;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/**
 * The door from chat to what is kept about oneself, the rights of พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562: see it and have a copy (ม.30, 31), correct it (ม.35, 36), stop topics (ม.32) and
 * take back the consent to news as easily as it was given (ม.19), be forgotten (ม.33).
 */
public final class MyDataActions {
    private static final String DUE = "due";
    private static final String TOPIC = "topic";

    private static final Signature MINE = new Signature(
                    "members.mine",
                    Signature.Kind.READ,
                    Map.of(),
                    Map.of(
                            "done",
                            Map.of(
                                    "name",
                                    Type.TEXT,
                                    "area",
                                    Type.AREA,
                                    "roles",
                                    Type.ROWS,
                                    "stopped",
                                    Type.TEXT,
                                    "notice",
                                    Type.TEXT,
                                    "noticed",
                                    Type.MOMENT,
                                    DUE,
                                    Type.DAY)))
            .rows("roles", "role", "area", "verified")
            .personal("name", "area", "roles");

    private static final Signature RENAME =
            new Signature("members.rename", Signature.Kind.WRITE, Map.of("name", Type.TEXT), Map.of("done", Map.of()));

    private static final Signature FOLLOW = new Signature(
                    "members.topic",
                    Signature.Kind.WRITE,
                    Map.of(TOPIC, Type.CODE, "wish", Type.CODE),
                    Map.of("done", Map.of()))
            .words(Map.of(TOPIC, "topic", "wish", "wish"));

    private static final Signature NO_NEWS =
            new Signature("members.stop-news", Signature.Kind.WRITE, Map.of(), Map.of("done", Map.of()));

    private static final Signature LARGE_TEXT =
            new Signature("members.large-text", Signature.Kind.WRITE, Map.of(), Map.of("done", Map.of()));

    private static final Signature NORMAL_TEXT =
            new Signature("members.normal-text", Signature.Kind.WRITE, Map.of(), Map.of("done", Map.of()));

    private static final Signature COPY = new Signature(
            "members.copy",
            Signature.Kind.WRITE,
            Map.of(),
            Map.of("done", Map.of("jsonLink", Type.TEXT, "csvLink", Type.TEXT), "unavailable", Map.of()));

    private static final Signature ERASE =
            new Signature("members.erase", Signature.Kind.WRITE, Map.of(), Map.of("done", Map.of(DUE, Type.DAY)));

    private final Members members;
    private final MemberRoles roles;
    private final Consents consents;
    private final Copies copies;
    private final Erasures erasures;
    private final Areas areas;
    private final Function<String, Print> print;
    private final @Nullable String address;

    /**
     * @param print prints values in a language, by its code
     * @param address of this server as people reach it, without a slash at its end, or {@code null}: then there are no links to copies
     */
    public MyDataActions(
            Members members,
            MemberRoles roles,
            Consents consents,
            Copies copies,
            Erasures erasures,
            Areas areas,
            Function<String, Print> print,
            @Nullable String address) {
        this.members = members;
        this.roles = roles;
        this.consents = consents;
        this.copies = copies;
        this.erasures = erasures;
        this.areas = areas;
        this.print = print;
        this.address = address;
    }

    public void register(Actions actions) {
        actions.action(MINE, (context, inputs) -> mine(context));
        actions.action(RENAME, this::rename);
        actions.action(FOLLOW, this::follow);
        actions.action(NO_NEWS, (context, inputs) -> stopNews(context));
        actions.action(LARGE_TEXT, (context, inputs) -> textSize(context, Member.TextSize.LARGE));
        actions.action(NORMAL_TEXT, (context, inputs) -> textSize(context, Member.TextSize.NORMAL));
        actions.action(COPY, (context, inputs) -> copy(context));
        actions.action(ERASE, (context, inputs) -> erase(context));
    }

    Input.Outcome mine(Context context) {
        var handle = context.handle();
        var me = me(context);
        var values = new HashMap<String, Value>();
        values.put("name", Value.text(me.name() != null ? me.name() : me.displayName()));
        values.put("area", me.area() == null ? new Value.None() : areas.value(handle, me.area()));
        values.put(
                "roles",
                new Value.Rows(roles.inForce(handle, me.id(), BuddhistEra.day(context.at())).stream()
                        .map(role -> row(handle, role))
                        .toList()));
        values.put("stopped", Value.text(stopped(context, me)));
        values.put("notice", Value.text(me.noticeVersion()));
        values.put(
                "noticed",
                members.noticed(handle, me.id())
                        .map(at -> (Value) new Value.Moment(at))
                        .orElse(new Value.None()));
        values.put(
                DUE,
                erasures.waiting(handle, me.id())
                        .map(erasure -> (Value) new Value.Day(erasure.dueOn()))
                        .orElse(new Value.None()));
        return new Input.Outcome("done", values);
    }

    private Map<String, Value> row(Handle handle, MemberRole role) {
        return Map.of(
                "role", new Value.Code("role", role.role().name()),
                "area", role.area() == null ? new Value.None() : areas.value(handle, role.area()),
                "verified", new Value.Code("verified", role.verified().name()));
    }

    /** The topics that the person is not told of, in words; news counts as stopped until it is agreed to. */
    private String stopped(Context context, Member me) {
        var stopped = members.stopped(context.handle(), me.id());
        if (!consents.news(context.handle(), me.id())) {
            stopped.add(Topic.NEWS);
        }
        return stopped.stream()
                .map(topic -> print.apply(context.language()).of(new Value.Code(TOPIC, topic.name())))
                .collect(Collectors.joining(", "));
    }

    Input.Outcome rename(Context context, Map<String, Value> inputs) {
        var name = ((Value.Text) Objects.requireNonNull(inputs.get("name"))).text();
        var me = me(context);
        members.change(context.handle(), me.id(), new Member.Facts(me.code(), name, me.area(), me.textSize()));
        return new Input.Outcome("done", Map.of());
    }

    Input.Outcome follow(Context context, Map<String, Value> inputs) {
        var topic = Topic.valueOf(((Value.Code) Objects.requireNonNull(inputs.get(TOPIC))).code());
        boolean wanted =
                ((Value.Code) Objects.requireNonNull(inputs.get("wish"))).code().equals("YES");
        var me = me(context);
        if (wanted) {
            members.follow(context.handle(), me.id(), topic);
        } else {
            members.stop(context.handle(), me.id(), topic, context.at());
        }
        if (topic == Topic.NEWS) {
            consents.news(context.handle(), me.id(), wanted, context.at());
        }
        return new Input.Outcome("done", Map.of());
    }

    Input.Outcome stopNews(Context context) {
        var me = me(context);
        members.stop(context.handle(), me.id(), Topic.NEWS, context.at());
        consents.news(context.handle(), me.id(), false, context.at());
        return new Input.Outcome("done", Map.of());
    }

    Input.Outcome textSize(Context context, Member.TextSize size) {
        TextSizes.set(context.handle(), me(context).id(), size);
        return new Input.Outcome("done", Map.of());
    }

    Input.Outcome copy(Context context) {
        if (address == null) {
            return new Input.Outcome("unavailable", Map.of());
        }
        var me = me(context);
        var links = new HashMap<String, Value>();
        for (var format : List.of(Copies.Format.JSON, Copies.Format.CSV)) {
            var name = copies.make(context.handle(), me.id(), format, context.at());
            links.put(format.extension + "Link", new Value.Text(address + "/me/" + CopyLinks.named(name)));
        }
        return new Input.Outcome("done", links);
    }

    Input.Outcome erase(Context context) {
        var asked = erasures.ask(context.handle(), me(context), context.at());
        return new Input.Outcome("done", Map.of(DUE, new Value.Day(asked.dueOn())));
    }

    private Member me(Context context) {
        members.ensure(context.handle(), context.chat(), context.at());
        return members.byChat(context.handle(), context.chat()).orElseThrow();
    }
}
