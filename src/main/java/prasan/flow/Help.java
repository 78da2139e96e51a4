package prasan.flow;

import java.util.ArrayList;
import java.util.List;

/** The ways out of a question that refused answers bring: a person, and later. */
record Help(Questions question) {
    /** After so many refusals a person is offered. */
    static final int PERSON_AFTER = 2;

    /** After so many refusals the conversation may be put off, or left where there is nothing to keep. */
    static final int LATER_AFTER = 3;

    /** The buttons, none before the second refusal. */
    List<Say.Button> buttons() {
        List<Say.Button> buttons = new ArrayList<>();
        if (person()) {
            buttons.add(Questions.button(
                    question.label("button-officer"),
                    "start:" + question.library().officer()));
        }
        if (misses() >= LATER_AFTER) {
            buttons.add(
                    question.keeps()
                            ? question.answer(question.label("button-later"), Questions.LATER)
                            : Questions.button(
                                    question.label("menu-button"),
                                    "start:" + question.library().menu()));
        }
        return buttons;
    }

    /** Returns true if a person is offered: not where the question is whom to ask. */
    boolean person() {
        return misses() >= PERSON_AFTER
                && question.running().frames().stream()
                        .noneMatch(
                                frame -> frame.flow().equals(question.library().officer()));
    }

    private int misses() {
        return question.running().asked().misses();
    }
}
