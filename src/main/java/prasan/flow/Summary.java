package prasan.flow;

import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import prasan.flow.Session.Frame;
import prasan.flow.Session.Running;

/** Reacts to what is sent at the summary and is none of its buttons: a change of one answer, a place, more about the matter, a further matter. */
final class Summary {
    private static final Pattern CHANGE =
            Pattern.compile("(?:ขอ|อยาก|(ช่วย))?(?:แก้ไข|แก้|เปลี่ยน|ปรับ|change|edit) ?(?:the )?(.*)");
    private static final Pattern INTO = Pattern.compile(" ?(?:ให้)?เป็น ?| to | = ?");
    /** What a village is called, with its number or the name of its tambon or without. */
    private static final Pattern VILLAGE =
            Pattern.compile("(?:หมู่(?:บ้าน|ที่)?|ม\\.|ตำบล|ต\\.|บ้าน) ?[0-9]*(?: .*)?|ต\\. ?[ก-๙].*");

    private final Walk walk;
    private final Typing typing;
    private final Additions additions;
    private final Corrections corrections;
    private final Intake intake;

    Summary(Walk walk, Typing typing, Additions additions, Corrections corrections, Intake intake) {
        this.walk = walk;
        this.typing = typing;
        this.additions = additions;
        this.corrections = corrections;
        this.intake = intake;
    }

    void answer(Running running, Step.Confirm confirm, Input input) {
        if (input instanceof Input.Words words) {
            words(running, confirm, words.text());
        } else if (input instanceof Input.Pin && place(confirm).isPresent()) {
            var ask = place(confirm).orElseThrow();
            if (Answers.read(ask, input, walk) instanceof Answers.Good good) {
                walk.say("place-kept");
                placed(running, ask.id(), good.value());
            }
        } else {
            walk.useButtons();
        }
    }

    private void words(Running running, Step.Confirm confirm, String text) {
        var said = Polite.bare(text);
        var change = CHANGE.matcher(said);
        if (change.matches() && changed(running, confirm, change.group(2), change.group(1) != null)) {
            return;
        }
        var typed = walk.library.typed();
        if (walk.library.means(Library.Answer.THANKS, said)) {
            walk.say("not-sent-yet");
            walk.again();
        } else if (typed != null
                && running.flow().equals(typed.addition())
                && !walk.library.isYesOrNo(said)
                && added(running, typed, text)) {
            walk.say("added");
            walk.question();
        } else if (typed == null
                || running.frames().size() > 1
                || !typed.flow().equals(running.flow())
                || walk.library.isYesOrNo(said)
                || said.matches("[0-9]+")) {
            walk.useButtons();
        } else {
            told(running, confirm, typed, text);
        }
    }

    private void told(Running running, Step.Confirm confirm, Typed typed, String text) {
        var understood = typed.understands().apply(text);
        var first = understood.guesses().getFirst();
        boolean report = typing.isCategory(typed, first);
        var area = ask(confirm, typed.area());
        var matter = understood.matter().isEmpty() ? Thai.clean(text) : understood.matter();
        var correction = corrections.after(Polite.bare(text));
        if (correction.isPresent() && corrected(running, confirm, correction.get())) {
            return;
        }
        if (area.isPresent() && Additions.onlyWhere(understood, matter)) {
            change(running, area.get(), understood.where());
        } else if (understood.sure() && !report && typed.answers(first)) {
            walk.park();
            walk.library = walk.latest;
            typing.other(typed, understood, text);
        } else if (understood.sure()
                && report
                && !typing.code(typed, first).equals(running.top().slots().get(typed.category()))) {
            typing.keep(text);
            walk.again();
        } else {
            var added = additions.add(running, understood, text);
            int misses = running.asked().misses() + 1;
            walk.anew(added, typed.detail(), added.top().slots(), misses);
        }
    }

    /** Adds words to what is to be added to a report. @return false, with nothing done, where they do not fit */
    private boolean added(Running running, Typed typed, String text) {
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        var before = slots.get(typed.detail()) instanceof Value.Text detail ? detail.text() + "\n" : "";
        var all = before + Thai.clean(text);
        var ask = walk.library.flow(top.flow()).ask(typed.detail());
        if (ask == null || !(ask.slot() instanceof Slot.Words words) || !words.fits(all)) {
            return false;
        }
        slots.put(typed.detail(), new Value.Text(all));
        walk.now = running.holding(new Frame(top.flow(), top.step(), slots))
                .asking(running.asked().missed());
        return true;
    }

