package prasan.notices;

import static prasan.flow.Signature.Kind.READ;
import static prasan.flow.Signature.Kind.SOURCE;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prasan.chat.Actions;
import prasan.flow.Graphemes;
import prasan.flow.Input;
import prasan.flow.Need;
import prasan.flow.Print;
import prasan.flow.Signature;
import prasan.flow.Type;
import prasan.flow.Value;

/** What flows can ask of the notices: those that were sent to the person who asks. */
public final class NoticeActions {
    /** As many as LINE puts side by side, with one left for going on. */
    private static final int MOST = 10;

    private static final int LABEL = 20;

    /** What is found of a notice that is read: its texts, and with what its buttons begin. */
    private static final Map<String, Type> FOUND = Map.of(
            "kind", Type.CODE,
            "title", Type.TEXT,
            "text", Type.TEXT,
            "at", Type.MOMENT,
            "pageLink", Type.TEXT,
            "toAcknowledge", Type.REF,
            "toChoose", Type.REF,
            "toReply", Type.REF);

    private final Function<String, Print> print;

    /** @param print prints values in a language */
    public NoticeActions(Function<String, Print> print) {
        this.print = print;
    }

    public void register(Actions actions) {
        NoticeTexts.register(actions);
        new AnswerActions().register(actions);
        actions.source(
                new Signature("notices.mine", SOURCE, Map.of(), Map.of()),
                (context, look) -> choose(context, look, News.of(context.handle(), context.chat(), context.at())));
        actions.source(
                new Signature("notices.to-acknowledge", SOURCE, Map.of(), Map.of()),
                (context, look) ->
                        choose(context, look, NoticeRows.unacknowledged(context.handle(), context.chat(), MOST)));
        actions.source(
                new Signature("notices.to-reply", SOURCE, Map.of(), Map.of()),
                (context, look) -> choose(context, look, NoticeRows.replying(context.handle(), context.chat(), MOST)));
        actions.action(
                new Signature(
                                "notices.read",
                                READ,
                                Map.of("notice", Type.REF),
                                Map.of("found", FOUND, "unknown", Map.of()))
                        .words(Map.of("kind", "notice-kind")),
                this::read);
        // the tap is the confirmation
        actions.action(
                new Signature(
                        "notices.acknowledge",
                        READ,
                        Map.of("notice", Type.REF),
                        Map.of("done", Map.of(), "unknown", Map.of())),
                this::acknowledge);
    }

    private Input.Found choose(Actions.Context context, Need.Look look, List<Notice> notices) {
        var found = notices.stream()
                .filter(notice -> look.query() == null
                        || notice.number().equalsIgnoreCase(look.query())
                        || notice.facts().titleIn(context.language()).contains(look.query()))
                .map(notice -> item(context, notice))
                .toList();
        return found.isEmpty() && look.query() != null ? Input.Found.refused("none") : Input.Found.of(found);
    }

    private Input.Item item(Actions.Context context, Notice notice) {
        var title = notice.facts().titleIn(context.language());
        return new Input.Item(
                new Value.Ref(notice.number(), title),
                Graphemes.cut(title, LABEL),
                title,
                List.of(print.apply(context.language())
                        .of(new Value.Moment(Objects.requireNonNull(notice.begunAt())))));
    }

    private Input.Outcome read(Actions.Context context, Map<String, Value> inputs) {
        return read(context, inputs.get("notice"))
                .map(notice -> new Input.Outcome("found", found(notice, context.language())))
                .orElseGet(() -> new Input.Outcome("unknown", Map.of()));
    }

    /** What it says and what it asks for; empty where it does not. */
    private static Map<String, Value> found(Notice notice, String language) {
        var facts = notice.facts();
        var link = facts.link();
        var asking = new Value.Ref(notice.asking(), facts.titleIn(language));
        return Map.of(
                "kind",
                facts.kind(),
                "title",
                new Value.Text(facts.titleIn(language)),
                "text",
                new Value.Text(facts.textIn(language)),
                "at",
                new Value.Moment(Objects.requireNonNull(notice.begunAt())),
                "pageLink",
                new Value.Text(link == null ? "" : link.url()),
                "toAcknowledge",
                facts.acknowledge() ? asking : new Value.None(),
                "toChoose",
                facts.choices().isEmpty() ? new Value.None() : asking,
                "toReply",
                facts.replies() ? asking : new Value.None());
    }

    private static Optional<Notice> read(Actions.Context context, @Nullable Value named) {
        return named instanceof Value.Ref ref
                ? News.read(context.handle(), ref.id(), context.chat(), context.at())
                : Optional.empty();
    }

    private Input.Outcome acknowledge(Actions.Context context, Map<String, Value> inputs) {
        var notice = sent(context, inputs);
        notice.ifPresent(known -> Ledger.acknowledge(context.handle(), known.id(), context.chat(), context.at()));
        return new Input.Outcome(notice.isPresent() ? "done" : "unknown", Map.of());
    }

    /** The notice that is meant, if it was sent to this chat. */
    private static Optional<Notice> sent(Actions.Context context, Map<String, Value> inputs) {
        return inputs.get("notice") instanceof Value.Ref ref ? sent(context, ref.id()) : Optional.empty();
    }

    /** The notice of that number, if it was sent to this chat. */
    static Optional<Notice> sent(Actions.Context context, String number) {
        return NoticeRows.find(context.handle(), number)
                .filter(notice -> Ledger.has(context.handle(), notice.id(), context.chat()));
    }
}
