package prasan.members;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prasan.areas.Area;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Actions.Context;
import prasan.flow.Input;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/** The door from chat to registering: with the code of an invitation, or by the word of an officer. */
public final class RegistrationActions {
    private static final Signature LOOK = new Signature(
                    "invitations.look",
                    Signature.Kind.READ,
                    Map.of("code", Type.TEXT),
                    Map.of(
                            // the village is there when the code is for one
                            "found",
                            Map.of("role", Type.CODE, "area", Type.AREA, "home", Type.AREA),
                            "unknown",
                            Map.of(),
                            "over",
                            Map.of(),
                            "blocked",
                            Map.of()))
            .words(Map.of("role", "role"));

    private static final Signature ACCEPT = new Signature(
                    "invitations.accept",
                    Signature.Kind.WRITE,
                    Map.of("code", Type.TEXT, "name", Type.TEXT, "area", Type.AREA, "news", Type.CODE),
                    Map.of("done", Map.of(), "waiting", Map.of(), "over", Map.of(), "outside", Map.of()))
            .optional("area")
            .words(Map.of("news", "consent"));

    private static final Signature REGISTER = new Signature(
                    "members.register",
                    Signature.Kind.WRITE,
                    Map.of(
                            "name", Type.TEXT, "area", Type.AREA, "role", Type.CODE, "other", Type.CODE, "news",
                            Type.CODE),
                    Map.of("done", Map.of(), "waiting", Map.of()))
            .optional("other")
            .words(Map.of("role", "role", "other", "role", "news", "consent"));

    private final Invitations invitations;
    private final Registrations registrations;
    private final Members members;
    private final Consents consents;
    private final Areas areas;

    public RegistrationActions(
            Invitations invitations, Registrations registrations, Members members, Consents consents, Areas areas) {
        this.invitations = invitations;
        this.registrations = registrations;
        this.members = members;
        this.consents = consents;
        this.areas = areas;
    }

    public void register(Actions actions) {
        actions.action(LOOK, this::look);
        actions.action(ACCEPT, this::accept);
        actions.action(REGISTER, this::register);
    }

    Input.Outcome look(Context context, Map<String, Value> inputs) {
        return invitations
                .look(context.handle(), context.chat(), text(inputs, "code"), context.at())
                .map(invitation -> {
                    var area = areas.value(context.handle(), invitation.area());
                    var home = invitation.area().length() == Area.Level.VILLAGE.digits() ? area : new Value.None();
                    var role = new Value.Code("role", invitation.role().name());
                    return new Input.Outcome("found", Map.of("role", role, "area", area, "home", home));
                })
                .orElseGet(() -> new Input.Outcome("unknown", Map.of()));
    }

    Input.Outcome accept(Context context, Map<String, Value> inputs) {
        var member = invitations.accept(
                context.handle(),
                context.chat(),
                text(inputs, "code"),
                text(inputs, "name"),
                inputs.get("area") instanceof Value.Area home
                        ? areas.require(context.handle(), home.code()).code()
                        : null,
                context.at());
        news(context, member, inputs);
        return new Input.Outcome(Waiting.of(context.handle(), member).isEmpty() ? "done" : "waiting", Map.of());
    }

    Input.Outcome register(Context context, Map<String, Value> inputs) {
        Member.Role first = Objects.requireNonNull(role(inputs, "role"));
        var told = EnumSet.of(first);
        var other = role(inputs, "other");
        if (other != null) {
            told.add(other);
        }
        var home = (Value.Area) Objects.requireNonNull(inputs.get("area"));
        boolean waiting = registrations.ask(
                context.handle(),
                context.chat(),
                text(inputs, "name"),
                told,
                areas.require(context.handle(), home.code()).code(),
                context.at());
        var member = members.byChat(context.handle(), context.chat()).orElseThrow();
        news(context, member.id(), inputs);
        return new Input.Outcome(waiting ? "waiting" : "done", Map.of());
    }

    private void news(Context context, long member, Map<String, Value> inputs) {
        boolean agreed =
                inputs.get("news") instanceof Value.Code code && code.code().equals("YES");
        consents.news(context.handle(), member, agreed, context.at());
    }

    private static Member.@Nullable Role role(Map<String, Value> inputs, String name) {
        return inputs.get(name) instanceof Value.Code code ? Member.Role.valueOf(code.code()) : null;
    }

    private static String text(Map<String, Value> inputs, String name) {
        return ((Value.Text) Objects.requireNonNull(inputs.get(name))).text();
    }
}
