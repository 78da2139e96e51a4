package prasan.members;

import java.util.Map;
import java.util.Objects;
import prasan.areas.Areas;
import prasan.chat.Actions;
import prasan.chat.Actions.Context;
import prasan.flow.BuddhistEra;
import prasan.flow.Input;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/** The door from chat to the members: who am I, and let me introduce myself. */
public final class MemberActions {
    private static final String ROLE = "role";
    private static final Map<String, Type> PERSON = Map.of("name", Type.TEXT, ROLE, Type.CODE, "area", Type.AREA);

    private final Members members;
    private final MemberRoles roles;
    private final Areas areas;

    public MemberActions(Members members, MemberRoles roles, Areas areas) {
        this.members = members;
        this.roles = roles;
        this.areas = areas;
    }

    public void register(Actions actions) {
        actions.action(
                new Signature("members.me", Signature.Kind.READ, Map.of(), Map.of("known", PERSON, "new", Map.of()))
                        .words(Map.of(ROLE, "role"))
                        .personal("name", "area"),
                (context, inputs) -> me(context));
        actions.action(
                new Signature("members.introduce", Signature.Kind.WRITE, PERSON, Map.of("done", Map.of()))
                        .words(Map.of(ROLE, "role")),
                this::introduce);
    }

    /** Known is who has a name, a home and a role that has not ended. */
    Input.Outcome me(Context context) {
        var me = members.byChat(context.handle(), context.chat()).orElse(null);
        if (me == null || me.name() == null || me.area() == null) {
            return new Input.Outcome("new", Map.of());
        }
        var name = new Value.Text(me.name());
        var home = areas.value(context.handle(), me.area());
        return roles.inForce(context.handle(), me.id(), BuddhistEra.day(context.at())).stream()
                .findFirst()
                .map(held -> new Input.Outcome(
                        "known",
                        Map.of(
                                "name",
                                name,
                                ROLE,
                                new Value.Code(ROLE, held.role().name()),
                                "area",
                                home)))
                .orElse(new Input.Outcome("new", Map.of()));
    }

    Input.Outcome introduce(Context context, Map<String, Value> inputs) {
        var name = (Value.Text) Objects.requireNonNull(inputs.get("name"));
        var role = (Value.Code) Objects.requireNonNull(inputs.get(ROLE));
        var area = (Value.Area) Objects.requireNonNull(inputs.get("area"));
        members.introduce(
                context.handle(),
                context.chat(),
                name.text(),
                Member.Role.valueOf(role.code()),
                areas.require(context.handle(), area.code()).code(),
                context.at());
        return new Input.Outcome("done", Map.of());
    }
}
