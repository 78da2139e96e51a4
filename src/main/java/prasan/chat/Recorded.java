package prasan.chat;

import java.util.List;
import prasan.chat.Round.Act;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Session;

/** Does what a step needs by giving back what came of it the first time. */
final class Recorded implements Round.Doer {
    private final List<Act> acts;

    /** Something else is needed now than was then. The message names what, but no values. */
    static final class Differs extends RuntimeException {
        private static final long serialVersionUID = 1;

        Differs(String message) {
            super(message);
        }
    }

    Recorded(List<Act> acts) {
        this.acts = List.copyOf(acts);
    }

    @Override
    public Input done(Session session, Need need, int number) {
        if (number > acts.size()) {
            throw new Differs("there is more to do: " + Script.name(need));
        }
        var act = acts.get(number - 1);
        if (!Script.name(act.need()).equals(Script.name(need))) {
            throw new Differs(Script.name(need) + " is to be done, not " + Script.name(act.need()));
        }
        if (!act.need().equals(need)) {
            throw new Differs(Script.name(need) + " is given something else");
        }
        return act.answer();
    }
}
