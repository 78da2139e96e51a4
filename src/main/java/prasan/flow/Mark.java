package prasan.flow;

/** A place in a file of the conversations folder; line and column start at 1. */
public record Mark(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
