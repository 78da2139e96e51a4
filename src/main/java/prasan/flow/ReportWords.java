package prasan.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Mode;
import prasan.flow.Session.Running;

/** Reads what is typed at a question of a report for all that it says: a whole report at the question for its category, who tells it at that for the detail, more about it at that for the name. */
final class ReportWords {
    /** Fewer letters that are no category tell nothing of the matter. */
    private static final int TELLS = 8;

    /** Words that begin no name, but a wish to have none said. */
    private static final Pattern UNNAMED = Pattern.compile(
            "(?:ขอ|ก็)?(?:ไม่|บ่|อย่า)(?:อยาก|ต้องการ|ประสงค์|ขอ|กล้า|จะ)*(?:บอก|ให้|ระบุ|เปิดเผย|แสดง|สะดวก|เอา|ออก|ใส่|ต้อง|อยาก|ประสงค์).*"
                    + "|ไม่มีชื่อ|ไม่ระบุ.*|ไม่ประสงค์.*|.*(?:ปกปิด|ปิดชื่อ|นิรนาม).*|(?:i )?(?:would |do |will )?(?:not|rather not|no name|anonymous).*|(?:i )?don't.*");

    /** Words of a sentence, of which no name has any. */
    private static final Pattern SENTENCE = Pattern.compile(
            "ไม่|แล้ว|ตั้งแต่|เมื่อ(?:วาน|เช้า|คืน|เย็น|กี้)|ทั้ง(?:หมู่|ซอย|บ้าน|ตำบล|คืน|วัน)|หมู่บ้าน|เลย$|ด้วย$|หลาย|ทุกวัน|[0-9]|the |since |all ");

    private final Walk walk;
    private final Typing typing;
    private final Additions additions;

    ReportWords(Walk walk, Typing typing, Additions additions) {
        this.walk = walk;
        this.typing = typing;
        this.additions = additions;
    }

    /** Takes words that say more than the answer, or something else. @return false, with nothing done, for any others */
    boolean answer(Running running, Step.Ask ask, Input.Words words) {
        var typed = walk.library.typed();
        if (typed == null
                || running.mode() != Mode.WALKING
                || running.frames().size() > 1
                || !typed.flow().equals(running.flow())) {
            return false;
        }
        if (ask.id().equals(typed.category())) {
            return category(running, ask, words);
        }
        if (ask.id().equals(typed.detail())) {
            return detail(running, ask, words);
        }
        return ask.id().equals(typed.name()) && name(running, ask, words.text());
    }

    /** Takes a whole report where its category is asked: what it is about is known by it, or asked once more with the words kept. */
    private boolean category(Running running, Step.Ask ask, Input.Words words) {
        var typed = additions.typed();
        if (Answers.read(ask, words, walk) instanceof Answers.Good) {
            return false;
        }
        var understood = typed.understands().apply(words.text());
        var first = understood.guesses().getFirst();
        boolean tells = Polite.bare(words.text()).length() >= TELLS;
        if (!typing.isCategory(typed, first) || !(understood.sure() || tells)) {
            return false;
        }
        if (understood.sure()) {
            var slots = running.top().slots();
            var told = slots.containsKey(typed.detail())
                    ? running
                    : holding(running, additions.slots(understood, words.text(), slots));
            walk.fill(told, typing.code(typed, first));
        } else {
            var added = additions.add(running, understood, words.text());
            walk.now = added.asking(added.asked().missed());
            walk.again();
        }
        return true;
    }

    /** Takes who tells it and where it is out of the words that say what happened. */
    private boolean detail(Running running, Step.Ask ask, Input.Words words) {
        var typed = additions.typed();
        if (!(Answers.read(ask, words, walk) instanceof Answers.Good good)) {
            return false;
        }
        var understood = typed.understands().apply(words.text());
        var before = new HashMap<>(running.top().slots());
        before.remove(typed.detail());
        var slots = additions.slots(understood, words.text(), before);
        boolean introduced = !understood.name().isEmpty() || !understood.role().isEmpty();
        var matter = introduced ? slots.getOrDefault(typed.detail(), good.value()) : good.value();
        walk.fill(holding(running, slots), matter);
        return true;
    }

    /** Takes a wish to stay unnamed, the name out of a sentence, and what is no name as more about the matter. */
    private boolean name(Running running, Step.Ask ask, String text) {
        var typed = additions.typed();
        var said = Polite.bare(text);
        var understood = typed.understands().apply(text);
        boolean declined = walk.library.means(Library.Answer.DECLINE, said);
        if (ask.optional()
                && (understood.nameless() || declined || UNNAMED.matcher(said).matches())) {
            walk.say("nameless");
            walk.fill(running, new Value.None());
            return true;
        }
        if (!understood.name().isEmpty()) {
            walk.fill(running, new Value.Text(understood.name()));
            return true;
        }
        boolean report = understood.sure()
                && typing.isCategory(typed, understood.guesses().getFirst());
        if (!report && !SENTENCE.matcher(said).find()) {
            return false;
        }
        var added = additions.add(running, understood, text);
        walk.anew(added, typed.detail(), added.top().slots(), running.asked().misses() + 1);
        return true;
    }

    private static Running holding(Running running, Map<String, Value> slots) {
        return running.holding(new Frame(running.top().flow(), running.top().step(), slots));
    }
}