    /** Takes another place or category after a no. @return false, with nothing done, for anything else */
    private boolean corrected(Running running, Step.Confirm confirm, String correction) {
        var typed = additions.typed();
        var understood = typed.understands().apply(correction);
        var area = ask(confirm, typed.area());
        if (area.isPresent() && Additions.onlyWhere(understood, correction)) {
            change(running, area.get(), understood.where());
            return true;
        }
        var category = corrections.category(understood, correction);
        if (category.isEmpty() || category.get().equals(running.top().slots().get(typed.category()))) {
            return false;
        }
        boolean tells = additions.slots(understood, correction).containsKey(typed.detail());
        var now = tells ? additions.add(running, understood, correction) : running;
        var slots = new HashMap<>(now.top().slots());
        slots.put(typed.category(), category.get());
        walk.anew(now, typed.category(), slots, 0);
        return true;
    }

    /**
     * Takes "change the village to 6".
     *
     * @param plea whether it begins as a plea to mend something does: then it must say into what
     * @return false where no answer of the summary is named
     */
    private boolean changed(Running running, Step.Confirm confirm, String what, boolean plea) {
        var into = INTO.split(what, 2);
        if (plea && into.length < 2) {
            return false;
        }
        // "แก้หมู่เป็น 7", "แก้เป็นหมู่ 7", "แก้หมู่ 7"
        var parts = into.length == 2 && into[0].isBlank()
                ? new String[] {into[1].strip(), into[1].strip()}
                : into.length == 2 ? into : what.split(" ", 2);
        var noun = parts[0].strip();
        var ask = confirm.show().stream()
                .flatMap(slot -> ask(confirm, slot).stream())
                .filter(each -> Library.languagesFrom(walk.language).stream().anyMatch(l -> named(each, l, noun)))
                .findFirst();
        if (ask.isEmpty()) {
            return false;
        }
        boolean area = ask.get().slot() instanceof Slot.Area;
        var value = parts.length == 2 ? parts[1].strip() : area && noun.matches(".*[0-9].*") ? noun : "";
        if (value.isEmpty()) {
            walk.edit(running, ask.get().id());
        } else {
            change(running, ask.get(), area && value.matches("[0-9]{1,2}") ? "หมู่ " + value : value);
        }
        return true;
    }

    private static boolean named(Step.Ask ask, String language, String noun) {
        var label = Library.wording(ask.wordings(), language).labels().get("label");
        var name = label == null ? "" : Polite.bare(label.source());
        return noun.length() > 1
                && (name.startsWith(noun)
                        || (ask.slot() instanceof Slot.Area
                                && VILLAGE.matcher(noun).matches()));
    }

    /** Answers a question of the summary anew; a number of a village is one of the same tambon. */
    private void change(Running running, Step.Ask ask, String value) {
        var old = running.top().slots().get(ask.id());
        walk.stand(running, ask.id());
        var now = Objects.requireNonNull(walk.now);
        if (old instanceof Value.Area area && area.code().length() > Slot.Area.TAMBON) {
            var tambon = new Value.Area(area.code().substring(0, Slot.Area.TAMBON), area.th(), area.en());
            now = now.asking(now.asked().having(tambon));
        }
        walk.now = now;
        walk.fresh();
        intake.answer(Objects.requireNonNull(walk.now), ask, new Input.Words(value));
    }

    /** A place decides where it is: an area that was assumed is looked up by it, one that was said is compared with it. */
    private void placed(Running running, String slot, Value place) {
        var top = running.top();
        var slots = new HashMap<>(top.slots());
        slots.put(slot, place);
        for (var step : walk.library.flow(top.flow()).steps()) {
            if (step instanceof Step.Ask ask
                    && ask.slot() instanceof Slot.Area area
                    && slot.equals(area.with().get("place"))) {
                var old = slots.remove(ask.id());
                var assumed = ask.assume() == null ? null : slots.get(ask.assume());
                slots.remove(Typed.hint(ask.id()));
                if (old instanceof Value.Area said && !said.equals(assumed)) {
                    slots.put(Typed.hint(ask.id()), new Value.Text(said.th()));
                }
            }
        }
        walk.anew(running, slot, slots, 0);
    }

    private Optional<Step.Ask> place(Step.Confirm confirm) {
        return confirm.show().stream()
                .flatMap(slot -> ask(confirm, slot).stream())
                .filter(ask -> ask.slot() instanceof Slot.Place)
                .findFirst();
    }

    private Optional<Step.Ask> ask(Step.Confirm confirm, String slot) {
        var top = Objects.requireNonNull(walk.now).top();
        return confirm.show().contains(slot)
                ? Optional.ofNullable(walk.library.flow(top.flow()).ask(slot))
                : Optional.empty();
    }
}
