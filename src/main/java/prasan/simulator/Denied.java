package prasan.simulator;

/** The platform refuses a call. */
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Denied(Answer answer) {
        super(answer.status() + " " + answer.body(), null, false, false);
        this.answer = answer;
    }

    Denied(int status, String message) {
        this(Answer.of(status, message));
    }

    Answer answer() {
        return answer;
    }
}
