package prasan.flow;

import java.util.List;

/** The texts that the engine itself says, each of which {@code system.yaml} must have. */
final class SystemTexts {
    static final List<String> NAMES = List.of(
            "language",
            "language-button",
            "nothing-open",
            "help",
            "back-wall",
            "button-over",
            "button-old",
            "cancel-ask",
            "cancel-yes",
            "cancel-no",
            "cancelled",
            "edit-ask",
            "resume-ask",
            "resume-yes",
            "resume-no",
            "resume-button",
            "menu-button",
            "understood-ask",
            "understood-which",
            "understood-none",
            "understood-yes",
            "understood-no",
            "understood-other-button",
            "use-buttons",
            "not-understood",
            "not-expected",
            "flow-changed",
            "flow-goes-on",
            "button-send",
            "button-edit",
            "button-cancel",
            "button-back",
            "button-skip",
            "button-done",
            "button-more",
            "button-rest",
            "button-whole",
            "button-again",
            "list",
            "button-camera",
            "button-photos",
            "button-place",
            "button-choose",
            "preview-cards",
            "apology",
            "group",
            "refused-choice",
            "refused-words",
            "refused-short",
            "refused-long",
            "refused-photos",
            "refused-photo-taken",
            "refused-photos-complete",
            "refused-photos-full",
            "refused-place",
            "refused-none",
            "refused-many",
            "refused-village",
            "refused-wide",
            "refused-tambon",
            "refused-similar",
            "refused-differs",
            "put-aside",
            "handed-back",
            "with-officer",
            "photo-early",
            "refused-photos-enough",
            "refused-number",
            "refused-range",
            "refused-day",
            "refused-past",
            "refused-future",
            "refused-time",
            "refused-phone",
            "refused-text-taken",
            "refused-texts-full");

    private SystemTexts() {}

    /** Whether the text is written on a button. */
    static boolean isLabel(String name) {
        return name.endsWith("-button")
                || name.endsWith("-yes")
                || name.endsWith("-no")
                || (name.startsWith("button-") && !name.equals("button-old") && !name.equals("button-over"));
    }
}
