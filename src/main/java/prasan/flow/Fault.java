package prasan.flow;

/** Something wrong in the conversations folder, and where. */
public record Fault(Mark at, String message) {
    @Override
    public String toString() {
        return at + ": " + message;
    }
}
